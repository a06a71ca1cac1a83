"""Variance of totals under a multistage stratified design.

With clusters drawn in stages the variance of a total is, stage by stage, the spread of cluster
totals within strata, corrected for the finite population and scaled by the sampling fractions of
the stages above (Särndal, Swensson and Wretman 1992, chapter 4; Lumley 2004). A nonlinear
statistic enters with its linearised variable (Binder 1983; Deville 1999).
"""

import numpy as np

from weights.arrays import BoolArray, FloatArray, IntArray, sum_codes
from weights.conventions import Conventions
from weights.errors import WeightsError
from weights.layout import Layout, Stage

# A sampling fraction this close to one means the stratum was taken completely.
COMPLETE = 1.0 - 1e-7


def covariance(
    layout: Layout, totals: FloatArray, conventions: Conventions, present: BoolArray | None = None
) -> FloatArray:
    """Covariance matrix of the sums of the columns of cluster `totals`.

    Args:
        layout: the design.
        totals: one row per cluster of the last stage, one column per estimate: the weighted
            linearised variable summed over the cluster.
        conventions: among them the treatment of lonely PSUs.
        present: which clusters of the last stage hold rows of the domain; None for all.
    """
    direct = layout.quadratic(totals)
    if direct is not None:
        return direct
    result = np.zeros((totals.shape[1], totals.shape[1]))
    for stage, sums, seen in _stage_totals(layout, totals, conventions, present):
        spread, inflate = _spread(stage, sums, conventions, seen)
        result += (spread.T @ spread) * inflate
    return result


def variances(
    layout: Layout, totals: FloatArray, conventions: Conventions, present: BoolArray | None = None
) -> FloatArray:
    """The diagonal of `covariance`, without the rest of it."""
    direct = layout.quadratic(totals)
    if direct is not None:
        return np.diag(direct).copy()
    result = np.zeros(totals.shape[1])
    for stage, sums, seen in _stage_totals(layout, totals, conventions, present):
        spread, inflate = _spread(stage, sums, conventions, seen)
        result += np.einsum("ij,ij->j", spread, spread) * inflate
    return result


def _stage_totals(
    layout: Layout, totals: FloatArray, conventions: Conventions, present: BoolArray | None
) -> list[tuple[Stage, FloatArray, BoolArray]]:
    """The cluster totals of every stage that contributes to the variance."""
    seen = np.ones(totals.shape[0], dtype=bool) if present is None else present
    found: list[tuple[Stage, FloatArray, BoolArray]] = []
    for number in range(len(layout.stages) - 1, -1, -1):
        stage = layout.stages[number]
        if number == 0 or not (conventions.ultimate or not stage.reached.any()):
            found.append((stage, totals, seen))
        if stage.parent is not None:
            count = layout.stages[number - 1].clusters
            totals = sum_by(stage.parent, totals, count)
            seen = sum_codes(stage.parent, seen, count) > 0
    return found


def sum_by(codes: IntArray, values: FloatArray, count: int) -> FloatArray:
    """Sums of the rows of a matrix by code."""
    if values.shape[1] > 40 and count < values.shape[0]:
        order = np.argsort(codes, kind="stable")
        starts = np.searchsorted(codes[order], np.arange(count))
        if np.diff(np.append(starts, codes.size)).min() > 0:
            return np.add.reduceat(values[order], starts, axis=0)
    result = np.empty((count, values.shape[1]))
    for column in range(values.shape[1]):
        result[:, column] = sum_codes(codes, values[:, column], count)
    return result


def _spread(
    stage: Stage, totals: FloatArray, conventions: Conventions, seen: BoolArray
) -> tuple[FloatArray, float]:
    """Deviations scaled so that their cross product is the variance of this stage.

    The second value inflates it where lonely strata are given the average of the others.
    """
    size = stage.sampled
    means = sum_by(stage.stratum, totals, stage.strata) / size[:, None]
    lonely, inflate = _lonely_strata(stage, conventions, seen)
    centre = means[stage.stratum]
    if conventions.lonely == "adjust" and lonely.any():
        grand = totals.sum(axis=0) / totals.shape[0]
        centre = np.where(lonely[stage.stratum][:, None], grand, centre)
    scale = _scales(stage)
    if conventions.lonely == "average" and lonely.any():
        scale = np.where(lonely[stage.stratum], 0.0, scale)
    return (totals - centre) * np.sqrt(scale)[:, None], inflate


def _scales(stage: Stage) -> FloatArray:
    """For each cluster n/(n-1) (1-f) and the fractions above; n alone counts once."""
    size = stage.sampled[stage.stratum]
    spare = np.where(stage.fraction >= COMPLETE, 0.0, 1.0 - stage.fraction)
    return spare * size / np.maximum(size - 1, 1) * stage.reached[stage.stratum]


def _lonely_strata(
    stage: Stage, conventions: Conventions, seen: BoolArray
) -> tuple[BoolArray, float]:
    """Strata with one PSU (or one inside the domain), and the factor that averages over them."""
    inside = sum_codes(stage.stratum, seen, stage.strata)
    complete = np.ones(stage.strata, dtype=bool)
    complete[stage.stratum] = stage.fraction >= COMPLETE
    reached = stage.reached > 0
    lonely = (stage.sampled == 1) & ~complete & reached
    if conventions.lonely == "fail" and (lonely & (inside > 0)).any():
        names = tuple(stage.label(int(k)) for k in np.flatnonzero(lonely & (inside > 0)))
        raise WeightsError("lonely_psu", stage=stage.number, strata=names)
    if conventions.domain_lonely and conventions.lonely in ("adjust", "average"):
        lonely |= (inside == 1) & ~complete & reached
    counted = inside > 0
    if conventions.lonely != "average" or not (lonely & counted).any():
        return lonely, 1.0
    rest = int((counted & ~lonely).sum())
    return lonely, counted.sum() / rest if rest else np.nan


def is_plain(layout: Layout, conventions: Conventions) -> bool:
    """Whether the variance of a domain needs no look at which strata hold it."""
    if conventions.domain_lonely:
        return False
    return not any((stage.sampled == 1).any() for stage in layout.stages)
