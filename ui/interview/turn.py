"""Whose turn it is: what keys and buttons do while one kind of screen is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.interview.key_bar import KeyAction

if TYPE_CHECKING:
    from ui.interview.window import InterviewWindow


Shown = TypeVar("Shown", bound=QWidget)


class Turn(QObject, Generic[Shown]):
    """A pane and its actions by name; the window asks the turn at hand about every key."""

    def __init__(self, window: InterviewWindow, pane: Shown) -> None:
        super().__init__(window)
        self.window = window
        self.pane = pane
        self.runs: dict[str, Callable[[], None]] = {}

    def actions(self) -> list[KeyAction]:
        """What the bar shows, in order."""
        return []

    def take_focus(self) -> None:
        """Put the keys where they belong."""
        self.pane.setFocus()

    def keeps_tab(self) -> bool:
        """Whether Tab stays here: there is nothing to go to."""
        return False

    def wishes_keys(self, name: str) -> Callable[[], None] | None:
        """What a key does now."""
        return self.runs.get(name)

    def action(self, name: str, key: str, text: str, *, primary: bool = False) -> KeyAction:
        """An action of this turn for the bar."""
        return KeyAction(name, key, text, self.runs[name], primary=primary)
