"""The fields of the property panel: each shows a value and says what was typed.

None keeps its own history: undo belongs to the whole questionnaire.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui import theme

_MOST_LINES = 6


class UndoPasses(QObject):
    """Lets undo and redo through to the questionnaire instead of the field that has the keys."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class Field(QWidget):
    """One property. ``edited`` carries the new value, ``left`` that the focus went elsewhere."""

    edited = Signal(object)

    def show_value(self, value: object) -> None:
        """Show a value without saying that it was edited."""
        raise NotImplementedError

    def set_name(self, text: str) -> None:
        """The accessible name."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be typed."""
        self.setDisabled(read_only)

    def _take(self, widget: QWidget) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        self.setFocusProxy(widget)
        widget.installEventFilter(UndoPasses(self))


class LineField(Field):
    """One line; with ``live`` each letter counts, else what stands there when one leaves."""

    def __init__(self, *, live: bool = True) -> None:
        super().__init__()
        self.line = QLineEdit()
        self._take(self.line)
        self._shown = ""
        if live:
            self.line.textEdited.connect(self._tell)
        else:
            self.line.editingFinished.connect(self._finish)

    def show_value(self, value: object) -> None:
        self._shown = str(value)
        if self.line.text() != self._shown:
            self.line.setText(self._shown)

    def set_name(self, text: str) -> None:
        self.line.setAccessibleName(text)

    def restore(self) -> None:
        """Show what was there before: what was typed cannot be."""
        self.line.setText(self._shown)

    def _tell(self, text: str) -> None:
        self._shown = text
        self.edited.emit(text)

    def _finish(self) -> None:
        if self.line.text() != self._shown:
            self.edited.emit(self.line.text().strip())
            self.restore()


class GrowingText(QPlainTextEdit):
    """Several lines, as high as what is in it; Tab leaves it."""

    left = Signal()

    def __init__(self, lines: int = 1) -> None:
        super().__init__()
        self._least = lines
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height of the text."""
        lines = min(max(int(self.document().size().height()), self._least), _MOST_LINES)
        wanted = lines * self.fontMetrics().lineSpacing() + theme.px(8)
        wanted += 2 * int(self.document().documentMargin())
        policy = Qt.ScrollBarPolicy
        fits = self.document().size().height() <= _MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        if self.height() != wanted or self.maximumHeight() != wanted:
            self.setFixedHeight(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TextField(Field):
    """Text of any length."""

    def __init__(self, lines: int = 1) -> None:
        super().__init__()
        self.text = GrowingText(lines)
        self._take(self.text)
        self.text.textChanged.connect(self._tell)

    def show_value(self, value: object) -> None:
        text = str(value)
        if self.text.toPlainText() != text:
            with QSignalBlocker(self.text):
                self.text.setPlainText(text)
            self.text.fit()

    def set_name(self, text: str) -> None:
        self.text.setAccessibleName(text)

    def _tell(self) -> None:
        self.edited.emit(self.text.toPlainText())


class CheckField(Field):
    """Yes or no; ``on`` and ``off`` are the values they stand for."""

    def __init__(self, on: object = True, off: object = False) -> None:
        super().__init__()
        self._on, self._off = on, off
        self.box = QCheckBox()
        self._take(self.box)
        self.box.clicked.connect(self._tell)

    def show_value(self, value: object) -> None:
        self.box.setChecked(value == self._on)

    def set_name(self, text: str) -> None:
        self.box.setText(text)
        self.box.setAccessibleName(text)

    def _tell(self, checked: bool) -> None:
        self.edited.emit(self._on if checked else self._off)


class CalmCombo(QComboBox):
    """A combo box that the wheel does not change in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ComboField(Field):
    """One of several values; ``editable`` takes others too."""

    def __init__(self, *, editable: bool = False) -> None:
        super().__init__()
        self.combo = CalmCombo()
        self.combo.setEditable(editable)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(8)
        self._editable = editable
        self._take(self.combo)
        self.combo.activated.connect(self._tell)
        line = self.combo.lineEdit() if editable else None
        if line is not None:
            line.installEventFilter(UndoPasses(self))
            line.editingFinished.connect(self._tell_typed)
            self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._shown = ""

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Value and what it is called."""
        with QSignalBlocker(self.combo):
            known = [
                (self.combo.itemData(n), self.combo.itemText(n)) for n in range(self.combo.count())
            ]
            if known != list(options):
                self.combo.clear()
                for value, text in options:
                    self.combo.addItem(text, value)
                if not self._shown and options:
                    self._shown = options[0][0]
                self.show_value(self._shown)

    def show_value(self, value: object) -> None:
        self._shown = str(value)
        with QSignalBlocker(self.combo):
            place = self.combo.findData(self._shown)
            if place >= 0:
                self.combo.setCurrentIndex(place)
            elif self._editable:
                self.combo.setEditText(self._shown)
            else:
                self.combo.addItem(self._shown, self._shown)
                self.combo.setCurrentIndex(self.combo.count() - 1)

    def set_name(self, text: str) -> None:
        self.combo.setAccessibleName(text)

    def _tell(self) -> None:
        value = self.combo.currentData()
        if value is not None and value != self._shown:
            self._shown = value
            self.edited.emit(value)

    def _tell_typed(self) -> None:
        text = self.combo.currentText().strip()
        place = self.combo.findText(text)
        value = self.combo.itemData(place) if place >= 0 else text
        if value != self._shown:
            self._shown = value
            self.edited.emit(value)


class Stack(QWidget):
    """Widgets one below the other, without margins."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        for widget in widgets:
            self.column.addWidget(widget)
