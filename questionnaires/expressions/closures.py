"""Turning a parsed expression into Python closures for one interview.

Each node becomes a function of the context; where the kind of a node is known beforehand (truth,
number, text), a shorter function is built for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from questionnaires.expressions import forms, nodes
from questionnaires.expressions.context import Context, Indices
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.expression import Expression
from questionnaires.expressions.functions import FUNCTIONS, Function, nearest
from questionnaires.expressions.layout import Place
from questionnaires.expressions.numeric import divide, remainder
from questionnaires.expressions.paths import (
    Listed,
    Located,
    Test,
    locate,
)
from questionnaires.expressions.scope import Scope
from questionnaires.expressions.values import (
    MOMENT_KINDS,
    NUMBER_KINDS,
    TOLERANCE,
    Value,
    as_boolean,
    as_number,
    as_text,
    equal,
    from_answer,
)

Closure = Callable[[Context], Value]
_SELF = nodes.Path(None, False, (nodes.Step("self", ""),), 0)


def compile_expression(expression: Expression, scope: Scope) -> Closure:
    """A function of the context that gives the value of the expression.

    Unknown names and functions raise ``ExpressionError`` here, values that cannot be used (a field
    of a repeat without an index, a text that is no date) when the function is called.
    """
    return Compiler(scope).value(expression.tree)


def compile_condition(expression: Expression, scope: Scope) -> Callable[[Context], bool]:
    """The same, as true or false."""
    return Compiler(scope).condition(expression.tree)


class Compiler:
    """Compiles the nodes of one expression in one scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def inside(self, here: str, focus: str) -> Compiler:
        """The compiler for a predicate."""
        return Compiler(self.scope.inside(here, focus))

    def gives(self, node: nodes.Node) -> str:
        """The kind of value a node always has: boolean, number, text, or any."""
        match node:
            case nodes.Number() | nodes.Chain() | nodes.Negation():
                return "number"
            case nodes.Text():
                return "text"
            case nodes.Junction() | nodes.Comparison():
                return "boolean"
            case nodes.Call() if node.name in FUNCTIONS:
                return FUNCTIONS[node.name].gives
            case _:
                return "any"

    def value(self, node: nodes.Node) -> Closure:
        """The node as a function that gives its value."""
        match node:
            case nodes.Number() | nodes.Text():
                return constant(node.value)
            case nodes.Junction():
                return self._junction(node)
            case nodes.Comparison():
                return self._comparison(node)
            case nodes.Chain():
                return self._chain(node)
            case nodes.Negation():
                operand = self.number(node.operand)
                return lambda c: -operand(c)
            case nodes.Call():
                return self._call(node)
            case _:
                return self._path(node)

    def condition(self, node: nodes.Node) -> Callable[[Context], bool]:
        """The node as truth."""
        value = self.value(node)
        if self.gives(node) == "boolean":
            return value  # pyright: ignore[reportReturnType] -- gives() promises a bool
        return lambda c: as_boolean(value(c))

    def number(self, node: nodes.Node) -> Callable[[Context], float]:
        """The node as a number."""
        if isinstance(node, nodes.Number):
            plain = node.value
            return lambda c: plain
        value = self.value(node)

        def read(c: Context) -> float:
            result = value(c)
            return result if result.__class__ is float else as_number(result)  # pyright: ignore[reportReturnType] -- narrowed by class

        return read

    def text(self, node: nodes.Node) -> Callable[[Context], str]:
        """The node as text."""
        value = self.value(node)
        if self.gives(node) == "text":
            return value  # pyright: ignore[reportReturnType] -- gives() promises a str
        return lambda c: as_text(value(c))

    def many(self, node: nodes.Node) -> Callable[[Context], list[Value]]:
        """The values of a node-set, or the single value of anything else."""
        if isinstance(node, nodes.Union):
            found = [self.many(operand) for operand in node.operands]
            return lambda c: [value for operand in found for value in operand(c)]
        where = locate(self, node)
        if where is None:
            value = self.value(node)
            return lambda c: [value(c)]
        if isinstance(where, Listed):
            return self._column(where)
        return self._instances(where)

    def _instances(self, where: Located) -> Callable[[Context], list[Value]]:
        place, select = where.place, where.select
        reader, kind, zone = self.scope, place.kind, self.scope.zone
        if where.fixed is not None and reader.here == place.path:
            own = self.own_value()
            return lambda c: [own(c)]
        return lambda c: [from_answer(c.read(place, i), kind, zone) for i in select(c)]

    def _column(self, where: Listed) -> Callable[[Context], list[Value]]:
        select, column, source, layout = (
            where.select,
            where.column,
            where.source,
            self.scope.layout,
        )
        if column == "label" and source:
            return lambda c: [
                layout.label(source, row.get("name", ""), c.language) for row in select(c)
            ]
        return lambda c: [row.get(column, "") for row in select(c)]

    def _path(self, node: nodes.Node) -> Closure:
        if self.scope.focus == "row" and isinstance(node, nodes.Path) and node.base is None:
            where = locate(self, node)
            if isinstance(where, Listed):
                column = where.column
                return lambda c: c.row.get(column, "")  # pyright: ignore[reportAttributeAccessIssue] -- inside a row predicate c is a Focus
        where = None if isinstance(node, nodes.Union) else locate(self, node)
        if isinstance(where, Located) and where.fixed is not None:
            return self._single(where)
        return single(self.many(node), getattr(node, "position", -1))

    def _single(self, where: Located) -> Closure:
        """The one node a path leads to, by the shortest way."""
        place = where.place
        if where.from_origin:
            many = self._instances(where)
            return lambda c: many(c)[0]
        if place.path == self.scope.here:
            return self.own_value()
        return reader(place, where.fixed or 0, self.scope)

    def own_value(self) -> Closure:
        """``.``: in a constraint the candidate."""
        place, zone = self.scope.place, self.scope.zone
        kind = "" if place is None else place.kind
        return lambda c: from_answer(c.current(), kind, zone)

    def _junction(self, node: nodes.Junction) -> Closure:
        tests = tuple(self.condition(operand) for operand in node.operands)
        if len(tests) == 2:
            first, second = tests
            if node.operator == "and":
                return lambda c: first(c) and second(c)
            return lambda c: first(c) or second(c)
        return _every(tests) if node.operator == "and" else _some(tests)

    def _comparison(self, node: nodes.Comparison) -> Closure:
        if node.operator in ("=", "!="):
            return self._equality(node)
        left, right = self.number(node.left), self.number(node.right)
        if isinstance(node.right, nodes.Number):
            return _against(node.operator, left, node.right.value)
        match node.operator:
            case "<":
                return lambda c: left(c) < right(c)
            case "<=":
                return lambda c: left(c) <= right(c)
            case ">":
                return lambda c: left(c) > right(c)
            case _:
                return lambda c: left(c) >= right(c)

    def _equality(self, node: nodes.Comparison) -> Closure:
        same = node.operator == "="
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(one, nodes.Text):
                return _equals_text(self.value(other), one.value, same)
            if isinstance(one, nodes.Number) and self.gives(other) != "boolean":
                return _equals_number(self.value(other), one.value, same)
        left, right = self.value(node.left), self.value(node.right)
        return lambda c: equal(left(c), right(c)) is same

    def _chain(self, node: nodes.Chain) -> Closure:
        first = self.number(node.first)
        if len(node.rest) == 1:
            return _pair(node.rest[0][0], first, self.number(node.rest[0][1]))
        rest = tuple((operator, self.number(operand)) for operator, operand in node.rest)
        steps = tuple((_ARITHMETIC[operator], operand) for operator, operand in rest)

        def run(c: Context) -> float:
            result = first(c)
            for step, operand in steps:
                result = step(result, operand(c))
            return result

        return run

    def _call(self, call: nodes.Call) -> Closure:
        function = FUNCTIONS.get(call.name)
        if function is None:
            raise ExpressionError(
                "unknown_function", call.position, name=call.name, nearest=nearest(call.name)
            )
        if not function.least <= len(call.arguments) <= function.most:
            raise ExpressionError(
                "wrong_argument_count",
                call.position,
                name=call.name,
                found=len(call.arguments),
                least=function.least,
                most=function.most,
            )
        form = forms.FORMS.get(call.name)
        if form is not None:
            return form(self, call)
        return self._applied(function, call.arguments or ((_SELF,) * (call.name in _ON_SELF)))

    def _applied(self, function: Function, arguments: tuple[nodes.Node, ...]) -> Closure:
        apply = function.apply
        if apply is None:
            raise ExpressionError("unsupported_function", name=function.name)
        if function.wants:
            apply = partial(apply, self.scope.zone)
        if function.wants == "language":
            inner = apply
            values = tuple(self.value(argument) for argument in arguments)
            return lambda c: inner(c.language, *[value(c) for value in values])
        if function.spreads:
            return spreading(apply, tuple(self.many(argument) for argument in arguments))
        return applying(apply, tuple(self.value(argument) for argument in arguments))


