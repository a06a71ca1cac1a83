"""From variables and domains to rows of results: the same assembly for every statistic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from weights.arrays import BoolArray, FloatArray
from weights.conventions import Conventions
from weights.domains import Domains, Slice, make_slice
from weights.errors import Flag
from weights.intervals import Interval, Proportion, proportion_interval, wald
from weights.layout import Layout
from weights.results import Estimate, Estimates
from weights.taylor import Variable, Work, point


class Engine(Protocol):
    """A way to variances: linearisation or replication."""

    @property
    def method(self) -> str: ...
    def variances(self, works: Sequence[Work]) -> list[FloatArray]: ...
    def covariance(self, works: Sequence[Work]) -> FloatArray: ...
    def degrees(self, part: Slice) -> tuple[float, ...]: ...


@dataclass(frozen=True, eq=False)
class Job:
    """What all figures of one call share."""

    engine: Engine
    layout: Layout
    weights: FloatArray
    domains: Domains
    conventions: Conventions
    design_df: float


def estimate_variables(job: Job, variables: Sequence[Variable]) -> Estimates:
    """All figures: variable by variable, domain by domain."""
    parts: dict[int, Slice] = {}
    works: list[Work] = []
    for variable in variables:
        part = _part(job, variable.missing, parts)
        works.append(Work(variable, part, point(variable, part)))
    rows: list[Estimate] = []
    for work, variances in zip(works, job.engine.variances(works), strict=True):
        rows += _rows(job, work, variances)
    return Estimates(tuple(rows), lambda: job.engine.covariance(works))


def _part(job: Job, missing: BoolArray | None, parts: dict[int, Slice]) -> Slice:
    """Variables with the same missing rows share their sums of weights."""
    key = 0 if missing is None or not missing.any() else id(missing)
    if key not in parts:
        parts[key] = make_slice(job.layout, job.weights, job.domains, missing)
    return parts[key]


def _rows(job: Job, work: Work, variances: FloatArray) -> list[Estimate]:
    simple = _simple_spread(work)
    if job.conventions.degrees == "design":
        degrees: tuple[float, ...] = (job.design_df,) * work.part.count
    else:
        degrees = job.engine.degrees(work.part)
    return [
        _row(job, work, number, (float(variances[number]), float(simple[number]), degrees[number]))
        for number in range(work.part.count)
    ]


def _simple_spread(work: Work) -> FloatArray:
    """Weighted variance of the linearised variable around its mean, times the squared scale.

    For a mean the variance of y; for a ratio of y - Rx over the mean of x; for a total of N y.
    """
    variable, part, found = work.variable, work.part, work.found
    sums = np.where(part.weight_sums > 0, part.weight_sums, 1.0)
    if variable.is_total:
        centre = found.estimate / sums
    elif variable.below is None:
        centre = found.estimate
    else:
        centre = np.zeros(part.count)
    ratio = np.nan_to_num(found.estimate) if variable.below is not None else None
    deviations = _deviations(variable, part, centre, ratio)
    spread = part.by_domain(part.weights * deviations**2) / sums
    if variable.is_total:
        return spread * sums**2
    if variable.below is not None:
        return spread * (sums / np.where(found.below != 0, found.below, 1.0)) ** 2
    return spread


def _deviations(
    variable: Variable, part: Slice, centre: FloatArray, ratio: FloatArray | None
) -> FloatArray:
    inner = np.append(np.nan_to_num(centre), 0.0)
    bins = part.bins
    if ratio is None or variable.below is None:
        return variable.above - (inner[0] if part.count == 1 else inner[bins])
    return variable.above - np.append(ratio, 0.0)[bins] * variable.below


def _row(job: Job, work: Work, number: int, figures: tuple[float, float, float]) -> Estimate:
    variable, part = work.variable, work.part
    variance, simple, df = figures
    value = float(work.found.estimate[number])
    n, weighted = int(part.counts[number]), float(part.weight_sums[number])
    if n == 0 or np.isnan(value):
        return _nothing(job, work, number)
    se = None if np.isnan(variance) else float(np.sqrt(max(variance, 0.0)))
    flags: list[Flag] = []
    interval = _interval(job, work, number, (value, variance, df))
    flags += interval.flags
    deff, effective, remark = _design_effect(job.conventions, variance, simple, (n, weighted))
    flags += remark
    if value == 0.0:
        flags.append(Flag("cv.zero_estimate"))
    return Estimate(
        statistic=variable.statistic,
        variable=variable.name,
        level=variable.level,
        domain=job.domains.label(number),
        estimate=value,
        se=se,
        low=interval.low,
        high=interval.high,
        df=df,
        cv=None if se is None or not value else se / abs(value),
        deff=deff,
        n_effective=effective,
        n=n,
        n_weighted=weighted,
        confidence=job.conventions.confidence,
        variance_method=job.engine.method,
        interval_method=interval.method,
        df_method=_df_method(job.conventions),
        n_kish=_kish(part, number),
        flags=tuple(flags),
    )


def _df_method(conventions: Conventions) -> str:
    return "design" if conventions.degrees == "design" else "PSUs - strata of the domain"


def _interval(job: Job, work: Work, number: int, figures: tuple[float, float, float]) -> Interval:
    value, variance, df = figures
    confidence = job.conventions.confidence
    if work.variable.statistic == "proportion":
        n, kish = int(work.part.counts[number]), _kish(work.part, number)
        case = Proportion(value, variance, n, kish, df, confidence)
        return proportion_interval(case, job.conventions.interval)
    return mean_interval(value, variance, df, confidence)


def _kish(part: Slice, number: int) -> float:
    squares = float(part.square_sums[number])
    return float(part.weight_sums[number]) ** 2 / squares if squares else 0.0


def mean_interval(value: float, variance: float, df: float, confidence: float) -> Interval:
    """Estimate ± t × SE, or the reason why not."""
    if not df > 0:
        return Interval(None, None, "t", (Flag("interval.no_degrees", {"df": df}),))
    if not np.isfinite(variance):
        return Interval(None, None, "t", (Flag("interval.no_variance"),))
    low, high = wald(value, float(np.sqrt(max(variance, 0.0))), df, confidence)
    flags = () if variance > 0 else (Flag("se.zero"),)
    return Interval(low, high, "t", flags)


def _design_effect(
    conventions: Conventions, variance: float, simple: float, sizes: tuple[int, float]
) -> tuple[float | None, float | None, tuple[Flag, ...]]:
    """Variance over that of a simple random sample, and the n that would be as precise."""
    n, weighted = sizes
    if n < 2 or not simple > 0 or not variance > 0:
        return None, None, (Flag("deff.no_variance"),)
    effective = simple / variance
    plain = simple * n / (n - 1) / n
    if conventions.deff == "without replacement":
        if weighted <= n:
            return (
                None,
                effective,
                (Flag("deff.weights_not_expanded", {"weighted": weighted, "n": n}),),
            )
        plain *= 1.0 - n / weighted
    return variance / plain, effective, ()


def _nothing(job: Job, work: Work, number: int) -> Estimate:
    part = work.part
    n = int(part.counts[number])
    flag = Flag("estimate.no_rows") if n == 0 else Flag("estimate.zero_denominator")
    return Estimate(
        statistic=work.variable.statistic,
        variable=work.variable.name,
        level=work.variable.level,
        domain=job.domains.label(number),
        estimate=None,
        se=None,
        low=None,
        high=None,
        df=None,
        cv=None,
        deff=None,
        n_effective=None,
        n=n,
        n_weighted=float(part.weight_sums[number]),
        confidence=job.conventions.confidence,
        variance_method=job.engine.method,
        interval_method="none",
        df_method=_df_method(job.conventions),
        flags=(flag,),
    )
