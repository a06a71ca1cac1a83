"""Kinds of values and what becomes of them."""

import math
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from questionnaires.expressions import Special, as_boolean, as_number, as_text, from_answer
from questionnaires.expressions.values import to_answer


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (13812345678, "13812345678"),
        (0.1, "0.1"),
        (1.5e-7, "0.00000015"),
        (12345678.5, "12345678.5"),
        (-0.0, "0"),
        (math.nan, "NaN"),
        (-math.inf, "-Infinity"),
        (True, "true"),
        (date(2024, 5, 6), "2024-05-06"),
        (datetime(2024, 5, 6, 12), "2024-05-06"),
    ],
)
def test_as_text(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [("12", 12), (" 1,5 ", 1.5), (".5", 0.5), ("-3", -3), (True, 1), (date(1970, 1, 3), 2)],
)
def test_as_number(value, number):
    assert as_number(value) == number


@pytest.mark.parametrize("text", ["", "1e3", "+1", "--1", "1.2.3", "十", "٣", "inf"])
def test_other_texts_are_no_numbers(text):
    assert math.isnan(as_number(text))


@pytest.mark.parametrize(
    ("value", "truth"),
    [("", False), ("0", True), (0, False), (math.nan, False), (1e-13, False), (-1, True)],
)
def test_as_boolean(value, truth):
    assert as_boolean(value) is truth


@pytest.mark.parametrize(
    ("answer", "kind", "value"),
    [
        (None, "integer", ""),
        (Special.REFUSED, "integer", ""),
        (["a", "b"], "select_multiple", "a b"),
        ("2024-05-06", "date", date(2024, 5, 6)),
        ("2024-05-06T04:00:00.000Z", "datetime", datetime(2024, 5, 6, 12)),
        ("not a date", "date", "not a date"),
        (5, "calculate", "5"),
        ("5", "integer", 5),
    ],
)
def test_from_answer(answer, kind, value):
    found = from_answer(answer, kind, ZoneInfo("Asia/Shanghai"))
    assert found == value
    assert isinstance(found, str) == isinstance(value, str)


@pytest.mark.parametrize(
    ("value", "kind", "answer"),
    [
        (math.nan, "calculate", None),
        ("", "integer", None),
        ("x", "integer", None),
        (3.7, "integer", 3),
        (3.0, "calculate", "3"),
        (True, "calculate", "true"),
        (date(2024, 5, 6), "date", "2024-05-06"),
        (datetime(2024, 5, 6, 12), "datetime", "2024-05-06T12:00:00.000"),
        ("a b", "select_multiple", ["a", "b"]),
    ],
)
def test_to_answer(value, kind, answer):
    assert to_answer(value, kind) == answer
