"""Keeps what an input method has not committed yet when the person goes on.

Told to commit, the plugin of ibus (through which fcitx5 comes too) empties the field instead, and
Qt tells it so whenever the focus is about to move. What stood in the field is therefore remembered
before, and put in where nothing was committed.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

_LATE_SECONDS = 0.5
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_DROPPED_MS = 600
_LEAVES = QEvent.Type.FocusAboutToChange
_GOES_ON = (QEvent.Type.MouseButtonPress, QEvent.Type.FocusAboutToChange)


class Composition(QObject):
    """What is being composed in one widget. A child of it, so that it goes with it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._window: QWindow | None = None
        self._committed = False
        self._dropped = ""
        self._soon = QTimer(self, interval=_DROPPED_MS, singleShot=True)
        self._soon.timeout.connect(self._forget_dropped)
        self.text = ""
        """Shown in the field, and not yet part of what the field holds."""
        widget.installEventFilter(self)
        # A field that Qt made itself (the editor of a table's cell) has a passing Python object
        # only, which would take this one with it while Qt still calls the filter.
        _alive.add(self)
        self.destroyed.connect(functools.partial(_alive.discard, self))

    def finish(self) -> None:
        """Let the input method commit; where it drops the text, put in what was shown."""
        shown = self.text
        if not shown:
            return
        self._committed = False
        QGuiApplication.inputMethod().commit()
        self._dropped = ""
        if not self._committed:
            _send_commit(self._widget, shown)
            _late.expect(shown)
        QGuiApplication.inputMethod().reset()
        for reset in tuple(_resets):
            reset()

    def forget(self) -> None:
        """The field begins with another text: what was dropped does not belong there."""
        self._soon.stop()
        self._forget_dropped()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            return self._follow(event)
        # A key that comes to the window may still be meant for the input method.
        commands = watched is self._widget and isinstance(event, QKeyEvent) and _is_command(event)
        if commands or event.type() in _GOES_ON:
            self.finish()
        if self._dropped and watched is self._window and event.type() == _LEAVES:
            self._take_dropped()
        return False

    def _follow(self, event: QInputMethodEvent) -> bool:
        said = event.commitString()
        if said and _late.is_repeated(said):
            return True
        self._committed = self._committed or bool(said)
        if self.text and not said and not event.preeditString():
            self._dropped = self.text
            self._soon.start()
        self.text = event.preeditString()
        if self.text:
            _late.forget()
        self._watch_window()
        return False

    def _take_dropped(self) -> None:
        """The input method took the text away because another window has come in front."""
        dropped, self._dropped = self._dropped, ""
        _send_commit(self._widget, dropped)
        _late.expect(dropped)

    def _forget_dropped(self) -> None:
        self._dropped = ""
        self._watch_window()

    def _watch_window(self) -> None:
        """See a click before anything else does, but only while something is unfinished."""
        needed = bool(self.text or self._dropped)
        if needed and self._window is None:
            top = self._widget.window()
            if top.internalWinId():  # shown, so that there is something to click on
                self._window = top.windowHandle()
                self._window.installEventFilter(self)
        elif not needed and self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None


class CompositionWatch(QObject):
    """Gives every field that takes text its ``Composition`` when it is entered."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusChanged.connect(self._attend)

    def _attend(self, _left: QWidget | None, entered: QWidget | None) -> None:
        if entered is not None and entered.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            composition_of(entered)


def composition_of(widget: QWidget) -> Composition:
    """What is being composed in a widget."""
    only = Qt.FindChildOption.FindDirectChildrenOnly
    found = widget.findChild(Composition, options=only)
    return found if isinstance(found, Composition) else Composition(widget)


def call_when_finished(reset: Callable[[], None]) -> None:
    """For an input method that Qt does not know: what it composed has been taken."""
    _resets.append(reset)


def never_call_when_finished(reset: Callable[[], None]) -> None:
    """It is not there any more."""
    _resets.remove(reset)


class _Late:
    """Some input methods commit on their own after the text was put in: once is enough."""

    def __init__(self) -> None:
        self._text = ""
        self._until = 0.0

    def expect(self, text: str) -> None:
        self._text, self._until = text, time.monotonic() + _LATE_SECONDS

    def forget(self) -> None:
        """What comes from now on belongs to a new composition."""
        self._text = ""

    def is_repeated(self, text: str) -> bool:
        repeated = text == self._text and time.monotonic() < self._until
        if repeated:
            self._text = ""
        return repeated


_late = _Late()
_alive: set[Composition] = set()
_resets: list[Callable[[], None]] = []


def _send_commit(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def _is_command(event: QKeyEvent) -> bool:
    """Keys that the input method let pass and that mean something else than text."""
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    is_modifier = Qt.Key.Key_Shift <= event.key() <= Qt.Key.Key_ScrollLock
    commands = bool(event.modifiers() & _COMMANDS) and not is_modifier
    return commands or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
