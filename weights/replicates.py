"""Replicate factors: jackknife, balanced repeated replication, bootstrap, successive difference.

A factor multiplies the base weight of every row of its unit, mostly a PSU, so that replicates cost
one number per PSU and not one per row.
"""

from dataclasses import dataclass, replace

import numpy as np

from weights.arrays import FloatArray, IntArray, count_codes
from weights.conventions import check_option
from weights.errors import WeightsError
from weights.hadamard import hadamard
from weights.layout import Layout, Stage

KINDS = ("JK1", "JKn", "BRR", "Fay", "bootstrap", "canty-davison", "preston", "sdr")
RANDOM = ("bootstrap", "canty-davison", "preston")


@dataclass(frozen=True, eq=False)
class Replicates:
    """Replicate factors and how their deviations add up to a variance.

    Attributes:
        kind: how they were made; `given` for the user's own.
        units: of each row, the unit its factor belongs to.
        factors: one row per unit, one column per replicate.
        scale: of the sum of squared deviations.
        rscales: of each replicate's squared deviation.
        mse: deviations from the full-sample estimate, not from the replicates' mean.
        readjust: repeat every weighting step in each replicate.
    """

    kind: str
    units: IntArray
    factors: FloatArray
    scale: float
    rscales: FloatArray
    mse: bool = False
    readjust: bool = True

    @property
    def count(self) -> int:
        return self.factors.shape[1]


@dataclass(frozen=True)
class ReplicatePlan:
    """What to make: the kind and, where it needs them, number, generator and Fay's factor."""

    kind: str = "bootstrap"
    count: int = 500
    rng: np.random.Generator | None = None
    fay: float = 0.5
    mse: bool = False


def make_replicates(layout: Layout, plan: ReplicatePlan) -> Replicates:
    """Replicates for the first stage of a design (Preston's for every stage)."""
    check_option("kind", plan.kind, KINDS)
    if plan.kind in RANDOM and plan.rng is None:
        raise WeightsError("replicates.no_generator", kind=plan.kind)
    stage = layout.stages[0]
    if plan.kind == "preston":
        found = _preston(layout, plan)
    else:
        units = psu_of_rows(layout)
        factors, scale, rscales = _MAKERS[plan.kind](stage, plan)
        found = Replicates(plan.kind, units, factors, scale, rscales)
    return replace(found, mse=plan.mse)


def psu_of_rows(layout: Layout) -> IntArray:
    """The first-stage cluster of each row."""
    units = np.arange(layout.clusters, dtype=np.int64)
    for stage in reversed(layout.stages[1:]):
        if stage.parent is not None:
            units = stage.parent[units]
    return units[layout.cluster_of_rows()]


def _require_no_lonely(stage: Stage) -> None:
    lonely = np.flatnonzero(stage.sampled == 1)
    if lonely.size:
        names = tuple(stage.label(int(k)) for k in lonely)
        raise WeightsError("replicates.lonely_psu", strata=names)


def _jk1(stage: Stage, plan: ReplicatePlan) -> tuple[FloatArray, float, FloatArray]:
    """Delete one PSU at a time (Tukey 1958)."""
    if stage.strata > 1:
        raise WeightsError("replicates.kind_needs_one_stratum", kind=plan.kind)
    _require_no_lonely(stage)
    n = stage.clusters
    factors = np.full((n, n), n / (n - 1))
    np.fill_diagonal(factors, 0.0)
    return factors, (n - 1) / n * (1.0 - float(stage.fraction[0])), np.ones(n)


def _jkn(stage: Stage, plan: ReplicatePlan) -> tuple[FloatArray, float, FloatArray]:
    """Delete one PSU at a time, its stratum takes over (Jones 1974)."""
    _require_no_lonely(stage)
    size = stage.sampled[stage.stratum]
    same = stage.stratum[:, None] == stage.stratum[None, :]
    factors = np.where(same, (size / (size - 1))[:, None], 1.0)
    np.fill_diagonal(factors, 0.0)
    return factors, 1.0, (size - 1) / size * (1.0 - stage.fraction)


def _brr(stage: Stage, plan: ReplicatePlan) -> tuple[FloatArray, float, FloatArray]:
    """Half samples balanced by a Hadamard matrix (McCarthy 1966); Fay's variant keeps a part.

    The all-ones column is not used, so every PSU is in exactly half the replicates.
    """
    odd = np.flatnonzero(stage.sampled != 2)
    if odd.size:
        names = tuple(stage.label(int(k)) for k in odd)
        raise WeightsError("replicates.pairs_needed", strata=names)
    signs = hadamard(stage.strata + 1)[:, 1 : stage.strata + 1].T
    order = np.argsort(stage.stratum, kind="stable")
    factors = np.empty((stage.clusters, signs.shape[1]))
    keep = plan.fay if plan.kind == "Fay" else 0.0
    factors[order[0::2]] = 1.0 + signs * (1.0 - keep)
    factors[order[1::2]] = 1.0 - signs * (1.0 - keep)
    count = signs.shape[1]
    return factors, 1.0 / (count * (1.0 - keep) ** 2), np.ones(count)


def _generator(plan: ReplicatePlan) -> np.random.Generator:
    if plan.rng is None:
        raise WeightsError("replicates.no_generator", kind=plan.kind)
    return plan.rng


