"""What real workbooks do that no specification asks for: read without an error, and kept."""

from __future__ import annotations

import pytest

from questionnaires.xlsform import read_workbook, write_workbook

CHOICES = "| choices |\n| | list_name | name | label |\n| | yn | yes | Yes |\n| | yn | no | No |\n"


def form(*rows: str, head: str = "type | name | label", choices: bool = False) -> str:
    body = "".join(f"| | {row} |\n" for row in rows)
    return f"| survey |\n| | {head} |\n{body}{CHOICES if choices else ''}"


KINDS = {
    "select one with a blank": (form("select one yn | a | A", choices=True), ["select_one"]),
    "select1": (form("select1 yn | a | A", choices=True), ["select_one"]),
    "select all that apply from": (
        form("select all that apply from yn | a | A", choices=True), ["select_multiple"],
    ),
    "or specify other": (
        form("select_one yn or specify other | a | A", choices=True), ["select_one"],
    ),
    "begin group": (form("begin group | g | G", "text | a | A", "end group | | "), ["text"]),
    "looped group": (
        form("begin looped group | g | G", "text | a | A", "end looped group | | "), ["text"],
    ),
    "string and int": (form("string | a | A", "int | b | B"), ["text", "integer"]),
    "capitals": (form("Text | a | A", "SELECT_ONE yn | b | B", choices=True),
                 ["text", "select_one"]),
    "one colon": (form("text | a | A", head="type | name | label:English"), ["text"]),
    "value for name": (
        form("select_one n | a | A")
        + "| choices |\n| | list name | value | label |\n| | n | 1 | Y |\n| | n | 0 | N |\n",
        ["select_one"],
    ),
    "caption and relevance": (
        form("text | a | A | 1=1", head="type | name | caption | relevance"), ["text"],
    ),
    "what devices know": (
        form("start | s | ", "simserial | i | ", "phonenumber | p | ", "audit | audit | ",
             "email | e | ", "text | a | A"),
        ["start", "simserial", "phonenumber", "audit", "email", "text"],
    ),
    "recording and place at the start": (
        form("background-audio | r | ", "start-geopoint | p | ", "text | a | A"),
        ["background-audio", "start-geopoint", "text"],
    ),
    "entities": (
        form("text | a | A | x", head="type | name | label | save_to")
        + "| entities |\n| | list_name | label |\n| | trees | ${a} |\n",
        ["text"],
    ),
    "columns of bind and instance": (
        form("text | a | A | string | x",
             head="type | name | label | bind::type | instance::odk:tag"),
        ["text"],
    ),
    "media by language": (
        form("text | a | A | x.png", head="type | name | label | media::image::English"), ["text"],
    ),
    "hxl": (form("text | a | A | #adm1", head="type | name | label | hxl"), ["text"]),
    "last answer as default": (
        form("text | a | A | ${last-saved#a}", head="type | name | label | default"), ["text"],
    ),
    "switched off": (
        form("text | a | A | yes", "text | b | B | ", head="type | name | label | disabled"),
        ["text"],
    ),
    "blanks around references": (
        form("text | a | A | ", "text | b | B | ${ a } = 'x'",
             head="type | name | label | relevant"),
        ["text", "text"],
    ),
    "blanks around heads": (
        form("text | a | A", head=" type |  name  | label\u00a0"), ["text"],
    ),
    "note without a name": (form("note | | Hello", "text | a | A"), ["note", "text"]),
    "Kobo scores": (
        form("begin_score | g | G | yn", "score__row | a | A | ", "end_score | | | ",
             head="type | name | label | kobo--score-choices", choices=True),
        ["select_one"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_write_is_read_and_survives_writing(kind, tmp_path):
    text, kinds = KINDS[kind]
    path = tmp_path / "form.md"
    path.write_text(text, encoding="utf-8")
    reading = read_workbook(path)
    assert [one.code for one in reading.errors] == []
    assert [one.kind for _, one in reading.questionnaire.questions()] == kinds
    target = tmp_path / "again.xlsx"
    write_workbook(reading.questionnaire, target)
    again = read_workbook(target)
    assert again.questionnaire.content_hash == reading.questionnaire.content_hash
    assert [one.code for one in again.errors] == []