_ON_SELF = frozenset({"string-length", "normalize-space"})
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "div": divide,
    "mod": remainder,
}


def constant(value: Value) -> Closure:
    """Always the same value."""
    return lambda c: value


def applying(apply: Callable[..., Value], values: tuple[Closure, ...]) -> Closure:
    """Call a function with the values of its arguments."""
    if not values:
        return lambda c: apply()
    if len(values) == 1:
        (only,) = values
        return lambda c: apply(only(c))
    if len(values) == 2:
        first, second = values
        return lambda c: apply(first(c), second(c))
    return lambda c: apply(*[value(c) for value in values])


def spreading(
    apply: Callable[..., Value], lists: tuple[Callable[[Context], list[Value]], ...]
) -> Closure:
    """Call a function with all values of the node-sets among its arguments."""
    return lambda c: apply(*[value for values in lists for value in values(c)])


def single(many: Callable[[Context], list[Value]], position: int) -> Closure:
    """The one value of a node-set, empty where it has none; several are an error."""

    def read(c: Context) -> Value:
        values = many(c)
        if len(values) > 1:
            raise ExpressionError("more_than_one", position)
        return values[0] if values else ""

    return read


def reader(place: Place, shared: int, scope: Scope) -> Closure:
    """Read one answer as a value, with short cuts for the usual kinds."""
    kind, zone = place.kind, scope.zone
    none: Indices = ()
    if kind in NUMBER_KINDS or kind in MOMENT_KINDS:
        if shared:
            return lambda c: from_answer(c.read(place, c.indices[:shared]), kind, zone)
        return lambda c: from_answer(c.read(place, none), kind, zone)

    def read(c: Context) -> Value:
        answer = c.read(place, c.indices[:shared] if shared else none)
        return answer if answer.__class__ is str else from_answer(answer, kind)  # pyright: ignore[reportReturnType] -- narrowed by class

    return read


