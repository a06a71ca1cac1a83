"""Estimates against a target, and many intervals at once.

A verdict follows from the printed two-sided interval; `p_interval` is the smallest significance at
which that interval would exclude the target, so that interval and p-value never disagree. The
t-test beside it is the usual one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from weights.conventions import check_option
from weights.errors import Flag
from weights.estimation import mean_interval
from weights.intervals import Interval, Proportion, proportion_interval
from weights.results import Estimate, Estimates

POSITIONS = ("above", "below", "covered", "none")


@dataclass(frozen=True)
class TargetTest:
    """One figure against its target.

    Attributes:
        estimate: the figure.
        target: what it is compared with.
        position: of the interval: `above` or `below` the target, `covered` where the target lies
            within, `none` where there is no interval.
        difference: estimate minus target.
        t: difference over standard error.
        p_below: one-sided p-value against "not below the target".
        p_above: one-sided p-value against "not above the target".
        p_two_sided: of the t-test.
        p_interval: two-sided, by inverting the printed kind of interval.
    """

    estimate: Estimate
    target: float
    position: str
    difference: float | None
    t: float | None
    p_below: float | None
    p_above: float | None
    p_two_sided: float | None
    p_interval: float | None
    flags: tuple[Flag, ...] = ()


def against_target(estimates: Estimates | Sequence[Estimate], target: float) -> list[TargetTest]:
    """Compare each figure with a target."""
    return [_against(row, target) for row in estimates]


def _against(row: Estimate, target: float) -> TargetTest:
    if row.estimate is None:
        nothing = (None,) * 6
        return TargetTest(row, target, "none", *nothing, flags=row.flags)
    difference = row.estimate - target
    t = difference / row.se if row.se else None
    below, above = _tails(t, row.df)
    return TargetTest(
        estimate=row,
        target=target,
        position=position(row, target),
        difference=difference,
        t=t,
        p_below=below,
        p_above=above,
        p_two_sided=None if below is None or above is None else min(1.0, 2 * min(below, above)),
        p_interval=_interval_p(row, target),
        flags=row.flags,
    )


def position(row: Estimate, target: float) -> str:
    """Where the interval lies: above the target, below it, or around it."""
    if row.low is None or row.high is None:
        return "none"
    if row.low > target:
        return "above"
    return "below" if row.high < target else "covered"


def _tails(t: float | None, df: float | None) -> tuple[float | None, float | None]:
    from scipy.special import ndtr, stdtr

    if t is None or df is None or not df > 0:
        return None, None
    if np.isinf(df):
        return float(ndtr(t)), float(ndtr(-t))
    return float(stdtr(df, t)), float(stdtr(df, -t))


def interval_at(row: Estimate, confidence: float) -> Interval:
    """The interval of the same kind at another confidence."""
    if row.estimate is None or row.se is None or row.df is None:
        return Interval(None, None, row.interval_method, row.flags)
    if row.interval_method in ("t", "none"):
        return mean_interval(row.estimate, row.se**2, row.df, confidence)
    kish = row.n_kish if row.n_kish is not None else float(row.n)
    case = Proportion(row.estimate, row.se**2, row.n, kish, row.df, confidence)
    return proportion_interval(case, row.interval_method)


def _interval_p(row: Estimate, target: float) -> float | None:
    """One minus the confidence at which the interval would just reach the target."""
    if row.low is None or row.estimate is None:
        return None
    low, high = 1e-9, 1.0
    for _ in range(50):
        middle = (low + high) / 2.0
        found = interval_at(row, middle)
        if found.low is None or found.high is None:
            return None
        if found.low <= target <= found.high:
            high = middle
        else:
            low = middle
    return 1.0 - high


def simultaneous(estimates: Estimates, method: str = "bonferroni") -> Estimates:
    """Intervals that hold for all the figures at once (Bonferroni; Dunn 1961).

    Each is computed at confidence 1 - (1 - c)/k, where k counts the figures that have one.
    """
    check_option("method", method, ("bonferroni",))
    count = max(1, sum(row.low is not None for row in estimates))
    rows: list[Estimate] = []
    for row in estimates:
        confidence = 1.0 - (1.0 - row.confidence) / count
        found = interval_at(row, confidence)
        rows.append(replace(row, low=found.low, high=found.high, confidence=confidence))
    return Estimates(tuple(rows), estimates.influence)


def adjust_p(values: Sequence[float], method: str = "holm") -> list[float]:
    """p-values adjusted for their number: `bonferroni`, or `holm` (1979), never larger."""
    check_option("method", method, ("bonferroni", "holm"))
    p = np.asarray(values, dtype=float)
    if method == "bonferroni":
        return np.minimum(1.0, p * p.size).tolist()
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * (p.size - np.arange(p.size)))
    result = np.empty_like(p)
    result[order] = np.minimum(1.0, steps)
    return result.tolist()


def difference(first: Estimate, second: Estimate) -> Estimate:
    """Second minus first, of independent samples; df by Satterthwaite (1946)."""
    if None in (first.estimate, second.estimate, first.se, second.se):
        empty = first if first.estimate is None else second
        return replace(empty, statistic="difference", low=None, high=None, interval_method="none")
    parts = ((first.se or 0.0) ** 2, (second.se or 0.0) ** 2)
    value = (second.estimate or 0.0) - (first.estimate or 0.0)
    variance = sum(parts)
    df = _satterthwaite(parts, (first.df or 0.0, second.df or 0.0))
    interval = mean_interval(value, variance, df, first.confidence)
    return replace(
        second,
        statistic="difference",
        estimate=value,
        se=float(np.sqrt(variance)),
        low=interval.low,
        high=interval.high,
        df=df,
        cv=float(np.sqrt(variance)) / abs(value) if value else None,
        deff=None,
        n_effective=None,
        n=first.n + second.n,
        n_weighted=second.n_weighted,
        n_kish=None,
        variance_method="independent samples",
        interval_method="t",
        df_method="Satterthwaite",
        flags=interval.flags,
    )


def _satterthwaite(parts: tuple[float, float], degrees: tuple[float, float]) -> float:
    below = sum(part**2 / df for part, df in zip(parts, degrees, strict=True) if part and df > 0)
    if any(part and not df > 0 for part, df in zip(parts, degrees, strict=True)):
        return 0.0
    return sum(parts) ** 2 / below if below else min(degrees)
