"""Troubles that people report about XLSForms: each is named, or read as it was meant.

Where nothing is named, what is written again passes the strict converter, so that a form which
opens here is a form for Kobo and ODK as well.
"""

import pytest

from questionnaires.xlsform import convert_strictly, read_workbook, repair, write_workbook

YN = "\n| choices | list_name | name | label |\n| | yn | yes | Yes |\n| | yn | no | No |\n"
CASES = {
    "heads in capitals": ("| survey | Type | NAME | Label |\n| | text | q | Q |", ""),
    "sheet in capitals": ("| Survey | type | name | label |\n| | text | q | Q |", ""),
    "a row of blanks": (
        "| survey | type | name | label |\n| |   |   |   |\n| | text | q | Q |",
        "",
    ),
    "blanks around parameters": (
        "| survey | type | name | label | parameters |\n"
        "| | range | q | Q | start = 1 end = 5 step = 1 |",
        "",
    ),
    "or_other in capitals": (
        "| survey | type | name | label |\n| | select_one yn OR_OTHER | q | Q |" + YN,
        "",
    ),
    "groups in capitals": (
        "| survey | type | name | label |\n| | Begin Group | g | G |\n| | Text | q | Q |\n"
        "| | End Group | | |",
        "",
    ),
    "signs nobody sees": (
        "| survey | type | name | label |\n| | \u200btext | q\u200b | Q |\ufeff",
        "",
    ),
    "two lists at one question": (
        "| survey | type | name | label |\n| | select_one yn yn2 | q | Q |" + YN,
        "survey.list_missing",
    ),
    "no list at all": (
        "| survey | type | name | label |\n| | select_one | q | Q |" + YN,
        "survey.list_missing",
    ),
    "several of the answers to a repeat": (
        "| survey | type | name | label |\n| | begin_repeat | r | R |\n| | text | m | M |\n"
        "| | end_repeat | | |\n| | select_multiple ${m} | q | Q |",
        "survey.select_from_answers",
    ),
    "a name with a colon": (
        "| survey | type | name | label |\n| | text | q:1 | Q |",
        "survey.name_invalid",
    ),
    "a name that begins with a digit": (
        "| survey | type | name | label |\n| | text | 2a | Q |",
        "survey.name_invalid",
    ),
    "one name in two groups, referred to": (
        "| survey | type | name | label | relevant |\n| | begin_group | a | A | |\n"
        "| | text | q | Q | |\n| | end_group | | | |\n| | begin_group | b | B | |\n"
        "| | text | q | Q | |\n| | end_group | | | |\n| | text | z | Z | ${q} = 'x' |",
        "survey.reference_ambiguous",
    ),
    "a calculation without one": (
        "| survey | type | name | label |\n| | text | q | Q |\n| | calculate | c | |",
        "survey.calculation_missing",
    ),
    "a file with the name of a list": (
        "| survey | type | name | label |\n| | select_one yn | a | A |\n"
        "| | select_one_from_file yn.csv | b | B |" + YN,
        "survey.file_named_like_list",
    ),
    "blanks in a reference": (
        "| survey | type | name | label | calculation |\n| | integer | a | A | |\n"
        "| | calculate | b | | ${ a } * 2 |",
        "text.reference_blanks",
    ),
    "a group without a name": (
        "| survey | type | name | label |\n| | begin_group | | G |\n| | text | q | Q |\n"
        "| | end_group | | |",
        "survey.name_missing",
    ),
    "no column of names": ("| survey | type | label |\n| | text | Q |", "survey.name_missing"),
    "an end of nothing in particular": (
        "| survey | type | name | label |\n| | begin repeat | r | R |\n| | text | q | Q |\n"
        "| | end | | |",
        "survey.group_unclosed",
    ),
    "a repeat counted by a word": (
        "| survey | type | name | label | repeat_count |\n| | begin_repeat | r | R | many |\n"
        "| | text | q | Q | |\n| | end_repeat | | | |",
        "expression.bare_name",
    ),
    "a yes in another language": (
        "| survey | type | name | label | required |\n| | text | q | Q | ja |",
        "expression.bare_name",
    ),
}
EXPRESSIONS = {
    "IF(${a} > 1, 1, 0)": "unknown_function",
    "SUM(${a}, 2)": "unknown_function",
    "${a} == 2": "doubled_operator",
    "${a} <> 2": "doubled_operator",
    "${a} && true()": "unexpected_character",
    "${a} AND 1": "unexpected_token",
    "$a + 1": "unexpected_character",
    "{a} + 1": "unexpected_character",
    "${a} + ": "missing_operand",
    "(${a} + 1": "unclosed_bracket",
    "${a + 1": "unclosed_reference",
    "concat('a, ${a})": "unclosed_text",
}


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "form.md"
        path.write_text(text, encoding="utf-8")
        return read_workbook(path)

    return reading


@pytest.mark.parametrize("name", CASES)
def test_it_is_named_or_read_as_it_was_meant(name, read):
    text, code = CASES[name]
    found = [one.code for one in read(text).findings if one.severity != "note"]
    assert code in found if code else found == []


@pytest.mark.parametrize("name", [name for name, (_text, code) in CASES.items() if not code])
def test_what_was_read_without_a_finding_is_written_for_kobo(name, read, tmp_path):
    reading = read(CASES[name][0])
    write_workbook(reading.questionnaire, tmp_path / "out.xlsx")
    verdict = convert_strictly(tmp_path / "out.xlsx")
    assert verdict.valid, verdict.message


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_people_write_from_excel_and_programs_is_explained(expression, read):
    reading = read(
        "| survey | type | name | label | calculation |\n| | integer | a | A | |\n"
        f"| | calculate | c | | {expression} |"
    )
    assert f"expression.{EXPRESSIONS[expression]}" in [one.code for one in reading.findings]


def test_a_list_with_a_word_too_many_loses_the_word(read):
    mended = repair(read(CASES["two lists at one question"][0]), ["survey.list_missing"])
    assert mended.questionnaire.question("q").list_name == "yn"
    assert mended.errors == ()
