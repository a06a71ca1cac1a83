"""Variance, covariance and correlation of a population, and any smooth function of estimates.

The variance is the mean of squared deviations times n/(n-1); its standard error takes the mean as
known, which to first order it is (R svyvar). Functions of estimates follow by the delta method
(Wolter 2007, chapter 6), with numerical derivatives.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from weights.arrays import FloatArray
from weights.coding import Coding
from weights.domains import Domains
from weights.errors import WeightsError
from weights.estimation import Job, estimate_variables, mean_interval
from weights.layout import number_column
from weights.results import Estimate, Estimates
from weights.taylor import Variable


def variances(job: Job, frame: pd.DataFrame, names: Sequence[str]) -> Estimates:
    """Variances, and covariances of every pair, in every domain."""
    columns = {name: number_column(frame, name) for name in names}
    rows: list[Estimate] = []
    for number in range(job.domains.count):
        rows += list(_domain_variances(job, number, columns))
    return Estimates(tuple(rows))


def _domain_variances(job: Job, number: int, columns: Mapping[str, FloatArray]) -> Estimates:
    inside = job.domains.codes == number
    for values in columns.values():
        inside = inside & ~np.isnan(values)
    codes = np.where(inside, 0, -1)
    part = Domains(codes, _alone(job.domains, number), False)
    weights = np.where(inside, job.weights, 0.0)
    count = int(inside.sum())
    if not count:
        raise WeightsError("domain.empty", domain=str(job.domains.label(number)))
    total = float(weights.sum())
    centred = {
        name: np.nan_to_num(v) - float((weights * np.nan_to_num(v)).sum()) / total
        for name, v in columns.items()
    }
    names = list(columns)
    pairs = [(a, b) for k, a in enumerate(names) for b in names[k:]]
    grow = count / max(count - 1, 1)
    products = [
        Variable(
            "variance" if a == b else "covariance",
            a if a == b else f"{a},{b}",
            None,
            centred[a] * centred[b] * grow,
            None,
            None,
        )
        for a, b in pairs
    ]
    return estimate_variables(replace(job, domains=part), products)


def _alone(domains: Domains, number: int) -> Coding:
    coding = domains.coding
    codes = np.zeros(0, dtype=np.int64)
    return Coding(codes, 1, coding.names, coding.columns, coding.keys[number : number + 1])


def correlation(job: Job, frame: pd.DataFrame, y: str, x: str) -> Estimates:
    """Pearson's correlation from the two variances and the covariance."""
    columns = {y: number_column(frame, y), x: number_column(frame, x)}
    rows: list[Estimate] = []
    for number in range(job.domains.count):
        parts = _domain_variances(job, number, columns)
        found = smooth(parts, _pearson, "correlation", f"{y},{x}")
        rows.append(replace(found, domain=job.domains.label(number)))
    return Estimates(tuple(rows))


def _pearson(values: FloatArray) -> float:
    return float(values[1] / np.sqrt(values[0] * values[2]))


def contrast(
    estimates: Estimates, coefficients: Sequence[float], name: str = "contrast"
) -> Estimate:
    """A linear combination of estimates with their covariance."""
    slopes = np.asarray(coefficients, dtype=float)
    if slopes.size != len(estimates):
        raise WeightsError("estimates.different_shape", first=slopes.size, second=len(estimates))
    value = float(slopes @ estimates.values())
    return _combined(estimates, value, slopes, ("contrast", name))


def smooth(
    estimates: Estimates,
    function: Callable[[FloatArray], float],
    statistic: str = "function",
    name: str = "function",
) -> Estimate:
    """Any smooth function of estimates, by the delta method."""
    at = estimates.values()
    slopes = np.array([_slope(function, at, k) for k in range(at.size)])
    return _combined(estimates, float(function(at)), slopes, (statistic, name))


def _slope(function: Callable[[FloatArray], float], at: FloatArray, place: int) -> float:
    """Central difference, refined once (Richardson 1911)."""
    step = 1e-3 * max(abs(float(at[place])), 1e-6)

    def difference(width: float) -> float:
        up, down = at.copy(), at.copy()
        up[place] += width
        down[place] -= width
        return (function(up) - function(down)) / (2.0 * width)

    coarse, fine = difference(step), difference(step / 2.0)
    finer = difference(step / 4.0)
    once, twice = (4 * fine - coarse) / 3.0, (4 * finer - fine) / 3.0
    return (16 * twice - once) / 15.0


def _combined(
    estimates: Estimates, value: float, slopes: FloatArray, names: tuple[str, str]
) -> Estimate:
    variance = float(slopes @ estimates.covariance() @ slopes)
    known = [row.df for row in estimates if row.df is not None]
    df = min(known) if known else 0.0
    first = estimates[0]
    interval = mean_interval(value, variance, df, first.confidence)
    se = float(np.sqrt(max(variance, 0.0)))
    return replace(
        first,
        statistic=names[0],
        variable=names[1],
        level=None,
        domain=(),
        estimate=value,
        se=se,
        low=interval.low,
        high=interval.high,
        df=df,
        cv=se / abs(value) if value else None,
        deff=None,
        n_effective=None,
        n_kish=None,
        interval_method=interval.method,
        flags=interval.flags,
    )
