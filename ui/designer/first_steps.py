"""What a questionnaire without questions shows: where to begin."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons
from ui.designer.icons import kind_icon
from ui.designer.words import kind_word
from ui.notice import label

_KINDS = ("select_one", "select_multiple", "integer", "text")
GRID, BANK = "grid", "bank"


class FirstSteps(QWidget):
    """``wanted`` carries a kind of question, ``grid`` or ``bank``."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.text = label("", "section", wraps=True), label("", wraps=True)
        self.buttons = {key: QPushButton() for key in (*_KINDS, GRID, BANK)}
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (key, button) in enumerate(self.buttons.items()):
            button.clicked.connect(partial(self._want, key))
            grid.addWidget(button, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.text)
        layout.addLayout(grid)
        self.retranslate()
        self.restyle()

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.heading.setText(self.tr("Begin with the first question"))
        self.text.setText(
            self.tr(
                "Choose what is answered and type the text. Further questions come from “Add” "
                "above the tree; “Preview” shows what the surveyor will see."
            )
        )
        for kind in _KINDS:
            self.buttons[kind].setText(kind_word(kind))
        self.buttons[GRID].setText(self.tr("Grid"))
        self.buttons[BANK].setText(self.tr("Take from the question bank"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def restyle(self) -> None:
        """Take the icons of the theme in use."""
        for kind in _KINDS:
            self.buttons[kind].setIcon(kind_icon(kind))
        self.buttons[GRID].setIcon(icons.icon_named("grid-line"))
        self.buttons[BANK].setIcon(icons.icon_named("book-open-line"))

    def _want(self, key: str, _checked: bool = False) -> None:
        self.wanted.emit(key)
