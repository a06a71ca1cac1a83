"""Nonresponse and unknown eligibility: silent cases hand their weight to those who answered.

Rows that lose their weight stay in the design, so the variance sees every sampled PSU and the
estimation of the adjustment: by class as in two-phase sampling (Särndal, Swensson and Wretman
1992, section 15.6), by propensity as in Kim and Kim (2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from weights.arrays import BoolArray, FloatArray, IntArray, sum_codes
from weights.calibration import solve_normal
from weights.coding import code_column, code_columns, column_of, require_complete
from weights.errors import WeightsError
from weights.layout import numeric
from weights.variables import is_categorical

METHODS = ("classes", "propensity", "propensity classes")


@dataclass(frozen=True, eq=False)
class ClassAdjustment:
    """Within each class the weight of all moves to those known, and of these `kept` keep it."""

    known: BoolArray
    kept: BoolArray
    codes: IntArray
    labels: tuple[str, ...]

    def factors(self, weights: FloatArray) -> FloatArray:
        """The factor of each class."""
        size = len(self.labels)
        total = sum_codes(self.codes, weights, size)
        known = sum_codes(self.codes, weights * self.known, size)
        empty = np.flatnonzero((total > 0) & (known <= 0))
        if empty.size:
            rows = int(((self.codes == empty[0]) & (weights > 0)).sum())
            raise WeightsError(
                "nonresponse.empty_class", category=self.labels[int(empty[0])], rows=rows
            )
        return np.divide(total, known, out=np.ones(size), where=known > 0)

    def reweigh(self, weights: FloatArray) -> FloatArray:
        return weights * self.factors(weights)[self.codes] * (self.known & self.kept)

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """Every sampled row carries its class mean; the known ones their distance from it too."""
        size = len(self.labels)
        sums = sum_codes(self.codes, before, size)
        safe = np.where(sums > 0, sums, 1.0)
        means = np.column_stack(
            [sum_codes(self.codes, rows[:, k], size) / safe for k in range(rows.shape[1])]
        )[self.codes]
        share = (before * self.factors(before)[self.codes])[:, None]
        return before[:, None] * means + self.known[:, None] * (rows - share * means)


@dataclass(frozen=True, eq=False)
class PropensityAdjustment:
    """Divide by the estimated probability to respond (logistic, weighted)."""

    responded: BoolArray
    model: FloatArray
    columns: tuple[str, ...]

    def propensities(self, weights: FloatArray) -> FloatArray:
        """Fitted probabilities of the rows that carry weight."""
        return fit_logistic(self.model, self.responded, weights, self.columns)

    def reweigh(self, weights: FloatArray) -> FloatArray:
        return weights * self.responded / self.propensities(weights)

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """The score of the propensity model, times what the estimate owes to it."""
        shares = self.propensities(before)
        spread = (before * shares * (1.0 - shares))[:, None]
        normal = self.model.T @ (self.model * spread)
        owed = solve_normal(normal, self.model.T @ (rows * (1.0 - shares)[:, None]))
        score = (before * (self.responded - shares))[:, None] * (self.model @ owed)
        return rows - score


@dataclass(frozen=True, eq=False)
class PropensityClasses:
    """Weighting classes cut at quantiles of the estimated propensity (Little 1986)."""

    responded: BoolArray
    model: FloatArray
    columns: tuple[str, ...]
    count: int

    def classes(self, weights: FloatArray) -> ClassAdjustment:
        """The classes these weights lead to."""
        shares = fit_logistic(self.model, self.responded, weights, self.columns)
        used = weights > 0
        cuts = np.quantile(shares[used], np.arange(1, self.count) / self.count)
        codes = np.searchsorted(np.unique(cuts), shares, side="right").astype(np.int64)
        labels = tuple(str(k + 1) for k in range(int(codes.max()) + 1))
        return ClassAdjustment(self.responded, np.ones_like(self.responded), codes, labels)

    def reweigh(self, weights: FloatArray) -> FloatArray:
        return self.classes(weights).reweigh(weights)

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """Given the classes (their cuts taken as fixed)."""
        return self.classes(before).residual(rows, before, after)


def fit_logistic(
    model: FloatArray, responded: BoolArray, weights: FloatArray, columns: tuple[str, ...]
) -> FloatArray:
    """Weighted logistic regression through statsmodels; fitted probabilities of every row."""
    import warnings

    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    used = weights > 0
    with warnings.catch_warnings():
        warnings.simplefilter("error", PerfectSeparationWarning)
        try:
            fitted = GLM(
                responded[used].astype(float),
                model[used],
                family=Binomial(),
                var_weights=weights[used] / weights[used].mean(),
            ).fit(tol=1e-12, maxiter=100)
        except PerfectSeparationWarning as cause:
            raise WeightsError("nonresponse.separation", columns=columns) from cause
    return 1.0 / (1.0 + np.exp(-model @ np.asarray(fitted.params)))


def model_matrix(frame: pd.DataFrame, columns: Sequence[str]) -> FloatArray:
    """An intercept, numbers as they are, and categories but their first."""
    parts = [np.ones((len(frame), 1))]
    for name in columns:
        if is_categorical(frame, name):
            coding = require_complete(code_column(frame, name))
            parts.append(np.eye(coding.count)[coding.codes][:, 1:])
        else:
            parts.append(numeric(frame, name)[:, None])
    return np.hstack(parts)


def truth_of(
    frame: pd.DataFrame, name: str, code: str = "nonresponse.unknown_outcome"
) -> BoolArray:
    """A yes/no column: booleans, or 0 and 1. Anything else is refused, not guessed."""
    column = column_of(frame, name)
    values = set(column.dropna().unique().tolist())
    if column.isna().any() or not values <= {0, 1}:
        odd = tuple(sorted(str(value) for value in values - {0, 1}))[:5]
        raise WeightsError(code, column=name, values=odd or ("missing",))
    return column.to_numpy().astype(bool)


def classes_of(frame: pd.DataFrame, by: Sequence[str]) -> tuple[IntArray, tuple[str, ...]]:
    """The class of each row and their names."""
    coding = require_complete(code_columns(frame, by))
    return coding.codes, tuple(coding.label(k) for k in range(coding.count))
