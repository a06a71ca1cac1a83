"""Indicators and checks of the form: what is estimated, and which answers are suspicious."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from questionnaires.editing.method_rows import CHECKS, INDICATORS
from questionnaires.editing.problems import Problem
from ui.designer.document import DesignDocument
from ui.designer.method_table import MethodTable
from ui.notice import label


class MethodPanel(QScrollArea):
    """Both sheets of method, one above the other."""

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.indicators = MethodTable(document, INDICATORS)
        self.checks = MethodTable(document, CHECKS)
        self.text = label("", "faint", wraps=True)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(12)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.indicators)
        parts.addWidget(self.checks)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addWidget(parts, 1)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        for signal in (document.opened, document.changed, document.language_changed):
            signal.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Show what the draft carries."""
        self.indicators.refresh()
        self.checks.refresh()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say of each cell what is wrong with it."""
        self.indicators.show_problems(problems)
        self.checks.show_problems(problems)

    def go_to(self, problem: Problem) -> None:
        """Stand on the cell of a problem."""
        is_check = problem.finding.place.sheet == CHECKS
        table = self.checks if is_check else self.indicators
        table.go_to(problem.row, problem.field)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.text.setText(
            self.tr(
                "Indicators and checks stand in sheets of the workbook; names changed here follow "
                "into them. They never travel to the field."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
