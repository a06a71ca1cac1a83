"""The properties of the questionnaire itself: title, id, version, languages, further settings."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFormLayout, QScrollArea, QVBoxLayout, QWidget

from questionnaires.editing.making import uses_of_lists
from questionnaires.xlsform.columns import is_own_setting, language_names
from ui import theme
from ui.designer.document import DesignDocument
from ui.designer.edit_table import EditColumn, EditModel, EditView
from ui.designer.fields import ComboField, Field, LineField
from ui.designer.first_steps import FirstSteps
from ui.designer.titles import titled
from ui.designer.words import FieldWord, language_word, tell
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.words import say

_FIELDS = {
    "title": QT_TRANSLATE_NOOP("Designer", "Title"),
    "form_id": QT_TRANSLATE_NOOP("Designer", "Form id"),
    "version": QT_TRANSLATE_NOOP("Designer", "Version"),
    "default_language": QT_TRANSLATE_NOOP("Designer", "Usual language"),
}


class FormPanel(QScrollArea):
    """Shown while the top row of the tree is selected."""

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setWidgetResizable(True)
        self.first_steps = FirstSteps()
        self.heading = label("", "section", wraps=True)
        self.fields: dict[str, Field] = {
            "title": LineField(),
            "form_id": LineField(live=False),
            "version": LineField(),
            "default_language": ComboField(),
        }
        self._labels = {key: label() for key in self.fields}
        self.summary = label("", "faint", wraps=True)
        self._others_title = label("", "section")
        self.model = EditModel(self)
        self.table = EditView(self.model)
        self._rows: list[tuple[str, str]] = []
        self._build_ui()
        self.model.edited.connect(self._edit_setting)
        self.table.delete_wanted.connect(self._delete_setting)
        self.retranslate()

    def refresh(self) -> None:
        """Show the values as they are now."""
        form = self._document.form
        names = language_names(form)
        languages = self.fields["default_language"]
        assert isinstance(languages, ComboField)
        languages.set_options([(code, language_word(code, names[code])) for code in form.languages])
        for key, field in self.fields.items():
            field.show_value(getattr(form, key))
        count = sum(1 for _ in form.questions())
        self.first_steps.setVisible(not count and self._document.may_edit)
        text = self.tr("%1 questions, %2 lists of choices (%3 of them used), %4 languages.")
        lists = len(form.lists), len(uses_of_lists(form).keys() & form.lists.keys())
        self.summary.setText(say(text, count, *lists, len(form.languages)))
        own = [(key, text) for key, text in form.settings.items() if not is_own_setting(key)]
        self._rows = [*own, ("", "")]
        self.model.is_locked = not self._document.may_edit
        self.model.replace_rows(self._rows)
        self.table.setFixedHeight(theme.px(28) * (min(len(self._rows), 8) + 1) + theme.px(8))

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.heading.setText(self.tr("The questionnaire"))
        self._others_title.setText(self.tr("Other settings of the workbook"))
        for key, field in self.fields.items():
            field.set_name(tell(_FIELDS[key]))
            self._labels[key].setText(tell(_FIELDS[key]))
        self.table.setAccessibleName(self.tr("Other settings of the workbook"))
        self.model.set_columns(
            (
                EditColumn(self.tr("Setting"), lambda row: row[0], key="name", width=160),
                EditColumn(self.tr("Content"), lambda row: row[1], key="content"),
            )
        )
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.table.restyle()

    def go_to(self, key: str) -> None:
        """Put the keys into a field."""
        field = self.fields.get(key)
        if field is not None:
            (field.focusProxy() or field).setFocus()

    def _edit(self, key: str, value: object) -> None:
        form = self._document.form
        text = str(value)
        if key == "form_id":
            text = "_".join(text.split())
            if not text:
                return
        title = titled(
            QT_TRANSLATE_NOOP("Undo", "change “%1” of the questionnaire"),
            FieldWord(key, _FIELDS[key]),
        )
        made = self._document.draft.with_form(replace(form, **{key: text}))
        self._document.do(title, made, key=("form", key))

    def _edit_setting(self, row: int, key: str, text: str) -> None:
        name, content = self._rows[row]
        new = text if key == "name" else name
        self._put(name, new, content if key == "name" else text)

    def _delete_setting(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._rows) and self._rows[row][0]:
            self._put(self._rows[row][0], "", "")

    def _put(self, old: str, new: str, content: str) -> None:
        form = self._document.form
        settings = {new if key == old else key: text for key, text in form.settings.items()}
        if new:
            settings[new] = content
        settings.pop("", None)
        title = titled(QT_TRANSLATE_NOOP("Undo", "change the setting %1"), new or old)
        made = self._document.draft.with_form(replace(form, settings=settings))
        self._document.do(title, made)

    def _build_ui(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(theme.px(n) for n in (12, 8, 12, 8)))
        column.setSpacing(theme.px(8))
        column.addWidget(self.first_steps)
        column.addWidget(self.heading)
        column.addWidget(self.summary)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(8)
        for key, field in self.fields.items():
            self._labels[key].setBuddy(field)
            form.addRow(self._labels[key], field)
            field.edited.connect(partial(self._edit, key))
        column.addLayout(form)
        column.addWidget(self._others_title)
        column.addWidget(self.table)
        column.addStretch(1)
        self.setWidget(inner)
