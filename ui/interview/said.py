"""Running text of an interview that is laid out once.

A label measures and breaks its words anew for every question a layout asks, and again to paint
them; a screen full of long questions would be late for that alone.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from ui import theme
from ui.interview.laid_text import get_ready, height_of, lay_out

_WIDEST_HINT = 400


class Said(QLabel):
    """A wrapping label in one of the stylesheet's roles (those without a frame)."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self.is_current = False
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        if text != self.text():
            self._forget()
            super().setText(text)

    def set_current(self, is_current: bool) -> None:
        """Mark it as what keys go to."""
        if self.is_current != is_current:
            self.is_current = is_current
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        self._forget()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            self.ensurePolished()
            height = height_of(self.text(), self.font(), width - 2 * self._edge())
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        width = theme.px(_WIDEST_HINT)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(theme.px(48), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        edge = self._edge()
        if self.is_current:
            colours = theme.colours()
            painter.fillRect(self.rect(), QColor(colours.selection))
            painter.fillRect(0, 0, theme.px(4), self.height(), QColor(colours.accent))
        painter.setPen(self.palette().windowText().color())
        painter.setFont(self.font())
        laid = lay_out(self.text(), self.font(), self.width() - 2 * edge, self._across())
        centred = bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)
        above = max(0, self.height() - self.heightForWidth(self.width())) // 2 if centred else 0
        painter.drawStaticText(edge, above, laid)
        painter.end()

    def get_ready(self, text: str) -> None:
        """Lay out what will be said later, while nobody waits."""
        self.ensurePolished()
        if text:
            get_ready(text, self.font(), self.width() - 2 * self._edge(), self._across())

    def _across(self) -> Qt.AlignmentFlag:
        return self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask

    def _edge(self) -> int:
        return 0

    def _forget(self) -> None:
        self._heights.clear()


class RowText(Said):
    """The question of a grid's row, with room for the mark of the row at hand."""

    def _edge(self) -> int:
        return theme.px(8)
