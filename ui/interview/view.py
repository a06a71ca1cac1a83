"""What the window shows of an interview: copies made in the survey's thread, free of widgets.

The interface thread never touches the interview itself; each step there ends with such a copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaires.interview import Special
from questionnaires.model import SELECT_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaires.findings import Finding
    from questionnaires.interview import Interview, Screen
    from questionnaires.model import Question
    from surveyapp.fieldwork.double_keying import KeyedDifference
    from surveyapp.fieldwork.interviewing import OpenInterview

_INSTANCE = re.compile(r"^(?P<repeat>.*)\[(?P<number>\d+)\]")

QUESTION, GROUP, GRID, MORE, END = "question", "group", "grid", "more", "end"

Plain = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True)
class ChoiceView:
    """One answer category in words."""

    name: str
    text: str


@dataclass(frozen=True)
class PictureView:
    """What is attached to a question: its own name, its size, and a small picture of it."""

    name: str
    size: int
    thumbnail: bytes


@dataclass(frozen=True)
class QuestionView:
    """A question as it is asked now. ``hidden`` choices wait until the respondent says so."""

    path: str
    kind: str
    text: str
    hint: str = ""
    guidance: str = ""
    choices: tuple[ChoiceView, ...] = ()
    hidden: int = 0
    value: Plain = None
    status: str = "missing"
    reason: str = ""
    note: str = ""
    is_required: bool = False
    is_read_only: bool = False
    may_refuse: bool = True
    may_not_know: bool = True
    appearance: str = ""
    picture: PictureView | None = None


@dataclass(frozen=True)
class SectionView:
    """How far a section is."""

    label: str
    asked: int
    answered: int
    is_current: bool


@dataclass(frozen=True)
class FindingView:
    """Something against an answer: ``message`` is the form's own wording, if it has one."""

    code: str
    path: str
    is_error: bool
    message: str = ""
    label: str = ""
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ScreenView:
    """One screen. ``held`` findings kept the interview here; nothing of them was stored."""

    kind: str
    path: str = ""
    heading: str = ""
    instance: str = ""
    questions: tuple[QuestionView, ...] = ()
    sections: tuple[SectionView, ...] = ()
    number: int = 0
    count: int = 0
    held: tuple[FindingView, ...] = ()
    language: str = ""
    languages: tuple[str, ...] = ()
    title: str = ""
    name: str = ""
    mode: str = ""
    practice: bool = False
    can_add: bool = False
    instances: int = 0
    contact: tuple[tuple[str, str], ...] = ()
    """What the respondent left for a check call, by field."""
    missing: tuple[FindingView, ...] = ()
    """At the end: everything that stands against finishing, and what is merely doubtful."""

    @property
    def place(self) -> tuple[str, str]:
        """What tells one screen from another."""
        return self.kind, self.path


@dataclass(frozen=True)
class DifferenceView:
    """A question that two keyings of a paper form answer differently."""

    path: str
    label: str
    first: str
    second: str
    first_value: object
    second_value: object


@dataclass(frozen=True)
class JumpView:
    """One line of the list of questions."""

    path: str
    text: str
    status: str


def read_view(opened: OpenInterview, held: tuple[Finding, ...] = ()) -> ScreenView:
    """Copy the screen the interview stands on."""
    interview = opened.interview
    screen = interview.current
    view = ScreenView(
        END,
        sections=_sections(interview, screen),
        number=interview.index + 1,
        count=len(interview.screens()),
        held=tuple(_finding(interview, one) for one in held),
        language=interview.language,
        languages=tuple(interview.languages),
        title=interview.questionnaire.title,
        name=opened.draft.name,
        mode=interview.mode,
        practice=opened.draft.practice,
        contact=tuple(opened.contact.items()),
    )
    if screen is None:
        return replace(view, missing=_missing(interview))
    return _with_screen(view, opened, screen)


def read_ahead(opened: OpenInterview) -> ScreenView | None:
    """Copy the screen that follows if nothing changes the way; only what it is built from."""
    interview = opened.interview
    screens, next_one = interview.screens(), interview.index + 1
    if next_one >= len(screens):
        return None
    view = ScreenView(END, language=interview.language, mode=interview.mode)
    return _with_screen(view, opened, screens[next_one])


