"""Ctrl+K: every action by its name in either language, by pinyin or its initials."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui import theme
from ui.commands import Command, rank


class CommandPalette(QDialog):
    """Type, choose with the arrows, Enter runs. Esc closes."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setWindowTitle(self.tr("Find an action"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.resize(theme.px(520), theme.px(380))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Name of an action, in Chinese, English or pinyin"))
        self.search.setAccessibleName(self.tr("Find an action"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Actions found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.textChanged.connect(self.find)
        self.search.returnPressed.connect(self.run_current)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self.run_current)
        self.list.itemClicked.connect(self.run_current)
        self.find("")

    @Slot(str)
    def find(self, text: str) -> None:
        """Show the commands that fit, best first."""
        ranked = [(rank(command, text), place) for place, command in enumerate(self._commands)]
        fitting = sorted((fit, place) for fit, place in ranked if fit is not None)
        self.list.clear()
        for _, place in fitting:
            command = self._commands[place]
            key = f"    {command.shortcut}" if command.shortcut else ""
            item = QListWidgetItem(f"{command.text}{key}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, place)
        self.list.setCurrentRow(0)

    @Slot()
    def run_current(self) -> None:
        """Close and run the chosen command."""
        if not self.list.count():
            return
        self.accept()
        place = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        self._commands[place].run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = moves.get(Qt.Key(event.key()))
            if step is not None:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)
