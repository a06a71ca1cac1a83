"""A small form with a skip, a repeat, shared choices and two languages. 演示数据 / synthetic."""

from __future__ import annotations

from questionnaires.editing import Draft
from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import Choice, Group, Question, Questionnaire, Repeat

YES_NO = (Choice("yes", {"zh": "是", "en": "Yes"}), Choice("no", {"zh": "否", "en": "No"}))


def small_form() -> Questionnaire:
    return Questionnaire(
        "small",
        "演示数据",
        languages=("zh", "en"),
        default_language="zh",
        body=(
            Question("age", "integer", {"zh": "年龄", "en": "Age"}, constraint=". >= 18"),
            Question("sorts", "select_one", {"zh": "分类吗？", "en": "Sort?"}, list_name="yes_no"),
            Group(
                "why",
                (
                    Question(
                        "reason",
                        "text",
                        {"zh": "${age} 岁，为什么？", "en": "At ${age}, why?"},
                        relevant="${age} > 20 and ${sorts} = 'no'",
                    ),
                ),
                relevant="selected(${sorts}, 'no')",
            ),
            Repeat(
                "people",
                (
                    Question("name", "text", {"zh": "姓名"}),
                    Question("older", "calculate", calculation="../name != '' and ${age} > 1"),
                ),
            ),
        ),
        lists={"yes_no": YES_NO},
        settings={"language::zh": "中文 (zh)", "language::en": "English (en)"},
    )


def small_draft() -> Draft:
    return Draft(
        small_form(),
        (IndicatorRow("sorting", expression="${sorts} = 'yes'", option_scores={"yes": 100}),),
        (CheckRow("young", expression="${age} < 18"),),
    )
