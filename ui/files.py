"""Which file or folder: the only place that opens file dialogs, so that tests can answer them."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from surveyapp.paths import documents_folder
from ui import preferences

_ENDING = re.compile(r"\*(\.\w+)")


def ask_open(parent: QWidget, title: str, pattern: str) -> Path | None:
    """A file to open, or ``None``."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _folder(), pattern)
    return _remembered(name)


def ask_open_several(parent: QWidget, title: str, pattern: str) -> list[Path]:
    """Files to open."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, _folder(), pattern)
    return [path for name in names if (path := _remembered(name))]


def ask_save(parent: QWidget, title: str, name: str, pattern: str) -> Path | None:
    """A file to write, or ``None``."""
    wanted = str(Path(_folder()) / name)
    chosen, kind = QFileDialog.getSaveFileName(parent, title, wanted, pattern)
    return _remembered(with_ending(chosen, kind, pattern))


def with_ending(name: str, kind: str, pattern: str) -> str:
    """The name with an ending of the kind chosen; an ending of another kind gives way to it."""
    endings = _ENDING.findall(kind)
    if not name or not endings or Path(name).suffix.lower() in endings:
        return name
    if Path(name).suffix.lower() in _ENDING.findall(pattern):
        return str(Path(name).with_suffix(endings[0]))
    return name + endings[0]


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder, or ``None``."""
    return _remembered(QFileDialog.getExistingDirectory(parent, title, _folder()))


def _folder() -> str:
    return preferences.read_text("folder") or str(documents_folder())


def _remembered(name: str) -> Path | None:
    if not name:
        return None
    path = Path(name)
    preferences.write("folder", str(path if path.is_dir() else path.parent))
    return path
