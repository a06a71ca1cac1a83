"""Choice filters: which choices of a list are offered.

The usual filter, ``county = ${county}``, is answered from an index, so that a list of fifty
thousand villages does not have to be walked for each answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from questionnaires.expressions import nodes
from questionnaires.expressions.closures import Closure, Compiler
from questionnaires.expressions.context import Context
from questionnaires.expressions.expression import Expression
from questionnaires.expressions.focus import Focus
from questionnaires.expressions.layout import Row, choice_row
from questionnaires.expressions.paths import Test, passing_rows, predicate_test
from questionnaires.expressions.scope import Scope
from questionnaires.model import Choice

Filter = Callable[[Context, Sequence[Choice]], list[Choice]]


def compile_filter(expression: Expression, scope: Scope) -> Filter:
    """A choice filter: of the choices given, those that are offered, in order."""
    compiler = Compiler(scope).inside("", "row")
    keys = _keys(compiler, expression)
    test = predicate_test(compiler, expression.tree)
    kept = _Kept((), {})

    def offered(c: Context, choices: Sequence[Choice]) -> list[Choice]:
        nonlocal kept
        if kept.choices is not choices:
            kept = _Kept(choices, {})
        return kept.pick(c, keys, test)

    return offered


@dataclass
class _Kept:
    """The rows of one list, made when looked at, with an index for each column asked for."""

    choices: Sequence[Choice]
    rows: dict[int, Row]
    indexes: dict[str, Mapping[str, list[int]]] = field(default_factory=dict)

    def pick(self, c: Context, keys: list[tuple[str, Closure]], test: Test) -> list[Choice]:
        numbers = self._candidates(c, keys)
        if numbers is None:
            numbers = range(len(self.choices))
        rows = [self._row(number) for number in numbers]
        passed = {id(row) for row in passing_rows(c, rows, [test])}
        return [
            self.choices[number]
            for number, row in zip(numbers, rows, strict=True)
            if id(row) in passed
        ]

    def _row(self, number: int) -> Row:
        row = self.rows.get(number)
        if row is None:
            row = self.rows[number] = choice_row(self.choices[number])
        return row

    def _candidates(self, c: Context, keys: list[tuple[str, Closure]]) -> Sequence[int] | None:
        """The rows that can pass by the first key that is text, ``None`` where all can."""
        focus = Focus(c, 0)
        for column, value in keys:
            wanted = value(focus)
            if isinstance(wanted, str):
                return self._index(column).get(wanted, [])
        return None

    def _index(self, column: str) -> Mapping[str, list[int]]:
        if column not in self.indexes:
            index: defaultdict[str, list[int]] = defaultdict(list)
            for number, text in enumerate(_texts(self.choices, column)):
                index[text].append(number)
            self.indexes[column] = index
        return self.indexes[column]


def _texts(choices: Sequence[Choice], column: str) -> list[str]:
    """One column of the rows, without making them: a first key waits for this."""
    match column:
        case "name":
            return [choice.name for choice in choices]
        case "label":
            return [choice_row(choice)["label"] for choice in choices]
        case _:
            return [choice.extra.get(column, "") for choice in choices]


def _keys(compiler: Compiler, expression: Expression) -> list[tuple[str, Closure]]:
    """The columns that must equal something the row has no part in, and what that is."""
    if {"position", "last"} & set(expression.functions):
        return []
    tree = expression.tree
    if isinstance(tree, nodes.Junction) and tree.operator == "and":
        conditions = tree.operands
    else:
        conditions = (tree,)
    found: list[tuple[str, Closure]] = []
    for condition in conditions:
        if isinstance(condition, nodes.Comparison) and condition.operator == "=":
            for one, other in (
                (condition.left, condition.right),
                (condition.right, condition.left),
            ):
                column = _column(one)
                if column and not any(_reads_row(node) for node in nodes.walk(other)):
                    found.append((column, compiler.value(other)))
    return found


def _column(node: nodes.Node) -> str:
    """The column a bare name reads."""
    if not isinstance(node, nodes.Path) or not _reads_row(node):
        return ""
    match node.steps:
        case (nodes.Step(axis="child", name=name, predicates=()),):
            return name
        case _:
            return ""


def _reads_row(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Path) and node.base is None and not node.absolute
