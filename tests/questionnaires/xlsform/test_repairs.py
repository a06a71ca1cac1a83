import pytest

from questionnaires.findings import CODES
from questionnaires.xlsform import convert_strictly, read_workbook, repair, write_workbook

CASES = {
    "choices.name_duplicate": """
| survey | type | name | label |
| | select_one yn | q | Q |
| choices | list_name | name | label |
| | yn | 1 | One |
| | yn | 1 | Two |""",
    "survey.list_missing": """
| survey | type | name | label |
| | select_one YesNo | q | Q |
| choices | list_name | name | label |
| | yesno | 1 | One |""",
    "survey.group_named_meta": """
| survey | type | name | label |
| | begin_group | meta | M |
| | text | q | Q |
| | end_group | | |""",
    "expression.curly_quote": """
| survey | type | name | label | relevant |
| | text | q | Q | |
| | text | r | R | ${q} = ‘a’ |""",
    "expression.html_entity": """
| survey | type | name | label | constraint |
| | integer | q | Q | . &gt; 5 and . &#60; 9 |""",
    "text.html_entities": """
| survey | type | name | label |
| | integer | q | Fish &amp; chips &nbsp;|""",
    "text.reference_blanks": """
| survey | type | name | label | calculation |
| | integer | a | A | |
| | calculate | b | | ${ a } * 2 |""",
    "survey.type_surveycto": """
| survey | type | name | label |
| | caseid | c | |
| | text | q | Q |""",
    "survey.name_invalid": """
| survey | type | name | label | relevant |
| | text | my name | Q | |
| | text | r | R | ${my name} = 'a' |""",
    "survey.name_duplicate": """
| survey | type | name | label |
| | text | q | Q |
| | text | q | R |""",
    "survey.name_missing": """
| survey | type | name | label |
| | text | | Q |""",
    "survey.group_unclosed": """
| survey | type | name | label |
| | begin_group | g | G |
| | text | q | Q |""",
    "survey.end_without_begin": """
| survey | type | name | label |
| | text | q | Q |
| | end_group | | |""",
    "survey.end_mismatched": """
| survey | type | name | label |
| | begin_repeat | g | G |
| | text | q | Q |
| | end_group | | |""",
    "choices.name_missing": """
| survey | type | name | label |
| | select_one yn | q | Q |
| choices | list_name | name | label |
| | yn | | One |""",
    "choices.name_with_blank": """
| survey | type | name | label |
| | select_one yn | q | Q |
| choices | list_name | name | label |
| | yn | so so | One |""",
    "choices.special_code": """
| survey | type | name | label |
| | select_one yn | q | Q |
| choices | list_name | name | label |
| | yn | 1 | One |
| | yn | 98 | 不清楚 |""",
    "header.duplicate": """
| survey | type | name | label | label |
| | text | q | | Q |""",
    "survey.function_surveycto": """
| survey | type | name | label | calculation |
| | select_one yn | q | Q | |
| | calculate | c | | choice-label(${q}, ${q}) |
| choices | list_name | name | label |
| | yn | 1 | One |""",
}


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "form.md"
        path.write_text(text, encoding="utf-8")
        return read_workbook(path)

    return reading


def test_every_repair_on_offer_is_tried_here():
    assert set(CASES) == {code for code, entry in CODES.items() if entry.repairable}


@pytest.mark.parametrize("code", CASES)
def test_a_repair_mends_what_it_names_and_the_form_is_valid(code, read, tmp_path):
    reading = read(CASES[code])
    assert code in reading.repairs
    mended = repair(reading, [code])
    assert code not in [found.code for found in mended.findings]
    assert mended.errors == ()
    write_workbook(mended.questionnaire, tmp_path / "out.xlsx")
    verdict = convert_strictly(tmp_path / "out.xlsx")
    assert verdict.valid, verdict.message


def test_only_the_codes_asked_for_are_mended(read):
    text = CASES["choices.name_duplicate"] + "\n| | yn | so so | Three |"
    mended = repair(read(text), ["choices.name_duplicate"])
    assert [choice.name for choice in mended.questionnaire.lists["yn"]] == ["1", "1_2", "so so"]


def test_a_renamed_question_is_renamed_in_expressions(read):
    mended = repair(read(CASES["survey.name_invalid"]), ["survey.name_invalid"])
    assert mended.questionnaire.question("r").relevant == "${my_name} = 'a'"


def test_codes_for_dont_know_are_shown_with_their_meaning_and_kept_back(read):
    reading = read(CASES["choices.special_code"])
    found = next(f for f in reading.findings if f.code == "choices.special_code")
    assert found.parameters == {"list": "yn", "name": "98", "label": "不清楚", "means": "dont_know"}
    mended = repair(reading, ["choices.special_code"])
    assert mended.questionnaire.lists["yn"][1].not_read_out


def test_a_list_spelt_otherwise_is_found(read):
    mended = repair(read(CASES["survey.list_missing"]), ["survey.list_missing"])
    assert mended.questionnaire.question("q").list_name == "yesno"


def test_what_has_no_repair_is_not_tried(read):
    with pytest.raises(KeyError):
        repair(read(CASES["survey.name_missing"]), ["survey.type_missing"])
