"""Columns of a wide table as vectors: one row an interview, named by question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

import numpy as np

from questionnaires.expressions.arrays import Coded, Numbers, Vector, simplify
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.layout import Place
from questionnaires.expressions.values import (
    NUMBER_KINDS,
    Answer,
    Special,
    Value,
    from_answer,
)

if TYPE_CHECKING:
    import pandas as pd

STATUS_SUFFIX = "__status"
"""Exports keep why a question has no answer in a column beside it."""


class Columns:
    """The columns of one table, each read once."""

    def __init__(self, frame: pd.DataFrame, zone: tzinfo | None = None) -> None:
        self.frame = frame
        self.zone = zone
        self.rows = len(frame)
        self._answers: dict[str, tuple[Any, list[Answer | Special]]] = {}
        self._vectors: dict[str, Vector] = {}

    def vector(self, place: Place) -> Vector:
        """The values of a question in expressions."""
        if place.path not in self._vectors:
            self._vectors[place.path] = self._read(place)
        return self._vectors[place.path]

    def _read(self, place: Place) -> Vector:
        series = self._series(place)
        if place.kind in NUMBER_KINDS and series.dtype.kind in "iuf":
            values = series.to_numpy(dtype=float, na_value=np.nan)
            empty = np.isnan(values)
            return Numbers(values, empty if empty.any() else None)
        codes, answers = self.answers(place)
        values = [from_answer(answer, place.kind, self.zone) for answer in answers]
        return merge(codes, values)

    def answers(self, place: Place) -> tuple[Any, list[Answer | Special]]:
        """Codes and distinct answers of a question; ``None`` among them where one is missing."""
        if place.path not in self._answers:
            self._answers[place.path] = self._factorize(place)
        return self._answers[place.path]

    def _factorize(self, place: Place) -> tuple[Any, list[Answer | Special]]:
        import pandas as pd

        series = self._series(place)
        if series.dtype == object:
            series = series.map(_hashable)
        if isinstance(series.dtype, pd.CategoricalDtype):
            codes, uniques = series.cat.codes.to_numpy(), series.cat.categories
        else:
            codes, uniques = pd.factorize(series)
        answers: list[Answer | Special] = [_answer(value) for value in uniques]
        codes = codes.astype(np.int64)
        if (codes < 0).any():
            codes = np.where(codes < 0, len(answers), codes)
            answers.append(None)
        return codes, answers

    def statuses(self, place: Place) -> Vector:
        """Why each row has an answer or none."""
        beside = place.name + STATUS_SUFFIX
        if beside in self.frame.columns:
            return self.vector(Place(beside, "text"))
        codes, answers = self.answers(place)
        return Coded(codes, [_status(answer) for answer in answers])

    def _series(self, place: Place) -> pd.Series:
        for name in (place.path, place.name):
            if name in self.frame.columns:
                return self.frame[name]  # pyright: ignore[reportReturnType] -- a wide table names each column once
        raise ExpressionError("unknown_column", name=place.name)


def merge(codes: Any, values: Sequence[Value]) -> Vector:
    """Distinct answers with the same value become one; numbers become an array."""
    found: dict[tuple[type, Value], int] = {}
    table = [found.setdefault((type(value), value), len(found)) for value in values]
    merged = Coded(np.array(table or [0], np.int64)[codes], [value for _, value in found])
    return simplify(merged)


def _hashable(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list | tuple) else value


def _answer(value: Any) -> Answer | Special:
    """A cell as an answer: NumPy's and pandas' own kinds become Python's."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _status(answer: Answer | Special) -> str:
    if isinstance(answer, Special):
        return answer.value
    return "missing" if answer is None or answer in ("", []) else "answered"
