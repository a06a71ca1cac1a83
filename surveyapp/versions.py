"""Versions of this program in order: 0.9 comes before 0.10."""

from __future__ import annotations

from surveyapp import __version__


def is_older(version: str, than: str = __version__) -> bool:
    """Whether a version comes before another, by default before this program's; no if unknown."""
    return bool(version) and order_of(version) < order_of(than)


def order_of(version: str) -> tuple[int, ...]:
    """What versions are compared by."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())
