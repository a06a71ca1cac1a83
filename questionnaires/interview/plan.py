"""A questionnaire prepared for asking: every row with its expressions compiled and their order.

The order of settling follows the dependencies, so that one pass from an answer onwards reaches
everything that can change through it, each row once.
"""

from __future__ import annotations

import heapq
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from questionnaires.expressions import Layout, Place
from questionnaires.interview.expansion import expanded
from questionnaires.interview.logic import Logic, compile_logic, is_dynamic
from questionnaires.model import FREE_KINDS, Choice, Group, Node, Question, Questionnaire, Repeat


@dataclass(eq=False, slots=True)
class Item:
    """One row of the form. ``rank`` is its turn when answers are settled."""

    path: str
    node: Node | None
    place: Place
    parent: Item | None = None
    children: list[Item] = field(default_factory=list)
    rank: int = 0
    relevant: Logic | None = None
    calculation: Logic | None = None
    constraint: Logic | None = None
    soft_constraint: Logic | None = None
    required: Logic | None = None
    read_only: Logic | None = None
    count: Logic | None = None
    default: Logic | None = None
    choice_filter: Logic | None = None
    dependents: list[Item] = field(default_factory=list)
    triggered: list[Item] = field(default_factory=list)
    has_trigger: bool = False

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def is_repeat(self) -> bool:
        return isinstance(self.node, Repeat)

    @property
    def question(self) -> Question | None:
        return self.node if isinstance(self.node, Question) else None

    def logics(self) -> Iterable[Logic]:
        """What is worked out anew when something it refers to changes."""
        return (logic for logic in (self.relevant, self.calculation, self.count) if logic)

    def all_logics(self) -> Iterable[Logic]:
        """Every expression of the row."""
        asked = (self.constraint, self.soft_constraint, self.required, self.read_only)
        others = (*asked, self.default, self.choice_filter)
        return (*self.logics(), *(logic for logic in others if logic))


