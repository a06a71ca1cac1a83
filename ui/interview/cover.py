"""An interview takes the whole window, and gives it back as it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget


class Cover(QObject):
    """Puts a widget over a page's window. ``closing``: the program is being closed below it."""

    closing = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._host: QMainWindow | None = None
        self._covered: QWidget | None = None

    def put_over(self, page: QWidget) -> None:
        """Take the window of a page."""
        host = page.window()
        assert isinstance(host, QMainWindow)
        self._host, self._covered = host, host.takeCentralWidget()
        # A hidden child of the window: it must not outlive it, nor read while an interview is on.
        self._covered.setParent(host)
        self._covered.hide()
        host.setCentralWidget(self._widget)
        host.installEventFilter(self)

    def take_away(self) -> None:
        """Give the window back."""
        host, covered = self._host, self._covered
        self._host = self._covered = None
        if host is not None and covered is not None:
            host.removeEventFilter(self)
            host.takeCentralWidget()
            host.setCentralWidget(covered)
            covered.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._host:
            self.closing.emit()
        return super().eventFilter(watched, event)
