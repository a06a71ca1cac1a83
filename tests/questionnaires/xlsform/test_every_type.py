# ruff: noqa: E501 -- the forms are tables
"""Every type and column: read, asked, written, and read back the same."""

import pytest

from questionnaires.interview import Interview
from questionnaires.model import Group, Repeat
from questionnaires.xlsform import convert_strictly, read_workbook, write_workbook

CHOICES = """
| choices | list_name | name | label::中文 (zh) | label::English (en) | town | image | 内部码 |
| | yn | yes | 是 | Yes | a | yes.png | 1 |
| | yn | no | 否 | No | b | | 2 |
| | towns | t1 | 新丰 | Xinfeng | a | | |
| | towns | t2 | 余新 | Yuxin | b | | |
| settings | form_title | form_id | version | default_language | style | 批准文号 |
| | 演示 | demo | 2026.1 | 中文 (zh) | pages | 演示-1 |
| 说明 | 项 | 内容 |
| | 甲 | 乙 |
| | | 丙 |
"""

# type, columns, kind, an answer that fits (None: nobody answers it)
TYPES = [
    ("select_one yn", {}, "select_one", "yes"),
    ("select_multiple yn", {}, "select_multiple", ["yes", "no"]),
    ("select_one yn or_other", {}, "select_one", "other"),
    ("select_multiple yn or_other", {}, "select_multiple", ["yes", "other"]),
    ("select_one_from_file villages.csv", {}, "select_one", "v2"),
    ("select_multiple_from_file villages.csv", {}, "select_multiple", ["v1", "v2"]),
    ("select_one_from_file villages.csv", {"parameters": "value=code label=title"}, "select_one", "k2"),
    ("rank yn", {}, "rank", ["no", "yes"]),
    ("select_one towns", {"choice_filter": "town = 'b'"}, "select_one", "t2"),
    ("select_one yn", {"parameters": "randomize=true seed=4"}, "select_one", "yes"),
    ("select_one yn", {"parameters": "randomize=true seed=${before}"}, "select_one", "no"),
    ("select_one yn", {"appearance": "likert"}, "select_one", "yes"),
    ("select_one yn", {"appearance": "label"}, "select_one", None),
    ("select_one yn", {"appearance": "list-nolabel"}, "select_one", "yes"),
    ("select_one yn", {"appearance": "minimal autocomplete"}, "select_one", "yes"),
    ("integer", {}, "integer", 5),
    ("integer", {"constraint": ". > 3", "constraint_message::中文 (zh)": "太小"}, "integer", 5),
    ("integer", {"soft_constraint": ". < 100", "soft_constraint_message::中文 (zh)": "真的？"}, "integer", 5),
    ("decimal", {}, "decimal", 2.5),
    ("range", {"parameters": "start=1 end=5 step=0.5"}, "range", 2.5),
    ("text", {}, "text", "词"),
    ("text", {"appearance": "multiline", "hint::中文 (zh)": "提示", "guidance_hint::English (en)": "G"}, "text", "词"),
    ("text", {"required": "yes", "required_message::English (en)": "Needed"}, "text", "词"),
    ("text", {"required": "${before} = 'x'"}, "text", "词"),
    ("text", {"default": "旧"}, "text", "新"),
    ("date", {"default": "today()"}, "date", "2026-11-23"),
    ("date", {}, "date", "2026-11-23"),
    ("time", {}, "time", "08:30"),
    ("dateTime", {}, "datetime", "2026-11-23T08:30"),
    ("note", {}, "note", None),
    ("calculate", {"calculation": "1 + 1"}, "calculate", None),
    ("calculate", {"calculation": "once(random())", "trigger": "${before}"}, "calculate", None),
    ("integer", {"calculation": "2 * 3", "read_only": "yes"}, "integer", None),
    ("text", {"read_only": "yes", "default": "定"}, "text", None),
    ("hidden", {"default": "h"}, "hidden", None),
    ("acknowledge", {}, "acknowledge", "OK"),
    ("image", {}, "photo", "a.jpg"),
    ("file", {}, "file", "a.pdf"),
    ("audio", {}, "audio", "a.mp3"),
    ("video", {}, "video", "a.mp4"),
    ("geopoint", {}, "geopoint", "30.75 120.75 0 0"),
    ("geopoint", {"appearance": "placement-map"}, "geopoint", "30.75 120.75"),
    ("barcode", {}, "barcode", "6901234567892"),
    ("text", {"relevant": "${before} != 'x'"}, "text", "词"),
    ("text", {"media::image": "card.png"}, "text", "词"),
    ("text", {"备注": "内部", "body::accuracyThreshold": "5"}, "text", "词"),
    ("text", {"allow": "refused"}, "text", "词"),
    ("start", {}, "start", None),
    ("end", {}, "end", None),
    ("today", {}, "today", None),
    ("deviceid", {}, "deviceid", None),
    ("username", {}, "username", None),
    ("audit", {}, "audit", None),
]  # fmt: skip
LABELLED = {"label::中文 (zh)": "题", "label::English (en)": "Q"}


def name_of(case):
    written, columns, *_ = case
    return " ".join([written, *(f"{key}={value}" for key, value in columns.items())])


