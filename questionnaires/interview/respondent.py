"""A random respondent: answers an interview plausibly to its end.

It serves the invented data of the demonstration and shows that no form has a screen where an
interview gets stuck. Constraints are honoured by trying: figures in their text first, then others.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from questionnaires.findings import Finding, errors
from questionnaires.interview.answers import Value, format_number, range_of
from questionnaires.interview.interview import Interview
from questionnaires.interview.screens import MORE, Screen
from questionnaires.model import Question

Chooser = Callable[[Interview, str], Value | None]
_FIGURE = re.compile(r"(?<![\w.$])\d+(?:\.\d+)?")
_TRIES = 40
_MOST_STEPS = 20_000


class StuckError(Exception):
    """An interview that cannot go on; ``findings`` hold it back at ``path``."""

    def __init__(self, path: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(path, findings)
        self.path = path
        self.findings = findings


class Respondent:
    """Answers at random from ``rng``; ``chooser`` may answer first, ``None`` leaves it to chance.

    ``refusal`` and ``dont_know`` are the shares of such answers where a question allows them.
    """

    def __init__(
        self,
        rng: random.Random,
        chooser: Chooser | None = None,
        *,
        refusal: float = 0.0,
        dont_know: float = 0.0,
        most_repeats: int = 3,
    ) -> None:
        self._rng = rng
        self._chooser = chooser
        self._refusal = refusal
        self._dont_know = dont_know
        self._most_repeats = most_repeats

    def complete(self, interview: Interview) -> tuple[Finding, ...]:
        """Answer every screen to the end and finish.

        Raises:
            StuckError: where a screen holds the interview back whatever is answered.
        """
        for _ in range(_MOST_STEPS):
            screen = interview.current
            if screen is None:
                return interview.finish()
            if screen.kind == MORE and self._goes_on(interview, screen):
                interview.add(screen.path)
                continue
            self._answer_screen(interview, screen)
            move = interview.next()
            if not move.moved and not self._mend(interview, move.findings):
                raise StuckError(screen.path, move.findings)
        raise StuckError(interview.current.path if interview.current else "", ())

    def _goes_on(self, interview: Interview, screen: Screen) -> bool:
        more = interview.count(screen.path) < self._rng.randint(1, self._most_repeats)
        return more and interview.can_add(screen.path)

    def _answer_screen(self, interview: Interview, screen: Screen) -> None:
        for path in screen.questions:
            # An answer given above on the same screen may have taken this one away.
            if interview.is_asked(path) and interview.value(path) is None:
                self.answer(interview, path)

    def _mend(self, interview: Interview, findings: tuple[Finding, ...]) -> bool:
        """Answer once more what held the screen back; other answers on it may matter."""
        for found in findings:
            interview.answer(found.place.path, None)
            self.answer(interview, found.place.path)
        return interview.next().moved

    def answer(self, interview: Interview, path: str) -> bool:
        """Answer one question; false where nothing that was tried is accepted."""
        question = interview.question(path)
        if question.kind == "note" or interview.is_read_only(path):
            return False
        chosen = self._chooser(interview, path) if self._chooser else None
        if chosen is not None and self._give(interview, path, chosen):
            return True
        if chosen is None and self._says_nothing(interview, path, question):
            return True
        if not interview.is_required(path) and self._rng.random() < _skips(question):
            return True
        candidates = self._candidates(interview, path, question)
        if any(self._give(interview, path, candidate) for candidate in candidates):
            return True
        # Nothing fits the constraint: the respondent does not know, or does not say.
        return interview.dont_know(path).accepted or interview.refuse(path).accepted

    def _says_nothing(self, interview: Interview, path: str, question: Question) -> bool:
        drawn = self._rng.random()
        if question.allow_refused and drawn < self._refusal:
            return interview.refuse(path).accepted
        if question.allow_dont_know and drawn < self._refusal + self._dont_know:
            return interview.dont_know(path).accepted
        return False

    def _give(self, interview: Interview, path: str, value: Value) -> bool:
        outcome = interview.answer(path, value)
        if not outcome.accepted and outcome.findings and not errors(outcome.findings):
            outcome = interview.answer(path, value, reason="confirmed by the respondent")
        return outcome.accepted

    def _candidates(self, interview: Interview, path: str, question: Question) -> Iterator[Value]:
        for turn in range(_TRIES):
            value = self._draw(interview, path, question, turn)
            if value is None:
                return
            yield value
        if question.kind not in ("select_one", "select_multiple", "rank"):
            yield from _from_constraint(question)
        if question.kind == "select_multiple":
            yield from ([choice.name] for choice in interview.all_choices(path))

    def _draw(self, interview: Interview, path: str, question: Question, turn: int) -> Value | None:
        names = [choice.name for choice in interview.all_choices(path)]
        match question.kind:
            case "select_one":
                return self._rng.choice(names) if names else None
            case "select_multiple":
                size = 1 if turn > _TRIES // 2 else min(len(names), self._rng.randint(1, 3))
                drawn = set(self._rng.sample(names, size))
                return [name for name in names if name in drawn] or None
            case "rank":
                self._rng.shuffle(names)
                return names or None
            case "integer" | "decimal" | "range":
                return self._number(question, turn)
            case _:
                return self._other(interview, question, turn)

    def _number(self, question: Question, turn: int) -> Value:
        if question.kind == "range":
            start, end, step = range_of(question)
            steps = int(abs(end - start) // step)
            number = min(start, end) + self._rng.randint(0, steps) * step
            return int(number) if number.is_integer() else round(number, 6)
        near = [float(text) for text in _FIGURE.findall(question.constraint)]
        if near and turn % 2 == 0:
            low, high = min(near), max(near)
            number = self._rng.uniform(low, high if high > low else low + 2)
        else:
            number = self._rng.uniform(0, (5, 40, 100, 2000, 1e6)[turn % 5])
        return round(number) if question.kind == "integer" else round(number, 2)

    def _other(self, interview: Interview, question: Question, turn: int) -> Value:
        now = interview.session.moment()
        match question.kind:
            case "date":
                return (now.date() - timedelta(days=self._days(turn))).isoformat()
            case "time":
                return f"{self._rng.randint(7, 21):02d}:{self._rng.randint(0, 59):02d}"
            case "datetime":
                return (now - timedelta(days=self._days(turn))).isoformat(timespec="minutes")
            case "acknowledge":
                return "OK"
            case "geopoint" | "geotrace" | "geoshape":
                return f"{self._rng.uniform(30.4, 31):.5f} {self._rng.uniform(120.4, 121):.5f} 0 0"
            case "photo" | "audio" | "video" | "file":
                return f"synthetic-{self._rng.randrange(10**6)}.bin"
            case _:
                return self._text(turn)

    def _days(self, turn: int) -> int:
        """Days back; later tries reach farther and into the future."""
        if turn == 0:
            return 0
        return self._rng.randint(-30, 30) if turn % 3 == 0 else self._rng.randint(0, 400 * turn)

    def _text(self, turn: int) -> str:
        """Words first, then digits of growing length, for constraints on numbers and codes."""
        if turn % 2 == 0:
            return self._rng.choice(("合成回答", "synthetic answer", "演示", "Demo"))
        return "".join(str(self._rng.randint(1, 9)) for _ in range(1 + turn // 2))


def _skips(question: Question) -> float:
    """The share left empty where nothing is required: texts more often than figures."""
    return 0.5 if question.kind == "text" else 0.1


def _from_constraint(question: Question) -> Iterator[Value]:
    """Figures and quoted texts in a constraint, and their neighbours: limits lie there."""
    for text in _FIGURE.findall(question.constraint):
        for number in (float(text), float(text) + 1, float(text) - 1):
            yield int(number) if question.kind == "integer" else format_number(number)
    yield from re.findall(r"'([^']*)'", question.constraint)
    yield from (datetime.min.isoformat(), date(2000, 1, 1).isoformat())
