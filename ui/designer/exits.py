"""What leaves the designer: workbook, XForm, the strict verdict, the form on paper."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from questionnaires.specials import spell_specials
from ui import files
from ui.designer import paper_print, work
from ui.designer.document import DesignDocument
from ui.designer.specials_dialog import SpecialsDialog
from ui.pages.words import say
from ui.session import Message, Session

if TYPE_CHECKING:
    from questionnaires.xlsform import Verdict


class FormExits(QObject):
    """Each writes the form on the desk as it is now, off the interface thread."""

    def __init__(self, session: Session, document: DesignDocument, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._document, self._window = session, document, window
        self.specials: SpecialsDialog | None = None

    def export(self) -> None:
        """Write the form as a workbook."""
        pattern = self.tr("XLSForm workbooks (*.xlsx)")
        path = self._ask_save(self.tr("Save the workbook"), ".xlsx", pattern)
        if path:
            run = partial(work.export_workbook, path, self._document.draft)
            self._session.run(self.tr("Saving the workbook"), run, self._say_saved)

    def show_specials(self) -> None:
        """Which codes stand for refusal and don't know; the workbook with them, where wanted."""
        dialog = SpecialsDialog(self._document, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.export_with_codes)
        self.specials = dialog
        dialog.open()

    def export_with_codes(self) -> None:
        """Write the form as a workbook in which refusal and don't know are choices."""
        pattern = self.tr("XLSForm workbooks (*.xlsx)")
        path = self._ask_save(self.tr("Save with codes"), ".xlsx", pattern)
        if path:
            draft = self._document.draft
            run = partial(work.export_workbook, path, draft.with_form(spell_specials(draft.form)))
            self._session.run(self.tr("Saving the workbook"), run, self._say_saved)

    def export_xform(self) -> None:
        """Write the form as XForm XML, as Kobo and ODK read it."""
        pattern = self.tr("XForm files (*.xml)")
        path = self._ask_save(self.tr("Save as XForm"), ".xml", pattern)
        if path:
            sums = partial(work.export_xform, path, self._document.draft)
            self._session.runner.compute(sums, self._say_xform, self._session.show_trouble)

    def judge(self) -> None:
        """Let the converter of Kobo and ODK judge."""
        sums = partial(work.judge_strictly, self._document.draft)
        self._session.runner.compute(sums, self._say_verdict, self._session.show_trouble)

    def ask_paper(self) -> None:
        """Write the form on paper, in the language shown."""
        pattern = self.tr("PDF to print (*.pdf);;Word documents (*.docx)")
        path = self._ask_save(self.tr("Save on paper"), ".pdf", pattern)
        if path:
            path = path if path.suffix.lower() in (".pdf", ".docx") else path.with_suffix(".pdf")
            run = partial(work.write_on_paper, path, self._document.draft, self._document.language)
            self._session.run(self.tr("Writing the paper form"), run, self._say_paper)

    def print_paper(self) -> None:
        """Print the form: the very pages that “Save on paper” writes."""
        order = paper_print.ask_order(self._window)
        if order is None:
            return
        path = Path(tempfile.mkdtemp()) / "form.pdf"
        run = partial(work.write_on_paper, path, self._document.draft, self._document.language)
        self._session.run(self.tr("Printing the paper form"), run, partial(self._print, order))

    def _print(self, order: paper_print.Order, path: Path) -> None:
        """Hand the pages to the printer; where there is none, show them."""
        if paper_print.send(path, order):
            self._session.say_done(self.tr("The paper form went to the printer."))
        else:
            text = self.tr("This computer cannot print directly; the pages are shown instead.")
            self._session.say(Message("note", text))
            _open(path)

    def _ask_save(self, title: str, suffix: str, pattern: str) -> Path | None:
        form = self._document.form
        name = "-".join(part for part in (form.form_id, form.version) if part)
        return files.ask_save(self._window, title, f"{name}{suffix}", pattern)

    def _say_saved(self, path: Path) -> None:
        self._session.say_done(self.tr("“%1” was saved.").replace("%1", path.name))

    def _say_paper(self, path: Path) -> None:
        text = self.tr("“%1” was saved.").replace("%1", path.name)
        self._session.say_done(text, self.tr("Open to print"), partial(_open, path))

    def _say_xform(self, made: Path | Verdict) -> None:
        if isinstance(made, Path):
            self._say_saved(made)
        else:
            self._say_verdict(made)

    def _say_verdict(self, verdict: Verdict) -> None:
        if verdict.valid and not verdict.warnings:
            self._session.say_done(self.tr("Kobo and ODK accept this questionnaire."))
        elif verdict.valid:
            text = say(self.tr("Kobo and ODK accept it with remarks: %1"), verdict.warnings[0])
            self._session.say(Message("note", text))
        else:
            text = self.tr("Kobo and ODK do not accept it: %1")
            self._session.say(Message("caution", text.replace("%1", verdict.message)))


def _open(path: Path) -> None:
    """Show a file in the program of the system that shows such files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
