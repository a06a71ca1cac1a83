"""A laptop with the shipped forms and some addresses, and keys pressed into the real window."""

from __future__ import annotations

import random
import uuid
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from questionnaires.model import Choice, Group, Question, Questionnaire, Repeat
from surveyapp.exchange.laptops import make_laptop_file, prepare_laptop
from surveyapp.exchange.project_keys import make_project_keys
from surveyapp.fieldwork.questionnaires import keep_questionnaire, publish_questionnaire
from surveyapp.operators import Operator, Role
from surveyapp.store.questionnaires import read_questionnaires
from surveyapp.store.sampling import Assignment, Frame, Unit, write_assignments, write_frame
from surveyapp.templates import Occasion, create_jiaxing
from ui.interview.pane import ScreenPane
from ui.interview.view import END, GRID, QuestionView, ScreenView
from ui.interview.window import InterviewWindow

DISTRICT = "330402"
_TABLES = ("A", "B1", "C", "D", "E1", "F")


def _choices(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, {"zh": f"选项{name}", "en": f"choice {name}"}) for name in names)


def _question(name: str, kind: str, **more: Any) -> Question:
    return Question(name, kind, {"zh": f"问题 {name}？", "en": f"Question {name}?"}, **more)


ALL_KINDS = Questionnaire(
    "all_kinds",
    "各类题型（演示数据）",
    languages=("zh", "en"),
    default_language="zh",
    lists={
        "scale": _choices("good", "fair", "bad"),
        "three": _choices("a", "b", "c"),
        "reasons": _choices("near", "cheap", "known"),
        "many": tuple(
            Choice(f"c{n}", {"zh": text, "en": text})
            for n, text in enumerate(
                [
                    "南湖",
                    "秀洲",
                    "嘉善",
                    "海盐",
                    "海宁",
                    "平湖",
                    "桐乡",
                    "甲",
                    "乙",
                    "丙",
                    "丁",
                    "戊",
                    "己",
                    "庚",
                    "辛",
                    "壬",
                    "癸",
                ]
            )
        ),
    },
    body=(
        Group(
            "grid",
            tuple(_question(f"g{n}", "select_one", list_name="scale") for n in (1, 2, 3)),
            {"zh": "请评价", "en": "Please rate"},
            appearance="table-list",
        ),
        Group(
            "together",
            (
                _question("day", "date"),
                _question("hour", "time"),
                _question("share", "decimal"),
            ),
            {"zh": "几个问题", "en": "Some questions"},
            appearance="field-list",
        ),
        _question(
            "rooms",
            "integer",
            extra={"soft_constraint": ". <= 10", "soft_constraint_message::zh": "房间很多，对吗？"},
        ),
        _question("order", "rank", list_name="three"),
        _question("place", "select_one", list_name="many"),
        Repeat("items", (_question("what", "text"),), {"zh": "物品", "en": "Things"}),
        _question("last", "text"),
        _question("why", "select_one", list_name="reasons", or_other=True),
        _question("shelf", "photo"),
    ),
)
SURVEYOR = Operator("surveyor-1", "调查员", Role.SURVEYOR, DISTRICT)


def make_laptop(folder: Path, addresses: int = 3) -> Path:
    """A laptop's file as the city hands it out: keys, forms, addresses. Everything is invented."""
    operator = Operator("designer", "王芳", Role.DESIGNER)
    city = create_jiaxing(
        folder / "city.survey", operator, Occasion("2025", "consent", synthetic=True)
    )
    make_project_keys(city, None)
    keep_questionnaire(city, ALL_KINDS)
    for row in read_questionnaires(city.store):
        publish_questionnaire(city, row.hash)
    device = prepare_laptop(city, "laptop 1", DISTRICT)
    units = [Unit("330402-C012", "f1", "community", None, DISTRICT, "urban", 900.0, 0)]
    units += [
        Unit(f"330402-C012-H{n:04d}", "f1", "household", "330402-C012", DISTRICT, "urban", 1.0, n)
        for n in range(1, addresses + 1)
    ]
    frame = Frame("f1", "synthetic", "household", "演示数据", "synthetic", True, "2025-01-01")
    write_frame(city.store, frame, units)
    write_assignments(
        city.store,
        [
            Assignment(
                uuid.UUID(int=n).hex,
                unit.unit_id,
                device.device_id,
                SURVEYOR.name,
                "jiaxing_public",
                uuid.UUID(int=n).hex,
                "issued",
                "2025-06-01T00:00:00Z",
                None,
                {"kish": _TABLES[n % len(_TABLES)], "psu": "330402-C012", "purpose": "main"},
            )
            for n, unit in enumerate(units[1:])
        ],
    )
    path = folder / "laptop.survey"
    make_laptop_file(city, path, "laptop 1", SURVEYOR, device_id=device.device_id)
    city.close()
    return path


