"""The choices of the selected question: typed, pasted from a spreadsheet, put in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from questionnaires.editing import Address, choice_lists
from questionnaires.editing.making import uses_of_lists, with_list
from questionnaires.editing.naming import free_name
from questionnaires.editing.renaming import rename_list
from questionnaires.editing.tree import node_at, with_node
from questionnaires.model import Choice, Question
from ui import icons, theme
from ui.designer.document import DesignDocument
from ui.designer.edit_table import EditColumn, EditModel, EditView
from ui.designer.fields import ComboField
from ui.designer.titles import Title, titled
from ui.designer.words import language_word
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.words import say

_NEW = "\x00new"


class ChoiceTable(QWidget):
    """Shows the list of one question; the last row is empty and waits."""

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._address: Address = ()
        self.list = ComboField()
        self.shared = label("", "small", wraps=True)
        self.model = EditModel(self)
        self.table = EditView(self.model)
        self.buttons: list[tuple[QToolButton, Callable[[], QIcon]]] = []
        self._title = label()
        self._build_ui()
        self.model.edited.connect(self._edit)
        self.list.edited.connect(self._choose_list)
        self.table.delete_wanted.connect(self.delete)
        self.table.rows_wanted.connect(self.add)
        self.table.move_wanted.connect(self.move_rows)
        self.table.paste_wanted.connect(self.paste)
        self.table.copy_wanted.connect(self.table.copy_cells)
        self.retranslate()

    @property
    def list_name(self) -> str:
        """The list shown; empty where there is none."""
        node = self._document.node(self._address)
        return node.list_name if isinstance(node, Question) else ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices shown."""
        return self._document.form.lists.get(self.list_name, ())

    def show_question(self, address: Address, *, is_grid: bool = False) -> None:
        """Show the choices of a question, or those that all rows of a grid share."""
        self._address = address
        form, choices = self._document.form, self.choices
        names = [(name, name) for name in form.lists]
        if self.list_name and self.list_name not in form.lists:
            names.insert(0, (self.list_name, self.list_name))
        self.list.set_options([*names, (_NEW, self.tr("A new list…"))])
        self.list.show_value(self.list_name)
        others = [p for p in uses_of_lists(form).get(self.list_name, ()) if p != self._path()]
        text = self.tr("Shared with: %1. Changes reach them all.")
        shown = self.tr(", ").join(path.rpartition("/")[2] for path in others[:6])
        more = f" … ({len(others)})" if len(others) > 6 else ""
        self.shared.setText(say(text, shown + more))
        self.shared.setVisible(bool(others) and not is_grid)
        self._own.setVisible(bool(others) and not is_grid)
        self.model.is_locked = not self._document.may_edit
        self._set_columns(choices)
        ghost = [Choice("")] if self._document.may_edit and self.list_name in form.lists else []
        self.model.replace_rows([*choices, *ghost])
        self._fit()

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self._title.setText(self.tr("Choices"))
        self.list.set_name(self.tr("List of choices"))
        self.table.setAccessibleName(self.tr("Choices"))
        texts = (
            self.tr("Add a choice (Ins)"),
            self.tr("Delete the selected choices (Del)"),
            self.tr("Move up (Alt+↑)"),
            self.tr("Move down (Alt+↓)"),
            self.tr("Paste from a spreadsheet (Ctrl+V)"),
            self.tr("Copy all with headers"),
            self.tr("Rename the list…"),
            self.tr("Make a list of its own for this question"),
            self.tr("Add a column to filter by…"),
        )
        for (button, _), text in zip(self.buttons, texts, strict=True):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def restyle(self) -> None:
        """Take icons and sizes of the theme in use."""
        for button, icon in self.buttons:
            button.setIcon(icon())
        self.table.restyle()
        self._fit()

    # What is done to choices.

    def add(self) -> None:
        """One more, ready to be typed."""
        made = (*self.choices, choice_lists.blank(self.choices))
        self._set(titled(QT_TRANSLATE_NOOP("Undo", "add a choice")), made)
        self.table.stand_on(len(made) - 1, self.label_column(), edit=True)

    def delete(self) -> None:
        """Take the selected ones out; of a cell with text, only the text."""
        rows = self.table.selected_rows()
        indexes = self.table.selectionModel().selectedIndexes()
        column = self.table.currentIndex().column()
        single = len(indexes) == 1 and self.model.column(column).key.startswith("label")
        if single and self.model.data(indexes[0], Qt.ItemDataRole.EditRole):
            self._edit(rows[0], self.model.column(column).key, "")
            return
        left = [one for row, one in enumerate(self.choices) if row not in rows]
        self._set(
            titled(QT_TRANSLATE_NOOP("Undo", "delete %1 choices"), len(self.choices) - len(left)),
            left,
        )

    def move_rows(self, step: int) -> None:
        """One row up or down."""
        rows = [row for row in self.table.selected_rows() if row < len(self.choices)]
        column = self.table.currentIndex().column()
        moved = choice_lists.move_choices(self.choices, rows, step)
        if rows and moved != self.choices:
            self._set(titled(QT_TRANSLATE_NOOP("Undo", "move choices")), moved)
            self.table.stand_on(rows[0] + step, max(column, 0))

    def paste(self) -> None:
        """Cells from a spreadsheet, from the cell at hand on."""
        cells = choice_lists.read_cells(QGuiApplication.clipboard().text())
        if not cells:
            return
        at = self.table.currentIndex()
        keys = [self.model.column(n).key for n in range(len(self.model.columns))]
        start = (
            (at.row(), at.column()) if at.isValid() else (len(self.choices), self.label_column())
        )
        made = choice_lists.paste_cells(self.choices, cells, start, keys)
        self._set(titled(QT_TRANSLATE_NOOP("Undo", "paste %1 rows of choices"), len(cells)), made)

    def copy(self) -> None:
        """All choices with heads."""
        columns = [self.model.column(n) for n in range(len(self.model.columns))]
        titles = {one.key: one.key for one in columns}
        text = choice_lists.write_cells(self.choices, [one.key for one in columns], titles)
        QGuiApplication.clipboard().setText(text)

    def rename(self) -> None:
        """Call the list otherwise, wherever it is used."""
        old = self.list_name
        mode = QLineEdit.EchoMode.Normal
        name, done = QInputDialog.getText(
            self, self.tr("Rename the list"), self.tr("Name of the list"), mode, old
        )
        if done:
            edit = partial(rename_list, self._document.draft, old, name.strip())
            self._document.attempt(
                titled(QT_TRANSLATE_NOOP("Undo", "rename the list %1"), old), edit
            )

    def make_own(self) -> None:
        """A copy of the list for this question alone."""
        draft = self._document.draft
        form, _ = choice_lists.own_list(draft.form, self._address)
        self._document.do(
            titled(QT_TRANSLATE_NOOP("Undo", "make a list of its own")), draft.with_form(form)
        )

    def add_column(self) -> None:
        """One more column, for filters to read."""
        name, done = QInputDialog.getText(
            self, self.tr("A column to filter by"), self.tr("Name, for example district")
        )
        name = "_".join(name.split())
        if done and name:
            self._extra = (*self._extra, name)
            self.show_question(self._address)

    # Inside.

    def _edit(self, row: int, key: str, text: str) -> None:
        name, draft = self.list_name, self._document.draft
        if row >= len(self.choices) and not text:
            return
        edit = partial(choice_lists.change_cell, draft, name, row, key, text)
        self._document.attempt(
            titled(QT_TRANSLATE_NOOP("Undo", "change a choice of %1"), name), edit
        )

    def _choose_list(self, name: object) -> None:
        draft = self._document.draft
        question = node_at(draft.form, self._address)
        assert isinstance(question, Question)
        form = draft.form
        if name == _NEW:
            name = free_name(question.name, form.lists)
            form = with_list(form, name, (Choice("1"), Choice("2")))
        form = with_node(form, self._address, replace(question, list_name=str(name)))
        title = titled(QT_TRANSLATE_NOOP("Undo", "choose from the list %1"), str(name))
        self._document.do(title, draft.with_form(form))

    def _set(self, title: Title, choices: Sequence[Choice]) -> None:
        draft = choice_lists.set_choices(self._document.draft, self.list_name, choices)
        self._document.do(title, draft)

    def _path(self) -> str:
        return self._document.path(self._address)

    def label_column(self) -> int:
        """The column with the texts of the language shown."""
        keys = [self.model.column(n).key for n in range(len(self.model.columns))]
        wanted = f"label::{self._document.language}"
        return keys.index(wanted) if wanted in keys else 1

    def _set_columns(self, choices: Sequence[Choice]) -> None:
        """The language shown first, the others after it, then what filters read."""
        languages = self._document.form.languages
        usual = self._document.language
        ordered = sorted(languages, key=lambda code: code != usual)
        found = choice_lists.filter_columns(choices)
        extra = dict.fromkeys((*found, *self._extra))
        columns = [
            _column("name", self.tr("Code")),
            *(
                _column(f"label::{code}", say(self.tr("Text (%1)"), language_word(code)))
                for code in ordered
            ),
            EditColumn(
                self.tr("Not read out"),
                partial(choice_lists.cell_of, column="not_read_out"),
                key="not_read_out",
                is_check=True,
            ),
            *(_column(key, key) for key in extra),
        ]
        shown = [(one.key, one.header) for one in columns]
        if shown != [(c.key, c.header) for c in self.model.columns if isinstance(c, EditColumn)]:
            self.model.set_columns(columns)
            self._size_columns(len(ordered))

    def _size_columns(self, languages: int) -> None:
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.resizeSection(0, theme.px(90))
        header.setMinimumSectionSize(theme.px(48))
        for place in range(1, len(self.model.columns)):
            header.resizeSection(place, theme.px(220 if place == 1 else 110))
        if languages:
            header.setSectionResizeMode(1, header.ResizeMode.Stretch)

    def _fit(self) -> None:
        """As high as its rows, up to ten."""
        rows = min(max(self.model.rowCount(), 3), 10)
        head = self.table.horizontalHeader().sizeHint().height()
        height = head + rows * self.table.verticalHeader().defaultSectionSize() + theme.px(16)
        self.table.setFixedHeight(height)

    def _build_ui(self) -> None:
        self._extra: tuple[str, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._title)
        row.addWidget(self.list, 1)
        runs: tuple[tuple[Callable[[], QIcon], Callable[[], None]], ...] = (
            (icons.add, self.add),
            (lambda: icons.icon_named("delete-bin-line"), self.delete),
            (lambda: icons.icon_named("arrow-up-line"), partial(self.move_rows, -1)),
            (lambda: icons.icon_named("arrow-down-line"), partial(self.move_rows, 1)),
            (lambda: icons.icon_named("clipboard-line"), self.paste),
            (icons.copy, self.copy),
            (lambda: icons.icon_named("edit-line"), self.rename),
            (lambda: icons.icon_named("git-branch-line"), self.make_own),
            (lambda: icons.icon_named("insert-column-right"), self.add_column),
        )
        bar = QHBoxLayout()
        bar.setSpacing(2)
        for icon, run in runs:
            button = QToolButton()
            button.setProperty("quiet", True)
            button.clicked.connect(run)
            self.buttons.append((button, icon))
            bar.addWidget(button)
        bar.addStretch(1)
        self._own = self.buttons[7][0]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.shared)
        layout.addWidget(self.table)
        layout.addLayout(bar)
        self.restyle()


def _column(key: str, header: str) -> EditColumn:
    return EditColumn(header, partial(choice_lists.cell_of, column=key), key=key)
