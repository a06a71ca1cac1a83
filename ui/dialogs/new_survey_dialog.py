"""A new survey from the Jiaxing template: where, for which wave, by whom, on which basis."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ui.dialogs.frame import FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from surveyapp.survey import Survey

_SHORTEST_PASSPHRASE = 8


class NewSurveyDialog(FormDialog):
    """``making()`` is the work to hand to the runner once it was accepted."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("A new survey"))
        self.ok.setText(self.tr("Make the survey"))
        self._path = path
        self.wave = QLineEdit("2025")
        self.name = QLineEdit()
        self.basis = QComboBox()
        self.basis.addItem(self.tr("Statutory survey with an approval number"), "statutory")
        self.basis.addItem(self.tr("Consent of each respondent"), "consent")
        self.header = [QLineEdit() for _ in range(4)]
        self.is_plain = QCheckBox(self.tr("Do not encrypt (for practice only)"))
        self.passphrase = QLineEdit()
        self.again = QLineEdit()
        for field in (self.passphrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            self.is_plain.toggled.connect(field.setDisabled)
        self._add_rows()
        self.name.setFocus()

    def problem(self) -> str:
        if not self.wave.text().strip():
            return self.tr("Name the wave, for example 2025.")
        if not self.name.text().strip():
            return self.tr("Type your name: the journal says who did what.")
        if self.is_plain.isChecked():
            return ""
        if len(self.passphrase.text()) < _SHORTEST_PASSPHRASE:
            return self.tr("The passphrase needs at least 8 characters.")
        if self.passphrase.text() != self.again.text():
            return self.tr("The two passphrases differ.")
        return ""

    def making(self) -> Callable[[], Survey]:
        """The work that makes the survey."""
        from surveyapp.operators import Operator, Role
        from surveyapp.survey import StatutoryHeader
        from surveyapp.templates import Occasion, create_jiaxing

        return partial(
            create_jiaxing,
            self._path,
            Operator("designer", self.name.text().strip(), Role.DESIGNER),
            Occasion(
                self.wave.text().strip(),
                self.basis.currentData(),
                StatutoryHeader(*(field.text().strip() for field in self.header)),
            ),
            passphrase=None if self.is_plain.isChecked() else self.passphrase.text(),
        )

    def _add_rows(self) -> None:
        self.add_row(self.tr("Wave"), self.wave)
        self.add_row(self.tr("Your name"), self.name)
        self.add_row(self.tr("Legal basis"), self.basis)
        titles = (
            self.tr("Form number"),
            self.tr("Issued by"),
            self.tr("Approval number"),
            self.tr("Valid until"),
        )
        for title, field in zip(titles, self.header, strict=True):
            self.add_row(title, field)
            field.setPlaceholderText(self.tr("needed before publishing"))
        self.basis.currentIndexChanged.connect(self._show_header)
        self.add_row(self.tr("Passphrase"), self.passphrase)
        self.add_row(self.tr("Passphrase again"), self.again)
        self.form.addRow("", self.is_plain)

    def _show_header(self) -> None:
        """A survey by consent has no statutory header."""
        for field in self.header:
            self.form.setRowVisible(field, self.basis.currentData() == "statutory")