def compose(widget: QWidget, *preedits: str, commit: str | None = None) -> None:
    """What an input method sends; without ``commit`` the composition is left unfinished."""
    for preedit in preedits:
        cursor = QInputMethodEvent.AttributeType.Cursor
        attributes = [QInputMethodEvent.Attribute(cursor, len(preedit), 1, None)]
        QApplication.sendEvent(widget, QInputMethodEvent(preedit, attributes))
    if commit is not None:
        event = QInputMethodEvent("", [])
        event.setCommitString(commit)
        QApplication.sendEvent(widget, event)


class Surveyor:
    """Presses keys where the focus is, as a person does, and waits for what is shown."""

    def __init__(self, qtbot: Any, window: QWidget) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def interview(self) -> InterviewWindow:
        found = self.window.findChildren(InterviewWindow)
        return found[-1]

    @property
    def view(self) -> ScreenView:
        assert self.interview.view is not None
        return self.interview.view

    @property
    def pane(self) -> ScreenPane:
        pane = self.interview.pane
        assert isinstance(pane, ScreenPane)
        return pane

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)

    def type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            compose(target, commit=text)

    def settle(self) -> None:
        """Wait until everything asked for is committed and shown."""
        self.qtbot.waitUntil(
            lambda: not self.interview.course.is_busy and not self.interview.is_moving,
            timeout=10_000,
        )

    def do(self, key: Qt.Key) -> None:
        self.press(key)
        self.settle()

    def next(self) -> None:
        self.do(Qt.Key.Key_Return)


class Person:
    """Answers by keys what a random respondent of the engine would say."""

    def __init__(self, surveyor: Surveyor, seed: int) -> None:
        self.surveyor = surveyor
        self.rng = random.Random(seed)
        self.told: dict[str, Any] = {}

    def complete(self, answers: dict[str, Any]) -> None:
        """Go to the end; ``answers`` by question name, chosen at random where they say nothing."""
        for _ in range(200):
            if self.surveyor.view.kind == END:
                return
            self.answer_screen(answers)
            self.surveyor.next()
        raise AssertionError(f"the interview does not end: {self.surveyor.view}")

    def answer_screen(self, answers: dict[str, Any]) -> None:
        """Answer every question of the screen at hand."""
        view = self.surveyor.view
        if view.kind == GRID:
            self._answer_grid(view, answers)
            return
        for question in view.questions:
            if question.kind != "note" and not question.is_read_only:
                if len(view.questions) > 1:
                    self.surveyor.pane.take_focus(question.path)
                self._answer(question, answers)

    def _answer_grid(self, view: ScreenView, answers: dict[str, Any]) -> None:
        for question in view.questions:
            if question.kind != "note":
                self._choose(question, answers)

    def _answer(self, question: QuestionView, answers: dict[str, Any]) -> None:
        name = question.path.rpartition("/")[2]
        if question.choices:
            self._choose(question, answers)
        elif name in answers:
            self.surveyor.type(str(answers[name]))
            self.told[question.path] = answers[name]
        elif question.kind in ("integer", "decimal"):
            number = self.rng.randint(0, 6)
            self.surveyor.type(str(number))
            self.told[question.path] = number

    def _choose(self, question: QuestionView, answers: dict[str, Any]) -> None:
        name = question.path.rpartition("/")[2]
        names = [choice.name for choice in question.choices]
        wanted = answers.get(name) or self.rng.choice(names)
        if wanted == "none" and question.kind == "select_multiple":
            wanted = names[0]
        self.surveyor.type("1234567890abc"[names.index(wanted)])
        self.surveyor.settle()
        self.told[question.path] = [wanted] if question.kind == "select_multiple" else wanted
