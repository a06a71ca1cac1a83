"""Where a path leads: one place, the instances of a place in repeats, or rows of a list.

As in JavaRosa, a repeat the place itself lies in means the same instance, unless the step carries a
predicate or comes after a ``..`` that left the repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaires.expressions import nodes
from questionnaires.expressions.context import Context, Indices
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.focus import Focus
from questionnaires.expressions.layout import Place, Row
from questionnaires.expressions.scope import Scope
from questionnaires.expressions.values import as_boolean

if TYPE_CHECKING:
    from questionnaires.expressions.closures import Compiler

Test = Callable[[Context], object]
Select = Callable[[Context], list[Indices]]
ROOT = Place("", "group")


@dataclass(frozen=True)
class Located:
    """Nodes of the interview: ``fixed`` leading indices of the place mean one node alone."""

    place: Place
    fixed: int | None
    select: Select
    from_origin: bool


@dataclass(frozen=True)
class Listed:
    """Rows of a choice list or table, and the column read from each."""

    source: str
    column: str
    select: Callable[[Context], list[Row]]


LAST_SAVED = "last-saved#"
"""``${last-saved#name}``, an answer of the interview before: each interview here stands alone."""
NOWHERE = Listed("", "", lambda c: [])
"""A bare name or path without a node is empty, as ``null`` in ``if(${a}, ${b}, null)``."""


@dataclass(frozen=True)
class _Way:
    """A path resolved to a place; repeats above ``anchor`` mean the instance at hand.

    ``segments`` are the places on the way that carry predicates.
    """

    target: str
    anchor: str
    segments: tuple[tuple[str, tuple[nodes.Node, ...]], ...] = ()


def locate(compiler: Compiler, node: nodes.Node) -> Located | Listed | None:
    """Where a node leads, ``None`` where it is not a path."""
    match node:
        case nodes.Reference() if node.name.startswith(LAST_SAVED):
            return NOWHERE
        case nodes.Reference():
            return _located(compiler, _named(compiler.scope, node), True)
        case nodes.Filter():
            return _filtered(compiler, node)
        case nodes.Path():
            return _path(compiler, node)
        case nodes.Call(name="current"):
            return _located(compiler, _Way(compiler.scope.holder, compiler.scope.holder), True)
        case nodes.Call(name="randomize"):
            return locate(compiler, node.arguments[0]) if node.arguments else None
        case nodes.Call(name="indexed-repeat"):
            return _indexed(compiler, node)
        case _:
            return None


def _path(compiler: Compiler, path: nodes.Path) -> Located | Listed:
    base, scope = path.base, compiler.scope
    if base is None and scope.focus == "row" and not path.absolute:
        return _column_of_row(path)
    if isinstance(base, nodes.Call) and base.name == "instance":
        return _listed(compiler, base, path)
    from_origin = base is not None or not scope.focus
    # The first step of an absolute path names the root of the form, whatever it is called.
    steps = path.steps[1:] if path.absolute else path.steps
    way = _follow(scope, _start(scope, path), steps, path.position)
    if way is None:
        return NOWHERE
    if path.absolute or isinstance(base, nodes.Reference):
        way = replace(way, anchor=way.target)
    return _located(compiler, way, from_origin)


def _start(scope: Scope, path: nodes.Path) -> _Way:
    """Where the steps of a path begin."""
    match path.base:
        case None:
            return _Way("", "") if path.absolute else _Way(scope.here, scope.here)
        case nodes.Call(name="current"):
            return _Way(scope.holder, scope.holder)
        case nodes.Reference() as reference:
            return _named(scope, reference)
        case nodes.Filter(base=nodes.Reference() as reference, predicates=predicates):
            way = _named(scope, reference)
            return replace(way, segments=((way.target, predicates),))
        case _:
            raise ExpressionError("unsupported_path", path.position)


def _named(scope: Scope, reference: nodes.Reference) -> _Way:
    """``${name}`` as pyxform writes it for JavaRosa.

    Of a repeat that holds the expression it is this instance alone, but all instances where the
    repeat lies in another one.
    """
    place = scope.find(reference.name, reference.position)
    holds = place.kind == "repeat" and scope.holder.startswith(place.path + "/")
    if holds and len(place.repeats) > 1:
        return _Way(place.path, place.repeats[-2])
    return _Way(place.path, place.path)


def _follow(scope: Scope, start: _Way, steps: tuple[nodes.Step, ...], position: int) -> _Way | None:
    """The way the steps lead, if anything is there."""
    target, anchor, segments = start.target, start.anchor, start.segments
    for step in steps:
        if step.axis == "parent":
            target = target.rpartition("/")[0]
            anchor = target
        elif step.axis == "child":
            target = f"{target}/{step.name}" if target else step.name
            if target not in scope.layout.places:
                return None
        elif step.axis == "attribute":
            raise ExpressionError("unsupported_path", position)
        if step.predicates:
            segments = (*segments, (target, step.predicates))
    return _Way(target, anchor, segments)


def _filtered(compiler: Compiler, node: nodes.Filter) -> Located:
    if isinstance(node.base, nodes.Reference):
        way = _named(compiler.scope, node.base)
        return _located(
            compiler, replace(way, segments=((way.target, node.predicates),)), from_origin=True
        )
    raise ExpressionError("unsupported_path")


def _located(compiler: Compiler, way: _Way, from_origin: bool) -> Located:
    """Build the selection of the instances the way leads to."""
    scope = compiler.scope
    place = scope.layout.places.get(way.target, ROOT)
    from_here = scope.repeats(scope.holder if from_origin else scope.here)
    tests = {
        path: [predicate_test(compiler.inside(path, "node"), one) for one in predicates]
        for path, predicates in way.segments
    }
    shared = 0
    for mine, theirs in zip(from_here, place.repeats, strict=False):
        if mine != theirs or mine in tests or not f"{way.anchor}/".startswith(f"{mine}/"):
            break
        shared += 1
    inner = scope.focus != "" and from_origin
    if shared == len(place.repeats) and not tests:
        return Located(place, shared, _fixed(shared, inner), inner)
    return Located(place, None, _expanding(scope, place, shared, tests, inner), inner)


def _fixed(shared: int, inner: bool) -> Select:
    if inner:
        return lambda c: [c.origin.indices[:shared]]  # pyright: ignore[reportAttributeAccessIssue] -- inside a predicate c is a Focus
    return lambda c: [c.indices[:shared]]


def _expanding(
    scope: Scope, place: Place, shared: int, tests: dict[str, list[Test]], inner: bool
) -> Select:
    """All instances of the repeats below the shared ones, thinned by the predicates."""
    levels = [(scope.layout.places[path], tests.get(path, [])) for path in place.repeats[shared:]]
    last = tests.get(place.path, []) if place.path not in place.repeats else []

    def select(c: Context) -> list[Indices]:
        start = c.origin if inner and isinstance(c, Focus) else c
        found: list[Indices] = [start.indices[:shared]]
        for repeat, level_tests in levels:
            nearer: list[Indices] = []
            for indices in found:
                below = [(*indices, i) for i in range(1, c.count(repeat, indices) + 1)]
                nearer.extend(_passing(c, repeat, below, level_tests))
            found = nearer
        found = _passing(c, place, found, last)
        if place.question is None:
            return found
        return [indices for indices in found if c.status(place, indices) != "not_asked"]

    return select


def _passing(c: Context, place: Place, found: list[Indices], tests: list[Test]) -> list[Indices]:
    for test in tests:
        focus = Focus(c, len(found))
        focus.node = place
        kept: list[Indices] = []
        for focus.position, indices in enumerate(found, 1):
            focus.indices = indices
            if test(focus):
                kept.append(indices)
        found = kept
    return found


def predicate_test(compiler: Compiler, predicate: nodes.Node) -> Test:
    """A predicate as a test; a number means a position."""
    if compiler.gives(predicate) == "boolean":
        return compiler.value(predicate)
    value = compiler.value(predicate)

    def test(c: Context) -> bool:
        result = value(c)
        if isinstance(result, int | float) and not isinstance(result, bool):
            return isinstance(c, Focus) and result == c.position
        return as_boolean(result)

    return test


def _indexed(compiler: Compiler, call: nodes.Call) -> Located:
    """``indexed-repeat(${field}, ${repeat}, index, …)``; an index below one means the first."""
    target = locate(compiler, call.arguments[0])
    if not isinstance(target, Located) or len(call.arguments) % 2 == 0:
        raise ExpressionError("bad_indexed_repeat", call.position)
    place = target.place
    chosen: dict[int, Callable[[Context], float]] = {}
    for repeat, index in zip(call.arguments[1::2], call.arguments[2::2], strict=True):
        found = locate(compiler, repeat)
        if not isinstance(found, Located) or found.place.path not in place.repeats:
            raise ExpressionError("bad_indexed_repeat", call.position)
        chosen[place.repeats.index(found.place.path)] = compiler.number(index)
    depth = len(place.repeats)
    repeats = [compiler.scope.layout.places[path] for path in place.repeats]

    def select(c: Context) -> list[Indices]:
        indices: Indices = ()
        for level in range(depth):
            number = chosen[level](c) if level in chosen else (*c.indices, *([1] * depth))[level]
            indices = (*indices, max(1, int(number)) if number == number else 1)
            if indices[-1] > c.count(repeats[level], indices[:-1]):
                return []
        return [indices]

    return Located(place, None, select, False)


def _column_of_row(path: nodes.Path) -> Listed:
    names = [step.name for step in path.steps if step.axis == "child"]
    if any(step.axis == "parent" for step in path.steps) or len(names) > 1:
        raise ExpressionError("unsupported_path", path.position)

    def select(c: Context) -> list[Row]:
        return [c.row] if isinstance(c, Focus) else []

    return Listed("", names[0] if names else "name", select)


def _listed(compiler: Compiler, base: nodes.Call, path: nodes.Path) -> Listed:
    """``instance('list')/root/item[…]/column``."""
    source = base.arguments[0] if len(base.arguments) == 1 else None
    if not isinstance(source, nodes.Text):
        raise ExpressionError("unsupported_path", path.position)
    layout = compiler.scope.layout
    if layout.rows(source.value) is None:
        raise ExpressionError("unknown_list", path.position, name=source.value)
    predicates = path.steps[1].predicates if len(path.steps) > 1 else ()
    inner = compiler.inside("", "row")
    tests = [predicate_test(inner, predicate) for predicate in predicates]
    column = path.steps[2].name if len(path.steps) > 2 else ""

    def select(c: Context) -> list[Row]:
        return passing_rows(c, list(layout.rows(source.value) or ()), tests)

    return Listed(source.value, column, select)


def passing_rows(c: Context, rows: list[Row], tests: list[Test]) -> list[Row]:
    """The rows that pass every test."""
    for test in tests:
        focus = Focus(c, len(rows))
        kept: list[Row] = []
        for focus.position, focus.row in enumerate(rows, 1):
            if test(focus):
                kept.append(focus.row)
        rows = kept
    return rows
