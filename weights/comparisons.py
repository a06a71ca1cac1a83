"""Comparisons: one mean with a value, two groups, two measurements of the same people, ranks.

Degrees of freedom are the design's (PSUs minus strata) for one mean, one less for two groups, as
for a regression on the group (Korn and Graubard 1999, 3.2). R takes one less for one mean as well.
"""

import numpy as np

from weights.arrays import FloatArray
from weights.conventions import check_option
from weights.design import Design
from weights.domains import Filter
from weights.errors import WeightsError
from weights.independence import TestResult, TwoWay, independence_test, wald_test
from weights.intervals import wald
from weights.layout import number_column
from weights.moments import contrast
from weights.results import Estimate, Estimates

_RANK = "rank score"

SCORES = ("wilcoxon", "vanderwaerden", "median")


def table_test(
    design: Design, row: str, column: str, statistic: str = "F", where: Filter = None
) -> TestResult:
    """Are two columns of categories independent?"""
    from weights.coding import code_column, occupied

    rows = occupied(code_column(design.frame, row))
    columns = occupied(code_column(design.frame, column))
    complete = (rows.codes >= 0) & (columns.codes >= 0)
    cell = np.where(complete, columns.codes * rows.count + rows.codes, 0)
    names = [f"cell{k}" for k in range(rows.count * columns.count)]
    cells = {name: (cell == k).astype(float) for k, name in enumerate(names)}
    keep = complete if where is None else complete & _mask(design, where)
    with_cells = design.assign(**cells)
    ask = with_cells.total if statistic in ("Wald", "adjWald") else with_cells.mean
    found = ask(names, where=keep)
    table = TwoWay(
        shares=found.values(),
        covariance=found.covariance(),
        rows=rows.count,
        columns=columns.count,
        n=int((keep & (design.weights != 0)).sum()),
        df=found[0].df or 0.0,
    )
    return independence_test(table, statistic)


def _mask(design: Design, where: Filter) -> np.ndarray:
    from weights.domains import filter_mask

    mask = filter_mask(design.frame, where)
    return np.ones(len(design.frame), dtype=bool) if mask is None else mask


def _t_result(method: str, row: Estimate, df: float, value: float = 0.0) -> TestResult:
    from scipy.special import stdtr

    if row.estimate is None or not row.se:
        raise WeightsError("comparison.no_variance", method=method)
    t = (row.estimate - value) / row.se
    low, high = wald(row.estimate, row.se, df, row.confidence)
    p = 2.0 * float(stdtr(df, -abs(t)))
    return TestResult(method, t, (df,), p, row.estimate, low, high)


def one_sample(design: Design, y: str, value: float, where: Filter = None) -> TestResult:
    """Is the mean of y a given value?"""
    row = design.mean(y, where=where)[0]
    return _t_result("one-sample t", row, row.df or 0.0, value)


def paired(design: Design, y: str, before: str, where: Filter = None) -> TestResult:
    """Has the mean changed between two measurements of the same people?"""
    name = f"{y} - {before}"
    change = number_column(design.frame, y) - number_column(design.frame, before)
    row = design.assign(**{name: change}).mean(name, where=where)[0]
    return _t_result("paired t", row, row.df or 0.0)


def two_groups(design: Design, y: str, group: str, where: Filter = None) -> TestResult:
    """Do the means of two groups differ? Second group minus first."""
    means = _two_means(design, y, group, where)
    df = design.degrees_of(_used(design, (y, group), where)) - 1.0
    return _t_result("two-sample t", contrast(means, [-1.0, 1.0]), df)


def _two_means(design: Design, y: str, group: str, where: Filter) -> Estimates:
    means = design.mean(y, by=group, where=where)
    if len(means) != 2:
        labels = tuple(row.domain[0][1] for row in means)
        raise WeightsError("comparison.groups", column=group, groups=labels)
    return means


def _used(design: Design, columns: tuple[str, str], where: Filter) -> np.ndarray:
    complete = np.ones(len(design.frame), dtype=bool)
    for name in columns:
        complete &= design.frame[name].notna().to_numpy()
    return complete if where is None else complete & _mask(design, where)


def rank_test(
    design: Design, y: str, group: str, score: str = "wilcoxon", where: Filter = None
) -> TestResult:
    """Do groups differ, by estimated population ranks (Lumley and Scott 2013)?

    Two groups are compared by t, more by F (for the score `wilcoxon` that is Kruskal and Wallis).
    """
    check_option("score", score, SCORES)
    used = _used(design, (y, group), where) & (design.weights != 0)
    ranks = np.full(used.size, np.nan)
    ranks[used] = _scores(number_column(design.frame, y)[used], design.weights[used], score)
    means = design.assign(**{_RANK: ranks}).mean(_RANK, by=group, where=where)
    df = design.degrees_of(used)
    if len(means) == 2:
        return _t_result(f"{score} rank", contrast(means, [-1.0, 1.0]), df - 1.0)
    if len(means) < 2:
        labels = tuple(row.domain[0][1] for row in means)
        raise WeightsError("comparison.groups", column=group, groups=labels)
    slopes = np.hstack([-np.ones((len(means) - 1, 1)), np.eye(len(means) - 1)])
    gaps, covariance = slopes @ means.values(), slopes @ means.covariance() @ slopes.T
    return wald_test(f"{score} rank", gaps, covariance, df - gaps.size)


def _scores(values: FloatArray, weights: FloatArray, score: str) -> FloatArray:
    """Mid-ranks of the population as shares of it, turned into scores."""
    from scipy.special import ndtri

    order = np.argsort(values, kind="stable")
    sums = np.cumsum(weights[order]) - weights[order] / 2.0
    ends = np.flatnonzero(np.append(np.diff(values[order]) != 0, True))
    tie = np.searchsorted(ends, np.arange(values.size))
    means = np.bincount(tie, weights=sums) / np.bincount(tie)
    share = np.empty(values.size)
    share[order] = means[tie] / weights.sum()
    if score == "wilcoxon":
        return share
    return ndtri(share) if score == "vanderwaerden" else (share > 0.5).astype(np.float64)
