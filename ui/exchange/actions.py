"""What the groups of actions share: the page's session, its data, and one dialog at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from ui.exchange.reading import ExchangeData
from ui.session import Session


class Desk:
    """The page as its actions see it."""

    def __init__(self, session: Session, widget: QWidget, read: Callable[[], Any]) -> None:
        self.session = session
        self.widget = widget
        self._read = read
        self.dialog: QDialog | None = None
        """The dialog that is open, or was last."""

    @property
    def data(self) -> ExchangeData | None:
        """What the page read last."""
        return self._read()

    def ask(self, dialog: QDialog, on_accepted: Callable[[], None]) -> None:
        """Open a dialog; it does not block the window's other work."""
        self.dialog = dialog
        dialog.accepted.connect(on_accepted)
        dialog.open()


class Actions(QObject):
    """A group of actions; a child of the page, so that results for a closed page are dropped."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.widget)
        self.desk = desk
        self.session = desk.session

    @property
    def data(self) -> ExchangeData | None:
        """What the page read last."""
        return self.desk.data

    @property
    def window(self) -> QWidget:
        """The parent of dialogs."""
        return self.desk.widget

    def run_job(
        self, text: str, work: Callable[..., Any], on_done: Callable[[Any], None] | None = None
    ) -> None:
        """Run something in the survey's thread, shown in the task bar."""
        self.session.run(text, work, on_done, owner=self)
