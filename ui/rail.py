"""The left rail: the pages in the order of the work, each with its state; below, the looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.commands import Command

WIDE, NARROW = 200, 56


@dataclass(frozen=True)
class Entry:
    """A page in the rail."""

    key: str
    title: Callable[[], str]
    icon: Callable[[], QIcon]


class RailButton(QPushButton):
    """A page: icon, name, and the mark of its state at the right edge."""

    def __init__(self, entry: Entry, number: int) -> None:
        super().__init__()
        self.entry = entry
        self.number = number
        self.state = "empty"
        self.sentence = ""
        self.is_narrow = False
        self.setCheckable(True)
        self.restyle()

    def set_state(self, state: str, sentence: str) -> None:
        """Take the page's state, said in words in tip and accessible description."""
        self.state, self.sentence = state, sentence
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Name it in the language in use."""
        title = self.entry.title()
        self.setText("" if self.is_narrow else title)
        self.setAccessibleName(title)
        words = {
            "empty": self.tr("empty"),
            "progress": self.tr("in progress"),
            "done": self.tr("done"),
            "attention": self.tr("needs attention"),
        }
        key = f"Ctrl+{self.number % 10}" if self.number <= 10 else ""
        parts = [f"{title} ({key})" if key else title, words[self.state], self.sentence]
        self.setToolTip("\n".join(part for part in parts if part))
        self.setAccessibleDescription(words[self.state])

    def restyle(self) -> None:
        """Take icon and size of the theme in use."""
        self.setIcon(self.entry.icon())
        self.setMinimumHeight(theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = theme.px(10 if self.is_narrow else 12)
        right = self.width() - size - theme.px(2 if self.is_narrow else 10)
        painter = QPainter(self)
        top = theme.px(3) if self.is_narrow else (self.height() - size) // 2
        painter.drawPixmap(right, top, icons.state_mark(self.state, size))
        painter.end()


class Rail(QWidget):
    """Emits ``chosen`` with a page's key."""

    chosen = Signal(str)
    settings_wanted = Signal()
    language_wanted = Signal(str)
    theme_wanted = Signal(str)

    def __init__(self, entries: list[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.is_narrow = False
        self._buttons = [RailButton(entry, number) for number, entry in enumerate(entries, 1)]
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 12, 8, 12)
        self._layout.setSpacing(2)
        for button in self._buttons:
            self._group.addButton(button)
            self._layout.addWidget(button)
            button.clicked.connect(self._on_clicked)
        self._layout.addStretch(1)
        self._helps: list[tuple[QAction, Command]] = []
        self._language = self._tool()
        self._appearance = self._tool()
        self._settings = self._tool()
        self._help = self._tool()
        self._fold = self._tool()
        self._settings.clicked.connect(self.settings_wanted)
        self._fold.clicked.connect(self.fold)
        self._menus()
        self.retranslate()
        self.restyle()

    def button(self, key: str) -> RailButton:
        """The button of a page."""
        return next(one for one in self._buttons if one.entry.key == key)

    def show_pages(self, keys: list[str]) -> None:
        """Show these pages only: none without a survey, the surveyor's on a laptop."""
        for button in self._buttons:
            button.setVisible(button.entry.key in keys)

    def set_current(self, key: str) -> None:
        """Mark the page shown; none for the start page."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.entry.key == key)
        self._group.setExclusive(True)

    @Slot()
    def fold(self) -> None:
        """Between names and icons only."""
        self.set_narrow(not self.is_narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or names too."""
        self.is_narrow = narrow
        for button in self._buttons:
            button.is_narrow = narrow
        self.retranslate()
        self.restyle()

    def offer_help(self, commands: Sequence[Command]) -> None:
        """What stands under Help."""
        for command in commands:
            action = self.help_menu.addAction("")
            action.triggered.connect(command.run)
            self._helps.append((action, command))
        self.retranslate()

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        for button in self._buttons:
            button.retranslate()
        fold = self.tr("Unfold") if self.is_narrow else self.tr("Fold")
        for tool, text in (
            (self._language, self.tr("Language")),
            (self._appearance, self.tr("Appearance")),
            (self._settings, self.tr("Settings")),
            (self._help, self.tr("Help")),
            (self._fold, fold),
        ):
            tool.setText("" if self.is_narrow else text)
            tool.setToolTip(text)
            tool.setAccessibleName(text)
        self._light.setText(self.tr("Light"))
        self._dark.setText(self.tr("Dark"))
        for action, command in self._helps:
            # The key is written beside it only: the window has it already.
            key = f"\t{command.shortcut}" if command.shortcut else ""
            action.setText(command.text + key)

    def restyle(self) -> None:
        """Take icons and sizes of the theme in use."""
        self.setFixedWidth(theme.px(NARROW if self.is_narrow else WIDE))
        for button in self._buttons:
            button.restyle()
        self._language.setIcon(icons.language())
        self._appearance.setIcon(icons.appearance())
        self._settings.setIcon(icons.settings())
        self._help.setIcon(icons.help_())
        self._fold.setIcon(icons.expand() if self.is_narrow else icons.collapse())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def _tool(self) -> QPushButton:
        tool = QPushButton()
        self._layout.addWidget(tool)
        return tool

    def _menus(self) -> None:
        languages = QMenu(self._language)
        for name, text in (("zh_CN", "中文"), ("en", "English")):
            action = languages.addAction(text)
            action.setData(name)
        languages.triggered.connect(lambda action: self.language_wanted.emit(action.data()))
        self._language.clicked.connect(lambda: self._pop_up(languages, self._language))
        looks = QMenu(self._appearance)
        self._light, self._dark = looks.addAction(""), looks.addAction("")
        self._light.setData("light")
        self._dark.setData("dark")
        looks.triggered.connect(lambda action: self.theme_wanted.emit(action.data()))
        self._appearance.clicked.connect(lambda: self._pop_up(looks, self._appearance))
        self.help_menu = QMenu(self._help)
        self._help.clicked.connect(lambda: self._pop_up(self.help_menu, self._help))

    def _pop_up(self, menu: QMenu, below: QPushButton) -> None:
        menu.popup(below.mapToGlobal(below.rect().topRight()))

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.chosen.emit(button.entry.key)
