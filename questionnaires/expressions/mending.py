"""Faults of spelling: all those of one text, found by mending each where the way to do so is plain.

The mended text keeps every position, so that what is found after it still points into the original.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.expression import Expression
from questionnaires.expressions.lexer import DOUBLE_QUOTES, SINGLE_QUOTES, Token, tokenize
from questionnaires.expressions.parser import parse

_MOST = 30
_STRAIGHT = str.maketrans(dict.fromkeys(DOUBLE_QUOTES, '"') | dict.fromkeys(SINGLE_QUOTES, "'"))


@dataclass(frozen=True)
class Spelling:
    """``expression`` is the text as it reads once mended, ``tokens`` what there is without one."""

    faults: tuple[ExpressionError, ...]
    expression: Expression | None = None
    tokens: tuple[Token, ...] = ()


def read_spelling(text: str) -> Spelling:
    """Parse a text as far as it can be, and say everything that is wrong with its spelling."""
    faults: list[ExpressionError] = []
    for _ in range(_MOST):
        try:
            return Spelling(tuple(faults), parse(text))
        except ExpressionError as fault:
            faults.append(fault)
            mended = _mend(text, fault)
            if mended == text:
                break
            text = mended
    return Spelling(tuple(faults), tokens=_tokens(text))


def _mend(text: str, fault: ExpressionError) -> str:
    """The text without this fault, as long as before or longer; the same where nothing is plain."""
    at, found = fault.position, str(fault.parameters.get("found", ""))
    match fault.code:
        case "curly_quote":
            return text[:at] + text[at:].translate(_STRAIGHT)
        case "html_entity":
            plain = html.unescape(found)
            if plain == found:
                return text
            return text[:at] + plain.ljust(len(found)) + text[at + len(found) :]
        case "doubled_operator":
            second = found.split()[-1]
            start = text.find(second, at + len(found.split()[0]))
            return text[:start] + " " * len(second) + text[start + len(second) :]
        case "unclosed_text":
            return text + text[at]
        case "unclosed_reference":
            return text + "}"
        case "unclosed_bracket":
            return text + ")"
        case _:
            return text


def _tokens(text: str) -> tuple[Token, ...]:
    """What can be told apart in a text that is no expression."""
    for _ in range(_MOST):
        try:
            return tuple(tokenize(text))
        except ExpressionError as fault:
            at = fault.position
            if not 0 <= at < len(text):
                break
            text = f"{text[:at]} {text[at + 1 :]}"
    return ()
