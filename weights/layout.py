"""How the sample was drawn, stage by stage: strata, clusters and sampling fractions as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from weights.arrays import BoolArray, FloatArray, IntArray, count_codes, sum_codes
from weights.coding import (
    Coding,
    code_column,
    code_columns,
    column_of,
    combine,
    names_of,
    require_complete,
)
from weights.errors import WeightsError

Columns = str | Sequence[str]


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage of selection.

    Attributes:
        stratum: of each cluster of this stage; from the second stage on the strata are nested in
            the clusters above.
        parent: of each cluster, the cluster one stage up.
        sampled: clusters drawn, by stratum.
        fraction: sampling fraction of each cluster; 0 where none is known.
        reached: product of the sampling fractions of the stages above, by stratum.
        coding: names of the strata.
        number: 1 for the first stage.
    """

    stratum: IntArray
    parent: IntArray | None
    sampled: IntArray
    fraction: FloatArray
    reached: FloatArray
    coding: Coding
    number: int = 1

    @property
    def clusters(self) -> int:
        return self.stratum.size

    @property
    def strata(self) -> int:
        return self.sampled.size

    def label(self, stratum: int) -> str:
        return self.coding.label(stratum)


@dataclass(frozen=True, eq=False)
class Layout:
    """The stages and, for each row, its cluster of the last stage.

    `rows` is None where every row is a cluster of its own.
    """

    rows: IntArray | None
    stages: tuple[Stage, ...]
    size: int

    @property
    def clusters(self) -> int:
        return self.stages[-1].clusters

    @property
    def by_pairs(self) -> bool:
        """Whether the variance rests on pairs of rows, which replicates of PSUs cannot show."""
        return False

    def quadratic(self, totals: FloatArray) -> FloatArray | None:
        """Covariance of the column sums where it is not a sum over stages."""
        return None

    def cluster_of_rows(self) -> IntArray:
        return np.arange(self.size, dtype=np.int64) if self.rows is None else self.rows

    def gather(self, values: FloatArray) -> FloatArray:
        """Totals of row values by cluster of the last stage."""
        if self.rows is None:
            return values
        if values.ndim == 1:
            return sum_codes(self.rows, values, self.clusters)
        columns = [
            sum_codes(self.rows, values[:, k], self.clusters) for k in range(values.shape[1])
        ]
        return np.column_stack(columns) if columns else np.zeros((self.clusters, 0))

    def occupied(self, mask: BoolArray) -> BoolArray:
        """Clusters of the last stage in which the mask is true for at least one row."""
        if self.rows is None:
            return mask
        seen = np.zeros(self.clusters, dtype=bool)
        seen[self.rows[mask]] = True
        return seen

    def first_stage(self, present: BoolArray) -> BoolArray:
        """Clusters of the first stage that hold an occupied cluster of the last one."""
        for stage in reversed(self.stages[1:]):
            above = stage.parent if stage.parent is not None else stage.stratum
            upper = np.zeros(int(above.max()) + 1 if above.size else 0, dtype=bool)
            upper[above[present]] = True
            present = upper
        return present

    def degrees(self, present: BoolArray) -> int:
        """PSUs minus strata, both counted where a row of the domain lies."""
        psus = self.first_stage(present)
        strata = np.unique(self.stages[0].stratum[psus])
        return int(psus.sum()) - strata.size


@dataclass(frozen=True)
class Columns3:
    """The columns of one stage, as named by the user."""

    strata: tuple[str, ...]
    cluster: str | None
    fpc: str | None


def plan_stages(
    strata: Columns | Sequence[Sequence[str]], clusters: Columns, fpc: Columns
) -> tuple[Columns3, ...]:
    """Sort the column names by stage; strata may be given per stage as nested sequences."""
    ids, fpcs = names_of(clusters), names_of(fpc)
    by_stage = _strata_by_stage(strata)
    count = max(len(ids), 1)
    if len(fpcs) > count or len(by_stage) > count:
        raise WeightsError("design.too_many_fpc", fpc=fpcs, stages=count)
    return tuple(
        Columns3(
            by_stage[k] if k < len(by_stage) else (),
            ids[k] if k < len(ids) else None,
            fpcs[k] if k < len(fpcs) else None,
        )
        for k in range(count)
    )


