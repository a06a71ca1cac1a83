"""The state of one interview: what is asked now, what was answered, and what will be recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from questionnaires.findings import Finding, Place
from questionnaires.interview import draft as drafts
from questionnaires.interview.answers import (
    BadAnswerError,
    Special,
    Status,
    Value,
    to_plain,
)
from questionnaires.interview.cells import Cell
from questionnaires.interview.checking import Checker, finding
from questionnaires.interview.draft import Draft
from questionnaires.interview.navigation import Jump, Move, Navigator, SectionProgress
from questionnaires.interview.plan import plan_of
from questionnaires.interview.screens import Screen, is_asked, is_shown
from questionnaires.interview.session import InterviewContext, Session
from questionnaires.interview.settling import Effects, State, status_of
from questionnaires.interview.wording import Wording
from questionnaires.model import Choice, Question, Questionnaire, Texts


@dataclass(frozen=True)
class Outcome:
    """What became of an answer; where it is not accepted, the old one stands.

    ``changed`` are calculated elsewhere, ``cleared`` are not asked any more, ``restored`` again.
    """

    accepted: bool
    findings: tuple[Finding, ...] = ()
    changed: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotAsked:
    """Why a question is not asked: ``relevant`` (its own), ``group``, ``silent``, ``no_instance``.

    ``path`` is the row whose ``expression`` decides.
    """

    path: str
    reason: str
    expression: str = ""


class Record(NamedTuple):
    """The two leaves of a revision: path to JSON value."""

    closed: dict[str, Any]
    free: dict[str, Any]


class Interview:
    """One interview with one questionnaire; the same answers always give the same state."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        *,
        answers: Mapping[str, Any] | None = None,
        context: InterviewContext | None = None,
        seed: str = "",
        language: str | None = None,
    ) -> None:
        """``answers`` are known beforehand; empty questions get their defaults.

        Raises:
            KeyError: where an answer names no question.
        """
        self._prepare(questionnaire, context or InterviewContext(), seed, language)
        unknown = drafts.load_answers(self._state, answers or {}, {})
        if unknown:
            raise KeyError(unknown[0])
        self._state.settle_all()
        self._fill_facts()
        self._state.fill_defaults(self._state.tree.root.walk())
        self._state.settle_all()

    def _prepare(
        self,
        questionnaire: Questionnaire,
        context: InterviewContext,
        seed: str,
        language: str | None,
    ) -> None:
        plan = plan_of(questionnaire)
        usual = questionnaire.default_language or questionnaire.languages[0]
        session = Session(context, usual if language is None else language)
        session.seed = seed or session.seed
        self.original = questionnaire
        self.questionnaire = plan.questionnaire
        self.session = session
        self.overrides: dict[str, str] = {}
        self._state = State(plan, session)
        self._wording = Wording(self._state)
        self._checker = Checker(self._state, self._wording)
        self._navigator = Navigator(self._state, self._wording, self._checker)

    @classmethod
    def resume(
        cls,
        questionnaire: Questionnaire,
        draft: Draft,
        *,
        context: InterviewContext | None = None,
    ) -> Interview:
        """Go on where a draft stopped; answers the form has no place for are left out."""
        interview = cls.__new__(cls)
        interview._prepare(questionnaire, context or InterviewContext(), draft.seed, draft.language)
        drafts.load_answers(interview._state, draft.answers, draft.counts)
        interview._state.drop_newcomers()
        interview.overrides = dict(draft.overrides)
        interview._wording.orders = {path: list(names) for path, names in draft.orders.items()}
        interview._wording.revealed = set(draft.revealed)
        interview._state.settle_all()
        navigator = interview._navigator
        navigator.place, navigator.place_kind = draft.place, draft.place_kind
        navigator.at_end = draft.at_end
        return interview

    def draft(self) -> Draft:
        """Everything needed to resume."""
        navigator = self._navigator
        return Draft(
            answers=drafts.plain_answers(self._state),
            counts=drafts.counts_of(self._state),
            orders=dict(self._wording.orders),
            overrides=dict(self.overrides),
            revealed=tuple(sorted(self._wording.revealed)),
            place=navigator.place,
            place_kind=navigator.place_kind,
            at_end=navigator.at_end,
            seed=self.session.seed,
            language=self.session.language,
        )

    def _fill_facts(self) -> None:
        now = self.session.moment()
        facts = {
            "start": now.isoformat(timespec="seconds"),
            "today": now.date().isoformat(),
            "username": self.session.context.username,
            "deviceid": self.session.context.device,
        }
        for item in self._state.plan.items.values():
            fact = facts.get(item.question.kind, "") if item.question else ""
            for cell in self._state.tree.cells(item) if fact else ():
                if cell.value is None:
                    cell.value = fact

    # ------------------------------------------------------------------ language and texts

    @property
    def language(self) -> str:
        return self.session.language

    @language.setter
    def language(self, language: str) -> None:
        self.session.language = language

    @property
    def languages(self) -> tuple[str, ...]:
        return self.questionnaire.languages

    @property
    def mode(self) -> str:
        return self.session.context.mode

    def question(self, path: str) -> Question:
        """The question at a path; ``KeyError`` where there is none."""
        question = self._cell(path).item.question
        if question is None:
            raise KeyError(path)
        return question

    def label(self, path: str) -> str:
        """The label of a question, group or repeat in the interview's language, answers piped."""
        return self._say(path, "labels")

    def hint(self, path: str) -> str:
        """What the respondent may be told besides."""
        return self._say(path, "hints")

    def guidance(self, path: str) -> str:
        """What only the surveyor sees."""
        return self._say(path, "guidance")

    def _say(self, path: str, column: str) -> str:
        cell = self._cell(path)
        texts: Texts = getattr(cell.item.node, column, {})
        return self._wording.say(texts, cell)

    def choices(self, path: str) -> tuple[Choice, ...]:
        """The choices to show, filtered and in their order."""
        return self._wording.shown(self._cell(path))

    def all_choices(self, path: str) -> tuple[Choice, ...]:
        """The same with those that are not read out."""
        return self._wording.offered(self._cell(path))

    def choice_label(self, path: str, name: str) -> str:
        """A choice in words; its code where it has none."""
        cell = self._cell(path)
        for choice in self._wording.offered(cell):
            if choice.name == name:
                return self._wording.choice_text(cell, choice)
        return name

    def reveal(self, path: str) -> None:
        """Show the choices that are not read out: the respondent said so."""
        self._wording.revealed.add(self._cell(path).path)

    def is_revealed(self, path: str) -> bool:
        return path in self._wording.revealed

    @property
    def orders(self) -> dict[str, list[str]]:
        """The order in which randomised choices were shown, by path."""
        return {path: list(names) for path, names in self._wording.orders.items()}

    # ------------------------------------------------------------------ answers

    def _cell(self, path: str) -> Cell:
        return self._state.tree.by_path[path]

    def value(self, path: str) -> Value | None:
        """The answer as far as it counts now; ``None`` where there is none."""
        return self._cell(path).answer

    def status(self, path: str) -> Status:
        return Status(status_of(self._cell(path)))

    def statuses(self) -> dict[str, Status]:
        """The status of every question that can be asked of a person, by path."""
        return {
            path: Status(status_of(cell))
            for path, cell in self._state.tree.by_path.items()
            if cell.item.question is not None and is_asked(cell.item.question)
        }

    def is_asked(self, path: str) -> bool:
        cell = self._state.tree.by_path.get(path)
        question = None if cell is None else cell.item.question
        return cell is not None and cell.relevant and (question is None or is_shown(question))

    def is_required(self, path: str) -> bool:
        return self._checker.is_required(self._cell(path))

    def is_read_only(self, path: str) -> bool:
        return self._checker.is_read_only(self._cell(path))

    def answer(self, path: str, value: object, reason: str = "") -> Outcome:
        """Give, change or (with ``None``) take back an answer.

        A soft check holds it back until a ``reason`` overrides it; the reason is kept.
        """
        cell = self._state.tree.by_path.get(path)
        question = None if cell is None else cell.item.question
        if cell is None or question is None:
            return _refused(Finding("answer.unknown_question", Place(path=path)))
        if not cell.relevant:
            return _refused(finding("answer.not_asked", cell))
        if self._checker.is_read_only(cell):
            return _refused(finding("answer.read_only", cell))
        try:
            read = self._checker.read(question, cell, value)
        except BadAnswerError as bad:
            return _refused(Finding(bad.code, Place(path=path), bad.parameters))
        against = tuple(self._checker.of_value(cell, read))
        if any(found.is_error for found in against) or (against and not reason):
            return Outcome(False, against)
        self.overrides.pop(path, None)
        if against:
            self.overrides[path] = reason
        return self._put(cell, read, against)

    def _put(self, cell: Cell, value: Value | None, findings: tuple[Finding, ...]) -> Outcome:
        if value == cell.value and type(value) is type(cell.value):
            return Outcome(True, findings)
        cell.value = value
        return _outcome(self._state.settle_from(cell), findings)

    def refuse(self, path: str) -> Outcome:
        """The respondent does not want to say."""
        return self.answer(path, Special.REFUSED)

    def dont_know(self, path: str) -> Outcome:
        """The respondent cannot say."""
        return self.answer(path, Special.DONT_KNOW)

    def check(self, path: str) -> tuple[Finding, ...]:
        """What stands against the answer as it is now."""
        return tuple(self._checker.of_cell(self._cell(path)))

    def why_not_asked(self, path: str) -> NotAsked | None:
        """Which row decides that a question is not asked; ``None`` where it is asked."""
        cell = self._state.tree.by_path.get(path)
        if cell is None:
            return NotAsked(path, "no_instance")
        question = cell.item.question
        if cell.relevant:
            silent = question is not None and not is_shown(question)
            return NotAsked(path, "silent") if silent else None
        above = cell
        while above.parent is not None and not above.parent.relevant:
            above = above.parent
        expression = above.item.relevant.text if above.item.relevant else ""
        return NotAsked(above.path, "relevant" if above is cell else "group", expression)

    # ------------------------------------------------------------------ repeats

    def count(self, path: str) -> int:
        """How many instances a repeat has."""
        return len(self._repeat(path).children)

    def can_add(self, path: str) -> bool:
        """Whether the surveyor may add an instance; not where an expression counts them."""
        repeat = self._repeat(path)
        few = len(repeat.children) < self._state.most_instances
        return repeat.relevant and repeat.item.count is None and few

    def _repeat(self, path: str) -> Cell:
        cell = self._cell(path)
        if not cell.is_repeat:
            raise KeyError(path)
        return cell

    def add(self, path: str) -> str:
        """One more instance at the end; its path comes back and its first screen is current.

        Raises:
            ValueError: where an expression counts the instances.
        """
        repeat = self._repeat(path)
        if not self.can_add(path):
            raise ValueError("answer.repeat_is_counted")
        # Instances that were removed are gone; only a shrinking count keeps some aside.
        repeat.spare.clear()
        self._state.resize(repeat, len(repeat.children) + 1)
        self._state.settle_instances()
        added = repeat.children[-1].path
        if any(screen.path.startswith(added) for screen in self.screens()):
            self.go_to(added)
        return added

    def remove(self, path: str) -> None:
        """Take one instance away with its answers; the later ones move up.

        Raises:
            ValueError: where an expression counts the instances.
        """
        instance = self._cell(path)
        repeat = instance.parent
        if not instance.is_instance or repeat is None:
            raise KeyError(path)
        if repeat.item.count is not None:
            raise ValueError("answer.repeat_is_counted")
        drop = drafts.Renumbering(repeat.path, instance.index)
        repeat.children.remove(instance)
        self.overrides = drop.of_mapping(self.overrides)
        self._wording.orders = drop.of_mapping(self._wording.orders)
        self._wording.revealed = set(drop.of_mapping(dict.fromkeys(self._wording.revealed)))
        self._state.shrink(repeat)

    # ------------------------------------------------------------------ the road through it

    def screens(self) -> tuple[Screen, ...]:
        """The screens now relevant, in order."""
        return self._navigator.screens()

    @property
    def current(self) -> Screen | None:
        """The screen the interview stands on; ``None`` at the end."""
        return self._navigator.current

    @property
    def index(self) -> int:
        """Its number, from 0."""
        return self._navigator.index

    def next(self) -> Move:
        """One screen on, unless an answer on this one is missing or wrong."""
        return self._navigator.next()

    def back(self) -> Screen | None:
        """One screen back."""
        return self._navigator.back()

    def go_to(self, path: str) -> Screen:
        """The screen of a question, group, repeat or instance; ``KeyError`` where none is asked."""
        return self._navigator.go_to(path)

    def progress(self) -> tuple[SectionProgress, ...]:
        """How far each section is."""
        return self._navigator.progress()

    def jump_list(self) -> tuple[Jump, ...]:
        """Every question now asked, with its screen."""
        return self._navigator.jump_list()

    # ------------------------------------------------------------------ the end

    def finish(self) -> tuple[Finding, ...]:
        """Everything that stands against the interview; without errors it is complete.

        Soft checks that were overridden are not told again. ``end`` is set to the present moment.
        """
        end = self.session.moment().isoformat(timespec="seconds")
        for item in self._state.plan.items.values():
            if item.question is not None and item.question.kind == "end":
                for cell in self._state.tree.cells(item):
                    cell.value = end
                    self._state.settle_from(cell)
        found = [
            against
            for cell in list(self._state.tree.by_path.values())
            if cell.item.question is not None and is_shown(cell.item.question)
            for against in self._checker.of_cell(cell)
            if against.is_error or cell.path not in self.overrides
        ]
        return (*found, *self._state.faults.values())

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Expressions of the form that could not be used so far."""
        return tuple(self._state.faults.values())

    def record(self) -> Record:
        """The answers that count, in the two leaves of a revision."""
        record = Record({}, {})
        free = self._state.plan.free_paths
        for path, cell in self._state.tree.by_path.items():
            question, value = cell.item.question, cell.answer
            if question is None or value is None or question.kind == "note":
                continue
            leaf = record.free if cell.item.path in free else record.closed
            leaf[path] = to_plain(value)
        return record


def _refused(found: Finding) -> Outcome:
    return Outcome(False, (found,))


def _outcome(effects: Effects, findings: tuple[Finding, ...]) -> Outcome:
    return Outcome(
        True, findings, tuple(effects.changed), tuple(effects.cleared), tuple(effects.restored)
    )
