"""The household screen: what came of the visit, and whom the address's table names.

Adults are listed by sex and age only; the list itself is not kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from surveyapp.errors import SurveyError
from ui import theme
from ui.interview.fields import ComposingLine
from ui.interview.look import WIDEST
from ui.interview.numbers import plain_moment, plain_number
from ui.interview.wording import MODES, say_mode
from ui.notice import label
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.fieldwork.cases import Case, VisitEntry
    from surveyapp.fieldwork.respondent_selection import Adult, Selected
    from surveyapp.progress import Progress

_MOST_ADULTS = 12
_ADULT_FROM, _OLDEST = 18, 120


@dataclass
class _AdultRow:
    number: QLabel
    sex: QComboBox
    age: ComposingLine

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.number, self.sex, self.age)


class HouseholdPane(QScrollArea):
    """``start_wanted`` carries who was selected and the mode; ``visit_wanted`` an entry."""

    start_wanted = Signal(object, str)
    visit_wanted = Signal(object)
    close_wanted = Signal()

    def __init__(self, session: Session, case: Case) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self._session = session
        self.case = case
        self.selected: Selected | None = None
        self._rows: list[_AdultRow] = []
        self._make_fields()
        self._build_ui()
        self._fill_results()
        self._show_rows()

    def take_focus(self) -> None:
        """Begin with the number of adults."""
        self.count.setFocus()

    def go_on(self) -> None:
        """Enter: the next thing of what leads to an interview."""
        if self.result.hasFocus() or self.note.hasFocus() or self.appointment.hasFocus():
            self.record()
        elif self.selected is not None:
            self.start_wanted.emit(self.selected, str(self.mode.currentData()))
        elif self.count.hasFocus() and self._rows:
            self._rows[0].sex.setFocus()
        else:
            self._on_to_next()

    def select(self) -> None:
        """Let the table name the person."""
        adults = self._adults()
        if adults is None:
            return
        table = self.case.kish

        def choose(_progress: Progress) -> Selected:
            from surveyapp.fieldwork.respondent_selection import select_by_kish

            return select_by_kish(adults, table)

        self._session.runner.compute(choose, self._selected, self._failed, wish=Wish("", self))

    def record(self) -> None:
        """Hand over what came of this visit."""
        from surveyapp.fieldwork.cases import VisitEntry

        entry: VisitEntry = VisitEntry(
            str(self.result.currentData()),
            str(self.mode.currentData()),
            appointment=plain_moment(self.appointment.text()),
            note=self.note.text().strip(),
        )
        self.visit_wanted.emit(entry)

    def show_trouble(self, text: str) -> None:
        """Say what was not accepted."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _make_fields(self) -> None:
        self.mode = QComboBox()
        for mode in MODES:
            self.mode.addItem(say_mode(mode), mode)
        self.count = _short_line()
        self.count.textChanged.connect(self._show_rows)
        self.person = label("", "question", wraps=True)
        self.person.hide()
        self.trouble = label("", "against", wraps=True)
        self.trouble.hide()
        self.choose = QPushButton(self.tr("Select the person"))
        self.choose.clicked.connect(self.select)
        self.start = QPushButton(self.tr("Start the interview with this person") + "  ⏎")
        self.start.setProperty("primary", True)
        self.start.hide()
        self.start.clicked.connect(self.go_on)
        self.result = QComboBox()
        self.result.currentIndexChanged.connect(self._show_appointment)
        self.appointment = ComposingLine()
        self.appointment.setPlaceholderText("2026-11-23 19:30")
        self.note = ComposingLine()
        self.keep = QPushButton(self.tr("Record this visit"))
        self.keep.clicked.connect(self.record)
        self.close_case = QPushButton(self.tr("Close the case without an interview"))
        self.close_case.clicked.connect(self.close_wanted)
        self.close_case.setEnabled(self.case.visits > 0)

    def _build_ui(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(theme.px(WIDEST))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(label(self.case.unit_id, "question"))
        column.addWidget(label(self._story(), "hint", wraps=True))
        column.addWidget(self.trouble)
        column.addWidget(self._interview_card())
        column.addWidget(self._visit_card())
        column.addStretch(1)
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(*(theme.px(n) for n in (24, 16, 24, 16)))
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(outer)

    def _interview_card(self) -> QFrame:
        card, column = _card(self.tr("Somebody can be interviewed"))
        top = QGridLayout()
        top.setHorizontalSpacing(theme.px(8))
        _add_row(top, 0, self.tr("How it is held"), self.mode)
        _add_row(top, 1, self.tr("Adults (18 or older) living here"), self.count)
        top.setColumnStretch(2, 1)
        column.addLayout(top)
        self._roster = QGridLayout()
        self._roster.setHorizontalSpacing(theme.px(12))
        self._roster.setColumnStretch(3, 1)
        column.addLayout(self._roster)
        column.addWidget(self.person)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.start)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _visit_card(self) -> QFrame:
        card, column = _card(self.tr("No interview at this visit"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        _add_row(grid, 0, self.tr("Result"), self.result)
        self._appointment_label = _add_row(grid, 1, self.tr("Appointment at"), self.appointment)
        _add_row(grid, 2, self.tr("Note"), self.note)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.close_case)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _story(self) -> str:
        parts = [
            self.tr("Community %1").replace("%1", self.case.community),
            self.tr("visit no. %1").replace("%1", str(self.case.visits + 1)),
        ]
        if self.case.last_result:
            parts.append(self.tr("last: %1").replace("%1", _result_text(self.case.last_result)))
        if self.case.kish:
            parts.append(self.tr("selection table %1").replace("%1", self.case.kish))
        return " · ".join(parts)

    def _fill_results(self) -> None:
        from surveyapp.fieldwork.dispositions import APPOINTMENT, DISPOSITIONS

        usual = ("2.24", APPOINTMENT, "2.111", "2.112", "2.25", "2.23", "2.32", "4.60", "4.50")
        rest = [code for code in DISPOSITIONS if code not in usual and not code.startswith("1.")]
        for code in (*usual, *rest):
            self.result.addItem(f"{DISPOSITIONS[code].label}  ({code})", code)

    def _show_appointment(self) -> None:
        is_one = self.result.currentData() == "5.10"
        self.appointment.setVisible(is_one)
        self._appointment_label.setVisible(is_one)

    def _show_rows(self) -> None:
        text = plain_number(self.count.text())
        wanted = min(int(text), _MOST_ADULTS) if text.isascii() and text.isdigit() else 0
        while len(self._rows) > wanted:
            for widget in self._rows.pop().widgets():
                self._roster.removeWidget(widget)
                widget.deleteLater()
        while len(self._rows) < wanted:
            self._add_adult(len(self._rows) + 1)
        self.choose.setEnabled(wanted > 0)
        self._forget()

    def _add_adult(self, number: int) -> None:
        sex = QComboBox()
        sex.addItem("–", "")
        sex.addItem("1 " + self.tr("male"), "male")
        sex.addItem("2 " + self.tr("female"), "female")
        sex.setAccessibleName(self.tr("Sex of adult %1").replace("%1", str(number)))
        age = _short_line()
        age.setPlaceholderText(self.tr("age"))
        age.setAccessibleName(self.tr("Age of adult %1").replace("%1", str(number)))
        row = _AdultRow(label(str(number), "number"), sex, age)
        for column, widget in enumerate(row.widgets()):
            self._roster.addWidget(widget, number, column)
            widget.show()  # now, not with the next event: Enter may go there at once
        sex.currentIndexChanged.connect(self._forget)
        age.textChanged.connect(self._forget)
        previous = self._rows[-1].age if self._rows else self.count
        QWidget.setTabOrder(previous, sex)
        QWidget.setTabOrder(sex, age)
        self._rows.append(row)

    def _forget(self) -> None:
        """Any change of the list takes the selection back."""
        self.selected = None
        self.person.hide()
        self.start.hide()
        self.choose.show()

    def _adults(self) -> list[Adult] | None:
        from surveyapp.fieldwork.respondent_selection import Adult

        found: list[Adult] = []
        for number, row in enumerate(self._rows, 1):
            age = plain_number(row.age.text())
            fits = age.isascii() and age.isdigit() and _ADULT_FROM <= int(age) <= _OLDEST
            if not row.sex.currentData() or not fits:
                text = self.tr("Adult %1: choose the sex and type an age of 18 or more.")
                self.show_trouble(text.replace("%1", str(number)))
                (row.age if row.sex.currentData() else row.sex).setFocus()
                return None
            found.append(Adult(str(row.sex.currentData()), int(age)))
        self.show_trouble("")
        return found

    def _on_to_next(self) -> None:
        for row in self._rows:
            if row.sex.hasFocus():
                row.age.setFocus()
                return
        ages = [row.age for row in self._rows]
        for place, age in enumerate(ages[:-1]):
            if age.hasFocus():
                self._rows[place + 1].sex.setFocus()
                return
        if self._rows:
            self.select()

    def _selected(self, selected: Selected) -> None:
        self.selected = selected
        row = self._rows[selected.index]
        sex = self.tr("male") if row.sex.currentData() == "male" else self.tr("female")
        text = self.tr("Interview adult %1: %2, %3 years old")
        for place, part in enumerate((str(selected.index + 1), sex, row.age.text().strip()), 1):
            text = text.replace(f"%{place}", part)
        self.person.setText(text)
        self.person.show()
        self.choose.hide()
        self.start.show()
        self.start.setFocus()

    def _failed(self, trouble: BaseException) -> None:
        if isinstance(trouble, SurveyError):
            self.show_trouble(f"{trouble.sentence} {trouble.remedy}")
        else:
            self._session.show_trouble(trouble)


def _result_text(code: str) -> str:
    from surveyapp.fieldwork.dispositions import disposition

    return disposition(code).label


def _short_line() -> ComposingLine:
    line = ComposingLine()
    line.setMaximumWidth(theme.px(100))
    return line


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(*(theme.px(16),) * 4)
    column.setSpacing(theme.px(12))
    column.addWidget(label(title, "section"))
    return card, column


def _add_row(grid: QGridLayout, line: int, text: str, field: QWidget) -> QLabel:
    made = label(text)
    field.setAccessibleName(text)
    grid.addWidget(made, line, 0)
    grid.addWidget(field, line, 1)
    return made
