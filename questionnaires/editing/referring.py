"""Texts and expressions with the names in them changed: only those that mean the node renamed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from questionnaires.expressions import ExpressionError
from questionnaires.expressions.lexer import Token, tokenize

_REFERENCE = re.compile(r"\$\{\s*(last-saved#)?([^}]*?)\s*\}")

Means = Callable[[str], str | None]
"""Gives the new name for a name read from one place; ``None`` where it means something else."""


def rename_references(text: str, means: Means) -> str:
    """Every ``${name}`` that means the node, in an expression or in a text."""

    def change(found: re.Match[str]) -> str:
        new = means(found.group(2))
        return found.group() if new is None else f"${{{found.group(1) or ''}{new}}}"

    return _REFERENCE.sub(change, text)


def rename_steps(text: str, old: str, new: str) -> str:
    """``../old`` and ``/form/old`` in an expression; texts in quotes stay."""
    if f"/{old}" not in text.replace(" ", ""):
        return text
    tokens = _tokens(text)
    found = [
        Cut(token.position, len(old), new)
        for before, token in pairwise(tokens)
        if token.kind == "name" and token.value == old and before.value in ("/", "//")
    ]
    return cut(text, found)


@dataclass(frozen=True)
class Cut:
    """A piece of a text and what stands in its place."""

    position: int
    length: int
    text: str


def cut(text: str, cuts: Iterable[Cut]) -> str:
    """The text with pieces replaced."""
    for one in sorted(cuts, key=lambda found: -found.position):
        text = text[: one.position] + one.text + text[one.position + one.length :]
    return text


def rename_code(text: str, old: str, new: str, has_list: Callable[[str], bool]) -> str:
    """A choice's code where an expression compares a question of its list with it.

    ``has_list`` says of a name whether that question uses the list; ``.`` is asked as ``.``.
    """
    if old not in text:
        return text
    tokens = _tokens(text)
    cuts = [
        Cut(token.position, len(old) + (2 if token.kind == "text" else 0), _as_code(new, token))
        for place, token in enumerate(tokens)
        if token.kind in ("text", "number") and token.value.strip() == old
        if _compared_with(tokens, place, has_list)
    ]
    return cut(text, cuts)


def _as_code(new: str, token: Token) -> str:
    return new if token.kind == "number" and new.isdecimal() else f"'{new}'"


def _compared_with(tokens: list[Token], place: int, has_list: Callable[[str], bool]) -> bool:
    """Whether ``q = 'code'``, ``'code' = q`` or ``selected(q, 'code')`` stands there."""

    def at(number: int) -> Token:
        return tokens[number] if 0 <= number < len(tokens) else Token("end", "", -1)

    def is_question(token: Token) -> bool:
        named = token.kind == "reference" or token.value == "."
        return named and has_list(token.value)

    if at(place - 1).value in ("=", "!=") and is_question(at(place - 2)):
        return True
    if at(place + 1).value in ("=", "!=") and is_question(at(place + 2)):
        return True
    asks = at(place - 4).value in ("selected", "is-selected", "jr:choice-name")
    return at(place - 1).value == "," and asks and is_question(at(place - 2))


def _tokens(text: str) -> list[Token]:
    try:
        return tokenize(text)
    except ExpressionError:
        return []
