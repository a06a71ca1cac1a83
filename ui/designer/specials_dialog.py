"""How refusal and don't know are written: answers of their own here, codes in Kobo and ODK."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from questionnaires.specials import SpecialCode, absorb_specials, find_specials, spell_specials
from ui import theme
from ui.designer.document import DesignDocument
from ui.designer.titles import titled
from ui.dialogs.frame import FormDialog
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.words import say
from ui.table_model import Column
from ui.table_view import TableView

translate = QCoreApplication.translate
MEANINGS = {
    "refused": QT_TRANSLATE_NOOP("Specials", "Refusal"),
    "dont_know": QT_TRANSLATE_NOOP("Specials", "Don't know"),
}


class SpecialsDialog(FormDialog):
    """Every code with its questions; accepted, the workbook with codes is to be saved."""

    turned = Signal()

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", parent)
        self._document = document
        self.setWindowTitle(self.tr("Codes of refusal and don't know"))
        self.resize(theme.px(760), theme.px(440))
        self.say(
            self.tr(
                "Here, refusal and don't know are answers of their own, and no list has to hold "
                "them. Kobo and ODK write them as choices with a code. This is how they correspond."
            )
        )
        self.table = TableView("specials")
        self.table.set_columns(
            (
                Column(self.tr("Code"), lambda one: one.code, width=70),
                Column(self.tr("Text"), self._text_of),
                Column(self.tr("Means"), lambda one: translate("Specials", MEANINGS[one.means])),
                Column(self.tr("In this form"), self._kept),
                Column(self.tr("Questions"), lambda one: ", ".join(one.questions)),
            )
        )
        self.table.setMinimumHeight(theme.px(220))
        self.add_large(self.table)
        self.turn_button = QPushButton()
        self.turn_button.clicked.connect(self.turn)
        self.form.addRow(self.turn_button)
        self.ok.setText(self.tr("Save with codes…"))
        box = self.findChild(QDialogButtonBox)
        if box:
            box.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Close"))
        self._fill()

    @Slot()
    def turn(self) -> None:
        """Choices with such codes become answers of their own, in conditions too; one undo step."""
        draft = self._document.draft
        title = titled(QT_TRANSLATE_NOOP("Undo", "turn codes into refusal and don't know"))
        self._document.do(title, draft.with_form(absorb_specials(draft.form)))
        self._fill()
        self.turned.emit()

    def _fill(self) -> None:
        form = self._document.form
        self._choices = {key for one in find_specials(form) for key in _keys(one)}
        self._spelt = spell_specials(form)
        self.table.set_rows(
            find_specials(self._spelt),
            self.tr("No question with a list of choices allows refusal or don't know."),
        )
        waiting = sum(not one.not_read_out for one in find_specials(form))
        text = self.tr("Turn %1 choices of lists into answers of their own")
        self.turn_button.setText(say(text, waiting))
        self.turn_button.setVisible(waiting > 0)
        self.turn_button.setEnabled(self._document.may_edit)

    def _text_of(self, one: SpecialCode) -> str:
        choices = self._spelt.lists[one.list_name]
        labels = next(choice.labels for choice in choices if choice.name == one.code)
        return labels.get(self._document.language) or one.label

    def _kept(self, one: SpecialCode) -> str:
        if self._choices.isdisjoint(_keys(one)):
            return self.tr("An answer of its own")
        if one.not_read_out:
            return self.tr("A choice that is not read out")
        return self.tr("A choice of the list")


def _keys(one: SpecialCode) -> set[tuple[str, str]]:
    """By question: with codes written out, questions may get lists of their own."""
    return {(question, one.code) for question in one.questions}
