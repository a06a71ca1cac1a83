"""Sticks that are plugged in, so that nobody has to look for them."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_PLACES = ("/media/", "/run/media/", "/Volumes/")
_REMOVABLE = 2
"""What Windows calls a drive that can be taken out."""


def sticks() -> list[Path]:
    """The roots of removable drives that can be written to."""
    found = [one for one in QStorageInfo.mountedVolumes() if one.isReady() and not one.isReadOnly()]
    roots = [one.rootPath() for one in found]
    return [Path(root) for root in roots if _is_removable(root)]


def _is_removable(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\")) == _REMOVABLE
    return root.startswith(_PLACES)
