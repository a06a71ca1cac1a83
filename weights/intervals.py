"""Two-sided intervals: for a figure with a standard error, and for a proportion.

Every function takes the estimated proportion, its variance, the number of rows, the degrees of
freedom and the confidence, and gives (low, high). Which one is used is said with the estimate.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from weights.conventions import INTERVALS, check_option
from weights.errors import Flag

# With fewer degrees of freedom an interval for "all" or "none" says next to nothing (two clusters
# that all said yes would give 0.6 % to 100 %), so none is printed.
LEAST_DEGREES_AT_BOUNDARY = 3


@dataclass(frozen=True)
class Proportion:
    """What an interval for a proportion rests on."""

    share: float
    variance: float
    n: int
    n_kish: float
    df: float
    confidence: float


@dataclass(frozen=True)
class Interval:
    """A two-sided interval, or the reason why there is none."""

    low: float | None
    high: float | None
    method: str
    flags: tuple[Flag, ...] = ()


def t_quantile(confidence: float, df: float) -> float:
    """The quantile of Student's t that leaves half of the rest above; normal if df is infinite."""
    from scipy.special import ndtri, stdtrit

    upper = 0.5 + confidence / 2.0
    return float(ndtri(upper)) if np.isinf(df) else float(stdtrit(df, upper))


def wald(estimate: float, se: float, df: float, confidence: float) -> tuple[float, float]:
    """Estimate ± t × SE."""
    reach = t_quantile(confidence, df) * se
    return estimate - reach, estimate + reach


def proportion_interval(case: Proportion, method: str) -> Interval:
    """The interval for a proportion by the method asked for, or the reason why there is none."""
    check_option("interval", method, INTERVALS)
    if not case.df > 0:
        return Interval(None, None, method, (Flag("interval.no_degrees", {"df": case.df}),))
    if case.share <= 0.0 or case.share >= 1.0:
        return _at_boundary(case, method)
    if not case.variance > 0.0:
        return Interval(None, None, method, (Flag("interval.no_variance"),))
    low, high = _METHODS[method](case)
    return Interval(low, high, method)


def _at_boundary(case: Proportion, method: str) -> Interval:
    """Nobody or everybody: the exact one-sided bound at the effective size (Korn, Graubard 1998).

    The sample shows no variance, so the effective size is Kish's (unequal weights), reduced for
    the degrees of freedom; the other methods have no answer here.
    """
    if case.df < LEAST_DEGREES_AT_BOUNDARY:
        limits = {"df": case.df, "least": LEAST_DEGREES_AT_BOUNDARY}
        return Interval(None, None, method, (Flag("interval.too_few_degrees", limits),))
    size = min(case.n_kish * _df_ratio(case), float(case.n))
    low, high = _beta_limits(min(max(case.share, 0.0), 1.0), size, case.confidence)
    if method == "korn-graubard":
        return Interval(low, high, method, (Flag("interval.at_boundary", {"method": method}),))
    used = {"asked": method, "used": "korn-graubard"}
    return Interval(low, high, "korn-graubard", (Flag("interval.replaced_at_boundary", used),))


def _df_ratio(case: Proportion) -> float:
    if case.n < 2:
        return 1.0
    wide = t_quantile(case.confidence, case.df)
    return (t_quantile(case.confidence, case.n - 1) / wide) ** 2


def effective_size(case: Proportion) -> float:
    """The simple random sample with the same variance, before any adjustment."""
    return case.share * (1.0 - case.share) / case.variance


def _beta_limits(share: float, size: float, confidence: float) -> tuple[float, float]:
    """Clopper and Pearson (1934) for a size that need not be whole."""
    from scipy.special import betaincinv

    tail = (1.0 - confidence) / 2.0
    yes = share * size
    low = float(betaincinv(yes, size - yes + 1.0, tail)) if share > 0.0 else 0.0
    high = float(betaincinv(yes + 1.0, size - yes, 1.0 - tail)) if share < 1.0 else 1.0
    return low, high


def _korn_graubard(case: Proportion) -> tuple[float, float]:
    """Korn and Graubard (1998): effective size adjusted for df and capped at n."""
    size = min(effective_size(case) * _df_ratio(case), float(case.n))
    return _beta_limits(case.share, size, case.confidence)


def _beta(case: Proportion) -> tuple[float, float]:
    """The same without the cap: what R calls `beta`."""
    return _beta_limits(case.share, effective_size(case) * _df_ratio(case), case.confidence)


def _wilson(case: Proportion) -> tuple[float, float]:
    """Wilson (1927) with the effective size and a t quantile, as R survey 4.5."""
    size, quantile = effective_size(case), t_quantile(case.confidence, case.df)
    shrink = quantile**2 / size
    centre = (case.share + shrink / 2.0) / (1.0 + shrink)
    reach = quantile / (1.0 + shrink)
    reach *= np.sqrt(case.share * (1.0 - case.share) / size + shrink / (4.0 * size))
    return float(centre - reach), float(centre + reach)


def _logit(case: Proportion) -> tuple[float, float]:
    """Wald on the log odds, transformed back (Korn and Graubard 1998)."""
    odds = np.log(case.share / (1.0 - case.share))
    reach = t_quantile(case.confidence, case.df) * np.sqrt(case.variance)
    reach /= case.share * (1.0 - case.share)
    return float(1.0 / (1.0 + np.exp(reach - odds))), float(1.0 / (1.0 + np.exp(-reach - odds)))


def _asin(case: Proportion) -> tuple[float, float]:
    """Wald on the variance-stabilising arcsine of the root."""
    angle = np.arcsin(np.sqrt(case.share))
    reach = t_quantile(case.confidence, case.df) * np.sqrt(case.variance)
    reach /= 2.0 * np.sqrt(case.share * (1.0 - case.share))
    low, high = max(angle - reach, 0.0), min(angle + reach, np.pi / 2.0)
    return float(np.sin(low) ** 2), float(np.sin(high) ** 2)


def _likelihood(case: Proportion) -> tuple[float, float]:
    """Shares whose scaled binomial deviance stays below t² (Rao and Scott 1984)."""
    from scipy.optimize import brentq

    share = case.share
    # the dispersion of the fitted model has n - 1 below, as in R
    size = effective_size(case) * (case.n - 1) / case.n
    limit = t_quantile(case.confidence, case.df) ** 2

    def excess(odds: float) -> float:
        # on the log odds, where neither end is ever reached
        yes = share * (np.log(share) + np.logaddexp(0.0, -odds))
        no = (1.0 - share) * (np.log1p(-share) + np.logaddexp(0.0, odds))
        return float(2.0 * size * (yes + no) - limit)

    middle = float(np.log(share) - np.log1p(-share))
    reach = 1.0
    while min(excess(middle - reach), excess(middle + reach)) < 0.0:
        reach *= 2.0
    low: Any = brentq(excess, middle - reach, middle, xtol=1e-14)
    high: Any = brentq(excess, middle, middle + reach, xtol=1e-14)
    return float(1.0 / (1.0 + np.exp(-low))), float(1.0 / (1.0 + np.exp(-high)))


def _wald(case: Proportion) -> tuple[float, float]:
    return wald(case.share, float(np.sqrt(case.variance)), case.df, case.confidence)


_METHODS: dict[str, Callable[[Proportion], tuple[float, float]]] = {
    "korn-graubard": _korn_graubard,
    "beta": _beta,
    "wilson": _wilson,
    "logit": _logit,
    "xlogit": _logit,
    "asin": _asin,
    "likelihood": _likelihood,
    "wald": _wald,
}
