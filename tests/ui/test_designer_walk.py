"""Somebody new makes a ten-question survey with one skip and one grid, by mouse and keys alone.

Every action is counted: at eight seconds each, reading included, it has to stay under ten minutes.
演示数据 / synthetic.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QPushButton

from questionnaires.interview import Interview
from ui.action_button import ActionButton

SECONDS_EACH = 8
PICTURES = os.environ.get("SURVEYAPP_WALK_PICTURES", "")


class Walker:
    """Does what a person does with mouse and keys, and counts it."""

    def __init__(self, window, qtbot) -> None:
        self.window, self.qtbot = window, qtbot
        self.page = window.pages["questionnaire"]
        self.desk = self.page.desk
        self.actions = 0

    def press(self, button: QPushButton) -> None:
        self.actions += 1
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, text: str) -> None:
        """Type into what has the keys, as an input method does."""
        self.actions += 1
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def add(self, text: str) -> None:
        """Open the menu "Add" and take an entry."""
        self.actions += 2
        menu = self.desk.bar.menu
        next(one for one in menu.actions() if one.text() == text).trigger()

    def choices(self, *texts: str) -> None:
        """Click the first empty text and type one choice after the other."""
        self.actions += 1
        table = self.desk.properties.choices
        table.table.stand_on(0, table.label_column())
        table.table.setFocus()
        for text in texts:
            self.actions += 1
            table.table.edit(table.table.currentIndex())
            self.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(QApplication.focusWidget(), event)
            row = table.table.currentIndex().row()
            self.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            self.qtbot.waitUntil(lambda row=row: table.table.currentIndex().row() == row + 1)

    def take(self, combo, text: str) -> None:
        """Choose from a list."""
        self.actions += 2
        place = next(n for n in range(combo.count()) if text in combo.itemText(n))
        combo.setCurrentIndex(place)
        combo.activated.emit(place)

    def picture(self, name: str) -> None:
        if PICTURES:
            QApplication.processEvents()
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(Path(PICTURES) / f"{name}.png"))


def answer_with(monkeypatch, text: str) -> None:
    """What the person types into Qt's own dialog; a modal loop in a test can wait for ever."""
    monkeypatch.setattr(QInputDialog, "getText", lambda *_asked, **_more: (text, True))


def begin(walker: Walker, monkeypatch) -> None:
    """The questionnaire and its first three questions."""
    page = walker.page
    button = next(one for one in page.findChildren(ActionButton) if one.command.key == "new")
    answer_with(monkeypatch, "邻里环境小调查")
    walker.press(button)
    walker.qtbot.waitUntil(lambda: page.document.form.title == "邻里环境小调查")
    walker.window.activateWindow()
    walker.qtbot.waitUntil(walker.window.isActiveWindow)
    walker.picture("1-new")
    walker.add("Whole number")
    walker.type("您今年多少周岁？")
    walker.add("One choice")
    walker.type("您的性别？")
    walker.choices("男", "女")
    walker.add("One choice")
    walker.type("您家的生活垃圾分类吗？")
    walker.choices("分类", "有时分类", "不分类")
    walker.picture("2-choices")


def make_skip(walker: Walker) -> None:
    """A question that only some are asked."""
    walker.add("Text")
    walker.type("不分类的主要原因是什么？")
    panel = walker.desk.properties
    walker.press(panel.add_condition)
    walker.take(panel.condition.question, "垃圾分类")
    walker.take(panel.condition.choice, "不分类")
    walker.picture("3-skip")
    walker.press(panel.condition.both)


def go_down(walker: Walker, text: str) -> None:
    """The text of the row below in the tree."""
    walker.desk.tree.setFocus()
    walker.key(Qt.Key.Key_Down)
    walker.key(Qt.Key.Key_F2)
    walker.type(text)


def make_grid(walker: Walker) -> None:
    """Four questions with the same choices."""
    walker.add("Grid (questions with the same choices)")
    walker.type("您对以下各项满意吗？")
    go_down(walker, "空气")
    walker.choices("满意", "一般", "不满意")
    go_down(walker, "水")
    for text in ("噪声", "绿化"):
        walker.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        walker.type(text)
    walker.picture("4-grid")


def end(walker: Walker) -> None:
    """Two more questions behind everything."""
    walker.actions += 1
    walker.desk.tree.select([()])
    walker.add("Several choices")
    walker.type("您从哪里了解环保信息？")
    walker.choices("电视", "手机", "社区宣传")
    walker.add("Text")
    walker.type("您还有什么建议？")
    walker.picture("5-done")


@pytest.mark.slow
def test_a_newcomer_makes_ten_questions_with_a_skip_and_a_grid(office, show, qtbot, monkeypatch):
    page = show("questionnaire")
    walker = Walker(office, qtbot)
    begin(walker, monkeypatch)
    for part in (make_skip, make_grid, end):
        part(walker)
    form = page.document.form
    names = {question.labels["en"]: question.name for _, question in form.questions()}
    assert len(names) == 10
    assert {"空气", "水", "噪声", "绿化"} <= names.keys()
    qtbot.waitUntil(lambda: walker.desk.inspection.is_current, timeout=10_000)
    assert not [one for one in walker.desk.inspection.problems if one.is_error]
    interview = Interview(form)
    why = names["不分类的主要原因是什么？"]
    assert not interview.is_asked(why)
    interview.answer(names["您家的生活垃圾分类吗？"], "3")
    assert interview.is_asked(why)
    assert any(screen.kind == "grid" for screen in interview.screens())
    assert walker.actions * SECONDS_EACH < 600, walker.actions
    walker.desk.show_tab(1)
    qtbot.waitUntil(lambda: walker.desk.preview.is_current, timeout=10_000)
    walker.picture("6-preview")
    qtbot.waitUntil(lambda: page.keeper.is_kept, timeout=10_000)
