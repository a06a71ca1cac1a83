# ruff: noqa: E501 -- the forms are tables
"""The questionnaire on paper: what it says, and that both kinds of file hold it."""

import io
import logging
import re

import docx
import pytest

from questionnaires.library import PUBLIC_SURVEY, SHELF_AUDIT, open_shipped
from questionnaires.xlsform import read_workbook
from surveyapp import words
from surveyapp.errors import SurveyError
from surveyapp.operators import Operator, Role
from surveyapp.publication.paper import write_paper
from surveyapp.publication.paper.content import describe_paper
from surveyapp.publication.paper.lines import break_lines
from surveyapp.publication.paper.records import Asked, Matrix, Note, Section
from surveyapp.survey import StatutoryHeader, SurveyInfo, create_survey

HEADER = StatutoryHeader("演示调1表", "演示机关", "演示〔2025〕1号", "2026年12月")
FORM = """
| survey | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) | relevant | constraint | constraint_message::中文 (zh) | calculation | appearance | parameters | choice_filter | repeat_count |
| | hidden | legal_basis | | | | | | | | | | | |
| | note | law | 依照统计法 | By law | | ${legal_basis} = 'statutory' | | | | | | | |
| | note | leave | 请您同意 | Please agree | | ${legal_basis} != 'statutory' | | | | | | | |
| | select_one yn | consent | 您同意吗？ | Do you agree? | | | | | | | | | |
| | note | bye | 再见 | Bye | | ${consent} = 'no' | | | | | | | |
| | begin_group | who | 一、**基本情况** | Profile | | ${consent} = 'yes' | | | | | | | |
| | integer | age | 年龄 | Age | 周岁 | | . >= 0 and . <= 120 | | | | | | |
| | text | school | 学校 | School | | ${age} < 18 | | | | multiline | | | |
| | select_multiple way or_other | ways | 出行方式 | Ways | | | | | | | | | |
| | select_one size | a | 甲 | A | | | | | | likert | | | |
| | select_one size | b | 乙 | B | | | | | | likert | | | |
| | rank size | order | 排序 | Order | | | | | | | | | |
| | range | score | 打分 | Score | | | | | | | start=0 end=5 step=1 | | |
| | decimal | income | 收入 | Income | | | . > 0 and . < ${age} * 10 | 收入有误 | | | | | |
| | date | day | 日期 | Day | | | | | | | | | |
| | image | photo | 照片 | Photo | | | | | | | | | |
| | calculate | total | | | | | | | ${age} + ${income} | | | | |
| | calculate | unseen | | | | | | | ${age} * 2 | | | | |
| | select_one big | village | 村 | Village | | ${total} > 3 | | | | | | town = ${a} | |
| | begin_repeat | models | 型号 | Models | | | | | | | | | ${age} |
| | text | brand | 品牌，第 ${age} 个 | Brand | | | | | | | | | |
| | select_one yn | labelled | 有标识吗？ | Labelled? | | | | | | | | | |
| | integer | grade | 等级 | Grade | | ${labelled} = 'yes' | | | | | | | |
| | end_repeat | models | | | | | | | | | | | |
| | end_group | who | | | | | | | | | | | |
| choices | list_name | name | label::中文 (zh) | label::English (en) | not_read_out | town |
| | yn | yes | 是 | Yes | | |
| | yn | no | 否 | No | | |
| | way | bus | 公交 | Bus | | |
| | way | car | 汽车 | Car | | |
| | size | 1 | 大 | Big | | |
| | size | 2 | 小 | Small | | |
| | size | 9 | 不清楚 | Unclear | yes | |
| settings | form_title | form_id | version | default_language |
| | 演示问卷 | demo | 1 | 中文 (zh) |
"""
FORM = FORM.replace(
    "| settings",
    "".join(f"| | big | v{n} | 村{n} | V{n} | | 1 |\n" for n in range(60)) + "| settings",
)


