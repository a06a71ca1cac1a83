"""Totals and means by ratio estimation from a known total of another variable.

Combined: one ratio for the whole population, times its total. Separate: a ratio in each stratum,
times the stratum's total (Cochran 1977, 6.11). The separate one is the better one where ratios
differ between strata, and is biased where strata hold few units.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from weights.arrays import FloatArray
from weights.coding import label_of
from weights.errors import Flag, WeightsError
from weights.estimation import mean_interval
from weights.results import Estimate, Estimates

# keys are labels or tuples of labels; `object` would not take a dict of strings
Known = float | Mapping[Any, float]


def expand_ratios(
    ratios: Estimates, known: Known, population: float | None, df: float
) -> Estimates:
    """The total that the ratios give with the known totals below; its mean over a population.

    Args:
        ratios: one, or one for each stratum.
        known: the total below the ratio, or that of each stratum.
        population: its size, where the mean is wanted.
        df: degrees of freedom of the design.
    """
    totals = _match(ratios, known) / (1.0 if population is None else population)
    first = ratios[0]
    shell = replace(
        first,
        statistic="ratio total" if population is None else "ratio mean",
        domain=(),
        n=sum(row.n for row in ratios),
        n_weighted=sum(row.n_weighted for row in ratios),
        deff=None,
        n_effective=None,
        n_kish=None,
        df=df,
        df_method="design",
    )
    if any(row.estimate is None for row in ratios):
        return Estimates((_without(shell),))
    variance = float(totals @ ratios.covariance() @ totals)
    row = _with_interval(shell, float(totals @ ratios.values()), variance)
    return Estimates((row,), lambda: np.array([[variance]]))


def _match(ratios: Estimates, known: Known) -> FloatArray:
    """The known totals in the order of the ratios."""
    if not isinstance(known, Mapping):
        return np.full(1, float(known))
    given = {_key(name): float(total) for name, total in known.items()}
    found = [tuple(label for _, label in row.domain) for row in ratios]
    if set(found) != set(given):
        column = " × ".join(name for name, _ in ratios[0].domain)
        expected, got = (
            tuple(sorted(" × ".join(labels) for labels in keys)) for keys in (found, given)
        )
        raise WeightsError("standardise.categories", column=column, expected=expected, got=got)
    return np.array([given[labels] for labels in found])


def _key(name: object) -> tuple[str, ...]:
    parts = name if isinstance(name, tuple) else (name,)
    return tuple(label_of(part) for part in parts)


def _without(shell: Estimate) -> Estimate:
    flag = Flag("estimate.zero_denominator")
    return replace(
        shell, estimate=None, se=None, low=None, high=None, df=None, cv=None, flags=(flag,)
    )


def _with_interval(shell: Estimate, value: float, variance: float) -> Estimate:
    interval = mean_interval(value, variance, shell.df or 0.0, shell.confidence)
    se = float(np.sqrt(max(variance, 0.0)))
    return replace(
        shell,
        estimate=value,
        se=se,
        low=interval.low,
        high=interval.high,
        cv=se / abs(value) if value else None,
        interval_method=interval.method,
        flags=interval.flags,
    )
