"""What a merge did: one sentence, what was refused and why, what is missing, what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.notice import label
from ui.pages.words import say

if TYPE_CHECKING:
    from surveyapp.exchange.merging import MergeResult, PackageOutcome

_LINES = 4


class OutcomeCard(QFrame):
    """Stays until it is closed or the next merge."""

    def __init__(self, run: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._run = run
        self._command = ""
        self.sentence = label("", "section", wraps=True)
        self.details = label("", wraps=True)
        self.button = QPushButton()
        self.button.clicked.connect(self._act)
        self.close_button = QToolButton()
        self.close_button.setProperty("quiet", True)
        self.close_button.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.sentence, 1)
        head.addWidget(self.button)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.details)
        self.retranslate()
        self.hide()

    def show_result(self, result: MergeResult, command: str, name: str) -> None:
        """Show a result, and the command that follows from it, if any."""
        self.sentence.setText(result.sentence)
        refused = [
            f"{one.name}: {one.reason} {_remedy(one)}".strip()
            for one in result.outcomes
            if one.code
        ]
        lines = [*refused, *(gap.sentence for gap in result.gaps)]
        more = len(lines) - _LINES
        if more > 0:
            lines[_LINES:] = [say(self.tr("… and %1 more in the lists below."), more)]
        self.details.setText("\n".join(lines))
        self.details.setVisible(bool(lines))
        self._command = command
        self.button.setVisible(bool(command))
        self.button.setText(name)
        self.button.setAccessibleName(name)
        self.show()

    def retranslate(self) -> None:
        """Put texts in the language in use; a sentence of before stays as it was said."""
        self.close_button.setToolTip(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setIcon(icons.close())
        self.setMaximumHeight(theme.px(180))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self.retranslate()

    def _act(self) -> None:
        if self._command:
            self._run(self._command)


def _remedy(outcome: PackageOutcome) -> str:
    from surveyapp.findings import word

    return word(outcome.code, outcome.parameters).remedy
