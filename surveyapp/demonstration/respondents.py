"""Synthetic people answering the real interview engine, question by question."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Protocol

from questionnaires.findings import errors
from questionnaires.interview import Interview, Move, Outcome
from surveyapp.fieldwork.synthetic.answers import REFUSED

_UNASKED_KINDS = frozenset({"note"})
_COMMENTS = (
    "希望河边多种些树。（演示数据）",
    "垃圾分类的桶可以再近一点。（演示数据）",
    "路边夜里施工有点吵。（演示数据）",
    "空气比前几年好。（演示数据）",
)


class Asked(Protocol):
    """What an interview offers to whoever answers it: the engine's own, or one kept in a file."""

    def answer(self, path: str, value: object, reason: str = "") -> Outcome:
        """Answer a question."""
        ...

    def refuse(self, path: str) -> Outcome:
        """Refuse a question."""
        ...

    def reveal(self, path: str) -> object:
        """Show the choices that are not read out."""
        ...

    def next(self) -> Move:
        """Go on."""
        ...


def conduct(asked: Asked, engine: Interview, answers: Mapping[str, Any]) -> None:
    """Answer every screen to the end; ``answers`` by question name."""
    while (screen := engine.current) is not None:
        for path in screen.questions:
            _give(asked, engine, path, answers)
        move = asked.next()
        if not move.moved and move.screen is not None:
            held = ", ".join(str(finding) for finding in errors(move.findings))
            message = f"the synthetic interview is stuck at {screen.path}: {held}"
            raise RuntimeError(message)


def answers_of(person: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """A synthetic person's answers to the public form by question name."""
    answers = {name: _plain(value) for name, value in person.items() if isinstance(name, str)}
    answers |= {
        "consent": "yes",
        "years_here": rng.randint(0, min(int(person["age"]), 60)),
        "disp_confirm": "yes",
        "comment": rng.choice(_COMMENTS) if rng.random() < 0.06 else None,
    }
    for name in ("part_construction", "part_creation", "part_living", "part_consumption"):
        answers[name] = str(answers[name]).split()
    return answers


def _give(asked: Asked, engine: Interview, path: str, answers: Mapping[str, Any]) -> None:
    question = engine.question(path)
    value = answers.get(question.name)
    if question.kind in _UNASKED_KINDS or value is None or engine.is_read_only(path):
        return
    if value == REFUSED:
        asked.refuse(path)
        return
    chosen = value if isinstance(value, list) else [value]
    listed = engine.questionnaire.lists.get(question.list_name, ())
    hidden = {choice.name for choice in listed if choice.not_read_out}
    if hidden & {str(one) for one in chosen}:
        asked.reveal(path)
    outcome = asked.answer(path, value)
    if not outcome.accepted:
        message = f"{path}: {value!r} was not accepted: {outcome.findings}"
        raise RuntimeError(message)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
