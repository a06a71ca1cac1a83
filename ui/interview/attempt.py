"""An attempt without an interview: when, with what result, and whether to come again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton

from ui import formats, theme
from ui.interview.cards import add_row, card
from ui.interview.fields import ComposingLine
from ui.interview.numbers import plain_moment
from ui.interview.wording import say_mode
from ui.notice import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveyapp.fieldwork.cases import VisitEntry
    from surveyapp.store.visits import Visit

TELEPHONE = "telephone"


class AttemptCard(QFrame):
    """``wanted`` carries the entry; ``closing`` asks to end the case."""

    wanted = Signal(object)
    closing = Signal()

    def __init__(self, visits: int) -> None:
        super().__init__()
        self.mode = "face_to_face"
        self.result = QComboBox()
        self.at, self.appointment, self.note = (ComposingLine() for _ in range(3))
        self.keep = QPushButton()
        self.close_case = QPushButton(self.tr("Close the case without an interview"))
        self.close_case.setEnabled(visits > 0)
        self.keep.clicked.connect(self.record)
        self.close_case.clicked.connect(self.closing)
        self.result.currentIndexChanged.connect(self._show_appointment)
        self._title, column = card(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        add_row(grid, 0, self.tr("Result"), self.result)
        add_row(grid, 1, self.tr("At"), self.at)
        self._appointment_label = add_row(grid, 2, self.tr("Appointment at"), self.appointment)
        add_row(grid, 3, self.tr("Note"), self.note)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        row = QHBoxLayout()
        for button in (self.keep, self.close_case):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.appointment.setPlaceholderText("2026-11-23 19:30")
        self.at.setPlaceholderText(self.tr("now; or such as %1").replace("%1", _now()))
        self.show_mode(self.mode)

    def show_mode(self, mode: str) -> None:
        """Offer the results that fit a visit or a call."""
        from surveyapp.fieldwork.dispositions import AT_THE_DOOR, BY_TELEPHONE, DISPOSITIONS

        self.mode = mode
        calls = mode == TELEPHONE
        self._title.setText(
            self.tr("No interview at this call") if calls else self.tr("No interview at this visit")
        )
        self.keep.setText(self.tr("Record this call") if calls else self.tr("Record this visit"))
        usual = BY_TELEPHONE if calls else AT_THE_DOOR
        rest = [one for one in DISPOSITIONS if one not in usual and not one.startswith("1.")]
        self.result.clear()
        for code in (*usual, *rest):
            self.result.addItem(f"{DISPOSITIONS[code].label}  ({code})", code)

    def has_keys(self) -> bool:
        """Whether Enter would record the attempt."""
        return any(
            one.hasFocus() for one in (self.result, self.at, self.appointment, self.note, self.keep)
        )

    def record(self) -> None:
        """Hand over what came of this attempt."""
        from surveyapp.fieldwork.cases import VisitEntry

        entry: VisitEntry = VisitEntry(
            str(self.result.currentData()),
            self.mode,
            plain_moment(self.at.text()),
            plain_moment(self.appointment.text()),
            self.note.text().strip(),
        )
        self.wanted.emit(entry)

    def _show_appointment(self) -> None:
        is_one = self.result.currentData() == "5.10"
        self.appointment.setVisible(is_one)
        self._appointment_label.setVisible(is_one)


class AttemptList(QFrame):
    """The attempts so far, the last first: number, time, mode, result, note."""

    def __init__(self) -> None:
        super().__init__()
        self._title, column = card(self)
        self._title.setText(self.tr("Attempts so far"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setColumnStretch(4, 1)
        column.addLayout(self._grid)
        self.hide()

    def show_visits(self, visits: Sequence[Visit]) -> None:
        """Show these."""
        from surveyapp.fieldwork.dispositions import disposition

        for line, visit in enumerate(reversed(visits)):
            appointment = formats.moment(visit.appointment) if visit.appointment else ""
            texts = (
                str(visit.number),
                formats.moment(visit.at),
                say_mode(visit.mode),
                f"{disposition(visit.result).label} {appointment}".strip(),
                visit.note,
            )
            for column, text in enumerate(texts):
                self._grid.addWidget(_cell(text, is_last=column == len(texts) - 1), line, column)
        self.setVisible(bool(visits))


def _cell(text: str, *, is_last: bool) -> QLabel:
    return label(text, "faint" if is_last else "", wraps=is_last)


def _now() -> str:
    return datetime.now().strftime("%Y-%m-%d %H:%M")