@pytest.fixture
def survey(tmp_path):
    info = SurveyInfo({"zh": "演示", "en": "Demonstration"}, "2025", header=HEADER, synthetic=True)
    with create_survey(tmp_path / "s.survey", info, Operator("op1", "李工", Role.DESIGNER)) as made:
        yield made


@pytest.fixture
def form(tmp_path):
    path = tmp_path / "form.md"
    path.write_text(FORM, encoding="utf-8")
    reading = read_workbook(path)
    assert reading.errors == ()
    return reading.questionnaire


@pytest.fixture
def paper(survey, form):
    return describe_paper(survey, form, "zh")


def asked(paper):
    found = {}
    for block in paper.blocks:
        for one in block.rows if isinstance(block, Matrix) else (block,):
            if isinstance(one, Asked):
                found[one.name] = one
    return found


def test_questions_are_numbered_in_order_and_what_nobody_answers_is_not(paper):
    numbers = [(one.number, one.name) for one in asked(paper).values()]
    names = [
        "consent",
        "age",
        "school",
        "ways",
        "a",
        "b",
        "order",
        "score",
        "income",
        "day",
        "photo",
        "village",
        "brand",
        "labelled",
        "grade",
    ]
    assert numbers == [(str(turn), name) for turn, name in enumerate(names, 1)]


def test_the_statutory_header_stands_above(paper):
    assert [value for _label, value in paper.header] == [
        "演示调1表",
        "演示机关",
        "演示〔2025〕1号",
        "2026年12月",
    ]
    assert [label for label, _value in paper.header][1:] == ["制定机关", "批准文号", "有效期至"]


def test_an_answer_that_ends_the_interview_says_so_at_its_choice(paper):
    assert [one.jump for one in asked(paper)["consent"].options] == ["", "→ 结束访问"]


def test_within_a_repeat_only_its_part_ends(paper):
    assert [one.jump for one in asked(paper)["labelled"].options] == ["", "→ 结束本份"]


def test_a_number_that_leads_past_a_question_says_from_where(paper):
    assert asked(paper)["age"].jumps == ("18及以上 → 跳至第4题",)


def test_conditions_are_told_by_number_and_code(paper):
    assert asked(paper)["school"].rules == ("仅在第2题 < 18时询问。",)
    sections = [block for block in paper.blocks if isinstance(block, Section)]
    assert sections[0].rules == ("仅在第1题为“1 是”时询问。",)
    assert sections[0].text == "一、基本情况"


def test_what_the_survey_itself_settles_is_decided_beforehand(paper):
    notes = [block for block in paper.blocks if isinstance(block, Note)]
    assert notes[0].text == "依照统计法"
    assert notes[0].rules == ()
    assert "请您同意" not in [note.text for note in notes]


def test_only_figures_that_something_refers_to_are_worked_out(paper):
    computed = [block.text for block in paper.blocks if isinstance(block, Note) and block.computed]
    assert computed == ["Σ total: 第2题 + 第9题 = ________"]


def test_every_kind_has_its_place_for_the_answer(paper):
    found = {name: one.space for name, one in asked(paper).items()}
    assert (found["age"].kind, found["age"].size) == ("digits", 3)
    assert (found["school"].kind, found["school"].size) == ("lines", 3)
    assert found["score"].marks == ("0", "1", "2", "3", "4", "5")
    assert (found["income"].kind, found["income"].decimals) == ("digits", 2)
    assert [found[name].kind for name in ("day", "photo")] == ["date", "device"]
    assert asked(paper)["ways"].several
    assert asked(paper)["order"].ranked


def test_limits_are_told_as_a_range_or_in_the_forms_own_words(paper):
    assert asked(paper)["age"].limits == ("填写范围：0至120。",)
    assert asked(paper)["income"].limits == ("收入有误",)


def test_other_has_a_line_of_its_own(paper):
    assert [one.text for one in asked(paper)["ways"].options][-1].startswith("其他（请注明）__")


