"""Functions that look at the interview or at their arguments' syntax, each compiled its own way."""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from questionnaires.expressions import nodes, numeric
from questionnaires.expressions.context import Context
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.focus import Focus
from questionnaires.expressions.layout import Place
from questionnaires.expressions.paths import Located, locate
from questionnaires.expressions.textual import codes_of, join, selected
from questionnaires.expressions.values import (
    Value,
    as_number,
    from_answer,
    is_empty,
)

if TYPE_CHECKING:
    from questionnaires.expressions.closures import Closure, Compiler

_QUOTED = re.compile(r"\s*\$\{\s*([^}]+?)\s*\}\s*$")


def _if(compiler: Compiler, call: nodes.Call) -> Closure:
    test = compiler.condition(call.arguments[0])
    then, otherwise = compiler.value(call.arguments[1]), compiler.value(call.arguments[2])
    return lambda c: then(c) if test(c) else otherwise(c)


def _coalesce(compiler: Compiler, call: nodes.Call) -> Closure:
    values = tuple(compiler.value(argument) for argument in call.arguments)

    def run(c: Context) -> Value:
        result: Value = ""
        for value in values:
            result = value(c)
            if not is_empty(result):
                break
        return result

    return run


def _selected(compiler: Compiler, call: nodes.Call) -> Closure:
    """With a plain code and a question, the answer's own list is searched."""
    where, code = call.arguments
    value, wanted = compiler.value(where), compiler.value(code)
    found = locate(compiler, where) if isinstance(where, nodes.Reference | nodes.Path) else None
    if (
        not isinstance(code, nodes.Text)
        or code.value.split() != [code.value]
        or not isinstance(found, Located)
        or not _readable(compiler, found)
    ):
        return lambda c: selected(value(c), wanted(c))
    return _among(found.place, found.fixed or 0, code.value)


def _readable(compiler: Compiler, found: Located) -> bool:
    return (
        found.fixed is not None
        and not found.from_origin
        and found.place.path != compiler.scope.here
        and found.place.kind in ("select_one", "select_multiple", "rank", "calculate", "text")
    )


def _among(place: Place, shared: int, code: str) -> Closure:
    none = ()

    def run(c: Context) -> bool:
        answer = c.read(place, c.indices[:shared] if shared else none)
        if answer.__class__ is list:
            return code in answer  # pyright: ignore[reportOperatorIssue] -- narrowed by class
        if answer.__class__ is str:
            return answer == code or f" {code} " in f" {answer} "
        return selected(from_answer(answer, place.kind), code)

    return run


def _once(compiler: Compiler, call: nodes.Call) -> Closure:
    """The stored value of the question itself, once there is one."""
    value, place, zone = (
        compiler.value(call.arguments[0]),
        compiler.scope.place,
        compiler.scope.zone,
    )
    if place is None:
        return value

    def run(c: Context) -> Value:
        stored = from_answer(c.read(place, c.indices), place.kind, zone)
        return value(c) if stored == "" else stored

    return run


def _first(compiler: Compiler, call: nodes.Call) -> Closure:
    return compiler.value(call.arguments[0])


def _node_set(compiler: Compiler, node: nodes.Node) -> Callable[[Context], list[object]]:
    """The nodes or rows a path leads to; of a union those of all its paths."""
    if isinstance(node, nodes.Union):
        several = [_node_set(compiler, operand) for operand in node.operands]
        return lambda c: [found for one in several for found in one(c)]
    where = locate(compiler, node)
    if where is None:
        raise ExpressionError("not_a_nodeset", getattr(node, "position", -1))
    select: Callable[[Context], list[object]] = where.select  # pyright: ignore[reportAssignmentType] -- only the length matters
    return select


def _count(compiler: Compiler, call: nodes.Call) -> Closure:
    select = _node_set(compiler, call.arguments[0])
    return lambda c: len(select(c))


def _count_filled(compiler: Compiler, call: nodes.Call) -> Closure:
    values = compiler.many(call.arguments[0])
    return lambda c: numeric.how_many_filled(*values(c))


