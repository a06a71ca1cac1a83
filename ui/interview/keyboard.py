"""Which key means what in an interview; shown on screen, so that nobody has to learn it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_CONTROL = Qt.KeyboardModifier.ControlModifier
_PLAIN = {
    Qt.Key.Key_Return: "next",
    Qt.Key.Key_Enter: "next",
    Qt.Key.Key_PageDown: "next",
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_PageUp: "back",
    Qt.Key.Key_Escape: "leave",
    Qt.Key.Key_F2: "note",
    Qt.Key.Key_F3: "language",
    Qt.Key.Key_F4: "dont_know",
    Qt.Key.Key_F6: "refused",
    Qt.Key.Key_F7: "reveal",
    Qt.Key.Key_F8: "contact",
    Qt.Key.Key_F9: "card",
    Qt.Key.Key_F10: "break_off",
}
_WITH_CONTROL = {Qt.Key.Key_P: "pause", Qt.Key.Key_J: "jump"}
_TAKEN = (Qt.Key.Key_P, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_O)


def action_of(event: QKeyEvent) -> str:
    """The name of what a key asks for; empty where it asks for nothing."""
    key = Qt.Key(event.key())
    if event.modifiers() & _CONTROL:
        return _WITH_CONTROL.get(key, "")
    return _PLAIN.get(key, "")


def is_ours(event: QKeyEvent) -> bool:
    """Keys that must not reach the window's shortcuts while an interview is on."""
    key = event.key()
    if event.modifiers() & _CONTROL:
        return Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or key in _TAKEN
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12 or key == Qt.Key.Key_Escape


class KeyKeeper(QWidget):
    """Has the focus while the next screen is on its way, and keeps what is typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given, never reached by Tab or mouse
        self.setFixedSize(0, 0)
        self._keys: list[QKeyEvent] = []

    def take(self) -> list[QKeyEvent]:
        """What was typed; forgotten here."""
        keys, self._keys = self._keys, []
        return keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keys.append(event.clone())