def test_questions_of_one_scale_share_a_table(paper):
    (matrix,) = (block for block in paper.blocks if isinstance(block, Matrix))
    assert [row.name for row in matrix.rows] == ["a", "b"]
    assert [(one.code, one.text, one.aside) for one in matrix.columns] == [
        ("1", "大", False),
        ("2", "小", False),
        ("9", "不清楚", True),
    ]


def test_a_long_list_is_not_printed(paper):
    village = asked(paper)["village"]
    assert village.options == ()
    assert "从代码表“big”中查填代码。" in village.limits


def test_a_repeat_says_how_often(paper):
    section = next(b for b in paper.blocks if isinstance(b, Section) and b.text == "型号")
    assert section.rules == ("共填第2题份，第____份。",)
    assert asked(paper)["brand"].text == "品牌，第 【第2题的答案】 个"


def test_codes_on_paper_and_in_the_data_are_listed_together(paper):
    codes = {row.name: row.codes for row in paper.coding}
    assert codes["consent"] == "1=yes  2=no"
    assert codes["a"] == ""


def test_the_same_in_english(survey, form):
    paper = describe_paper(survey, form, "en")
    assert paper.title == "Demonstration"
    assert asked(paper)["consent"].options[1].jump == "→ end of the interview"
    assert asked(paper)["school"].rules == ("Asked only if Q2 < 18.",)
    assert words.language() == "zh_CN"


def test_a_language_that_the_form_lacks_is_refused(survey, form):
    with pytest.raises(SurveyError) as refused:
        describe_paper(survey, form, "fr")
    assert refused.value.code == "publication.no-such-language"


def test_another_kind_of_file_is_refused(survey, form, tmp_path):
    with pytest.raises(SurveyError):
        write_paper(survey, form, tmp_path / "x.odt")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_pdf_has_pages_and_every_sign(survey, form, tmp_path, caplog, language):
    with caplog.at_level(logging.WARNING):
        write_paper(survey, form, tmp_path / "x.pdf", language)
    body = (tmp_path / "x.pdf").read_bytes()
    assert body.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", body)) >= 3
    assert "missing" not in caplog.text


def text_of(path):
    document = docx.Document(io.BytesIO(path.read_bytes()))
    tables = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *tables]), document


def test_a_word_document_says_the_same(survey, form, tmp_path):
    write_paper(survey, form, tmp_path / "x.docx", "zh")
    text, document = text_of(tmp_path / "x.docx")
    for wanted in ("批准文号：演示〔2025〕1号", "2 否  → 结束访问", "18及以上 → 跳至第4题", "填写说明",
                   "〔仅在第2题 < 18时询问。〕", "问卷编号 □□□□□□□□", "变量与编码对照表", "1=yes  2=no"):  # fmt: skip
        assert wanted in text
    footer = document.sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer


@pytest.mark.parametrize("name", [PUBLIC_SURVEY, SHELF_AUDIT])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_forms_go_on_paper(survey, tmp_path, name, language):
    with open_shipped(name) as path:
        form = read_workbook(path).questionnaire
    for kind in ("pdf", "docx"):
        write_paper(survey, form, tmp_path / f"x.{kind}", language)
    text, _ = text_of(tmp_path / "x.docx")
    assert "${" not in text


def test_no_line_begins_with_a_comma_nor_ends_with_an_opening_bracket():
    text = "您好，我们（环境局）想了解：空气、水、绿化。“很好”或 very good 都可以！" * 3
    for width in range(4, 30):
        lines = break_lines(text, width, len)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not any(line[0] in "，。、：！）”" for line in lines)
        if width > 5:
            assert not any(line[-1] in "（“" for line in lines)
        assert max(map(len, lines)) <= width


def test_a_word_longer_than_the_line_is_cut():
    assert break_lines("abcdefgh", 3, len) == ["abc", "def", "gh"]
