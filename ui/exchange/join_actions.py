"""Joining a survey from anywhere in the window: the dialog, then the survey it made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ui.exchange.join_dialog import JoinDialog
from ui.exchange.joining import Answer, Waiting, opening
from ui.session import Session


class JoinActions(QObject):
    """Keeps the dialog open until the survey is."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.dialog: JoinDialog | None = None
        session.opened.connect(self._close)

    @Slot()
    def ask(self) -> None:
        """Show where this computer stands: nothing asked yet, or waiting for its package."""
        dialog = JoinDialog(self._session, self._window)
        self.dialog = dialog
        dialog.answered.connect(self._open)
        dialog.open()

    @Slot(object, object)
    def _open(self, waiting: Waiting, answer: Answer) -> None:
        if self.dialog:
            self._session.open_with(opening(waiting, answer), self.dialog.fail)

    @Slot()
    def _close(self) -> None:
        if self.dialog:
            self.dialog.accept()
            self.dialog = None
