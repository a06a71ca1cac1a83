"""Asks for the passphrase of an encrypted survey."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.frame import FormDialog


class PassphraseDialog(FormDialog):
    """``operator`` and ``passphrase`` after it was accepted."""

    def __init__(self, name: str, trouble: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "", trouble, parent)
        self.setWindowTitle(self.tr("Open “%1”").replace("%1", name))
        self.ok.setText(self.tr("Open"))
        self._passphrase = QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._operator = QLineEdit()
        self._operator.setPlaceholderText(self.tr("May stay empty"))
        self.add_row(self.tr("Passphrase"), self._passphrase)
        self.add_row(self.tr("Your name"), self._operator)
        self._passphrase.setFocus()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._passphrase.text()

    @property
    def operator(self) -> str:
        """The operator's name, or nothing."""
        return self._operator.text().strip()

    def problem(self) -> str:
        return "" if self.passphrase else self.tr("Type the passphrase.")