def _rao_wu(stage: Stage, plan: ReplicatePlan) -> tuple[FloatArray, float, FloatArray]:
    """Draw n - 1 of n PSUs with replacement (Rao and Wu 1988; McCarthy and Snowden 1985)."""
    _require_no_lonely(stage)
    rng = _generator(plan)
    factors = np.empty((stage.clusters, plan.count))
    starts, order = _by_stratum(stage)
    draws = stage.sampled - 1
    places = np.repeat(starts[:-1], draws)
    spans = np.repeat(stage.sampled, draws)
    for column in range(plan.count):
        picks = places + (rng.random(places.size) * spans).astype(np.int64)
        factors[order, column] = count_codes(picks, stage.clusters)
    size = stage.sampled[stage.stratum]
    factors *= (size / (size - 1))[:, None]
    return factors, 1.0 / (plan.count - 1), np.ones(plan.count)


def _by_stratum(stage: Stage) -> tuple[IntArray, IntArray]:
    """Where each stratum starts among the PSUs in stratum order, and that order."""
    order = np.argsort(stage.stratum, kind="stable")
    return np.append(0, np.cumsum(stage.sampled)), order


def _canty_davison(stage: Stage, plan: ReplicatePlan) -> tuple[FloatArray, float, FloatArray]:
    """Draw n PSUs from a population rebuilt from the sample (Canty and Davison 1999).

    Deviations are widened by √(n/(n-1)), which makes the variance of a total unbiased.
    """
    _require_no_lonely(stage)
    rng = _generator(plan)
    factors = np.empty((stage.clusters, plan.count))
    starts, order = _by_stratum(stage)
    fraction = stage.fraction[order][starts[:-1]]
    for column in range(plan.count):
        for stratum, size in enumerate(stage.sampled.tolist()):
            picks = _from_rebuilt(size, float(fraction[stratum]), rng)
            wide = np.sqrt(size / (size - 1.0))
            inside = order[starts[stratum] : starts[stratum + 1]]
            factors[inside, column] = 1.0 + wide * (count_codes(picks, size) - 1.0)
    return factors, 1.0 / (plan.count - 1), np.ones(plan.count)


def _from_rebuilt(size: int, fraction: float, rng: np.random.Generator) -> IntArray:
    if fraction <= 0.0:
        return (rng.random(size) * size).astype(np.int64)
    population = round(size / fraction)
    spare = np.argsort(rng.random(size), kind="stable")[: population % size]
    pool = np.concatenate([np.tile(np.arange(size), population // size), spare])
    return pool[np.argsort(rng.random(pool.size), kind="stable")[:size]]


def _preston(layout: Layout, plan: ReplicatePlan) -> Replicates:
    """Rescaled half samples at every stage with its sampling fraction (Preston 2009)."""
    rng = _generator(plan)
    last = layout.stages[-1]
    factors = np.ones((last.clusters, plan.count))
    kept = np.ones((1, plan.count))
    above: IntArray | None = None
    for number, stage in enumerate(layout.stages):
        if number and not stage.reached.any():
            break
        if number == 0:
            _require_no_lonely(stage)
        drawn, share = _half_samples(stage, plan.count, rng)
        lower = np.ones((stage.clusters, 1)) if above is None else kept[stage.parent]
        size, half = stage.sampled[stage.stratum], np.maximum(stage.sampled // 2, 1)[stage.stratum]
        spare = np.maximum(size - half, 1)
        width = np.sqrt(half * (1.0 - stage.fraction) * stage.reached[stage.stratum] / spare)
        width = np.where(size > 1, width, 0.0)
        change = width[:, None] * lower * (drawn * share - 1.0)
        factors += change[_at_stage(layout, number)]
        kept = lower * np.sqrt(share) * drawn
        above = stage.stratum
    count = plan.count
    units = layout.cluster_of_rows()
    return Replicates(plan.kind, units, factors, 1.0 / (count - 1), np.ones(count))


def _half_samples(
    stage: Stage, count: int, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Which clusters are in each half sample, and the inverse of its sampling fraction."""
    half = np.maximum(stage.sampled // 2, 1)
    starts, order = _by_stratum(stage)
    drawn = np.zeros((stage.clusters, count))
    limit = half[stage.stratum[order]]
    ranks = np.arange(stage.clusters) - starts[:-1][stage.stratum[order]]
    for column in range(count):
        shuffled = order[np.lexsort((rng.random(stage.clusters), stage.stratum[order]))]
        drawn[shuffled, column] = ranks < limit
    share = (stage.sampled / half)[stage.stratum][:, None].astype(float)
    return drawn, share


def _at_stage(layout: Layout, number: int) -> IntArray:
    """For each cluster of the last stage the cluster of stage `number` it lies in."""
    place = np.arange(layout.clusters, dtype=np.int64)
    for stage in reversed(layout.stages[number + 1 :]):
        if stage.parent is not None:
            place = stage.parent[place]
    return place


def _sdr(stage: Stage, plan: ReplicatePlan) -> tuple[FloatArray, float, FloatArray]:
    """Successive differences of PSUs in frame order (Fay and Train 1995), circular per stratum."""
    patterns = hadamard(max(plan.count, 4))
    count = patterns.shape[0]
    starts, order = _by_stratum(stage)
    factors = np.empty((stage.clusters, count))
    usable = count - 1
    for stratum in range(stage.strata):
        inside = order[starts[stratum] : starts[stratum + 1]]
        rows = 1 + (np.arange(inside.size) % usable)
        following = np.roll(rows, -1) if inside.size > 1 else rows
        if inside.size > usable:
            following = 1 + ((rows) % usable)
        change = (patterns[rows] - patterns[following]) * 2.0**-1.5
        spare = np.sqrt(1.0 - stage.fraction[inside])
        factors[inside] = 1.0 + change * spare[:, None]
    return factors, 4.0 / count, np.ones(count)


_MAKERS = {
    "JK1": _jk1,
    "JKn": _jkn,
    "BRR": _brr,
    "Fay": _brr,
    "bootstrap": _rao_wu,
    "canty-davison": _canty_davison,
    "sdr": _sdr,
}
