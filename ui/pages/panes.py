"""Table at the left, picture at the right, the border between them remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui import preferences
from ui.plots import FigureView
from ui.session import Session
from ui.table_view import TableView


class Panes(QSplitter):
    """``table`` and ``figure`` side by side."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._name = name
        self.table = TableView(name)
        self.figure = FigureView(session)
        for widget in (self.table, self.figure):
            self.addWidget(widget)
            widget.setContentsMargins(0, 0, 0, 0)
        self.setHandleWidth(16)
        self.setChildrenCollapsible(False)
        self.setSizes([600, 400])
        state = preferences.read_bytes(f"panes/{name}")
        if state:
            self.restoreState(state)
        self.splitterMoved.connect(self._remember)

    def _remember(self) -> None:
        preferences.write(f"panes/{self._name}", self.saveState())
