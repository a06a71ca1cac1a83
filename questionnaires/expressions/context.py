"""What an expression may ask while it is evaluated, and a plain context over a mapping."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from questionnaires.expressions.layout import Place
from questionnaires.expressions.values import Answer, Special

Indices = tuple[int, ...]
"""1-based positions in the repeats around a place, outermost first."""


class Context(Protocol):
    """The interview as seen from the place whose expression is evaluated."""

    @property
    def indices(self) -> Indices:
        """Positions of the place itself in the repeats around it."""
        ...

    @property
    def language(self) -> str:
        """The language of the interview, for labels."""
        ...

    @property
    def now(self) -> datetime:
        """The present moment, in the zone of the interview, without zone."""
        ...

    def read(self, place: Place, indices: Indices) -> Answer:
        """The stored answer; ``None`` where empty, special or not relevant."""
        ...

    def current(self) -> Answer:
        """The value of ``.``: in a constraint the candidate, else the stored answer."""
        ...

    def status(self, place: Place, indices: Indices) -> str:
        """answered, refused, dont_know, not_asked or missing."""
        ...

    def count(self, repeat: Place, indices: Indices) -> int:
        """How many instances a repeat has; ``indices`` are those of the repeats around it."""
        ...

    def fact(self, name: str) -> str:
        """A fact of the device or session: username, deviceid, version, duration and so on."""
        ...


class AnswerContext:
    """A context over a mapping from path (``models[1]/grade``) to answer."""

    def __init__(
        self,
        answers: Mapping[str, Answer | Special],
        *,
        here: str = "",
        language: str = "",
        now: datetime | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        """``here`` is the full key of the place whose expression is evaluated."""
        self.answers = answers
        self.here = here
        self.indices = tuple(int(digits) for digits in re.findall(r"\[(\d+)\]", here))
        self.language = language
        self._now = now
        self._facts = facts or {}
        self._counts: dict[str, int] | None = None

    @property
    def now(self) -> datetime:
        return self._now or datetime.now()

    def read(self, place: Place, indices: Indices) -> Answer:
        answer = self.answers.get(place.key(indices) if indices else place.path)
        return None if answer.__class__ is Special else answer  # pyright: ignore[reportReturnType] -- narrowed by class for speed

    def current(self) -> Answer:
        answer = self.answers.get(self.here)
        return None if isinstance(answer, Special) else answer

    def status(self, place: Place, indices: Indices) -> str:
        answer = self.answers.get(place.key(indices))
        if isinstance(answer, Special):
            return answer.value
        return "missing" if answer is None or answer == "" or answer == [] else "answered"

    def count(self, repeat: Place, indices: Indices) -> int:
        if self._counts is None:
            self._counts = _count_instances(self.answers)
        return self._counts.get(repeat.key((*indices, 0)).removesuffix("[0]"), 0)

    def fact(self, name: str) -> str:
        return self._facts.get(name, "")


def _count_instances(answers: Mapping[str, object]) -> dict[str, int]:
    """The highest position of each repeat, by its key without the last position."""
    counts: dict[str, int] = {}
    for key in answers:
        for found in re.finditer(r"\[(\d+)\]", key):
            before = key[: found.start()]
            counts[before] = max(counts.get(before, 0), int(found.group(1)))
    return counts
