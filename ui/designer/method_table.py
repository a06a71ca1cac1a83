"""One sheet of method, ``indicators`` or ``checks``: a table to type into, and the cell in full."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from questionnaires.editing import choice_lists, method_rows
from questionnaires.editing.draft import Draft
from questionnaires.editing.method_rows import CHECKS, INDICATORS, MethodRow
from questionnaires.editing.problems import Problem
from ui import theme
from ui.designer.document import DesignDocument
from ui.designer.edit_table import EditColumn, EditModel, EditView
from ui.designer.expression_field import ExpressionText
from ui.designer.problem_panel import worded
from ui.designer.titles import titled
from ui.designer.words import tell
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label

_HEADS = {
    "key": QT_TRANSLATE_NOOP("Designer", "Key"),
    "label": QT_TRANSLATE_NOOP("Designer", "Name"),
    "kind": QT_TRANSLATE_NOOP("Designer", "Kind"),
    "source": QT_TRANSLATE_NOOP("Designer", "Source"),
    "base": QT_TRANSLATE_NOOP("Designer", "Who counts (base)"),
    "expression": QT_TRANSLATE_NOOP("Designer", "What counts"),
    "denominator": QT_TRANSLATE_NOOP("Designer", "Denominator"),
    "option_scores": QT_TRANSLATE_NOOP("Designer", "Points by choice"),
    "target": QT_TRANSLATE_NOOP("Designer", "Target"),
    "direction": QT_TRANSLATE_NOOP("Designer", "Direction"),
    "primary": QT_TRANSLATE_NOOP("Designer", "Primary"),
    "primary_of": QT_TRANSLATE_NOOP("Designer", "Part of"),
    "unit": QT_TRANSLATE_NOOP("Designer", "Unit"),
    "unclear": QT_TRANSLATE_NOOP("Designer", "不清楚 counts as"),
    "unclear_when": QT_TRANSLATE_NOOP("Designer", "不清楚 if"),
    "severity": QT_TRANSLATE_NOOP("Designer", "Severity"),
    "level": QT_TRANSLATE_NOOP("Designer", "Repeated group"),
    "suspicious": QT_TRANSLATE_NOOP("Designer", "Suspicious if"),
}
_COLUMNS = {
    INDICATORS: (
        "label", "key", "kind", "expression", "base", "target", "direction", "primary", "source",
        "denominator", "option_scores", "unclear", "unclear_when", "primary_of", "unit",
    ),
    CHECKS: ("label", "key", "expression", "severity", "level"),
}  # fmt: skip
_WIDE = frozenset({"expression", "base", "denominator", "unclear_when"})


class MethodTable(QWidget):
    """The last row is empty and waits; below stands the cell at hand, with what is wrong in it."""

    def __init__(self, document: DesignDocument, sheet: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self.sheet = document, sheet
        self._problems: tuple[Problem, ...] = ()
        self.heading = label("", "section")
        self.add_button, self.delete_button = QPushButton(), QPushButton()
        self.model = EditModel(self)
        self.table = EditView(self.model)
        self.cell_name: QLabel = label("", "small")
        self.cell = ExpressionText(document)
        self.fault = label("", "error", wraps=True)
        self._build_ui()
        self.model.edited.connect(self._edit)
        self.table.delete_wanted.connect(self.delete)
        self.table.rows_wanted.connect(self.add)
        self.table.move_wanted.connect(self.move_row)
        self.table.copy_wanted.connect(self.table.copy_cells)
        self.table.paste_wanted.connect(self.paste)
        self.table.selectionModel().currentChanged.connect(self._show_cell)
        self.cell.textChanged.connect(self._edit_cell)
        self.add_button.clicked.connect(self.add)
        self.delete_button.clicked.connect(self.delete)
        self.retranslate()

    @property
    def rows(self) -> tuple[MethodRow, ...]:
        """The rows of the sheet."""
        return method_rows.rows_of(self._document.draft, self.sheet)

    def refresh(self) -> None:
        """Show what the draft carries."""
        may = self._document.may_edit
        self.model.is_locked = not may
        self._set_columns()
        ghost = [method_rows.blank(self._document.draft, self.sheet)] if may else []
        self._ghost = len(self.rows) if may else -1
        self.model.replace_rows([*self.rows, *ghost])
        self.add_button.setEnabled(may)
        self.delete_button.setEnabled(may)
        self._show_cell(self.table.currentIndex())

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say of each cell what is wrong with it."""
        mine = tuple(one for one in problems if one.finding.place.sheet == self.sheet)
        if mine != self._problems:
            self._problems = mine
            self._show_cell(self.table.currentIndex())

    def go_to(self, row: int, column: str) -> None:
        """Stand on a cell."""
        keys = [self.model.column(place).key for place in range(len(self.model.columns))]
        self.table.stand_on(max(row, 0), keys.index(column) if column in keys else 0)
        self.table.setFocus()

    def add(self) -> None:
        """One more row, ready to be typed."""
        draft = self._document.draft
        made = (*self.rows, method_rows.blank(draft, self.sheet))
        title = titled(QT_TRANSLATE_NOOP("Undo", "add a row of %1"), self.sheet)
        self._document.do(title, method_rows.set_rows(draft, self.sheet, made))
        self.table.stand_on(len(made) - 1, 0, edit=True)

    def delete(self) -> None:
        """Take the selected rows out."""
        gone = [row for row in self.table.selected_rows() if row < len(self.rows)]
        if gone:
            title = titled(QT_TRANSLATE_NOOP("Undo", "delete rows of %1"), self.sheet)
            draft = self._document.draft
            self._document.do(title, method_rows.delete_rows(draft, self.sheet, gone))

    def move_row(self, step: int) -> None:
        """One row up or down."""
        at = self.table.currentIndex()
        made = method_rows.move_row(self._document.draft, self.sheet, at.row(), step)
        title = titled(QT_TRANSLATE_NOOP("Undo", "move a row of %1"), self.sheet)
        if self._document.do(title, made):
            self.table.stand_on(at.row() + step, at.column())

    def paste(self) -> None:
        """Cells from a spreadsheet, from the cell at hand on."""
        cells = choice_lists.read_cells(QGuiApplication.clipboard().text())
        at = self.table.currentIndex()
        if cells and at.isValid():
            edit = partial(self._pasted, cells, at.row(), at.column())
            self._document.attempt(titled(QT_TRANSLATE_NOOP("Undo", "paste cells")), edit)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        is_checks = self.sheet == CHECKS
        self.heading.setText(self.tr("Checks") if is_checks else self.tr("Indicators"))
        self.table.setAccessibleName(self.heading.text())
        self.add_button.setText(
            self.tr("Add a check") if is_checks else self.tr("Add an indicator")
        )
        self.delete_button.setText(self.tr("Delete the row"))
        self.cell.setAccessibleName(self.tr("Content of the cell"))
        self.model.set_columns(())
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.table.restyle()

    def _pasted(self, cells: list[list[str]], row: int, column: int) -> Draft:
        draft = self._document.draft
        for down, line in enumerate(cells):
            for across, text in enumerate(line[: len(self.model.columns) - column]):
                key = self.model.column(column + across).key
                draft = method_rows.change_cell(draft, self.sheet, row + down, key, text)
        return draft

    def _edit(self, row: int, key: str, text: str, *, joins: bool = False) -> None:
        draft, sheet = self._document.draft, self.sheet
        edit = partial(method_rows.change_cell, draft, sheet, row, key, text)
        title = titled(QT_TRANSLATE_NOOP("Undo", "change a cell of %1"), sheet)
        self._document.attempt(title, edit, key=(sheet, row, key) if joins else None)

    def _edit_cell(self) -> None:
        at = self.table.currentIndex()
        if at.isValid():
            key = self.model.column(at.column()).key
            self._edit(at.row(), key, self.cell.toPlainText().strip(), joins=True)

    def _show_cell(self, at: QModelIndex, _before: QModelIndex | None = None) -> None:
        """The cell at hand in full; expressions alone are typed here as well."""
        column = self.model.column(at.column()) if at.isValid() else None
        is_expression = column is not None and column.key in _WIDE
        row = self.model.record(at.row()) if at.isValid() else None
        text = method_rows.cell_of(row, column.key) if row and column else ""
        found = [
            one for one in self._problems if column and one.row == at.row() and
            one.field == column.key
        ]  # fmt: skip
        self.fault.setText("\n".join(worded(one).sentence for one in found[:2]))
        self.fault.setVisible(bool(found))
        self.cell.setVisible(is_expression)
        self.cell_name.setVisible(is_expression)
        self.cell_name.setText(column.header if column else "")
        self.cell.setReadOnly(not self._document.may_edit)
        if self.cell.toPlainText().strip() != text:
            with QSignalBlocker(self.cell):
                self.cell.setPlainText(text)
            self.cell.fit()

    def _set_columns(self) -> None:
        if self.model.columns:
            labels = {one.key for one in self.model.columns if isinstance(one, EditColumn)}
            if f"label::{self._document.language}" in labels:
                return
        self.model.set_columns(tuple(self._column(name) for name in _COLUMNS[self.sheet]))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        for place, name in enumerate(_COLUMNS[self.sheet]):
            wide = 220 if name in _WIDE or name == "label" else 96
            header.resizeSection(place, theme.px(wide))

    def _column(self, name: str) -> EditColumn:
        key = f"label::{self._document.language}" if name == "label" else name
        head = "suspicious" if self.sheet == CHECKS and name == "expression" else name
        words = method_rows.WORDS.get((self.sheet, name), ())
        return EditColumn(
            tell(_HEADS[head]), partial(method_rows.cell_of, column=key), key=key,
            is_check=name == "primary", options=tuple(words),
        )  # fmt: skip

    def _build_ui(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addStretch(1)
        row.addWidget(self.add_button)
        row.addWidget(self.delete_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self.table.setMinimumHeight(theme.px(140))
        layout.addWidget(self.cell_name)
        layout.addWidget(self.cell)
        layout.addWidget(self.fault)
