"""Weighted quantiles by every definition R has, with Woodruff's interval.

Definitions hf1 … hf9 are those of Hyndman and Fan (1996) with cumulated weights in place of ranks;
`math` is hf1, `school` hf2, `shahvaish` that of Shah and Vaish (2006), `linear` the rule of R
survey before 4.1. The interval turns an interval for the share below the quantile back into
values (Woodruff 1952), or inverts the test of that share at each value (`score`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from weights.arrays import BoolArray, FloatArray
from weights.coding import single
from weights.conventions import INTERVALS, check_option
from weights.domains import Domains
from weights.errors import Flag, WeightsError
from weights.estimation import Job, estimate_variables
from weights.intervals import Proportion, proportion_interval, t_quantile
from weights.replication import Replication
from weights.results import Estimate, Estimates
from weights.taylor import Variable


@dataclass(frozen=True, eq=False)
class Sorted:
    """Values in order with their weights and the cumulated weights."""

    values: FloatArray
    weights: FloatArray
    sums: FloatArray

    @property
    def total(self) -> float:
        return float(self.sums[-1])


def sort_values(values: FloatArray, weights: FloatArray) -> Sorted:
    """Order the values that carry weight."""
    used = weights != 0
    order = np.argsort(values[used], kind="stable")
    heavy = weights[used][order]
    return Sorted(values[used][order], heavy, np.cumsum(heavy))


def quantile_of(data: Sorted, p: float, rule: str = "math") -> float:
    """One quantile."""
    if not 0.0 <= p <= 1.0:
        raise WeightsError("quantile.probability", p=p)
    return float(_RULES[rule](data, p))


def _place(data: Sorted, p: float) -> tuple[int, bool]:
    """How many values have at most the cumulated weight p, and whether the last has exactly it."""
    wanted = p * data.total
    exact = np.abs(data.sums - wanted) <= 1e-12 * data.total
    below = int(((data.sums <= wanted) | exact).sum())
    return below, bool(below and exact[below - 1])


def _math(data: Sorted, p: float) -> float:
    below, exact = _place(data, p)
    return data.values[max(below - 1, 0) if exact else min(below, data.values.size - 1)]


def _school(data: Sorted, p: float) -> float:
    below, exact = _place(data, p)
    last = data.values.size - 1
    if exact:
        return (data.values[below - 1] + data.values[min(below, last)]) / 2.0
    return data.values[min(below, last)]


def _even(data: Sorted, p: float) -> float:
    below, exact = _place(data, p)
    # R counts the first value even when nothing lies below
    below = max(below, 1) if data.sums[0] > p * data.total else below
    if exact and below % 2 == 0:
        return data.values[below - 1]
    return data.values[min(below, data.values.size - 1)]


def _shahvaish(data: Sorted, p: float) -> float:
    """As R computes it: with raw weights in the shares, so that their scale matters."""
    size = data.values.size
    shares = (np.cumsum(data.weights / data.weights.mean()) + 0.5 - data.weights / 2.0) / (size + 1)
    order = np.argsort(shares, kind="stable")
    place = int(np.searchsorted(shares[order], p, side="right")) - 1
    return float(data.values[order[max(place, 0)]])


def _interpolate(data: Sorted, shares: FloatArray, p: float) -> float:
    # weights below zero, as linear calibration can leave, must not turn the shares back
    return float(np.interp(p, np.maximum.accumulate(shares), data.values))


def _hf4(data: Sorted, p: float) -> float:
    return _interpolate(data, data.sums / data.total, p)


def _hf5(data: Sorted, p: float) -> float:
    return _interpolate(data, (data.sums - data.weights / 2.0) / data.total, p)


def _hf6(data: Sorted, p: float) -> float:
    return _interpolate(data, data.sums / (data.total + data.weights[-1]), p)


def _hf7(data: Sorted, p: float) -> float:
    before = data.sums - data.weights
    return _interpolate(data, before / max(before[-1], 1e-300), p)


def _hf8(data: Sorted, p: float) -> float:
    above = data.total + data.weights[-1] / 3.0
    return _interpolate(data, (data.sums - data.weights / 3.0) / above, p)


def _hf9(data: Sorted, p: float) -> float:
    above = data.total + data.weights[-1] / 4.0
    return _interpolate(data, (data.sums - data.weights * 3.0 / 8.0) / above, p)


_RULES: dict[str, Callable[[Sorted, float], float]] = {
    "math": _math,
    "school": _school,
    "shahvaish": _shahvaish,
    "hf1": _math,
    "hf2": _school,
    "hf3": _even,
    "hf4": _hf4,
    "hf5": _hf5,
    "hf6": _hf6,
    "hf7": _hf7,
    "hf8": _hf8,
    "hf9": _hf9,
    "linear": _hf4,
}

RULES = tuple(_RULES)

# The interval that inverts the test of a share p below each value, in place of the share's own.
SCORE = "score"
_NEIGHBOURS = 10


@dataclass(frozen=True)
class QuantileRequest:
    """Which quantiles, by which rule, with which interval for the share below."""

    shares: tuple[float, ...]
    rule: str
    interval: str

    def __post_init__(self) -> None:
        check_option("rule", self.rule, RULES)
        check_option("interval", self.interval, (*INTERVALS, SCORE))
        for p in self.shares:
            if not 0.0 < p < 1.0:
                raise WeightsError("quantile.probability", p=p)


def quantiles(job: Job, variables: Sequence[Variable], request: QuantileRequest) -> Estimates:
    """Quantiles of every variable in every domain."""
    rows: list[Estimate] = []
    for variable in variables:
        for number in range(job.domains.count):
            inside = job.domains.codes == number
            if variable.missing is not None:
                inside &= ~variable.missing
            if not inside.any():
                continue
            rows += [_one(job, variable, number, (inside, p), request) for p in request.shares]
    return Estimates(tuple(rows))


def _one(
    job: Job,
    variable: Variable,
    number: int,
    where: tuple[BoolArray, float],
    request: QuantileRequest,
) -> Estimate:
    inside, p = where
    data = sort_values(variable.above[inside], job.weights[inside])
    value = quantile_of(data, p, request.rule)
    score = request.interval == SCORE
    below = _share_below(job, variable, inside, (value, "wald" if score else request.interval))
    if request.rule == "linear" and not score:
        below = _around_nominal(below, p, request.interval)
    if score:
        ends = [_score_end(job, variable, inside, (p, data, side)) for side in ("low", "high")]
    else:
        ends = [_end(data, below.low, request.rule, "low")]
        ends += [_end(data, below.high, request.rule, "high")]
    (low, low_flags), (high, high_flags) = ends
    se = None
    if low is not None and high is not None and below.df:
        se = (high - low) / (2.0 * t_quantile(below.confidence, below.df))
    if isinstance(job.engine, Replication):
        se = _replicate_error(job.engine, variable, inside, (p, request.rule, value))
    return replace(
        below,
        statistic="quantile",
        variable=variable.name,
        level=f"{p:g}",
        domain=job.domains.label(number),
        estimate=value,
        se=se,
        low=low,
        high=high,
        cv=se / abs(value) if se is not None and value else None,
        deff=None,
        n_effective=None,
        interval_method=f"{_method(request, below)}; rule {request.rule}",
        flags=low_flags + high_flags,
    )


def _method(request: QuantileRequest, below: Estimate) -> str:
    return SCORE if request.interval == SCORE else f"Woodruff, {below.interval_method}"


def _score_end(
    job: Job, variable: Variable, inside: BoolArray, ask: tuple[float, Sorted, str]
) -> tuple[float | None, tuple[Flag, ...]]:
    """The first value at which the test of a share p below it passes its limit.

    (p - F(x))/SE(x) falls with x, from above t to below -t (Francisco and Fuller 1991; R's
    interval "score", there found by a search that stops near the value).
    """
    p, data, side = ask
    values = np.unique(data.values)

    def beyond(place: int) -> bool:
        share = _share_below(job, variable, inside, (float(values[place]), "wald"))
        if share.estimate is None or not share.se:
            return place == values.size - 1
        limit = t_quantile(share.confidence, share.df or 0.0)
        score = (p - share.estimate) / share.se
        return score < limit if side == "low" else score < -limit

    first, last = 0, values.size - 1
    if side == "high" and not beyond(max(last - 1, 0)):
        return None, (Flag("quantile.interval_open", {"side": side}),)
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if beyond(middle) else (middle + 1, last)
    return float(values[_outermost(beyond, first, values.size, side)]), ()


def _outermost(beyond: Callable[[int], bool], place: int, size: int, side: str) -> int:
    """The score falls with small waves: the crossing farthest out among the neighbours counts."""
    if side == "low":
        near = range(max(place - _NEIGHBOURS, 0), place)
        return next((k for k in near if beyond(k)), place)
    far = range(min(place + _NEIGHBOURS, size - 1) - 1, place - 1, -1)
    return next((k + 1 for k in far if not beyond(k)), place)


def _share_below(
    job: Job, variable: Variable, inside: BoolArray, ask: tuple[float, str]
) -> Estimate:
    """The share at or below the quantile, with the interval that will be turned back."""
    value, interval = ask
    codes = np.where(inside, 0, -1)
    domains = Domains(codes, single(codes.size), bool(inside.all()))
    below = (variable.above <= value).astype(np.float64)
    share = Variable("proportion", variable.name, None, below, None, None)
    changed = replace(job.conventions, interval=interval)
    return estimate_variables(replace(job, domains=domains, conventions=changed), [share])[0]


def _around_nominal(below: Estimate, p: float, interval: str) -> Estimate:
    """As R before 4.1: the interval of the share is laid around p, not around its estimate."""
    if below.se is None or below.df is None:
        return below
    kish = below.n_kish if below.n_kish is not None else float(below.n)
    case = Proportion(p, below.se**2, below.n, kish, below.df, below.confidence)
    found = proportion_interval(case, interval)
    return replace(below, low=found.low, high=found.high)


def _end(
    data: Sorted, share: float | None, rule: str, side: str
) -> tuple[float | None, tuple[Flag, ...]]:
    """The value at one end; none where the interval of the share leaves 0 … 1."""
    if share is None or not 0.0 <= share <= 1.0:
        return None, (Flag("quantile.interval_open", {"side": side}),)
    return quantile_of(data, share, rule), ()


def _replicate_error(
    engine: Replication, variable: Variable, inside: BoolArray, ask: tuple[float, str, float]
) -> float:
    """The spread of the quantile over the replicates."""
    p, rule, value = ask
    values = variable.above[inside]

    def quantiles_of(weights: FloatArray) -> FloatArray:
        columns = weights[inside].T
        return np.array([[quantile_of(sort_values(values, one), p, rule)] for one in columns])

    found = engine.over_replicates(quantiles_of)
    deviations = engine.deviations(found, np.array([value]))
    return float(np.sqrt((deviations**2).sum()))
