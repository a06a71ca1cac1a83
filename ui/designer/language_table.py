"""All texts side by side, a column a language; what is missing is marked and can be filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from questionnaires.editing import choice_lists, languages
from questionnaires.editing.languages import Said
from questionnaires.model import Questionnaire
from questionnaires.xlsform.columns import language_code, language_names
from ui import theme
from ui.designer.document import DesignDocument
from ui.designer.edit_table import EditColumn, EditModel, EditView
from ui.designer.titles import Title, titled
from ui.designer.words import field_word, language_word
from ui.interview.flow_layout import FlowLayout
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.words import say


@dataclass(frozen=True)
class Line:
    """A row: what is said, and where."""

    said: Said

    @property
    def place(self) -> str:
        """The name of the question, or list and code."""
        one = self.said
        return f"{one.list_name}: {one.name}" if one.list_name else one.name


class LanguageTable(QWidget):
    """``wanted`` carries the path of a question to show."""

    wanted = Signal(str)

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.model = EditModel(self)
        self.table = EditView(self.model)
        self.only_missing = QCheckBox()
        self.add_button, self.remove_button, self.rename_button = (QPushButton() for _ in range(3))
        self.count: QLabel = label("", "small", wraps=True)
        self._lines: list[Line] = []
        self._is_stale = True
        self._build_ui()
        self.model.edited.connect(self._edit)
        self.only_missing.toggled.connect(self.refresh)
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.remove)
        self.rename_button.clicked.connect(self.rename)
        self.table.paste_wanted.connect(self.paste)
        self.table.copy_wanted.connect(self.table.copy_cells)
        self.table.delete_wanted.connect(self._clear)
        document.changed.connect(self._on_changed)
        document.opened.connect(self._on_changed)
        self.retranslate()

    def refresh(self) -> None:
        """Read the texts anew, where anybody sees them."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        form = self._document.form
        codes = form.languages
        lines = [Line(said) for said in languages.everything_said(form)]
        if self.only_missing.isChecked():
            lines = [one for one in lines if any(languages.lacks(one.said, c) for c in codes)]
        self._set_columns()
        self._lines = lines
        self.model.is_locked = not self._document.may_edit
        self.model.replace_rows(lines)
        missing = languages.count_missing(form)
        names = language_names(form)
        text = self.tr("Missing: %1")
        counts = " · ".join(f"{language_word(c, names[c])} {missing[c]}" for c in codes)
        self.count.setText(say(text, counts))
        self.remove_button.setEnabled(self._document.may_edit and len(codes) > 1)
        for button in (self.add_button, self.rename_button):
            button.setEnabled(self._document.may_edit)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.only_missing.setText(self.tr("Only what is missing"))
        self.add_button.setText(self.tr("Add a language…"))
        self.remove_button.setText(self.tr("Remove a language…"))
        self.rename_button.setText(self.tr("Rename a language…"))
        self.table.setAccessibleName(self.tr("Texts by language"))
        self.model.set_columns(())
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.table.restyle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def add(self) -> None:
        """One more language, such as ``English (en)``."""
        name = self._ask(
            self.tr("Add a language"), self.tr("Language with its code"), "English (en)"
        )
        if name:
            edit = partial(languages.add_language, self._document.form, language_code(name), name)
            self._attempt(titled(QT_TRANSLATE_NOOP("Undo", "add the language %1"), name), edit)

    def remove(self) -> None:
        """Remove a language with its texts; undo brings them back."""
        code = self._choose(self.tr("Remove a language"))
        if code is not None:
            edit = partial(languages.remove_language, self._document.form, code)
            self._attempt(
                titled(QT_TRANSLATE_NOOP("Undo", "remove the language %1"), language_word(code)),
                edit,
            )

    def rename(self) -> None:
        """Give a language another name or code."""
        old = self._choose(self.tr("Rename a language"))
        if old is None:
            return
        known = language_names(self._document.form)[old]
        name = self._ask(self.tr("Rename a language"), self.tr("Language with its code"), known)
        if name:
            code = language_code(name)
            edit = partial(languages.name_language, self._document.form, old, code, name)
            self._attempt(
                titled(QT_TRANSLATE_NOOP("Undo", "rename the language %1"), language_word(old)),
                edit,
            )

    def paste(self) -> None:
        """A column of translations from a spreadsheet, from the cell at hand down."""
        at = self.table.currentIndex()
        cells = choice_lists.read_cells(QGuiApplication.clipboard().text())
        if not at.isValid() or not cells:
            return
        draft = self._document.draft
        for number, line in enumerate(cells):
            row = at.row() + number
            for across, text in enumerate(line):
                place = at.column() + across
                if row >= len(self._lines) or place >= len(self.model.columns):
                    continue
                column = self.model.column(place)
                if column.is_editable:
                    draft = languages.say(draft, self._lines[row].said, column.key, text)
        self._document.do(
            titled(QT_TRANSLATE_NOOP("Undo", "paste %1 rows of texts"), len(cells)), draft
        )

    def _on_changed(self) -> None:
        self.refresh()

    def _attempt(self, title: Title, edit: Callable[[], Questionnaire]) -> None:
        draft = self._document.draft
        self._document.attempt(title, lambda: draft.with_form(edit()))

    def _edit(self, row: int, language: str, text: str) -> None:
        said = self._lines[row].said
        title = titled(QT_TRANSLATE_NOOP("Undo", "translate %1"), self._lines[row].place)
        self._document.do(title, languages.say(self._document.draft, said, language, text))

    def _clear(self) -> None:
        draft = self._document.draft
        for index in self.table.selectionModel().selectedIndexes():
            column = self.model.column(index.column())
            if column.is_editable:
                draft = languages.say(draft, self._lines[index.row()].said, column.key, "")
        self._document.do(titled(QT_TRANSLATE_NOOP("Undo", "clear texts")), draft)

    def _ask(self, title: str, text: str, known: str) -> str:
        name, done = QInputDialog.getText(self, title, text, QLineEdit.EchoMode.Normal, known)
        return name.strip() if done else ""

    def _choose(self, title: str) -> str | None:
        names = language_names(self._document.form)
        shown = [language_word(code, name) for code, name in names.items()]
        chosen, done = QInputDialog.getItem(self, title, self.tr("Language"), shown, 0, False)
        return list(names)[shown.index(chosen)] if done else None

    def _set_columns(self) -> None:
        form = self._document.form
        names = language_names(form)
        missing = self.tr("(missing)")
        columns = [
            EditColumn(self.tr("Where"), lambda one: one.place, key="", is_editable=False),
            EditColumn(self.tr("What"), lambda one: field_word(one.said.field), is_editable=False),
            *(
                EditColumn(
                    language_word(code, names[code]),
                    partial(_text, code),
                    key=code,
                    missing=missing,
                )
                for code in form.languages
            ),
        ]
        if [c.header for c in columns] != [c.header for c in self.model.columns]:
            self.model.set_columns(columns)
            header = self.table.horizontalHeader()
            for place, width in enumerate((130, 110, *[260] * len(names))):
                header.resizeSection(place, theme.px(width))

    def _build_ui(self) -> None:
        row = FlowLayout()
        row.addWidget(self.only_missing)
        for button in (self.add_button, self.rename_button, self.remove_button):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.count)
        layout.addWidget(self.table, 1)


def _text(code: str, line: Line) -> str:
    return (line.said.texts or {}).get(code, "")
