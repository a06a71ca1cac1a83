"""What an input method sends to a cell that is not open yet arrives in it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit


@pytest.mark.parametrize("begun", [(), ("n", "nan")])
def test_a_composition_that_begins_on_a_closed_cell_is_kept(office, show, qtbot, begun):
    page = show("questionnaire")
    form = page.document.form
    page.document.show(next(p for p, one in form.questions() if one.kind == "select_one"))
    choices = page.desk.properties.choices
    choices.table.stand_on(0, choices.label_column())
    choices.table.setFocus()
    for text in begun:
        QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent(text, []))
    event = QInputMethodEvent("", [])
    event.setCommitString("男人")
    QApplication.sendEvent(QApplication.focusWidget(), event)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "男人"
