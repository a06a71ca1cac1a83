# ruff: noqa: E501 -- the forms are tables
import csv

import pytest
import xlsxwriter

from questionnaires.findings import CODES
from questionnaires.model import Group, Repeat
from questionnaires.xlsform import read_workbook


@pytest.fixture
def read(tmp_path):
    def reading(text, name="form.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_workbook(path)

    return reading


def codes(reading, severity=("error", "warning")):
    return [found.code for found in reading.findings if found.severity in severity]


SMALL = """
| survey | type | name | label::中文 (zh) | label::English (en) | allow | color |
| | integer | age | 年龄 | Age | refused | red |
| | select_one yn | ok | 好吗 | OK? | none | |
| choices | list_name | name | label::中文 (zh) | label::English (en) | not_read_out | code |
| | yn | yes | 是 | Yes | | 1 |
| | yn | unclear | 不清楚 | Not sure | yes | 9 |
| settings | form_title | form_id | version | default_language | style |
| | 演示 | demo | 3 | English (en) | pages |
"""


def test_a_small_form_is_read_whole(read):
    form = read(SMALL).questionnaire
    assert (form.form_id, form.title, form.version) == ("demo", "演示", "3")
    assert (form.languages, form.default_language) == (("zh", "en"), "en")
    age, ok = (question for _, question in form.questions())
    assert age.labels == {"zh": "年龄", "en": "Age"}
    assert (age.allow_refused, age.allow_dont_know) == (True, False)
    assert (ok.allow_refused, ok.allow_dont_know) == (False, False)
    assert [choice.not_read_out for choice in form.lists["yn"]] == [False, True]


def test_unknown_columns_and_settings_are_kept(read):
    form = read(SMALL).questionnaire
    assert form.question("age").extra == {"color": "red"}
    assert form.lists["yn"][1].extra == {"code": "9"}
    assert form.settings["style"] == "pages"


@pytest.mark.parametrize(
    ("written", "kind", "list_name", "other"),
    [
        ("select one from yn or specify other", "select_one", "yn", True),
        ("select_multiple yn or_other", "select_multiple", "yn", True),
        ("select_one_from_file towns.csv", "select_one", "towns.csv", False),
        ("rank yn", "rank", "yn", False),
        ("dateTime", "datetime", "", False),
        ("int", "integer", "", False),
        ("image", "photo", "", False),
        ("trigger", "acknowledge", "", False),
        ("gps", "geopoint", "", False),
    ],
)
def test_types_in_their_many_spellings(read, written, kind, list_name, other):
    reading = read(f"""
| survey | type | name | label |
| | {written} | q | Q |
| choices | list_name | name | label |
| | yn | yes | Yes |
""")
    question = reading.questionnaire.question("q")
    assert (question.kind, question.list_name, question.or_other) == (kind, list_name, other)


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("relevance", "relevant"),
        ("Read Only", "read_only"),
        ("calculate", "calculation"),
        ("bind::constraint", "constraint"),
        ("bind:relevant", "relevant"),
        ("choice-filter", "choice_filter"),
    ],
)
def test_column_heads_in_their_many_spellings(read, head, field):
    form = read(f"| survey | type | name | label | {head} |\n| | text | q | Q | 1 = 1 |")
    assert getattr(form.questionnaire.question("q"), field) == "1 = 1"


BROKEN = """
| survey | type | name | label | relevant | constraint | calculation |
| | text | a | A | | | |
| | text | a | Again | | | |
| | texte | b | B | | | |
| | caseid | c | C | | | |
| | select_one nolist | d | D | | | |
| | | e | E | | | |
| | text | | F | | | |
| | integer | g | G | ${a} = = 3 | . > “5” | |
| | integer | h | Hi ${nobody} | ${nobody} = 1 | . &gt; 5 | |
| | begin_group | meta | M | | | |
| | integer | 1x | N | selectd(${a}, '1') | | |
| | end_repeat | | | | | |
| | end_group | | | | | |
| | calculate | k | | | | ${l} + 1 |
| | calculate | l | | | | ${k} + 1 |
| | begin_group | open | O | | | |
| | text | inside | I | | | |
| choices | list_name | name | label |
| | yn | 1 | Yes |
| | yn | 1 | Yes again |
| | yn | 98 | Don't know |
| | yn | | Nameless |
| | | 3 | Listless |
"""


