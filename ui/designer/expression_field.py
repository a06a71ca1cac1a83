"""A field for an expression: completed, coloured, checked while typing, and put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QLabel

from questionnaires.editing.reasons import sentence_of
from questionnaires.expressions.checks import check
from questionnaires.expressions.explanation import FormLabels
from ui import theme
from ui.designer.completion import Offer, offers
from ui.designer.document import DesignDocument
from ui.designer.fields import Field, GrowingText, Stack, UndoPasses
from ui.designer.highlighter import ExpressionHighlighter
from ui.notice import label

if TYPE_CHECKING:
    from questionnaires.findings import Finding

_REST_MS = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
ROLES = {"count": "", "default": "", "extra::soft_constraint": "", "read_only": ""}
"""Fields whose words are no sentence of their own."""


class ExpressionText(GrowingText):
    """The text with its completions: they come while typing, all of them with Ctrl+Space."""

    def __init__(self, document: DesignDocument) -> None:
        super().__init__()
        self._desk = document
        self._offers: list[Offer] = []
        self._names = QStringListModel(self)
        self.completer = QCompleter(self._names, self)
        self.completer.setWidget(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(10)
        self.completer.activated.connect(self._put_in)
        self.highlighter = ExpressionHighlighter(self.document())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.completer.popup()
        if popup.isVisible() and event.key() in (*_ENTER, Qt.Key.Key_Escape):
            event.ignore()  # the list of completions answers these
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Space:
            self.complete(asked=True)
            return
        if event.key() in _ENTER[:2]:
            self.focusNextChild()
            return
        super().keyPressEvent(event)
        if event.text().strip() or event.key() == Qt.Key.Key_Backspace:
            self.complete()

    def complete(self, *, asked: bool = False) -> None:
        """Show what can be meant."""
        before = self.toPlainText()[: self.textCursor().position()]
        self._offers = offers(before, self._desk.layout, self._desk.language, asked=asked)
        popup = self.completer.popup()
        if not self._offers:
            popup.hide()
            return
        self._names.setStringList([one.shown for one in self._offers])
        rect = self.cursorRect()
        rect.setWidth(theme.px(360))
        self.completer.complete(rect)
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _put_in(self, shown: str) -> None:
        offer = next((one for one in self._offers if one.shown == shown), None)
        if offer is None:
            return
        cursor = self.textCursor()
        back = QTextCursor.MoveOperation.Left
        cursor.movePosition(back, QTextCursor.MoveMode.KeepAnchor, offer.replaces)
        after = self.toPlainText()[self.textCursor().position() :]
        cursor.insertText(offer.text)
        for mark in ("}", "'"):  # what the rest of the line closes already
            if offer.text.endswith(mark) and after.startswith(mark):
                cursor.deleteChar()
        self.setTextCursor(cursor)


class ExpressionField(Field):
    """``show_place`` says whose expression it is, which decides what its names mean."""

    def __init__(self, document: DesignDocument, field: str) -> None:
        super().__init__()
        self._document, self._field = document, field
        self._path = ""
        self.text = ExpressionText(document)
        self.words = label("", "small", wraps=True)
        self.fault = label("", "error", wraps=True)
        self._take(Stack(self.text, self.words, self.fault))
        self.setFocusProxy(self.text)
        self.text.installEventFilter(UndoPasses(self))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.look)
        self.text.textChanged.connect(self._tell)
        for widget in (self.words, self.fault):
            widget.hide()

    def show_place(self, path: str) -> None:
        """Whose expression it is."""
        self._path = path

    def show_value(self, value: object) -> None:
        text = str(value)
        if self.text.toPlainText() != text:
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)
            self.text.fit()
        self.look()

    def set_name(self, text: str) -> None:
        self.text.setAccessibleName(text)

    def look(self) -> None:
        """Check the text and put it into words, now."""
        text = self.text.toPlainText()
        column = self._field.removeprefix("extra::")
        found: tuple[Finding, ...] = ()
        if text.strip():
            found = check(text, self._document.layout, self._path, column)
        faults = [one for one in found if one.is_error]
        self.text.highlighter.mark(tuple(int(one.parameter("position")) for one in found))
        self._say(self.fault, "\n".join(_worded(one) for one in found[:3]))
        self._say(self.words, "" if faults or not text.strip() else self._sentence(text, column))
        self.text.setAccessibleDescription(self.fault.text() or self.words.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.look()
        elif event.type() == QEvent.Type.StyleChange:
            self.text.highlighter.rehighlight()

    def _sentence(self, text: str, column: str) -> str:
        from surveyapp.words import language

        spoken = language()
        labels = FormLabels(self._document.layout, self._document.language)
        own = self._path.rpartition("/")[2]
        role = ROLES.get(self._field, column)
        return sentence_of(text, labels, spoken, role, own)

    def _say(self, where: QLabel, text: str) -> None:
        where.setText(text)
        where.setVisible(bool(text))

    def _tell(self) -> None:
        self._rest.start()
        self.edited.emit(self.text.toPlainText())


def _worded(found: Finding) -> str:
    from surveyapp.findings.questionnaires import word_finding

    said = word_finding(found.code, found.parameters)
    return f"{said.sentence} {said.remedy}".strip()
