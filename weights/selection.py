"""Drawing samples: simple, systematic, proportional to size, and the person in a household.

Every function is given a `numpy.random.Generator`; `generator(seed)` makes one whose stream is the
same on every platform. Only its uniform numbers are used, so a draw can be repeated anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from weights.arrays import FloatArray, IntArray
from weights.errors import WeightsError

_ATTEMPTS = 100_000


@dataclass(frozen=True, eq=False)
class Draw:
    """Units drawn, in frame order, and the inclusion probability of each of them.

    `hits` counts how often a unit was hit (above 1 only when drawn with replacement).
    """

    method: str
    indices: IntArray
    probabilities: FloatArray
    hits: IntArray


def generator(seed: int) -> np.random.Generator:
    """A generator whose numbers depend on the seed alone (PCG64)."""
    return np.random.Generator(np.random.PCG64(seed))


def _draw(method: str, indices: npt.ArrayLike, probabilities: npt.ArrayLike) -> Draw:
    chosen = np.asarray(indices, dtype=np.int64)
    return Draw(
        method,
        chosen,
        np.asarray(probabilities, dtype=np.float64),
        np.ones(chosen.size, dtype=np.int64),
    )


def draw_simple(population: int, n: int, rng: np.random.Generator) -> Draw:
    """Simple random sample without replacement: the n smallest of uniform numbers."""
    _check_size(n, population)
    chosen = np.sort(np.argsort(rng.random(population), kind="stable")[:n])
    return _draw("simple", chosen, np.full(n, n / population if population else 0.0))


def _check_size(n: int, population: int) -> None:
    if not 0 <= n <= population:
        raise WeightsError("selection.too_many", wanted=n, available=population)


def draw_stratified(
    strata: npt.ArrayLike, sizes: dict[object, int], rng: np.random.Generator
) -> Draw:
    """A simple random sample in each stratum, strata in the order of their labels."""
    labels = np.asarray(strata)
    chosen: list[IntArray] = []
    chances: list[FloatArray] = []
    for label in np.unique(labels).tolist():
        inside = np.flatnonzero(labels == label)
        drawn = draw_simple(inside.size, sizes.get(label, 0), rng)
        chosen.append(inside[drawn.indices])
        chances.append(drawn.probabilities)
    indices = np.concatenate(chosen) if chosen else np.zeros(0, dtype=np.int64)
    order = np.argsort(indices, kind="stable")
    return _draw("stratified", indices[order], np.concatenate(chances)[order])


def draw_systematic(
    population: int, n: int, rng: np.random.Generator, order: npt.ArrayLike | None = None
) -> Draw:
    """Every k-th unit of the (sorted) frame from a random start, with a fractional interval."""
    _check_size(n, population)
    places = np.arange(population) if order is None else np.argsort(order, kind="stable")
    points = (rng.random() + np.arange(n)) * (population / n) if n else np.zeros(0)
    chosen = np.sort(places[np.minimum(points.astype(np.int64), population - 1)])
    return _draw("systematic", chosen, np.full(n, n / population if population else 0.0))


def inclusion_probabilities(sizes: npt.ArrayLike, n: int) -> FloatArray:
    """Proportional to size; units that would exceed one are taken with certainty."""
    measure = _sizes(sizes)
    if n > (measure > 0).sum():
        raise WeightsError("selection.too_many", wanted=n, available=int((measure > 0).sum()))
    certain = np.zeros(measure.size, dtype=bool)
    while True:
        left = n - int(certain.sum())
        open_sum = float(measure[~certain].sum())
        chances = np.where(certain, 1.0, left * measure / open_sum if open_sum else 0.0)
        beyond = (chances >= 1.0) & ~certain
        if not beyond.any():
            return chances
        certain |= beyond


def _sizes(sizes: npt.ArrayLike) -> FloatArray:
    measure = np.asarray(sizes, dtype=np.float64)
    bad = int((~np.isfinite(measure) | (measure < 0)).sum())
    if bad:
        raise WeightsError("selection.bad_size", rows=bad)
    return measure


def draw_pps_systematic(
    sizes: npt.ArrayLike, n: int, rng: np.random.Generator, order: npt.ArrayLike | None = None
) -> Draw:
    """Systematic selection along the cumulated sizes (Madow 1949); large units are certain."""
    chances = inclusion_probabilities(sizes, n)
    places = np.arange(chances.size) if order is None else np.argsort(order, kind="stable")
    ends = np.cumsum(chances[places])
    # the sum is n but for rounding; without this the last point could fall off the end
    ends *= n / ends[-1] if ends.size and ends[-1] > 0 else 1.0
    points = rng.random() + np.arange(n)
    chosen = np.sort(places[np.searchsorted(ends, points, side="right")])
    return _draw("pps systematic", chosen, chances[chosen])


def draw_sampford(sizes: npt.ArrayLike, n: int, rng: np.random.Generator) -> Draw:
    """Sampford's (1967) rejective selection: exact inclusion probabilities proportional to size."""
    chances = inclusion_probabilities(sizes, n)
    certain = np.flatnonzero(chances >= 1.0)
    left = n - certain.size
    others = np.flatnonzero((chances < 1.0) & (chances > 0.0))
    if left == 0:
        return _draw("sampford", certain, chances[certain])
    p = chances[others]
    first, rest = np.cumsum(p / p.sum()), np.cumsum(p / (1.0 - p) / (p / (1.0 - p)).sum())
    for _ in range(_ATTEMPTS):
        spots = rng.random(left)
        picks = np.append(_pick(first, spots[:1]), _pick(rest, spots[1:]))
        if np.bincount(picks).max() == 1:
            chosen = np.sort(np.concatenate([certain, others[picks]]))
            return _draw("sampford", chosen, chances[chosen])
    raise WeightsError("selection.not_accepted", attempts=_ATTEMPTS)


