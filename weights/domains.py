"""Domains: parts of the population that an estimate is about. Their rows stay in the design."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from weights.arrays import BoolArray, FloatArray, IntArray, sum_codes
from weights.coding import Coding, code_columns, names_of
from weights.errors import WeightsError
from weights.layout import Layout

Filter = str | pd.Series | np.ndarray | None


def filter_mask(frame: pd.DataFrame, where: Filter) -> BoolArray | None:
    """The rows a filter keeps: a pandas expression, or one truth value a row."""
    if where is None:
        return None
    values: Any = frame.eval(where, engine="python") if isinstance(where, str) else where
    mask = np.asarray(values)
    if mask.shape != (len(frame),):
        raise WeightsError("column.length", column="where", expected=len(frame), got=int(mask.size))
    if mask.dtype != np.bool_:
        raise WeightsError("filter.not_boolean", expression=str(where)[:80])
    return mask


@dataclass(frozen=True, eq=False)
class Domains:
    """For each row the number of its domain, -1 outside all of them."""

    codes: IntArray
    coding: Coding
    complete: bool

    @property
    def count(self) -> int:
        return self.coding.count

    def label(self, number: int) -> tuple[tuple[str, str], ...]:
        """(variable, category) pairs of one domain."""
        if not self.coding.names:
            return ()
        return tuple(zip(self.coding.names, self.coding.labels[number], strict=True))


def make_domains(
    frame: pd.DataFrame, by: str | Sequence[str], where: Filter, weights: FloatArray
) -> Domains:
    """Cross the `by` columns within the rows that `where` keeps and that carry weight."""
    coding = code_columns(frame, names_of(by))
    keep = filter_mask(frame, where)
    unused = weights == 0
    codes, complete = coding.codes, not coding.has_missing
    if unused.any():
        keep = ~unused if keep is None else keep & ~unused
    if keep is not None and not keep.all():
        codes, complete = np.where(keep, codes, -1), False
    if not complete and not (codes >= 0).any():
        raise WeightsError("domain.empty", domain=str(where if where is not None else by))
    return Domains(codes, coding, complete)


@dataclass(frozen=True, eq=False)
class Slice:
    """The domains as one variable sees them: without the rows where it is missing."""

    layout: Layout
    weights: FloatArray
    codes: IntArray
    count: int
    complete: bool

    @cached_property
    def cells(self) -> IntArray:
        """For each row its pair of cluster and domain; pairs beyond the last are outside."""
        clusters = self.layout.cluster_of_rows()
        if self.count == 1 and self.complete:
            return clusters
        pairs = clusters * self.count + self.codes
        return pairs if self.complete else np.where(self.codes < 0, self.pairs, pairs)

    @property
    def pairs(self) -> int:
        return self.layout.clusters * self.count

    @cached_property
    def bins(self) -> IntArray:
        """The domain of each row, those outside in a bin of their own behind the last."""
        return self.codes if self.complete else np.where(self.codes < 0, self.count, self.codes)

    def by_cluster(self, values: FloatArray | None) -> FloatArray:
        """Sums by cluster (rows) and domain (columns)."""
        if self.layout.rows is None and self.count == 1 and self.complete:
            one = np.ones(self.layout.size) if values is None else values
            return one[:, None]
        sums = sum_codes(self.cells, values, self.pairs)
        return sums[: self.pairs].reshape(-1, self.count)

    def by_domain(self, values: FloatArray | None) -> FloatArray:
        """Sums by domain."""
        if self.count == 1 and self.complete:
            total = self.codes.size if values is None else values.sum()
            return np.array([total], dtype=float)
        return sum_codes(self.bins, values, self.count)[: self.count]

    @cached_property
    def weight_cells(self) -> FloatArray:
        return self.by_cluster(self.weights)

    @cached_property
    def weight_sums(self) -> FloatArray:
        return self.by_domain(self.weights)

    @cached_property
    def square_sums(self) -> FloatArray:
        return self.by_domain(self.weights**2)

    @cached_property
    def counts(self) -> IntArray:
        return self.by_domain(None).astype(np.int64)

    @cached_property
    def present(self) -> BoolArray:
        """Which clusters hold rows of which domain."""
        if self.layout.rows is None and self.count == 1 and self.complete:
            return np.ones((self.layout.size, 1), dtype=bool)
        return self.by_cluster(None) > 0

    @cached_property
    def degrees(self) -> tuple[int, ...]:
        """PSUs minus strata that contain the domain, by domain."""
        return tuple(self.layout.degrees(self.present[:, k]) for k in range(self.count))


def make_slice(
    layout: Layout, weights: FloatArray, domains: Domains, missing: BoolArray | None
) -> Slice:
    """Leave out the rows where the variable is missing."""
    if missing is None or not missing.any():
        return Slice(layout, weights, domains.codes, domains.count, domains.complete)
    codes = np.where(missing, -1, domains.codes)
    return Slice(layout, weights, codes, domains.count, False)