def _every(tests: tuple[Test, ...]) -> Closure:
    def run(c: Context) -> bool:
        for test in tests:  # noqa: SIM110 -- a generator would cost a microsecond
            if not test(c):
                return False
        return True

    return run


def _some(tests: tuple[Test, ...]) -> Closure:
    def run(c: Context) -> bool:
        for test in tests:  # noqa: SIM110 -- a generator would cost a microsecond
            if test(c):
                return True
        return False

    return run


def _against(operator: str, left: Callable[[Context], float], bound: float) -> Closure:
    match operator:
        case "<":
            return lambda c: left(c) < bound
        case "<=":
            return lambda c: left(c) <= bound
        case ">":
            return lambda c: left(c) > bound
        case _:
            return lambda c: left(c) >= bound


def _equals_text(value: Closure, text: str, same: bool) -> Closure:
    def run(c: Context) -> bool:
        found = value(c)
        if found.__class__ is str:
            return (found == text) is same
        return equal(found, text) is same

    return run


def _equals_number(value: Closure, wanted: float, same: bool) -> Closure:
    def run(c: Context) -> bool:
        found = value(c)
        if found.__class__ is bool:
            return equal(found, wanted) is same
        return (abs(as_number(found) - wanted) < TOLERANCE) is same

    return run


def _pair(
    operator: str, left: Callable[[Context], float], right: Callable[[Context], float]
) -> Closure:
    match operator:
        case "+":
            return lambda c: left(c) + right(c)
        case "-":
            return lambda c: left(c) - right(c)
        case "*":
            return lambda c: left(c) * right(c)
        case "div":
            return lambda c: divide(left(c), right(c))
        case _:
            return lambda c: remainder(left(c), right(c))