def _pick(ends: FloatArray, spots: FloatArray) -> IntArray:
    """The units at these places between 0 and 1 of a cumulated measure."""
    return np.minimum(np.searchsorted(ends, spots, side="right"), ends.size - 1)


def draw_brewer(sizes: npt.ArrayLike, n: int, rng: np.random.Generator) -> Draw:
    """Brewer's (1975) draw-by-draw selection without replacement, for any n."""
    chances = inclusion_probabilities(sizes, n)
    drawn = chances >= 1.0
    start = int(drawn.sum())
    open_to = (chances < 1.0) & (chances > 0.0)
    left = n - start
    for draw in range(left):
        p = np.where(open_to & ~drawn, chances, 0.0)
        spare = left - float(chances[open_to & drawn].sum())
        weight = np.where(p > 0, p * (spare - p) / (spare - p * (left - draw)), 0.0)
        drawn[_pick(np.cumsum(weight / weight.sum()), rng.random(1))] = True
    chosen = np.flatnonzero(drawn)
    return _draw("brewer", chosen, chances[chosen])


# Kish (1965, table 11.3.1): the share of addresses with each of the eight tables, and for each
# table the person to ask in households of 1, 2, … 6 and more adults.
_KISH_SHARES = (1 / 6, 1 / 12, 1 / 12, 1 / 6, 1 / 6, 1 / 12, 1 / 12, 1 / 6)
_KISH_TABLES = (
    (1, 1, 1, 1, 1, 1),
    (1, 1, 1, 1, 2, 2),
    (1, 1, 1, 2, 2, 2),
    (1, 1, 2, 2, 3, 3),
    (1, 2, 2, 3, 4, 4),
    (1, 2, 3, 3, 3, 5),
    (1, 2, 3, 4, 5, 5),
    (1, 2, 3, 4, 5, 6),
)
KISH_NAMES: tuple[str, ...] = ("A", "B1", "B2", "C", "D", "E1", "E2", "F")


@dataclass(frozen=True)
class KishTable:
    """The table preprinted for an address: whom to ask in a household of 1 … 6 adults."""

    name: str
    persons: tuple[int, ...]

    def person(self, adults: int) -> int:
        """The number of the adult to ask, counted as the grid lists them."""
        if adults < 1:
            raise WeightsError("plan.out_of_range", name="adults", value=adults)
        return self.persons[min(adults, 6) - 1]


def kish_table(name: str) -> KishTable:
    """One of the eight tables by its name; ``KeyError`` where there is none."""
    return KishTable(name, dict(zip(KISH_NAMES, _KISH_TABLES, strict=True))[name])


def assign_kish_tables(addresses: int, rng: np.random.Generator) -> list[KishTable]:
    """One of Kish's eight tables for every address, at random in their fixed shares."""
    ends = np.cumsum(_KISH_SHARES)
    picks = np.minimum(np.searchsorted(ends, rng.random(addresses), side="right"), 7)
    return [KishTable(KISH_NAMES[k], _KISH_TABLES[k]) for k in picks.tolist()]


def draw_person(adults: int, rng: np.random.Generator) -> int:
    """One adult with equal chances, counted from 1."""
    if adults < 1:
        raise WeightsError("plan.out_of_range", name="adults", value=adults)
    return min(int(rng.random() * adults) + 1, adults)


def last_birthday(birthdays: Sequence[tuple[int, int]], today: tuple[int, int]) -> int:
    """The adult whose birthday (month, day) was last, counted from 1; the first if several."""
    if not birthdays:
        raise WeightsError("plan.out_of_range", name="adults", value=0)

    def days_ago(birthday: tuple[int, int]) -> int:
        order = birthday[0] * 32 + birthday[1]
        now = today[0] * 32 + today[1]
        return now - order if order <= now else now - order + 13 * 32

    ages = [days_ago(birthday) for birthday in birthdays]
    return ages.index(min(ages)) + 1
