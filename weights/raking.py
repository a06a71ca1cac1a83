"""Raking: iterative proportional fitting to several margins (Deming and Stephan 1940).

The weights of all rows in one cell (one combination of categories) get the same factor, so the
sweeps run over cells, not rows. Post-stratification is raking to one margin.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from weights.arrays import FloatArray, IntArray, sum_codes
from weights.coding import densify
from weights.errors import WeightsError
from weights.infeasible import shortage
from weights.margins import Margin
from weights.steps import per_weight

_TABLE_SWEEPS = 500


@dataclass(frozen=True, eq=False)
class Raking:
    """Rake to the margins until every one is met to the tolerance (relative)."""

    margins: tuple[Margin, ...]
    tolerance: float = 1e-10
    sweeps: int = 500

    @cached_property
    def cells(self) -> tuple[IntArray, tuple[IntArray, ...]]:
        """The cell of each row, and for each margin the category of each cell."""
        codes, size = self.margins[0].codes, self.margins[0].count
        keys = [np.arange(size)]
        for margin in self.margins[1:]:
            codes, found = densify(codes * margin.count + margin.codes, size * margin.count)
            keys = [key[found // margin.count] for key in keys] + [found % margin.count]
            size = found.size
        return codes, tuple(keys)

    def reweigh(self, weights: FloatArray) -> FloatArray:
        codes, _ = self.cells
        return weights * self.factors(weights)[0][codes]

    def factors(self, weights: FloatArray) -> tuple[FloatArray, int]:
        """The factor of each cell, and the sweeps it took."""
        codes, keys = self.cells
        table = sum_codes(codes, weights, keys[0].size)
        return fit(table, keys, self.margins, (self.tolerance, self.sweeps))

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """Residuals of the regression on the margins (Deville, Särndal and Sautory 1993)."""
        codes, keys = self.cells
        values = per_weight(rows, after)
        slopes = np.zeros((values.shape[1], keys[0].size))
        inverse = self._inverse(before)
        for k in range(values.shape[1]):
            cells = sum_codes(codes, before * values[:, k], keys[0].size)
            pairs = zip(keys, self.margins, strict=True)
            sums = np.concatenate([sum_codes(key, cells, margin.count) for key, margin in pairs])
            parts = np.split(inverse @ sums, self._ends)
            slopes[k] = sum(part[key] for part, key in zip(parts, keys, strict=True))
        return rows - after[:, None] * slopes.T[codes]

    @cached_property
    def _ends(self) -> IntArray:
        """Where each margin but the last ends among all categories."""
        counts = np.array([margin.count for margin in self.margins], dtype=np.int64)
        return np.cumsum(counts)[:-1]

    @cached_property
    def _inverses(self) -> dict[int, tuple[FloatArray, FloatArray]]:
        return {}

    def _inverse(self, before: FloatArray) -> FloatArray:
        """Of the normal equations: the same for every variable, so kept with its weights."""
        known = self._inverses.get(id(before))
        if known is None or known[0] is not before:
            codes, keys = self.cells
            base = sum_codes(codes, before, keys[0].size)
            design = indicator_matrix(keys, self.margins)
            normal = design.T @ (design * base[:, None])
            # Margins of one universe are redundant, so there is no plain inverse.
            inverse = np.linalg.pinv(normal, rcond=1e-12, hermitian=True)
            known = (before, np.asarray(inverse, dtype=np.float64))
            self._inverses.clear()
            self._inverses[id(before)] = known
        return known[1]


def indicator_matrix(keys: tuple[IntArray, ...], margins: tuple[Margin, ...]) -> FloatArray:
    """One column per category of every margin, one row per cell."""
    blocks = [np.eye(margin.count)[key] for key, margin in zip(keys, margins, strict=True)]
    return np.hstack(blocks)


def fit(
    table: FloatArray,
    keys: tuple[IntArray, ...],
    margins: tuple[Margin, ...],
    limits: tuple[float, int],
) -> tuple[FloatArray, int]:
    """Sweep over the margins of a table of cells until all are met."""
    tolerance, most = limits
    factors = np.ones_like(table)
    worst = (np.inf, margins[0], 0)
    for sweep in range(1, most + 1):
        for key, margin in zip(keys, margins, strict=True):
            sums = sum_codes(key, table * factors, margin.count)
            factors = (
                factors
                * np.divide(margin.targets, sums, out=np.zeros_like(sums), where=sums > 0)[key]
            )
        worst = _worst(table * factors, keys, margins)
        if worst[0] <= tolerance:
            return factors, sweep
    raise _failure(table, keys, margins, (most, worst))


def _failure(
    table: FloatArray,
    keys: tuple[IntArray, ...],
    margins: tuple[Margin, ...],
    reached: tuple[int, tuple[float, Margin, int]],
) -> WeightsError:
    """Margins that nothing can meet, or only slow progress."""
    short = shortage(table, keys, margins)
    if short is not None:
        return WeightsError(
            "raking.infeasible", wanting=short.wanting, holding=short.holding, gap=short.gap
        )
    sweeps, (gap, margin, category) = reached
    above, name = margin.categories[category]
    return WeightsError(
        "raking.not_converged",
        sweeps=sweeps,
        margin=margin.name,
        category=name,
        within=above,
        gap=gap,
    )


def _worst(
    table: FloatArray, keys: tuple[IntArray, ...], margins: tuple[Margin, ...]
) -> tuple[float, Margin, int]:
    worst = (-1.0, margins[0], 0)
    for key, margin in zip(keys, margins, strict=True):
        sums = sum_codes(key, table, margin.count)
        gaps = np.abs(sums - margin.targets) / np.where(margin.targets > 0, margin.targets, 1.0)
        place = int(gaps.argmax())
        if gaps[place] > worst[0]:
            worst = (float(gaps[place]), margin, place)
    return worst


def rake_tables(
    tables: FloatArray, keys: tuple[IntArray, ...], margins: tuple[Margin, ...], tolerance: float
) -> FloatArray:
    """Rake many tables of the same cells at once, one per column.

    A table that cannot meet its margins (a category without anyone) gets NaN.
    """
    factors = np.ones_like(tables)
    patterns = [np.eye(m.count)[key].T for key, m in zip(keys, margins, strict=True)]
    gaps = np.full(tables.shape[1], np.inf)
    for _ in range(_TABLE_SWEEPS):
        for pattern, key, margin in zip(patterns, keys, margins, strict=True):
            sums = pattern @ (tables * factors)
            targets = np.broadcast_to(margin.targets[:, None], sums.shape)
            factors *= np.divide(targets, sums, out=np.zeros_like(sums), where=sums > 0)[key]
        gaps = _table_gaps(tables * factors, patterns, margins)
        # a table with an empty category never gets there, and the others need not wait for it
        if not ((gaps > tolerance) & (gaps < 0.5)).any():
            break
    return np.where(gaps <= max(tolerance, 1e-6), factors, np.nan)


def _table_gaps(
    tables: FloatArray, patterns: list[FloatArray], margins: tuple[Margin, ...]
) -> FloatArray:
    """The largest relative gap of each table."""
    gaps = np.zeros(tables.shape[1])
    for pattern, margin in zip(patterns, margins, strict=True):
        scale = np.where(margin.targets > 0, margin.targets, 1.0)
        gap = np.abs(pattern @ tables - margin.targets[:, None]) / scale[:, None]
        gaps = np.maximum(gaps, gap.max(axis=0))
    return gaps
