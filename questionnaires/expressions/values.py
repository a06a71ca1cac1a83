"""Values of expressions and the XPath rules that turn one kind into another.

Where these differ from JavaRosa: whole numbers are written in full (JavaRosa writes a mobile
number as ``1.3812345678E10``) and decimals without an exponent.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import Enum

from questionnaires.expressions.dates import parse_moment, whole_days

Value = str | float | bool | date
"""What an expression gives. ``int`` counts as ``float``, ``datetime`` as ``date``."""
NAN = math.nan
TOLERANCE = 1e-12
_NUMERIC = re.compile(r"-?(?:\d+\.?\d*|\.\d+)\Z", re.ASCII)


class Special(Enum):
    """Why a question has no value. Expressions see each as empty; ``status()`` tells them apart."""

    REFUSED = "refused"
    DONT_KNOW = "dont_know"
    NOT_ASKED = "not_asked"
    MISSING = "missing"


Answer = str | int | float | list[str] | None
"""An answer as it is kept: multiple selects as a list, dates as ISO text."""

NUMBER_KINDS = frozenset({"integer", "decimal", "range"})
MOMENT_KINDS = frozenset({"date", "datetime", "dateTime", "today", "start", "end"})


def as_boolean(value: Value) -> bool:
    """Empty text, zero and NaN are false; every date is true."""
    if value.__class__ is bool:
        return bool(value)
    if isinstance(value, str):
        return value != ""
    if isinstance(value, date):
        return True
    return abs(value) > TOLERANCE  # NaN compares false


def as_number(value: Value) -> float:
    """Text that is not a plain number is NaN; dates count days since 1970-01-01."""
    if isinstance(value, str):
        return text_to_number(value)
    if isinstance(value, date):
        return whole_days(value)
    return float(value)


def text_to_number(text: str) -> float:
    """A plain number as XPath reads it: no exponent, no plus sign; a comma may be the point."""
    plain = text.strip().replace(",", ".")
    return float(plain) if _NUMERIC.match(plain) else NAN


def as_text(value: Value) -> str:
    """Whole numbers without a point, truth as ``true``/``false``, dates as ISO dates."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return number_to_text(value)


def number_to_text(value: float) -> str:
    """A number as XPath writes it."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    nearest = round(value)
    if abs(value - nearest) < TOLERANCE:
        return str(nearest)
    written = repr(float(value))
    return format(Decimal(written), "f") if "e" in written else written


def is_empty(value: Value) -> bool:
    """Empty text or NaN."""
    return value == "" or value != value


def equal(left: Value, right: Value) -> bool:
    """XPath equality: as truth if one side is, else as numbers if one side is, else as text."""
    if left.__class__ is str and right.__class__ is str:
        return left == right
    if left.__class__ is bool or right.__class__ is bool:
        return as_boolean(left) == as_boolean(right)
    if isinstance(left, int | float) or isinstance(right, int | float):
        return abs(as_number(left) - as_number(right)) < TOLERANCE
    return as_text(left) == as_text(right)


def from_answer(answer: Answer | Special, kind: str, zone: tzinfo | None = None) -> Value:
    """The value an answer has in expressions, by the kind of its question."""
    if answer is None or isinstance(answer, Special):
        return ""
    if isinstance(answer, list):
        return " ".join(answer)
    if kind in NUMBER_KINDS:
        return _number_answer(answer)
    if isinstance(answer, str):
        if kind in MOMENT_KINDS:
            moment = parse_moment(answer, zone)
            return answer if moment is None else moment
        return answer
    return as_text(answer)


def _number_answer(answer: str | float) -> Value:
    if not isinstance(answer, str):
        return answer
    number = text_to_number(answer)
    return answer if number != number else number


def to_answer(value: Value, kind: str) -> Answer:
    """What is stored when a calculation gave ``value`` for a question of ``kind``; NaN is blank."""
    if is_empty(value):
        return None
    if kind in NUMBER_KINDS:
        number = as_number(value)
        if number != number:
            return None
        return int(number) if kind == "integer" and math.isfinite(number) else number
    if kind in ("select_multiple", "rank"):
        return as_text(value).split()
    if isinstance(value, datetime) and kind in ("datetime", "dateTime", "start", "end"):
        return value.isoformat(timespec="milliseconds")
    return as_text(value)
