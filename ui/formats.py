"""How values are written in tables: one rounding rule per column, ISO dates, no value as a dash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

NOTHING = "–"

Format = Callable[[Any], str]


def plain(value: Any) -> str:
    """Text as it is; nothing where there is nothing."""
    return "" if value is None else str(value)


def count(value: float | None) -> str:
    """A number of things, thousands apart."""
    return NOTHING if value is None else f"{value:,.0f}"


def decimals(places: int) -> Format:
    """Numbers with so many places, and a real minus sign."""

    def write(value: float | None) -> str:
        return NOTHING if value is None else f"{value:,.{places}f}".replace("-", "−")

    return write


def share(places: int = 1) -> Format:
    """A share of one, written in percent without the sign (the header names the unit)."""
    write = decimals(places)
    return lambda value: NOTHING if value is None else write(value * 100)


def moment(value: str | None) -> str:
    """An ISO moment to the minute, without the letters."""
    return value[:16].replace("T", " ") if value else NOTHING
