"""Words and numbers as reports write them: verdicts, readings, units, one rounding rule each."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp.words import N_, _

_VERDICTS: Mapping[str, str] = {
    "met": N_("Met"),
    "not_met": N_("Not met"),
    "not_distinguishable": N_("Not distinguishable"),
    "not_assessed": N_("Not assessed"),
    "": "",
}
_READINGS: Mapping[str, str] = {
    "all": N_("All answers"),
    "excluded": N_("“Unclear” left out"),
    "not_satisfied": N_("“Unclear” counted as no"),
    "bounds_low": N_("Lowest: all “unclear” would say no"),
    "bounds_high": N_("Highest: all “unclear” would say yes"),
}
_UNITS: Mapping[str, str] = {
    "percent": N_("%"),
    "points": N_("points"),
    "pieces_per_adult_week": N_("pieces per adult per week"),
}
_DECIMALS: Mapping[str, int] = {"percent": 2, "points": 2, "pieces_per_adult_week": 2}
NOTHING = "–"
"""Stands where a figure does not exist; a note says why."""


def verdict_word(verdict: str) -> str:
    """The word for a verdict."""
    return _(_VERDICTS[verdict]) if verdict else ""


def reading_word(reading: str) -> str:
    """How an estimate treats 不清楚."""
    return _(_READINGS.get(reading, reading))


def unit_word(unit: str) -> str:
    """The unit in words."""
    return _(_UNITS.get(unit, unit)) if unit else ""


def figure_text(value: float | None, unit: str = "percent") -> str:
    """A figure in its unit's rounding; a dash where there is none."""
    if value is None:
        return NOTHING
    return f"{value:,.{_DECIMALS.get(unit, 2)}f}"


def interval_text(low: float | None, high: float | None, unit: str = "percent") -> str:
    """An interval as ``low – high``; a dash where there is none."""
    if low is None or high is None:
        return NOTHING
    return f"{figure_text(low, unit)} – {figure_text(high, unit)}"


def number_text(value: float | None, decimals: int = 0) -> str:
    """A count or a plain number."""
    return NOTHING if value is None else f"{value:,.{decimals}f}"
