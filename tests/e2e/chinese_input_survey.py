"""The laptop's file of the trial: a short invented form, begun, so that the window resumes it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from questionnaires.model import Choice, Group, Question, Questionnaire
from surveyapp.exchange.laptops import make_laptop_file, prepare_laptop
from surveyapp.exchange.project_keys import make_project_keys
from surveyapp.fieldwork.drafts import NewInterview, start_interview
from surveyapp.fieldwork.questionnaires import keep_questionnaire, publish_questionnaire
from surveyapp.operators import Operator, Role
from surveyapp.survey import open_survey
from surveyapp.templates import Occasion, create_jiaxing

_DISTRICT = "330402"
_TOWNS = ("南湖", "秀洲", "嘉善", "海盐", "海宁", "平湖", "桐乡", *"甲乙丙丁戊己庚辛壬癸")


def _text(name: str, words: str, **more: Any) -> Question:
    return Question(name, "text", {"zh": words}, **more)


FORM = Questionnaire(
    "chinese_input",
    "中文输入（演示数据）",
    languages=("zh",),
    default_language="zh",
    lists={"towns": tuple(Choice(f"c{n}", {"zh": one}) for n, one in enumerate(_TOWNS))},
    body=(
        _text("plain", "第一题：输入“你好”。"),
        _text("candidate", "第二题：用数字选字。"),
        _text("raw", "第三题：回车上屏。"),
        Group(
            "two",
            (_text("above", "上面一格"), _text("below", "下面一格")),
            {"zh": "第四题：点另一格"},
            appearance="field-list",
        ),
        _text("next", "第五题：没选字就点下一题"),
        _text("jump", "第六题：没选字就点全部题目"),
        _text("line", "第七题：一行文字", appearance="short"),
        Question("number", "integer", {"zh": "第八题：几个人？"}),
        Question("town", "select_one", {"zh": "第九题：在哪里？"}, list_name="towns"),
        _text("noted", "第十题：写备注"),
        _text("end", "最后一题"),
    ),
)


def make_begun_laptop(folder: Path, form: Questionnaire = FORM) -> Path:
    """A laptop's file with one interview that stands at its first question."""
    operator = Operator("designer", "王芳", Role.DESIGNER)
    surveyor = Operator("surveyor-1", "调查员", Role.SURVEYOR, _DISTRICT)
    city = create_jiaxing(
        folder / "city.survey", operator, Occasion("2025", "consent", synthetic=True)
    )
    make_project_keys(city, None)
    digest = keep_questionnaire(city, form)
    publish_questionnaire(city, digest)
    device = prepare_laptop(city, "laptop 1", _DISTRICT)
    path = folder / "laptop.survey"
    make_laptop_file(city, path, "laptop 1", surveyor, device_id=device.device_id)
    city.close()
    with open_survey(path) as laptop:
        start_interview(laptop, NewInterview(digest)).pause()
    return path


def stored_answers(path: Path) -> dict[str, Any]:
    """What is durable now: the file and its log as a power cut would leave them."""
    with tempfile.TemporaryDirectory() as folder:
        for file in path.parent.glob(f"{path.name}*"):
            if not file.name.endswith((".key", "-shm")):
                shutil.copy(file, folder)
        with closing(sqlite3.connect(Path(folder) / path.name)) as copy:
            rows = copy.execute("SELECT path, value FROM draft_answer").fetchall()
            position = copy.execute("SELECT position FROM draft").fetchone()
    found = {name: json.loads(value) for name, value in rows}
    found.update({f"note {k}": v for k, v in json.loads(position[0])["notes"].items()})
    return found