def test_every_problem_is_listed_at_once_with_its_place(read):
    reading = read(BROKEN)
    found = {(f.code, f.place.sheet, f.place.row) for f in reading.findings}
    assert {
        ("survey.name_duplicate", "survey", 3),
        ("survey.type_unknown", "survey", 4),
        ("survey.type_surveycto", "survey", 5),
        ("survey.list_missing", "survey", 6),
        ("survey.type_missing", "survey", 7),
        ("survey.name_missing", "survey", 8),
        ("expression.doubled_operator", "survey", 9),
        ("expression.curly_quote", "survey", 9),
        ("expression.html_entity", "survey", 10),
        ("expression.unknown_reference", "survey", 10),
        ("survey.reference_unknown", "survey", 10),
        ("survey.group_named_meta", "survey", 11),
        ("survey.name_invalid", "survey", 12),
        ("survey.end_mismatched", "survey", 13),
        ("survey.end_without_begin", "survey", 14),
        ("survey.cycle", "survey", 15),
        ("survey.group_unclosed", "survey", 17),
        ("choices.name_duplicate", "choices", 3),
        ("choices.special_code", "choices", 4),
        ("choices.name_missing", "choices", 5),
        ("choices.list_name_missing", "choices", 6),
    } <= found


def test_an_invalid_expression_says_what_and_where(read):
    faults = {
        (f.place.row, f.place.column, f.code): f.parameters
        for f in read(BROKEN).findings
        if f.code.startswith("expression.")
    }
    assert faults[9, "relevant", "expression.doubled_operator"]["found"] == "= ="
    assert faults[9, "constraint", "expression.curly_quote"]["found"] == "“"
    assert faults[10, "relevant", "expression.unknown_reference"]["name"] == "nobody"
    assert faults[12, "relevant", "expression.unknown_function"]["nearest"] == "selected"


MANY_FAULTS = """
| survey | type | name | label | relevant | trigger | parameters |
| | select_one yn | a | A | | | |
| | text | b | B | ${x} = “1” and ${y} &gt; 2 or selectd(${a}, 'p') or ${a} = 'q' or if(1, 2) | ${z} | seed=${w} |
| choices | list_name | name | label |
| | yn | yes | 是 ${v} |
"""


def test_every_fault_of_one_expression_is_listed(read):
    found = [
        (f.code.partition(".")[2], f.parameters.get("name", ""), f.place.column)
        for f in read(MANY_FAULTS).findings
        if f.is_error or f.severity == "warning"
    ]
    assert found == [
        ("curly_quote", "", "relevant"),
        ("html_entity", "", "relevant"),
        ("unknown_reference", "x", "relevant"),
        ("unknown_reference", "y", "relevant"),
        ("unknown_function", "selectd", "relevant"),
        ("wrong_argument_count", "if", "relevant"),
        ("unknown_choice", "a", "relevant"),
        ("unknown_reference", "z", "trigger"),
        ("unknown_reference", "w", "parameters"),
        ("reference_unknown", "v", "label"),
    ]


def test_positions_point_into_the_text_as_written(read):
    for found in read(MANY_FAULTS).findings:
        if found.code == "expression.unknown_function":
            at = int(found.parameters["position"])
            assert found.parameters["expression"][at:].startswith("selectd")


def test_chinese_quotation_marks_inside_a_text_are_no_fault(read):
    reading = read("""
| survey | type | name | label | calculation | default |
| | text | a | A | | 他说“好” |
| | calculate | b | | if(${a} = '1', '“优秀”', "‘良好’") | |
""")
    assert codes(reading) == []


def test_findings_carry_only_the_parameters_they_promise(read):
    for found in read(BROKEN).findings:
        extra = {"nearest", "found", "least", "most"}
        assert set(found.parameters) <= set(CODES[found.code].parameters) | extra


def test_a_row_with_an_unknown_type_is_kept(read):
    question = read(BROKEN).questionnaire.question("b")
    assert question.extra == {"original_type": "texte"}


def test_a_cycle_names_its_way(read):
    cycle = next(f for f in read(BROKEN).findings if f.code == "survey.cycle")
    assert sorted(cycle.parameters["paths"].split(" → ")) == ["k", "l"]


def test_groups_and_repeats_nest(read):
    body = read("""
| survey | type | name | label | repeat_count | appearance |
| | begin group | g | G | | field-list |
| | begin_repeat | r | R | 3 | |
| | text | q | Q | | |
| | end repeat | | | | |
| | end_group | | | | |
""").questionnaire.body
    group = body[0]
    assert isinstance(group, Group)
    assert group.appearance == "field-list"
    repeat = group.children[0]
    assert isinstance(repeat, Repeat)
    assert (repeat.count, repeat.children[0].name) == ("3", "q")


