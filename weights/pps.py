"""Unequal-probability samples without replacement: variances from joint inclusion probabilities.

Horvitz–Thompson (1952), Yates–Grundy (1953) and Sen (1953) with joint probabilities that are given,
or approximated after Overton (1985) or Hartley and Rao (1962); Brewer's (2002) approximation needs
none. All are a quadratic form in the weighted values.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from weights.arrays import FloatArray, IntArray
from weights.conventions import check_option
from weights.errors import WeightsError
from weights.layout import Layout, build_layout, numeric, plan_stages

METHODS = ("brewer", "overton", "hartley-rao", "horvitz-thompson", "yates-grundy")


@dataclass(frozen=True, eq=False)
class PairLayout(Layout):
    """A single stage whose variance is a quadratic form in the rows' weighted values.

    Attributes:
        form: the matrix of that form: (π_ij - π_i π_j)/π_ij.
        method: which.
    """

    form: FloatArray
    method: str

    @property
    def by_pairs(self) -> bool:
        return True

    def quadratic(self, totals: FloatArray) -> FloatArray:
        """Covariance matrix of the column sums."""
        result = totals.T @ (self.form @ totals)
        if self.method == "yates-grundy":
            result -= totals.T @ (self.form.sum(axis=1)[:, None] * totals)
        return result


def build(
    frame: pd.DataFrame,
    columns: tuple[str, tuple[str, ...]],
    method: str,
    joint: FloatArray | None,
    squares: float | None,
) -> Layout:
    """The layout of an unequal-probability sample."""
    check_option("method", method, METHODS)
    name, strata = columns
    chances = numeric(frame, name)
    bad = int(((chances <= 0) | (chances > 1)).sum())
    if bad:
        raise WeightsError("probability.range", column=name, rows=bad)
    plain = build_layout(frame, plan_stages(strata, (), ()))
    stage = plain.stages[0]
    if method == "brewer":
        return Layout(None, (replace(stage, fraction=chances),), plain.size)
    codes = stage.stratum
    if method == "overton":
        form = overton(chances, codes)
    elif method == "hartley-rao":
        form = hartley_rao(chances, codes, squares)
    else:
        form = from_joint(np.zeros((0, 0)) if joint is None else joint, len(frame))
    return PairLayout(None, plain.stages, plain.size, form, method)


def overton(probabilities: FloatArray, strata: IntArray) -> FloatArray:
    """π_ij = π_i π_j (n-1)/(n - (π_i+π_j)/2) (Overton 1985)."""
    size = _stratum_size(strata)
    mean = (probabilities[:, None] + probabilities[None, :]) / 2.0
    form = 1.0 - (size - mean) / np.maximum(size - 1.0, 1.0)
    return _finished(form, probabilities, strata)


def hartley_rao(
    probabilities: FloatArray, strata: IntArray, squares: float | None = None
) -> FloatArray:
    """Hartley and Rao (1962); `squares` is the population's Σπ²/n, by default the sample's."""
    size = _stratum_size(strata)
    spread = float(probabilities.sum()) / probabilities.size if squares is None else squares
    both = probabilities[:, None] + probabilities[None, :]
    form = 1.0 - (size - both + spread) / np.maximum(size - 1.0, 1.0)
    return _finished(form, probabilities, strata)


def _stratum_size(strata: IntArray) -> FloatArray:
    return (strata[:, None] == strata[None, :]).sum(axis=1)[:, None].astype(float)


def _finished(form: FloatArray, probabilities: FloatArray, strata: IntArray) -> FloatArray:
    form = np.where(strata[:, None] == strata[None, :], form, 0.0)
    np.fill_diagonal(form, 1.0 - probabilities)
    return form


def from_joint(joint: FloatArray, rows: int) -> FloatArray:
    """The form from joint inclusion probabilities, the single ones on the diagonal."""
    if joint.shape != (rows, rows):
        raise WeightsError("joint.shape", rows=joint.shape[0], expected=rows)
    bad = np.argwhere(~(joint > 0))
    if bad.size:
        raise WeightsError("joint.not_positive", first=int(bad[0][0]), second=int(bad[0][1]))
    single = np.diag(joint)
    form = 1.0 - np.outer(single, single) / joint
    np.fill_diagonal(form, 1.0 - single)
    return form


def sampford_joint(probabilities: Sequence[float] | FloatArray) -> FloatArray:
    """Joint inclusion probabilities of Sampford's design (1967), for every pair of the population.

    A sample s has probability proportional to Σ_{i in s} π_i Π_{j in s, j≠i} π_j/(1-π_j), that is
    to (n - Σ_s π) Π_s π/(1-π); sums over samples follow from elementary symmetric polynomials.
    """
    p = np.asarray(probabilities, dtype=float)
    n = round(float(p.sum()))
    odds = p / (1.0 - p)
    whole = _design_sum(p, odds, n, (0.0, 1.0))
    joint = np.diag(p)
    for i in range(p.size):
        for j in range(i):
            rest = np.ones(p.size, dtype=bool)
            rest[[i, j]] = False
            start = (p[i] + p[j], odds[i] * odds[j])
            joint[i, j] = joint[j, i] = _design_sum(p[rest], odds[rest], n, start, 2) / whole
    return joint


def _design_sum(
    p: FloatArray, odds: FloatArray, n: int, start: tuple[float, float], taken: int = 0
) -> float:
    """Σ over samples of (n - Σπ) Π odds, given those already taken."""
    products = np.zeros(n - taken + 1)
    weighted = np.zeros(n - taken + 1)
    products[0] = 1.0
    for share, odd in zip(p.tolist(), odds.tolist(), strict=True):
        weighted[1:] += odd * (weighted[:-1] + share * products[:-1])
        products[1:] += odd * products[:-1]
    return start[1] * ((n - start[0]) * products[-1] - weighted[-1])
