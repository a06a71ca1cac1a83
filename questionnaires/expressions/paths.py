"""Where a path leads: one place, the instances of a place in repeats, or rows of a list.

As in JavaRosa, a step that leads through a repeat the place itself lies in means the same instance,
unless the step carries a predicate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class _Segment:
    """One named step on the way down from the root, with its predicates."""

    path: str
    predicates: tuple[nodes.Node, ...]


def locate(compiler: Compiler, node: nodes.Node) -> Located | Listed | None:
    """Where a node leads, ``None`` where it is not a path."""
    match node:
        case nodes.Reference():
            return _located(compiler, [], compiler.scope.find(node.name, node.position).path, True)
        case nodes.Filter():
            return _filtered(compiler, node)
        case nodes.Path():
            return _path(compiler, node)
        case nodes.Call(name="current"):
            return _located(compiler, [], compiler.scope.holder, True)
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
    start, segments = "" if path.absolute else scope.here, list[_Segment]()
    if isinstance(base, nodes.Call) and base.name == "current":
        start = scope.holder
    elif isinstance(base, nodes.Filter) and isinstance(base.base, nodes.Reference):
        start = scope.find(base.base.name, base.base.position).path
        segments = [_Segment(start, base.predicates)]
    elif isinstance(base, nodes.Reference):
        start = scope.find(base.name, base.position).path
    elif base is not None:
        raise ExpressionError("unsupported_path", path.position)
    # The first step of an absolute path names the root of the form, whatever it is called.
    steps = path.steps[1:] if path.absolute else path.steps
    target = _follow(scope, start, steps, segments, path.position)
    return _located(compiler, segments, target, from_origin)


def _follow(
    scope: Scope,
    start: str,
    steps: tuple[nodes.Step, ...],
    segments: list[_Segment],
    position: int,
) -> str:
    """The path the steps lead to; steps with predicates are added to ``segments``."""
    target = start
    for step in steps:
        if step.axis == "parent":
            target = target.rpartition("/")[0]
        elif step.axis == "child":
            target = f"{target}/{step.name}" if target else step.name
            if step.name == "*" or target not in scope.layout.places:
                raise ExpressionError("unknown_reference", position, name=target)
        elif step.axis == "attribute":
            raise ExpressionError("unsupported_path", position)
        if step.predicates:
            segments.append(_Segment(target, step.predicates))
    return target


def _filtered(compiler: Compiler, node: nodes.Filter) -> Located | Listed:
    if isinstance(node.base, nodes.Reference):
        target = compiler.scope.find(node.base.name, node.base.position).path
        return _located(compiler, [_Segment(target, node.predicates)], target, True)
    raise ExpressionError("unsupported_path")


def _located(
    compiler: Compiler, segments: list[_Segment], target: str, from_origin: bool
) -> Located:
    """Build the selection of the instances of ``target``."""
    scope = compiler.scope
    place = scope.layout.places.get(target, ROOT)
    from_here = scope.repeats(scope.holder if from_origin else scope.here)
    tests = {
        segment.path: [_predicate(compiler, segment.path, p) for p in segment.predicates]
        for segment in segments
    }
    shared = 0
    for mine, theirs in zip(from_here, place.repeats, strict=False):
        # A repeat named for itself means all its instances, as count(${repeat}) is written.
        whole = theirs == target and target != (scope.holder if from_origin else scope.here)
        if mine != theirs or mine in tests or (whole and not _leads_up(scope, target)):
            break
        shared += 1
    inner = scope.focus != "" and from_origin
    if shared == len(place.repeats) and not tests:
        return Located(place, shared, _fixed(shared, inner), inner)
    return Located(place, None, _expanding(scope, place, shared, tests, inner), inner)


def _leads_up(scope: Scope, target: str) -> bool:
    return scope.here.startswith(target + "/") or scope.here == target


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
        return _passing(c, place, found, last)

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


def _predicate(compiler: Compiler, path: str, predicate: nodes.Node) -> Test:
    return predicate_test(compiler.inside(path, "node"), predicate)


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
