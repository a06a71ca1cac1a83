"""Fields that take an answer. A choice is handed over at once, what is typed when one leaves.

Unfinished composition of an input method is taken as it stands (``ui.input_method.composition``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.input_method.composition import composition_of
from ui.interview.numbers import plain_date, plain_moment, plain_number, plain_time
from ui.interview.view import QuestionView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONG_TEXT = 3


class AnswerField(QWidget):
    """One question's field."""

    chosen = Signal(object)
    entered = Signal()
    """The field was entered with the mouse or the keyboard."""

    def ask(self, question: QuestionView) -> None:
        """Take an answer to another question from now on; nothing of the one before stays."""
        raise NotImplementedError

    def prepare(self, question: QuestionView) -> bool:
        """Build a part of what this question will need; whether there is more to build."""
        del question
        return False

    def show_question(self, question: QuestionView) -> None:
        """Show the answer as it is stored."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where Tab stands in it, in order."""
        return [self.focusProxy() or self]

    def typed(self) -> tuple[object] | None:
        """What was typed and not handed over yet, in a tuple of one; ``None`` where nothing."""
        return None

    def take_composition(self) -> None:
        """Finish what an input method is composing."""


class ComposingLine(QLineEdit):
    """A line that keeps unfinished composition, and lets Backspace pass when it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composition = composition_of(self)

    @property
    def is_composing(self) -> bool:
        """Whether an input method has not committed yet."""
        return bool(self._composition.text)

    def take_composition(self) -> None:
        """Finish what an input method is composing."""
        self._composition.finish()

    def begin_with(self, text: str) -> None:
        """Hold this and nothing of before: another question is asked."""
        self._composition.forget()
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text() and not self.is_composing:
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.key() in _ENTER:
            event.ignore()


class ComposingText(QPlainTextEdit):
    """Several lines; Enter goes on (Shift+Enter begins a line), Tab leaves the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composition = composition_of(self)
        self.setTabChangesFocus(True)

    @property
    def is_composing(self) -> bool:
        """Whether an input method has not committed yet."""
        return bool(self._composition.text)

    def take_composition(self) -> None:
        """Finish what an input method is composing."""
        self._composition.finish()

    def begin_with(self, text: str) -> None:
        """Hold this and nothing of before: another question is asked."""
        self._composition.forget()
        self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        empty = not self.toPlainText() and not self.is_composing
        leaves = event.key() in _ENTER and not shifted
        if leaves or (event.key() == Qt.Key.Key_Backspace and empty):
            event.ignore()
            return
        super().keyPressEvent(event)


def is_special(question: QuestionView) -> bool:
    """Whether the respondent refused or did not know: what was typed is gone then."""
    return question.status in ("refused", "dont_know")


class LineField(AnswerField):
    """A number, a date, a time, or one line of text."""

    def __init__(self, question: QuestionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain: Callable[[str], str] = str.strip
        self._stored = ""
        self._handed: str | None = None
        """What was handed over with a step and is not known to be stored yet."""
        self.line = ComposingLine()
        self.line.setProperty("role", "field")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._leave)
        self.ask(question)

    def ask(self, question: QuestionView) -> None:
        self._plain = _PLAIN.get(question.kind, str.strip)
        self._stored = self._plain("" if question.value is None else str(question.value))
        self._handed = None
        self.line.begin_with(self._stored)
        self.line.setAccessibleName(question.text)
        self.line.setReadOnly(question.is_read_only)
        self.line.setPlaceholderText(_EXAMPLES.get(question.kind, ""))
        self.line.setMaximumWidth(theme.px(_WIDTHS.get(question.kind, 4000)))
        numbers = Qt.InputMethodHint.ImhPreferNumbers
        plain = Qt.InputMethodHint.ImhNone
        self.line.setInputMethodHints(numbers if question.kind in _PLAIN else plain)

    def show_question(self, question: QuestionView) -> None:
        text = "" if question.value is None else str(question.value)
        same = self._plain(self.line.text()) == text
        if is_special(question) or ((same or not self._is_dirty()) and not self.line.is_composing):
            self.line.setText(text)
        self._stored, self._handed = text, None

    def typed(self) -> tuple[object] | None:
        if not self._is_dirty():
            return None
        self._handed = self._plain(self.line.text())
        return (self._handed,)

    def take_composition(self) -> None:
        self.line.take_composition()

    def _is_dirty(self) -> bool:
        return self._plain(self.line.text()) != self._stored

    def _leave(self) -> None:
        # Enter is answered by the window together with the step it asks for.
        text = self._plain(self.line.text())
        if not self.line.hasFocus() and text not in (self._stored, self._handed):
            self.chosen.emit(text)


class TextField(AnswerField):
    """Several lines of text."""

    def __init__(self, question: QuestionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.text = ComposingText()
        self.text.setProperty("role", "field")
        self.text.setMinimumHeight(theme.px(40 * _LONG_TEXT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self.setFocusProxy(self.text)
        self.ask(question)

    def ask(self, question: QuestionView) -> None:
        self._stored = "" if question.value is None else str(question.value)
        self.text.begin_with(self._stored)
        self.text.setAccessibleName(question.text)
        self.text.setReadOnly(question.is_read_only)

    def show_question(self, question: QuestionView) -> None:
        text = "" if question.value is None else str(question.value)
        if is_special(question) or (not self._is_dirty() and self._written() != text):
            self.text.setPlainText(text)
        self._stored = text

    def typed(self) -> tuple[object] | None:
        return (self._written(),) if self._is_dirty() else None

    def take_composition(self) -> None:
        self.text.take_composition()

    def _written(self) -> str:
        return self.text.toPlainText().strip()

    def _is_dirty(self) -> bool:
        return self._written() != self._stored


_PLAIN: Mapping[str, Callable[[str], str]] = {
    "integer": plain_number,
    "decimal": plain_number,
    "range": plain_number,
    "date": plain_date,
    "time": plain_time,
    "datetime": plain_moment,
}
_EXAMPLES = {
    "date": "2026-11-23",
    "time": "08:30",
    "datetime": "2026-11-23 08:30",
    "geopoint": "30.75 120.75",
}
_WIDTHS = {
    "integer": 240,
    "decimal": 240,
    "range": 240,
    "date": 280,
    "time": 200,
    "datetime": 400,
}