def form_of(folder, rows):
    """A markdown form of rows given as columns."""
    heads = list(dict.fromkeys(key for row in rows for key in row))
    lines = ["| survey | " + " | ".join(heads) + " |"]
    lines += ["| | " + " | ".join(row.get(head, "") for head in heads) + " |" for row in rows]
    path = folder / "form.md"
    path.write_text("\n".join(lines) + CHOICES, encoding="utf-8")
    csv = "name,label,code,title\nv1,村一,k1,甲\nv2,村二,k2,乙\n"
    (folder / "villages.csv").write_text(csv, encoding="utf-8")
    return read_workbook(path)


def round_trip(reading, folder):
    write_workbook(reading.questionnaire, folder / "out.xlsx", reading.indicators, reading.checks)
    return read_workbook(folder / "out.xlsx")


@pytest.fixture
def read(tmp_path):
    def one(case):
        written, columns, *_ = case
        name = "audit" if written == "audit" else "q"
        silent = written in ("hidden", "start", "end", "today", "deviceid", "username", "audit")
        row = {"type": written, "name": name, **({} if silent else LABELLED), **columns}
        before = {"type": "text", "name": "before", **LABELLED}
        return form_of(tmp_path, [before, row])

    return one


@pytest.mark.parametrize("case", TYPES, ids=name_of)
def test_it_is_read_without_a_fault(case, read):
    reading = read(case)
    assert [f.code for f in reading.findings if f.severity != "note"] == []
    *_, question = (question for _, question in reading.questionnaire.questions())
    assert question.kind == case[2]


@pytest.mark.parametrize("case", TYPES, ids=name_of)
def test_it_is_written_and_read_back_the_same(case, read, tmp_path):
    reading = read(case)
    again = round_trip(reading, tmp_path)
    assert again.questionnaire == reading.questionnaire
    assert again.questionnaire.content_hash == reading.questionnaire.content_hash
    assert again.sheets.sheet("说明").rows[0].cells == ("甲", "乙")
    head = again.sheets.sheet("survey").header
    for column in case[1]:
        assert column in head


@pytest.mark.parametrize("case", TYPES, ids=name_of)
def test_what_is_written_is_valid_for_kobo_and_odk(case, read, tmp_path):
    round_trip(read(case), tmp_path)
    verdict = convert_strictly(tmp_path / "out.xlsx")
    assert verdict.valid, verdict.message


@pytest.mark.parametrize("case", [case for case in TYPES if case[3] is not None], ids=name_of)
def test_it_is_asked_and_answered(case, read):
    interview = Interview(read(case).questionnaire)
    interview.answer("before", "y")
    outcome = interview.answer("q", case[3])
    assert [one.code for one in outcome.findings if one.is_error] == []
    assert interview.value("q") not in (None, "", [])


MATRIX = [
    {"type": "begin_kobomatrix", "name": "m", "kobo--matrix_list": "towns", **LABELLED},
    {"type": "integer", "name": "number", "required": "true", **LABELLED},
    {"type": "select_one yn", "name": "new", **LABELLED},
    {"type": "end_kobomatrix", "name": ""},
]
STRUCTURES = {
    "group": [{"type": "begin_group", "name": "g", "relevant": "1 = 1", **LABELLED}, {"type": "text", "name": "q", **LABELLED}, {"type": "end_group", "name": "g"}],
    "field-list": [{"type": "begin_group", "name": "g", "appearance": "field-list", **LABELLED}, {"type": "text", "name": "q", **LABELLED}, {"type": "end_group", "name": "g"}],
    "table-list": [{"type": "begin_group", "name": "g", "appearance": "table-list", **LABELLED}, {"type": "select_one yn", "name": "q", **LABELLED}, {"type": "select_one yn", "name": "r", **LABELLED}, {"type": "end_group", "name": "g"}],
    "repeat": [{"type": "begin_repeat", "name": "g", **LABELLED}, {"type": "text", "name": "q", **LABELLED}, {"type": "end_repeat", "name": "g"}],
    "repeat_count": [{"type": "integer", "name": "n", **LABELLED}, {"type": "begin_repeat", "name": "g", "repeat_count": "${n} + 1", **LABELLED}, {"type": "text", "name": "q", **LABELLED}, {"type": "end_repeat", "name": "g"}],
    "cascade": [{"type": "select_one yn", "name": "a", **LABELLED}, {"type": "select_one towns", "name": "q", "choice_filter": "town = ${a}", **LABELLED}],
    "kobomatrix": MATRIX,
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_structure_survives_and_is_valid(name, tmp_path):
    reading = form_of(tmp_path, STRUCTURES[name])
    assert [f.code for f in reading.findings if f.severity != "note"] == []
    again = round_trip(reading, tmp_path)
    assert again.questionnaire == reading.questionnaire
    verdict = convert_strictly(tmp_path / "out.xlsx")
    assert verdict.valid, verdict.message


def test_a_matrix_is_a_grid_with_kobos_names(tmp_path):
    reading = form_of(tmp_path, MATRIX)
    assert [path for path, _ in reading.questionnaire.questions()] == [
        "m/m_t1/m_t1_number", "m/m_t1/m_t1_new", "m/m_t2/m_t2_number", "m/m_t2/m_t2_new",
    ]  # fmt: skip


def test_groups_and_repeats_keep_their_columns(tmp_path):
    rows = STRUCTURES["repeat_count"]
    rows = [{**row, "intent": "x"} if row["type"] == "begin_repeat" else row for row in rows]
    again = round_trip(form_of(tmp_path, rows), tmp_path).questionnaire
    repeat = dict(again.walk())["g"]
    assert isinstance(repeat, Repeat)
    assert not isinstance(repeat, Group)
    assert (repeat.count, repeat.extra) == ("${n} + 1", {"intent": "x"})
