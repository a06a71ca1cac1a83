"""The program's own Chinese font: at once where the system has none, else after the first paint.

A system with Chinese fonts is left its own look; ours then serves rare characters only (CJK
Extension B occurs in names), for which Qt looks through the families of the theme in turn.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase

from surveyapp.paths import bundled_fonts

FAMILY = "Survey Sans SC"
_AFTER_PAINT_MS = 300


def prepare_fonts() -> None:
    """Make the bundled font known to Qt, now or soon."""
    if not bundled_fonts():
        return
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        QTimer.singleShot(_AFTER_PAINT_MS, register)
    else:
        register()


def register() -> None:
    """Make the bundled font known to Qt."""
    for path in bundled_fonts():
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            logging.getLogger("surveyapp.ui").warning("cannot load font %s", path.name)
