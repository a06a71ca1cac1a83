"""Linearisation variance of sums and ratios of sums, aware of the weighting steps.

The linearised variable of N/D is (y - (N/D) x)/D (Binder 1983; Woodruff 1971). After calibration
its weighted regression residual takes its place (Deville and Särndal 1992); other estimated
adjustments replace it in the same way (`Applied.residual`), the last step first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from weights.arrays import BoolArray, FloatArray
from weights.conventions import Conventions
from weights.domains import Slice
from weights.layout import Layout
from weights.linearisation import covariance, is_plain, variances
from weights.steps import Applied

# Numbers held at once: clusters (or rows) times domains.
_CHUNK = 30_000_000


@dataclass(frozen=True, eq=False)
class Variable:
    """What is summed above and below: the denominator is None for a total, 1 for a mean."""

    statistic: str
    name: str
    level: str | None
    above: FloatArray
    below: FloatArray | None
    missing: BoolArray | None

    @property
    def is_total(self) -> bool:
        return self.statistic == "total"


@dataclass(frozen=True, eq=False)
class Point:
    """The figures of one variable by domain, with the sums they come from."""

    above: FloatArray
    below: FloatArray
    estimate: FloatArray


@dataclass(frozen=True, eq=False)
class Work:
    """One variable with its domains and estimates: what a variance is asked for."""

    variable: Variable
    part: Slice
    found: Point


def point(variable: Variable, part: Slice) -> Point:
    """The estimates themselves."""
    above = part.by_domain(part.weights * variable.above)
    if variable.is_total:
        return Point(above, np.ones_like(above), above)
    if variable.below is None:
        below = part.weight_sums
    else:
        below = part.by_domain(part.weights * variable.below)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Point(above, below, np.where(below != 0, above / below, np.nan))


@dataclass(frozen=True, eq=False)
class Taylor:
    """Variances from the spread of linearised cluster totals."""

    layout: Layout
    conventions: Conventions
    steps: tuple[Applied, ...]

    @property
    def method(self) -> str:
        return "linearisation"

    def variances(self, works: Sequence[Work]) -> list[FloatArray]:
        """One variance per domain, for each variable."""
        return [self._variances(work.variable, work.part, work.found) for work in works]

    def _variances(self, variable: Variable, part: Slice, found: Point) -> FloatArray:
        result: list[FloatArray] = []
        for totals, present in self._pieces(variable, part, found):
            if is_plain(self.layout, self.conventions):
                result.append(variances(self.layout, totals, self.conventions))
                continue
            result += [
                variances(self.layout, totals[:, k : k + 1], self.conventions, present()[:, k])
                for k in range(totals.shape[1])
            ]
        return np.concatenate(result) if result else np.zeros(0)

    def influence(self, variable: Variable, part: Slice, found: Point) -> FloatArray:
        """Linearised totals by cluster (rows) and domain (columns)."""
        return np.hstack([totals for totals, _ in self._pieces(variable, part, found)])

    def covariance(self, works: Sequence[Work]) -> FloatArray:
        """Covariance matrix of all figures, from their influences side by side."""
        found = [self.influence(work.variable, work.part, work.found) for work in works]
        return covariance(self.layout, np.hstack(found), self.conventions)

    def covariance_of_rows(self, rows: FloatArray) -> FloatArray:
        """Covariance of the sums of weighted linearised variables given by row."""
        for applied in reversed(self.steps):
            rows = applied.residual(rows)
        return covariance(self.layout, self.layout.gather(rows), self.conventions)

    def degrees(self, part: Slice) -> tuple[float, ...]:
        return tuple(float(value) for value in part.degrees)

    def _pieces(
        self, variable: Variable, part: Slice, found: Point
    ) -> Iterator[tuple[FloatArray, Callable[[], BoolArray]]]:
        rows = self.layout.size if self.steps else self.layout.clusters
        width = max(1, _CHUNK // max(rows, 1))
        for start in range(0, part.count, width):
            piece = part if width >= part.count else _narrow(part, start, start + width)
            chunk = slice(start, start + width)
            near = Point(found.above[chunk], found.below[chunk], found.estimate[chunk])
            totals = self._adjusted(variable, piece, near) if self.steps else None
            if totals is None:
                totals = _plain(variable, piece, near)
            yield totals, lambda piece=piece: piece.present

    def _adjusted(self, variable: Variable, part: Slice, found: Point) -> FloatArray:
        rows = row_influence(variable, part, found)
        for applied in reversed(self.steps):
            rows = applied.residual(rows)
        return self.layout.gather(rows)


def _narrow(part: Slice, start: int, stop: int) -> Slice:
    inside = (part.codes >= start) & (part.codes < stop)
    codes = np.where(inside, part.codes - start, -1)
    return replace(part, codes=codes, count=min(stop, part.count) - start, complete=False)


def _plain(variable: Variable, part: Slice, found: Point) -> FloatArray:
    """Without estimated adjustments the totals by cluster and domain suffice."""
    above = part.by_cluster(part.weights * variable.above)
    if variable.is_total:
        return above
    if variable.below is None:
        below = part.weight_cells
    else:
        below = part.by_cluster(part.weights * variable.below)
    estimate = np.nan_to_num(found.estimate)
    return (above - below * estimate) / np.where(found.below != 0, found.below, 1.0)


def row_influence(variable: Variable, part: Slice, found: Point) -> FloatArray:
    """Weighted linearised variable by row and domain."""
    values = np.zeros((part.codes.size, part.count))
    inside = np.flatnonzero(part.codes >= 0)
    code = part.codes[inside]
    values[inside, code] = _linearised(variable, found, inside, code) * part.weights[inside]
    return values


def _linearised(variable: Variable, found: Point, rows: np.ndarray, code: np.ndarray) -> FloatArray:
    above = variable.above[rows]
    if variable.is_total:
        return above
    below = 1.0 if variable.below is None else variable.below[rows]
    divisor = np.where(found.below != 0, found.below, 1.0)
    return (above - np.nan_to_num(found.estimate)[code] * below) / divisor[code]
