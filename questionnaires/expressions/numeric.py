"""Functions over numbers, and counting over node-sets."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.textual import whole
from questionnaires.expressions.values import NAN, Value, as_boolean, as_number, is_empty


def truncate(value: Value) -> float:
    """``int``: without its fraction."""
    number = as_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def rounded(value: Value, places: Value = 0) -> float:
    """Half goes up, half of a negative goes towards zero; negative places round to tens."""
    number, digits = as_number(value), whole(places)
    if not math.isfinite(number):
        return number
    if abs(digits) > 30:
        return NAN
    mode = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
    exact = Decimal(repr(number))
    if digits < 0:
        return float((exact.scaleb(digits)).quantize(Decimal(1), mode).scaleb(-digits))
    if exact.adjusted() + digits > 26:  # beyond what a float holds: nothing to round
        return number
    return float(exact.quantize(Decimal(1).scaleb(-digits), mode))


def floor(value: Value) -> float:
    """The whole number below."""
    number = as_number(value)
    return float(math.floor(number)) if math.isfinite(number) else number


def ceiling(value: Value) -> float:
    """The whole number above."""
    number = as_number(value)
    return float(math.ceil(number)) if math.isfinite(number) else number


def guarded(function: Callable[..., float]) -> Callable[..., float]:
    """A mathematical function that gives NaN outside its domain, as in Java."""

    def apply(*values: Value) -> float:
        try:
            return float(function(*map(as_number, values)))
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    return apply


def logarithm(number: float) -> float:
    """The natural logarithm; of nought it is minus infinity."""
    return -math.inf if number == 0 else math.log(number)


def logarithm10(number: float) -> float:
    """The logarithm to base ten; of nought it is minus infinity."""
    return -math.inf if number == 0 else math.log10(number)


def power(base: Value, exponent: Value) -> float:
    """``pow`` with Java's results at the edges."""
    left, right = as_number(base), as_number(exponent)
    try:
        return math.pow(left, right)
    except OverflowError:
        return math.inf if left > 0 or right % 2 == 0 else -math.inf
    except ValueError:
        return math.inf if left == 0 else NAN


def divide(left: float, right: float) -> float:
    """Division with infinities instead of errors."""
    if right:
        return left / right
    if left == 0 or left != left or right != right:
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """``mod``: the sign is that of the dividend."""
    if right == 0 or math.isinf(left) or left != left or right != right:
        return NAN
    return math.fmod(left, right)


def total(*values: Value) -> float:
    """``sum``: what is not a number counts nothing."""
    return math.fsum(_numbers(values))


def smallest(*values: Value) -> float:
    """``min`` of what is a number, NaN where nothing is."""
    return min(_numbers(values), default=NAN)


def largest(*values: Value) -> float:
    """``max`` of what is a number, NaN where nothing is."""
    return max(_numbers(values), default=NAN)


def _numbers(values: Sequence[Value]) -> list[float]:
    numbers = [as_number(value) for value in values]
    return [number for number in numbers if number == number]


def how_many(*values: Value) -> float:
    """``count``."""
    return len(values)


def how_many_filled(*values: Value) -> float:
    """``count-non-empty``."""
    return sum(not is_empty(value) for value in values)


def checklist(least: Value, most: Value, *factors: Value) -> bool:
    """Whether the number of true factors lies between; -1 sets no limit."""
    low, high = whole(least), whole(most)
    count = sum(map(as_boolean, factors))
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    """Whether the weights of the true factors add up to something between."""
    if len(pairs) % 2:
        raise ExpressionError("odd_pairs", function="weighted-checklist")
    weights = [
        as_number(weight)
        for factor, weight in zip(pairs[::2], pairs[1::2], strict=True)
        if as_boolean(factor)
    ]
    return as_number(least) <= math.fsum(weights) <= as_number(most)
