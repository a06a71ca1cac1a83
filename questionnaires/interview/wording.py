"""What a screen says: labels with answers piped in, and the choices on offer in their order."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from questionnaires.expressions import ExpressionError, as_text
from questionnaires.interview import answers
from questionnaires.interview.cells import Cell
from questionnaires.interview.plan import PIPE
from questionnaires.interview.settling import State
from questionnaires.model import Choice, Question, Texts


def text_of(texts: Texts, language: str, fallback: str) -> str:
    """The text in a language, else in the form's own, else the first there is."""
    return texts.get(language) or texts.get(fallback) or next(iter(texts.values()), "")


class Wording:
    """Texts and choices of one interview, in its language."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.orders: dict[str, list[str]] = {}
        self.revealed: set[str] = set()
        self._offers: dict[str, tuple[int, tuple[Choice, ...]]] = {}

    def say(self, texts: Texts, cell: Cell) -> str:
        """The text with every ``${name}`` replaced by the answer as seen from the cell."""
        session = self._state.session
        text = text_of(texts, session.language, self._state.plan.questionnaire.default_language)
        return PIPE.sub(lambda found: self._piped(found.group(1), cell), text)

    def _piped(self, name: str, cell: Cell) -> str:
        logic = self._state.plan.pipe(cell.item, name)
        return "" if logic is None else as_text(self._state.result(logic, cell))

    def offered(self, cell: Cell) -> tuple[Choice, ...]:
        """Every choice the filter lets through, those not read out among them, in order."""
        kept = self._offers.get(cell.path)
        if kept is not None and kept[0] == self._state.version:
            return kept[1]
        question = cell.item.question
        found = () if question is None else self._offer(question, cell)
        self._offers[cell.path] = (self._state.version, found)
        return found

    def _offer(self, question: Question, cell: Cell) -> tuple[Choice, ...]:
        if question.list_name.startswith("${"):
            return self._from_answers(question, cell)
        choices = self._state.plan.listed(question)
        if question.parameters.get("randomize", "").lower() == "true":
            choices = self._shuffled(question, choices, cell)
        logic = cell.item.choice_filter
        if logic is None or logic.offer is None or logic.fault is not None:
            return choices
        try:
            return tuple(logic.offer(self._state.view(cell), choices))
        except ExpressionError as fault:
            self._state.note(cell.path, logic, fault)
            return choices

    def _from_answers(self, question: Question, cell: Cell) -> tuple[Choice, ...]:
        """Choices taken from the answers to a question in a repeat: ``select_one ${name}``."""
        name = question.list_name.removeprefix("${").removesuffix("}").strip()
        place = self._state.plan.layout.find(name, cell.item.path)
        if place is None:
            return ()
        cells = self._state.tree.cells(self._state.plan.items[place.path])
        given = dict.fromkeys(answers.as_text(found.answer) for found in cells)
        return tuple(Choice(text, {"": text}) for text in given if text)

    def _shuffled(
        self, question: Question, choices: tuple[Choice, ...], cell: Cell
    ) -> tuple[Choice, ...]:
        """The order drawn once for this question; choices not read out stay at the end."""
        order = self.orders.get(cell.path)
        by_name = {choice.name: choice for choice in choices}
        if order is None or set(order) != set(by_name):
            names = [choice.name for choice in choices if not choice.not_read_out]
            random.Random(f"{self._seed(question, cell)}|{cell.item.path}").shuffle(names)
            order = names + [choice.name for choice in choices if choice.not_read_out]
            self.orders[cell.path] = order
        return tuple(by_name[name] for name in order)

    def _seed(self, question: Question, cell: Cell) -> str:
        given = question.parameters.get("seed", "")
        named = PIPE.fullmatch(given.strip())
        piped = self._piped(named.group(1), cell) if named else given
        return piped or f"{self._state.session.seed}|{cell.path}"

    def shown(self, cell: Cell) -> tuple[Choice, ...]:
        """The choices on the screen: in a mode that reads out, some only once revealed."""
        offered = self.offered(cell)
        if not self._state.session.context.is_read_out or cell.path in self.revealed:
            return offered
        value = cell.value
        given = {value} if isinstance(value, str) else set(value if isinstance(value, list) else ())
        return tuple(
            choice for choice in offered if not choice.not_read_out or choice.name in given
        )

    def choice_text(self, cell: Cell, choice: Choice) -> str:
        """A choice in words; its code where it has none."""
        return self.say(choice.labels, cell) or choice.name

    def in_words(self, cell: Cell) -> tuple[Choice, ...]:
        """The choices shown, each with its text in the interview's language only."""
        language = self._state.session.language
        return tuple(
            replace(choice, labels=_only(language, self.choice_text(cell, choice)))
            for choice in self.shown(cell)
        )


def _only(language: str, text: str) -> Mapping[str, str]:
    return {language: text}
