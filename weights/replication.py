"""Variances from replicates.

Sums by cluster, domain and margin cell are enough: each replicate multiplies them by its factors
and, where the weights were raked, by the factors its own raking gives the cells. Row weights are
only formed when a step cannot be repeated on cells.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np

from weights.arrays import FloatArray, IntArray, sum_codes
from weights.coding import densify
from weights.conventions import Conventions
from weights.domains import Slice
from weights.errors import WeightsError
from weights.raking import Raking, rake_tables
from weights.replicates import Replicates
from weights.steps import Applied
from weights.taylor import Work

# Replicates handed to one worker at a time.
_CHUNK = 64
# Row weights (numbers, not bytes) that are kept together, and that a worker forms at once.
_KEPT = 8_000_000
_AT_ONCE = 4_000_000

Table = tuple[FloatArray, IntArray, IntArray]
"""A sparse matrix by rows: the numbers, their columns (replicate units), and where rows end."""

Request = tuple[Slice, FloatArray | None]
"""What is summed: the domains, and the values that the weights multiply."""


@dataclass(frozen=True, eq=False)
class Cells:
    """The joint cells of all rakings: of each row, and the category of each cell per margin."""

    rows: IntArray
    rakings: tuple[tuple[Raking, tuple[IntArray, ...]], ...]
    count: int


@dataclass(frozen=True, eq=False)
class Replication:
    """Variances from the spread of the estimate over replicates."""

    base: FloatArray
    weights: FloatArray
    conventions: Conventions
    steps: tuple[Applied, ...]
    replicates: Replicates

    @property
    def method(self) -> str:
        found = self.replicates
        return f"{found.kind} ({found.count} replicates{', mse' if found.mse else ''})"

    def variances(self, works: Sequence[Work]) -> list[FloatArray]:
        """One variance per domain, for each variable."""
        return [
            (deviations**2).sum(axis=0)
            for deviations in map(self._scaled, self.estimates(works), works)
        ]

    def covariance(self, works: Sequence[Work]) -> FloatArray:
        """Covariance matrix of all figures."""
        found = [
            self._scaled(e, work) for e, work in zip(self.estimates(works), works, strict=True)
        ]
        joint = np.hstack(found)
        return joint.T @ joint

    def degrees(self, part: Slice) -> tuple[float, ...]:
        """Those of the design, at most one less than there are replicates."""
        most = float(self.replicates.count - 1)
        if self.conventions.degrees == "rank":
            return tuple(self._rank(part.codes == k) for k in range(part.count))
        return tuple(min(float(value), most) for value in part.degrees)

    def _rank(self, inside: np.ndarray) -> float:
        """Rank of the replicate weights minus one, as R counts."""
        weights = self.row_weights(slice(None))[inside]
        return float(np.linalg.matrix_rank(weights) - 1) if weights.size else 0.0

    def _scaled(self, estimates: FloatArray, work: Work) -> FloatArray:
        return self.deviations(estimates, work.found.estimate)

    def deviations(self, estimates: FloatArray, full: FloatArray) -> FloatArray:
        """Deviations of the replicates (rows) whose squares add up to the variance."""
        found = self.replicates
        usable = found.rscales > 0
        failed = np.isnan(estimates).any(axis=1) & usable
        usable &= ~failed
        centre = full if found.mse else estimates[usable].mean(axis=0)
        lost = 1.0 + failed.sum() / max(int(usable.sum()), 1)
        scale = np.where(usable, found.rscales * found.scale * lost, 0.0)
        return np.where(usable[:, None], estimates - centre, 0.0) * np.sqrt(scale)[:, None]

    def estimates(self, works: Sequence[Work]) -> list[FloatArray]:
        """The estimate of every replicate (rows) in every domain (columns)."""
        sums = self._sums(works)
        result: list[FloatArray] = []
        for work, (above, below) in zip(works, sums, strict=True):
            if work.variable.is_total:
                result.append(above)
                continue
            with np.errstate(divide="ignore", invalid="ignore"):
                result.append(above / below)
        return result

    def _sums(self, works: Sequence[Work]) -> list[tuple[FloatArray, FloatArray]]:
        """Numerator and denominator of each work; those that several share are summed once."""
        requests: dict[tuple[int, int], Request] = {}
        keys: list[tuple[tuple[int, int], tuple[int, int]]] = []
        for work in works:
            above = work.variable.above
            below = above if work.variable.is_total else work.variable.below
            pair = [(id(work.part), id(values)) for values in (above, below)]
            requests[pair[0]], requests[pair[1]] = (work.part, above), (work.part, below)
            keys.append((pair[0], pair[1]))
        found = dict(zip(requests, self.sums(list(requests.values())), strict=True))
        return [(found[above], found[below]) for above, below in keys]

    def sums(self, requests: Sequence[Request]) -> list[FloatArray]:
        """Weighted sums by replicate (rows) and domain (columns), for each request."""
        if self._on_cells:
            return self._cell_sums(requests)
        table = self.over_replicates(partial(_sum_rows, requests))
        ends = np.cumsum([part.count for part, _ in requests])[:-1]
        return np.split(table, ends, axis=1)

    @property
    def _on_cells(self) -> bool:
        repeated = self.replicates.readjust
        return not repeated or all(isinstance(a.step, Raking) for a in self.steps)

    @property
    def _start(self) -> FloatArray:
        """The weights the factors multiply."""
        return self.base if self.replicates.readjust else self.weights

    @cached_property
    def cells(self) -> Cells:
        """One cell for everything where nothing is raked."""
        rows = np.zeros(self.base.size, dtype=np.int64)
        steps = [a.step for a in self.steps if isinstance(a.step, Raking)]
        if not self.replicates.readjust or not steps:
            return Cells(rows, (), 1)
        count = 1
        for step in steps:
            codes, keys = step.cells
            rows, found = densify(rows * keys[0].size + codes, count * keys[0].size)
            count = found.size
        first = np.empty(count, dtype=np.int64)
        first[rows] = np.arange(rows.size)
        rakings = tuple((s, tuple(m.codes[first] for m in s.margins)) for s in steps)
        return Cells(rows, rakings, count)

    @cached_property
    def cell_factors(self) -> FloatArray:
        """The factor of each cell in each replicate."""
        cells = self.cells
        factors = np.ones((cells.count, self.replicates.count))
        if not cells.rakings:
            return factors
        table = self._spread([(cells.rows, cells.count, self._start)])[0]
        for step, keys in cells.rakings:
            factors *= rake_tables(table * factors, keys, step.margins, step.tolerance)
        return factors

    def _spread(self, asked: Sequence[tuple[IntArray, int, FloatArray]]) -> list[FloatArray]:
        """Sums by code (rows) and replicate (columns), for each (codes, how many, values).

        Codes of -1 are left out. All in one round of workers: starting one takes a while.
        """
        tables = [self._table(codes, count, values) for codes, count, values in asked]
        return run_chunks(tables, self.replicates.factors)

    def _table(self, codes: IntArray, count: int, values: FloatArray) -> Table:
        """Sums by code and replicate unit."""
        units = self.replicates.factors.shape[0]
        pairs = np.where(codes < 0, -1, codes * units + self.replicates.units)
        entries, found = densify(pairs, count * units)
        kept = entries if (codes >= 0).all() else np.where(entries < 0, found.size, entries)
        data = sum_codes(kept, values, found.size)[: found.size]
        ends = np.append(0, np.searchsorted(found, (np.arange(count) + 1) * units))
        return data, found % units, ends

    def _cell_sums(self, requests: Sequence[Request]) -> list[FloatArray]:
        start, cells = self._start, self.cells
        asked = [
            (
                np.where(part.codes < 0, -1, cells.rows * part.count + part.codes),
                cells.count * part.count,
                start if values is None else start * values,
            )
            for part, values in requests
        ]
        return [
            np.einsum("cgr,cr->rg", table.reshape(cells.count, part.count, -1), self.cell_factors)
            for table, (part, _) in zip(self._spread(asked), requests, strict=True)
        ]

    def row_weights(self, chunk: slice) -> FloatArray:
        """Weights of every row in some replicates, with the steps repeated."""
        factors = self.replicates.factors[:, chunk]
        weights = self._start[:, None] * factors[self.replicates.units]
        if not self.replicates.readjust:
            return weights
        for applied in self.steps:
            for column in range(weights.shape[1]):
                weights[:, column] = _repeat(applied, weights[:, column])
        return weights

    def over_replicates(self, summarise: Callable[[FloatArray], FloatArray]) -> FloatArray:
        """What a function makes of the row weights (rows by replicates), joined by replicate.

        It gets a few replicates at a time and gives one row for each; all weights together are
        held only where they are small, as several calls may need them.
        """
        if self.base.size * self.replicates.count <= _KEPT:
            return summarise(self._row_weights)
        width = max(1, min(_CHUNK, _AT_ONCE // max(self.base.size, 1)))
        return np.concatenate(self._by_chunk(partial(_summarise, self, summarise), width))

    @cached_property
    def _row_weights(self) -> FloatArray:
        return np.hstack(self._by_chunk(self.row_weights, _CHUNK))

    def _by_chunk(self, work: Callable[[slice], FloatArray], width: int) -> list[FloatArray]:
        from joblib import Parallel, delayed

        count = self.replicates.count
        chunks = [slice(k, min(k + width, count)) for k in range(0, count, width)]
        found: list[Any] = list(
            Parallel(n_jobs=-1, prefer="threads")(delayed(work)(chunk) for chunk in chunks)
        )
        return found


def _summarise(
    engine: Replication, summarise: Callable[[FloatArray], FloatArray], chunk: slice
) -> FloatArray:
    return summarise(engine.row_weights(chunk))


def _sum_rows(requests: Sequence[Request], weights: FloatArray) -> FloatArray:
    """For each replicate the sums of all requests side by side."""
    result: list[FloatArray] = []
    for column in np.ascontiguousarray(weights.T):
        sums = [part.by_domain(column if v is None else column * v) for part, v in requests]
        result.append(np.concatenate(sums))
    return np.array(result)


def _repeat(applied: Applied, weights: FloatArray) -> FloatArray:
    """A step on replicate weights; a replicate that cannot meet it is lost, and counted."""
    try:
        return applied.step.reweigh(weights)
    except WeightsError:
        return np.full_like(weights, np.nan)


def run_chunks(tables: Sequence[Table], factors: FloatArray) -> list[FloatArray]:
    """Sparse tables times the factors, some replicates at a time, through joblib."""
    from joblib import Parallel, delayed

    parts = [factors[:, k : k + _CHUNK] for k in range(0, factors.shape[1], _CHUNK)]
    found: list[Any] = list(
        Parallel(n_jobs=-1, prefer="threads")(
            delayed(multiply)(table, part) for table in tables for part in parts
        )
    )
    return [np.hstack(found[k : k + len(parts)]) for k in range(0, len(found), len(parts))]


def multiply(table: Table, factors: FloatArray) -> FloatArray:
    """One chunk: sums of entries times the factors of their units."""
    from scipy.sparse import csr_array

    data, units, ends = table
    matrix = csr_array((data, units, ends), shape=(ends.size - 1, factors.shape[0]))
    return matrix @ np.ascontiguousarray(factors)
