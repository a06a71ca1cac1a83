"""Findings about expressions in place, circles, and plain words."""

import pytest

from questionnaires.expressions import Layout, Scope, parse
from questionnaires.expressions.checks import check
from questionnaires.expressions.dependencies import dependencies, find_cycles
from questionnaires.expressions.explanation import FormLabels, NameLabels, explain
from questionnaires.findings import CODES
from questionnaires.model import Choice, Group, Question, Questionnaire, Repeat

FORM = Questionnaire(
    "synthetic",
    "synthetic",
    languages=("zh", "en"),
    body=(
        Question("age", "integer", {"zh": "您的年龄", "en": "Your age"}),
        Question("town", "select_one", {"zh": "居住地", "en": "Town"}, list_name="town"),
        Question("modes", "select_multiple", {"zh": "出行方式", "en": "Modes"}, list_name="mode"),
        Question("other", "select_one", list_name="mode", or_other=True),
        Repeat("models", (Question("grade", "integer"), Question("price", "decimal"))),
    ),
    lists={
        "town": (Choice("nanhu", {"zh": "南湖", "en": "Nanhu"}), Choice("2", {"zh": "秀洲"})),
        "mode": (Choice("bus", {"zh": "公交", "en": "Bus"}), Choice("car", {"zh": "小汽车"})),
    },
)


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("${aeg} > 3", "unknown_reference", {"name": "aeg", "nearest": "age"}),
        ("selectd(${town}, 'nanhu')", "unknown_function", {"nearest": "selected"}),
        ("count_selected(${modes})", "unknown_function", {"nearest": "count-selected"}),
        ("if(${age}, 1)", "wrong_argument_count", {"name": "if", "found": "2", "least": "3"}),
        ("${age} = “3”", "curly_quote", {"found": "“"}),
        ("${age} = = 3", "doubled_operator", {"found": "= ="}),
        ("${age} &lt; 3", "html_entity", {"found": "&lt;"}),
        ("${town} = 'nanhuu'", "unknown_choice", {"code": "nanhuu", "nearest": "nanhu"}),
        ("${town} = 3", "unknown_choice", {"code": "3", "list": "town"}),
        ("selected(${modes}, 'bike')", "unknown_choice", {"name": "modes"}),
        ("${grade} > 1", "repeated_without_index", {"name": "grade"}),
        ("towm = 'a'", "bare_name", {"name": "towm"}),
        ("instance('x')/root/item", "unknown_list", {"name": "x"}),
    ],
)
def test_a_fault_is_found(text, code, parameters):
    (found,) = check(text, FORM, "age", "relevant")
    assert found.code == f"expression.{code}"
    assert (found.place.path, found.place.column) == ("age", "relevant")
    assert {key: found.parameter(key) for key in parameters} == parameters
    assert set(found.parameters) <= set(CODES[found.code].parameters)


@pytest.mark.parametrize(
    "text",
    [
        "${town} = 'nanhu' and ${town} != '' and ${town} = 2",
        "${other} = 'other'",
        "sum(${price}) > max(${grade})",
        "indexed-repeat(${grade}, ${models}, 1) = 2",
        "if(${age} > 3, ${age}, null)",
        "count-if(${models}, ${grade} > 1)",
        "${models}[grade = 2]/price",
    ],
)
def test_what_is_right_has_no_findings(text):
    assert check(text, FORM, "age", "relevant") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selected(${town}, 'nanhu')", "“居住地”为“南湖”"),
        ("not(selected(${town}, 'nanhu'))", "“居住地”不为“南湖”"),
        ("selected(${modes}, 'bus')", "“出行方式”选了“公交”"),
    ],
)
def test_selected_is_said_as_the_question_is_answered(text, said):
    assert explain(parse(text), FormLabels(Layout.of(FORM), "zh"), "zh") == said


def test_all_unknown_names_are_listed():
    found = check("${x1} + ${x2} + nothing()", FORM, "age")
    assert [finding.code for finding in found] == [
        "expression.unknown_reference",
        "expression.unknown_reference",
        "expression.unknown_function",
    ]


