"""Collapsed strata: a stratum with one PSU joins its neighbour (Hansen, Hurwitz and Madow 1953).

The neighbour is the next stratum in the order of the labels, or the one before the last. The
variance then holds the difference between the joined strata, so it is rather too large.
"""

from dataclasses import replace

import numpy as np

from weights.arrays import FloatArray, IntArray, count_codes
from weights.layout import Layout, Stage


def collapse(layout: Layout) -> tuple[Layout, tuple[tuple[str, str], ...]]:
    """The layout with joined strata, and which stratum joined which."""
    stage = layout.stages[0]
    target = _targets(stage)
    moved = np.flatnonzero(target != np.arange(stage.strata))
    if not moved.size:
        return layout, ()
    joined = tuple((stage.label(int(k)), stage.label(int(target[k]))) for k in moved)
    return replace(layout, stages=(_joined(stage, target), *layout.stages[1:])), joined


def _targets(stage: Stage) -> IntArray:
    """For each stratum the one that takes its PSUs."""
    target = np.arange(stage.strata)
    complete = np.zeros(stage.strata, dtype=bool)
    complete[stage.stratum] = stage.fraction >= 1.0
    size = stage.sampled.copy()
    if stage.strata < 2:
        return target
    for stratum in range(stage.strata):
        if size[stratum] != 1 or complete[stratum]:
            continue
        neighbour = stratum + 1 if stratum + 1 < stage.strata else int(target[stratum - 1])
        target[target == stratum] = neighbour
        size[neighbour] += size[stratum]
        size[stratum] = 0
    return target


def _joined(stage: Stage, target: IntArray) -> Stage:
    stratum = target[stage.stratum]
    sampled = count_codes(stratum, stage.strata)
    return replace(
        stage,
        stratum=stratum,
        sampled=np.maximum(sampled, 2 * (sampled == 0)),
        fraction=_fractions(stage, stratum, sampled),
    )


def _fractions(stage: Stage, stratum: IntArray, sampled: IntArray) -> FloatArray:
    """PSUs drawn over PSUs there are, in the joined strata; 0 where that is not known."""
    known = np.where(stage.fraction > 0, 1.0 / np.where(stage.fraction > 0, stage.fraction, 1), 0)
    population = np.bincount(stratum, weights=known, minlength=stage.strata)
    without = np.bincount(stratum, weights=stage.fraction <= 0, minlength=stage.strata) > 0
    usable = ~without & (population > 0)
    share = np.divide(sampled, population, out=np.zeros(stage.strata), where=usable)
    return share[stratum]
