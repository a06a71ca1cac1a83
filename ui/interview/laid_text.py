"""Texts measured, broken into lines and drawn once: for the screen at hand and the one to come.

Breaking the words of a screen and drawing characters that were not shown before takes as long as
everything else together, so the screen that is expected next is gone through while nobody waits.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap, QStaticText, QTextOption

_KEPT = 400
"""Texts of some twenty screens."""
_WRAPS = int(Qt.TextFlag.TextWordWrap)
_FAR = 100_000
_NEW_LINE = "\u2028"
"""A line feed is no end of a line in a static text."""


@lru_cache(_KEPT)
def height_of(text: str, font: QFont, width: int) -> int:
    """How high a text becomes that is so wide."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), _FAR), _WRAPS, text).height()


@lru_cache(_KEPT)
def width_of(text: str, font: QFont) -> int:
    """How wide a text is in one line."""
    return QFontMetrics(font).horizontalAdvance(text)


@lru_cache(_KEPT)
def lay_out(text: str, font: QFont, width: int, across: Qt.AlignmentFlag) -> QStaticText:
    """A text in lines of this width; the painter needs the same font."""
    option = QTextOption(across)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    laid = QStaticText(text.replace("\n", _NEW_LINE))
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.setTextOption(option)
    laid.setTextWidth(width)
    laid.prepare(font=font)
    return laid


@lru_cache(_KEPT)
def get_ready(
    text: str, font: QFont, width: int, across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    """Do beforehand what showing a text will need, down to the shapes of its characters."""
    height_of(text, font, width)
    width_of(text, font)
    pixel = QPixmap(1, 1)
    pixel.fill(Qt.GlobalColor.white)
    painter = QPainter(pixel)
    painter.setFont(font)
    painter.drawStaticText(0, 0, lay_out(text, font, width, across))
    painter.end()


def forget() -> None:
    """Nothing of an interview stays when it is over: questions may name people."""
    for kept in (height_of, width_of, lay_out, get_ready):
        kept.cache_clear()
