"""Shows the recovery key once, to be printed or written down."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.notice import label


class RecoveryDialog(QDialog):
    """The key, what it is for, and a way to copy it."""

    def __init__(self, identity: str, fingerprint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The recovery key"))
        self.setMinimumWidth(theme.px(520))
        text = self.tr(
            "If all passphrases are lost, this key alone opens what comes from the field. It is "
            "shown once and kept nowhere: print it and lock it away, apart from the computer."
        )
        self.key = QPlainTextEdit(f"{identity}\n\n{fingerprint}")
        self.key.setReadOnly(True)
        self.key.setAccessibleName(self.tr("The recovery key"))
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        copying = buttons.addButton(self.tr("Copy the key"), role.ActionRole)
        copying.clicked.connect(self.copy)
        done = buttons.addButton(self.tr("I have kept it safe"), role.AcceptRole)
        done.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(label(text, wraps=True))
        layout.addWidget(self.key)
        layout.addWidget(buttons)

    @Slot()
    def copy(self) -> None:
        """Put the key on the clipboard."""
        QGuiApplication.clipboard().setText(self.key.toPlainText())