class Plan:
    """The items of a questionnaire in order, by static path (``models/grade``)."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = expanded(questionnaire)
        self.layout = Layout.of(self.questionnaire)
        self.items: dict[str, Item] = {}
        self.root = Item(path="", node=None, place=Place("", "group"))
        self._add(self.questionnaire.body, self.root, "")
        self._pipes: dict[tuple[str, str], Logic | None] = {}
        self._files: dict[tuple[str, str, str], tuple[Choice, ...]] = {}
        self._connect()
        # A repeat that counts its own "one more?" answers is a circle only while it grows.
        self.cycle = self._rank(self._edges()) and self._rank(self._edges(counts=False))

    def _add(self, nodes: tuple[Node, ...], parent: Item, prefix: str) -> None:
        for node in nodes:
            path = prefix + node.name
            item = Item(path=path, node=node, place=self.layout.places[path], parent=parent)
            self.items[path] = item
            parent.children.append(item)
            self._compile(item, node)
            if isinstance(node, Group | Repeat):
                self._add(node.children, item, f"{path}/")

    def _compile(self, item: Item, node: Node) -> None:
        def logic(column: str, text: str) -> Logic | None:
            return compile_logic(column, text, self.layout, item.path)

        item.relevant = logic("relevant", node.relevant)
        if isinstance(node, Repeat):
            item.count = logic("repeat_count", node.count)
        if not isinstance(node, Question):
            return
        item.calculation = logic("calculation", node.calculation)
        item.constraint = logic("constraint", node.constraint)
        item.soft_constraint = logic("soft_constraint", node.extra.get("soft_constraint", ""))
        item.required = logic("required", _truth(node.required))
        item.read_only = logic("read_only", _truth(node.read_only))
        item.choice_filter = logic("choice_filter", node.choice_filter)
        if is_dynamic(node.default, node.kind):
            item.default = logic("default", node.default)

    def _connect(self) -> None:
        for item in self.items.values():
            used = {self.items[path] for logic in item.logics() for path in logic.uses}
            for source in sorted(used - {item}, key=lambda found: found.path):
                source.dependents.append(item)
            for child in item.children:
                item.dependents.append(child)
            self._connect_triggers(item)

    def _connect_triggers(self, item: Item) -> None:
        if item.question is None or not item.question.trigger:
            return
        for name in item.question.trigger.replace(",", " ").split():
            place = self.layout.find(name.strip().removeprefix("${").removesuffix("}"), item.path)
            if place is not None:
                item.has_trigger = True
                self.items[place.path].triggered.append(item)

    def _edges(self, counts: bool = True) -> dict[str, list[Item]]:
        """Who has to be settled after whom; with or without what counts the instances."""
        edges: dict[str, list[Item]] = {}
        for item in self.items.values():
            after = (*item.dependents, *item.triggered)
            edges[item.path] = [
                found for found in after if counts or found.count is None or found.parent is item
            ]
        return edges

    def _rank(self, edges: dict[str, list[Item]]) -> tuple[str, ...]:
        """Give every item its turn; a circle of items that depend on each other comes back."""
        items = list(self.items.values())
        order = {item.path: number for number, item in enumerate(items)}
        waiting = dict.fromkeys(order, 0)
        for after in (found for followers in edges.values() for found in followers):
            waiting[after.path] += 1
        ready = [order[path] for path, count in waiting.items() if count == 0]
        ranked: list[Item] = []
        while ready:
            item = items[heapq.heappop(ready)]
            ranked.append(item)
            for after in edges[item.path]:
                waiting[after.path] -= 1
                if waiting[after.path] == 0:
                    heapq.heappush(ready, order[after.path])
        done = set(ranked)
        left = [item for item in items if item not in done]
        for turn, item in enumerate((*ranked, *left)):
            item.rank = turn
        return _circle(left, edges)

    def unknown_pipes(self) -> Iterator[tuple[str, str]]:
        """Static path and name of every ``${name}`` in a label or hint that leads nowhere."""
        for item in self.items.values():
            texts = () if item.node is None else (*item.node.labels.values(), *_hints(item.node))
            for name in dict.fromkeys(name for text in texts for name in PIPE.findall(text)):
                logic = self.pipe(item, name)
                if logic is not None and logic.fault is not None:
                    yield item.path, name

    @cached_property
    def free_paths(self) -> frozenset[str]:
        """Static paths whose answers may identify a person, or are calculated from such ones."""
        free: set[str] = set()
        for item in sorted(self.items.values(), key=lambda found: found.rank):
            question = item.question
            if question is None:
                continue
            calculated = item.calculation
            if question.kind in FREE_KINDS or (calculated and calculated.uses & free):
                free.add(item.path)
        return frozenset(free)

    def logics(self) -> Iterator[tuple[str, Logic]]:
        """Static path and expression of every cell that holds one."""
        return ((i.path, logic) for i in self.items.values() for logic in i.all_logics())

    @cached_property
    def faults(self) -> tuple[tuple[str, Logic], ...]:
        """Those that cannot be used."""
        return tuple((path, logic) for path, logic in self.logics() if logic.fault is not None)

    def pipe(self, item: Item, name: str) -> Logic | None:
        """What ``${name}`` gives in a label of that row."""
        key = (item.path, name)
        if key not in self._pipes:
            self._pipes[key] = compile_logic("label", f"${{{name}}}", self.layout, item.path)
        return self._pipes[key]

    def listed(self, question: Question) -> tuple[Choice, ...]:
        """The choices of a question's list, from the form or from an attached file."""
        name = question.list_name
        if name in self.questionnaire.lists:
            return self.questionnaire.lists[name]
        key = (name, question.parameters.get("value", ""), question.parameters.get("label", ""))
        if key not in self._files:
            rows = self.layout.rows(name) or ()
            value, label = key[1] or "name", key[2] or "label"
            self._files[key] = tuple(
                Choice(row.get(value, ""), {"": row.get(label, "")}, extra=row) for row in rows
            )
        return self._files[key]


def _hints(node: Node) -> Iterable[str]:
    return node.hints.values()


def _circle(left: list[Item], edges: dict[str, list[Item]]) -> tuple[str, ...]:
    """One circle among items that got no turn: each has a predecessor there, so walk back."""
    if not left:
        return ()
    before: dict[str, Item] = {}
    for item in left:
        for after in edges[item.path]:
            before.setdefault(after.path, item)
    walked: list[str] = []
    item = left[0]
    while item.path not in walked:
        walked.append(item.path)
        item = before[item.path]
    circle = list(reversed(walked[walked.index(item.path) :]))
    order = [found.path for found in left]
    first = circle.index(min(circle, key=order.index))
    return (*circle[first:], *circle[:first])


PIPE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_TRUTH = {"yes": "true()", "true": "true()", "no": "false()", "false": "false()"}
_KEPT = 8
_plans: OrderedDict[int, tuple[Questionnaire, Plan]] = OrderedDict()


def _truth(text: str) -> str:
    """XLSForm writes yes and no where XForms has expressions."""
    return _TRUTH.get(text.strip().lower(), text)


def plan_of(questionnaire: Questionnaire) -> Plan:
    """The plan of a questionnaire, kept for the next interview with the same one."""
    key = id(questionnaire)
    kept = _plans.get(key)
    if kept is None or kept[0] is not questionnaire:
        kept = _plans[key] = (questionnaire, Plan(questionnaire))
    _plans.move_to_end(key)
    while len(_plans) > _KEPT:
        _plans.popitem(last=False)
    return kept[1]


def free_paths(questionnaire: Questionnaire) -> frozenset[str]:
    """Static paths whose answers lie in the second leaf of a revision."""
    return plan_of(questionnaire).free_paths
