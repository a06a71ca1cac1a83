"""Any statistic by replication: a function of the data and weights, computed in every replicate.

What R `withReplicates` does. The variance is the spread of the results over the replicates, in
which every weighting step has been repeated; a replicate without a result is left out, the others
are given its part, and a flag counts it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from weights.arrays import FloatArray
from weights.conventions import Conventions
from weights.errors import Flag, WeightsError
from weights.estimation import mean_interval
from weights.replication import Replication
from weights.results import Estimate, Estimates

Statistic = Callable[[pd.DataFrame, FloatArray], npt.ArrayLike]

# Replicates handed to one worker at a time.
_CHUNK = 16


@dataclass(frozen=True, eq=False)
class Resampling:
    """Data, replicates and what to make of their results."""

    frame: pd.DataFrame
    engine: Replication
    conventions: Conventions
    design_df: float


def replicate_statistic(job: Resampling, function: Statistic, names: Sequence[str]) -> Estimates:
    """The numbers the function gives, with their covariance over the replicates."""
    engine = job.engine
    full = call(function, job.frame, engine.weights)
    labels = tuple(names) or tuple(f"statistic {k + 1}" for k in range(full.size))
    if len(labels) != full.size:
        raise WeightsError("estimates.different_shape", first=len(labels), second=full.size)
    results = _results(job, function)
    deviations = engine.deviations(results, full)
    matrix = deviations.T @ deviations
    used = engine.replicates.rscales > 0
    lost = int((np.isnan(results).any(axis=1) & used).sum())
    if lost == int(used.sum()):
        matrix = np.full_like(matrix, np.nan)
    flags = (
        (Flag("reliability.replicate_failed", {"replicates": lost, "of": int(used.sum())}),)
        if lost
        else ()
    )
    rows = [
        _row(job, label, (float(full[k]), float(matrix[k, k])), flags)
        for k, label in enumerate(labels)
    ]
    return Estimates(tuple(rows), lambda: matrix)


def call(function: Statistic, frame: pd.DataFrame, weights: FloatArray) -> FloatArray:
    """The function's numbers as a vector."""
    return np.atleast_1d(np.asarray(function(frame, weights), dtype=np.float64)).ravel()


def _results(job: Resampling, function: Statistic) -> FloatArray:
    """The numbers of every replicate (rows), some replicates at a time, through joblib."""
    from joblib import Parallel, delayed

    count = job.engine.replicates.count
    found: list[Any] = list(
        Parallel(n_jobs=-1, prefer="threads")(
            delayed(_chunk)(job, function, slice(k, min(k + _CHUNK, count)))
            for k in range(0, count, _CHUNK)
        )
    )
    return np.vstack(found)


def _chunk(job: Resampling, function: Statistic, chunk: slice) -> FloatArray:
    weights = job.engine.row_weights(chunk)
    size = call(function, job.frame, job.engine.weights).size
    rows = [
        # a replicate that could not meet the margins has no weights to compute with
        np.full(size, np.nan)
        if np.isnan(weights[:, k]).any()
        else call(function, job.frame, np.ascontiguousarray(weights[:, k]))
        for k in range(weights.shape[1])
    ]
    return np.vstack(rows)


def _row(
    job: Resampling, name: str, figures: tuple[float, float], flags: tuple[Flag, ...]
) -> Estimate:
    value, variance = figures
    confidence = job.conventions.confidence
    exists = bool(np.isfinite(value))
    interval = mean_interval(value, variance if exists else np.nan, job.design_df, confidence)
    se = float(np.sqrt(max(variance, 0.0))) if exists and np.isfinite(variance) else None
    weights = job.engine.weights
    return Estimate(
        statistic="statistic",
        variable=name,
        level=None,
        domain=(),
        estimate=value if exists else None,
        se=se,
        low=interval.low,
        high=interval.high,
        df=job.design_df,
        cv=se / abs(value) if se is not None and value else None,
        deff=None,
        n_effective=None,
        n=int((weights != 0).sum()),
        n_weighted=float(weights.sum()),
        confidence=confidence,
        variance_method=job.engine.method,
        interval_method=interval.method,
        df_method="PSUs - strata, at most replicates - 1",
        flags=(*interval.flags, *flags),
    )
