"""Weighting steps: what every step can do, whatever its method."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from weights.arrays import FloatArray


class Step(Protocol):
    """One adjustment of weights.

    It can be applied again to other starting weights (the replicates), and it says how it turns
    the influence of each row on an estimate, because what is calibrated no longer varies.
    """

    def reweigh(self, weights: FloatArray) -> FloatArray:
        """The adjusted weights."""
        ...

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """Weighted linearised variables, corrected for the estimation of this step."""
        ...


@dataclass(frozen=True, eq=False)
class Applied:
    """A step together with the weights it met and the weights it left."""

    step: Step
    before: FloatArray
    after: FloatArray

    def residual(self, rows: FloatArray) -> FloatArray:
        return self.step.residual(rows, self.before, self.after)


def per_weight(rows: FloatArray, weights: FloatArray) -> FloatArray:
    """Divide contributions by weights; rows without weight stay at zero."""
    safe = np.where(weights != 0, weights, 1.0)
    return np.where(weights != 0, 1.0, 0.0)[:, None] * rows / safe[:, None]
