"""What can be done now, each with its key: shown, so that nobody has to learn it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui import theme
from ui.interview.flow_layout import FlowLayout


@dataclass(frozen=True)
class KeyAction:
    """A key with its words and what it does."""

    name: str
    key: str
    text: str
    run: Callable[[], None]
    primary: bool = False


class KeyBar(QFrame):
    """A row of buttons that never take the focus from the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keys")
        self.buttons: dict[str, QPushButton] = {}
        self._shown: list[tuple[str, str, str]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*(theme.px(n) for n in (24, 8, 24, 8)))
        self._box = QWidget()
        self._row.addWidget(self._box)

    def show_actions(self, actions: list[KeyAction]) -> None:
        """Show these actions and no others."""
        shown = [(one.name, one.key, one.text) for one in actions]
        if shown == self._shown:
            return
        self._shown = shown
        self._row.removeWidget(self._box)
        self._box.hide()
        self._box.deleteLater()
        self._box = QWidget()
        flow = FlowLayout(self._box, theme.px(6))
        self.buttons = {}
        for action in actions:
            button = QPushButton(f"{action.text}  {action.key}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("primary", action.primary)
            button.setAccessibleName(action.text)
            button.clicked.connect(action.run)
            self.buttons[action.name] = button
            flow.addWidget(button)
        self._row.addWidget(self._box, 1)

    def show_only(self, wanted: Mapping[str, bool]) -> None:
        """Show or hide those named."""
        changed = [
            (self.buttons[name], is_shown)
            for name, is_shown in wanted.items()
            if name in self.buttons and self.buttons[name].isHidden() is is_shown
        ]
        if changed:
            self._box.hide()  # a button that appears in a shown box lays out the whole window
            for button, is_shown in changed:
                button.setVisible(is_shown)
            self._box.show()
