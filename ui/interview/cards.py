"""Framed groups of fields with a title."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.notice import label


def card(frame: QFrame) -> tuple[QLabel, QVBoxLayout]:
    """Make a frame a card; gives its title and where its content goes."""
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(*(theme.px(16),) * 4)
    column.setSpacing(theme.px(12))
    title = label("", "section")
    column.addWidget(title)
    return title, column


def add_row(grid: QGridLayout, line: int, text: str, field: QWidget) -> QLabel:
    """A field with its words before it, which it is also called by."""
    made = label(text)
    field.setAccessibleName(text)
    grid.addWidget(made, line, 0)
    grid.addWidget(field, line, 1)
    return made
