"""Hadamard matrices: orthogonal ±1 patterns for replicates (Sylvester 1867; Paley 1933)."""

from functools import cache

import numpy as np

from weights.arrays import FloatArray


def hadamard(least: int) -> FloatArray:
    """The smallest matrix at hand with at least so many rows; its first column is all ones."""
    order = max(4, -(-least // 4) * 4)
    while True:
        found = _of_order(order)
        if found is not None:
            return found
        order += 4


@cache
def _of_order(order: int) -> FloatArray | None:
    if order in (1, 2):
        return np.array([[1.0]]) if order == 1 else np.array([[1.0, 1.0], [1.0, -1.0]])
    prime = order - 1
    if prime % 4 == 3 and _is_prime(prime):
        return _paley(prime)
    half = _of_order(order // 2) if order % 2 == 0 else None
    return None if half is None else np.block([[half, half], [half, -half]])


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % k for k in range(2, int(number**0.5) + 1))


def _paley(prime: int) -> FloatArray:
    """Paley's first construction from the squares modulo a prime 4k + 3."""
    squares = {k * k % prime for k in range(1, prime)}
    sign = np.array([0.0, *(1.0 if k in squares else -1.0 for k in range(1, prime))])
    places = np.arange(prime)
    jacobsthal = sign[(places[:, None] - places[None, :]) % prime]
    inner = jacobsthal - np.eye(prime)
    matrix = np.ones((prime + 1, prime + 1))
    matrix[1:, 1:] = inner
    return matrix
