"""Settling: what an answer changes elsewhere (relevance, calculations, repeat counts).

Rows are refreshed in the plan's order, starting from those that depend on what changed, and only as
far as something really changes. Answers to questions that are no longer asked stay in their cells
and count again when the question is asked again; the same holds for instances of a repeat whose
count shrank.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from questionnaires.expressions import (
    Answer,
    ExpressionError,
    Place,
    Special,
    as_number,
    to_answer,
)
from questionnaires.expressions import Value as Result
from questionnaires.findings import Finding
from questionnaires.findings import Place as Spot
from questionnaires.interview.answers import BadAnswerError, Value, read_value
from questionnaires.interview.cells import Cell, Tree
from questionnaires.interview.logic import Logic
from questionnaires.interview.plan import Item, Plan
from questionnaires.interview.session import Session

MOST_INSTANCES = 1000
_MOST_TURNS = 8


@dataclass(slots=True)
class Effects:
    """What settling did, by path of the instance."""

    changed: dict[str, None] = field(default_factory=dict)
    cleared: dict[str, None] = field(default_factory=dict)
    restored: dict[str, None] = field(default_factory=dict)


_NO_CANDIDATE = object()


class View:
    """The interview as the expressions of one cell see it."""

    __slots__ = ("_candidate", "_state", "cell", "indices")

    def __init__(self, state: State, cell: Cell, candidate: object = _NO_CANDIDATE) -> None:
        self._state = state
        self.cell = cell
        self.indices = cell.indices
        self._candidate = candidate

    @property
    def language(self) -> str:
        return self._state.session.language

    @property
    def now(self) -> datetime:
        return self._state.session.moment()

    def read(self, place: Place, indices: tuple[int, ...]) -> Answer:
        cell = self._state.tree.by_path.get(place.key(indices) if indices else place.path)
        if cell is None or not cell.relevant:
            return None
        value = cell.value
        return None if isinstance(value, Special) else value

    def current(self) -> Answer:
        value = self.cell.value if self._candidate is _NO_CANDIDATE else self._candidate
        return None if isinstance(value, Special) else value  # pyright: ignore[reportReturnType] -- a candidate is a value

    def status(self, place: Place, indices: tuple[int, ...]) -> str:
        cell = self._state.tree.by_path.get(place.key(indices))
        return "not_asked" if cell is None else status_of(cell)

    def count(self, repeat: Place, indices: tuple[int, ...]) -> int:
        # ``key`` wants the repeat's own position too; the repeat as a whole has none.
        path = repeat.key((*indices, 0)).removesuffix("[0]")
        cell = self._state.tree.by_path.get(path)
        return len(cell.children) if cell is not None and cell.relevant else 0

    def fact(self, name: str) -> str:
        return self._state.session.fact(name, self._state.plan.questionnaire)


def status_of(cell: Cell) -> str:
    """answered, refused, dont_know, not_asked or missing."""
    if not cell.relevant:
        return "not_asked"
    if isinstance(cell.value, Special):
        return cell.value.value
    return "missing" if cell.value is None else "answered"


class State:
    """The cells of one interview and the rules that keep them consistent."""

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan = plan
        self.session = session
        self.tree = Tree(plan.root)
        self.version = 0
        self._resized: list[Cell] = []
        self._newcomers: list[Cell] = []
        self.faults: dict[tuple[str, str], Finding] = {}
        for path, logic in plan.faults:
            self.note(path, logic, logic.fault or ExpressionError("empty"))

    def view(self, cell: Cell) -> View:
        """The context of a cell's expressions."""
        return View(self, cell)

    def truth(self, logic: Logic | None, cell: Cell, otherwise: bool) -> bool:
        """A condition of a cell; ``otherwise`` where there is none or it fails, which is noted."""
        if logic is None or logic.fault is not None:
            return otherwise
        try:
            return logic.truth(View(self, cell))
        except ExpressionError as fault:
            self.note(cell.path, logic, fault)
            return otherwise

    def passes(self, logic: Logic | None, cell: Cell, candidate: Value) -> bool:
        """Whether a candidate satisfies a constraint of the cell."""
        if logic is None or logic.fault is not None:
            return True
        try:
            return logic.truth(View(self, cell, candidate))
        except ExpressionError as fault:
            self.note(cell.path, logic, fault)
            return True

    def result(self, logic: Logic, cell: Cell) -> Result:
        """What an expression of a cell gives; empty where it fails, which is noted."""
        if logic.fault is not None:
            return ""
        try:
            return logic.value(View(self, cell))
        except ExpressionError as fault:
            self.note(cell.path, logic, fault)
            return ""

    def note(self, path: str, logic: Logic, fault: ExpressionError) -> None:
        """Keep what went wrong in an expression, for ``finish`` to tell."""
        details = {"column": logic.column, "expression": logic.text, "reason": fault.code}
        self.faults[path, logic.column] = Finding(
            "answer.expression_failed", Spot(path=path, column=logic.column), details
        )

    def settle_all(self) -> Effects:
        """Refresh every row."""
        return self._settle(self.plan.items.values(), Effects(), set())

    def settle_from(self, cell: Cell, effects: Effects | None = None) -> Effects:
        """Refresh what depends on an answer that just changed."""
        item = cell.item
        fired = set(item.triggered)
        return self._settle([*item.dependents, *fired], effects or Effects(), fired)

    @property
    def most_instances(self) -> int:
        """How many instances a repeat may have."""
        return MOST_INSTANCES

    def shrink(self, repeat: Cell) -> Effects:
        """Name everything anew after an instance was taken out, and settle."""
        self.tree.index()
        self._resized.append(repeat)
        return self._welcome(Effects())

    def drop_newcomers(self) -> None:
        """Instances made for answers already known need no defaults."""
        self._newcomers.clear()

    def settle_instances(self) -> Effects:
        """Refresh what depends on instances that came or went."""
        return self._welcome(Effects())

    def _settle(self, items: Iterable[Item], effects: Effects, fired: set[Item]) -> Effects:
        queue: dict[int, Item] = {item.rank: item for item in items}
        heap = list(queue)
        heapq.heapify(heap)
        turns: dict[int, int] = {}
        while heap:
            rank = heapq.heappop(heap)
            item = queue.pop(rank)
            turns[rank] = turns.get(rank, 0) + 1
            if turns[rank] > _MOST_TURNS:
                self.faults[item.path, ""] = Finding("answer.unsettled", Spot(path=item.path))
                continue
            if not self._refresh(item, effects, fired):
                continue
            fired.update(item.triggered)
            for after in (*item.dependents, *item.triggered):
                if after.rank not in queue:
                    queue[after.rank] = after
                    heapq.heappush(heap, after.rank)
        self.version += 1
        return self._welcome(effects) if self._resized else effects

    def _welcome(self, effects: Effects) -> Effects:
        """Settle the instances that a pass brought in, with their defaults."""
        resized, self._resized = self._resized, []
        newcomers, self._newcomers = self._newcomers, []
        self.fill_defaults(cell for instance in newcomers for cell in instance.walk())
        items: list[Item] = []
        for repeat in resized:
            # Sums over the instances change as well, though no answer in them did.
            for item in (repeat.item, *_below(repeat.item)):
                items += [*item.dependents, *([] if item is repeat.item else [item])]
        return self._settle(items, effects, set())

    def _refresh(self, item: Item, effects: Effects, fired: set[Item]) -> bool:
        """Work out one row anew in every instance; true where something changed."""
        changed = False
        calculation = item.calculation
        if calculation is not None and item.has_trigger and item not in fired:
            calculation = None
        for cell in list(self.tree.cells(item)):
            parent = cell.parent
            relevant = (parent is None or parent.relevant) and self.truth(item.relevant, cell, True)
            if relevant is not cell.relevant:
                changed = True
                _turn(cell, relevant, effects)
            if relevant and calculation is not None:
                changed = self._calculate(calculation, cell, effects) or changed
            if relevant and item.count is not None:
                changed = self._count(item.count, cell) or changed
        fired.discard(item)
        return changed

    def _calculate(self, calculation: Logic, cell: Cell, effects: Effects) -> bool:
        question = cell.item.question
        if question is None:
            return False
        result = self.result(calculation, cell)
        value = stored(result, question.kind)
        if value == cell.value and type(value) is type(cell.value):
            return False
        cell.value = value
        effects.changed[cell.path] = None
        return True

    def _count(self, count: Logic, repeat: Cell) -> bool:
        number = as_number(self.result(count, repeat))
        wanted = int(min(max(number, 0), MOST_INSTANCES)) if number == number else 0
        return self.resize(repeat, wanted)

    def resize(self, repeat: Cell, wanted: int) -> bool:
        """Give a repeat that many instances; surplus ones are kept aside with their answers."""
        if len(repeat.children) == wanted:
            return False
        repeat.spare[:0] = repeat.children[wanted:]
        del repeat.children[wanted:]
        while len(repeat.children) < wanted:
            if repeat.spare:
                repeat.children.append(repeat.spare.pop(0))
            else:
                self._newcomers.append(self.tree.add_instance(repeat))
        self.tree.index()
        for instance in repeat.children:
            instance.relevant = repeat.relevant
        self._resized.append(repeat)
        return True

    def fill_defaults(self, cells: Iterable[Cell]) -> list[Cell]:
        """Give empty cells their defaults; those that got one come back."""
        return [cell for cell in cells if cell.value is None and self._fill_default(cell)]

    def _fill_default(self, cell: Cell) -> bool:
        question = cell.item.question
        if question is None:
            return False
        if cell.item.default is not None:
            cell.value = stored(self.result(cell.item.default, cell), question.kind)
        elif question.default:
            try:
                cell.value = read_value(question, question.default)
            except BadAnswerError as bad:
                self.faults[cell.path, "default"] = Finding(
                    bad.code, Spot(path=cell.path, column="default"), bad.parameters
                )
        return cell.value is not None


def stored(result: Result, kind: str) -> Value | None:
    """What a calculation leaves in a cell; numbers of ``calculate`` rows stay numbers."""
    if isinstance(result, bool) or not isinstance(result, int | float):
        return to_answer(result, kind)
    if kind in ("calculate", "hidden") and math.isfinite(result):
        return int(result) if float(result).is_integer() else result
    return to_answer(result, kind)


def _turn(cell: Cell, relevant: bool, effects: Effects) -> None:
    cell.relevant = relevant
    if cell.value is not None:
        (effects.restored if relevant else effects.cleared)[cell.path] = None
    if cell.is_repeat:
        for instance in cell.children:
            instance.relevant = relevant


def _below(item: Item) -> Iterable[Item]:
    for child in item.children:
        yield child
        yield from _below(child)
