"""Functions over text: pieces, patterns, lists of codes, digests."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from functools import lru_cache

from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.values import Value, as_number, as_text, is_empty

_CLASSES = {
    "Alpha": "a-zA-Z",
    "Lower": "a-z",
    "Upper": "A-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"!-/:-@\[-`{-~",
    "Space": r"\s",
    "IsHan": "\u3400-\u9fff\U00020000-\U0003ffff",
    "IsAlphabetic": r"^\W\d_",
    "IsDigit": r"0-9",
    "L": "a-zA-Z\u00aa-\u02af\u0370-\u1fff\u3040-\ud7ff\uf900-\uffdc",
    "Lu": "A-Z\u00c0-\u00de\u0410-\u042f",
    "Ll": "a-z\u00df-\u00ff\u0430-\u044f",
    "N": "0-9",
    "Nd": "0-9",
}
_PROPERTY = re.compile(r"\\p\{(?:script=|Is(?=Han\}))?(\w+)\}|\\p([LN])")
MAX_TEXT = 20_000
"""Longer texts are not matched against patterns: a hostile pattern could run for hours."""


def whole(value: Value) -> int:
    """A number cut to a whole one; NaN counts as nought, as in Java."""
    number = as_number(value)
    if number != number:
        return 0
    return int(max(-(2.0**31), min(number, 2.0**31 - 1)))


def substring_by_ends(text: Value, start: Value, end: Value | None = None) -> str:
    """``substr``: from ``start`` (0-based) up to ``end``; negative ones count from the end."""
    plain = as_text(text)
    size = len(plain)
    first, last = whole(start), size if end is None else whole(end)
    first = min(max(0, first + size if first < 0 else first), size)
    last = min(max(0, last + size if last < 0 else last), size)
    return plain[first:last]


def substring(text: Value, start: Value, length: Value | None = None) -> str:
    """XPath's own ``substring``: 1-based start and a length, both rounded."""
    plain, begin = as_text(text), as_number(start)
    if begin != begin:
        return ""
    begin = _round(begin)
    end = float("inf") if length is None else begin + _round(as_number(length))
    return "".join(c for i, c in enumerate(plain, 1) if begin <= i < end)


def _round(number: float) -> float:
    return number if number != number or abs(number) == float("inf") else float(int(number + 0.5))


def before(text: Value, mark: Value) -> str:
    """What stands before the first mark, empty where there is none."""
    head, found, _ = _partition(as_text(text), as_text(mark))
    return head if found else ""


def after(text: Value, mark: Value) -> str:
    """What stands after the first mark, empty where there is none."""
    _, found, tail = _partition(as_text(text), as_text(mark))
    return tail if found else ""


def _partition(text: str, mark: str) -> tuple[str, bool, str]:
    at = text.find(mark)
    return text[: max(at, 0)], at >= 0, text[at + len(mark) :]


def translate(text: Value, letters: Value, others: Value) -> str:
    """Each of ``letters`` becomes the one at its place in ``others``, or goes."""
    source, target = as_text(letters), as_text(others)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(source):
        table.setdefault(ord(letter), target[place] if place < len(target) else None)
    return as_text(text).translate(table)


def normalize_space(text: Value) -> str:
    """Trimmed, with single blanks inside."""
    return " ".join(as_text(text).split())


@lru_cache(maxsize=512)
def _pattern(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(_python_pattern(pattern), re.ASCII)
    except (re.error, RecursionError, OverflowError) as trouble:
        raise ExpressionError("bad_pattern", pattern=pattern[:80]) from trouble


def _python_pattern(pattern: str) -> str:
    """Java's named classes as plain ranges; the rest is written alike."""

    def ranges(found: re.Match[str]) -> str:
        name = found.group(1) or found.group(2)
        letters = _CLASSES.get("IsHan" if name == "Han" else name)
        if letters is None:
            return found.group()
        inside = pattern[: found.start()].count("[") > pattern[: found.start()].count("]")
        return letters if inside else f"[{letters}]"

    return _PROPERTY.sub(ranges, pattern)


def matches(text: Value, pattern: Value) -> bool:
    """``regex``: the whole text matches."""
    plain = as_text(text)
    if len(plain) > MAX_TEXT:
        raise ExpressionError("text_too_long", limit=MAX_TEXT)
    return _pattern(as_text(pattern)).fullmatch(plain) is not None


def selected(codes: Value, code: Value) -> bool:
    """Whether a code is among the codes, which stand between blanks."""
    return f" {as_text(code).strip()} " in f" {as_text(codes)} "


def codes_of(value: Value) -> list[str]:
    """The codes of a multiple select."""
    return [code for code in as_text(value).split(" ") if code]


def count_selected(codes: Value) -> float:
    """How many codes."""
    return len(codes_of(codes))


def selected_at(codes: Value, place: Value) -> str:
    """The code at a 0-based place, empty outside."""
    return item_at(" ", codes, place)


def item_at(separator: Value, text: Value, place: Value) -> str:
    """SurveyCTO: the item at a 0-based place of a list written with a separator."""
    items, at = _items(separator, text), whole(place)
    return items[at] if 0 <= at < len(items) else ""


def item_index(separator: Value, text: Value, item: Value) -> float:
    """SurveyCTO: the 0-based place of an item, -1 where it is missing."""
    items = _items(separator, text)
    wanted = as_text(item)
    return items.index(wanted) if wanted in items else -1


def count_items(separator: Value, text: Value) -> float:
    """SurveyCTO: how many items a list has."""
    return len(_items(separator, text))


def de_duplicate(separator: Value, *texts: Value) -> str:
    """SurveyCTO: the list without repetitions."""
    joined = [item for text in texts for item in _items(separator, text)]
    return as_text(separator).join(dict.fromkeys(joined))


def _items(separator: Value, text: Value) -> list[str]:
    mark = as_text(separator)
    plain = as_text(text)
    return [item for item in (plain.split(mark) if mark else list(plain)) if item]


def join(separator: Value, *values: Value) -> str:
    """The values with a separator between."""
    return as_text(separator).join(map(as_text, values))


def concat(*values: Value) -> str:
    """The values one after the other."""
    return "".join(map(as_text, values))


def boolean_from_string(value: Value) -> bool:
    """True for ``true`` and ``1``."""
    text = as_text(value)
    return text.lower() == "true" or text == "1"


def digest(text: Value, algorithm: Value, encoding: Value = "base64") -> str:
    """A checksum of the text, in base64 or hex."""
    name = as_text(algorithm).lower().replace("-", "")
    if name not in ("md5", "sha1", "sha256", "sha384", "sha512"):
        raise ExpressionError("unknown_algorithm", name=as_text(algorithm))
    hashed = hashlib.new(name, as_text(text).encode(), usedforsecurity=False)
    if as_text(encoding).lower() == "hex":
        return hashed.hexdigest()
    return base64.b64encode(hashed.digest()).decode()


def base64_decode(text: Value) -> str:
    """The text written in base64, empty where it is none."""
    try:
        return base64.b64decode(as_text(text)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def empty(value: Value) -> bool:
    """SurveyCTO: nothing was answered."""
    return is_empty(value)


def format_number(value: Value) -> str:
    """SurveyCTO: a number with separators for thousands."""
    number = as_number(value)
    if number != number:
        return ""
    head, point, tail = as_text(number).partition(".")
    return f"{int(head):,}{point}{tail}"
