"""What expressions give, over a small questionnaire with a repeat and a choice list."""

import math
from datetime import date, datetime

import pytest

from questionnaires.expressions import (
    AnswerContext,
    ExpressionError,
    Scope,
    Special,
    as_text,
    compile_condition,
    compile_expression,
    compile_filter,
    parse,
)
from questionnaires.model import Choice, Group, Question, Questionnaire, Repeat

FORM = Questionnaire(
    form_id="synthetic",
    title="synthetic",
    languages=("zh", "en"),
    body=(
        Question("age", "integer"),
        Question("born", "date"),
        Question("modes", "select_multiple", list_name="mode"),
        Question("town", "select_one", list_name="town"),
        Question("姓名", "text"),
        Question("sums", "calculate"),
        Group(
            "shop",
            (
                Question("limit", "decimal"),
                Repeat(
                    "models",
                    (
                        Question("grade", "integer"),
                        Question("price", "decimal"),
                        Repeat("parts", (Question("mass", "decimal"),)),
                    ),
                ),
            ),
        ),
    ),
    lists={
        "mode": (Choice("bus", {"zh": "公交", "en": "Bus"}), Choice("car", {"zh": "汽车"})),
        "town": (
            Choice("a", {"zh": "甲"}, extra={"county": "x"}),
            Choice("b", {"zh": "乙"}, extra={"county": "y"}),
            Choice("c", {"zh": "丙"}, extra={"county": "x"}),
        ),
    },
    attachments={"prices.csv": "code,price\nbus,2\ncar,30\n"},
)
SCOPE = Scope.of(FORM)
ANSWERS = {
    "age": 20,
    "born": "2004-02-29",
    "modes": ["bus", "car"],
    "town": "b",
    "姓名": "张三",
    "sums": 0,
    "shop/limit": 2.5,
    "shop/models[1]/grade": 1,
    "shop/models[1]/price": 10.5,
    "shop/models[1]/parts[1]/mass": 1,
    "shop/models[2]/grade": 2,
    "shop/models[2]/price": 20,
    "shop/models[2]/parts[1]/mass": 2,
    "shop/models[2]/parts[2]/mass": 3,
    "shop/models[3]/grade": 3,
    "shop/models[3]/price": None,
}
NOW = datetime(2024, 5, 6, 12, 0)


def evaluate(text, here="", **changes):
    answers = {**ANSWERS, **changes}
    place = "".join(c for c in here if c not in "[]0123456789")
    context = AnswerContext(answers, here=here, language="zh", now=NOW)
    return compile_expression(parse(text), SCOPE.at(place))(context)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${age} >= 18 and selected(${modes}, 'bus')", True),
        ("${age} + 1 - 2 * 3", 15),
        ("7 div 2", 3.5),
        ("-7 mod 3", -1),
        ("1 div 0", math.inf),
        ("${age} = '20'", True),
        ("${age} = ''", False),
        ("'' = ${姓名}", False),
        ("${姓名} = '张三'", True),
        ("${sums} and true()", True),  # a calculation is text: '0' is not empty
        ("string-length(${姓名})", 2),
        ("count-selected(${modes})", 2),
        ("selected-at(${modes}, 1)", "car"),
        ("selected(${modes}, 'ca')", False),
        ("selected('', '')", True),
        ("${born} < date('2005-01-01')", True),
        ("date('2004-03-01') - ${born}", 1),
        ("format-date(${born}, '%Y年%n月%e日')", "2004年2月29日"),
        ("format-date(${born}, '%a %b')", "周日 2月"),
        ("int((today() - ${born}) div 365.25)", 20),
        ("today() = '2024-05-06'", True),
        ("jr:choice-name(${town}, '${town}')", "乙"),
        ("jr:choice-name(selected-at(${modes}, 0), '${modes}')", "公交"),
        ("pulldata('prices', 'price', 'code', 'car')", "30"),
        ("instance('town')/root/item[name = ${town}]/county", "y"),
        ("instance('town')/root/item[name = current()/../town]/label", "乙"),
        ("count(instance('town')/root/item[county = 'x'])", 2),
        ("if(${age} > 30, 'old', 'young')", "young"),
        ("coalesce('', ${age})", 20),
        ("round(2.5)", 3),
        ("round(-2.5)", -2),
        ("round(1.005, 2)", 1.01),
        ("round(1234, -2)", 1200),
        ("substr('abcdef', 1, 3)", "bc"),
        ("substr('abcdef', -2)", "ef"),
        ("substring('12345', 2, 3)", "234"),
        ("regex('13812345678', '1[0-9]{10}')", True),
        ("regex('x13812345678', '1[0-9]{10}')", False),
        (r"regex('张', '\p{IsHan}+')", True),
        ("concat('a', 1, true())", "a1true"),
        ("join('-', 1, 2)", "1-2"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("checklist(1, 2, true(), false(), true())", True),
        ("weighted-checklist(3, 4, true(), 3, false(), 9)", True),
        ("max(1, -5, 'x')", 1),
        ("min(-1, -5)", -5),
        ("number('1e3') = number('1e3')", False),
        ("number('1,5')", 1.5),
        ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
        ("decimal-time('06:00')", 0.25),
        ("status(${town})", "answered"),
        ("${last-saved#town}", ""),
        ("sum(${price})", 30.5),
        ("count(${models})", 3),
        ("count(${parts})", 3),
        ("sum(${mass})", 6),
        ("max(${grade})", 3),
        ("count-non-empty(${price})", 2),
        ("join(',', ${grade})", "1,2,3"),
        ("${models}[grade = 2]/price", 20),
        ("count(${models}[grade > ${limit}])", 1),
        ("sum(/data/shop/models[position() > 1]/grade)", 5),
        ("indexed-repeat(${price}, ${models}, 2)", 20),
        ("indexed-repeat(${mass}, ${models}, 2, ${parts}, 2)", 3),
        ("indexed-repeat(${price}, ${models}, 9)", ""),
        ("sum-if(${price}, ${grade} < 2)", 10.5),
        ("count-if(${models}, ${grade} > 1)", 2),
    ],
)
def test_an_expression_gives(text, value):
    found = evaluate(text)
    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${grade}", 2),
        ("../grade + 1", 3),
        ("./../price", 20),
        ("${limit} < ${grade}", False),
        ("position(..)", 2),
        ("index()", 2),
        ("count(${parts})", 2),
        ("sum(${mass})", 5),
        ("/data/shop/models/grade", 2),
        ("/data/shop/models[1]/grade", 1),
        ("indexed-repeat(${grade}, ${models}, position(..) - 1)", 1),
        ("${models}[price > current()/../price]/price", ""),
        (".", 20),
        ("once('new')", 20),
    ],
)
def test_inside_a_repeat(text, value):
    assert evaluate(text, "shop/models[2]/price") == value


