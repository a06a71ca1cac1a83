"""Why no weights meet several margins: the categories that ask for people the others do not allow.

By Farkas' lemma margins cannot be met exactly when some combination of their categories, at most
zero for every occupied cell, has a positive total. Between two margins this is Gale's (1957)
condition: the people of some categories all lie in others, and those have smaller totals.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from weights.arrays import FloatArray, IntArray
from weights.margins import Margin

_LEAST = 1e-9


@dataclass(frozen=True)
class Shortage:
    """`wanting` categories need `gap` more people than the `holding` ones, where all theirs lie."""

    wanting: tuple[str, ...]
    holding: tuple[str, ...]
    gap: float


def shortage(
    table: FloatArray, keys: Sequence[IntArray], margins: Sequence[Margin]
) -> Shortage | None:
    """What cannot be met by any positive factors of the occupied cells; None if all can be.

    Args:
        table: weight by cell; cells without weight stay empty.
        keys: for each margin the category of each cell.
        margins: with their targets.
    """
    from scipy.optimize import linprog

    targets = np.concatenate([margin.targets for margin in margins])
    cells = _cells(np.flatnonzero(table > 0), keys, margins)
    # parts above and below zero; their sum is limited so that few categories carry the proof
    sides = np.concatenate([targets, -targets])
    limits = np.vstack([np.hstack([cells, -cells]), np.ones((1, sides.size))])
    room = np.append(np.zeros(cells.shape[0]), 1.0)
    found = linprog(-sides, A_ub=limits, b_ub=room, bounds=(0, None))
    if found.status != 0 or -found.fun <= _LEAST * targets.sum():
        return None
    parts = found.x[: targets.size] - found.x[targets.size :]
    parts = parts / np.abs(parts).max()
    names = np.array(_names(margins))
    wanting, holding = names[parts > _LEAST].tolist(), names[parts < -_LEAST].tolist()
    return Shortage(tuple(wanting), tuple(holding), float(parts @ targets))


def _cells(occupied: IntArray, keys: Sequence[IntArray], margins: Sequence[Margin]) -> FloatArray:
    """One row per occupied cell with a one for its category in every margin."""
    return np.hstack(
        [np.eye(margin.count)[key[occupied]] for key, margin in zip(keys, margins, strict=True)]
    )


def _names(margins: Sequence[Margin]) -> list[str]:
    return [
        f"{margin.name}={name}" + (f" ({above})" if above else "")
        for margin in margins
        for above, name in margin.categories
    ]
