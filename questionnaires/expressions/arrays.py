"""Values of an expression for many interviews at once. Imported only where tables are evaluated.

Numbers and truths are arrays; everything else is coded: a list of distinct values and, for each
row, which of them it has. A function of text therefore runs once for each distinct value, and it is
the same function that serves a single interview.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from questionnaires.expressions.values import (
    NAN,
    TOLERANCE,
    Value,
    as_boolean,
    as_number,
    equal,
)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Constant:
    """The same value in every row."""

    value: Value


@dataclass(frozen=True)
class Numbers:
    """Numbers; NaN where there is none. ``empty`` marks rows whose value is the empty text."""

    values: Floats
    empty: Bools | None = None


@dataclass(frozen=True)
class Truths:
    """True or false."""

    values: Bools


@dataclass(frozen=True)
class Coded:
    """``uniques[codes[row]]`` is the value of a row."""

    codes: Codes
    uniques: Sequence[Value]


Vector = Constant | Numbers | Truths | Coded


def as_floats(vector: Vector) -> Floats | float:
    """The rows as numbers."""
    match vector:
        case Constant():
            return as_number(vector.value)
        case Numbers():
            return vector.values
        case Truths():
            return vector.values.astype(np.float64)
        case Coded():
            return np.array([as_number(value) for value in vector.uniques], float)[vector.codes]


def as_bools(vector: Vector) -> Bools | bool:
    """The rows as truths."""
    match vector:
        case Constant():
            return as_boolean(vector.value)
        case Numbers():
            return np.abs(vector.values) > TOLERANCE
        case Truths():
            return vector.values
        case Coded():
            return np.array([as_boolean(value) for value in vector.uniques], bool)[vector.codes]


def as_coded(vector: Numbers | Truths | Coded) -> Coded:
    """The rows as distinct values."""
    match vector:
        case Coded():
            return vector
        case Truths():
            return Coded(vector.values.astype(np.int64), (False, True))
        case Numbers():
            uniques, codes = np.unique(vector.values, return_inverse=True)
            values: list[Value] = [float(value) for value in uniques]
            codes = codes.reshape(-1).astype(np.int64)
            if vector.empty is not None and vector.empty.any():
                codes = np.where(vector.empty, len(values), codes)
                values.append("")
            return Coded(codes, values)


def apply(function: Callable[..., Value], vectors: Sequence[Vector]) -> Vector:
    """Call a function once for each combination of values that occurs."""
    coded = [as_coded(vector) for vector in vectors if not isinstance(vector, Constant)]
    if not coded:
        return Constant(function(*[v.value for v in vectors if isinstance(v, Constant)]))
    codes, combinations = combine(coded)
    results: list[Value] = []
    for combination in combinations:
        found = iter(combination)
        results.append(
            function(*[v.value if isinstance(v, Constant) else next(found) for v in vectors])
        )
    return simplify(Coded(codes, results))


def combine(coded: Sequence[Coded]) -> tuple[Codes, list[tuple[Value, ...]]]:
    """A code for each combination that occurs, and the combinations."""
    joint, rows = coded[0].codes, [(value,) for value in coded[0].uniques]
    for one in coded[1:]:
        width = len(one.uniques)
        kept, joint = np.unique(joint * width + one.codes, return_inverse=True)
        joint = joint.reshape(-1).astype(np.int64)
        rows = [(*rows[int(code) // width], one.uniques[int(code) % width]) for code in kept]
    return joint, rows


def simplify(coded: Coded) -> Vector:
    """Arrays in place of distinct values where all of them are truths or numbers."""
    kinds = {type(value) for value in coded.uniques}
    if kinds == {bool}:
        return Truths(np.array(coded.uniques, bool)[coded.codes])
    if kinds and kinds <= {int, float}:
        return Numbers(np.array(coded.uniques, float)[coded.codes])
    if kinds and kinds <= {int, float, str} and kinds & {int, float}:
        texts = {value for value in coded.uniques if isinstance(value, str)}
        if texts == {""}:
            empty = np.array([value == "" for value in coded.uniques], bool)[coded.codes]
            values = [NAN if value == "" else float(as_number(value)) for value in coded.uniques]
            return Numbers(np.array(values, float)[coded.codes], empty)
    return coded


def equality(left: Vector, right: Vector) -> Vector:
    """XPath equality, row by row."""
    if isinstance(left, Truths) or isinstance(right, Truths):
        return truths(np.equal(as_bools(left), as_bools(right)))
    if isinstance(left, Numbers) and isinstance(right, Numbers):
        same = np.abs(left.values - right.values) < TOLERANCE
        if left.empty is not None and right.empty is not None:
            same |= left.empty & right.empty
        return Truths(same)
    if isinstance(left, Constant) and isinstance(right, Numbers):
        left, right = right, left
    if isinstance(left, Numbers) and isinstance(right, Constant):
        return _number_equals(left, right.value)
    return apply(equal, (left, right))


def _number_equals(numbers: Numbers, value: Value) -> Vector:
    if isinstance(value, bool):
        return truths(np.equal(as_bools(numbers), value))
    same = np.abs(numbers.values - as_number(value)) < TOLERANCE
    if numbers.empty is not None:
        same = np.where(numbers.empty, equal("", value), same)
    return Truths(same)


def choose(test: Bools | bool, then: Vector, otherwise: Vector) -> Vector:
    """``then`` where the test holds, else ``otherwise``."""
    if isinstance(test, bool | np.bool_):
        return then if test else otherwise
    if _numeric(then) and _numeric(otherwise):
        values = np.where(test, as_floats(then), as_floats(otherwise))
        empty = np.where(test, _empty(then), _empty(otherwise))
        return Numbers(values, empty if empty.any() else None)
    if isinstance(then, Truths) and isinstance(otherwise, Truths):
        return Truths(np.where(test, then.values, otherwise.values))
    one, two = (_spread(vector, len(test)) for vector in (then, otherwise))
    codes = np.where(test, one.codes, two.codes + len(one.uniques))
    return simplify(_used(Coded(codes, [*one.uniques, *two.uniques])))


def _used(coded: Coded) -> Coded:
    """Without values that no row has, so that they do not decide what the rows are."""
    kept, codes = np.unique(coded.codes, return_inverse=True)
    uniques = [coded.uniques[int(code)] for code in kept]
    return Coded(codes.reshape(-1).astype(np.int64), uniques)


def _numeric(vector: Vector) -> bool:
    if isinstance(vector, Constant):
        return isinstance(vector.value, int | float) and not isinstance(vector.value, bool)
    return isinstance(vector, Numbers)


def _empty(vector: Vector) -> Bools | bool:
    if isinstance(vector, Numbers) and vector.empty is not None:
        return vector.empty
    return False


def _spread(vector: Vector, rows: int) -> Coded:
    if isinstance(vector, Constant):
        return Coded(np.zeros(rows, np.int64), (vector.value,))
    return as_coded(vector)


def truths(values: Bools | bool) -> Vector:
    """Truths from an array, or one constant."""
    if isinstance(values, bool | np.bool_):
        return Constant(bool(values))
    return Truths(values)


def numbers(values: Floats | float) -> Vector:
    """Numbers from an array, or one constant."""
    return Numbers(values) if isinstance(values, np.ndarray) else Constant(float(values))


def to_array(vector: Vector, rows: int) -> NDArray[Any]:
    """The rows as booleans, as floats (NaN for what is empty), or as objects."""
    match vector:
        case Constant():
            kind = bool if isinstance(vector.value, bool) else object
            kind = float if _numeric(vector) else kind
            return np.full(rows, vector.value, dtype=kind)
        case Numbers() | Truths():
            return vector.values
        case Coded():
            table = np.empty(len(vector.uniques), dtype=object)
            table[:] = list(vector.uniques)
            return table[vector.codes]
