"""Where an interview ends before its questions: no consent, or under age.

Such a stop keeps the disposition and no answer. Which questions decide is a setting of the survey
(``stops``), because forms name them differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveyapp.fieldwork.dispositions import BROKEN_OFF, COMPLETE, NO_ELIGIBLE, PARTIAL, REFUSED
from surveyapp.survey import Survey

ENOUGH_FOR_PARTIAL = 0.5
"""Share of the asked questions answered from which a break-off is a partial interview (AAPOR)."""


@dataclass(frozen=True)
class Stops:
    """The questions that can end an interview, by name; empty where the form has none."""

    consent: str = "consent"
    consent_given: str = "yes"
    age: str = "age"
    adult_from: int = 18


@dataclass(frozen=True)
class Ending:
    """How an interview ended, and whether its answers are kept."""

    disposition: str
    keeps_answers: bool


def stops_of(survey: Survey) -> Stops:
    """The survey's stops."""
    return Stops(**survey.setting("stops", {}))


def ending_of(answers: Mapping[str, Any], stops: Stops) -> Ending:
    """The ending of an interview that came to its end."""
    consent = _named(answers, stops.consent)
    if consent is not None and consent != stops.consent_given:
        return Ending(REFUSED, keeps_answers=False)
    age = _named(answers, stops.age)
    if isinstance(age, int | float) and age < stops.adult_from:
        return Ending(NO_ELIGIBLE, keeps_answers=False)
    return Ending(COMPLETE, keeps_answers=True)


def ending_of_break_off(answers: Mapping[str, Any], share_answered: float, stops: Stops) -> Ending:
    """The ending of an interview that was broken off."""
    ending = ending_of(answers, stops)
    if not ending.keeps_answers:
        return ending
    if share_answered >= ENOUGH_FOR_PARTIAL:
        return Ending(PARTIAL, keeps_answers=True)
    return Ending(BROKEN_OFF, keeps_answers=False)


def _named(answers: Mapping[str, Any], name: str) -> Any:
    if not name:
        return None
    for path, value in answers.items():
        if path == name or path.endswith(f"/{name}"):
            return value
    return None
