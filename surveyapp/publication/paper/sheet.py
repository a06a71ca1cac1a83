"""Pages of a form: text, boxes and lines at their places, with what stands on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTCollection
from fpdf import FPDF

from surveyapp.publication.paper.lines import break_lines

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 18.0
INNER = WIDTH - 2 * MARGIN
BODY, SMALL, HEAD, TITLE = 10.0, 8.5, 12.0, 17.0
"""Sizes of text in points."""
BOX = 5.0
"""Side of a box for one digit, in mm."""
_POINT = 0.3528
_FOOT = 15.0
_FAMILY = "paper"
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
"""In a Chinese font, curly quotation marks are as wide as characters."""
_SIMPLIFIED = ("SC", "GB", "CN")


@dataclass(frozen=True)
class Font:
    """Size in points and weight."""

    size: float = BODY
    is_bold: bool = False
    grey: int = 0

    @property
    def line(self) -> float:
        """The height of a line in mm."""
        return self.size * _POINT * 1.5


class Sheet(FPDF):
    """A PDF in A4 whose coordinates are millimetres from the top left."""

    def __init__(
        self, fonts: tuple[Path, Path], footer: str, page_words: str, is_chinese: bool
    ) -> None:
        super().__init__(format="A4")
        for style, file in zip(("", "B"), fonts, strict=True):
            self.add_font(_FAMILY, style, file, collection_font_number=_simplified(file))
        self.set_auto_page_break(False)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.c_margin = 0
        self._footer = footer
        self._quotes = {} if is_chinese else _STRAIGHT
        self._page_words = page_words
        self._widths: dict[tuple[Font, str], float] = {}

    def footer(self) -> None:
        """The form's name at the left, the page at the right."""
        self.say(MARGIN, HEIGHT - _FOOT + 3, self._footer, Font(7.5, grey=90))
        words = self._page_words.format(page=self.page_no(), pages="{nb}")
        wide = self.wide(self._page_words.format(page=self.page_no(), pages=88), Font(7.5))
        self.say(WIDTH - MARGIN - wide, HEIGHT - _FOOT + 3, words, Font(7.5, grey=90))

    @property
    def end(self) -> float:
        """Where the page is full."""
        return HEIGHT - _FOOT

    def choose(self, font: Font) -> None:
        """Write in this font from now on."""
        self.set_font(_FAMILY, "B" if font.is_bold else "", font.size)
        self.set_text_color(font.grey)

    def wide(self, text: str, font: Font) -> float:
        """How wide a text is."""
        key = (font, text)
        if key not in self._widths:
            self.choose(font)
            self._widths[key] = self.get_string_width(text.translate(self._quotes))
        return self._widths[key]

    def lines(self, text: str, width: float, font: Font) -> list[str]:
        """The lines of a text in a column of that width."""
        return break_lines(text, width, lambda piece: self.wide(piece, font))

    def tall(self, text: str, width: float, font: Font) -> float:
        """How high a text is in a column of that width."""
        return len(self.lines(text, width, font)) * font.line

    def say(self, x: float, y: float, text: str, font: Font) -> None:
        """One line whose top left is there."""
        self.choose(font)
        self.set_xy(x, y)
        self.cell(0, font.line, text.translate(self._quotes))

    def say_all(self, x: float, y: float, width: float, text: str, font: Font) -> float:
        """A text in a column; gives where it ends."""
        for line in self.lines(text, width, font):
            self.say(x, y, line, font)
            y += font.line
        return y

    def centre(self, y: float, text: str, font: Font) -> float:
        """A text in the middle of the page; gives where it ends."""
        for line in self.lines(text, INNER, font):
            self.say((WIDTH - self.wide(line, font)) / 2, y, line, font)
            y += font.line
        return y

    def boxes(self, x: float, y: float, count: int) -> float:
        """Boxes for digits side by side; gives where they end."""
        self.set_line_width(0.25)
        for turn in range(count):
            self.rect(x + turn * BOX, y, BOX, BOX)
        return x + count * BOX

    def tick(self, x: float, y: float) -> None:
        """A small box to tick."""
        self.set_line_width(0.25)
        self.rect(x, y, 3.2, 3.2)

    def rule(self, x: float, y: float, width: float, weight: float = 0.2) -> None:
        """A line from left to right."""
        self.set_line_width(weight)
        self.line(x, y, x + width, y)

    def row(self, x: float, y: float, widths: Sequence[float], height: float) -> None:
        """The cells of one row of a table."""
        self.set_line_width(0.2)
        for width in widths:
            self.rect(x, y, width, height)
            x += width


def _simplified(file: Path) -> int:
    """Which font of a collection has the shapes of the mainland; the first, where none says so."""
    if file.suffix.lower() != ".ttc":
        return 0
    with TTCollection(file, lazy=True) as fonts:
        for number, font in enumerate(fonts.fonts):
            words = str(font["name"].getDebugName(1)).split()
            if words and words[-1] in _SIMPLIFIED:
                return number
    return 0
