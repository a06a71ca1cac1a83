"""The row above the tree: add, undo, order, find, and the language that texts are shown in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ui import icons, theme
from ui.designer.document import DesignDocument
from ui.designer.fields import ComboField
from ui.designer.icons import kind_icon
from ui.designer.structure import Structure
from ui.designer.words import kind_word, language_word
from ui.pages.words import say

_ADDED = (
    "select_one", "select_multiple", "integer", "decimal", "text", "date", "range", "rank",
    "note", "calculate",
)  # fmt: skip
_ICONS: dict[str, Callable[[], QIcon]] = {
    "add": icons.add,
    "undo": partial(icons.icon_named, "arrow-go-back-line"),
    "redo": partial(icons.icon_named, "arrow-go-forward-line"),
    "duplicate": partial(icons.icon_named, "file-copy-2-line"),
    "delete": partial(icons.icon_named, "delete-bin-line"),
    "up": partial(icons.icon_named, "arrow-up-line"),
    "down": partial(icons.icon_named, "arrow-down-line"),
    "find": icons.search,
}
_ELSEWHERE = ("duplicate", "up", "down")
"""In the menu of the tree and on keys as well: these go first where there is little room."""
_ON_SELECTED = ("duplicate", "delete", "up", "down")


class DesignBar(QWidget):
    """``find_wanted`` opens the search; the rest works on the document."""

    find_wanted = Signal()

    def __init__(
        self, document: DesignDocument, structure: Structure, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._structure = document, structure
        self.language = ComboField()
        self.buttons = {key: QToolButton() for key in _ICONS}
        self.menu = QMenu(self.buttons["add"])
        self._build_ui()
        self._connect()
        self.retranslate()
        self.restyle()

    def update_buttons(self) -> None:
        """Let be pressed what can be done now."""
        may = self._document.may_edit
        chosen = any(self._document.selection) and may
        self.buttons["add"].setEnabled(may)
        for key in _ON_SELECTED:
            self.buttons[key].setEnabled(chosen)

    def show_languages(self) -> None:
        """Offer the languages of the form; nothing where there is only one."""
        form = self._document.form
        self.language.set_options([(code, language_word(code)) for code in form.languages])
        self.language.show_value(self._document.language)
        self.language.setVisible(len(form.languages) > 1)

    def name_history(self) -> None:
        """Say what undo and redo would do."""
        stack = self._document.stack
        for key, can, text, plain, keys in (
            ("undo", stack.canUndo(), stack.undoText(), self.tr("Undo: %1"), "Ctrl+Z"),
            ("redo", stack.canRedo(), stack.redoText(), self.tr("Redo: %1"), "Ctrl+Y"),
        ):
            self.buttons[key].setEnabled(can)
            self._name(key, f"{say(plain, text or '–')} ({keys})")

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.language.set_name(self.tr("Language shown"))
        self.buttons["add"].setText(self.tr("Add"))
        for key, text in (
            ("add", self.tr("Add a question, group or grid")),
            ("duplicate", self.tr("Duplicate (Ctrl+D)")),
            ("delete", self.tr("Delete (Del)")),
            ("up", self.tr("Move up (Alt+↑)")),
            ("down", self.tr("Move down (Alt+↓)")),
            ("find", self.tr("Find and replace (Ctrl+F, Ctrl+H)")),
        ):
            self._name(key, text)
        self._document.retranslate()
        self.name_history()
        self._fill_menu()
        self.show_languages()

    def restyle(self) -> None:
        """Take icons and sizes of the theme in use."""
        for key, icon in _ICONS.items():
            self.buttons[key].setIcon(icon())
        self._fill_menu()
        self._fit(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        for key in _ELSEWHERE:
            self.buttons[key].setVisible(width >= theme.px(400))
        add = self.buttons["add"]
        add.setMinimumWidth(add.sizeHint().width())  # or large text cuts its word to "…"

    def _name(self, key: str, text: str) -> None:
        self.buttons[key].setToolTip(text)
        self.buttons[key].setAccessibleName(text)

    def _choose_language(self, code: object) -> None:
        self._document.set_language(str(code))

    def _build_ui(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for key, button in self.buttons.items():
            button.setProperty("quiet", key != "add")
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.language)
        add = self.buttons["add"]
        add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        add.setMenu(self.menu)

    def _fill_menu(self) -> None:
        self.menu.clear()
        for kind in _ADDED:
            action = self.menu.addAction(kind_icon(kind), kind_word(kind))
            action.triggered.connect(partial(self._structure.add_question, kind))
        self.menu.addSeparator()
        repeat = partial(self._structure.add_group, repeats=True)
        grid = self.tr("Grid (questions with the same choices)")
        for icon, text, run in (
            ("grid-line", grid, self._structure.add_grid),
            ("folder-line", self.tr("Group"), self._structure.add_group),
            ("repeat-line", self.tr("Repeated group"), repeat),
        ):
            action = self.menu.addAction(icons.icon_named(icon), text)
            action.triggered.connect(partial(call, run))

    def _connect(self) -> None:
        stack, structure = self._document.stack, self._structure
        self.language.edited.connect(self._choose_language)
        for signal in (stack.indexChanged, stack.cleanChanged):
            signal.connect(self.name_history)
        for key, run in (
            ("undo", stack.undo),
            ("redo", stack.redo),
            ("duplicate", structure.duplicate),
            ("delete", structure.delete),
            ("up", structure.move_up),
            ("down", structure.move_down),
            ("find", self.find_wanted.emit),
        ):
            self.buttons[key].clicked.connect(partial(call, run))


def call(run: Callable[[], object], _checked: bool = False) -> None:
    """Call without what Qt's signal says of a button."""
    run()
