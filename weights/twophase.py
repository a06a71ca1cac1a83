"""Two-phase samples: a first phase whose sample is the population of the second.

The second phase is a stratified simple random part of the first. Its variance given the first is
that of any stratified sample; the variance of the first is a sum of products over pairs of rows, of
which only those in the second phase are seen, so each is divided by the chance that both were taken
(Särndal, Swensson and Wretman 1992, 9.3). Within each cluster and stratum of the first phase such a
sum follows from sums by second-phase stratum, so no matrix of pairs is formed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from weights.arrays import FloatArray, IntArray, count_codes
from weights.coding import Coding, densify, single
from weights.conventions import check_option
from weights.errors import WeightsError
from weights.layout import Layout, Stage
from weights.linearisation import COMPLETE, sum_by

METHODS = ("full", "simple")


@dataclass(frozen=True, eq=False)
class SecondPhase:
    """The strata of the second phase.

    Attributes:
        strata: of each row of the first phase.
        available: first-phase rows by stratum.
        taken: second-phase rows by stratum.
        chosen: the rows of the second phase.
    """

    strata: IntArray
    available: FloatArray
    taken: FloatArray
    chosen: IntArray

    @property
    def fraction(self) -> FloatArray:
        return self.taken / self.available

    @property
    def pair(self) -> FloatArray:
        """By how much two rows of one stratum are seen together less often than independently."""
        return self.fraction * (self.available - 1.0) / np.maximum(self.taken - 1.0, 1.0)


@dataclass(frozen=True, eq=False)
class TwoPhaseLayout(Layout):
    """The layout of the first phase with the strata of the second; every row is a cluster."""

    second: SecondPhase
    method: str

    @property
    def by_pairs(self) -> bool:
        return True

    def quadratic(self, totals: FloatArray) -> FloatArray:
        """Covariance of the column sums: first phase plus second phase."""
        second = self.second
        codes = second.strata[second.chosen]
        rows = totals[second.chosen]
        return self._given_first(rows, codes) + self._of_first(rows, codes)

    def _given_first(self, rows: FloatArray, codes: IntArray) -> FloatArray:
        """n(1-f)/(n-1) Σ (x - x̄)² within second-phase strata."""
        taken = self.second.taken
        centred = rows - (sum_by(codes, rows, taken.size) / taken[:, None])[codes]
        scale = (1.0 - self.second.fraction) * taken / np.maximum(taken - 1.0, 1.0)
        return centred.T @ (centred * scale[codes][:, None])

    def _of_first(self, rows: FloatArray, codes: IntArray) -> FloatArray:
        """Stage by stage the spread of cluster totals within strata, Σt² - (Σt)²/n."""
        result = np.zeros((rows.shape[1], rows.shape[1]))
        for stage, clusters in _stages_of_rows(self):
            cluster = clusters[self.second.chosen]
            stratum = stage.stratum[cluster]
            scale = _scales(stage)
            share = scale / np.maximum(stage.sampled, 1)
            result += self._products(rows, codes, cluster, scale[stage.stratum])
            if self.method == "simple":
                # R's shortcut: the square of the estimated total stands for that of the total
                result -= _products(rows, stratum, share)
            else:
                result -= self._products(rows, codes, stratum, share)
        return result

    def _products(
        self, rows: FloatArray, codes: IntArray, groups: IntArray, scale: FloatArray
    ) -> FloatArray:
        """Σ over groups of scale times the estimated product of first-phase sums."""
        fraction, pair = self.second.fraction, self.second.pair
        cells, found = densify(groups * fraction.size + codes, scale.size * fraction.size)
        together = (pair[found % fraction.size] - 1.0) * scale[found // fraction.size]
        alone = (fraction - pair)[codes] * scale[groups]
        result = _products(rows, groups, scale) + _products(rows, cells, together)
        return result + rows.T @ (rows * alone[:, None])


def _products(rows: FloatArray, groups: IntArray, scale: FloatArray) -> FloatArray:
    """Σ over groups of scale times the products of sums."""
    sums = sum_by(groups, rows, scale.size)
    return sums.T @ (sums * scale[:, None])


def _scales(stage: Stage) -> FloatArray:
    """For each stratum n/(n-1) (1-f) and the fractions above."""
    spare = np.ones(stage.strata)
    spare[stage.stratum] = np.where(stage.fraction >= COMPLETE, 0.0, 1.0 - stage.fraction)
    return spare * stage.sampled / np.maximum(stage.sampled - 1, 1) * stage.reached


def _stages_of_rows(layout: Layout) -> Iterator[tuple[Stage, IntArray]]:
    """Every stage that contributes to the variance, with the cluster of each row."""
    clusters = layout.cluster_of_rows()
    for number in range(len(layout.stages) - 1, -1, -1):
        stage = layout.stages[number]
        if number == 0 or stage.reached.any():
            yield stage, clusters
        if stage.parent is not None:
            clusters = stage.parent[clusters]


def second_phase(
    layout: Layout, strata: Coding, chosen: np.ndarray, method: str
) -> tuple[TwoPhaseLayout, FloatArray]:
    """The layout of both phases, and the factor that the second puts on the weights."""
    check_option("method", method, METHODS)
    available = count_codes(strata.codes, strata.count).astype(float)
    taken = count_codes(strata.codes[chosen], strata.count).astype(float)
    second = SecondPhase(strata.codes, available, taken, np.flatnonzero(chosen))
    _check_pairs(layout, second, strata)
    factor = np.where(chosen, 1.0 / np.maximum(second.fraction, 1e-300)[strata.codes], 0.0)
    stages = layout.stages
    if layout.rows is not None:
        if method == "simple":
            raise WeightsError("option.unknown", option="method", value=method, allowed=("full",))
        stages = (*stages, _elements(layout, layout.rows))
    found = TwoPhaseLayout(None, stages, layout.size, second, method)
    return found, factor


def _check_pairs(layout: Layout, second: SecondPhase, strata: Coding) -> None:
    """Every stratum of either phase needs two units, or all of them."""
    stage = layout.stages[0]
    complete = np.zeros(stage.strata, dtype=bool)
    complete[stage.stratum] = stage.fraction >= COMPLETE
    first = np.flatnonzero((stage.sampled == 1) & ~complete)
    if first.size:
        names = tuple(stage.label(int(k)) for k in first)
        raise WeightsError("lonely_psu", stage=1, strata=names)
    short = np.flatnonzero((second.taken < 2) & (second.taken < second.available))
    if short.size:
        names = tuple(strata.label(int(k)) for k in short)
        raise WeightsError("twophase.too_few", strata=names)


def _elements(layout: Layout, rows: IntArray) -> Stage:
    """The rows as a last stage of which all were taken."""
    above = layout.stages[-1]
    return Stage(
        stratum=rows,
        parent=rows,
        sampled=count_codes(rows, above.clusters),
        fraction=np.ones(layout.size),
        reached=np.zeros(above.clusters),
        coding=single(above.clusters),
        number=above.number + 1,
    )