def test_a_field_of_a_repeat_without_index_is_an_error():
    with pytest.raises(ExpressionError) as caught:
        evaluate("${grade} > 1")
    assert caught.value.code == "more_than_one"


@pytest.mark.parametrize("special", list(Special))
def test_specials_read_as_empty_and_keep_their_status(special):
    assert evaluate("${town} = ''", town=special) is True
    assert evaluate("status(${town})", town=special) == special.value
    assert evaluate("relevant(${town})", town=special) is (special is not Special.NOT_ASKED)


def test_missing_numbers_compare_false_both_ways():
    assert evaluate("${age} > 1", age=None) is False
    assert evaluate("not(${age} <= 1)", age=None) is True
    assert as_text(evaluate("${age} + 1", age=None)) == "NaN"


def test_once_keeps_what_was_stored():
    assert evaluate("once('new')", "sums", sums="old") == "old"
    assert evaluate("once('new')", "sums", sums="") == "new"


def test_a_filter_keeps_the_choices_of_the_answer():
    offered = compile_filter(parse("county = ${sums}"), SCOPE.at("town"))
    context = AnswerContext({"sums": "x"}, here="town")
    assert [choice.name for choice in offered(context, FORM.lists["town"])] == ["a", "c"]


def test_a_filter_may_read_the_position():
    offered = compile_filter(parse("position() mod 2 = 1"), SCOPE.at("town"))
    context = AnswerContext({}, here="town")
    assert [choice.name for choice in offered(context, FORM.lists["town"])] == ["a", "c"]


def test_a_condition_is_a_truth():
    assert compile_condition(parse("${姓名}"), SCOPE)(AnswerContext(ANSWERS)) is True


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("${nobody}", "unknown_reference"),
        ("selectd(${town}, 'a')", "unknown_function"),
        ("if(1, 2)", "wrong_argument_count"),
        ("instance('none')/root/item", "unknown_list"),
        ("date('tomorrow')", "not_a_date"),
        ("regex('a', '(')", "bad_pattern"),
    ],
)
def test_what_cannot_be_evaluated_is_named(text, code):
    with pytest.raises(ExpressionError) as caught:
        evaluate(text)
    assert caught.value.code == code


def test_dates_are_dates():
    assert evaluate("today()") == date(2024, 5, 6)
    assert evaluate("now()") == NOW
