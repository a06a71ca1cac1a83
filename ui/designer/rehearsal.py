"""An interview with the draft, kept in memory: the real engine, and nothing is written anywhere."""

from __future__ import annotations

import random
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from questionnaires.editing.reasons import Reason, value_in_words, why_not
from questionnaires.findings import errors
from questionnaires.interview import Interview, InterviewContext, Special
from questionnaires.interview.respondent import Respondent, StuckError
from ui.interview.view import ScreenView, read_view

if TYPE_CHECKING:
    from questionnaires.findings import Finding
    from questionnaires.interview import Draft as Answers
    from questionnaires.model import Questionnaire
    from surveyapp.fieldwork.interviewing import OpenInterview
    from surveyapp.progress import Progress

_INSTANCE = re.compile(r"\[\d+\]")
_MOST_TRIES, _MOST_S = 400, 3.0


@dataclass(frozen=True)
class Named:
    """What the screen shows of whose interview it is."""

    name: str = ""
    practice: bool = False


@dataclass
class Rehearsal:
    """``interview`` is the engine's; the rest is what the screens ask of an open interview."""

    interview: Interview
    draft: Named = field(default_factory=Named)
    notes: dict[str, str] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    attached: dict[str, Any] = field(default_factory=dict)
    doubtful: tuple[str, object] | None = None
    """The answer that a soft check holds back until a reason is given."""

    def view(self, held: tuple[Finding, ...] = ()) -> ScreenView:
        """The screen it stands on."""
        # The screens read of an open interview only what stands here; nothing is kept in a file.
        return read_view(cast("OpenInterview", self), held)

    def answer(self, path: str, value: object, reason: str = "") -> tuple[Finding, ...]:
        """Give an answer; a doubtful one is taken with a reason, as in the field."""
        outcome = self.interview.answer(path, value, reason)
        self.doubtful = None
        if outcome.accepted:
            return ()
        if not errors(outcome.findings):
            self.doubtful = (path, value)
        return outcome.findings

    def special(self, path: str, special: Special) -> tuple[Finding, ...]:
        """The respondent refuses or does not know."""
        outcome = self.interview.answer(path, special)
        return () if outcome.accepted else outcome.findings

    def go_to(self, path: str) -> bool:
        """The screen of a question by its static path, in its first instance; whether asked."""
        interview = self.interview
        for candidate in (path, *self._instances(path)):
            try:
                interview.go_to(candidate)
            except KeyError:
                continue
            return True
        return False

    def find(self, path: str) -> str:
        """The first instance of a static path; the path itself where there is none."""
        return next(iter(self._instances(path)), path)

    def _instances(self, path: str) -> list[str]:
        return [one for one in self.interview.statuses() if static(one) == path]


@dataclass(frozen=True)
class LogicLine:
    """The state of one question: what the list beside the preview shows."""

    rehearsal: Rehearsal
    path: str
    status: str
    spoken: str

    @property
    def label(self) -> str:
        """Its text, answers piped in."""
        return " ".join(self.rehearsal.interview.label(self.path).split())

    @property
    def answer(self) -> str:
        """The answer in words."""
        return value_in_words(self.rehearsal.interview, self.path)[0]

    @property
    def why(self) -> Reason | None:
        """Why it is not asked."""
        return why_not(self.rehearsal.interview, self.path, self.spoken)


def static(path: str) -> str:
    """A path without the numbers of instances."""
    return _INSTANCE.sub("", path)


def lines_of(rehearsal: Rehearsal, spoken: str) -> list[LogicLine]:
    """The state of every question."""
    statuses = rehearsal.interview.statuses()
    return [LogicLine(rehearsal, path, one.value, spoken) for path, one in statuses.items()]


def begin(
    form: Questionnaire, language: str, mode: str, answers: Answers | None, _progress: Progress
) -> Rehearsal:
    """A rehearsal of the form, with the answers of an earlier one as far as they still fit."""
    context = InterviewContext(mode=mode)
    if answers is None:
        return Rehearsal(Interview(form, context=context, language=language, seed="preview"))
    resumed = Interview.resume(form, answers, context=context)
    resumed.language = language if language in form.languages else form.default_language
    return Rehearsal(resumed)


def make_asked(
    form: Questionnaire, path: str, language: str, mode: str, progress: Progress
) -> Rehearsal | None:
    """A rehearsal in which a question is asked, found by random answers; else ``None``."""
    end = time.monotonic() + _MOST_S
    for seed in range(_MOST_TRIES):
        progress.check()
        if time.monotonic() > end:
            return None
        context = InterviewContext(mode=mode)
        interview = Interview(form, context=context, language=language, seed="preview")
        with suppress(StuckError):  # what was answered so far may already do
            Respondent(random.Random(seed)).complete(interview)
        found = Rehearsal(interview)
        if found.go_to(path):
            return found
    return None
