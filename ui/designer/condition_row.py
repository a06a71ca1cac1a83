"""A condition put together from three fields, for who does not write expressions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from questionnaires.editing import conditions
from questionnaires.editing.conditions import Condition
from questionnaires.expressions.layout import Place
from ui.designer.document import DesignDocument
from ui.designer.fields import CalmCombo
from ui.designer.words import tell, text_of
from ui.interview.flow_layout import FlowLayout
from ui.language import QT_TRANSLATE_NOOP

OPERATORS = {
    "is": QT_TRANSLATE_NOOP("Designer", "is"),
    "is_not": QT_TRANSLATE_NOOP("Designer", "is not"),
    "includes": QT_TRANSLATE_NOOP("Designer", "includes"),
    "lacks": QT_TRANSLATE_NOOP("Designer", "does not include"),
    "at_least": QT_TRANSLATE_NOOP("Designer", "is at least"),
    "at_most": QT_TRANSLATE_NOOP("Designer", "is at most"),
    "more": QT_TRANSLATE_NOOP("Designer", "is more than"),
    "less": QT_TRANSLATE_NOOP("Designer", "is less than"),
    "answered": QT_TRANSLATE_NOOP("Designer", "is answered"),
    "empty": QT_TRANSLATE_NOOP("Designer", "is not answered"),
}


class ConditionRow(QWidget):
    """``written`` carries the condition as an expression, ``and`` or ``or``."""

    written = Signal(str, str)
    given_up = Signal()

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._places: dict[str, Place] = {}
        self._path = ""
        self.question, self.operator, self.choice = CalmCombo(), CalmCombo(), CalmCombo()
        self.typed = QLineEdit()
        self.value = QStackedWidget()
        self.both, self.either = QPushButton(), QPushButton()
        self._build_ui()
        self.question.currentIndexChanged.connect(self._show_question)
        self.operator.currentIndexChanged.connect(self._show_value)
        self.both.clicked.connect(self._write_and)
        self.either.clicked.connect(self._write_or)
        self.typed.returnPressed.connect(self._write_and)
        self.retranslate()

    def show_place(self, path: str, expression: str) -> None:
        """Offer the questions that can be asked about there, the nearest before it first."""
        self._path = path
        found = conditions.askable(self._document.layout, path)
        paths = list(self._document.layout.places)
        at = paths.index(path) if path in paths else len(paths)
        before = [one for one in found if paths.index(one.path) < at]
        self._places = {
            one.path: one for one in (*reversed(before), *(f for f in found if f not in before))
        }
        chosen = self.question.currentData()
        with QSignalBlocker(self.question):
            self.question.clear()
            for one in self._places.values():
                self.question.addItem(self._called(one), one.path)
            self.question.setCurrentIndex(max(0, self.question.findData(chosen)))
        self._show_question()
        self.either.setVisible(bool(expression.strip()))
        self.both.setText(self._and_text(bool(expression.strip())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.question.setAccessibleName(self.tr("Question the condition is about"))
        self.operator.setAccessibleName(self.tr("Comparison"))
        for field in (self.choice, self.typed):
            field.setAccessibleName(self.tr("Answer to compare with"))
        self.both.setText(self._and_text(not self.either.isHidden()))
        self.either.setText(self.tr("Or this"))
        self._show_question()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _and_text(self, has_condition: bool) -> str:
        return self.tr("And also this") if has_condition else self.tr("Take this condition")

    def _called(self, place: Place) -> str:
        question = place.question
        text = text_of(question.labels, self._document.language) if question else ""
        return f"{place.name}  {text[:40]}"

    def _place(self) -> Place | None:
        return self._places.get(self.question.currentData() or "")

    def _show_question(self) -> None:
        place = self._place()
        with QSignalBlocker(self.operator):
            kept = self.operator.currentData()
            self.operator.clear()
            for key in conditions.operators_for(place.kind) if place else ():
                self.operator.addItem(tell(OPERATORS[key]), key)
            self.operator.setCurrentIndex(max(0, self.operator.findData(kept)))
        self.choice.clear()
        layout, language = self._document.layout, self._document.language
        list_name = place.list_name if place else ""
        for row in (layout.rows(list_name) or ()) if list_name else ():
            code = row.get("name", "")
            self.choice.addItem(layout.label(list_name, code, language) or code, code)
        self._show_value()
        for button in (self.both, self.either):
            button.setEnabled(place is not None and self._document.may_edit)

    def _show_value(self) -> None:
        wants = self.operator.currentData() not in ("answered", "empty", None)
        self.value.setVisible(wants)
        self.value.setCurrentWidget(self.choice if self.choice.count() else self.typed)

    def _write_and(self) -> None:
        self._write("and")

    def _write_or(self) -> None:
        self._write("or")

    def _write(self, word: str) -> None:
        place = self._place()
        if place is None:
            return
        chosen = self.choice.currentData() if self.choice.count() else self.typed.text().strip()
        operator: str = self.operator.currentData()
        if not chosen and operator not in ("answered", "empty"):
            self.typed.setFocus()
            return
        text = conditions.write(Condition(place.name, operator, chosen or ""), place.kind)
        self.written.emit(text, word)

    def _build_ui(self) -> None:
        self.value.addWidget(self.choice)
        self.value.addWidget(self.typed)
        for combo in (self.question, self.operator, self.choice):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(6)
        self.value.setMaximumHeight(self.choice.sizeHint().height() + 8)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.question, 0, 0, 1, 4)
        grid.addWidget(self.operator, 1, 0)
        grid.addWidget(self.value, 1, 1, 1, 3)
        buttons = FlowLayout()
        buttons.addWidget(self.both)
        buttons.addWidget(self.either)
        grid.addLayout(buttons, 2, 0, 1, 4)
        grid.setColumnStretch(1, 1)
