"""What a user of this computer prefers: language, look, recent files, sizes of things."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 8


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "surveyapp", "window")


def read_text(name: str, default: str = "") -> str:
    """A preference as text."""
    value = _store().value(name, default)
    return value if isinstance(value, str) else default


def read_bytes(name: str) -> QByteArray:
    """A preference as bytes: what Qt's ``saveState`` gave."""
    value = _store().value(name, QByteArray())
    return value if isinstance(value, QByteArray) else QByteArray()


def write(name: str, value: str | QByteArray) -> None:
    """Remember a preference."""
    _store().setValue(name, value)


def recent_files() -> list[Path]:
    """Surveys opened lately that are still there, the latest first."""
    names = read_text("recent").split("\n")
    return [Path(name) for name in names if name and Path(name).exists()]


def remember_file(path: Path) -> None:
    """Put a survey at the head of the recent ones."""
    path = path.absolute()
    known = [path, *(one for one in recent_files() if one != path)]
    write("recent", "\n".join(str(one) for one in known[:_RECENT]))
