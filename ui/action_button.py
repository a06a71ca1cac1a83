"""A button that stands for a command."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton

from ui import icons
from ui.commands import Command


class ActionButton(QPushButton):
    """Shows the command's name, icon and key; the caller connects ``clicked``."""

    def __init__(self, command: Command) -> None:
        super().__init__()
        self.command = command
        self.setProperty("primary", command.place == "primary")
        self.restyle()
        self.retranslate()

    def retranslate(self) -> None:
        """Name it in the language in use."""
        text = self.command.text
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({self.command.shortcut})" if self.command.shortcut else text)

    def restyle(self) -> None:
        """Take the icon of the theme in use."""
        if self.command.icon:
            on_accent = self.command.place == "primary"
            self.setIcon(icons.on_accent(self.command.icon) if on_accent else self.command.icon())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.restyle()
