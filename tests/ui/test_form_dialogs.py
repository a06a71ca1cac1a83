"""Dialogs with a form: the keys go to the first field, and Enter does what the button says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from ui.dialogs.new_survey_dialog import NewSurveyDialog


def shown(window, qtbot, tmp_path):
    dialog = NewSurveyDialog(tmp_path / "new.survey", window)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.name)
    return dialog


def test_enter_in_a_field_makes_the_survey(window, qtbot, tmp_path):
    dialog = shown(window, qtbot, tmp_path)
    dialog.name.setText("李娜")
    for field in (dialog.passphrase, dialog.again):
        qtbot.keyClicks(field, "long enough")
    dialog.again.setFocus()
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_enter_says_what_is_missing_and_keeps_the_dialog(window, qtbot, tmp_path):
    dialog = shown(window, qtbot, tmp_path)
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.problem()
    dialog.reject()


def test_a_survey_by_consent_asks_for_no_header(window, qtbot, tmp_path):
    dialog = shown(window, qtbot, tmp_path)
    assert all(one.isVisible() for one in dialog.header)
    dialog.basis.setCurrentIndex(dialog.basis.findData("consent"))
    assert not any(one.isVisible() for one in dialog.header)
    dialog.reject()
