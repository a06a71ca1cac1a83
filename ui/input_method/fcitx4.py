"""Chinese input through fcitx 4 (UOS, Kylin), for which this Qt has no plugin.

Every key goes to fcitx first and is kept back until fcitx has answered; what it does not take is
handed to the window then, in the order typed. Nothing waits: a fcitx that hangs costs a key a
moment, and after a few such keys the letters go straight to the window and a message says so.

The protocol is that of fcitx 4.2, ``org.fcitx.Fcitx.InputMethod`` and ``.InputContext``. Passwords
are never shown to it.
"""

from __future__ import annotations

import os
import time
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import Any

from jeepney import DBusAddress
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPalette,
    QTextCharFormat,
    QWindow,
)
from PySide6.QtWidgets import QApplication

from ui.input_method.bus import Bus
from ui.input_method.composition import call_when_finished, never_call_when_finished
from ui.input_method.keys import key_event

_METHOD = "org.fcitx.Fcitx.InputMethod"
_CONTEXT = "org.fcitx.Fcitx.InputContext"
_PREEDIT, _FORMATTED, _COMMITS_ITSELF = 1 << 1, 1 << 4, 1 << 5
_HIGHLIGHT = 1 << 4
_PATIENCE = 0.3
"""Seconds a key waits for fcitx; it answers in about one thousandth."""
_MOST_FAILURES = 3
_MOST_ATTEMPTS, _RETRY_MS = 10, 300
_HIDDEN = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


@dataclass
class _Key:
    """A key that is kept back. ``taken`` is ``None`` until fcitx has answered."""

    event: QKeyEvent
    deadline: float
    taken: bool | None = None


class Fcitx4(QObject):
    """Stands between the windows and fcitx 4."""

    switched_off = Signal()
    """It did not answer, again and again."""

    def __init__(self, bus: Bus, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._name = name
        self._context = ""
        self._window: QWindow | None = None
        self._keys: deque[_Key] = deque()
        self._is_handing_on = False
        self._is_composing = False
        self._deaf = 0
        """Calls whose answer must come before signals mean something again."""
        self._failures = 0
        self._attempts = 0
        self._rectangle: tuple[int, ...] = ()
        self._clock = QTimer(self, interval=int(_PATIENCE * 1000), singleShot=True)
        self._clock.timeout.connect(self._run_out)
        bus.heard.connect(self._hear)
        bus.owner_changed.connect(self._owner_changed)
        bus.lost.connect(self._end)
        bus.listen(_CONTEXT)
        bus.watch(name)

    @property
    def is_on(self) -> bool:
        """Whether keys go to fcitx."""
        return bool(self._context)

    def begin(self) -> None:
        """Ask fcitx for a context; it is on once that has come."""
        address = DBusAddress("/inputmethod", bus_name=self._name, interface=_METHOD)
        body = (QGuiApplication.applicationName(), os.getpid())
        self._bus.call(address, "CreateICv3", "si", body, self._begun)

    def reset(self) -> None:
        """What was composed has been taken: fcitx forgets it."""
        if self._is_composing:
            self._is_composing = False
            self._deaf += 1
            self._call("Reset", answered=self._hear_again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_handing_on:
            self._is_handing_on = False
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # While composing, no shortcut of the window may take what is meant for fcitx.
            event.setAccepted(self._is_composing)
            return self._is_composing
        return event.type() in _KEYS and self._keep_back(event)

    # Keys.

    def _keep_back(self, event: QKeyEvent) -> bool:
        goes = self.is_on and bool(event.nativeVirtualKey()) and _takes_text()
        if not goes and not self._keys:
            return False
        key = _Key(event.clone(), time.monotonic() + _PATIENCE, None if goes else False)
        self._keys.append(key)
        if goes:
            released = event.type() == QEvent.Type.KeyRelease
            numbers = (event.nativeVirtualKey(), event.nativeScanCode(), event.nativeModifiers())
            body = (*numbers, int(released), event.timestamp() & 0xFFFFFFFF)
            self._call("ProcessKeyEvent", "uuuiu", body, partial(self._answer, key))
            if not self._clock.isActive():
                self._clock.start()
        return True

    def _answer(self, key: _Key, body: tuple[Any, ...] | None) -> None:
        if key.taken is not None:  # too late: the key has been handed on
            self._hear_again(body)
            return
        self._failures = 0
        key.taken = body is not None and body[0] > 0
        self._hand_on()

    def _hand_on(self) -> None:
        while self._keys and self._keys[0].taken is not None:
            key = self._keys.popleft()
            if not key.taken:
                self._deliver(key.event)

    def _deliver(self, event: QKeyEvent) -> None:
        window = _focus_window()
        if window is not None:
            self._is_handing_on = window is self._window
            QApplication.sendEvent(window, event)
            self._is_handing_on = False

    def _run_out(self) -> None:
        now = time.monotonic()
        for key in self._keys:
            if key.taken is None and key.deadline <= now:
                key.taken = False
                self._deaf += 1
                self._failures += 1
        if self._failures >= _MOST_FAILURES:
            self._end()
            self.switched_off.emit()
        self._hand_on()
        if self._keys:
            self._clock.start(max(int((self._keys[0].deadline - now) * 1000), 1))

    # Coming and going.

    def _begun(self, body: tuple[Any, ...] | None) -> None:
        if body is None:  # it has its name before it listens
            self._attempts += 1
            if self._attempts < _MOST_ATTEMPTS:
                QTimer.singleShot(_RETRY_MS, self, self.begin)
            return
        self._attempts = 0
        self._context = f"/inputcontext_{body[0]}"
        self._deaf = self._failures = 0
        self._call("EnableIC")
        self._call("SetCapacity", "u", (_PREEDIT | _FORMATTED | _COMMITS_ITSELF,))
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._enter_window)
        application.focusObjectChanged.connect(self._enter)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._follow_cursor)
        call_when_finished(self.reset)
        self._enter_window(_focus_window())
        self._enter(_focus_object())

    def _end(self) -> None:
        if not self.is_on:
            return
        self._context = ""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.disconnect(self._enter_window)
        application.focusObjectChanged.disconnect(self._enter)
        QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(self._follow_cursor)
        never_call_when_finished(self.reset)
        self._enter_window(None)
        if self._is_composing:
            self._show_preedit([], 0)
        for key in self._keys:
            key.taken = bool(key.taken)
        self._hand_on()

    def _owner_changed(self, name: str, is_owned: bool) -> None:
        if name == self._name:
            self._end()
            if is_owned:
                self.begin()

    def _enter_window(self, window: QWindow | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._forget_window)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget_window)

    def _forget_window(self) -> None:
        self._window = None

    def _enter(self, target: QObject | None) -> None:
        self._is_composing = False
        self._rectangle = ()
        if target is not None and _takes_text():
            self._call("FocusIn")
            self._follow_cursor()
        else:
            self._call("FocusOut")

    def _follow_cursor(self) -> None:
        window = _focus_window()
        if window is None:
            return
        inner = QGuiApplication.inputMethod().cursorRectangle().toRect()
        corner: QPoint = window.mapToGlobal(inner.topLeft())
        ratio = window.devicePixelRatio()
        place = (corner.x(), corner.y(), max(inner.width(), 1), max(inner.height(), 1))
        rectangle = tuple(round(one * ratio) for one in place)
        if rectangle != self._rectangle:
            self._rectangle = rectangle
            self._call("SetCursorRect", "iiii", rectangle)

    # What fcitx says.

    def _hear(self, path: str, member: str, body: tuple[Any, ...]) -> None:
        if path != self._context or self._deaf:
            return
        if member == "CommitString":
            self._is_composing = False
            event = QInputMethodEvent("", [])
            event.setCommitString(body[0])
            _send(event)
        elif member == "UpdateFormattedPreedit":
            self._show_preedit(body[0], body[1])
        elif member == "UpdatePreedit":
            self._show_preedit([(body[0], 0)], body[1])
        elif member == "ForwardKey":
            event = key_event(*body)
            if event is not None:
                self._deliver(event)

    def _show_preedit(self, parts: list[tuple[str, int]], cursor: int) -> None:
        text = "".join(part for part, _flags in parts)
        self._is_composing = bool(text)
        _send(QInputMethodEvent(text, _attributes(parts, text, cursor)))

    def _hear_again(self, _body: tuple[Any, ...] | None) -> None:
        self._deaf = max(self._deaf - 1, 0)

    def _call(
        self,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        answered: Any = None,
    ) -> None:
        if self._context:
            address = DBusAddress(self._context, bus_name=self._name, interface=_CONTEXT)
            self._bus.call(address, method, signature, body, answered)


