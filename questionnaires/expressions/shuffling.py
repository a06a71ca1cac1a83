"""The random order of choices that ODK prescribes: the same seed, the same order, on any device."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

from questionnaires.expressions.values import Value, as_number, as_text

_MODULUS = 2147483647
_FACTOR = 16807
Item = TypeVar("Item")


def shuffle(items: Sequence[Item], seed: Value | None = None) -> list[Item]:
    """The items in random order; with a seed, in the order of Park and Miller's generator.

    A seed that is no number is hashed, as the ODK specification asks since 2024.
    """
    shuffled = list(items)
    if seed is None or seed == "":
        random.shuffle(shuffled)
        return shuffled
    state = _start(seed)
    # Inside out, as JavaRosa and Enketo do it; another way gives another order for the same seed.
    for place, item in enumerate(items):
        state = state * _FACTOR % _MODULUS
        chosen = int((state - 1) / (_MODULUS - 1) * (place + 1))
        shuffled[place] = shuffled[chosen]
        shuffled[chosen] = item
    return shuffled


def _start(seed: Value) -> int:
    number = as_number(seed)
    if number == number and abs(number) < 2**63:
        whole = int(number)
    else:
        digest = hashlib.sha256(as_text(seed).encode()).digest()
        whole = int.from_bytes(digest[:8], "big", signed=True)
    # As Java and JavaScript divide: the remainder has the sign of the seed.
    state = abs(whole) % _MODULUS * (1 if whole >= 0 else -1)
    return state if state > 0 else state + _MODULUS - 1
