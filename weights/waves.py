"""Change between waves: independent samples, panels, and samples that overlap in part.

The covariance comes from the PSUs both waves have in common. In a stratum with n1 and n2 PSUs, n12
of them common, it is (n12 - n1 n2/N) s12, s12 the covariance of their weighted linearised totals
(Kish 1965, 12.4; Tam 1984). Nothing in common gives zero, everything the panel's covariance.
"""

from dataclasses import dataclass, replace

import numpy as np

from weights.arrays import FloatArray, IntArray, sum_codes
from weights.coding import label_of
from weights.design import Design
from weights.domains import Filter, Slice
from weights.errors import WeightsError
from weights.estimation import mean_interval
from weights.layout import Stage
from weights.replicates import psu_of_rows
from weights.replication import Replication
from weights.results import Estimate, Estimates
from weights.taylor import Taylor, Variable, Work, point
from weights.variables import numbers, shares


@dataclass(frozen=True)
class Change:
    """Second wave minus first, with the two figures and the correlation between them."""

    difference: Estimate
    first: Estimate
    second: Estimate
    covariance: float
    common_psus: int


@dataclass(frozen=True, eq=False)
class _Wave:
    design: Design
    estimate: Estimate
    totals: FloatArray
    names: dict[tuple[str, str], int]


def change(
    first: Design,
    second: Design,
    y: str,
    link: str | None,
    level: object | None = None,
    where: Filter = None,
) -> Change:
    """Change of a mean or share between two waves.

    Args:
        first: the earlier wave.
        second: the later one; strata carry the same labels.
        y: numeric or yes/no column, or with `level` a column of categories.
        link: the column that names the same PSU in both waves; None for independent samples.
        level: of a categorical column.
        where: the same filter, as an expression, in both.
    """
    if first.replicates is not None or second.replicates is not None:
        return _by_replicates((first, second), y, (link, level, where))
    waves = [_wave(design, y, level, (where, link)) for design in (first, second)]
    covariance, common = (0.0, 0) if link is None else _covariance(waves[0], waves[1])
    return Change(
        _difference(waves[0].estimate, waves[1].estimate, covariance, link is not None),
        waves[0].estimate,
        waves[1].estimate,
        covariance,
        common,
    )


def _by_replicates(
    designs: tuple[Design, Design], y: str, rest: tuple[str | None, object | None, Filter]
) -> Change:
    """The covariance from replicates that were drawn for both waves together, one by one.

    With a link the replicates of the waves must be aligned: as many, scaled alike, and the k-th of
    both made by leaving out or drawing the same PSUs.
    """
    link, level, where = rest
    engines = [design.engine() for design in designs]
    found: list[Estimate] = []
    deviations: list[FloatArray] = []
    for design, engine in zip(designs, engines, strict=True):
        if not isinstance(engine, Replication):
            raise WeightsError("replicates.not_for_design", kind=engine.method)
        variable = _variable(design, y, level)
        part = _part(design, variable, design.job((), where).domains.codes)
        work = Work(variable, part, point(variable, part))
        rows = _estimates(design, y, level, where)
        found.append(rows[0])
        deviations.append(engine.deviations(engine.estimates([work])[0], work.found.estimate))
    covariance, common = 0.0, 0
    if link is not None:
        if deviations[0].shape != deviations[1].shape:
            sizes = [len(one) for one in deviations]
            raise WeightsError("replicates.shape", rows=sizes[1], expected=sizes[0])
        covariance = float((deviations[0] * deviations[1]).sum())
        common = len(set(_names(designs[0], link)) & set(_names(designs[1], link)))
    difference = _difference(found[0], found[1], covariance, link is not None)
    return Change(
        replace(difference, variance_method=f"{found[1].variance_method}, aligned replicates")
        if link is not None
        else difference,
        found[0],
        found[1],
        covariance,
        common,
    )


def _variable(design: Design, y: str, level: object | None) -> Variable:
    if level is None:
        return numbers(design.frame, "mean", y)[0]
    return shares(design.frame, "proportion", y, level)[0]


