"""The state of the logic in the preview: every question, asked or not, and why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from questionnaires.editing.reasons import GROUP, NO_INSTANCE, SILENT, Given, Reason
from ui.designer.rehearsal import LogicLine, Rehearsal, lines_of, static
from ui.designer.words import tell
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.words import say
from ui.table_model import Column
from ui.table_view import TableView

STATES = {
    "answered": QT_TRANSLATE_NOOP("Designer", "answered"),
    "refused": QT_TRANSLATE_NOOP("Designer", "refused"),
    "dont_know": QT_TRANSLATE_NOOP("Designer", "don't know"),
    "missing": QT_TRANSLATE_NOOP("Designer", "no answer yet"),
    "not_asked": QT_TRANSLATE_NOOP("Designer", "not asked"),
}
_VERDICTS = {"answered": "met", "not_asked": "unclear"}
_SILENT = QT_TRANSLATE_NOOP("Designer", "It is calculated or recorded, never shown.")
_NO_INSTANCE = QT_TRANSLATE_NOOP("Designer", "There is no instance of its repeated group yet.")
_GROUP = QT_TRANSLATE_NOOP("Designer", "Its group “%1” is not asked. %2")
_NOW = QT_TRANSLATE_NOOP("Designer", "Now: %1.")
_IS = QT_TRANSLATE_NOOP("Designer", "%1 = %2")


def say_reason(reason: Reason) -> str:
    """Why a question is not asked, with the answers that decide."""
    if reason.kind == SILENT:
        return tell(_SILENT)
    if reason.kind == NO_INSTANCE:
        return tell(_NO_INSTANCE)
    text = reason.sentence
    if reason.kind == GROUP:
        text = say(tell(_GROUP), reason.label or reason.path, text)
    if not reason.given:
        return text
    given = tell(QT_TRANSLATE_NOOP("Designer", "; ")).join(_say_given(one) for one in reason.given)
    return f"{text} {say(tell(_NOW), given)}"


def _say_given(one: Given) -> str:
    value = one.value or tell(STATES.get(one.status, STATES["missing"]))
    return say(tell(_IS), one.label, value)


class LogicTable(QWidget):
    """``chosen`` carries the path of a line that was opened."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TableView("designer-logic")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.table.activated.connect(self._open)
        self.retranslate()

    def show_rehearsal(self, rehearsal: Rehearsal) -> None:
        """Show the state of every question."""
        from surveyapp.words import language

        bar = self.table.table.verticalScrollBar()
        place = bar.value()
        self.table.set_rows(lines_of(rehearsal, language()))
        bar.setValue(place)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.table.set_title(self.tr("State of the logic"))
        self.table.set_columns(
            (
                Column(
                    self.tr("Variable name"),
                    lambda one: static(one.path).rpartition("/")[2],
                    width=90,
                ),
                Column(
                    self.tr("State"),
                    lambda one: tell(STATES[one.status]),
                    verdict=lambda one: _VERDICTS.get(one.status, ""),
                    width=110,
                ),
                Column(self.tr("Answer"), lambda one: one.answer, width=110),
                Column(self.tr("Why not asked"), _why, tip=_why, width=260),
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _open(self, line: LogicLine) -> None:
        self.chosen.emit(line.path)


def _why(line: LogicLine) -> str:
    reason = line.why if line.status == "not_asked" else None
    return say_reason(reason) if reason else ""
