"""Replicate factors: jackknife, balanced repeated replication, bootstrap, successive difference.

A factor multiplies the base weight of every row of its unit, mostly a PSU, so that replicates cost
one number per PSU and not one per row.
"""

from dataclasses import dataclass
from math import gcd

import numpy as np

from weights.arrays import FloatArray, IntArray
from weights.bootstraps import by_stratum, canty_davison, preston, rao_wu
from weights.conventions import check_option
from weights.errors import WeightsError
from weights.hadamard import hadamard
from weights.layout import Layout, Stage
from weights.linearisation import COMPLETE

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
    if layout.by_pairs:
        raise WeightsError("replicates.not_for_design", kind=plan.kind)
    stage, units = layout.stages[0], psu_of_rows(layout)
    if plan.kind in RANDOM:
        factors = _bootstrap(layout, plan)
        scale, rscales = 1.0 / (plan.count - 1), np.ones(plan.count)
        units = layout.cluster_of_rows() if plan.kind == "preston" else units
    else:
        factors, scale, rscales = _MAKERS[plan.kind](stage, plan)
    return Replicates(plan.kind, units, factors, scale, rscales, plan.mse)


def _bootstrap(layout: Layout, plan: ReplicatePlan) -> FloatArray:
    if plan.rng is None:
        raise WeightsError("replicates.no_generator", kind=plan.kind)
    stage = layout.stages[0]
    _require_no_lonely(stage)
    if plan.kind == "preston":
        return preston(layout, plan.count, plan.rng)
    draw = rao_wu if plan.kind == "bootstrap" else canty_davison
    return draw(stage, plan.count, plan.rng)


def psu_of_rows(layout: Layout) -> IntArray:
    """The first-stage cluster of each row."""
    units = np.arange(layout.clusters, dtype=np.int64)
    for stage in reversed(layout.stages[1:]):
        if stage.parent is not None:
            units = stage.parent[units]
    return units[layout.cluster_of_rows()]


def _require_no_lonely(stage: Stage) -> None:
    """A stratum taken completely adds no variance, however small it is."""
    complete = np.zeros(stage.strata, dtype=bool)
    complete[stage.stratum] = stage.fraction >= COMPLETE
    lonely = np.flatnonzero((stage.sampled == 1) & ~complete)
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
    factors = np.where(same, (size / np.maximum(size - 1, 1))[:, None], 1.0)
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


def _sdr(stage: Stage, plan: ReplicatePlan) -> tuple[FloatArray, float, FloatArray]:
    """Successive differences of PSUs in frame order (Fay and Train 1995), circular per stratum.

    With at least one replicate more than PSUs the variance of a total is exactly half the sum of
    its squared differences; with fewer, rows of the matrix come back in another order (Ash 2014).
    """
    _require_no_lonely(stage)
    patterns = hadamard(max(plan.count, 4))
    count = patterns.shape[0]
    starts, order = by_stratum(stage)
    rows = _pattern_rows(stage.clusters, count - 1)
    places = np.arange(stage.clusters) + 1
    places[starts[1:] - 1] = starts[:-1]
    following = rows[places]
    following = np.where(following == rows, 1 + rows % (count - 1), following)
    change = (patterns[rows] - patterns[following]) * 2.0**-1.5
    factors = np.empty((stage.clusters, count))
    factors[order] = 1.0 + change * np.sqrt(1.0 - stage.fraction[order])[:, None]
    return factors, 4.0 / count, np.ones(count)


def _pattern_rows(clusters: int, usable: int) -> IntArray:
    """A row of the matrix for each PSU, never the constant one; each cycle has its own order."""
    steps = [step for step in range(1, usable + 1) if gcd(step, usable) == 1]
    cycle, place = np.divmod(np.arange(clusters), usable)
    step = np.array(steps, dtype=np.int64)[cycle % len(steps)]
    return 1 + place * step % usable


_MAKERS = {
    "JK1": _jk1,
    "JKn": _jkn,
    "BRR": _brr,
    "Fay": _brr,
    "sdr": _sdr,
}
