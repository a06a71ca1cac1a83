"""How an interview went: seconds per question, changes, steps back, pauses. Never any text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from surveyapp.store.drafts import Event

START, ANSWER, CHANGE, CLEAR, SPECIAL = "start", "answer", "change", "clear", "special"
NEXT, BACK, JUMP, PAUSE, GO_ON = "next", "back", "jump", "pause", "resume"
HAND_OVER, CONTACT = "hand over", "contact"
LANGUAGE, REVEAL, ADD, REMOVE, NOTE, FINISH = (
    "language",
    "reveal",
    "add",
    "remove",
    "note",
    "finish",
)


@dataclass(frozen=True)
class Paradata:
    """What the free leaf keeps of the course of an interview. Times are seconds at work."""

    seconds: float
    paused_seconds: float
    sittings: int
    changes: int
    backs: int
    pauses: int
    by_question: Mapping[str, float]
    orders: Mapping[str, Sequence[str]]
    notes: Mapping[str, str]

    def to_leaf(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


def summarise_events(
    events: Sequence[Event],
    orders: Mapping[str, Sequence[str]] | None = None,
    notes: Mapping[str, str] | None = None,
) -> Paradata:
    """Sum up the events of one interview; time between two belongs to what was then done.

    Time away (from a pause, or from the last event before a crash, to going on) is not work.
    """
    by_question: dict[str, float] = defaultdict(float)
    paused = 0.0
    for before, after in pairwise(events):
        # A clock set back in mid-interview must not give negative times.
        passed = max(0, after.at - before.at) / 1000
        if after.kind == GO_ON:
            paused += passed
        else:
            by_question[after.path] += passed
    kinds = [event.kind for event in events]
    return Paradata(
        round(sum(by_question.values()), 3),
        round(paused, 3),
        1 + kinds.count(GO_ON),
        kinds.count(CHANGE) + kinds.count(CLEAR),
        kinds.count(BACK),
        kinds.count(PAUSE),
        {path: round(seconds, 3) for path, seconds in by_question.items() if path},
        {path: list(names) for path, names in (orders or {}).items()},
        dict(notes or {}),
    )
