"""The statutory header: 表号, 制定机关, 批准文号, 有效期; publishing needs all four."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.frame import FormDialog

if TYPE_CHECKING:
    from surveyapp.survey import StatutoryHeader


class HeaderDialog(FormDialog):
    """``header`` is what was typed."""

    def __init__(self, header: StatutoryHeader, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("Statutory header"))
        self.ok.setText(self.tr("Keep the header"))
        self.fields = {name: QLineEdit(text) for name, text in asdict(header).items()}
        titles = (
            self.tr("Form number"),
            self.tr("Issued by"),
            self.tr("Approval number"),
            self.tr("Valid until"),
        )
        for title, field in zip(titles, self.fields.values(), strict=True):
            self.add_row(title, field)

    def header(self) -> StatutoryHeader:
        """What was typed."""
        from surveyapp.survey import StatutoryHeader

        return StatutoryHeader(**{name: one.text().strip() for name, one in self.fields.items()})

    def problem(self) -> str:
        if all(one.text().strip() for one in self.fields.values()):
            return ""
        return self.tr("A statutory survey needs all four (Statistics Law, 2024, article 17).")
