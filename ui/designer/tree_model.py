"""The tree of a questionnaire for Qt: it follows every change of the draft, row by row.

What a change left alone is the same object before and after, so comparing two drafts takes as
long as what differs; selection and open groups stay where they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from questionnaires.editing import Address
from questionnaires.model import SILENT_KINDS, Node, Question, Repeat
from ui import icons, theme
from ui.designer.document import DesignDocument
from ui.designer.icons import node_icon
from ui.designer.words import node_word, tell, text_of
from ui.language import QT_TRANSLATE_NOOP
from ui.table_model import Index

ROWS_TYPE = "application/x-surveyapp-rows"
_NO_INDEX = QModelIndex()
_HEADS = (
    QT_TRANSLATE_NOOP("Designer", "Question"),
    QT_TRANSLATE_NOOP("Designer", "Variable"),
    QT_TRANSLATE_NOOP("Designer", "Rules"),
)
_NO_TEXT = QT_TRANSLATE_NOOP("Designer", "(no text yet)")


class Item:
    """One row; the top one stands for the questionnaire itself and has no node."""

    __slots__ = ("children", "node", "parent", "row")

    def __init__(self, node: Node | None, parent: Item | None, row: int) -> None:
        self.node, self.parent, self.row = node, parent, row
        below = () if node is None or isinstance(node, Question) else node.children
        self.children: list[Item] = [Item(child, self, n) for n, child in enumerate(below)]

    @property
    def address(self) -> Address:
        """The rows from the top."""
        found: list[int] = []
        item = self
        while item.parent is not None and item.parent.parent is not None:
            found.append(item.row)
            item = item.parent
        return tuple(reversed(found))


class QuestionTree(QAbstractItemModel):
    """``dropped`` carries addresses, the address above and the row where they were let go."""

    dropped = Signal(object, object, int)
    pasted = Signal(object, object, int)

    def __init__(self, document: DesignDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._marks: Mapping[str, str] = {}
        self._root = Item(None, None, 0)
        self.top = Item(None, self._root, 0)
        self._root.children.append(self.top)
        document.opened.connect(self._reset)
        document.changed.connect(self._follow)
        document.language_changed.connect(self._say_again)

    # Between addresses and indexes.

    def index_of(self, address: Address, column: int = 0) -> QModelIndex:
        """Where a node stands; an invalid index where there is none."""
        item = self.top
        for row in address:
            if row >= len(item.children):
                return QModelIndex()
            item = item.children[row]
        return self.createIndex(item.row, column, item)

    def address_of(self, index: Index) -> Address:
        """The address of a row."""
        return self._item(index).address

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Show which paths have ``error`` or ``warning``."""
        if marks != self._marks:
            self._marks = marks
            self._say_again()

    # What Qt asks.

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        children = self._item(parent).children if parent.isValid() else self._root.children
        if not 0 <= row < len(children) or not 0 <= column < len(_HEADS):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, child: Index = _NO_INDEX) -> Any:
        above = self._item(child).parent if child.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if parent.column() > 0:
            return 0
        return len(self._item(parent).children) if parent.isValid() else 1

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        del parent
        return len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tell(_HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self._item(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.text, self._name, self._rules)[column](item)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._decoration(item, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._full_text(item)
        if role == Qt.ItemDataRole.FontRole and not isinstance(item.node, Question):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and (column or _is_silent(item.node)):
            return QColor(theme.colours().faint_text)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid() or not self._document.may_edit:
            return flags
        item = self._item(index)
        if item is not self.top:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if not isinstance(item.node, Question):
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    # Dragging.

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [ROWS_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = [list(self.address_of(one)) for one in indexes if one.column() == 0]
        data = QMimeData()
        data.setData(ROWS_TYPE, QByteArray(json.dumps(rows).encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del column
        above = self.address_of(parent) if parent.isValid() else ()
        if row < 0 or not parent.isValid():
            row = self.rowCount(parent) if parent.isValid() else len(self.top.children)
        rows = [tuple(one) for one in json.loads(bytes(data.data(ROWS_TYPE).data()))]
        if action == Qt.DropAction.CopyAction:
            self.pasted.emit(rows, above, row)
        else:
            self.dropped.emit(rows, above, row)
        return False  # the draft has moved them; Qt must not take rows out again

    # What rows say.

    def text(self, item: Item) -> str:
        """The text of a row in the language shown."""
        if item is self.top:
            return self._document.form.title or self._document.form.form_id
        assert item.node is not None
        return text_of(item.node.labels, self._document.language, tell(_NO_TEXT))

    def _name(self, item: Item) -> str:
        return self._document.form.form_id if item.node is None else item.node.name

    def _rules(self, item: Item) -> str:
        node = item.node
        if node is None:
            return ""
        words: list[str] = []
        if isinstance(node, Question) and node.required.strip().lower() not in ("", "no", "false"):
            words.append(tell(QT_TRANSLATE_NOOP("Designer", "required")))
        if node.relevant:
            words.append(tell(QT_TRANSLATE_NOOP("Designer", "conditional")))
        if isinstance(node, Question) and node.constraint:
            words.append(tell(QT_TRANSLATE_NOOP("Designer", "checked")))
        if isinstance(node, Question) and node.choice_filter:
            words.append(tell(QT_TRANSLATE_NOOP("Designer", "filtered")))
        if isinstance(node, Repeat):
            words.append(tell(QT_TRANSLATE_NOOP("Designer", "repeated")))
        return " · ".join(words)

    def _decoration(self, item: Item, column: int) -> Any:
        if column == 0:
            return node_icon(item.node)
        if column == 2 and self._marks:
            mark = self._marks.get(self._document.path(item.address), "")
            return {"error": icons.trouble, "warning": icons.caution}.get(mark, _nothing)()
        return None

    def _full_text(self, item: Item) -> str:
        parts = (self.text(item), node_word(item.node), self._name(item), self._rules(item))
        return "\n".join(part for part in parts if part)

    # Following the draft.

    def _item(self, index: Index) -> Item:
        found = index.internalPointer()
        assert isinstance(found, Item)
        return found

    def _reset(self) -> None:
        self.beginResetModel()
        self._marks = {}
        below = self._document.form.body
        self.top.children = [Item(node, self.top, row) for row, node in enumerate(below)]
        self.endResetModel()

    def _follow(self, _before: object, _after: object) -> None:
        self._match(self.top, self._document.form.body)
        self._tell(self.top)

    def _match(self, item: Item, nodes: Sequence[Node]) -> None:
        """Make the rows below an item those of these nodes."""
        first, last = _difference([child.node for child in item.children], nodes)
        index = self.createIndex(item.row, 0, item)
        gone = len(item.children) - last - first
        if gone > 0:
            self.beginRemoveRows(index, first, first + gone - 1)
            del item.children[first : first + gone]
            _number(item.children, first)
            self.endRemoveRows()
        come = len(nodes) - last - first
        if come > 0:
            self.beginInsertRows(index, first, first + come - 1)
            item.children[first:first] = [Item(n, item, 0) for n in nodes[first : first + come]]
            _number(item.children, first)
            self.endInsertRows()
        for child, node in zip(item.children, nodes, strict=True):
            if child.node is not node:
                child.node = node
                if not isinstance(node, Question):
                    self._match(child, node.children)
                self._tell(child)

    def _tell(self, item: Item) -> None:
        first = self.createIndex(item.row, 0, item)
        self.dataChanged.emit(first, self.createIndex(item.row, len(_HEADS) - 1, item))

    def _say_again(self) -> None:
        """Texts of all rows changed; Qt asks again only for those in sight."""
        self.layoutChanged.emit()


def _difference(old: Sequence[Node | None], new: Sequence[Node]) -> tuple[int, int]:
    """How many rows are the same at the beginning and at the end."""
    if len(old) == len(new) and all(map(_is_alike, old, new)):
        return len(new), 0
    least = min(len(old), len(new))
    first = 0
    while first < least and _is_same(old[first], new[first]):
        first += 1
    last = 0
    while last < least - first and _is_same(old[-1 - last], new[-1 - last]):
        last += 1
    return first, last


def _is_same(old: Node | None, new: Node) -> bool:
    """Whether a row goes on to stand for it: the same node, or one of its sort and name."""
    if old is new:
        return True
    both_hold = isinstance(old, Question) == isinstance(new, Question)
    return old is not None and both_hold and old.name == new.name


def _is_alike(old: Node | None, new: Node) -> bool:
    """Whether a row can take it over in place, with another name or not."""
    return isinstance(old, Question) == isinstance(new, Question)


def _number(children: list[Item], start: int) -> None:
    for row in range(start, len(children)):
        children[row].row = row


def _is_silent(node: Node | None) -> bool:
    return isinstance(node, Question) and node.kind in SILENT_KINDS


def _nothing() -> None:
    return None
