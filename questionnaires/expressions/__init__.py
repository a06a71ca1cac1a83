"""The expression language of questionnaires, indicators and checks, as JavaRosa reads it."""

from questionnaires.expressions.closures import (
    compile_condition,
    compile_expression,
)
from questionnaires.expressions.context import AnswerContext, Context
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.expression import Expression
from questionnaires.expressions.filters import compile_filter
from questionnaires.expressions.layout import Layout, Place
from questionnaires.expressions.parser import parse
from questionnaires.expressions.scope import Scope
from questionnaires.expressions.values import (
    Answer,
    Special,
    Value,
    as_boolean,
    as_number,
    as_text,
    from_answer,
    to_answer,
)

__all__ = [
    "Answer",
    "AnswerContext",
    "Context",
    "Expression",
    "ExpressionError",
    "Layout",
    "Place",
    "Scope",
    "Special",
    "Value",
    "as_boolean",
    "as_number",
    "as_text",
    "compile_condition",
    "compile_expression",
    "compile_filter",
    "from_answer",
    "parse",
    "to_answer",
]
