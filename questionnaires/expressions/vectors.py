"""Evaluating an expression over a wide table, with the results it has interview by interview.

The pure part of the language runs on arrays. What looks at the interview itself (``once``,
``position``, paths, labels) is evaluated by the closures, once for each combination of answers that
occurs, or row by row where a function does not give the same result twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from questionnaires.expressions import nodes
from questionnaires.expressions.closures import compile_expression
from questionnaires.expressions.context import AnswerContext
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.expression import Expression
from questionnaires.expressions.functions import FUNCTIONS, Function
from questionnaires.expressions.paths import LAST_SAVED
from questionnaires.expressions.scope import Scope
from questionnaires.expressions.values import Answer, Special, Value, is_empty

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from questionnaires.expressions.arrays import Vector

VOLATILE = frozenset({"random", "uuid"})


class _NotPureError(Exception):
    """A part of the expression needs the closures."""


def evaluate_frame(
    expression: Expression,
    frame: pd.DataFrame,
    schema: Scope,
    *,
    language: str = "",
    now: datetime | None = None,
) -> NDArray[Any]:
    """The values of an expression, one for each row of the table.

    Columns carry the names of questions; an answer that is missing or special is NA (why it is so
    may stand in a column ``name__status``). Truths come as booleans, numbers as floats with NaN
    for what is empty, anything else as objects. For many expressions over one table keep a
    ``FrameEvaluator``.
    """
    return FrameEvaluator(frame, schema, language=language, now=now).evaluate(expression)


class FrameEvaluator:
    """Evaluates expressions over one table, reading each column once."""

    def __init__(
        self,
        frame: pd.DataFrame,
        schema: Scope,
        *,
        language: str = "",
        now: datetime | None = None,
    ) -> None:
        from questionnaires.expressions.columns import Columns

        self.schema = schema
        self.columns = Columns(frame, schema.zone)
        self.language = language
        self.now = now or datetime.now()

    def evaluate(self, expression: Expression) -> NDArray[Any]:
        """One value for each row."""
        import numpy as np

        from questionnaires.expressions import arrays

        # Compiling first names unknown questions and functions, whichever way is taken.
        closure = compile_expression(expression, self.schema)
        with np.errstate(all="ignore"):
            try:
                vector = self._vector(expression.tree)
            except (_NotPureError, ExpressionError):
                # A value that cannot be used may lie in a branch that no row takes.
                vector = self._by_closure(expression, closure)
            return arrays.to_array(vector, self.columns.rows)

    def _by_closure(self, expression: Expression, closure: Callable[..., Value]) -> Vector:
        import numpy as np

        from questionnaires.expressions import arrays

        places = [self.schema.find(name) for name in expression.references]
        coded = [self.columns.answers(place) for place in places]
        row_codes = arrays.Coded(np.arange(self.columns.rows), range(self.columns.rows))
        parts = [arrays.Coded(codes, range(len(answers))) for codes, answers in coded]
        if VOLATILE & set(expression.functions) or not parts:
            parts.append(row_codes)
        codes, combinations = arrays.combine(parts)
        paths = [place.path for place in places]
        results: list[Value] = []
        for combination in combinations:
            answers: dict[str, Answer | Special] = {
                path: found[1][int(code)]  # pyright: ignore[reportArgumentType] -- codes are whole numbers
                for path, found, code in zip(paths, coded, combination, strict=False)
            }
            context = AnswerContext(answers, language=self.language, now=self.now)
            results.append(closure(context))
        return arrays.simplify(arrays.Coded(codes, results))

    def _vector(self, node: nodes.Node) -> Vector:
        from questionnaires.expressions import arrays

        match node:
            case nodes.Number() | nodes.Text():
                return arrays.Constant(node.value)
            case nodes.Reference():
                return self._column(node)
            case nodes.Junction():
                return self._junction(node)
            case nodes.Comparison():
                return self._comparison(node)
            case nodes.Chain():
                return self._chain(node)
            case nodes.Negation():
                return arrays.numbers(-arrays.as_floats(self._vector(node.operand)))
            case nodes.Call():
                return self._call(node)
            case _:
                raise _NotPureError

    def _column(self, node: nodes.Reference) -> Vector:
        place = self.schema.find(node.name, node.position)
        if node.name.startswith(LAST_SAVED):
            raise _NotPureError
        if place.repeats or place.path == self.schema.here:
            raise _NotPureError
        return self.columns.vector(place)

    def _junction(self, node: nodes.Junction) -> Vector:
        import numpy as np

        from questionnaires.expressions import arrays

        join = np.logical_and if node.operator == "and" else np.logical_or
        result = arrays.as_bools(self._vector(node.operands[0]))
        for operand in node.operands[1:]:
            result = join(result, arrays.as_bools(self._vector(operand)))
        return arrays.truths(result)

    def _comparison(self, node: nodes.Comparison) -> Vector:
        import numpy as np

        from questionnaires.expressions import arrays

        left, right = self._vector(node.left), self._vector(node.right)
        if node.operator == "=":
            return arrays.equality(left, right)
        if node.operator == "!=":
            return arrays.truths(np.logical_not(arrays.as_bools(arrays.equality(left, right))))
        compare = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}
        return arrays.truths(
            compare[node.operator](arrays.as_floats(left), arrays.as_floats(right))
        )

    def _chain(self, node: nodes.Chain) -> Vector:
        import numpy as np

        from questionnaires.expressions import arrays

        steps: dict[str, Callable[..., Any]] = {
            "+": np.add,
            "-": np.subtract,
            "*": np.multiply,
            "div": np.divide,
            "mod": np.fmod,
        }
        result = arrays.as_floats(self._vector(node.first))
        for operator, operand in node.rest:
            result = steps[operator](result, arrays.as_floats(self._vector(operand)))
        return arrays.numbers(result)

    def _call(self, call: nodes.Call) -> Vector:
        from questionnaires.expressions import arrays

        match call.name:
            case "if":
                test = arrays.as_bools(self._vector(call.arguments[0]))
                return arrays.choose(test, *map(self._vector, call.arguments[1:]))
            case "coalesce":
                return arrays.apply(_first_filled, [self._vector(a) for a in call.arguments])
            case "selected" | "is-selected":
                return self._applied(FUNCTIONS[call.name], call.arguments)
            case "not":
                return self._comparison(
                    nodes.Comparison("=", nodes.Call("boolean", call.arguments, 0), _FALSE)
                )
            case "today":
                return arrays.Constant(self.now.date())
            case "now":
                return arrays.Constant(self.now)
            case "status" if isinstance(call.arguments[0], nodes.Reference):
                return self.columns.statuses(self.schema.find(call.arguments[0].name))
            case _:
                return self._applied(FUNCTIONS[call.name], call.arguments)

    def _applied(self, function: Function, arguments: tuple[nodes.Node, ...]) -> Vector:
        from questionnaires.expressions import arrays

        if function.apply is None or len(arguments) < max(1, function.least):
            if function.apply is not None and function.most == 0:
                return arrays.Constant(function.apply())
            raise _NotPureError
        apply = function.apply
        if function.wants:
            apply = partial(apply, self.schema.zone)
        if function.wants == "language":
            apply = partial(apply, self.language)
        vectors = [self._vector(argument) for argument in arguments]
        return _SHORT.get(function.name, arrays.apply)(apply, vectors)


_FALSE = nodes.Call("false", (), 0)


def _first_filled(*values: Value) -> Value:
    return next((value for value in values if not is_empty(value)), values[-1])


def _as_number(apply: Callable[..., Value], vectors: list[Vector]) -> Vector:
    from questionnaires.expressions import arrays

    return arrays.numbers(arrays.as_floats(vectors[0]))


def _as_boolean(apply: Callable[..., Value], vectors: list[Vector]) -> Vector:
    from questionnaires.expressions import arrays

    return arrays.truths(arrays.as_bools(vectors[0]))


def _extreme(name: str) -> Callable[[Callable[..., Value], list[Vector]], Vector]:
    def run(apply: Callable[..., Value], vectors: list[Vector]) -> Vector:
        import numpy as np

        from questionnaires.expressions import arrays

        pick: Callable[..., Any] = np.fmin if name == "min" else np.fmax
        result = arrays.as_floats(vectors[0])
        for vector in vectors[1:]:
            result = pick(result, arrays.as_floats(vector))
        return arrays.numbers(result)

    return run


def _whole(name: str) -> Callable[[Callable[..., Value], list[Vector]], Vector]:
    def run(apply: Callable[..., Value], vectors: list[Vector]) -> Vector:
        import numpy as np

        from questionnaires.expressions import arrays

        steps: dict[str, Callable[..., Any]] = {
            "int": np.trunc,
            "floor": np.floor,
            "ceiling": np.ceil,
            "abs": np.fabs,
        }
        return arrays.numbers(steps[name](arrays.as_floats(vectors[0])))

    return run


_SHORT: dict[str, Callable[[Callable[..., Value], list[Vector]], Vector]] = {
    "number": _as_number,
    "boolean": _as_boolean,
    "min": _extreme("min"),
    "max": _extreme("max"),
    "int": _whole("int"),
    "floor": _whole("floor"),
    "ceiling": _whole("ceiling"),
    "abs": _whole("abs"),
}
