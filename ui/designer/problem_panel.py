"""What is wrong with the questionnaire: go there, or have it mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from questionnaires.editing.problems import Problem
from questionnaires.editing.repairs import can_repair, repair, repair_all
from ui.designer.document import DesignDocument
from ui.designer.titles import titled
from ui.designer.words import field_word, language_word, tell
from ui.interview.flow_layout import FlowLayout
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.words import say
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from surveyapp.findings import Wording

_SEVERITIES = {
    "error": QT_TRANSLATE_NOOP("Designer", "Error"),
    "warning": QT_TRANSLATE_NOOP("Designer", "Warning"),
    "note": QT_TRANSLATE_NOOP("Designer", "Note"),
}
_VERDICTS = {"error": "not_met", "warning": "unclear"}


class ProblemPanel(QWidget):
    """``wanted`` carries the problem whose place is to be shown."""

    wanted = Signal(object)

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.problems: tuple[Problem, ...] = ()
        self.table = TableView("designer-problems")
        self.go_button, self.repair_button, self.all_button = (QPushButton() for _ in range(3))
        row = FlowLayout()
        for button in (self.go_button, self.repair_button, self.all_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.table.activated.connect(self.wanted)
        self.table.selection_changed.connect(self._update)
        self.go_button.clicked.connect(self._go)
        self.repair_button.clicked.connect(self._repair)
        self.all_button.clicked.connect(self.repair_all)
        self.retranslate()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these; the selected one stays selected where it is still there."""
        if problems == self.problems and problems:
            return
        self.problems = problems
        self.table.set_rows(problems, self._fine())
        self._update()

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.go_button.setText(self.tr("Go to the place"))
        self.repair_button.setText(self.tr("Mend this"))
        self.all_button.setText(self.tr("Mend all that can be mended"))
        self.table.set_columns(
            (
                Column(
                    self.tr("Severity"),
                    lambda one: tell(_SEVERITIES[one.finding.severity]),
                    verdict=lambda one: _VERDICTS.get(one.finding.severity, ""),
                ),
                Column(self.tr("Where"), self._place, width=160),
                Column(self.tr("Problem"), lambda one: worded(one).sentence, width=320),
                Column(self.tr("What to do"), lambda one: worded(one).remedy, width=260),
            )
        )
        self.table.set_rows(self.problems, self._fine())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _place(self, one: Problem) -> str:
        place = one.finding.place
        if one.list_name:
            return (
                say(self.tr("list %1, row %2"), one.list_name, one.row + 1)
                if one.row >= 0
                else one.list_name
            )
        name = one.path.rpartition("/")[2] or place.path
        parts = (name, field_word(one.field) if one.field else "")
        return " · ".join(part for part in parts if part) or language_word(one.language)

    def _fine(self) -> str:
        return self.tr("Nothing is wrong. The questionnaire can be published.")

    def _update(self) -> None:
        chosen = self.table.selected()
        self.go_button.setEnabled(bool(chosen))
        may = self._document.may_edit
        self.repair_button.setEnabled(may and any(can_repair(one) for one in chosen))
        self.all_button.setEnabled(may and any(can_repair(one) for one in self.problems))

    def _go(self) -> None:
        for one in self.table.selected()[:1]:
            self.wanted.emit(one)

    def _repair(self) -> None:
        draft = self._document.draft
        for one in self.table.selected():
            draft = repair(draft, one)
        self._document.do(titled(QT_TRANSLATE_NOOP("Undo", "mend a problem")), draft)

    def repair_all(self) -> None:
        """Mend everything that needs no decision, as one step."""
        self._document.do(
            titled(QT_TRANSLATE_NOOP("Undo", "mend all problems")), repair_all(self._document.draft)
        )


def worded(problem: Problem) -> Wording:
    """A problem in the language in use."""
    from surveyapp.findings.questionnaires import word_finding

    return word_finding(problem.finding.code, problem.finding.parameters)
