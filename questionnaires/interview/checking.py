"""What stands against an answer: type, choices, constraints, soft checks, and what is required."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.findings import Finding, Place
from questionnaires.interview.answers import BadAnswerError, Special, Value, read_value
from questionnaires.interview.cells import Cell
from questionnaires.interview.settling import State
from questionnaires.interview.wording import Wording
from questionnaires.model import SELECT_KINDS, Question, Texts

SOFT_MESSAGE = "soft_constraint_message"


def finding(code: str, cell: Cell, **parameters: str) -> Finding:
    """A finding about one answer."""
    return Finding(code, Place(path=cell.path), parameters)


class Checker:
    """Checks answers, given ones and candidates."""

    def __init__(self, state: State, wording: Wording) -> None:
        self._state = state
        self._wording = wording

    def read(self, question: Question, cell: Cell, given: object) -> Value | None:
        """The given answer as the question keeps it; ``BadAnswerError`` where it cannot."""
        value = read_value(question, given)
        if value is None:
            return None
        if value is Special.REFUSED and not question.allow_refused:
            raise BadAnswerError("answer.refusal_not_allowed")
        if value is Special.DONT_KNOW and not question.allow_dont_know:
            raise BadAnswerError("answer.dont_know_not_allowed")
        self._check_choices(question, cell, value)
        return value

    def _check_choices(self, question: Question, cell: Cell, value: Value) -> None:
        if question.kind not in SELECT_KINDS or isinstance(value, Special):
            return
        names = [choice.name for choice in self._wording.offered(cell)]
        for name in value if isinstance(value, list) else [str(value)]:
            if name not in names:
                raise BadAnswerError("answer.not_a_choice", {"value": name})
        if question.kind == "rank" and isinstance(value, list) and set(value) != set(names):
            raise BadAnswerError("answer.not_a_ranking", {"value": " ".join(value)})

    def of_value(self, cell: Cell, value: Value | None) -> Iterator[Finding]:
        """The constraints a value breaks; none apply to an empty or special answer."""
        question = cell.item.question
        if question is None or value is None or isinstance(value, Special):
            return
        if not self._state.passes(cell.item.constraint, cell, value):
            yield self._broken("answer.constraint", cell, question.constraint_messages)
        if not self._state.passes(cell.item.soft_constraint, cell, value):
            yield self._broken("answer.soft_check", cell, soft_messages(question))

    def _broken(self, code: str, cell: Cell, messages: Texts) -> Finding:
        logic = cell.item.constraint if code == "answer.constraint" else cell.item.soft_constraint
        text = self._wording.say(messages, cell)
        return finding(code, cell, message=text, expression=logic.text if logic else "")

    def of_cell(self, cell: Cell) -> Iterator[Finding]:
        """What stands against the answer as it is now."""
        question = cell.item.question
        if question is None or not cell.relevant:
            return
        if cell.value is None:
            if self.is_required(cell):
                message = self._wording.say(question.required_messages, cell)
                yield finding("answer.required", cell, message=message)
            return
        try:
            self._check_choices(question, cell, cell.value)
        except BadAnswerError as bad:
            yield Finding(bad.code, Place(path=cell.path), bad.parameters)
        yield from self.of_value(cell, cell.value)

    def is_required(self, cell: Cell) -> bool:
        """Whether the question must have an answer; what nobody can answer never must."""
        question = cell.item.question
        if question is None or question.kind == "note" or self.is_read_only(cell):
            return False
        required = self._state.truth(cell.item.required, cell, False)
        # A list whose filter leaves nothing cannot be answered: asking on would never end.
        return required and (question.kind not in SELECT_KINDS or bool(self._wording.offered(cell)))

    def is_read_only(self, cell: Cell) -> bool:
        return self._state.truth(cell.item.read_only, cell, False)


def soft_messages(question: Question) -> Texts:
    """The messages of a soft check, by language, from the columns of ours."""
    messages: dict[str, str] = {}
    for column, text in question.extra.items():
        head, _, language = column.partition("::")
        if head.strip() == SOFT_MESSAGE:
            messages[_code(language)] = text
    return messages


def _code(language: str) -> str:
    """``中文 (zh)`` as ``zh``."""
    name = language.strip()
    return name.rpartition("(")[2].rstrip(")") if name.endswith(")") else name
