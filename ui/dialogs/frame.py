"""The shape all dialogs share: a form, a line for what is wrong, and two buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from ui import theme
from ui.notice import label


class FormDialog(QDialog):
    """Subclasses add rows to ``self.form`` and check in ``problem``."""

    def __init__(
        self, title: str, verb: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(440))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(8)
        self.form.setVerticalSpacing(8)
        self._problem = label("", "error", wraps=True)
        self._problem.hide()
        buttons = QDialogButtonBox()
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setProperty("primary", True)
        self.ok.style().polish(self.ok)  # the box has polished it already
        # Else Enter in a field presses the first button that Qt comes upon, which is this one.
        cancel.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        self._text = label(text, wraps=True)
        layout.addWidget(self._text)
        if not text:
            self._text.hide()
        layout.addLayout(self.form)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.ok.setDefault(True)  # in the dialog by now, which remembers it

    def say(self, text: str) -> None:
        """The sentences above the form."""
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def add_row(self, text: str, field: QWidget) -> None:
        """A field with its label, which is its accessible name too."""
        field.setAccessibleName(text)
        self.form.addRow(text, field)
        if self.form.rowCount() == 1:
            field.setFocus()

    def add_large(self, widget: QWidget) -> None:
        """A table or the like above the form, which takes all the room there is."""
        self._column.insertWidget(1, widget, 100)

    def problem(self) -> str:
        """What must be mended before the dialog can be accepted; empty where nothing."""
        return ""

    def accept(self) -> None:
        problem = self.problem()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if not problem:
            super().accept()
