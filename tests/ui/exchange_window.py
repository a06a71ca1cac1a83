"""Shared by the tests of the exchange window: opening a world's files, dropping, dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

WAIT = 30_000


def open_page(window: Any, qtbot: Any, path: Path, key: str) -> Any:
    """Open a survey and show a page of it, read and settled."""
    with qtbot.waitSignal(window.session.opened, timeout=WAIT):
        window.files.open_path(path)
    window.show_page(key)
    page = window.pages[key]
    qtbot.waitUntil(lambda: page.is_settled, timeout=WAIT)
    return page


def dialog_of(page: Any, kind: type, qtbot: Any) -> Any:
    """The page's dialog, once it is of that kind and shown."""
    qtbot.waitUntil(
        lambda: isinstance(page.desk.dialog, kind) and page.desk.dialog.isVisible(), timeout=WAIT
    )
    return page.desk.dialog


def drop(window: Any, paths: Sequence[Path]) -> None:
    """What a file manager sends when files are let go above the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(
            QPoint(400, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(window, event)
        assert event.isAccepted()
