"""Allocation of a sample to strata: rules, limits per stratum, and whole numbers that add up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from weights.arrays import FloatArray
from weights.conventions import check_option
from weights.errors import WeightsError

RULES = ("equal", "proportional", "square root", "power", "neyman", "optimal")


@dataclass(frozen=True)
class Stratum:
    """One stratum of the plan.

    Attributes:
        name: of the stratum.
        population: units in it.
        sds: standard deviation of each variable of interest.
        cost: of one interview.
        importance: of the stratum's own estimate (Bankier's X); the population if not given.
        least: at least so many interviews.
        most: at most so many; the population if not given.
    """

    name: str
    population: float
    sds: tuple[float, ...] = (1.0,)
    cost: float = 1.0
    importance: float | None = None
    least: int = 2
    most: int | None = None

    @property
    def limit(self) -> int:
        return int(self.population) if self.most is None else min(self.most, int(self.population))


@dataclass(frozen=True)
class Allocation:
    """Interviews per stratum, by the rule named."""

    rule: str
    names: tuple[str, ...]
    sizes: tuple[int, ...]
    wanted: tuple[float, ...]

    @property
    def total(self) -> int:
        return sum(self.sizes)


def allocate(
    total: int, strata: Sequence[Stratum], rule: str = "proportional", power: float = 0.5
) -> Allocation:
    """Share out `total` interviews.

    Args:
        total: interviews in all.
        strata: with their limits.
        rule: `equal`; `proportional` to the population; `square root` of it; `power`: importance
            to `power` times the coefficient of variation (Bankier 1988); `neyman`: population
            times standard deviation (Neyman 1934); `optimal`: the same over the root of the cost
            (Cochran 1977, 5.5).
        power: Bankier's exponent, 0 … 1.
    """
    check_option("rule", rule, RULES)
    least = np.array([float(min(s.least, s.limit)) for s in strata])
    most = np.array([float(s.limit) for s in strata])
    if not least.sum() <= total <= most.sum():
        raise WeightsError(
            "allocation.bounds", total=total, least=int(least.sum()), most=int(most.sum())
        )
    wanted = _within_limits(float(total), _measure(strata, rule, power), least, most)
    sizes = _round_to_sum(wanted, least, most, total)
    return Allocation(
        rule, tuple(s.name for s in strata), tuple(sizes.tolist()), tuple(wanted.tolist())
    )


def _measure(strata: Sequence[Stratum], rule: str, power: float) -> FloatArray:
    size = np.array([s.population for s in strata])
    sd = np.array([s.sds[0] for s in strata])
    if rule == "equal":
        return np.ones(size.size)
    if rule == "proportional":
        return size
    if rule == "square root":
        return np.sqrt(size)
    if rule == "power":
        important = np.array(
            [s.population if s.importance is None else s.importance for s in strata]
        )
        return important**power * sd
    if rule == "neyman":
        return size * sd
    return size * sd / np.sqrt(np.array([s.cost for s in strata]))


def _within_limits(
    total: float, measure: FloatArray, least: FloatArray, most: FloatArray
) -> FloatArray:
    """Proportional to the measure, with the limits: the common factor is found by bisection."""
    if not (measure > 0).any():
        measure = np.ones_like(measure)
    low, high = 0.0, float(most.max() / measure[measure > 0].min()) + 1.0
    for _ in range(200):
        factor = (low + high) / 2.0
        if np.clip(factor * measure, least, most).sum() < total:
            low = factor
        else:
            high = factor
    result = np.clip(high * measure, least, most)
    spare = total - result.sum()
    if abs(spare) > 1e-6:
        # strata with no measure take what the others cannot
        open_to = (most - result) if spare > 0 else (result - least)
        result = result + spare * open_to / open_to.sum()
    return result


def _round_to_sum(
    wanted: FloatArray, least: FloatArray, most: FloatArray, total: int
) -> np.ndarray:
    """Largest remainders, within the limits."""
    sizes = np.floor(wanted + 1e-9)
    for place in np.argsort(-(wanted - sizes), kind="stable"):
        if sizes.sum() >= total:
            break
        if sizes[place] < most[place]:
            sizes[place] += 1
    while sizes.sum() < total:
        place = int(np.argmax(np.where(sizes < most, wanted - sizes, -np.inf)))
        sizes[place] += 1
    return np.maximum(sizes, least).astype(np.int64)


def allocate_for_precision(strata: Sequence[Stratum], variances: Sequence[float]) -> Allocation:
    """The cheapest allocation that meets a variance for the total of every variable.

    Multivariate optimum allocation (Bethel 1989; Chromy 1987), with limits per stratum.

    Args:
        strata: with one standard deviation per variable.
        variances: largest variance allowed of each estimated total.
    """
    size = np.array([s.population for s in strata])
    cost = np.array([s.cost for s in strata])
    spread = np.array([[(s.population * sd) ** 2 for sd in s.sds] for s in strata])
    least = np.array([float(min(s.least, s.limit)) for s in strata])
    most = np.array([float(s.limit) for s in strata])
    # V = Σ N²S²/n - Σ N S²: the second part does not depend on n
    allowed = np.asarray(variances, dtype=float) + (spread / size[:, None]).sum(axis=0)
    wanted = _chromy(spread / allowed, cost, (least, most))
    sizes = np.clip(np.ceil(wanted - 1e-9), least, most).astype(np.int64)
    return Allocation(
        "bethel", tuple(s.name for s in strata), tuple(sizes.tolist()), tuple(wanted.tolist())
    )


def _chromy(
    share: FloatArray, cost: FloatArray, limits: tuple[FloatArray, FloatArray]
) -> FloatArray:
    """Chromy's iteration on the multipliers: binding variances keep theirs, the others lose it.

    `share[h, j] / n[h]` summed over h must not exceed 1 for any variable j.
    """
    _require_feasible(share, limits[1])
    multipliers = np.full(share.shape[1], 1.0)
    for _ in range(20_000):
        sizes = np.clip(np.sqrt(share @ multipliers / cost), *limits)
        reached = (share / np.maximum(sizes, 1e-300)[:, None]).sum(axis=0)
        change = multipliers * reached**2
        if np.abs(change - multipliers).max() <= 1e-10 * max(multipliers.max(), 1.0):
            break
        multipliers = change
    return np.clip(np.sqrt(share @ multipliers / cost), *limits)


def _require_feasible(share: FloatArray, most: FloatArray) -> None:
    """The largest sample allowed meets every variance."""
    reached = (share / np.maximum(most, 1e-300)[:, None]).sum(axis=0)
    if reached.max() > 1.0 + 1e-9:
        worst = int(reached.argmax())
        raise WeightsError("plan.infeasible", name=f"variances[{worst}]", value=reached[worst])