def test_a_kobo_matrix_becomes_groups(read):
    reading = read("""
| survey | type | name | label | kobo--matrix_list |
| | begin_kobomatrix | m | M | goods |
| | integer | number | How many | |
| | select_one yn | new | New? | |
| | end_kobomatrix | | | |
| choices | list_name | name | label |
| | goods | tap | Tap |
| | goods | bath | Bath |
| | yn | yes | Yes |
""")
    paths = [path for path, _ in reading.questionnaire.questions()]
    assert paths == [
        "m/m_tap/m_tap_number",
        "m/m_tap/m_tap_new",
        "m/m_bath/m_bath_number",
        "m/m_bath/m_bath_new",
    ]
    assert reading.questionnaire.question("m_tap_number").labels == {"": "Tap – How many"}
    assert codes(reading) == []


def test_a_kobo_score_takes_its_list(read):
    reading = read("""
| survey | type | name | label | kobo--score-choices |
| | begin_score | s | S | yn |
| | score__row | one | One | |
| | end_score | | | |
| choices | list_name | name | label |
| | yn | yes | Yes |
""")
    assert reading.questionnaire.question("one").list_name == "yn"
    assert codes(reading) == []


def test_duplicate_headers_are_told_and_the_filled_one_counts(tmp_path):
    path = tmp_path / "double.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("survey")
    sheet.write_row(0, 0, ["type", "name", "label", "label"])
    sheet.write_row(1, 0, ["text", "q", "", "Second"])
    book.close()
    reading = read_workbook(path)
    assert codes(reading) == ["header.duplicate"]
    assert reading.questionnaire.question("q").labels == {"": "Second"}


def test_the_same_form_from_every_kind_of_file(read, tmp_path):
    expected = read(SMALL).questionnaire
    rows = [line.strip().strip("|").split("|") for line in SMALL.strip().splitlines()]
    with (tmp_path / "form.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([cell.strip() for cell in row] for row in rows)
    assert read_workbook(tmp_path / "form.csv").questionnaire == expected


def test_attached_files_are_taken_from_beside_the_form(read, tmp_path):
    (tmp_path / "towns.csv").write_text("name,label\nt1,新丰\n", encoding="utf-8")
    text = """
| survey | type | name | label | calculation |
| | select_one_from_file towns.csv | town | Town | |
| | calculate | price | | pulldata('prices', 'p', 'k', ${town}) |
| | select_one_from_file ../secret.csv | far | Far | |
"""
    reading = read(text)
    assert list(reading.questionnaire.attachments) == ["towns.csv"]
    missing = [f.parameters["file"] for f in reading.findings if f.code == "survey.file_missing"]
    assert missing == ["prices.csv", "../secret.csv"]


METHOD = """
| survey | type | name | label |
| | select_one yn | ok | OK |
| | begin_repeat | models | M |
| | integer | grade | G |
| | end_repeat | | |
| choices | list_name | name | label |
| | yn | yes | Yes |
| indicators | key | label::中文 (zh) | kind | expression | option_scores | target | direction | primary | unclear |
| | good | 满意度 | rate | ${ok} = 'yes' | | 80 | at_least | yes | excluded |
| | points | 得分 | score | ${ok} | yes=100 no=0 | | | no | |
| | bad | 坏 | rates | ${oke} = 1 | a=b | high | | | |
| | good | 重复 | rate | 1 = 1 | | | | | |
| checks | key | label | level | expression | severity |
| | grade | G? | models | ${grade} > 5 | error |
| | lost | L? | nothing | ${ok} = | loud |
"""


def test_indicators_and_checks_are_read_and_validated(read):
    reading = read(METHOD)
    good, points = reading.indicators[:2]
    assert (good.key, good.target, good.direction, good.primary) == ("good", 80.0, "at_least", True)
    assert good.labels == {"zh": "满意度"}
    assert points.option_scores == {"yes": 100.0, "no": 0.0}
    assert reading.checks[0].level == "models"
    assert sorted(codes(reading)) == sorted([
        "indicators.key_duplicate",
        "indicators.unknown_word",
        "expression.unknown_reference",
        "indicators.not_a_number",
        "indicators.not_a_number",
        "checks.unknown_level",
        "checks.unknown_word",
        "expression.missing_operand",
    ])  # fmt: skip


def test_method_is_no_part_of_the_questionnaire(read):
    bare = METHOD.partition("| indicators")[0]
    assert read(METHOD).questionnaire.content_hash == read(bare).questionnaire.content_hash
