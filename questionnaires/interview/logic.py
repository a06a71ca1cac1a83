"""One compiled cell of the form: what it gives, what it refers to, and what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from questionnaires.expressions import (
    Context,
    Expression,
    ExpressionError,
    Layout,
    Scope,
    Value,
    as_boolean,
    compile_expression,
    compile_filter,
    parse,
)
from questionnaires.expressions import nodes as syntax
from questionnaires.expressions.functions import FUNCTIONS
from questionnaires.model import Choice

_CALL = re.compile(r"\s*([a-z][\w:-]*)\s*\(")
_SUM = re.compile(r"\s*[-.\d]+\s*[-+*]\s*[.\d]+\s*")


@dataclass(eq=False, slots=True)
class Logic:
    """``uses`` are the static paths whose answers it reads; ``fault`` why it cannot be used."""

    column: str
    text: str
    run: Callable[[Context], Value] | None = None
    offer: Callable[[Context, Sequence[Choice]], list[Choice]] | None = None
    uses: frozenset[str] = frozenset()
    fault: ExpressionError | None = None

    def value(self, context: Context) -> Value:
        """What the expression gives here; ``ExpressionError`` where it cannot."""
        if self.fault is not None or self.run is None:
            raise self.fault or ExpressionError("empty")
        return self.run(context)

    def truth(self, context: Context) -> bool:
        """The same as true or false."""
        return as_boolean(self.value(context))


def compile_logic(column: str, text: str, layout: Layout, here: str) -> Logic | None:
    """The expression of one cell of the form; ``None`` where the cell is empty."""
    if not text.strip():
        return None
    logic = Logic(column, text)
    scope = Scope(layout, here)
    try:
        expression = parse(text)
        logic.uses = frozenset(_used(expression, layout, here)) - {here}
        if column == "choice_filter":
            logic.offer = compile_filter(expression, scope)
        else:
            logic.run = compile_expression(expression, scope)
    except ExpressionError as fault:
        logic.fault = fault
    return logic


def _used(expression: Expression, layout: Layout, here: str) -> list[str]:
    """The places it names; a relative path counts for every place its last step may mean."""
    used = [place.path for name in expression.references if (place := layout.find(name, here))]
    for node in syntax.walk(expression.tree):
        if isinstance(node, syntax.Path):
            for step in node.steps:
                used.extend(place.path for place in layout.names.get(step.name, ()))
    return used


def is_dynamic(default: str, kind: str) -> bool:
    """Whether a default is an expression; plain words, dates and numbers are values."""
    if "${" in default:
        return True
    call = _CALL.match(default)
    if call is not None and default.rstrip().endswith(")"):
        return call.group(1) in FUNCTIONS
    return kind in ("integer", "decimal") and _SUM.fullmatch(default) is not None
