"""Keys as X names them, for what an input method hands back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_UNICODE = 0x01000000
_SHIFT, _CONTROL, _ALT, _SUPER = 1, 4, 8, 64
_RELEASE = 1
_KEYS: Mapping[int, tuple[Qt.Key, str]] = {
    0xFF08: (Qt.Key.Key_Backspace, "\b"),
    0xFF09: (Qt.Key.Key_Tab, "\t"),
    0xFF0D: (Qt.Key.Key_Return, "\r"),
    0xFF1B: (Qt.Key.Key_Escape, "\x1b"),
    0xFF50: (Qt.Key.Key_Home, ""),
    0xFF51: (Qt.Key.Key_Left, ""),
    0xFF52: (Qt.Key.Key_Up, ""),
    0xFF53: (Qt.Key.Key_Right, ""),
    0xFF54: (Qt.Key.Key_Down, ""),
    0xFF55: (Qt.Key.Key_PageUp, ""),
    0xFF56: (Qt.Key.Key_PageDown, ""),
    0xFF57: (Qt.Key.Key_End, ""),
    0xFF8D: (Qt.Key.Key_Enter, "\r"),
    0xFFFF: (Qt.Key.Key_Delete, "\x7f"),
}
_MODIFIERS = {
    _SHIFT: Qt.KeyboardModifier.ShiftModifier,
    _CONTROL: Qt.KeyboardModifier.ControlModifier,
    _ALT: Qt.KeyboardModifier.AltModifier,
    _SUPER: Qt.KeyboardModifier.MetaModifier,
}


def key_event(keysym: int, state: int, kind: int) -> QKeyEvent | None:
    """The key press (or release) that X would have sent; ``None`` for keys without meaning."""
    found = _meaning(keysym)
    if found is None:
        return None
    modifiers = Qt.KeyboardModifier.NoModifier
    for bit, modifier in _MODIFIERS.items():
        if state & bit:
            modifiers |= modifier
    key, text = found
    pressed = QEvent.Type.KeyRelease if kind == _RELEASE else QEvent.Type.KeyPress
    return QKeyEvent(pressed, int(key), modifiers, text)


def _meaning(keysym: int) -> tuple[int, str] | None:
    if keysym in _KEYS:
        key, text = _KEYS[keysym]
        return key.value, text
    number = keysym - _UNICODE if keysym > _UNICODE else keysym
    if 0x20 <= number < 0x100 or keysym > _UNICODE:
        text = chr(number)
        return ord(text.upper()[0]), text
    return None
