"""What is asked after an answer, before all answers are known: in three-valued logic (Kleene 1952).

A condition is true, false, or open. From that follow the jumps that paper needs: which answer leads
past the next questions, whatever the others will be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.expressions import (
    AnswerContext,
    ExpressionError,
    Layout,
    Place,
    Scope,
    as_boolean,
    compile_expression,
    nodes,
    parse,
)
from questionnaires.expressions.expression import describe
from questionnaires.expressions.values import Answer
from questionnaires.model import SILENT_KINDS, Node, Question, Questionnaire

_NUMERIC = frozenset({"integer", "decimal", "range"})
_MOST_BOUNDS = 6
_PLAIN = frozenset(
    {"selected", "is-selected", "count-selected", "int", "number", "round", "string", "concat"}
    | {"string-length", "coalesce", "true", "false", "boolean", "if", "not", "regex", "contains"}
    | {"floor", "abs", "min", "max", "starts-with", "ends-with", "substr", "empty"}
)
"""Functions whose value follows from their arguments alone."""
_Known = Mapping[str, Answer]
_Test = Callable[[_Known], "bool | None"]


@dataclass(frozen=True)
class Span:
    """A range of numbers; an open end is ``None``. ``takes_low``: the bound belongs to it."""

    low: float | None
    high: float | None
    takes_low: bool = False
    takes_high: bool = False


@dataclass(frozen=True)
class Jump:
    """After this answer (codes of choices, or a span) ``target`` comes next; empty: the end."""

    target: str
    codes: tuple[str, ...] = ()
    span: Span | None = None


def is_asked(question: Question) -> bool:
    """Whether a person answers it: no calculation, no note, no head of a table."""
    silent = question.kind in SILENT_KINDS or question.kind == "note"
    headed = question.appearance.split() == ["label"]
    return not (silent or question.calculation or headed)


class Foresight:
    """The conditions of a questionnaire; ``known`` are answers given before the first question."""

    def __init__(self, questionnaire: Questionnaire, known: _Known | None = None) -> None:
        self.questionnaire = questionnaire
        self.layout = Layout.of(questionnaire)
        self._known = dict(known or {})
        self._nodes = dict(questionnaire.walk())
        self._deciding: set[str] = set()
        """The questions that any condition reads: no others can lead anywhere else."""
        self._tests = {path: self._condition(path, node) for path, node in self._nodes.items()}

    def node(self, path: str) -> Node:
        """The row of that path."""
        return self._nodes[path]

    def truth(self, path: str, answers: _Known | None = None) -> bool | None:
        """Whether a place is asked: its own condition and those of the groups around it."""
        known = {**self._known, **(answers or {})}
        return self._truth(path, known)

    def own_truth(self, path: str) -> bool | None:
        """The same for its own condition alone."""
        return self._tests[path](self._known)

    def jumps(self, path: str) -> tuple[Jump, ...]:
        """The answers to a question that lead past the next one."""
        question = self._nodes[path]
        if not isinstance(question, Question) or path not in self._deciding:
            return ()
        later = self._later(path)
        usual = next(iter(later), "")
        if question.kind == "select_one":
            return tuple(self._code_jumps(path, question, later, usual))
        if question.kind in _NUMERIC:
            return tuple(self._span_jumps(path, later, usual))
        return ()

    def _code_jumps(
        self, path: str, question: Question, later: Sequence[str], usual: str
    ) -> Iterator[Jump]:
        targets: dict[str, list[str]] = {}
        for choice in self.questionnaire.lists.get(question.list_name, ()):
            target = self._next(later, {path: choice.name})
            if target != usual:
                targets.setdefault(target, []).append(choice.name)
        for target, codes in targets.items():
            yield Jump(target, tuple(codes))

    def _span_jumps(self, path: str, later: Sequence[str], usual: str) -> Iterator[Jump]:
        bounds = sorted(self._bounds(path))
        if not 0 < len(bounds) <= _MOST_BOUNDS:
            return
        spans = _joined(
            (span, self._next(later, {path: number})) for span, number in _pieces(bounds)
        )
        yield from (Jump(target, span=span) for span, target in spans if target != usual)

    def _next(self, later: Sequence[str], answers: _Known) -> str:
        known = {**self._known, **answers}
        return next((path for path in later if self._truth(path, known) is not False), "")

    def _truth(self, path: str, known: _Known) -> bool | None:
        found: bool | None = True
        while path:
            own = self._tests[path](known)
            if own is False:
                return False
            found = found if own else None
            path = path.rpartition("/")[0]
        return found

    def _later(self, path: str) -> list[str]:
        """The questions after it that are asked of a person, within its own repeat."""
        repeats = self.layout.places[path].repeats
        within = f"{repeats[-1]}/" if repeats else ""
        paths = list(self._nodes)
        return [
            other
            for other in paths[paths.index(path) + 1 :]
            if other.startswith(within) and self._is_asked(other)
        ]

    def _is_asked(self, path: str) -> bool:
        node = self._nodes[path]
        asked = isinstance(node, Question) and is_asked(node)
        return asked and self._truth(path, self._known) is not False

    def _bounds(self, path: str) -> set[float]:
        found: set[float] = set()
        for node in self._nodes.values():
            tree = _tree(node.relevant)
            for one in () if tree is None else nodes.walk(tree):
                if isinstance(one, nodes.Comparison):
                    found.update(self._bound(path, one))
        return found

    def _bound(self, path: str, node: nodes.Comparison) -> Iterator[float]:
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(one, nodes.Reference) and isinstance(other, nodes.Number):
                place = self.layout.find(one.name)
                if place is not None and place.path == path:
                    yield other.value

    def _condition(self, path: str, node: Node) -> _Test:
        tree = _tree(node.relevant)
        if tree is None:
            always = None if node.relevant else True
            return lambda known: always
        return self._test(path, tree)

    def _test(self, path: str, node: nodes.Node) -> _Test:
        """One condition in three values."""
        match node:
            case nodes.Junction():
                parts = [self._test(path, operand) for operand in node.operands]
                decides = node.operator == "or"
                return lambda known: _join([part(known) for part in parts], decides)
            case nodes.Call(name="not", arguments=(inner,)):
                test = self._test(path, inner)
                return lambda known: None if (found := test(known)) is None else not found
            case _:
                return self._leaf(path, node)

    def _leaf(self, path: str, node: nodes.Node) -> _Test:
        expression = describe("", node)
        read = [self.layout.find(name, path) for name in expression.references]
        odd = any(isinstance(one, nodes.Path | nodes.Filter) for one in nodes.walk(node))
        if odd or None in read or not set(expression.functions) <= _PLAIN:
            return lambda known: None
        keys = {place.path: _first(place) for place in read if place is not None}
        here = _first(self.layout.places[path])
        try:
            run = compile_expression(expression, Scope(self.layout, path))
        except ExpressionError:
            return lambda known: None
        self._deciding.update(keys)

        def test(known: _Known) -> bool | None:
            if not all(one in known for one in keys):
                return None
            try:
                answers = {key: known[one] for one, key in keys.items()}
                return as_boolean(run(AnswerContext(answers, here=here)))
            except ExpressionError:
                return None

        return test


def _first(place: Place) -> str:
    """The key of a place in the first instance of every repeat around it."""
    return place.key((1,) * len(place.repeats))


def _tree(text: str) -> nodes.Node | None:
    try:
        return parse(text).tree if text.strip() else None
    except ExpressionError:
        return None


def _join(found: Sequence[bool | None], decides: bool) -> bool | None:
    """``or`` where ``decides`` is true, ``and`` where it is false."""
    if decides in found:
        return decides
    return None if None in found else not decides


def _pieces(bounds: Sequence[float]) -> Iterator[tuple[Span, float]]:
    """Every bound and every gap between them, each with a number inside."""
    before: float | None = None
    for bound in bounds:
        inside = bound - 1 if before is None else (before + bound) / 2
        yield Span(before, bound), inside
        yield Span(bound, bound, True, True), bound
        before = bound
    last = bounds[-1]
    yield Span(last, None), last + 1


def _joined(spans: Iterator[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Neighbours that lead to the same place as one."""
    found: list[tuple[Span, str]] = []
    for span, target in spans:
        if found and found[-1][1] == target:
            first = found[-1][0]
            joined = Span(first.low, span.high, first.takes_low, span.takes_high)
            found[-1] = (joined, target)
        else:
            found.append((span, target))
    return found
