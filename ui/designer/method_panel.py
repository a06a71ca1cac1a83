"""Indicators and checks of the form: read here, written in their sheets of the workbook."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui import formats
from ui.designer.document import DesignDocument
from ui.notice import label
from ui.table_model import Column
from ui.table_view import TableView


class MethodPanel(QWidget):
    """What is estimated from the answers, and which answers are suspicious."""

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.indicators = TableView("designer-indicators")
        self.checks = TableView("designer-checks")
        self.text = label("", "faint", wraps=True)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(12)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.indicators)
        parts.addWidget(self.checks)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addWidget(parts, 1)
        document.opened.connect(self.refresh)
        document.changed.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Show what the draft carries."""
        draft = self._document.draft
        if self.indicators.model.shown_records() != list(draft.indicators):
            self.indicators.set_rows(draft.indicators, self.tr("This form has no indicators."))
        if self.checks.model.shown_records() != list(draft.checks):
            self.checks.set_rows(draft.checks, self.tr("This form has no checks."))

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.text.setText(
            self.tr(
                "Indicators and checks stand in sheets of the workbook; names changed here follow "
                "into them. They never travel to the field."
            )
        )
        self.indicators.set_title(self.tr("Indicators"))
        self.checks.set_title(self.tr("Checks"))
        self.indicators.set_columns(
            (
                Column(self.tr("Indicator"), _text),
                Column(self.tr("Kind"), lambda row: row.kind),
                Column(self.tr("Source"), lambda row: row.source),
                Column(self.tr("Target"), lambda row: row.target, formats.plain, is_number=True),
                Column(self.tr("Base"), lambda row: row.base),
                Column(self.tr("Expression"), lambda row: row.expression),
            )
        )
        self.checks.set_columns(
            (
                Column(self.tr("Check"), _text),
                Column(self.tr("Severity"), lambda row: row.severity),
                Column(self.tr("Suspicious if"), lambda row: row.expression),
            )
        )
        draft = self._document.draft
        self.indicators.set_rows(draft.indicators, self.tr("This form has no indicators."))
        self.checks.set_rows(draft.checks, self.tr("This form has no checks."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _text(row: Any) -> str:
    from surveyapp.words import text_of

    return text_of(row.labels) or row.key