def _estimates(design: Design, y: str, level: object | None, where: Filter) -> Estimates:
    if level is None:
        return design.mean(y, where=where)
    return design.proportion(y, level, (), where)


def _wave(design: Design, y: str, level: object | None, rest: tuple[Filter, str | None]) -> _Wave:
    where, link = rest
    engine = design.engine()
    if not isinstance(engine, Taylor):
        raise WeightsError("replicates.not_for_design", kind=engine.method)
    job = design.job((), where)
    variable, found = _variable(design, y, level), _estimates(design, y, level, where)
    part = _part(design, variable, job.domains.codes)
    work = Work(variable, part, point(variable, part))
    totals = _psu_totals(design, engine.influence(work.variable, work.part, work.found)[:, 0])
    return _Wave(design, found[0], totals, {} if link is None else _names(design, link))


def _part(design: Design, variable: Variable, codes: IntArray) -> Slice:
    inside = codes if variable.missing is None else np.where(variable.missing, -1, codes)
    return Slice(design.layout, design.weights, inside, 1, bool((inside >= 0).all()))


def _psu_totals(design: Design, clusters: FloatArray) -> FloatArray:
    stages = design.layout.stages
    for number in range(len(stages) - 1, 0, -1):
        parent = stages[number].parent
        if parent is not None:
            clusters = sum_codes(parent, clusters, stages[number - 1].clusters)
    return clusters


def _names(design: Design, link: str) -> dict[tuple[str, str], int]:
    """Stratum and name of every PSU, and its number."""
    stage = design.layout.stages[0]
    psus = psu_of_rows(design.layout)
    labels = design.frame[link].map(label_of).tolist()
    return {
        (stage.label(int(stage.stratum[psu])), label): int(psu)
        for psu, label in zip(psus.tolist(), labels, strict=True)
    }


def _covariance(first: _Wave, second: _Wave) -> tuple[float, int]:
    shared = sorted(set(first.names) & set(second.names))
    by_stratum: dict[str, list[tuple[str, str]]] = {}
    for name in shared:
        by_stratum.setdefault(name[0], []).append(name)
    stages = (first.design.layout.stages[0], second.design.layout.stages[0])
    total = 0.0
    for names in by_stratum.values():
        if len(names) < 2:
            continue
        ones = np.array([first.names[name] for name in names])
        twos = np.array([second.names[name] for name in names])
        spread = float(np.cov(first.totals[ones], second.totals[twos])[0, 1])
        total += _overlap(stages, (int(ones[0]), int(twos[0])), len(names)) * spread
    return total, len(shared)


def _overlap(stages: tuple[Stage, Stage], psus: tuple[int, int], common: int) -> float:
    """n12 - n1 n2/N: with N known, a part of the overlap is what chance alone would give."""
    later = int(stages[1].sampled[stages[1].stratum[psus[1]]])
    return common - later * float(stages[0].fraction[psus[0]])


def _difference(first: Estimate, second: Estimate, covariance: float, linked: bool) -> Estimate:
    if first.estimate is None or second.estimate is None:
        return replace(second, statistic="change", low=None, high=None)
    value = second.estimate - first.estimate
    variance = _squared(first) + _squared(second) - 2.0 * covariance
    degrees = (first.df or 0.0, second.df or 0.0)
    df = min(degrees) if linked else sum(degrees)
    interval = mean_interval(value, variance, df, second.confidence)
    se = None if np.isnan(variance) else float(np.sqrt(max(variance, 0.0)))
    return replace(
        second,
        statistic="change",
        estimate=value,
        se=se,
        low=interval.low,
        high=interval.high,
        df=df,
        cv=None if se is None or not value else se / abs(value),
        deff=None,
        n_effective=None,
        n_kish=None,
        n=first.n + second.n,
        variance_method="linearisation, covariance of common PSUs" if linked else "independent",
        interval_method=interval.method,
        df_method="smaller of the two" if linked else "sum of the two",
        flags=interval.flags,
    )


def _squared(row: Estimate) -> float:
    """The variance of one wave; a change has none where a wave has none."""
    return np.nan if row.se is None else row.se**2
