"""Two-phase samples: a first phase whose sample is the population of the second.

The variance is that of the first phase, estimated from the second, plus that of the second given
the first (Särndal, Swensson and Wretman 1992, 9.3), with the split for stratified simple
random sampling in both phases.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from weights.arrays import FloatArray, IntArray, count_codes, sum_codes
from weights.coding import code_columns, require_complete
from weights.layout import Layout


@dataclass(frozen=True, eq=False)
class TwoPhaseLayout(Layout):
    """The layout of the first phase with the strata of the second.

    Attributes:
        second: second-phase stratum of each row.
        fraction: of each second-phase stratum that was taken.
        chosen: rows of the second phase.
        weights: of both phases.
    """

    second: IntArray
    fraction: FloatArray
    chosen: IntArray

    def quadratic(self, totals: FloatArray) -> FloatArray:
        """Covariance of the column sums: first phase plus second phase."""
        second = self.second[self.chosen]
        rows = totals[self.chosen]
        return self._given_first(rows, second) + self._of_first(rows, second)

    def _given_first(self, rows: FloatArray, second: IntArray) -> FloatArray:
        """n(1-f)/(n-1) Σ (x - x̄)² within second-phase strata."""
        sizes = count_codes(second, self.fraction.size)
        centred = rows - _means(rows, second, sizes)[second]
        scale = (1.0 - self.fraction) * sizes / np.maximum(sizes - 1, 1)
        return centred.T @ (centred * scale[second][:, None])

    def _of_first(self, rows: FloatArray, second: IntArray) -> FloatArray:
        """Stratified first phase, its spread estimated from weighted second-phase rows."""
        stage = self.stages[0]
        first = stage.stratum[self.cluster_of_rows()[self.chosen]]
        share = self.fraction[second]
        values = rows * share[:, None]
        result = np.zeros((rows.shape[1], rows.shape[1]))
        spare = np.ones(stage.strata)
        spare[stage.stratum] = 1.0 - stage.fraction
        for stratum in range(stage.strata):
            inside = first == stratum
            size = float(stage.sampled[stratum])
            part = self._spread(values[inside], second[inside], size)
            result += spare[stratum] * size / (size - 1.0) * part
        return result

    def _spread(self, values: FloatArray, second: IntArray, size: float) -> FloatArray:
        """Estimate of Σx² - (Σx)²/n over the first-phase stratum.

        As in R, the square of the estimated total stands for that of the total; the difference is
        the second phase's variance over n.
        """
        share = self.fraction[second][:, None]
        total = (values / share).sum(axis=0)
        return values.T @ (values / share) - np.outer(total, total) / size


def _means(rows: FloatArray, codes: IntArray, sizes: IntArray) -> FloatArray:
    safe = np.maximum(sizes, 1)
    columns = [sum_codes(codes, rows[:, k], sizes.size) / safe for k in range(rows.shape[1])]
    return np.column_stack(columns)


def second_phase(
    frame: pd.DataFrame, layout: Layout, strata: tuple[str, ...], chosen: np.ndarray
) -> tuple[TwoPhaseLayout, FloatArray]:
    """The layout of both phases, and the factor that the second puts on the weights."""
    coding = require_complete(code_columns(frame, strata))
    in_all = count_codes(coding.codes, coding.count)
    taken = count_codes(coding.codes[chosen], coding.count)
    fraction = taken / in_all
    safe = np.where(fraction > 0, fraction, 1.0)
    factor = np.where(chosen, 1.0 / safe[coding.codes], 0.0)
    found = TwoPhaseLayout(
        layout.rows, layout.stages, layout.size, coding.codes, safe, np.flatnonzero(chosen)
    )
    return found, factor
