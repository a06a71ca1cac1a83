"""Reliability of figures to published standards: what to print, what with a warning, what not.

Proportions: the presentation standards of the National Center for Health Statistics (Parker et al.
2017): n and effective n of at least 30, an absolute interval width of at most 0.30, above 0.05
also a relative width of at most 130 %; fewer than 8 degrees of freedom, or nobody or everybody,
ask for review. Other figures: a coefficient of variation above 16.5 % is marked, above 33.3 %
suppressed (Statistics Canada 1998).
"""

from dataclasses import dataclass

from weights.errors import Flag
from weights.results import Estimate, Estimates

LEAST_N = 30
NARROW, WIDE = 0.05, 0.30
RELATIVE_WIDTH = 1.30
LEAST_DEGREES = 8
CV_MARKED, CV_SUPPRESSED = 0.165, 0.333
GRADES = ("present", "review", "suppress")


@dataclass(frozen=True)
class Reliability:
    """One figure's grade, the standard it follows, and the reasons."""

    estimate: Estimate
    grade: str
    standard: str
    flags: tuple[Flag, ...]


def grade(estimates: Estimates) -> list[Reliability]:
    """Grade every figure."""
    return [_proportion(row) if row.statistic == "proportion" else _by_cv(row) for row in estimates]


def _proportion(row: Estimate) -> Reliability:
    against = [*_sizes(row), *_width(row)]
    doubtful: list[Flag] = []
    if row.df is None or row.df < LEAST_DEGREES:
        doubtful.append(Flag("reliability.few_degrees", {"df": row.df, "least": LEAST_DEGREES}))
    if row.estimate in (0.0, 1.0):
        doubtful.append(Flag("reliability.zero_or_one"))
    result = "suppress" if against else "review" if doubtful else "present"
    return Reliability(row, result, "NCHS 2017", tuple(against + doubtful))


def _sizes(row: Estimate) -> list[Flag]:
    found: list[Flag] = []
    if row.n < LEAST_N:
        found.append(Flag("reliability.small_n", {"n": row.n, "least": LEAST_N}))
    effective = row.n_effective if row.n_effective is not None else row.n_kish
    # a design effect below one does not make a sample larger than it is
    if effective is not None and min(effective, row.n) < LEAST_N <= row.n:
        sizes = {"n_effective": effective, "least": LEAST_N}
        found.append(Flag("reliability.small_effective_n", sizes))
    return found


def _width(row: Estimate) -> list[Flag]:
    if row.low is None or row.high is None or row.estimate is None:
        return [Flag("interval.no_variance")]
    width = row.high - row.low
    if width >= WIDE:
        return [Flag("reliability.wide_interval", {"width": width, "limit": WIDE})]
    if width <= NARROW or not row.estimate:
        return []
    relative = width / row.estimate
    if relative <= RELATIVE_WIDTH:
        return []
    limits = {"relative_width": relative, "limit": RELATIVE_WIDTH}
    return [Flag("reliability.wide_relative_interval", limits)]


def _by_cv(row: Estimate) -> Reliability:
    standard = "CV 16.5 % / 33.3 %"
    if row.cv is None:
        return Reliability(row, "suppress", standard, row.flags)
    if row.cv > CV_SUPPRESSED:
        flag = Flag("reliability.suppressed_cv", {"cv": row.cv, "limit": CV_SUPPRESSED})
        return Reliability(row, "suppress", standard, (flag,))
    if row.cv > CV_MARKED:
        flag = Flag("reliability.high_cv", {"cv": row.cv, "limit": CV_MARKED})
        return Reliability(row, "review", standard, (flag,))
    return Reliability(row, "present", standard, ())
