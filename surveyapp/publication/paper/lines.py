"""Breaking lines as Chinese is set: between any two characters, but no comma begins a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_PIECE = re.compile(r"\s+|[!-~\u00a1-\u02ff\u0370-\u03ff]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。、；：？！）》」』”’】〕〉…—％,.;:?!)]}%")
_NEVER_LAST = frozenset("（《「『“‘【〔〈([{")


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a text that may be ``width`` wide; its own line ends stay."""
    return [line for part in text.split("\n") for line in _broken(part, width, measure)]


def _broken(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _pieces(text):
        wide = measure(piece)
        if line and used + wide > width:
            yield line.rstrip()
            line, used = "", 0.0
            piece = piece.lstrip()
            wide = measure(piece)
        while wide > width and len(piece) > 1:
            cut = _fitting(piece, width, measure)
            yield piece[:cut]
            piece = piece[cut:]
            wide = measure(piece)
        line, used = line + piece, used + wide
    yield line.rstrip()


def _pieces(text: str) -> list[str]:
    """What is never torn apart: words, and characters with the signs that belong to them."""
    pieces: list[str] = []
    for found in _PIECE.findall(text):
        clings = pieces and (found[0] in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST)
        if clings and not pieces[-1].isspace():
            pieces[-1] += found
        else:
            pieces.append(found)
    return pieces


def _fitting(piece: str, width: float, measure: Callable[[str], float]) -> int:
    """How many characters of a piece that is too wide go on a line; at least one."""
    count = 1
    while count < len(piece) and measure(piece[: count + 1]) <= width:
        count += 1
    return count