def _position(compiler: Compiler, call: nodes.Call) -> Closure:
    """In a predicate the candidate's; else that of the innermost repeat the argument lies in."""
    scope = compiler.scope
    if not call.arguments:
        if scope.focus:
            return lambda c: c.position if isinstance(c, Focus) else 1
        place = scope.place
        own = place is not None and place.kind == "repeat"
        return (lambda c: c.indices[-1]) if own else (lambda c: 1)
    where = locate(compiler, call.arguments[0])
    if not isinstance(where, Located):
        raise ExpressionError("not_a_nodeset", call.position)
    select, is_repeat = where.select, where.place.kind == "repeat"

    def run(c: Context) -> Value:
        found = select(c)
        if not found:
            return 0
        return found[0][-1] if is_repeat and found[0] else 1

    return run


def _index(compiler: Compiler, call: nodes.Call) -> Closure:
    """SurveyCTO: the position of this instance of the innermost repeat."""
    if call.arguments:
        return _position(compiler, call)
    return lambda c: c.indices[-1] if c.indices else 1


def _last(compiler: Compiler, call: nodes.Call) -> Closure:
    return lambda c: c.size if isinstance(c, Focus) else 1


def _own_path(compiler: Compiler, call: nodes.Call) -> Closure:
    return compiler.value(nodes.Path(call, False, (nodes.Step("self", ""),), call.position))


def _unusable(compiler: Compiler, call: nodes.Call) -> Closure:
    raise ExpressionError("not_a_value", call.position, name=call.name)


def _nodes_value(compiler: Compiler, call: nodes.Call) -> Closure:
    many = compiler.many(call)

    def run(c: Context) -> Value:
        values = many(c)
        return values[0] if values else ""

    return run


def _rank_index(compiler: Compiler, call: nodes.Call) -> Closure:
    """SurveyCTO: the rank of one instance's value among all instances, largest first."""
    which, values = compiler.number(call.arguments[0]), compiler.many(call.arguments[1])

    def run(c: Context) -> Value:
        numbers = [as_number(value) for value in values(c)]
        place = which(c)
        if not 1 <= place <= len(numbers):
            return numeric.NAN
        return 1 + sum(number > numbers[int(place) - 1] for number in numbers)

    return run


def _conditional(apply: Callable[..., Value], least: int = 0) -> Form:
    """``sum-if(${field}, condition)``: the condition is read in each instance of the repeat."""

    def build(compiler: Compiler, call: nodes.Call) -> Closure:
        field, test_node = call.arguments[least], call.arguments[least + 1]
        where = locate(compiler, field)
        if not isinstance(where, Located):
            raise ExpressionError("not_a_nodeset", call.position)
        place, zone, select = where.place, compiler.scope.zone, where.select
        before = [compiler.value(argument) for argument in call.arguments[:least]]
        test = type(compiler)(compiler.scope.at(place.path)).condition(test_node)

        def run(c: Context) -> Value:
            focus, kept = Focus(c, 0), list[Value]()
            for focus.indices in select(c):
                if test(focus):
                    kept.append(from_answer(c.read(place, focus.indices), place.kind, zone))
            return apply(*[value(c) for value in before], *kept)

        return run

    return build


def _pulldata(compiler: Compiler, call: nodes.Call) -> Closure:
    """``pulldata('file', 'column', 'key column', key)`` over an attached CSV file."""
    texts = [compiler.text(argument) for argument in call.arguments]
    layout = compiler.scope.layout
    if len(texts) == 3:  # the form with a whole XPath query needs a server-made table
        raise ExpressionError("wrong_argument_count", call.position, name="pulldata", found=3,
                              least=4, most=4)  # fmt: skip

    def run(c: Context) -> Value:
        file, column, key_column, key = (text(c) for text in texts)
        row = layout.look_up(file, key_column, key)
        return "" if row is None else row.get(column, "")

    return run


def _choice_name(compiler: Compiler, call: nodes.Call) -> Closure:
    """``jr:choice-name(code, '${question}')``: the label of a choice."""
    return _labelled(compiler, call, call.arguments[1], call.arguments[0])


