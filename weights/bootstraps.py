"""Bootstrap factors: how often each cluster is drawn again, rescaled to the right variance.

Each function gives one row of factors per cluster (the first stage's; `preston` the last stage's)
and one column per replicate; the sum of squared deviations over count - 1 is then the variance.
"""

import itertools
from collections.abc import Sequence

import numpy as np

from weights.arrays import FloatArray, IntArray, count_codes
from weights.layout import Layout, Stage
from weights.linearisation import COMPLETE


def by_stratum(stage: Stage) -> tuple[IntArray, IntArray]:
    """Where each stratum starts among the PSUs in stratum order, and that order."""
    order = np.argsort(stage.stratum, kind="stable")
    return np.append(0, np.cumsum(stage.sampled)), order


def rao_wu(stage: Stage, count: int, rng: np.random.Generator) -> FloatArray:
    """Draw n - 1 of n PSUs with replacement (Rao and Wu 1988; McCarthy and Snowden 1985).

    Deviations are narrowed by √(1-f) where the sampling fraction is known (Rao, Wu and Yue 1992).
    """
    factors = np.empty((stage.clusters, count))
    starts, order = by_stratum(stage)
    draws = stage.sampled - 1
    places = np.repeat(starts[:-1], draws)
    spans = np.repeat(stage.sampled, draws)
    for column in range(count):
        picks = places + (rng.random(places.size) * spans).astype(np.int64)
        factors[order, column] = count_codes(picks, stage.clusters)
    size = stage.sampled[stage.stratum]
    factors *= (size / np.maximum(size - 1, 1))[:, None]
    if stage.fraction.any():
        factors = 1.0 + np.sqrt(1.0 - stage.fraction)[:, None] * (factors - 1.0)
    return factors


def canty_davison(stage: Stage, count: int, rng: np.random.Generator) -> FloatArray:
    """Draw n PSUs from a population rebuilt from the sample (Canty and Davison 1999).

    Deviations are widened so that the expected variance of a total is the linearised one.
    """
    factors = np.empty((stage.clusters, count))
    starts, order = by_stratum(stage)
    fraction = stage.fraction[order][starts[:-1]]
    sizes = stage.sampled.tolist()
    wide = [rebuilt_width(n, float(f)) for n, f in zip(sizes, fraction, strict=True)]
    for column in range(count):
        for stratum, size in enumerate(sizes):
            picks = _from_rebuilt(size, float(fraction[stratum]), rng)
            inside = order[starts[stratum] : starts[stratum + 1]]
            change = wide[stratum] * (count_codes(picks, size) - 1.0)
            factors[inside, column] = 1.0 + change
    return factors


def rebuilt_width(size: int, fraction: float) -> float:
    """√((1-f)/v), v the variance of how often one PSU comes back from the rebuilt population.

    A PSU has m copies among N there, m the whole part of N/n or one more at random; given m the
    draws are hypergeometric.
    """
    if fraction >= COMPLETE:
        return 0.0
    if fraction <= 0.0:
        return float(np.sqrt(size / (size - 1.0)))
    population = round(size / fraction)
    copies, spare = divmod(population, size)
    found = np.array([copies, copies + 1.0])
    chances = np.array([1.0 - spare / size, spare / size])
    means = size * found / population
    inner = means * (1.0 - found / population) * (population - size) / (population - 1.0)
    variance = float(chances @ (inner + means**2) - (chances @ means) ** 2)
    return float(np.sqrt((1.0 - fraction) / variance))


def _from_rebuilt(size: int, fraction: float, rng: np.random.Generator) -> IntArray:
    if fraction <= 0.0:
        return (rng.random(size) * size).astype(np.int64)
    population = round(size / fraction)
    spare = np.argsort(rng.random(size), kind="stable")[: population % size]
    pool = np.concatenate([np.tile(np.arange(size), population // size), spare])
    return pool[np.argsort(rng.random(pool.size), kind="stable")[:size]]


def preston(layout: Layout, count: int, rng: np.random.Generator) -> FloatArray:
    """Rescaled half samples at every stage with its sampling fraction (Preston 2009)."""
    drawn = [_half_samples(stage, count, rng) for stage in _bootstrapped(layout)]
    return half_sample_factors(layout, drawn)


def _bootstrapped(layout: Layout) -> list[Stage]:
    """The stages that add to the variance: the first, and those with sampling fractions above."""
    first, *others = layout.stages
    return [first, *itertools.takewhile(lambda stage: stage.reached.any(), others)]


def half_sample_factors(layout: Layout, drawn: Sequence[FloatArray]) -> FloatArray:
    """Factors of the clusters of the last stage.

    Args:
        layout: the design.
        drawn: for each stage which clusters (rows) are in the half sample of which replicate.
    """
    count = drawn[0].shape[1]
    factors = np.ones((layout.clusters, count))
    kept = np.ones((1, count))
    for number, (stage, halves) in enumerate(zip(layout.stages, drawn, strict=False)):
        lower = kept[np.zeros(stage.clusters, dtype=np.int64)] if not number else kept[stage.parent]
        size, half = stage.sampled[stage.stratum], np.maximum(stage.sampled // 2, 1)[stage.stratum]
        spare = np.maximum(size - half, 1)
        width = np.sqrt(half * (1.0 - stage.fraction) * stage.reached[stage.stratum] / spare)
        width = np.where(size > 1, width, 0.0)
        share = (size / half)[:, None]
        change = width[:, None] * lower * (halves * share - 1.0)
        factors += change[_at_stage(layout, number)]
        kept = lower * np.sqrt(share) * halves
    return factors


def _half_samples(stage: Stage, count: int, rng: np.random.Generator) -> FloatArray:
    """Which clusters are in each half sample."""
    half = np.maximum(stage.sampled // 2, 1)
    starts, order = by_stratum(stage)
    drawn = np.zeros((stage.clusters, count))
    limit = half[stage.stratum[order]]
    ranks = np.arange(stage.clusters) - starts[:-1][stage.stratum[order]]
    for column in range(count):
        shuffled = order[np.lexsort((rng.random(stage.clusters), stage.stratum[order]))]
        drawn[shuffled, column] = ranks < limit
    return drawn


def _at_stage(layout: Layout, number: int) -> IntArray:
    """For each cluster of the last stage the cluster of stage `number` it lies in."""
    place = np.arange(layout.clusters, dtype=np.int64)
    for stage in reversed(layout.stages[number + 1 :]):
        if stage.parent is not None:
            place = stage.parent[place]
    return place
