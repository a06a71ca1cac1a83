"""The array types used throughout, and the one sum everything rests on."""

from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


def sum_codes(
    codes: npt.NDArray[np.integer[Any]], values: npt.ArrayLike | None, size: int
) -> FloatArray:
    """Sums of values (or counts, without any) by code, from 0 to size - 1."""
    return np.bincount(codes, weights=values, minlength=size).astype(np.float64, copy=False)


def count_codes(codes: npt.NDArray[np.integer[Any]], size: int) -> IntArray:
    """How often each code occurs, from 0 to size - 1."""
    return np.bincount(codes, minlength=size).astype(np.int64, copy=False)
