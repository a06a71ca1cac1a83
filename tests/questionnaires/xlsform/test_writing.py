# ruff: noqa: E501 -- the forms are tables
import pytest

from questionnaires.library import open_shipped, shipped
from questionnaires.xlsform import convert_strictly, read_workbook, write_workbook

RICH = """
| survey | type | name | label::中文 (zh) | label::English (en) | hint | guidance_hint::中文 (zh) | required | required_message::English (en) | constraint | constraint_message::中文 (zh) | relevant | calculation | default | read_only | choice_filter | trigger | appearance | parameters | repeat_count | allow | soft_constraint | soft_constraint_message::中文 (zh) | media::image | 备注 |
| | start | begun | | | | | | | | | | | | | | | | | | | | | | |
| | text | who | 姓名 | Name | as on the card | 看证件 | yes | Needed | string-length(.) < 20 | 太长 | | | 王 | | | | multiline | | | refused | . != 'x' | 真的？ | card.png | 内部 |
| | begin_group | g | 组 | Group | | | | | | | ${who} != '' | | | | | | field-list | | | | | | | |
| | select_one yn or_other | b | 乙 | B | | | | | | | | | | | | | | | | | | | | |
| | select_one yn | a | 甲 | A | | | | | | | | | | | f = ${who} | | minimal | randomize=true seed=4 | | none | | | | |
| | range | r | 几 | R | | | | | | | | | | | | | | start=0 end=5 step=0.5 | | | | | | |
| | integer | t | 二 | T | | | | | | | | 1 + 1 | | yes | | ${who} | | | | dont_know | | | | |
| | end_group | g | | | | | | | | | | | | | | | | | | | | | | |
| | begin_repeat | m | 型号 | Model | | | | | | | | | | | | | | | 2 | | | | | |
| | image | p | 照 | Photo | | | | | | | | | | | | | | | | | | | | |
| | end_repeat | m | | | | | | | | | | | | | | | | | | | | | | |
| choices | list_name | name | label::中文 (zh) | label::English (en) | not_read_out | f | media::audio |
| | yn | yes | 是 | Yes | | 王 | yes.mp3 |
| | yn | unclear | 不清楚 | Not sure | yes | | |
| settings | form_title | form_id | version | default_language | 批准文号 |
| | 演示 | demo | 2026.1 | 中文 (zh) | 演示-1 |
| notes | about | who |
| | 说明 | 甲 |
| indicators | key | label::中文 (zh) | kind | source | base | expression | option_scores | target | direction | primary | unit | unclear | remark |
| | i | 指标 | score | interviews | ${who} != '' | ${a} | yes=100 unclear=12.5 | 80 | at_least | yes | points | excluded | r |
| checks | key | label::English (en) | level | expression | severity | owner |
| | c | Odd | m | position(..) > 3 | note | li |
"""


@pytest.fixture
def rich(tmp_path):
    path = tmp_path / "rich.md"
    path.write_text(RICH, encoding="utf-8")
    reading = read_workbook(path)
    assert not reading.errors
    return reading


def write_again(reading, path):
    write_workbook(reading.questionnaire, path, reading.indicators, reading.checks)
    return read_workbook(path)


def test_nothing_is_lost_on_the_way_to_a_file_and_back(rich, tmp_path):
    again = write_again(rich, tmp_path / "out.xlsx")
    assert again.questionnaire == rich.questionnaire
    assert again.questionnaire.content_hash == rich.questionnaire.content_hash
    assert again.indicators == rich.indicators
    assert again.checks == rich.checks


def test_a_second_writing_gives_the_same_sheets(rich, tmp_path):
    first = write_again(rich, tmp_path / "one.xlsx")
    second = write_again(first, tmp_path / "two.xlsx")
    assert second.sheets.sheets == first.sheets.sheets


def test_unknown_sheets_and_columns_are_written_back(rich, tmp_path):
    again = write_again(rich, tmp_path / "out.xlsx")
    notes = again.sheets.sheet("notes")
    assert notes.header == ("about", "who")
    assert notes.rows[0].cells == ("说明", "甲")
    assert "备注" in again.sheets.sheet("survey").header


def test_what_is_written_passes_the_strict_verdict(rich, tmp_path):
    write_again(rich, tmp_path / "out.xlsx")
    verdict = convert_strictly(tmp_path / "out.xlsx")
    assert verdict.valid, verdict.message
    assert "<h:title>演示</h:title>" in verdict.xml


def test_text_that_looks_like_a_formula_stays_text(rich, tmp_path):
    from dataclasses import replace

    question = replace(rich.questionnaire.question("who"), labels={"zh": "=1+1", "en": "http://x"})
    form = replace(rich.questionnaire, body=(question,))
    write_workbook(form, tmp_path / "f.xlsx")
    assert read_workbook(tmp_path / "f.xlsx").questionnaire.question("who").labels["zh"] == "=1+1"


@pytest.mark.parametrize("name", shipped())
def test_shipped_forms_survive_and_are_strictly_valid(name, tmp_path):
    with open_shipped(name) as path:
        reading = read_workbook(path)
        assert convert_strictly(path).valid
    assert [found for found in reading.findings if found.severity != "note"] == []
    again = write_again(reading, tmp_path / "out.xlsx")
    assert again.questionnaire == reading.questionnaire
    assert (again.indicators, again.checks) == (reading.indicators, reading.checks)
    assert convert_strictly(tmp_path / "out.xlsx").valid


def test_the_strict_verdict_tells_pyxforms_words(tmp_path):
    path = tmp_path / "bad.md"
    path.write_text("| survey | type | name | label |\n| | caseid | q | Q |", encoding="utf-8")
    verdict = convert_strictly(path)
    assert not verdict.valid
    assert "caseid" in verdict.message
