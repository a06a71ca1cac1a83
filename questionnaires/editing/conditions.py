"""Simple conditions as rows of three choices: a question, how it compares, and with what."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.expressions import ExpressionError, Layout, nodes, parse
from questionnaires.expressions.layout import Place
from questionnaires.expressions.values import number_to_text
from questionnaires.model import SELECT_KINDS, SILENT_KINDS

IS, IS_NOT, INCLUDES, LACKS = "is", "is_not", "includes", "lacks"
AT_LEAST, AT_MOST, MORE, LESS = "at_least", "at_most", "more", "less"
ANSWERED, EMPTY = "answered", "empty"
_SIGNS = {IS: "=", IS_NOT: "!=", AT_LEAST: ">=", AT_MOST: "<=", MORE: ">", LESS: "<"}
_OF_SIGN = {sign: name for name, sign in _SIGNS.items()}
_NUMBERS = frozenset({"integer", "decimal", "range", "calculate"})
_MOMENTS = frozenset({"date", "time", "datetime"})


@dataclass(frozen=True)
class Condition:
    """``name`` compares with ``value``; the operator says how."""

    name: str
    operator: str
    value: str = ""


def operators_for(kind: str) -> tuple[str, ...]:
    """How a question of that kind can be compared, the most usual first."""
    if kind in ("select_multiple", "rank"):
        return (INCLUDES, LACKS, ANSWERED, EMPTY)
    if kind == "select_one":
        return (IS, IS_NOT, ANSWERED, EMPTY)
    if kind in _NUMBERS | _MOMENTS:
        return (AT_LEAST, AT_MOST, MORE, LESS, IS, IS_NOT, ANSWERED, EMPTY)
    return (ANSWERED, EMPTY, IS, IS_NOT)


def askable(layout: Layout, before: str = "") -> tuple[Place, ...]:
    """Questions a condition can be about; ``before`` leaves out that place and those inside it."""
    return tuple(
        place
        for place in layout.places.values()
        if place.question is not None
        and place.path != before
        and not (before and place.path.startswith(f"{before}/"))
        and place.kind != "note"
        and (place.kind not in SILENT_KINDS or place.kind == "calculate")
    )


def write(condition: Condition, kind: str) -> str:
    """The condition as an expression."""
    reference = f"${{{condition.name}}}"
    if condition.operator == ANSWERED:
        return f"{reference} != ''"
    if condition.operator == EMPTY:
        return f"{reference} = ''"
    value = condition.value.strip()
    if condition.operator in (INCLUDES, LACKS):
        call = f"selected({reference}, {_quoted(value)})"
        return call if condition.operator == INCLUDES else f"not({call})"
    if kind in _MOMENTS:
        written = f"{'date' if kind == 'date' else 'date-time' if kind == 'datetime' else ''}"
        quoted = f"{written}({_quoted(value)})" if written else _quoted(value)
    else:
        quoted = value if kind in _NUMBERS and _is_number(value) else _quoted(value)
    return f"{reference} {_SIGNS[condition.operator]} {quoted}"


def join(before: str, more: str, word: str = "and") -> str:
    """Two expressions together; what is joined by the other word stands in brackets."""
    if not before.strip():
        return more
    try:
        tree = parse(before).tree
    except ExpressionError:
        return f"{before.strip()} {word} {more}"
    other = isinstance(tree, nodes.Junction) and tree.operator != word
    return f"({before.strip()}) {word} {more}" if other else f"{before.strip()} {word} {more}"


def read(text: str, layout: Layout, near: str = "") -> tuple[str, tuple[Condition, ...]] | None:
    """The joint (``and`` or ``or``) and the conditions; ``None`` where the text says more."""
    if not text.strip():
        return "and", ()
    try:
        tree = parse(text).tree
    except ExpressionError:
        return None
    joint, parts = ("and", (tree,))
    if isinstance(tree, nodes.Junction):
        joint, parts = tree.operator, tree.operands
    found = [_condition(part, layout, near) for part in parts]
    return None if None in found else (joint, tuple(one for one in found if one))


def _condition(node: nodes.Node, layout: Layout, near: str) -> Condition | None:
    match node:
        case nodes.Call(
            name="selected", arguments=(nodes.Reference(name=name), nodes.Text(value=v))
        ):
            place = layout.find(name, near)
            operator = IS if place is not None and place.kind == "select_one" else INCLUDES
            return Condition(name, operator, v)
        case nodes.Call(name="not", arguments=(inner,)):
            found = _condition(inner, layout, near)
            flipped = {IS: IS_NOT, INCLUDES: LACKS, ANSWERED: EMPTY, EMPTY: ANSWERED}
            if found is None or found.operator not in flipped:
                return None
            return Condition(found.name, flipped[found.operator], found.value)
        case nodes.Comparison(operator=sign, left=nodes.Reference(name=name), right=right):
            return _comparison(name, sign, right, layout, near)
        case _:
            return None


def _comparison(
    name: str, sign: str, right: nodes.Node, layout: Layout, near: str
) -> Condition | None:
    place = layout.find(name, near)
    if place is None:
        return None
    match right:
        case nodes.Text(value=""):
            return Condition(name, ANSWERED if sign == "!=" else EMPTY) if sign in "!=" else None
        case nodes.Text(value=value):
            pass
        case nodes.Number(value=number):
            value = number_to_text(number)
        case nodes.Call(name="date" | "date-time", arguments=(nodes.Text(value=value),)):
            pass
        case _:
            return None
    operator = _OF_SIGN.get(sign, "")
    if operator not in operators_for(place.kind) or place.kind in SELECT_KINDS - {"select_one"}:
        return None
    return Condition(name, operator, value)


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
