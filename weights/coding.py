"""Columns of categories as dense integer codes: strata, clusters, domains and cells."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from weights.arrays import IntArray
from weights.errors import WeightsError

# Above this size a table of all pairs costs more than hashing the pairs that occur.
_DENSE_PAIRS = 64_000_000


def label_of(value: object) -> str:
    """The text under which a category is known: `1`, `1.0` and `"1"` are one category."""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return str(value)


@dataclass(frozen=True, eq=False)
class Coding:
    """For each row the number of its category, and a way back to the labels.

    Attributes:
        codes: 0 … count-1; -1 where a value is missing.
        count: how many categories there are.
        columns: one array of category labels per column, aligned with the rows of `keys`.
        keys: for each category its code in each of `columns`.
    """

    codes: IntArray
    count: int
    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    keys: IntArray

    @cached_property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """For each category its label in each column."""
        return tuple(
            tuple(column[key] for column, key in zip(self.columns, row, strict=True))
            for row in self.keys.tolist()
        )

    def label(self, code: int) -> str:
        """One readable name of a category."""
        return " × ".join(self.labels[code]) if self.names else ""

    @property
    def has_missing(self) -> bool:
        return bool(self.codes.size) and int(self.codes.min()) < 0


def single(rows: int) -> Coding:
    """Everything in one category."""
    return Coding(np.zeros(rows, dtype=np.int64), 1, (), (), np.zeros((1, 0), dtype=np.int64))


def column_of(frame: pd.DataFrame, name: str) -> Any:
    """A column by its name."""
    if name not in frame.columns:
        raise WeightsError("column.unknown", column=name)
    return frame[name]


def code_column(frame: pd.DataFrame, name: str) -> Coding:
    """The categories of one column, in the order of their values (or as declared)."""
    values = column_of(frame, name)
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes = values.cat.codes.to_numpy().astype(np.int64)
        labels: Sequence[Hashable] = list(values.cat.categories)
    else:
        found, uniques = pd.factorize(values, sort=True)
        codes, labels = found.astype(np.int64), list(uniques)
    keys = np.arange(len(labels), dtype=np.int64)[:, None]
    texts = tuple(label_of(label) for label in labels)
    return Coding(codes, len(labels), (name,), (texts,), keys)


def combine(first: Coding, second: Coding) -> Coding:
    """The pairs of categories that occur, ordered by the first and then the second."""
    nested = _combine_nested(first, second)
    if nested is not None:
        return nested
    pairs = first.codes * second.count + second.codes
    missing = (first.codes < 0) | (second.codes < 0)
    if missing.any():
        pairs = np.where(missing, -1, pairs)
    codes, found = densify(pairs, first.count * second.count)
    keys = np.hstack([first.keys[found // second.count], second.keys[found % second.count]])
    names = first.names + second.names
    return Coding(codes, found.size, names, first.columns + second.columns, keys)


def _combine_nested(first: Coding, second: Coding) -> Coding | None:
    """The same where every second category lies in one first category, as clusters mostly do.

    Then one small table serves, in place of one of all pairs.
    """
    if first.has_missing or second.has_missing or not first.codes.size:
        return None
    above = np.full(second.count, -1, dtype=np.int64)
    above[second.codes] = first.codes
    if not np.array_equal(above[second.codes], first.codes):
        return None
    found = np.flatnonzero(above >= 0)
    order = found[np.argsort(above[found], kind="stable")]
    numbers = np.full(second.count, -1, dtype=np.int64)
    numbers[order] = np.arange(order.size)
    keys = np.hstack([first.keys[above[order]], second.keys[order]])
    names = first.names + second.names
    return Coding(numbers[second.codes], order.size, names, first.columns + second.columns, keys)


def densify(keys: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """Number the keys that occur (all below `size`; -1 stays -1) in ascending order."""
    if 0 < size <= min(_DENSE_PAIRS, max(1_000_000, 40 * keys.size)):
        present = np.zeros(size + 1, dtype=bool)
        present[keys] = True  # a missing key lands on the spare last place
        present[size] = False
        found = np.flatnonzero(present)
        numbers = np.full(size + 1, -1, dtype=np.int64)
        numbers[found] = np.arange(found.size)
        return numbers[keys], found
    valid = keys >= 0
    found, inverse = np.unique(keys[valid], return_inverse=True)
    codes = np.full(keys.size, -1, dtype=np.int64)
    codes[valid] = inverse
    return codes, found


def code_columns(frame: pd.DataFrame, names: Sequence[str]) -> Coding:
    """The combinations of categories of several columns that occur in the data."""
    if not names:
        return single(len(frame))
    coding = occupied(code_column(frame, names[0]))
    for name in names[1:]:
        coding = combine(coding, code_column(frame, name))
    return coding


def occupied(coding: Coding) -> Coding:
    """Only the categories that occur."""
    codes, found = densify(coding.codes, coding.count)
    if found.size == coding.count:
        return coding
    return Coding(codes, found.size, coding.names, coding.columns, coding.keys[found])


def require_complete(coding: Coding) -> Coding:
    """Refuse missing values where a design needs all of them."""
    if coding.has_missing:
        rows = int((coding.codes < 0).sum())
        raise WeightsError("column.missing_values", column=" × ".join(coding.names), rows=rows)
    return coding


def names_of(columns: str | Sequence[str]) -> tuple[str, ...]:
    """One name or several, as a tuple."""
    return (columns,) if isinstance(columns, str) else tuple(columns)
