"""Choices as numbered rows: digits and letters choose, arrows move, Space or Enter takes.

The whole list is one place in the tab order, so that digits reach it without aiming.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from questionnaires.interview.choice_index import ChoiceIndex, index_of
from ui import theme
from ui.interview.choice_button import ChoiceButton
from ui.interview.fields import AnswerField, ComposingLine, is_special
from ui.interview.view import ChoiceView, QuestionView
from ui.notice import label

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"
_TWO_COLUMNS_FROM = 7
_SEARCH_FROM = 16
_MOST_SHOWN = 40
"""Of longer lists only these many stand on the screen; typing finds the others."""
_AT_ONCE = 6
"""Buttons built in one go while nobody waits."""
_SPARE = 12
"""Buttons in store: behind a question on which the way turns, what comes is not foreseen."""
_AGAIN_MS = 60
"""How soon a key typed before the pinyin was spelt out is looked for again."""
_SHORT = 14
"""Choices up to this many characters stand in two columns where there are many of them."""


class ChoiceField(AnswerField):
    """Choose one, several, or put all in order. ``aimed_at`` carries the button to be seen."""

    aimed_at = Signal(QWidget)

    def __init__(self, question: QuestionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.kind = ""
        self._read_only = False
        self._picked: list[str] = []
        self._choices: tuple[ChoiceView, ...] = ()
        self._names: dict[str, int] = {}
        self._found: ChoiceIndex | None = None
        self._cursor = -1
        self._is_aiming = False
        self.search: ComposingLine | None = None
        self._about_search: QLabel | None = None
        self.buttons: list[ChoiceButton] = []
        self._in_use = 0
        self._places: list[tuple[int, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        self.ask(question)

    def ask(self, question: QuestionView) -> None:
        self.setAccessibleName(question.text)
        self.kind, self._read_only = question.kind, question.is_read_only
        self._choices = question.choices
        self._names = {one.name: place for place, one in enumerate(question.choices)}
        self._picked, self._found = [], None
        self._cursor, self._is_aiming = -1, False
        self._arrange(question.choices[:_MOST_SHOWN])
        self._show_search()
        for button in self.shown:
            button.setEnabled(not self._read_only)
        self._number()

    def prepare(self, question: QuestionView) -> bool:
        wanted = min(max(len(question.choices), _SPARE), _MOST_SHOWN)
        for number in range(len(self.buttons), min(wanted, len(self.buttons) + _AT_ONCE)):
            self._place(number, (1 + number, 0))
            self.buttons[number].hide()
            self.buttons[number].ensurePolished()
        for button, choice in zip(self.buttons, question.choices, strict=False):
            button.get_ready(choice.text)
        return len(self.buttons) < wanted

    def stops(self) -> list[QWidget]:
        return [self, self.search] if self.search is not None else [self]

    @property
    def shown(self) -> list[ChoiceButton]:
        """The choices the search leaves."""
        return self.buttons[: self._in_use]

    def show_question(self, question: QuestionView) -> None:
        value = question.value
        picked = list(value) if isinstance(value, tuple) else [] if value is None else [str(value)]
        ranking = self.kind == "rank" and not picked and question.status == "missing"
        if not ranking:
            self._picked = picked
        if is_special(question):
            self._is_aiming = False
        if self._is_long and not (self.search and self.search.text()):
            self._show_places(self._fitting(""))
        self._mark()

    def choose(self, name: str) -> None:
        """Take a choice, or take it back where several may be taken."""
        if self._read_only:
            return
        if self.kind == "select_one":
            self._picked = [name]
        elif name in self._picked:
            self._picked.remove(name)
        else:
            self._picked.append(name)
        self._is_aiming = False
        self._mark()
        self._hand_over()

    def aimed(self) -> str:
        """The choice that arrows went to and that nobody has taken yet."""
        shown = self.shown
        if not self._is_aiming or not 0 <= self._cursor < len(shown):
            return ""
        name = shown[self._cursor].choice.name
        return "" if name in self._picked else name

    def take_composition(self) -> None:
        if self.search is not None:
            self.search.take_composition()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = unicodedata.normalize("NFKC", event.text()).casefold()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if event.key() in _MOVES:
            self._move(_MOVES[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._cursor = 0 if event.key() == Qt.Key.Key_Home else len(self.shown)
            self._move(0 if event.key() == Qt.Key.Key_Home else -1)
        elif text == "/" and self.search is not None:
            self.search.setFocus()
        elif event.key() == Qt.Key.Key_Space:
            self._take_cursor()
        elif plain and len(text) == 1 and text in KEYS[: len(self.shown)]:
            self._cursor = KEYS.index(text)
            self.aimed_at.emit(self.shown[self._cursor])
            self.choose(self.shown[self._cursor].choice.name)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        del event  # Qt's own would paint every choice again, also those about to leave
        self.entered.emit()
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        del event
        self._mark()

    def _arrange(self, choices: tuple[ChoiceView, ...]) -> None:
        """Give each choice a button in its place; buttons of the question before are used again."""
        short = all(len(one.text) <= _SHORT for one in self._choices)
        columns = 2 if short and len(choices) >= _TWO_COLUMNS_FROM else 1
        rows = -(-len(choices) // columns) or 1
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        for number, choice in enumerate(choices):
            self._place(number, (1 + number % rows, number // rows))
            self.buttons[number].show_choice(choice)
        self._show_first(len(choices))

    def _place(self, number: int, place: tuple[int, int]) -> None:
        if number == len(self.buttons):
            button = ChoiceButton()
            button.clicked.connect(self._click)
            self.buttons.append(button)
            self._places.append(place)
        elif self._places[number] != place:
            self._grid.removeWidget(self.buttons[number])
            self._places[number] = place
        else:
            return
        self._grid.addWidget(self.buttons[number], *place)

    def _show_first(self, count: int) -> None:
        self._in_use = count
        for number, button in enumerate(self.buttons):
            if button.isHidden() is (number < count):
                button.setVisible(number < count)

    def _show_search(self) -> None:
        wanted = len(self._choices) >= _SEARCH_FROM
        if wanted and self.search is None:
            self._add_search()
        if self.search is None or self._about_search is None:
            return
        self.search.blockSignals(True)
        self.search.begin_with("")
        self.search.blockSignals(False)
        self.search.setVisible(wanted)
        self._about_search.setVisible(self._is_long)
        if self._is_long:
            count = f"{len(self._choices):,}"
            words = self.tr("%1 choices; the first that fit are shown. Type to find the others.")
            self._about_search.setText(words.replace("%1", count))
            # Spelling a long list out takes a second: not while somebody waits for a key.
            QThreadPool.globalInstance().start(self._index.prepare)

    def _add_search(self) -> None:
        self.search = ComposingLine()
        self.search.setPlaceholderText(self.tr("/ finds a choice by its words or their pinyin"))
        self.search.setAccessibleName(self.tr("Find a choice"))
        self.search.setProperty("role", "search")
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._take_found)
        self._grid.addWidget(self.search, 0, 0, 1, 2)
        self._about_search = label("", "hint")
        self._grid.addWidget(self._about_search, _MOST_SHOWN + 2, 0, 1, 2)

    @property
    def _is_long(self) -> bool:
        return len(self._choices) > _MOST_SHOWN

    @property
    def _index(self) -> ChoiceIndex:
        if self._found is None:
            self._found = index_of(tuple((one.name, one.text) for one in self._choices))
        return self._found

    def _fitting(self, wanted: str) -> list[int]:
        """Which choices are shown: in a long list the best, led by those taken already."""
        if not self._is_long:
            return sorted(self._index.find(wanted))
        if wanted.strip():
            if not self._index.is_prepared:
                QTimer.singleShot(_AGAIN_MS, self, self._find_again)
            return self._index.find(wanted, _MOST_SHOWN, waits=False)
        taken = [self._names[name] for name in self._picked if name in self._names]
        return list(dict.fromkeys((*taken, *range(_MOST_SHOWN))))[:_MOST_SHOWN]

    def _show_places(self, places: list[int]) -> None:
        for button, place in zip(self.buttons, places, strict=False):
            button.show_choice(self._choices[place])
        self._show_first(len(places))

    def _find(self, wanted: str) -> None:
        self._show_places(self._fitting(wanted))
        self._cursor = 0 if wanted.strip() and self.shown else -1
        self._is_aiming = self._cursor == 0
        self._number()
        self._mark()

    def _find_again(self) -> None:
        """What was typed before the pinyin was ready, now with it."""
        if self.search is not None and self.search.text():
            self._find(self.search.text())

    def _take_found(self) -> None:
        self.setFocus()
        self._take_cursor()

    def _number(self) -> None:
        for number, button in enumerate(self.shown):
            button.show_key(KEYS[number].upper() if number < len(KEYS) else "")

    def _move(self, step: int) -> None:
        shown = self.shown
        if not shown:
            return
        if self._cursor < 0:
            at = [n for n, one in enumerate(shown) if one.choice.name in self._picked]
            self._cursor = at[0] if at else (-1 if step > 0 else 0)
        self._cursor = (self._cursor + step) % len(shown)
        self._is_aiming = True
        self._mark()
        self.aimed_at.emit(shown[self._cursor])

    def _take_cursor(self) -> None:
        if 0 <= self._cursor < len(self.shown):
            self.choose(self.shown[self._cursor].choice.name)

    def _click(self) -> None:
        button = self.sender()
        assert isinstance(button, ChoiceButton)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._cursor = self.shown.index(button)
        self.choose(button.choice.name)

    def _mark(self) -> None:
        for number, button in enumerate(self.shown):
            button.setChecked(button.choice.name in self._picked)
            button.set_aimed(self.hasFocus() and self._is_aiming and number == self._cursor)
            if self.kind == "rank":
                name = button.choice.name
                place = self._picked.index(name) + 1 if name in self._picked else 0
                words = f"{place}. {button.choice.text}" if place else button.choice.text
                button.say(words)

    def _hand_over(self) -> None:
        if self.kind == "select_one":
            self.chosen.emit(self._picked[0])
        elif self.kind != "rank" or len(self._picked) == len(self._choices):
            several = sorted(self._picked, key=lambda name: self._names[name])
            self.chosen.emit(list(self._picked) if self.kind == "rank" else several)
        elif not self._picked:
            self.chosen.emit(None)


class ShownValue(AnswerField):
    """A value that the form calculated: to be read, not answered."""

    def __init__(self, question: QuestionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setProperty("role", "answer")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.label)
        self.ask(question)

    def ask(self, question: QuestionView) -> None:
        self.show_question(question)

    def show_question(self, question: QuestionView) -> None:
        self.label.setText("" if question.value is None else str(question.value))


_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
