"""The adults of a household, and which of them is to be interviewed.

They are listed by sex and age only (for the last birthday, also by month and day); the list itself
is not kept. Which method is used follows from the assignment, not from whoever is at home.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from surveyapp.errors import SurveyError
from ui import theme
from ui.interview.fields import ComposingLine
from ui.interview.numbers import plain_month_day, plain_number
from ui.notice import label
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveyapp.fieldwork.respondent_selection import Adult, Selected
    from surveyapp.progress import Progress

_MOST_ADULTS = 12
_ADULT_FROM, _OLDEST = 18, 120


@dataclass
class _AdultRow:
    number: QLabel
    sex: QComboBox
    age: ComposingLine
    birthday: ComposingLine

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.number, self.sex, self.age, self.birthday)


class Roster(QWidget):
    """``found`` carries who was selected; ``forgotten``: the list was changed since."""

    found = Signal(object)
    forgotten = Signal()
    troubled = Signal(str)

    def __init__(self, session: Session, table: str) -> None:
        super().__init__()
        self._session = session
        self._table = table
        self.rows: list[_AdultRow] = []
        self.selected: Selected | None = None
        self.count = short_line()
        self.count.textChanged.connect(self._show_rows)
        self.person = label("", "question", wraps=True)
        self.person.hide()
        top = QGridLayout()
        top.setHorizontalSpacing(theme.px(8))
        text = self.tr("Adults (18 or older) living here")
        self.count.setAccessibleName(text)
        top.addWidget(label(text), 0, 0)
        top.addWidget(self.count, 0, 1)
        top.addWidget(label(self._method(), "hint", wraps=True), 0, 2)
        top.setColumnStretch(2, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setColumnStretch(4, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addLayout(self._grid)
        column.addWidget(self.person)

    @property
    def is_by_birthday(self) -> bool:
        """Whether the last birthday decides; the address has no selection table then."""
        return not self._table

    def go_on(self) -> None:
        """Enter: the next field; behind the last, select."""
        fields: list[QWidget] = [self.count]
        for row in self.rows:
            fields += [row.sex, row.age]
            fields += [row.birthday] if self.is_by_birthday else []
        for field, after in itertools.pairwise(fields):
            if field.hasFocus():
                after.setFocus()
                return
        if self.rows:
            self.select()

    def select(self) -> None:
        """Let the table, or the last birthday, name the person."""
        adults = self._adults()
        if adults is not None:
            self._session.runner.compute(
                partial(_select, tuple(adults), self._table),
                self._selected,
                self._failed,
                wish=Wish("", self),
            )

    def _method(self) -> str:
        if self.is_by_birthday:
            return self.tr("Who had a birthday last is interviewed.")
        return self.tr("Selection table %1 names who is interviewed.").replace("%1", self._table)

    def _show_rows(self) -> None:
        text = plain_number(self.count.text())
        wanted = min(int(text), _MOST_ADULTS) if text.isascii() and text.isdigit() else 0
        while len(self.rows) > wanted:
            for widget in self.rows.pop().widgets():
                self._grid.removeWidget(widget)
                widget.deleteLater()
        while len(self.rows) < wanted:
            self._add_adult(len(self.rows) + 1)
        self._forget()

    def _add_adult(self, number: int) -> None:
        sex = QComboBox()
        sex.addItem("–", "")
        sex.addItem("1 " + self.tr("male"), "male")
        sex.addItem("2 " + self.tr("female"), "female")
        sex.setAccessibleName(self.tr("Sex of adult %1").replace("%1", str(number)))
        age, birthday = short_line(), short_line()
        age.setPlaceholderText(self.tr("age"))
        age.setAccessibleName(self.tr("Age of adult %1").replace("%1", str(number)))
        birthday.setPlaceholderText(self.tr("month-day"))
        birthday.setAccessibleName(self.tr("Birthday of adult %1").replace("%1", str(number)))
        birthday.setMaximumWidth(theme.px(140))
        row = _AdultRow(label(str(number), "number"), sex, age, birthday)
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, number, column)
            # Now, not with the next event: Enter may go there at once.
            widget.setVisible(widget is not birthday or self.is_by_birthday)
        sex.currentIndexChanged.connect(self._forget)
        for line in (age, birthday):
            line.textChanged.connect(self._forget)
        before = self.rows[-1].birthday if self.rows else self.count
        for widget in (sex, age, birthday):
            QWidget.setTabOrder(before, widget)
            before = widget
        self.rows.append(row)

    def _forget(self) -> None:
        """Any change of the list takes the selection back."""
        self.selected = None
        self.person.hide()
        self.forgotten.emit()

    def _adults(self) -> list[Adult] | None:
        from surveyapp.fieldwork.respondent_selection import Adult

        found: list[Adult] = []
        for number, row in enumerate(self.rows, 1):
            age = plain_number(row.age.text())
            fits = age.isascii() and age.isdigit() and _ADULT_FROM <= int(age) <= _OLDEST
            birthday = plain_month_day(row.birthday.text())
            if not row.sex.currentData() or not fits:
                text = self.tr("Adult %1: choose the sex and type an age of 18 or more.")
                return self._refuse(text, number, row.age if row.sex.currentData() else row.sex)
            if self.is_by_birthday and birthday is None:
                text = self.tr("Adult %1: type month and day of the birthday, such as 5-23.")
                return self._refuse(text, number, row.birthday)
            found.append(Adult(str(row.sex.currentData()), int(age), birthday=birthday))
        self.troubled.emit("")
        return found

    def _refuse(self, text: str, number: int, field: QWidget) -> None:
        self.troubled.emit(text.replace("%1", str(number)))
        field.setFocus()

    def _selected(self, selected: Selected) -> None:
        self.selected = selected
        row = self.rows[selected.index]
        sex = self.tr("male") if row.sex.currentData() == "male" else self.tr("female")
        text = self.tr("Interview adult %1: %2, %3 years old")
        for place, part in enumerate((str(selected.index + 1), sex, row.age.text().strip()), 1):
            text = text.replace(f"%{place}", part)
        self.person.setText(text)
        self.person.show()
        self.found.emit(selected)

    def _failed(self, trouble: BaseException) -> None:
        if isinstance(trouble, SurveyError):
            self.troubled.emit(f"{trouble.sentence} {trouble.remedy}")
        else:
            self._session.show_trouble(trouble)


def short_line() -> ComposingLine:
    """A line for a number."""
    line = ComposingLine()
    line.setMaximumWidth(theme.px(100))
    return line


def _select(adults: Sequence[Adult], table: str, _progress: Progress) -> Selected:
    from surveyapp.fieldwork.respondent_selection import select_by_birthday, select_by_kish

    if table:
        return select_by_kish(adults, table)
    today = date.today()
    return select_by_birthday(adults, (today.month, today.day))
