"""Reading an expression: XPath 1.0 with ``${name}``, by operator precedence."""

from __future__ import annotations

from functools import lru_cache

from questionnaires.expressions import nodes
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.expression import Expression, describe
from questionnaires.expressions.lexer import Token, tokenize

MAX_DEPTH = 64
"""How deep brackets may nest; real forms stay under 30."""
_PRECEDENCE = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6,
}  # fmt: skip
_COMPARISONS = (3, 4)
_MAX_COMPARISONS = 8


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an expression; ``ExpressionError`` says what is wrong and where."""
    reader = _Reader(tokenize(text))
    if reader.token.kind == "end":
        raise ExpressionError("empty", 0)
    tree = reader.binary(1)
    if reader.token.kind != "end":
        raise reader.unexpected()
    return describe(text, tree)


class _Reader:
    """A cursor over the tokens with one method for each level of precedence."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.token = tokens[0]
        self.depth = 0

    def advance(self) -> Token:
        passed = self.token
        self.index = min(self.index + 1, len(self.tokens) - 1)
        self.token = self.tokens[self.index]
        return passed

    def at(self, kind: str, *values: str) -> bool:
        return self.token.kind == kind and self.token.value in values

    def expect(self, symbol: str) -> None:
        if not self.at("symbol", symbol):
            raise self.unexpected(symbol)
        self.advance()

    def unexpected(self, expected: str = "") -> ExpressionError:
        """The finding for the present token, with the special cases people run into."""
        token, before = self.token, self.tokens[self.index - 1] if self.index else None
        if token.kind == "end":
            code = "unclosed_bracket" if expected in (")", "]") else "missing_operand"
            return ExpressionError(code, token.position)
        if token.kind == "operator" and before is not None and before.kind == "operator":
            pair = f"{before.value} {token.value}"
            return ExpressionError("doubled_operator", before.position, found=pair)
        return ExpressionError(
            "unexpected_token", token.position, found=token.value, expected=expected
        )

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError("too_deep", self.token.position, limit=MAX_DEPTH)

    def binary(self, lowest: int) -> nodes.Node:
        """Operands joined by operators that bind at least as tightly as ``lowest``."""
        left = self.operand()
        while (level := self.level()) >= lowest:
            position, rest = self.token.position, list[tuple[str, nodes.Node]]()
            while self.level() == level:
                operator = self.advance().value
                rest.append((operator, self.binary(level + 1)))
            if level in _COMPARISONS and len(rest) > _MAX_COMPARISONS:
                raise ExpressionError("too_deep", position, limit=_MAX_COMPARISONS)
            left = _joined(level, left, rest)
        return left

    def level(self) -> int:
        """How tightly the operator at hand binds, 0 where there is none."""
        return _PRECEDENCE.get(self.token.value, 0) if self.token.kind == "operator" else 0

    def operand(self) -> nodes.Node:
        """A path or value, several of them united, or the negative of that."""
        if self.at("operator", "-"):
            self.advance()
            self.deeper()
            operand = nodes.Negation(self.operand())
            self.depth -= 1
            return operand
        operands = [self.path()]
        while self.at("operator", "|"):
            self.advance()
            operands.append(self.path())
        return operands[0] if len(operands) == 1 else nodes.Union(tuple(operands))

    def path(self) -> nodes.Node:
        """A location path, or a value that may carry predicates and further steps."""
        position = self.token.position
        if self.at("symbol", "/", "//"):
            return self.absolute()
        if (self.token.kind == "name" and not self._called()) or self.at("symbol", ".", "..", "@"):
            return nodes.Path(None, False, self.steps(), position)
        if self.at("symbol", "*"):
            return nodes.Path(None, False, self.steps(), position)
        base = self.primary()
        predicates = self.predicates()
        if predicates:
            base = nodes.Filter(base, predicates)
        if not self.at("symbol", "/"):
            return base
        self.advance()
        return nodes.Path(base, False, self.steps(), position)

    def absolute(self) -> nodes.Node:
        position = self.token.position
        if self.advance().value == "//":
            raise ExpressionError("unsupported_axis", position, found="//")
        return nodes.Path(None, True, self.steps(), position)

    def _called(self) -> bool:
        following = self.tokens[self.index + 1]
        return following.kind == "symbol" and following.value == "("

    def primary(self) -> nodes.Node:
        token = self.token
        if token.kind == "number":
            return nodes.Number(float(self.advance().value))
        if token.kind == "text":
            return nodes.Text(self.advance().value)
        if token.kind == "reference":
            self.advance()
            return nodes.Reference(token.value, token.position)
        if token.kind == "name":
            return self.call()
        if not self.at("symbol", "("):
            raise self.unexpected()
        self.advance()
        self.deeper()
        inner = self.binary(1)
        self.expect(")")
        self.depth -= 1
        return inner

    def call(self) -> nodes.Node:
        name = self.advance()
        self.expect("(")
        self.deeper()
        arguments: list[nodes.Node] = []
        while not self.at("symbol", ")"):
            if arguments and self.token.kind == "end":
                raise self.unexpected(")")
            if arguments:
                self.expect(",")
            arguments.append(self.binary(1))
        self.advance()
        self.depth -= 1
        return nodes.Call(name.value, tuple(arguments), name.position)

    def predicates(self) -> tuple[nodes.Node, ...]:
        found: list[nodes.Node] = []
        while self.at("symbol", "["):
            self.advance()
            self.deeper()
            found.append(self.binary(1))
            self.expect("]")
            self.depth -= 1
        return tuple(found)

    def steps(self) -> tuple[nodes.Step, ...]:
        found = [self.step()]
        while self.at("symbol", "/"):
            self.advance()
            found.append(self.step())
        return tuple(found)

    def step(self) -> nodes.Step:
        token = self.advance()
        if token.kind == "symbol" and token.value in (".", ".."):
            return nodes.Step("self" if token.value == "." else "parent", "")
        if token.kind == "symbol" and token.value == "@":
            return nodes.Step("attribute", self.advance().value)
        axis = "child"
        if token.kind == "name" and self.at("symbol", "::"):
            axis = token.value
            self.advance()
            token = self.advance()
        if axis not in ("child", "self", "parent", "attribute"):
            raise ExpressionError("unsupported_axis", token.position, found=axis)
        if token.kind in ("name", "reference") or token.value == "*":
            self._skip_node_test(token)
            return nodes.Step(axis, token.value, self.predicates())
        self.index -= 1
        self.token = token
        raise self.unexpected()

    def _skip_node_test(self, token: Token) -> None:
        """``node()`` after an axis names nothing; brackets after any other step are an error."""
        if not self.at("symbol", "("):
            return
        if token.value != "node":
            raise self.unexpected()
        self.advance()
        self.expect(")")


def _joined(level: int, left: nodes.Node, rest: list[tuple[str, nodes.Node]]) -> nodes.Node:
    """One node for a run of operators of the same level."""
    if level in _COMPARISONS:
        for operator, right in rest:
            left = nodes.Comparison(operator, left, right)
        return left
    if level > max(_COMPARISONS):
        return nodes.Chain(left, tuple(rest))
    return nodes.Junction(rest[0][0], (left, *(operand for _, operand in rest)))
