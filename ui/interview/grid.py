"""Several questions with the same choices, as a grid: a row a question, a column a choice."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import theme
from ui.interview.choice_button import CellButton
from ui.interview.choice_field import KEYS
from ui.interview.said import RowText, Said
from ui.interview.view import FindingView, QuestionView, ScreenView
from ui.interview.wording import say_against, say_status, translate
from ui.notice import label


def suits_grid(view: ScreenView) -> bool:
    """Whether all asked questions share their choices (randomised ones may not)."""
    asked = [one for one in view.questions if one.kind != "note"]
    if any(one.kind != "select_one" for one in asked):
        return False
    columns = [name for name, _ in columns_of(view)]
    in_order = all(_follows([choice.name for choice in one.choices], columns) for one in asked)
    return bool(asked) and in_order and len(columns) <= _MOST_COLUMNS


def _follows(names: list[str], columns: list[str]) -> bool:
    return names == [one for one in columns if one in names]


_MOST_COLUMNS = 9


def shape_of(view: ScreenView) -> tuple[object, ...]:
    """What a grid is built from: its columns, and which of them each row offers."""
    rows = tuple(
        (one.kind == "note", tuple(choice.name for choice in one.choices)) for one in view.questions
    )
    return columns_of(view), rows


def columns_of(view: ScreenView) -> tuple[tuple[str, str], ...]:
    """The choices of any row; one that was not asked for the unread ones lacks those."""
    longest = max((one.choices for one in view.questions), key=len, default=())
    found = {choice.name: choice.text for choice in longest}
    for question in view.questions:
        for choice in question.choices:
            found.setdefault(choice.name, choice.text)
    return tuple(found.items())


def said_by_all(view: ScreenView) -> tuple[str, str]:
    """The guidance (for the surveyor only) and the hint that all questions have in common."""
    asked = [one for one in view.questions if one.kind != "note"]
    guidance = {one.guidance for one in asked if view.mode != "self"}
    hints = {one.hint for one in asked}
    return (
        guidance.pop() if len(guidance) == 1 else "",
        hints.pop() if len(hints) == 1 else "",
    )


def _said_of(question: QuestionView, above: tuple[str, str]) -> str:
    own = [one for one in (question.hint,) if one and one not in above]
    return "\n".join((question.text, *own))


def _state_of(question: QuestionView, *, for_surveyor: bool) -> str:
    said: list[str] = []
    if question.status in ("refused", "dont_know"):
        said.append(say_status(question.status))
    if question.reason:
        said.append(
            translate("Interview", "Unusual, and confirmed: %1").replace("%1", question.reason)
        )
    if question.note and for_surveyor:
        said.append(translate("Interview", "Note: %1").replace("%1", question.note))
    return "\n".join(said)


class _Row:
    """The widgets of one question."""

    def __init__(self, question: QuestionView) -> None:
        self.question = question
        self.text = RowText(question.text, "answer")
        self.state = Said("", "special")
        self.state.hide()
        self.cells: dict[str, CellButton] = {}

    def say(self, text: str) -> None:
        """Say something below the question."""
        self.state.setText(text)
        if self.state.isHidden() is bool(text):
            self.state.setVisible(bool(text))


class Grid(QWidget):
    """Digits answer the row with the cursor and go to the next; arrows move."""

    answered = Signal(str, object)
    entered = Signal(str)

    def __init__(self, view: ScreenView) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._columns = columns_of(view)
        self.shape = shape_of(view)
        """What tells whether it can take another screen."""
        self._for_surveyor = view.mode != "self"
        self._said_above: tuple[str, str] = ("", "")
        self._rows: list[_Row] = []
        self._notes: list[QLabel] = []
        self._at = 0
        self._column = -1
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(theme.px(8))
        self._layout.setVerticalSpacing(theme.px(6))
        self._add_head()
        for question in view.questions:
            self._add(question)
        self._layout.setColumnStretch(0, 6)
        self.ask(view)

    def ask(self, view: ScreenView) -> None:
        """Ask the questions of another screen of the same shape."""
        self.setAccessibleName(view.heading)
        self._said_above = said_by_all(view)
        asked = [one for one in view.questions if one.kind != "note"]
        notes = [one for one in view.questions if one.kind == "note"]
        for row, question in zip(self._rows, asked, strict=True):
            row.question = question
        for shown, question in zip(self._notes, notes, strict=True):
            shown.setText(question.text)
        self.show_questions(view.questions)
        self._at = next((n for n, one in enumerate(self._rows) if self._is_open(one)), 0)
        self._column = -1

    def take_room(self, width: int) -> None:
        """Lay out in the width it will have, while nobody waits."""
        self.resize(width, self._layout.heightForWidth(width))
        self._layout.activate()

    def get_ready(self, view: ScreenView) -> None:
        """Lay out the words of a screen that may come, while nobody waits."""
        above = said_by_all(view)
        asked = [one for one in view.questions if one.kind != "note"]
        for row, question in zip(self._rows, asked, strict=True):
            row.text.get_ready(_said_of(question, above))

    @property
    def path(self) -> str:
        """The question that keys go to."""
        return self._rows[self._at].question.path

    @property
    def row(self) -> QWidget:
        """What must be seen of the question that keys go to."""
        return self._rows[self._at].text

    @property
    def structure(self) -> tuple[tuple[str, str], ...]:
        """The columns, to tell whether a later view still fits."""
        return self._columns

    def show_questions(self, questions: tuple[QuestionView, ...]) -> None:
        """Show answers as they are stored."""
        by_path = {one.path: one for one in questions}
        for row in self._rows:
            row.question = by_path.get(row.question.path, row.question)
            row.text.setText(_said_of(row.question, self._said_above))
            words = dict(self._columns)
            for name, cell in row.cells.items():
                cell.setChecked(row.question.value == name)
                cell.setAccessibleName(f"{row.question.text}: {words[name]}")
            row.say(_state_of(row.question, for_surveyor=self._for_surveyor))
        self._mark()

    def show_against(self, found: tuple[FindingView, ...]) -> None:
        """Say what stands against the answers of which row, and stand on the first."""
        for row in self._rows:
            here = [one for one in found if one.path == row.question.path]
            if here:
                row.say(say_against(here[0]))
        paths = [row.question.path for row in self._rows]
        first = next((one.path for one in found if one.path in paths), "")
        if first:
            self._at = paths.index(first)
            self._mark()

    def stand_on(self, path: str) -> None:
        """Let keys go to this question."""
        for number, row in enumerate(self._rows):
            if row.question.path == path:
                self._at = number
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = unicodedata.normalize("NFKC", event.text())
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Down:
            self._go(1)
        elif event.key() == Qt.Key.Key_Up:
            self._go(-1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._sideways(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() == Qt.Key.Key_Space and self._column >= 0:
            self._take(self._column)
        elif not control and len(text) == 1 and text in KEYS[: len(self._columns)]:
            self._take(KEYS.index(text))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        del event  # Qt's own would paint every cell again: half of what a screen may take
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        del event
        self._mark()

    def _add_head(self) -> None:
        for number, (_, text) in enumerate(self._columns):
            head = Said(f"{KEYS[number].upper()}\n{text}", "hint")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            head.setMinimumWidth(theme.px(56))
            self._layout.addWidget(head, 0, number + 1)
            self._layout.setColumnStretch(number + 1, 1)

    def _add(self, question: QuestionView) -> None:
        line = self._layout.rowCount()
        if question.kind == "note":
            note = label(question.text, "hint", wraps=True)
            self._notes.append(note)
            self._layout.addWidget(note, line, 0, 1, len(self._columns) + 1)
            return
        row = _Row(question)
        self._rows.append(row)
        self._layout.addWidget(row.text, line, 0)
        offered = {choice.name for choice in question.choices}
        for number, (name, _) in enumerate(self._columns):
            if name not in offered:
                continue
            cell = CellButton(KEYS[number].upper())
            cell.clicked.connect(self._click)
            row.cells[name] = cell
            self._layout.addWidget(cell, line, number + 1)
        self._layout.addWidget(row.state, line + 1, 0, 1, len(self._columns) + 1)

    def _is_open(self, row: _Row) -> bool:
        return row.question.status == "missing"

    def _go(self, step: int) -> None:
        self._at = (self._at + step) % len(self._rows)
        self._column = -1
        self.entered.emit(self.path)
        self._mark()

    def _sideways(self, step: int) -> None:
        count = len(self._columns)
        self._column = (self._column + step) % count if self._column >= 0 else max(0, step - 1)
        self._mark()

    def _take(self, column: int) -> None:
        row, name = self._rows[self._at], self._columns[column][0]
        if name not in row.cells or row.question.is_read_only:
            return
        for other, cell in row.cells.items():
            cell.setChecked(other == name)
        row.say("")
        self.answered.emit(row.question.path, name)
        if self._at < len(self._rows) - 1:
            self._at += 1
        self._column = -1
        self.entered.emit(self.path)
        self._mark()

    def _click(self) -> None:
        pressed = self.sender()
        for number, row in enumerate(self._rows):
            for column, (name, _) in enumerate(self._columns):
                if row.cells.get(name) is pressed:
                    self.setFocus(Qt.FocusReason.MouseFocusReason)
                    self._at = number
                    self._take(column)
                    return

    def _mark(self) -> None:
        for number, row in enumerate(self._rows):
            here = number == self._at and self.hasFocus()
            row.text.set_current(here)
            for column, (name, _) in enumerate(self._columns):
                cell = row.cells.get(name)
                if cell is not None:
                    cell.set_aimed(here and column == self._column)
