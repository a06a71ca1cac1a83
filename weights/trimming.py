"""Trimming: weights beyond bounds are cut, and what is cut off is given to the others."""

from dataclasses import dataclass, replace

import numpy as np

from weights.arrays import FloatArray
from weights.calibration import Calibration, tightest_bounds
from weights.errors import WeightsError
from weights.steps import Step

REDISTRIBUTE = ("constant", "proportional", "none", "margins")
_ROUNDS = 200


@dataclass(frozen=True, eq=False)
class Trimming:
    """Cut at the bounds and hand out the difference.

    `constant` adds the same to every uncut weight (R trimWeights, Potter 1990), `proportional`
    multiplies them, `none` lets the total change. Rounds are repeated while new weights pass a
    bound, unless `once`.
    """

    lower: float
    upper: float
    redistribute: str = "constant"
    once: bool = False

    def reweigh(self, weights: FloatArray) -> FloatArray:
        used = weights != 0
        result = weights.copy()
        result[used] = self._trim(weights[used])
        return result

    def _trim(self, weights: FloatArray) -> FloatArray:
        mean = float(weights.mean())
        if self.redistribute != "none" and not self.lower <= mean <= self.upper:
            raise WeightsError(
                "trimming.infeasible", lower=self.lower, upper=self.upper, mean_weight=mean
            )
        for _ in range(1 if self.once else _ROUNDS):
            outside = (weights < self.lower) | (weights > self.upper)
            if not outside.any():
                break
            weights = self._round(weights, outside)
        return weights

    def _round(self, weights: FloatArray, outside: np.ndarray) -> FloatArray:
        cut = np.clip(weights, self.lower, self.upper)
        spare = float((weights - cut).sum())
        if self.redistribute == "none":
            return cut
        inside = ~outside
        if not inside.any():
            raise WeightsError(
                "trimming.infeasible",
                lower=self.lower,
                upper=self.upper,
                mean_weight=float(weights.mean()),
            )
        if self.redistribute == "constant":
            cut[inside] += spare / inside.sum()
        else:
            cut[inside] *= 1.0 + spare / cut[inside].sum()
        return cut

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """The cuts are taken as fixed."""
        return rows


@dataclass(frozen=True, eq=False)
class TrimmedFactors:
    """A calibration whose factors are then cut once, the rest added to the others' factors.

    What R calibrate(trim=) does; the residuals are those of the calibration with these factors.
    """

    calibration: Step
    lower: float
    upper: float

    def reweigh(self, weights: FloatArray) -> FloatArray:
        used = weights != 0
        start = weights[used]
        factors = self.calibration.reweigh(weights)[used] / start
        cut = np.clip(factors, self.lower, self.upper)
        inside = cut == factors
        spare = float(((factors - cut) * start).sum())
        if spare:
            cut[inside] += spare / start[inside].sum()
        result = np.zeros_like(weights)
        result[used] = cut * start
        return result

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        return self.calibration.residual(rows, before, after)


@dataclass(frozen=True, eq=False)
class CalibratedTrimming:
    """Cut at the bounds so that the calibrated totals are still met (Folsom and Singh 2000)."""

    lower: float
    upper: float
    auxiliaries: FloatArray
    names: tuple[str, ...]

    def _calibration(self, weights: FloatArray) -> Calibration:
        safe = np.where(weights != 0, weights, 1.0)
        totals = self.auxiliaries.T @ weights
        ends = (self.lower / safe, self.upper / safe)
        # a negative weight, as linear calibration can leave, turns its bounds around
        bounds = (np.minimum(*ends), np.maximum(*ends))
        return Calibration(self.auxiliaries, None, totals, self.names, "linear", bounds)

    def reweigh(self, weights: FloatArray) -> FloatArray:
        try:
            return self._calibration(weights).reweigh(weights)
        except WeightsError as cause:
            lower, upper = self.tightest(weights)
            if lower is None or upper is None or (self.lower <= lower and upper <= self.upper):
                raise
            raise WeightsError(
                "trimming.margins_infeasible",
                lower=self.lower,
                upper=self.upper,
                tightest_lower=lower,
                tightest_upper=upper,
            ) from cause

    def tightest(self, weights: FloatArray) -> tuple[float | None, float | None]:
        """The highest lower cut under `upper` that keeps the totals, and the lowest upper one.

        Rows that are alike in every total may share one weight, so cells of them suffice.
        """
        used = weights != 0
        cells, counts = np.unique(self.auxiliaries[used], axis=0, return_counts=True)
        step = replace(self._calibration(weights), auxiliaries=cells)
        return tightest_bounds(step, counts.astype(np.float64), self.lower, self.upper)

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """Calibrated to the totals the weights before had: those are accounted for there."""
        return rows
