"""The window's table with cells that can be typed into: choices, languages, other columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.table_model import Column, Index, TableModel


@dataclass(frozen=True)
class EditColumn(Column):
    """``key`` names the cell to whoever keeps the records."""

    key: str = ""
    is_editable: bool = True
    is_check: bool = False
    options: tuple[str, ...] = ()
    """What the cell may hold, offered as a list; anything where there are none."""
    missing: str = ""
    """Shown faintly where a cell is empty and should not be."""


class EditModel(TableModel):
    """``edited`` carries row, key of the column and the new text."""

    edited = Signal(int, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_locked = False

    def column(self, place: int) -> EditColumn:
        """A column by its place."""
        found = self.columns[place]
        assert isinstance(found, EditColumn)
        return found

    def replace_rows(self, records: Sequence[Any]) -> None:
        """Take other records; cell at hand and open editor stay where they are."""
        before, after = self.rowCount(), len(records)
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
        self._records = records
        self._arrange()
        if after > before:
            self.endInsertRows()
        elif after < before:
            self.endRemoveRows()
        if records and self.columns:
            last = self.index(after - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid() or self.is_locked or not self.column(index.column()).is_editable:
            return flags
        if self.column(index.column()).is_check:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        column = self.column(index.column())
        text = str(column.value(self.record(index.row())) or "")
        if column.is_check:
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if text else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.DisplayRole:
                return ""
        if role == Qt.ItemDataRole.EditRole:
            return text
        if column.missing and not text:
            if role == Qt.ItemDataRole.DisplayRole:
                return column.missing
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(theme.colours().caution)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        column = self.column(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column.is_check:
            checked = Qt.CheckState(value) == Qt.CheckState.Checked
            self.edited.emit(index.row(), column.key, "yes" if checked else "")
            return True
        if role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value).strip()
        if text != self.data(index, role):
            self.edited.emit(index.row(), column.key, text)
        return True


class OptionDelegate(QStyledItemDelegate):
    """Offers the options of a column as a list that opens at once."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        options = model.column(index.column()).options if isinstance(model, EditModel) else ()
        if not options:
            return super().createEditor(parent, option, index)
        editor = QComboBox(parent)
        editor.addItems(options)
        editor.activated.connect(self._finish)
        QTimer.singleShot(0, editor.showPopup)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)

    def _finish(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


class EditView(QTableView):
    """Enter goes on to the row below, as in a spreadsheet; the rest is told to who owns it."""

    rows_wanted = Signal()
    delete_wanted = Signal()
    move_wanted = Signal(int)
    paste_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, model: EditModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setItemDelegate(OptionDelegate(self))
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked
            | trigger.SelectedClicked
        )  # fmt: skip
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self._down = QTimer(self, interval=0, singleShot=True)
        self._down.timeout.connect(self._go_down)
        self.restyle()

    def restyle(self) -> None:
        """Take the sizes of the theme in use."""
        self.verticalHeader().setDefaultSectionSize(theme.px(28))

    def selected_rows(self) -> list[int]:
        """The rows with a selected cell, top to bottom."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        submits = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if submits else hint)
        if submits:
            self._down.start()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open the cell for what an input method sends at once, such as ，: Qt would drop it."""
        is_open = self.state() == QAbstractItemView.State.EditingState
        if is_open or event.preeditString() or not event.commitString():
            super().inputMethodEvent(event)
            return
        self.edit(self.currentIndex())
        editor = QApplication.focusWidget()
        if isinstance(editor, QLineEdit) and self.isAncestorOf(editor):
            QApplication.sendEvent(editor, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        keys = Qt.Key
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (keys.Key_Delete, keys.Key_Backspace):
            self.delete_wanted.emit()
        elif event.key() == keys.Key_Insert:
            self.rows_wanted.emit()
        elif alt and event.key() in (keys.Key_Up, keys.Key_Down):
            self.move_wanted.emit(-1 if event.key() == keys.Key_Up else 1)
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.edit(self.currentIndex())
        elif event.key() == keys.Key_Tab and self._is_last_column():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy_cells(self) -> None:
        """The selected cells as a spreadsheet takes them."""
        indexes = sorted(
            self.selectionModel().selectedIndexes(), key=lambda i: (i.row(), i.column())
        )
        lines: dict[int, list[str]] = {}
        for index in indexes:
            text = str(self.rows.data(index, Qt.ItemDataRole.EditRole) or "")
            lines.setdefault(index.row(), []).append(" ".join(text.split()))
        if lines:
            QGuiApplication.clipboard().setText("\n".join("\t".join(one) for one in lines.values()))

    def stand_on(self, row: int, column: int, *, edit: bool = False) -> None:
        """Go to a cell."""
        index = self.rows.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            if edit:
                self.setFocus()
                self.edit(index)

    def _is_last_column(self) -> bool:
        return self.currentIndex().column() == len(self.rows.columns) - 1

    def _go_down(self) -> None:
        at: QModelIndex = self.currentIndex()
        below = self.rows.index(at.row() + 1, at.column())
        if below.isValid():
            self.setCurrentIndex(below)
