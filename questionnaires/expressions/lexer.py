"""Cutting an expression into tokens, by the XPath 1.0 rules of what may follow what."""

from __future__ import annotations

import re
from typing import NamedTuple

from questionnaires.expressions.errors import ExpressionError

MAX_LENGTH = 32_767
"""What one cell of a workbook can hold; longer texts are refused unread."""

_NAME = r"[^\W\d][\w.\-\u00b7]*"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<text>"[^"]*"|'[^']*')
  | (?P<reference>\$\{{[^}}]*\}})
  | (?P<name>{_NAME}(?::(?!:){_NAME})?)
  | (?P<symbol>::|!=|<=|>=|//|\.\.|[()\[\],@|.*+\-=<>/])
    """,
    re.VERBOSE,
)
DOUBLE_QUOTES, SINGLE_QUOTES = frozenset("“”„‟«»「」"), frozenset("‘’‚‛『』")
"""Quotation marks of word processors, by the straight ones that they stand for."""
_ENTITY = re.compile(r"&(?:[A-Za-z]+|#\d+|#x[0-9A-Fa-f]+);")
_WORDS = frozenset({"and", "or", "div", "mod"})
_ENDS_OPERAND = frozenset({")", "]", ".", "..", "*"})


class Token(NamedTuple):
    """``kind`` is number, text, reference, name, operator, symbol or end."""

    kind: str
    value: str
    position: int


def tokenize(text: str) -> list[Token]:
    """The tokens of an expression, closed by one of kind ``end``."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError("too_long", MAX_LENGTH, length=len(text), limit=MAX_LENGTH)
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _strange(text, position)
        kind = match.lastgroup or ""
        if kind != "space":
            tokens.append(_token(kind, match.group(), position, tokens))
        position = match.end()
    tokens.append(Token("end", "", len(text)))
    return tokens


def _token(kind: str, value: str, position: int, before: list[Token]) -> Token:
    if kind == "reference":
        return Token(kind, value[2:-1].strip(), position)
    if kind == "text":
        return Token(kind, value[1:-1], position)
    after_operand = bool(before) and _ends_operand(before[-1])
    if after_operand and (value in _WORDS if kind == "name" else value == "*"):
        return Token("operator", value, position)
    if kind == "symbol" and value in {"=", "!=", "<", "<=", ">", ">=", "+", "-", "|"}:
        return Token("operator", value, position)
    return Token(kind, value, position)


def _ends_operand(token: Token) -> bool:
    if token.kind == "symbol":
        return token.value in _ENDS_OPERAND
    return token.kind in {"number", "text", "reference", "name"}


def _strange(text: str, position: int) -> ExpressionError:
    """Why no token begins here: usually quotes or entities from a word processor or a web page."""
    found = text[position]
    entity = _ENTITY.match(text, position)
    if entity is not None:
        return ExpressionError("html_entity", position, found=entity.group())
    if found in DOUBLE_QUOTES | SINGLE_QUOTES:
        return ExpressionError("curly_quote", position, found=found)
    if found in "'\"":
        return ExpressionError("unclosed_text", position)
    if text.startswith("${", position):
        return ExpressionError("unclosed_reference", position)
    return ExpressionError("unexpected_character", position, found=found)
