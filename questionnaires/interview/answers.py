"""Answers: values, the special answers beside them, and what a question accepts."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from questionnaires.expressions import Special
from questionnaires.model import Question


class Status(StrEnum):
    """What became of a question in one interview."""

    ANSWERED = "answered"
    REFUSED = "refused"
    DONT_KNOW = "dont_know"
    NOT_ASKED = "not_asked"
    MISSING = "missing"


Value = str | int | float | list[str] | Special


class BadAnswerError(Exception):
    """A value that the question cannot hold."""

    def __init__(self, code: str, parameters: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters or {}


def to_plain(value: Value) -> Any:
    """The value as JSON holds it."""
    return {"special": value.value} if isinstance(value, Special) else value


def from_plain(plain: Any) -> Value:
    """Read what ``to_plain`` wrote; values themselves pass unchanged."""
    if isinstance(plain, Mapping):
        return Special(plain["special"])
    if isinstance(plain, tuple):
        return [str(item) for item in plain]
    return plain


def as_text(value: Value | None) -> str:
    """The value as expressions and piped labels read it; specials read as empty."""
    if value is None or isinstance(value, Special):
        return ""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, float):
        return format_number(value)
    return str(value)


def format_number(number: float) -> str:
    """A number without a needless ``.0``."""
    if math.isfinite(number) and number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def read_value(question: Question, given: object) -> Value | None:
    """The given value in the type the question keeps; ``None`` where it is empty.

    Raises:
        BadAnswerError: where the question cannot hold it.
    """
    if isinstance(given, Special):
        return given
    if given is None or given == "" or given == [] or given == ():
        return None
    return _READERS.get(question.kind, _read_text)(question, given)


def _bad(code: str, given: object) -> BadAnswerError:
    return BadAnswerError(f"answer.{code}", {"value": str(given)[:80]})


def _read_text(question: Question, given: object) -> Value:
    if isinstance(given, list | tuple):
        raise _bad("not_one_value", given)
    if isinstance(given, float):
        return format_number(given)
    return str(given)


def _number(given: object) -> float:
    try:
        number = float(str(given).strip())
    except ValueError:
        raise _bad("not_a_number", given) from None
    if isinstance(given, bool) or not math.isfinite(number):
        raise _bad("not_a_number", given)
    return number


def _read_integer(question: Question, given: object) -> Value:
    number = _number(given)
    if number != int(number):
        raise _bad("not_an_integer", given)
    # Long codes (telephone numbers) must not pass through a float.
    text = str(given).strip()
    return int(text) if text.lstrip("+-").isascii() and text.lstrip("+-").isdigit() else int(number)


def _read_decimal(question: Question, given: object) -> Value:
    number = _number(given)
    return given if isinstance(given, int) else number


def range_of(question: Question) -> tuple[float, float, float]:
    """Start, end and step of a ``range`` question; ODK's defaults are 1, 10 and 1."""
    figures: list[float] = []
    for name, usual in (("start", 1.0), ("end", 10.0), ("step", 1.0)):
        try:
            figures.append(float(question.parameters.get(name, "") or usual))
        except ValueError:
            figures.append(usual)
    return figures[0], figures[1], abs(figures[2]) or 1.0


def _read_range(question: Question, given: object) -> Value:
    number = _number(given)
    start, end, step = range_of(question)
    if not min(start, end) <= number <= max(start, end):
        limits = {"start": format_number(start), "end": format_number(end)}
        raise BadAnswerError("answer.out_of_range", {"value": str(given), **limits})
    whole = start == int(start) and step == int(step) and number == int(number)
    return int(number) if whole else number


def _read_moment(code: str, parse: Callable[[str], object]) -> Callable[[Question, object], Value]:
    def read(question: Question, given: object) -> Value:
        if isinstance(given, datetime.date | datetime.time):
            given = given.isoformat()
        try:
            parse(str(given))
        except ValueError:
            raise _bad(code, given) from None
        return str(given)

    return read


def _parse_date(text: str) -> object:
    return datetime.datetime.fromisoformat(text)


def _read_place(question: Question, given: object) -> Value:
    points = [point.split() for point in str(given).split(";") if point.strip()]
    for point in points:
        if not 2 <= len(point) <= 4:
            raise _bad("not_a_place", given)
        figures = [_number(figure) for figure in point]
        if abs(figures[0]) > 90 or abs(figures[1]) > 180:
            raise _bad("not_a_place", given)
    return str(given)


def _read_list(question: Question, given: object) -> Value:
    names = given.split() if isinstance(given, str) else given
    if not isinstance(names, Sequence):
        raise _bad("not_a_choice", given)
    listed = [str(name) for name in names]
    if len(set(listed)) != len(listed):
        raise _bad("not_a_choice", " ".join(listed))
    return listed


_read_date = _read_moment("not_a_date", _parse_date)
_read_time = _read_moment("not_a_time", datetime.time.fromisoformat)
_read_datetime = _read_moment("not_a_datetime", datetime.datetime.fromisoformat)


def _read_acknowledgement(question: Question, given: object) -> Value:
    return "OK"


_READERS: Mapping[str, Callable[[Question, object], Value]] = {
    "acknowledge": _read_acknowledgement,
    "integer": _read_integer,
    "decimal": _read_decimal,
    "range": _read_range,
    "date": _read_date,
    "time": _read_time,
    "datetime": _read_datetime,
    "geopoint": _read_place,
    "geotrace": _read_place,
    "geoshape": _read_place,
    "select_multiple": _read_list,
    "rank": _read_list,
}
