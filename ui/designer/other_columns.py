"""The columns of a row that the program does not use: kept, shown, and editable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from questionnaires.editing.cells import with_value
from questionnaires.editing.tree import Address, node_at, with_node
from ui import theme
from ui.designer import properties
from ui.designer.edit_table import EditColumn, EditModel, EditView
from ui.designer.titles import titled
from ui.language import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from questionnaires.model import Node
    from ui.designer.document import DesignDocument

_Row = tuple[str, str]


class OtherColumns(QWidget):
    """Column and content, a row each; the last row is empty and waits for another column."""

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._address: Address = ()
        self._rows: list[_Row] = []
        self.model = EditModel(self)
        self.table = EditView(self.model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.model.edited.connect(self._edit)
        self.table.delete_wanted.connect(self._delete)
        self.retranslate()

    def show_node(self, address: Address, node: Node) -> None:
        """Show the columns of a node."""
        self._address = address
        self._rows = [*properties.other_columns(node).items(), ("", "")]
        self.model.is_locked = not self._document.may_edit
        self.model.replace_rows(self._rows)
        rows = min(max(len(self._rows), 2), 6)
        self.table.setFixedHeight(theme.px(28) * (rows + 1) + theme.px(8))

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.table.setAccessibleName(self.tr("Other columns of the workbook"))
        self.model.set_columns(
            (
                EditColumn(self.tr("Column"), lambda row: row[0], key="column"),
                EditColumn(self.tr("Content"), lambda row: row[1], key="content"),
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.table.restyle()

    def _edit(self, row: int, key: str, text: str) -> None:
        column, content = self._rows[row]
        if key == "column":
            self._put(column, text, content or ("–" if text else ""))
        elif column:
            self._put(column, column, text)

    def _delete(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._rows) and self._rows[row][0]:
            self._put(self._rows[row][0], "", "")

    def _put(self, old: str, new: str, content: str) -> None:
        draft = self._document.draft
        node = node_at(draft.form, self._address)
        if old != new and old:
            node = with_value(node, f"extra::{old}", "")
        if new:
            node = with_value(node, f"extra::{new}", content)
        title = titled(QT_TRANSLATE_NOOP("Undo", "change the column %1"), new or old)
        self._document.do(title, draft.with_form(with_node(draft.form, self._address, node)))