def _strata_by_stage(strata: Columns | Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    if isinstance(strata, str):
        return ((strata,),)
    if any(not isinstance(entry, str) for entry in strata):
        return tuple(names_of(entry) for entry in strata)
    names = tuple(str(entry) for entry in strata)
    return (names,) if names else ()


def build_layout(frame: pd.DataFrame, plan: tuple[Columns3, ...]) -> Layout:
    """Code strata and clusters of every stage and check the population counts."""
    stages: list[Stage] = []
    above: Coding | None = None
    rows: IntArray | None = None
    reached = np.ones(1)
    for columns in plan:
        strata = _stage_strata(frame, columns, above)
        if columns.cluster is None:
            codes, stratum, coding = None, strata.codes, strata
        else:
            cluster = combine(strata, require_complete(code_column(frame, columns.cluster)))
            codes, coding = cluster.codes, cluster
            stratum = _of_cluster(cluster, strata)
        sampled = count_codes(stratum, strata.count)
        fraction = _fractions(frame, columns.fpc, codes, stratum, (sampled, strata))
        parent = None if above is None else _parent(codes, above.codes, stratum.size)
        scale = np.ones(strata.count) if above is None else _reached(strata, above, reached)
        stages.append(Stage(stratum, parent, sampled, fraction, scale, strata, len(stages) + 1))
        reached = scale[stratum] * fraction
        rows, above = codes, coding
    return Layout(rows, tuple(stages), len(frame))


def _stage_strata(frame: pd.DataFrame, columns: Columns3, above: Coding | None) -> Coding:
    own = require_complete(code_columns(frame, columns.strata))
    if above is None:
        return own
    return combine(above, own) if columns.strata else above


def _of_cluster(cluster: Coding, strata: Coding) -> IntArray:
    """The stratum of each cluster: clusters are numbered stratum by stratum."""
    stratum = np.empty(cluster.count, dtype=np.int64)
    stratum[cluster.codes] = strata.codes
    return stratum


def _parent(codes: IntArray | None, above: IntArray, count: int) -> IntArray:
    if codes is None:
        return above
    parent = np.empty(count, dtype=np.int64)
    parent[codes] = above
    return parent


def _reached(strata: Coding, above: Coding, reached: FloatArray) -> FloatArray:
    """The product of earlier sampling fractions, carried to the strata of this stage."""
    scale = np.empty(strata.count)
    scale[strata.codes] = reached[above.codes]
    return scale


def _fractions(
    frame: pd.DataFrame,
    name: str | None,
    codes: IntArray | None,
    stratum: IntArray,
    drawn: tuple[IntArray, Coding],
) -> FloatArray:
    if name is None:
        return np.zeros(stratum.size)
    values = numeric(frame, name)
    by_cluster = np.empty(stratum.size)
    by_cluster[... if codes is None else codes] = values
    sampled, strata = drawn
    _check_constant(by_cluster, stratum, strata, name)
    if bool((values <= 1.0).all()) and bool((values > 0.0).all()) and _are_fractions(values):
        return by_cluster
    if bool((values < 1.0).any()):
        raise WeightsError("fpc.mixed", column=name)
    short = np.flatnonzero(by_cluster < sampled[stratum])
    if short.size:
        first = int(stratum[short[0]])
        raise WeightsError(
            "fpc.too_small",
            column=name,
            stratum=strata.label(first),
            population=float(by_cluster[short[0]]),
            sampled=int(sampled[first]),
        )
    return sampled[stratum] / by_cluster


def _are_fractions(values: FloatArray) -> bool:
    """All ones are counts of one (certainty), which as fractions mean the same."""
    return bool((values < 1.0).any()) or bool((values == 1.0).all())


def _check_constant(values: FloatArray, stratum: IntArray, strata: Coding, name: str) -> None:
    first = np.empty(strata.count)
    first[stratum] = values
    differing = np.flatnonzero(np.abs(values - first[stratum]) > 1e-9 * np.abs(values))
    if differing.size:
        label = strata.label(int(stratum[differing[0]]))
        raise WeightsError("fpc.varies", column=name, stratum=label)


def numeric(frame: pd.DataFrame, name: str) -> FloatArray:
    """A complete numeric column."""
    values = number_column(frame, name)
    missing = int(np.isnan(values).sum())
    if missing:
        raise WeightsError("column.missing_values", column=name, rows=missing)
    return values


def number_column(frame: pd.DataFrame, name: str) -> FloatArray:
    """A numeric column with missing values as NaN."""
    column = column_of(frame, name)
    if isinstance(column.dtype, pd.CategoricalDtype) or column.dtype == object:
        raise WeightsError("column.not_numeric", column=name)
    try:
        return column.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as cause:
        raise WeightsError("column.not_numeric", column=name) from cause