def _choice_label(compiler: Compiler, call: nodes.Call) -> Closure:
    """SurveyCTO: ``choice-label(${question}, code)``."""
    return _labelled(compiler, call, call.arguments[0], call.arguments[1])


def _labelled(
    compiler: Compiler, call: nodes.Call, which: nodes.Node, code_node: nodes.Node
) -> Closure:
    place, code = _named(compiler, which, call.position), compiler.value(code_node)
    layout, list_name = compiler.scope.layout, place.list_name

    def run(c: Context) -> Value:
        codes = codes_of(code(c))
        return ", ".join(layout.label(list_name, one, c.language) or one for one in codes)

    return run


def _named(compiler: Compiler, node: nodes.Node, position: int) -> Place:
    """The question a reference, a path, or either of them in quotes means."""
    if isinstance(node, nodes.Text):
        quoted = _QUOTED.match(node.value)
        name = quoted.group(1) if quoted else node.value.strip().rpartition("/")[2]
        return compiler.scope.find(name, position)
    where = locate(compiler, node)
    if not isinstance(where, Located):
        raise ExpressionError("not_a_question", position)
    return where.place


def _today(compiler: Compiler, call: nodes.Call) -> Closure:
    return lambda c: c.now.date()


def _now(compiler: Compiler, call: nodes.Call) -> Closure:
    return lambda c: c.now


def _random(compiler: Compiler, call: nodes.Call) -> Closure:
    return lambda c: random.random()


def _uuid(compiler: Compiler, call: nodes.Call) -> Closure:
    if not call.arguments:
        return lambda c: str(uuid.uuid4())
    length = compiler.number(call.arguments[0])
    return lambda c: "".join(random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=int(length(c))))


def _fact(name: str) -> Form:
    return lambda compiler, call: lambda c: c.fact(name)


def _property(compiler: Compiler, call: nodes.Call) -> Closure:
    name = compiler.text(call.arguments[0])
    return lambda c: c.fact(name(c))


def _never(compiler: Compiler, call: nodes.Call) -> Closure:
    return lambda c: False


def _status(compiler: Compiler, call: nodes.Call) -> Closure:
    place, read = _status_reader(compiler, call)
    return read if place else _unusable(compiler, call)


def _relevant(compiler: Compiler, call: nodes.Call) -> Closure:
    _, read = _status_reader(compiler, call)
    return lambda c: read(c) != "not_asked"


def _status_reader(compiler: Compiler, call: nodes.Call) -> tuple[Place, Callable[[Context], str]]:
    where = locate(compiler, call.arguments[0])
    if not isinstance(where, Located):
        raise ExpressionError("not_a_question", call.position)
    place, select = where.place, where.select

    def read(c: Context) -> str:
        found = select(c)
        return c.status(place, found[0]) if found else "not_asked"

    return place, read


Form = Callable[["Compiler", nodes.Call], "Closure"]
FORMS: dict[str, Form] = {
    "if": _if,
    "coalesce": _coalesce,
    "selected": _selected,
    "is-selected": _selected,
    "once": _once,
    "depend": _first,
    "count": _count,
    "count-non-empty": _count_filled,
    "position": _position,
    "index": _index,
    "last": _last,
    "current": _own_path,
    "instance": _unusable,
    "randomize": _nodes_value,
    "indexed-repeat": _nodes_value,
    "rank-index": _rank_index,
    "sum-if": _conditional(numeric.total),
    "min-if": _conditional(numeric.smallest),
    "max-if": _conditional(numeric.largest),
    "count-if": _conditional(numeric.how_many),
    "join-if": _conditional(join, 1),
    "pulldata": _pulldata,
    "jr:choice-name": _choice_name,
    "choice-label": _choice_label,
    "today": _today,
    "now": _now,
    "random": _random,
    "uuid": _uuid,
    "version": _fact("version"),
    "property": _property,
    "username": _fact("username"),
    "device-info": _fact("device-info"),
    "duration": _fact("duration"),
    "collect-is-phone-app": _never,
    "relevant": _relevant,
    "status": _status,
}
