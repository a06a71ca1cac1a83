"""Over a table, expressions give what they give interview by interview."""

import math
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.expressions import (
    AnswerContext,
    ExpressionError,
    Scope,
    Special,
    compile_expression,
    parse,
)
from questionnaires.expressions.vectors import FrameEvaluator, evaluate_frame

KINDS = {
    "age": "integer",
    "spend": "decimal",
    "town": "select_one",
    "modes": "select_multiple",
    "born": "date",
    "score": "calculate",
}
SCHEMA = Scope.of_columns(KINDS)
NOW = datetime(2024, 5, 6, 12, 0)
ROW = st.fixed_dictionaries(
    {
        "age": st.none() | st.integers(-3, 40),
        "spend": st.none() | st.sampled_from([0.0, 0.5, 2.5, -2.5, 20.0, 1e9]),
        "town": st.none() | st.sampled_from(["a", "b", "7", "20"]),
        "modes": st.none() | st.lists(st.sampled_from(["bus", "car", "a"]), unique=True),
        "born": st.none() | st.sampled_from(["2000-02-29", "1980-01-01", "2024-05-06"]),
        "score": st.none() | st.sampled_from(["0", "3.5", "x", "NaN"]),
    }
)
ATOMS = """
${age};${spend};${town};${modes};${born};${score};'';0;7;20;2.5;'a';'7';true();today()
selected(${modes}, 'bus');status(${town});count-selected(${modes});string-length(${town})
regex(${score}, '[0-9.]+');once(${age});selected-at(${modes}, 1);format-date(${born}, '%Y')
"""
OPERATORS = "= != < <= > >= + - * div mod and or"
CALLS = """
min({0}, {1});max({0}, {1});concat({0}, {1});coalesce({0}, {1});selected({0}, {1})
contains({0}, {1});substr({0}, 0, {1});sum({0});if({0}, {1}, 'no');if({0}, {1}, 3);not({0})
number({0});boolean({0});int({0});round({0}, 1);- {0};string({0});floor({0});ceiling({1})
abs({0});checklist(1, 2, {0}, {1});if({0} > 3, {1}, {0})
"""


def _any_of(block):
    return st.sampled_from([text for line in block.split("\n") for text in line.split(";") if text])


def _wider(inner):
    two = st.tuples(inner, inner)
    operators = st.sampled_from(OPERATORS.split())
    calls = _any_of(CALLS)
    return st.one_of(
        st.tuples(two, operators).map(lambda t: f"({t[0][0]} {t[1]} {t[0][1]})"),
        st.tuples(two, calls).map(lambda t: t[1].format(*t[0])),
    )


def _one(value):
    """NaN and empty text are one in a table of numbers."""
    if isinstance(value, float) and math.isnan(value):
        return ""
    if isinstance(value, bool):
        return ("truth", value)
    if isinstance(value, int | float):
        return ("number", float(value))
    return value


def _frame(rows):
    frame = pd.DataFrame(rows, columns=list(KINDS))
    frame["age"] = frame["age"].astype("float64")
    frame["spend"] = frame["spend"].astype("float64")
    frame["town"] = frame["town"].astype("category")
    return frame


@settings(max_examples=400, deadline=None)
@given(st.recursive(_any_of(ATOMS), _wider, max_leaves=5), st.lists(ROW, min_size=1, max_size=6))
def test_a_table_gives_what_each_interview_gives(text, rows):
    expression = parse(text)
    try:
        closure = compile_expression(expression, SCHEMA)
        wanted = [closure(AnswerContext(row, now=NOW)) for row in rows]
    except ExpressionError:
        return
    found = evaluate_frame(expression, _frame(rows), SCHEMA, now=NOW)
    assert [_one(value) for value in found.tolist()] == [_one(value) for value in wanted]


def test_truths_and_numbers_come_as_arrays_of_their_kind():
    frame = _frame([{"age": 20, "town": "a"}, {"age": None, "town": None}])
    assert evaluate_frame(parse("${age} > 3"), frame, SCHEMA).dtype == bool
    assert evaluate_frame(parse("${age} + 1"), frame, SCHEMA).dtype == float
    assert evaluate_frame(parse("if(${town} = 'a', 1, '')"), frame, SCHEMA).dtype == float
    assert evaluate_frame(parse("'x'"), frame, SCHEMA).tolist() == ["x", "x"]


def test_a_column_beside_tells_why_an_answer_is_missing():
    frame = pd.DataFrame({"town": ["a", None], "town__status": ["answered", "refused"]})
    assert evaluate_frame(parse("status(${town}) = 'refused'"), frame, SCHEMA).tolist() == [
        False,
        True,
    ]


def test_specials_in_cells_read_as_empty():
    frame = pd.DataFrame({"town": ["a", Special.DONT_KNOW]}, dtype=object)
    assert evaluate_frame(parse("${town} = ''"), frame, SCHEMA).tolist() == [False, True]
    assert evaluate_frame(parse("status(${town})"), frame, SCHEMA).tolist() == [
        "answered",
        "dont_know",
    ]


def test_a_branch_no_row_takes_may_be_impossible():
    frame = pd.DataFrame({"score": ["x", "2020-01-01"]})
    text = "if(contains(${score}, '-'), date(${score}), '')"
    assert evaluate_frame(parse(text), frame, SCHEMA).tolist() == ["", date(2020, 1, 1)]


def test_dates_may_be_of_the_tables_own_kind():
    frame = pd.DataFrame({"born": pd.to_datetime(["2000-02-29", None])})
    assert evaluate_frame(parse("${born} < date('2001-01-01')"), frame, SCHEMA).tolist() == [
        True,
        False,
    ]


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ExpressionError) as caught:
        evaluate_frame(parse("${age}"), pd.DataFrame({"town": []}), SCHEMA)
    assert caught.value.code == "unknown_column"


def test_an_empty_table_gives_no_rows():
    frame = _frame([])
    assert len(evaluate_frame(parse("${town} = 'a' and ${age} > 3"), frame, SCHEMA)) == 0
    assert len(evaluate_frame(parse("concat(${town}, ${age})"), frame, SCHEMA)) == 0


def test_random_numbers_differ_from_row_to_row():
    frame = pd.DataFrame({"age": [1.0] * 20})
    found = FrameEvaluator(frame, SCHEMA).evaluate(parse("random() + ${age}"))
    assert len(set(found.tolist())) == 20
