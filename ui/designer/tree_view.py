"""The tree as it is worked with: keys, dragging, several at once, and a menu of the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeView, QWidget

from questionnaires.editing import Address
from questionnaires.editing.tree import outermost
from ui import theme
from ui.designer.document import DesignDocument
from ui.designer.structure import Structure
from ui.designer.tree_model import QuestionTree
from ui.designer.words import tell
from ui.language import QT_TRANSLATE_NOOP

_ACTIONS = (
    ("add", QT_TRANSLATE_NOOP("Designer", "Add a question below"), "Ins"),
    ("duplicate", QT_TRANSLATE_NOOP("Designer", "Duplicate"), "Ctrl+D"),
    ("delete", QT_TRANSLATE_NOOP("Designer", "Delete"), "Del"),
    ("", "", ""),
    ("cut", QT_TRANSLATE_NOOP("Designer", "Cut"), "Ctrl+X"),
    ("copy", QT_TRANSLATE_NOOP("Designer", "Copy"), "Ctrl+C"),
    ("paste", QT_TRANSLATE_NOOP("Designer", "Paste"), "Ctrl+V"),
    ("", "", ""),
    ("up", QT_TRANSLATE_NOOP("Designer", "Move up"), "Alt+Up"),
    ("down", QT_TRANSLATE_NOOP("Designer", "Move down"), "Alt+Down"),
    ("out", QT_TRANSLATE_NOOP("Designer", "Move out of the group"), "Alt+Left"),
    ("in", QT_TRANSLATE_NOOP("Designer", "Move into the group above"), "Alt+Right"),
    ("", "", ""),
    ("group", QT_TRANSLATE_NOOP("Designer", "Put into a group"), "Ctrl+G"),
    ("ungroup", QT_TRANSLATE_NOOP("Designer", "Dissolve the group"), "Ctrl+Shift+G"),
)


class QuestionTreeView(QTreeView):
    """``edit_wanted`` says that the text of the selected question is to be typed."""

    selected = Signal()
    edit_wanted = Signal()

    def __init__(
        self, document: DesignDocument, structure: Structure, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.rows = QuestionTree(document, self)
        self.setModel(self.rows)
        self._tune()
        self._runs: dict[str, Callable[[], None]] = {
            "add": structure.add_like,
            "duplicate": structure.duplicate,
            "delete": structure.delete,
            "cut": structure.cut,
            "copy": structure.copy,
            "paste": structure.paste,
            "up": structure.move_up,
            "down": structure.move_down,
            "out": structure.move_out,
            "in": structure.move_in,
            "group": structure.group,
            "ungroup": structure.ungroup,
        }
        self._menu_actions = [self._action(*one) for one in _ACTIONS]
        self._told: tuple[Address, ...] | None = None
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._tell_selection)
        self.selectionModel().selectionChanged.connect(self._soon.start)
        self.rows.modelReset.connect(self._after_reset)
        self.rows.rowsInserted.connect(self._open_new)
        self.rows.dropped.connect(structure.move)
        self.rows.pasted.connect(structure.copy_to)
        document.selection_wanted.connect(self.select)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(self.edit_wanted)
        self._after_reset()
        self.retranslate()

    def addresses(self) -> tuple[Address, ...]:
        """What is selected, top to bottom; the questionnaire itself is the empty address."""
        rows = self.selectionModel().selectedRows()
        return tuple(sorted(self.rows.address_of(index) for index in rows))

    def select(self, addresses: Sequence[Address]) -> None:
        """Select these and show the first."""
        if tuple(addresses) == self.addresses():
            self._tell_selection()
            return
        chosen = QItemSelection()
        for address in addresses:
            index = self.rows.index_of(address)
            if index.isValid():
                chosen.select(index, index.siblingAtColumn(self.rows.columnCount() - 1))
        if chosen.isEmpty():
            return
        flag = QItemSelectionModel.SelectionFlag
        first = chosen.indexes()[0]
        self.selectionModel().setCurrentIndex(first, flag.NoUpdate)
        self.selectionModel().select(chosen, flag.ClearAndSelect)
        self.scrollTo(first)
        self._tell_selection()

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.setAccessibleName(
            tell(QT_TRANSLATE_NOOP("Designer", "Questions of the questionnaire"))
        )
        for action, (_, source, _) in zip(self._menu_actions, _ACTIONS, strict=True):
            action.setText(tell(source) if source else "")
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)

    def restyle(self) -> None:
        """Take the sizes of the theme in use."""
        self.setIndentation(theme.px(16))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        header = self.header()
        header.resizeSection(1, theme.px(96))
        header.resizeSection(2, theme.px(110))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the texts have it: rules go first, then the names."""
        super().resizeEvent(event)
        room = event.size().width()
        self.setColumnHidden(2, room < theme.px(380))
        self.setColumnHidden(1, room < theme.px(290))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell_selection()
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _tune(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.restyle()

    def _action(self, key: str, _source: str, keys: str) -> QAction:
        action = QAction(self)
        if not key:
            action.setSeparator(True)
            return action
        action.setData(key)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self._run, key))
        self.addAction(action)
        return action

    def _run(self, key: str) -> None:
        self._tell_selection()
        self._runs[key]()

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._menu_actions)
        menu.popup(self.viewport().mapToGlobal(position))

    def _tell_selection(self) -> None:
        self._soon.stop()
        found = self.addresses()
        chosen = outermost(found) or (found and ((),)) or ()
        self._document.select(chosen)
        if chosen != self._told:
            self._told = chosen
            self.selected.emit()

    def _after_reset(self) -> None:
        self._told = None
        self.expandToDepth(1)
        self.select([()])

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        self.expand(parent)
        for row in range(first, last + 1):
            self.expand(self.rows.index(row, 0, parent))
