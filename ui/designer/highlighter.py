"""The colours of an expression: names, texts, numbers, functions; what is wrong is underlined."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui import theme

_PIECES = re.compile(
    r"(?P<text>\"[^\"]*\"|'[^']*')|(?P<name>\$\{[^}]*\}?)|(?P<call>[A-Za-z][\w:-]*(?=\s*\())"
    r"|(?P<word>\b(?:and|or|div|mod|not)\b)|(?P<number>\b\d+(?:\.\d+)?\b)"
)
_PIECE = re.compile(r"\$\{[^}]*\}?|[\w.:\-]+|\"[^\"]*\"?|'[^']*'?|\S")


class ExpressionHighlighter(QSyntaxHighlighter):
    """Follows the document; ``mark`` underlines the piece that begins at a position."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._faults: tuple[int, ...] = ()

    def mark(self, positions: tuple[int, ...]) -> None:
        """Underline what begins there; -1 is the end of the text."""
        if positions != self._faults:
            self._faults = positions
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        colours = theme.colours()
        shades = {
            "text": colours.met,
            "name": colours.accent,
            "call": colours.unclear,
            "word": colours.text,
            "number": colours.not_met,
        }
        for found in _PIECES.finditer(text):
            kind = found.lastgroup or "word"
            look = QTextCharFormat()
            look.setForeground(QColor(shades[kind]))
            if kind in ("word", "name"):
                look.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(found.start(), found.end() - found.start(), look)
        self._underline(text)

    def _underline(self, text: str) -> None:
        begin = self.currentBlock().position()
        for position in self._faults:
            start = position - begin if position >= 0 else len(text) - 1
            if not 0 <= start <= len(text):
                continue
            piece = _PIECE.match(text, min(start, max(len(text) - 1, 0)))
            start = min(start, max(len(text) - 1, 0))
            length = len(piece.group()) if piece else 1
            for place in range(start, min(start + length, len(text))):
                look = self.format(place)
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                look.setUnderlineColor(QColor(theme.colours().not_met))
                self.setFormat(place, 1, look)
