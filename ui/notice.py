"""What stands in a page or table when there is nothing else to show: empty, loading, error."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme


def label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """A label in one of the stylesheet's roles."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(wraps)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


class Notice(QWidget):
    """An icon, one sentence, an explanation, and the one thing to do next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Callable[[], None] | None = None
        self._picture = QLabel()
        self._title = label("", "section", wraps=True)
        self._text = label("", "faint", wraps=True)
        self.button = QPushButton()
        self.button.clicked.connect(self._act)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for widget in (self._picture, self._title, self._text):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(widget)
        layout.addSpacing(8)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, icon: QIcon | None, title: str, text: str = "") -> None:
        """Show this, without a button."""
        self._picture.setVisible(icon is not None)
        if icon is not None:
            self._picture.setPixmap(icon.pixmap(theme.px(32), theme.px(32)))
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.button.hide()
        self._run = None

    def offer(self, text: str, run: Callable[[], None], *, primary: bool = False) -> None:
        """Add the button."""
        self._run = run
        self.button.setText(text)
        self.button.setProperty("primary", primary)
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)
        self.button.show()

    def _act(self) -> None:
        if self._run:
            self._run()
