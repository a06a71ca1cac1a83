"""Yes, no, or it depends: required and read only."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from ui.designer.document import DesignDocument
from ui.designer.expression_field import ExpressionField
from ui.designer.fields import ComboField, Field, Stack
from ui.designer.words import tell
from ui.language import QT_TRANSLATE_NOOP

_NO, _YES, _IF = "no", "yes", "if"
_WORDS = {
    _NO: QT_TRANSLATE_NOOP("Designer", "No"),
    _YES: QT_TRANSLATE_NOOP("Designer", "Yes"),
    _IF: QT_TRANSLATE_NOOP("Designer", "Only if…"),
}
_TRUE = frozenset({"yes", "true", "true()"})
_FALSE = frozenset({"", "no", "false", "false()"})


class TruthField(Field):
    """A choice of three; the third has an expression."""

    def __init__(self, document: DesignDocument, field: str) -> None:
        super().__init__()
        self.answer = ComboField()
        self.expression = ExpressionField(document, field)
        self._take(Stack(self.answer, self.expression))
        self.setFocusProxy(self.answer)
        self.expression.hide()
        self.answer.edited.connect(self._choose)
        self.expression.edited.connect(self.edited)
        self._retranslate()

    def show_place(self, path: str) -> None:
        """Whose expression it is; another question begins anew."""
        self.expression.show_place(path)
        if path != getattr(self, "_path", None):
            self._path = path
            self._depends = False

    def show_value(self, value: object) -> None:
        text = str(value)
        plain = text.strip().lower()
        depends = plain not in _TRUE | _FALSE or (not plain and self._depends)
        self.answer.show_value(_IF if depends else _YES if plain in _TRUE else _NO)
        self.expression.setVisible(depends)
        if depends:
            self.expression.show_value(text)

    def set_name(self, text: str) -> None:
        self.answer.set_name(text)
        self.expression.set_name(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.answer.set_options([(key, tell(text)) for key, text in _WORDS.items()])

    def _choose(self, answer: object) -> None:
        self._depends = answer == _IF
        self.expression.setVisible(self._depends)
        if self._depends:
            self.expression.show_value("")
            self.expression.text.setFocus()
        self.edited.emit("yes" if answer == _YES else "")

    _path: str | None = None
    _depends = False
