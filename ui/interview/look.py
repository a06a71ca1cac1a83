"""The interview's own sizes: read at arm's length, by two people."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SIZES = {"answer": 20, "field": 22, "aside": 16, "card": 32, "code": 34}
_SPACES = (1, 2, 4, 6, 8, 12, 16)

WIDEST = 960
"""Pixels at 100 %: a line of 28 px holds 34 Chinese characters in it."""

_SHEET = Template("""
#interview { background: $window; }
#interview QLabel[role="answer"] { font-size: ${answer}px; }
#interview QLabel[role="smaller question"] { font-size: ${field}px; font-weight: 500; }
#interview QLabel[role="hint"] { font-size: ${aside}px; color: $faint_text; }
#interview QLabel[role="guidance"] {
  font-size: ${aside}px; color: $text; background: $stripe; border-left: ${s4}px solid $accent;
  padding: ${s6}px ${s12}px; }
#interview QLabel[role="against"] { font-size: ${aside}px; color: $not_met; font-weight: 600; }
#interview QLabel[role="doubt"] { font-size: ${aside}px; color: $unclear; font-weight: 600; }
#interview QLabel[role="special"] { font-size: ${aside}px; color: $accent; font-weight: 600; }
#interview QLabel[role="card"] { font-size: ${card}px; }
#interview QLabel[role="code"] { font-size: ${code}px; font-weight: 600; }
#interview QLineEdit[role="field"], #interview QPlainTextEdit[role="field"] {
  font-size: ${field}px; padding: ${s6}px ${s12}px; }
#interview QLineEdit[role="search"] {
  font-size: ${aside}px; padding: ${s4}px ${s12}px; }
#interview QFrame[role="block"] { background: transparent; border: 2px solid transparent; }
#interview QFrame[role="block"][current="true"] {
  background: $surface; border: 2px solid $accent; border-radius: ${s4}px; }
#interview #head { background: $rail; border-bottom: 1px solid $border; }
#interview #keys { background: $rail; border-top: 1px solid $border; }
#interview #prompt { background: $selection; border-top: 2px solid $accent; }
#interview #card { background: $surface; }
#interview #keys QPushButton { padding: ${s4}px ${s8}px; }
#interview QListWidget { font-size: ${aside}px; }
""")


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet asks for; styling anew is dear, so only for a change."""
    before = widget.property(name)
    if before != value and (before is not None or value):
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def interview_sheet() -> str:
    """The stylesheet in the colours and size of text in use."""
    sizes = {name: theme.px(size) for name, size in _SIZES.items()}
    spaces = {f"s{size}": max(1, theme.px(size)) for size in _SPACES}
    return _SHEET.substitute({**asdict(theme.colours()), **sizes, **spaces})
