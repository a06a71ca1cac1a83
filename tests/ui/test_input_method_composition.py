"""Unfinished composition stays, by events alone; with real ones: tests/e2e/chinese_input.py."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tests.interview_cases import compose
from ui.input_method.composition import composition_of

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def form(qtbot, window):
    """Plain fields, as dialogs and pages have them; the watch is the real window's."""
    made = QWidget()
    layout = QVBoxLayout(made)
    made.line, made.text, made.combo, made.other = (
        QLineEdit(),
        QPlainTextEdit(),
        QComboBox(),
        QSpinBox(),
    )
    made.combo.setEditable(True)
    for one in (made.line, made.text, made.combo, made.other):
        layout.addWidget(one)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def text_of(field: QWidget) -> str:
    if isinstance(field, QComboBox):
        return field.currentText()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


@pytest.mark.parametrize("name", ["line", "text", "combo"])
def test_what_is_unfinished_stays_when_another_field_is_entered(form, name):
    field = getattr(form, name)
    field.setFocus()
    compose(field, "n", "你好")
    assert text_of(field) == ""
    form.other.setFocus()
    assert text_of(field) == "你好"


@pytest.mark.parametrize("name", ["line", "text"])
def test_a_click_into_the_same_field_keeps_it(form, name):
    field = getattr(form, name)
    field.setFocus()
    compose(field, "n", "你好")
    place = field.mapTo(form, field.rect().center())
    QTest.mouseClick(form.windowHandle(), Qt.MouseButton.LeftButton, NONE, place)
    assert text_of(field) == "你好"


def test_leaving_the_window_keeps_it(form):
    form.line.setFocus()
    compose(form.line, "你好")
    QApplication.sendEvent(form.windowHandle(), QEvent(QEvent.Type.FocusAboutToChange))
    assert form.line.text() == "你好"


def test_what_the_input_method_took_away_when_another_window_came_is_kept(form):
    form.line.setFocus()
    compose(form.line, "你好", "")
    QApplication.sendEvent(form.windowHandle(), QEvent(QEvent.Type.FocusAboutToChange))
    assert form.line.text() == "你好"


def test_what_was_taken_back_long_ago_is_not_kept(form, qtbot):
    form.line.setFocus()
    compose(form.line, "你好", "")
    qtbot.wait(700)
    QApplication.sendEvent(form.windowHandle(), QEvent(QEvent.Type.FocusAboutToChange))
    assert form.line.text() == ""


def test_a_command_key_takes_it_first_and_a_letter_does_not(form):
    form.line.setFocus()
    compose(form.line, "你好")
    for key, modifiers in ((Qt.Key.Key_A, NONE), (Qt.Key.Key_Control, _control())):
        press_override(form.line, key, modifiers)
        assert form.line.text() == ""
    press_override(form.line, Qt.Key.Key_S, _control())
    assert form.line.text() == "你好"


def test_what_was_committed_is_not_put_in_twice(form):
    form.line.setFocus()
    compose(form.line, "你", commit="你好")
    form.other.setFocus()
    assert form.line.text() == "你好"


def test_a_late_commit_of_the_same_words_is_dropped_once(form):
    form.line.setFocus()
    compose(form.line, "你好")
    form.text.setFocus()
    compose(form.text, commit="你好")  # by the input method, to the field that has the focus now
    assert (form.line.text(), form.text.toPlainText()) == ("你好", "")
    compose(form.text, "你好", commit="你好")
    assert form.text.toPlainText() == "你好"


def test_what_was_taken_back_does_not_come_back(form):
    form.line.setFocus()
    compose(form.line, "n", "")
    form.other.setFocus()
    assert form.line.text() == ""


def test_a_field_is_attended_once(form):
    form.line.setFocus()
    form.other.setFocus()
    form.line.setFocus()
    assert composition_of(form.line) is composition_of(form.line)


def press_override(field: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers))


def _control() -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.ControlModifier


def test_the_editor_of_a_table_cell_outlives_its_python_object(qtbot, window):
    table = QTableWidget(1, 1)
    table.setItem(0, 0, QTableWidgetItem(""))
    qtbot.addWidget(table)
    table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    table.editItem(table.item(0, 0))
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    gc.collect()
    for letter in "abc":
        QTest.keyClick(QApplication.focusWidget(), letter)
        gc.collect()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.item(0, 0).text() == "abc")