def test_columns_of_choices_are_no_bare_names_in_a_filter():
    assert check("county = ${town}", FORM, "town", "choice_filter") == ()


def test_counting_a_repeat_from_inside_is_pointed_out():
    (found,) = check("count(${models})", FORM, "models/grade")
    assert found.code == "expression.counts_this_instance"


def test_dependencies_are_paths():
    layout = Layout.of(FORM)
    expression = parse("${age} + sum(${price}) + ../grade + ${models}[price > ${age}]/grade")
    assert dependencies(expression, Scope(layout, "models/price")) == (
        "age",
        "models/price",
        "models/grade",
    )


def _form(*questions):
    return Questionnaire("x", "x", body=questions)


def test_a_circle_is_named_in_order():
    form = _form(
        Question("a", "calculate", calculation="${b} + 1"),
        Question("b", "calculate", calculation="${c} + 1"),
        Question("c", "integer", relevant="${a} > 1"),
        Question("d", "integer", relevant="${a} > 1"),
    )
    assert find_cycles(form) == (("a", "b", "c"),)


def test_a_group_must_not_hang_on_its_own_questions():
    form = _form(Group("g", (Question("a", "integer"),), relevant="${a} = 1"))
    assert find_cycles(form) == (("g", "g/a"),)


def test_reading_another_instance_is_no_circle():
    text = "once(1) + indexed-repeat(${n}, ${r}, position(..) - 1)"
    form = _form(Repeat("r", (Question("n", "calculate", calculation=text),)))
    assert find_cycles(form) == ()


def test_a_question_reading_itself_is_a_circle():
    assert find_cycles(_form(Question("a", "integer", relevant="${a} = 1"))) == (("a",),)


def test_thousands_in_a_row_are_no_trouble():
    chain = [Question(f"q{i}", "calculate", calculation=f"${{q{i + 1}}}") for i in range(5000)]
    assert find_cycles(_form(*chain, Question("q5000", "calculate", calculation="1"))) == ()


@pytest.mark.parametrize(
    ("text", "role", "zh", "en"),
    [
        (
            "${age} >= 18 and selected(${modes}, 'bus')",
            "relevant",
            "仅在“您的年龄” ≥ 18，且“出行方式”选了“公交”时询问。",
            "Asked only if “Your age” ≥ 18 and “Modes” includes “Bus”.",
        ),
        (
            "${town} = 'nanhu' or not(${town} = '')",
            "relevant",
            "仅在“居住地”为“南湖”，或“居住地”已填时询问。",
            "Asked only if “Town” is “Nanhu” or “Town” is answered.",
        ),
        (". >= 0 and . <= 120", "constraint", "须满足：本题答案 ≥ 0，且本题答案 ≤ 120。",
         "Accepted only if the answer ≥ 0 and the answer ≤ 120."),
        ("status(${town}) = 'refused'", "", "“居住地”拒答", "“Town” is refused"),
        ("(${age} + 1) * 2 > 3 and (${age} = 1 or ${age} = 2)", "",
         "（“您的年龄” + 1） × 2 > 3，且（“您的年龄” = 1，或“您的年龄” = 2）",
         "(“Your age” + 1) × 2 > 3 and (“Your age” = 1 or “Your age” = 2)"),
        ("if(${age} > 60, 1, 0)", "calculation", "计算：若“您的年龄” > 60则为1，否则为0。",
         "Calculated as 1 if “Your age” > 60, otherwise 0."),
        ("not(selected(${modes}, 'car'))", "", "“出行方式”没选“小汽车”",
         "“Modes” does not include “小汽车”"),
    ],
)  # fmt: skip
def test_an_expression_is_put_into_words(text, role, zh, en):
    layout = Layout.of(FORM)
    assert explain(parse(text), FormLabels(layout, "zh"), "zh", role) == zh
    assert explain(parse(text), FormLabels(layout, "en"), "en", role) == en


def test_words_without_labels_use_names():
    assert explain(parse("${age} < 3"), NameLabels(), "en") == "age < 3"
