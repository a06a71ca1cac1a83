"""What an update file holds and who signed it; the fingerprint is typed once for each publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QTextBrowser, QWidget

from surveyapp import __version__
from surveyapp.words import language
from ui import theme
from ui.dialogs.frame import FormDialog
from ui.exchange.enrol_dialog import plain_letters
from ui.notice import label

if TYPE_CHECKING:
    from surveyapp.updates import Update

_MEGABYTE = 1e6


class UpdateDialog(FormDialog):
    """Accepted, the installer is to be written; ``typed`` is the fingerprint, if it was needed."""

    def __init__(self, update: Update, known: bool, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", parent)
        self.update_file = update
        self.setWindowTitle(self.tr("Update from a file"))
        self.setMinimumWidth(theme.px(560))
        self.say(self._summary())
        self.changes = QTextBrowser()
        self.changes.setMarkdown(update.changes.get(language(), ""))
        self.changes.setAccessibleName(self.tr("What is new"))
        self.changes.setMinimumHeight(theme.px(180))
        self.add_large(self.changes)
        self.field = QLineEdit()
        self.field.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX")
        self._is_known = known
        if known:
            self.form.addRow(label(self.tr("Signed by a publisher known here."), "faint"))
        else:
            self._ask_fingerprint()
        self.ok.setText(self.tr("Write the installer…"))

    @property
    def typed(self) -> str:
        """The fingerprint as it was typed; empty where the publisher is known."""
        return "" if self._is_known else self.field.text()

    def problem(self) -> str:
        if self._is_known or plain_letters(self.typed) == plain_letters(
            self.update_file.fingerprint
        ):
            return ""
        return self.tr("This is not the fingerprint of the update. Do not install it unless it is.")

    def _ask_fingerprint(self) -> None:
        text = self.tr(
            "This computer does not know who signed the update. Telephone whoever publishes the "
            "program, let them read the fingerprint aloud, and type it here. It is asked for once."
        )
        self.form.addRow(label(text, "notice", wraps=True))
        self.add_row(self.tr("Fingerprint as read aloud"), self.field)
        self.field.setFocus()

    def _summary(self) -> str:
        update = self.update_file
        text = self.tr("Version %1 of %2 in place of %3; %4 MB.")
        for number, value in enumerate(
            (update.version, update.date, __version__, f"{update.size / _MEGABYTE:.0f}"), 1
        ):
            text = text.replace(f"%{number}", value)
        return text
