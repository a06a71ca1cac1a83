"""The rows of a grid, typed one under the other like choices."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from questionnaires.editing import Address, choice_lists, grids, tree
from questionnaires.editing.renaming import rename_node
from questionnaires.model import Question
from ui import theme
from ui.designer.document import DesignDocument
from ui.designer.edit_table import EditColumn, EditModel, EditView
from ui.designer.titles import titled
from ui.designer.words import language_word
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.words import say

_NAME, _TEXT = "name", "text"


class GridRows(QWidget):
    """Shows the questions of one grid; the last row is empty and waits."""

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._address: Address = ()
        self._title = label()
        self.model = EditModel(self)
        self.table = EditView(self.model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.table)
        self.model.edited.connect(self._edit)
        self.table.delete_wanted.connect(self.delete)
        self.table.move_wanted.connect(self.move_row)
        self.table.paste_wanted.connect(self.paste)
        self.table.copy_wanted.connect(self.table.copy_cells)
        self.retranslate()

    def show_grid(self, address: Address) -> None:
        """Show the rows of a grid."""
        self._address = address
        self._set_columns()
        rows = self.rows
        self.model.is_locked = not self._document.may_edit
        ghost = [Question("", "select_one")] if self._document.may_edit else []
        self.model.replace_rows([*rows, *ghost])
        self._fit()

    @property
    def rows(self) -> tuple[Question, ...]:
        """The questions of the grid shown."""
        return grids.rows_of(self._document.form, self._address) if self._address else ()

    def delete(self) -> None:
        """Take the selected rows out."""
        form = self._document.form
        chosen = [row for row in self.table.selected_rows() if row < len(self.rows)]
        gone = [grids.row_address(form, self._address, row) for row in chosen]
        if gone:
            title = titled(QT_TRANSLATE_NOOP("Undo", "delete %1 rows of a grid"), len(gone))
            self._document.do(title, self._document.draft.with_form(tree.remove(form, gone)))

    def move_row(self, step: int) -> None:
        """One row up or down."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.rows) or not 0 <= row + step < len(self.rows):
            return
        form, draft = self._document.form, self._document.draft
        at = grids.row_address(form, self._address, row)
        beside = grids.row_address(form, self._address, row + step)
        made, _ = tree.move(form, [at], self._address, beside[-1] + (step > 0))
        self._document.do(titled(QT_TRANSLATE_NOOP("Undo", "move a row")), draft.with_form(made))
        self.table.stand_on(row + step, max(self.table.currentIndex().column(), 0))

    def paste(self) -> None:
        """A row for each line of the clipboard, from the row at hand on."""
        cells = choice_lists.read_cells(QGuiApplication.clipboard().text())
        texts = [line[0] for line in cells]
        if texts:
            self._write(max(self.table.currentIndex().row(), 0), texts)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self._title.setText(self.tr("Questions of the grid, one a row"))
        self.table.setAccessibleName(self._title.text())
        self.model.set_columns(())
        if self._address:
            self.show_grid(self._address)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.table.restyle()
            self._fit()

    def _edit(self, row: int, key: str, text: str) -> None:
        if key == _TEXT:
            self._write(row, [text])
        elif row < len(self.rows):
            draft = self._document.draft
            at = grids.row_address(draft.form, self._address, row)
            title = titled(QT_TRANSLATE_NOOP("Undo", "rename %1"), self.rows[row].name)
            self._document.attempt(title, partial(rename_node, draft, at, text))

    def _write(self, row: int, texts: list[str]) -> None:
        draft, language = self._document.draft, self._document.language
        form = grids.write_rows(draft.form, self._address, row, texts, language)
        title = titled(QT_TRANSLATE_NOOP("Undo", "type rows of a grid"))
        self._document.do(title, draft.with_form(form))

    def _set_columns(self) -> None:
        language = self._document.language
        heads = say(self.tr("Text (%1)"), language_word(language)), self.tr("Variable name")
        if [one.header for one in self.model.columns] == list(heads):
            return
        self.model.set_columns(
            (
                EditColumn(heads[0], self._text, key=_TEXT),
                EditColumn(heads[1], lambda row: row.name, key=_NAME),
            )
        )
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.resizeSection(1, theme.px(140))
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)

    def _text(self, row: Question) -> str:
        return row.labels.get(self._document.language, "")

    def _fit(self) -> None:
        rows = min(max(self.model.rowCount(), 3), 8)
        head = self.table.horizontalHeader().sizeHint().height()
        height = head + rows * self.table.verticalHeader().defaultSectionSize() + theme.px(8)
        self.table.setFixedHeight(height)
