"""Joint inclusion probabilities of Brewer's selection.

After units S are drawn, Brewer's (1975) procedure goes on as one of size n - |S| with the
probabilities π_k (n - |S|)/(n - Σ_S π) (Tillé 2006, 6.3.2). So the sets of n - 2 units drawn first,
each with its chance, and the last two by Brewer's (1963) formula give the pairs exactly. The number
of sets grows with C(N, n-2); where that is too many, `high_entropy_joint` approximates.
"""

from math import comb

import numpy as np

from weights.arrays import FloatArray
from weights.errors import WeightsError

# Sets of units that are still enumerated.
_MOST_SETS = 50_000

Chances = dict[tuple[int, ...], float]


def brewer_joint(probabilities: FloatArray) -> FloatArray:
    """Exact joint inclusion probabilities, the single ones on the diagonal.

    Args:
        probabilities: of every unit of the population; they add up to the sample size. Certain
            units are with every other one.
    """
    p = np.asarray(probabilities, dtype=float)
    joint = np.outer(p, p)
    open_to = np.flatnonzero((p > 0) & (p < 1))
    n = round(float(p[open_to].sum()))
    if open_to.size:
        joint[np.ix_(open_to, open_to)] = _without_certain(p[open_to], n)
    np.fill_diagonal(joint, p)
    return joint


def _without_certain(p: FloatArray, n: int) -> FloatArray:
    if n < 2:
        return np.zeros((p.size, p.size))
    if comb(p.size, n - 2) > _MOST_SETS:
        raise WeightsError("plan.infeasible", name="brewer_joint", value=n)
    chances: Chances = {(): 1.0}
    for _ in range(n - 2):
        chances = _draw_another(p, n, chances)
    joint = np.zeros((p.size, p.size))
    for drawn, chance in chances.items():
        joint += chance * _given(p, n, np.array(drawn, dtype=np.int64))
    return joint


def _rest(p: FloatArray, n: int, drawn: np.ndarray) -> FloatArray:
    """Inclusion probabilities of the others once these are drawn; zero for the drawn."""
    rest = p * (n - drawn.size) / (n - p[drawn].sum())
    rest[drawn] = 0.0
    return rest


def _draw_another(p: FloatArray, n: int, chances: Chances) -> Chances:
    """Every set with one unit more, and its chance."""
    found: Chances = {}
    for drawn, chance in chances.items():
        rest = _rest(p, n, np.array(drawn, dtype=np.int64))
        left = n - len(drawn)
        first = rest * (left - rest) / (left * (1.0 - rest))
        shares = (chance * first / first.sum()).tolist()
        for unit in np.flatnonzero(rest).tolist():
            key = tuple(sorted((*drawn, unit)))
            found[key] = found.get(key, 0.0) + shares[unit]
    return found


def _given(p: FloatArray, n: int, drawn: np.ndarray) -> FloatArray:
    """Chances of every pair once all but two units are drawn."""
    rest = _rest(p, n, drawn)
    odds = 1.0 / (2.0 * (1.0 - rest))
    scale = float((rest * (2.0 - rest) * odds).sum())
    pairs = np.outer(rest, rest) * (odds[:, None] + odds[None, :]) / scale
    inside = rest.copy()
    inside[drawn] = 1.0
    pairs[drawn, :] = inside
    pairs[:, drawn] = inside[:, None]
    return pairs


def high_entropy_joint(probabilities: FloatArray) -> FloatArray:
    """Approximation for selections of high entropy, Brewer's among them, of any size.

    π_kl ≈ π_k π_l (c_k + c_l)/2 with c_k = (n-1)/(n - (2n-1)/(n-1) π_k + Σπ²/(n-1))
    (Brewer and Donadio 2003, formula 18). Units that are certain are with every other one.
    """
    p = np.asarray(probabilities, dtype=float)
    joint = np.outer(p, p)
    open_to = np.flatnonzero((p > 0) & (p < 1))
    q = p[open_to]
    n = round(float(q.sum()))
    if n > 1:
        c = (n - 1.0) / (n - (2.0 * n - 1.0) / (n - 1.0) * q + (q**2).sum() / (n - 1.0))
        joint[np.ix_(open_to, open_to)] = np.outer(q, q) * (c[:, None] + c[None, :]) / 2.0
    elif q.size:
        joint[np.ix_(open_to, open_to)] = 0.0
    np.fill_diagonal(joint, p)
    return joint
