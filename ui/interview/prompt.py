"""A line above the keys that asks one thing: a reason, a note, a confirmation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ui import theme
from ui.interview.fields import ComposingLine
from ui.notice import label


class Prompt(QFrame):
    """Enter takes what stands in the line, Esc leaves everything as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("prompt")
        self._on_done: Callable[[str], None] | None = None
        self._on_left: Callable[[], None] | None = None
        self._needs_text = False
        self.text = label("", "answer", wraps=True)
        self.line = ComposingLine()
        self.line.setProperty("role", "field")
        self.ok = QPushButton()
        self.ok.setProperty("primary", True)
        self.no = QPushButton()
        self.ok.clicked.connect(self.take)
        self.no.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.ok)
        row.addWidget(self.no)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(n) for n in (24, 12, 24, 12)))
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.text)
        layout.addLayout(row)
        self.hide()

    def ask(
        self,
        text: str,
        verb: str,
        on_done: Callable[[str], None],
        *,
        initial: str | None = "",
        on_left: Callable[[], None] | None = None,
        needs_text: bool = False,
    ) -> None:
        """Ask; ``initial`` of ``None`` asks for a mere yes."""
        self._on_done, self._on_left, self._needs_text = on_done, on_left, needs_text
        self.text.setText(text)
        self.line.setAccessibleName(text)
        self.line.setVisible(initial is not None)
        self.line.setText(initial or "")
        self.ok.setText(f"{verb}  ⏎")
        self.no.setText(self.tr("Cancel  Esc"))
        # Made before it had its place in the window, the line still has its height of then.
        self.line.setMinimumHeight(self.line.sizeHint().height())
        self.show()
        (self.line if initial is not None else self.ok).setFocus()

    def take(self) -> None:
        """Take what stands in the line."""
        self.line.take_composition()
        text = self.line.text().strip()
        if self._needs_text and not text:
            self.line.setFocus()
            return
        on_done, self._on_done = self._on_done, None
        self.hide()
        if on_done:
            on_done(text)

    def leave(self) -> None:
        """Leave everything as it was."""
        on_left, self._on_done, self._on_left = self._on_left, None, None
        self.hide()
        if on_left:
            on_left()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        # Everything else stays here: Backspace in an empty line must not go back a question.
