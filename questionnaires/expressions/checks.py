"""What is wrong with an expression where it stands: every finding at once, none worded here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from questionnaires.expressions import nodes
from questionnaires.expressions.closures import Compiler, compile_expression
from questionnaires.expressions.dependencies import outer_paths
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.expression import Expression
from questionnaires.expressions.filters import compile_filter
from questionnaires.expressions.functions import FUNCTIONS, nearest
from questionnaires.expressions.layout import Layout, Place
from questionnaires.expressions.lexer import Token
from questionnaires.expressions.mending import Spelling, read_spelling
from questionnaires.expressions.paths import NOWHERE, Located, locate
from questionnaires.expressions.scope import Scope
from questionnaires.findings import Finding
from questionnaires.findings import Place as Spot
from questionnaires.model import Questionnaire

_LONG_LIST = 500
"""Of longer lists, the nearest code is not looked for."""
_PLURAL = frozenset({"position", "indexed-repeat", "rank-index", "index", "status", "relevant"})
_NOTED = tuple[str, int, dict[str, str]]


def check(
    text: str, questionnaire: Questionnaire | Layout, place: str = "", column: str = ""
) -> tuple[Finding, ...]:
    """The findings about an expression in a column (``relevant``, ``choice_filter``…) of a place.

    ``place`` is the path of the question or group, empty for an indicator or a check.
    """
    layout = questionnaire if isinstance(questionnaire, Layout) else Layout.of(questionnaire)
    checker = _Checker(Scope(layout, place), column == "choice_filter")
    return _findings(text, place, column, checker.check(read_spelling(text)))


def check_spelling(text: str, column: str = "") -> tuple[Finding, ...]:
    """The same without a form: spelling, functions, and how many arguments they have."""
    spelling = read_spelling(text)
    noted = [*map(_noted, spelling.faults)]
    if spelling.expression is not None:
        noted += _faulty_calls(spelling.expression)
    return _findings(text, "", column, noted)


def _findings(text: str, place: str, column: str, noted: Iterable[_NOTED]) -> tuple[Finding, ...]:
    spot, start = Spot(column=column, path=place), {"expression": text[:200]}
    return tuple(
        Finding(f"expression.{code}", spot, {**start, "position": str(position), **parameters})
        for code, position, parameters in noted
    )


def _noted(fault: ExpressionError) -> _NOTED:
    return fault.code, fault.position, {key: str(item) for key, item in fault.parameters.items()}


class _Checker:
    """Looks through one expression in one scope."""

    def __init__(self, scope: Scope, is_filter: bool) -> None:
        self.scope = scope
        self.is_filter = is_filter
        self.compiler = Compiler(scope)

    def check(self, spelling: Spelling) -> Iterator[_NOTED]:
        """Spelling and unknown names first; the finer points only where all that is right."""
        yield from map(_noted, spelling.faults)
        expression = spelling.expression
        if expression is None:
            yield from self._unknown_tokens(spelling.tokens)
            return
        unknown = [*self._unknown_references(expression), *_faulty_calls(expression)]
        yield from unknown
        yield from self._unknown_choices(expression)
        if not unknown:
            yield from self._meaning(expression)

    def _meaning(self, expression: Expression) -> Iterator[_NOTED]:
        """What compiling finds, and what compiles but is hardly meant."""
        try:
            (compile_filter if self.is_filter else compile_expression)(expression, self.scope)
        except ExpressionError as fault:
            compiler = self.compiler.inside("", "row") if self.is_filter else self.compiler
            faults = list(_deepest(compiler, expression.tree)) or [fault]
            yield from {(one.code, one.position): _noted(one) for one in faults}.values()
            return
        yield from self._repeated(expression.tree, single=True)
        if not self.is_filter:
            yield from self._bare_names(expression)

    def _unknown_references(self, expression: Expression) -> Iterator[_NOTED]:
        positions = {
            node.name: node.position
            for node in reversed(list(nodes.walk(expression.tree)))
            if isinstance(node, nodes.Reference)
        }
        for name in expression.references:
            yield from self._unknown_name(name, positions.get(name, -1))

    def _unknown_name(self, name: str, position: int) -> Iterator[_NOTED]:
        if self.scope.layout.find(name.removeprefix("last-saved#")) is None:
            near = self.scope.layout.nearest(name)
            yield "unknown_reference", position, {"name": name, "nearest": near}

    def _unknown_tokens(self, tokens: tuple[Token, ...]) -> Iterator[_NOTED]:
        """Names in a text that cannot be parsed."""
        for token, after in pairwise(tokens):
            if token.kind == "reference":
                yield from self._unknown_name(token.value, token.position)
            elif token.kind == "name" and after.value == "(" and token.value not in FUNCTIONS:
                yield _unknown_function(token.value, token.position)

    def _unknown_choices(self, expression: Expression) -> Iterator[_NOTED]:
        for node in nodes.walk(expression.tree):
            for question, code in _compared(node):
                place = self._place(question)
                if place is not None and self._is_missing(place, code):
                    codes = [row["name"] for row in self.scope.layout.rows(place.list_name) or ()]
                    is_short = len(codes) <= _LONG_LIST
                    near = get_close_matches(code, codes, n=1, cutoff=0.5) if is_short else []
                    parameters = {"name": place.name, "code": code, "list": place.list_name}
                    parameters["nearest"] = near[0] if near else ""
                    yield "unknown_choice", getattr(question, "position", -1), parameters

    def _is_missing(self, place: Place, code: str) -> bool:
        """Whether a list is known and lacks the code; the empty text compares with no answer."""
        question, layout = place.question, self.scope.layout
        # 'NaN' is how forms made with JavaRosa ask whether nothing was answered.
        if question is None or not place.list_name or code in ("", "NaN"):
            return False
        if question.or_other and code == "other":
            return False
        rows = layout.rows(place.list_name)
        return bool(rows) and layout.look_up(place.list_name, "name", code) is None

    def _place(self, node: nodes.Node) -> Place | None:
        if self.is_filter and isinstance(node, nodes.Path):
            return None
        try:
            where = locate(self.compiler, node)
        except ExpressionError:  # said already, with its name
            return None
        return where.place if isinstance(where, Located) else None

    def _repeated(self, node: nodes.Node, *, single: bool) -> Iterator[_NOTED]:
        """Fields of a repeat used as one value from outside, and repeats counted from inside."""
        if isinstance(node, nodes.Reference):
            where = locate(self.compiler, node)
            if single and isinstance(where, Located) and where.fixed is None:
                yield "repeated_without_index", node.position, {"name": node.name}
            return
        if isinstance(node, nodes.Path | nodes.Filter):
            return
        parts, plural = nodes.parts(node), False
        if isinstance(node, nodes.Call):
            plural = _takes_many(node.name)
            if node.name.endswith("-if"):  # the condition is read in each instance
                parts = parts[:-1]
            if node.name == "count":
                yield from self._counted_inside(node)
        for part in parts:
            yield from self._repeated(part, single=not plural)

    def _counted_inside(self, call: nodes.Call) -> Iterator[_NOTED]:
        """``count(${repeat})`` inside that repeat counts this instance alone, as in ODK."""
        (counted,) = call.arguments
        if not isinstance(counted, nodes.Reference):
            return
        where = locate(self.compiler, counted)
        if isinstance(where, Located) and where.fixed and where.place.kind == "repeat":
            yield "counts_this_instance", call.position, {"name": counted.name}

    def _bare_names(self, expression: Expression) -> Iterator[_NOTED]:
        for node in outer_paths(expression.tree):
            if isinstance(node, nodes.Path) and node.base is None and len(node.steps) == 1:
                name = node.steps[0].name
                if name and locate(self.compiler, node) is NOWHERE and name != "null":
                    yield "bare_name", node.position, {"name": name}


def _faulty_calls(expression: Expression) -> Iterator[_NOTED]:
    for node in nodes.walk(expression.tree):
        if not isinstance(node, nodes.Call):
            continue
        known = FUNCTIONS.get(node.name)
        count = len(node.arguments)
        if known is None:
            yield _unknown_function(node.name, node.position)
        elif not known.least <= count <= known.most:
            parameters = {"name": node.name, "found": str(count)}
            parameters |= {"least": str(known.least), "most": str(known.most)}
            yield "wrong_argument_count", node.position, parameters


def _unknown_function(name: str, position: int) -> _NOTED:
    return "unknown_function", position, {"name": name, "nearest": nearest(name)}


def _deepest(compiler: Compiler, node: nodes.Node) -> Iterator[ExpressionError]:
    """The faults of compiling a node: those of its parts, else its own."""
    try:
        compiler.value(node)
    except ExpressionError as fault:
        inside = nodes.parts(node) if isinstance(node, _COMPOUND) else ()
        below = [one for part in inside for one in _deepest(compiler, part)]
        yield from below or [fault]


_COMPOUND = (nodes.Junction, nodes.Comparison, nodes.Chain, nodes.Negation)


def _takes_many(name: str) -> bool:
    """Whether a function takes a node-set of several nodes."""
    function = FUNCTIONS[name]
    return function.spreads or name in _PLURAL or name.startswith("count") or name.endswith("-if")


def _compared(node: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """Questions with the codes they are compared with."""
    match node:
        case nodes.Comparison(operator="=" | "!=", left=left, right=right):
            pairs = ((left, right), (right, left))
        case nodes.Call(name="selected" | "is-selected", arguments=(left, right)):
            pairs = ((left, right),)
        case _:
            return
    for question, code in pairs:
        if not isinstance(question, nodes.Reference | nodes.Path):
            continue
        if isinstance(code, nodes.Text):
            yield question, code.value.strip()
        elif isinstance(code, nodes.Number) and code.value == int(code.value):
            yield question, str(int(code.value))