def _focus_window() -> QWindow | None:
    return QGuiApplication.focusWindow()


def _focus_object() -> QObject | None:
    return QGuiApplication.focusObject()


def _takes_text() -> bool:
    """Whether what has the focus takes text, and may show it."""
    ask = QGuiApplication.inputMethod().queryFocusObject
    if not ask(Qt.InputMethodQuery.ImEnabled, None):
        return False
    return not int(ask(Qt.InputMethodQuery.ImHints, None) or 0) & _HIDDEN.value


def _attributes(
    parts: list[tuple[str, int]], text: str, cursor: int
) -> list[QInputMethodEvent.Attribute]:
    """Underline what is composed, mark what is being chosen; fcitx counts the cursor in bytes."""
    kinds = QInputMethodEvent.AttributeType
    found: list[QInputMethodEvent.Attribute] = []
    start = 0
    for part, flags in parts:
        look = QTextCharFormat()
        look.setFontUnderline(True)
        if flags & _HIGHLIGHT:
            colours = QGuiApplication.palette()
            look.setBackground(QColor(colours.color(QPalette.ColorRole.Highlight)))
            look.setForeground(QColor(colours.color(QPalette.ColorRole.HighlightedText)))
        length = _units(part)
        found.append(QInputMethodEvent.Attribute(kinds.TextFormat, start, length, look))
        start += length
    before = text.encode()[: max(cursor, 0)].decode(errors="ignore")
    at = _units(before) if cursor >= 0 else start
    found.append(QInputMethodEvent.Attribute(kinds.Cursor, at, 1, None))
    return found


def _units(text: str) -> int:
    """Length as Qt counts it: rare characters take two."""
    return len(text.encode("utf-16-le")) // 2


def _send(event: QInputMethodEvent) -> None:
    target = _focus_object()
    if target is not None:
        QApplication.sendEvent(target, event)
