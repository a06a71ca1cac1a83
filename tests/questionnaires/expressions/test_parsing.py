"""What can be read, what cannot and why, and that hostile texts are refused fast."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.expressions import (
    AnswerContext,
    ExpressionError,
    Scope,
    compile_expression,
    parse,
)
from questionnaires.expressions.checks import check
from questionnaires.expressions.explanation import NameLabels, explain
from questionnaires.expressions.vectors import evaluate_frame
from tests.counting import counted


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("${a} = = 3", "doubled_operator", 5),
        ("${a} == 3", "doubled_operator", 5),
        ("if(${a}='1'", "unclosed_bracket", 11),
        ("if(${a}, 1", "unclosed_bracket", 10),
        ("(1 + 2", "unclosed_bracket", 6),
        ("${a} = “x”", "curly_quote", 7),
        ("${a} &gt; 3", "html_entity", 5),
        ("${a} > 'x", "unclosed_text", 7),
        ("${a > 3", "unclosed_reference", 0),
        ("", "empty", 0),
        ("  ", "empty", 0),
        ("1 +", "missing_operand", 3),
        ("a b", "unexpected_token", 2),
        ("selected(${a},)", "unexpected_token", 14),
        ("${a} ? 1", "unexpected_character", 5),
        ("//a", "unsupported_axis", 0),
        ("following::a", "unsupported_axis", 11),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text, code, position):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.position) == (code, position)


def test_names_and_functions_are_listed_once_in_order():
    expression = parse("${b} + ${a} + count-selected(${b}) + jr:choice-name(${a}, '${c}') + int(.)")
    assert expression.references == ("b", "a", "c")
    assert expression.functions == ("count-selected", "jr:choice-name", "int")
    assert expression.uses_self


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "(" * 30_000,
        "not(" * 6_000,
        "- " * 16_000,
        "1=" * 16_000 + "1",
        "a[" * 16_000,
    ],
)
def test_hostile_texts_are_refused_at_once(text):
    with counted() as calls, pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.code in ("too_long", "too_deep")
    assert calls.number < 1_000_000


def test_what_may_nest_can_be_compiled_evaluated_and_said():
    text = "not(1 or (1 and (1 = (1 < (1 + (1 * (" * 9 + "1" + ")" * 63
    expression = parse(text)
    scope = Scope.of_columns({})
    assert compile_expression(expression, scope)(AnswerContext({})) in (True, False)
    assert explain(expression, NameLabels(), "zh")
    assert check(text, scope.layout) == ()
    assert evaluate_frame(expression, pd.DataFrame({"a": [1]}), scope).tolist() in ([True], [False])


def test_long_chains_are_no_nesting():
    text = " or ".join(["${a} = 1"] * 2000)
    assert parse(text).references == ("a",)
    assert parse("+".join(["1"] * 10_000)).references == ()


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1. ${}()[]'\"=<>!+-*/,|@:&且“ \t", max_size=60))
def test_any_text_is_read_or_refused_by_code(text):
    try:
        found = parse(text)
    except ExpressionError as fault:
        found = fault
    assert found.code if isinstance(found, ExpressionError) else found.text == text
