"""Language, appearance and size of text; each takes effect at once."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from ui.session import Session
from ui.theme import SCALES


class SettingsDialog(QDialog):
    """Changes the session's theme and language as they are chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Settings"))
        self.language = QComboBox()
        for name, text in (("zh_CN", "中文"), ("en", "English")):
            self.language.addItem(text, name)
        self.look = QComboBox()
        self.look.addItem(self.tr("Light"), "light")
        self.look.addItem(self.tr("Dark"), "dark")
        self.scale = QComboBox()
        for scale in SCALES:
            self.scale.addItem(f"{scale:.0%}", scale)
        self._fill()
        self._build_ui()
        self.language.activated.connect(self._change_language)
        self.look.activated.connect(self._change_theme)
        self.scale.activated.connect(self._change_theme)

    def _fill(self) -> None:
        self.language.setCurrentIndex(self.language.findData(self._session.language.name))
        self.look.setCurrentIndex(self.look.findData(self._session.theme.name))
        self.scale.setCurrentIndex(self.scale.findData(self._session.theme.scale))

    def _build_ui(self) -> None:
        form = QFormLayout()
        for text, field in (
            (self.tr("Language"), self.language),
            (self.tr("Appearance"), self.look),
            (self.tr("Size of text"), self.scale),
        ):
            field.setAccessibleName(text)
            form.addRow(text, field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _change_language(self) -> None:
        self._session.change_language(self.language.currentData())

    def _change_theme(self) -> None:
        self._session.change_theme(self.look.currentData(), self.scale.currentData())
