"""Shows the recovery key once, to be printed."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import files, theme
from ui.exchange import recovery_page
from ui.exchange.recovery_page import RecoveryPage
from ui.notice import label


class RecoveryDialog(QDialog):
    """The key, what it is for, printing and saving; closed only once it was kept somewhere."""

    def __init__(self, page: RecoveryPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.setWindowTitle(self.tr("Print the recovery page now"))
        self.setMinimumWidth(theme.px(560))
        self.key = label("\n".join(page.lines), "section")
        self.key.setAccessibleName(self.tr("The recovery key"))
        self.state = label("", "small", wraps=True)
        self.printing = QPushButton(self.tr("Print…"))
        self.printing.setProperty("primary", True)
        self.saving = QPushButton(self.tr("Save as PDF…"))
        self.kept = QPushButton(self.tr("It is locked away"))
        self.kept.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.saving, self.printing, self.kept):
            buttons.addWidget(button)
        self.printing.clicked.connect(self.print_it)
        self.saving.clicked.connect(self.save)
        self.kept.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(label(self._explanation(), wraps=True))
        layout.addWidget(self.key)
        layout.addWidget(self.state)
        layout.addLayout(buttons)
        self.printing.setFocus()

    @Slot()
    def print_it(self) -> None:
        """Print the page."""
        if recovery_page.print_page(self.page, self):
            self._kept(self.tr("Sent to the printer. Check that every line can be read."))

    @Slot()
    def save(self) -> None:
        """Save the page, on a stick that is locked away for instance."""
        pattern = self.tr("PDF (*.pdf)")
        path = files.ask_save(self, self.tr("Save the recovery page"), "recovery.pdf", pattern)
        if path:
            recovery_page.save_pdf(self.page, path)
            text = self.tr("Saved as “%1”. Print it and delete the file from this computer.")
            self._kept(text.replace("%1", path.name))

    def reject(self) -> None:
        """Esc does not close it: the key is shown only this once."""
        if self.kept.isEnabled():
            super().reject()
        else:
            self.state.setText(self.tr("Print or save the page first: it is not shown again."))

    def _explanation(self) -> str:
        return self.tr(
            "If the passphrase is forgotten, this key alone opens what the laptops send. It is "
            "shown only now and kept nowhere on this computer. Print it and lock it away."
        )

    def _kept(self, text: str) -> None:
        self.state.setText(text)
        self.kept.setEnabled(True)
        self.kept.setFocus()
