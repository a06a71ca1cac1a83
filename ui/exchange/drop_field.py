"""Files and folders dragged from the file manager onto the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget


class DropField(QObject):
    """Makes a window take files; while they hover above it, it says what will happen."""

    def __init__(
        self,
        window: QWidget,
        promise: Callable[[Sequence[Path]], str],
        take: Callable[[Sequence[Path]], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._promise = promise
        """What will happen with these files; empty where they are not taken."""
        self._take = take
        self.sign = QLabel(window)
        self.sign.setObjectName("drop")
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sign.setWordWrap(True)
        self.sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.sign.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if event.type() == QEvent.Type.DragLeave:
            self.sign.hide()
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._drop(event)
            return True
        return super().eventFilter(watched, event)

    def _enter(self, event: QDragEnterEvent) -> bool:
        promise = self._promise(_paths(event))
        if promise:
            event.acceptProposedAction()
            self.sign.setText(promise)
            self.sign.setGeometry(self._window.rect().adjusted(24, 24, -24, -24))
            self.sign.show()
            self.sign.raise_()
        return bool(promise)

    def _drop(self, event: QDropEvent) -> None:
        self.sign.hide()
        event.acceptProposedAction()
        self._take(_paths(event))


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
