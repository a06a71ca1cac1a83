"""Strict JSON, and small documents signed by an office: what is read must be what was written.

Python's parser takes the last of two equal keys, NaN and numbers of any length, and recurses as
deep as a file tells it to. None of that is let in.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from surveyapp.exchange import limits
from surveyapp.revisions import canonical_json

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")

Document = Mapping[str, Any]
Shape = Mapping[str, type | tuple[type, ...]]
"""Field name to the types it may have."""


def parse_strictly(text: str, depth: int = limits.DEPTH) -> Any:
    """The value of a JSON text; ``ValueError`` for everything that is not plain and small."""
    if text.count("{") + text.count("[") > depth and _depth_of(text) > depth:
        message = "nested too deeply"
        raise ValueError(message)
    return _DECODER.decode(text)


def parse_document(text: str, shape: Shape, depth: int = limits.DEPTH) -> dict[str, Any]:
    """An object with exactly these fields of these types, in canonical text."""
    plain = parse_strictly(text, depth)
    require_shape(plain, shape)
    if canonical_json(plain) != text:
        message = "not canonical"
        raise ValueError(message)
    return plain


def require_shape(plain: Any, shape: Shape) -> None:
    """``ValueError`` unless the object has exactly these fields of these types."""
    if not isinstance(plain, dict) or plain.keys() != shape.keys():
        message = "not the expected fields"
        raise ValueError(message)
    for name, kinds in shape.items():
        value = plain[name]
        # A truth value is an int to Python, but not to us.
        if not isinstance(value, kinds) or isinstance(value, bool):
            message = f"{name} has the wrong type"
            raise ValueError(message)


def bytes_of_hex(text: str, length: int) -> bytes:
    """Exactly so many bytes from lower-case hexadecimal digits."""
    raw = bytes.fromhex(text)
    if len(raw) != length or raw.hex() != text:
        message = "not the expected hexadecimal digits"
        raise ValueError(message)
    return raw


def _depth_of(text: str) -> int:
    deepest = depth = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) != len(pairs):
        message = "a field appears twice"
        raise ValueError(message)
    return plain


def _integer(digits: str) -> int:
    if len(digits) > limits.DIGITS + 1:
        message = "a number is too long"
        raise ValueError(message)
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits) if len(digits) < 64 else math.inf
    if not math.isfinite(value):
        message = "not a finite number"
        raise ValueError(message)
    return value


def _constant(name: str) -> float:
    message = f"{name} is not a number"
    raise ValueError(message)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_float,
    parse_constant=_constant,
)
