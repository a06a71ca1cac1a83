"""Parts of a page that are never torn apart, each with its height and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from surveyapp.publication.paper.sheet import INNER, MARGIN, Font, Sheet


@dataclass(frozen=True)
class Piece:
    """``draw`` takes the y of the upper edge."""

    height: float
    draw: Callable[[float], object]


def gap(height: float) -> Piece:
    """White space."""
    return Piece(height, lambda y: None)


def paragraph(sheet: Sheet, text: str, font: Font) -> Piece:
    """A text over the whole width."""
    return indented(sheet, text, 0, font)


def indented(sheet: Sheet, text: str, left: float, font: Font) -> Piece:
    """A text that begins further right."""
    width = INNER - left
    return Piece(
        sheet.tall(text, width, font),
        lambda y: sheet.say_all(MARGIN + left, y, width, text, font),
    )
