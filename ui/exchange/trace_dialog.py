"""From an answer to the merge: every link of one interview's chain, and how anybody checks it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from ui import formats, theme
from ui.dialogs.frame import FormDialog
from ui.exchange.words import device_name
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from surveyapp.exchange.custody import CustodyStep


class AskInterview(FormDialog):
    """Which interview; ``text`` after it was accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("Follow an interview back"))
        self.say(self.tr("Type the address, or the first letters of the interview's number."))
        self.field = QLineEdit()
        self.add_row(self.tr("Address or interview"), self.field)
        self.ok.setText(self.tr("Show its way"))

    @property
    def text(self) -> str:
        """What was typed."""
        return self.field.text().strip()

    def problem(self) -> str:
        return "" if self.text else self.tr("Type an address.")


class TraceDialog(FormDialog):
    """The steps in a table, and the command that proves them on any computer."""

    def __init__(
        self, iid: str, steps: tuple[CustodyStep, ...], survey: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("The way of interview %1").replace("%1", iid[:8]))
        self.say(
            self.tr(
                "Every line proves the one before it. A third person checks all of it on any "
                "computer that has this survey file with the command below; it changes nothing."
            )
        )
        self.resize(theme.px(760), theme.px(420))
        self.table = TableView("trace")
        self.table.set_columns(
            (
                Column(self.tr("What"), lambda step: self._what(step.what)),
                Column(self.tr("When"), lambda step: step.at, formats.moment),
                Column(self.tr("Who"), lambda step: device_name(step.who)),
                Column(
                    self.tr("Proof"), lambda step: self.tr("holds") if step.holds else self.tr("no")
                ),
                Column(self.tr("Check number"), lambda step: step.digest[:16], tip=_digest),
            )
        )
        self.table.set_rows(steps)
        self.table.setMinimumHeight(theme.px(180))
        self.command = QLineEdit(f'surveyapp exchange verify "{survey}"')
        self.command.setReadOnly(True)
        self.add_large(self.table)
        self.add_row(self.tr("Command"), self.command)
        self.ok.setText(self.tr("Copy the command"))
        box = self.findChild(QDialogButtonBox)
        if box:
            box.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Close"))

    @Slot()
    def accept(self) -> None:
        """Copy, and stay open."""
        QGuiApplication.clipboard().setText(self.command.text())

    def _what(self, what: str) -> str:
        return {
            "revision": self.tr("answers recorded"),
            "package": self.tr("packed and signed"),
            "merge": self.tr("merged"),
        }.get(what, what)


def _digest(step: CustodyStep) -> str:
    return step.digest
