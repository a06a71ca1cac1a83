"""Whom to interview in a household: by the address's Kish table, or by the last birthday.

The adults are listed men first, each sex from the oldest down, as Kish (1949) lists them. What was
listed is not kept; the number of adults is, because it is part of the weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from surveyapp.errors import SurveyError

KISH, BIRTHDAY, RANDOM = "kish", "birthday", "random"


@dataclass(frozen=True)
class Adult:
    """An adult of the household as listed at the door; ``birthday`` is (month, day)."""

    sex: str
    age: int
    name: str = ""
    birthday: tuple[int, int] | None = None


@dataclass(frozen=True)
class Selected:
    """Who was selected: the place in the list as it was given, and how."""

    index: int
    adults: int
    method: str
    table: str = ""

    def to_leaf(self) -> dict[str, Any]:
        """What the closed leaf keeps: no name, no age."""
        return {"adults": self.adults, "method": self.method, "kish": self.table}


def select_by_kish(adults: Sequence[Adult], table: str) -> Selected:
    """The adult that the address's table (``A`` … ``F``) names for a household of this size."""
    _require_adults(adults)
    order = sorted(range(len(adults)), key=lambda n: (adults[n].sex != "male", -adults[n].age, n))
    number = _person(table, len(adults))
    return Selected(order[number - 1], len(adults), KISH, table)


def select_by_birthday(adults: Sequence[Adult], today: tuple[int, int]) -> Selected:
    """The adult whose birthday was last; ``today`` is (month, day)."""
    from weights.selection import last_birthday

    _require_adults(adults)
    birthdays = [adult.birthday for adult in adults if adult.birthday]
    if len(birthdays) < len(adults):
        raise SurveyError("fieldwork.birthday-missing")
    return Selected(last_birthday(birthdays, today) - 1, len(adults), BIRTHDAY)


def _person(table: str, adults: int) -> int:
    from weights.selection import kish_table

    try:
        return kish_table(table).person(adults)
    except KeyError as trouble:
        raise SurveyError("fieldwork.unknown-kish-table", table=table) from trouble


def _require_adults(adults: Sequence[Adult]) -> None:
    if not adults or any(adult.age < 18 for adult in adults):
        raise SurveyError("fieldwork.no-adults")