def _with_screen(view: ScreenView, opened: OpenInterview, screen: Screen) -> ScreenView:
    interview = opened.interview
    is_more = screen.kind == MORE
    return replace(
        view,
        kind=screen.kind,
        path=screen.path,
        heading="" if screen.path in screen.questions else interview.label(screen.path),
        instance=_instance(interview, screen.path),
        questions=tuple(read_question(opened, path) for path in screen.questions),
        can_add=is_more and interview.can_add(screen.path),
        instances=interview.count(screen.path) if is_more else 0,
    )


def read_question(opened: OpenInterview, path: str) -> QuestionView:
    """Copy one question."""
    interview = opened.interview
    question = interview.question(path)
    choices = interview.choices(path) if question.kind in SELECT_KINDS else ()
    return QuestionView(
        path,
        question.kind,
        interview.label(path),
        interview.hint(path),
        interview.guidance(path),
        tuple(ChoiceView(one.name, interview.choice_label(path, one.name)) for one in choices),
        _hidden(interview, path, question, len(choices)),
        _plain(interview.value(path)),
        interview.status(path).value,
        interview.overrides.get(path, ""),
        opened.notes.get(path, ""),
        interview.is_required(path),
        interview.is_read_only(path) or bool(question.calculation),
        question.allow_refused,
        question.allow_dont_know,
        question.appearance,
        _picture(opened, path),
    )


def read_differences(
    opened: OpenInterview, differences: Sequence[KeyedDifference]
) -> tuple[DifferenceView, ...]:
    """Copy what two keyings differ in, with answers in words."""
    interview = opened.interview
    return tuple(
        DifferenceView(
            one.path,
            _label(interview, one.path),
            _in_words(interview, one.path, one.first),
            _in_words(interview, one.path, one.second),
            one.first,
            one.second,
        )
        for one in differences
    )


def _label(interview: Interview, path: str) -> str:
    try:
        return interview.label(path)
    except KeyError:  # an instance of a repeat that this keying has not
        return path


def _in_words(interview: Interview, path: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values())  # a special answer
    names = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    try:
        return "、".join(interview.choice_label(path, name) for name in names)
    except KeyError:
        return "、".join(names)


def _picture(opened: OpenInterview, path: str) -> PictureView | None:
    found = opened.attached.get(path)
    if found is None or not str(opened.interview.value(path)).startswith(found.hash.hex()):
        return None
    return PictureView(found.name, found.size, found.thumbnail)


def read_jumps(opened: OpenInterview) -> tuple[JumpView, ...]:
    """Copy the list of the questions now asked."""
    return tuple(
        JumpView(one.path, one.label, one.status.value) for one in opened.interview.jump_list()
    )


def _hidden(interview: Interview, path: str, question: Question, shown: int) -> int:
    if question.kind not in SELECT_KINDS:
        return 0
    return len(interview.all_choices(path)) - shown


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, Special):
        return None
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    assert isinstance(value, str | int | float)
    return value


def _sections(interview: Interview, screen: Screen | None) -> tuple[SectionView, ...]:
    here = screen.section if screen else None
    return tuple(
        SectionView(one.label, one.asked, one.answered, one.path == here)
        for one in interview.progress()
        if one.asked
    )


def _instance(interview: Interview, path: str) -> str:
    found = _INSTANCE.match(path)
    if not found:
        return ""
    return f"{interview.label(found['repeat'])} {found['number']}".strip()


def _missing(interview: Interview) -> tuple[FindingView, ...]:
    return tuple(
        _finding(interview, one)
        for jump in interview.jump_list()
        for one in interview.check(jump.path)
        if one.is_error or (jump.path not in interview.overrides and interview.mode != "self")
    )


def _finding(interview: Interview, found: Finding) -> FindingView:
    path = found.place.path
    return FindingView(
        found.code,
        path,
        found.is_error,
        found.parameter("message"),
        interview.label(path) if path else "",
        tuple(sorted((name, str(value)) for name, value in found.parameters.items())),
    )
