"""The self-check in the window: every part tried for real, and a report to read, keep or send."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ui import files, theme
from ui.notice import label
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.progress import Progress
    from surveyapp.selfcheck import Report


class CheckDialog(QDialog):
    """Begins at once; ``report`` once it has ended."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.report: Report | None = None
        self.setWindowTitle(self.tr("Check this installation"))
        self.resize(theme.px(720), theme.px(520))
        text = self.tr("Every part is being tried; this takes some seconds.")
        self.verdict = label(text, wraps=True)
        self.progress = QProgressBar()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self._lay_out()
        self._task = session.runner.compute(_check, self._show, self._fail, wish=Wish("", self))
        self._task.progressed.connect(self._count)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        for widget in (self.verdict, self.progress):
            layout.addWidget(widget)
        layout.addWidget(self.text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.copy_button = buttons.addButton(self.tr("Copy the report"), action)
        self.save_button = buttons.addButton(self.tr("Save the report…"), action)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(False)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @Slot(int, int, str)
    def _count(self, done: int, total: int, text: str) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)
        self.text.setPlainText(text)

    def _show(self, report: Report) -> None:
        self.report = report
        self.progress.hide()
        *steps, verdict = report.text().split("\n\n")
        self.verdict.setText(verdict)
        self.text.setPlainText("\n\n".join(steps))
        for button in (self.copy_button, self.save_button):
            button.setEnabled(True)

    def _fail(self, trouble: BaseException) -> None:
        self.reject()
        self._session.show_trouble(trouble)

    @Slot()
    def copy(self) -> None:
        """Put the report on the clipboard."""
        if self.report:
            QGuiApplication.clipboard().setText(self.report.text())

    @Slot()
    def save(self) -> None:
        """Save the report as text."""
        pattern = self.tr("Text (*.txt)")
        path = files.ask_save(self, self.tr("Save the report"), "selfcheck.txt", pattern)
        if path and self.report:
            self._session.runner.compute(
                partial(_write, path, self.report.text()),
                self._say,
                self._session.show_trouble,
                wish=Wish("", self),
            )

    def reject(self) -> None:
        self._task.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._task.cancel()
        super().closeEvent(event)

    def _say(self, path: Path) -> None:
        self._session.say_done(self.tr("“%1” was saved.").replace("%1", path.name))


def _check(progress: Progress) -> Report:
    from surveyapp.selfcheck import run_checks

    return run_checks(progress)


def _write(path: Path, text: str, _progress: Progress) -> Path:
    from surveyapp.files import write_text

    write_text(path, text + "\n")
    return path
