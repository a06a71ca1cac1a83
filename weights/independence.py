"""Tests of independence in a two-way table.

Rao and Scott (1984) correct Pearson's statistic for the design: by the mean of the generalised
design effects (first order), by their spread too (second order, compared with F), or by the whole
set (saddlepoint, Kuonen 1999). The Wald tests look at observed minus expected shares (Koch,
Freeman and Freeman 1975; adjusted, Thomas and Rao 1987).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from weights.arrays import FloatArray
from weights.conventions import check_option
from weights.errors import WeightsError

STATISTICS = ("F", "Chisq", "Wald", "adjWald", "saddlepoint")


@dataclass(frozen=True)
class TestResult:
    """A test: its statistic, degrees of freedom, p-value, and what was estimated."""

    __test__ = False  # not a test case

    method: str
    statistic: float
    degrees: tuple[float, ...]
    p_value: float
    estimate: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, eq=False)
class TwoWay:
    """Shares of the cells (rows fastest), their covariance, and what the test compares with.

    The Wald tests take totals in place of shares.
    """

    shares: FloatArray
    covariance: FloatArray
    rows: int
    columns: int
    n: int
    df: float


def wald_test(method: str, gaps: FloatArray, covariance: FloatArray, df: float) -> TestResult:
    """Are several figures zero at once? Wald's statistic over their number, compared with F."""
    from scipy.special import fdtrc

    value = float(gaps @ np.linalg.solve(covariance, gaps)) / gaps.size
    return TestResult(method, value, (float(gaps.size), df), float(fdtrc(gaps.size, df, value)))


def independence_test(table: TwoWay, statistic: str = "F") -> TestResult:
    """Test whether rows and columns are independent."""
    check_option("statistic", statistic, STATISTICS)
    if table.rows < 2 or table.columns < 2:
        raise WeightsError("table.too_small", row=table.rows, column=table.columns)
    if statistic in ("Wald", "adjWald"):
        return _wald(table, statistic)
    pearson, delta = _pearson(table), _generalised_deffs(table)
    if statistic == "F":
        return _second_order(pearson, delta, table.df)
    return _chi_squared(pearson, delta, statistic, table.df)


def _second_order(pearson: float, delta: FloatArray, df: float) -> TestResult:
    from scipy.special import fdtrc

    trace = float(np.trace(delta))
    first = trace**2 / float(np.trace(delta @ delta))
    value = pearson / trace
    p = float(fdtrc(first, first * df, value))
    return TestResult("Rao-Scott F", value, (first, first * df), p)


def _chi_squared(pearson: float, delta: FloatArray, statistic: str, df: float) -> TestResult:
    from scipy.special import chdtrc

    count = delta.shape[0]
    if statistic == "Chisq":
        mean = float(np.trace(delta)) / count
        p = float(chdtrc(count, pearson / mean))
        return TestResult("Rao-Scott chi-squared", pearson, (float(count),), p)
    weights = np.asarray(np.linalg.eigvals(delta).real, dtype=np.float64)
    first = float(weights.sum()) ** 2 / float((weights**2).sum())
    p = saddlepoint(pearson, weights, first * df)
    return TestResult("saddlepoint", pearson, (), p)


def _pearson(table: TwoWay) -> float:
    shares = table.shares.reshape(table.columns, table.rows).T
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    if not (expected > 0).all():
        raise WeightsError("table.empty_cells", row=table.rows, column=table.columns, cells=1)
    return float(table.n * ((shares - expected) ** 2 / expected).sum())


def _generalised_deffs(table: TwoWay) -> FloatArray:
    """The matrix whose eigenvalues are the generalised design effects (Rao and Scott 1981)."""
    rows, columns = np.eye(table.rows)[:, 1:], np.eye(table.columns)[:, 1:]
    one_r, one_c = np.ones((table.rows, 1)), np.ones((table.columns, 1))
    main = np.hstack([np.kron(one_c, one_r), np.kron(one_c, rows), np.kron(columns, one_r)])
    both = np.kron(columns, rows)
    contrasts = both - main @ np.linalg.lstsq(main, both, rcond=None)[0]
    inverse = np.divide(1.0, table.shares, out=np.zeros_like(table.shares), where=table.shares > 0)
    below = contrasts.T @ (contrasts * (inverse / table.n)[:, None])
    scaled = contrasts * inverse[:, None]
    return np.asarray(
        np.linalg.solve(below, scaled.T @ table.covariance @ scaled), dtype=np.float64
    )


def _wald(table: TwoWay, statistic: str) -> TestResult:
    from scipy.special import fdtrc

    r, c = table.rows, table.columns
    totals = table.shares.reshape(c, r).T
    whole = float(totals.sum())
    row, column = totals.sum(axis=1) / whole, totals.sum(axis=0) / whole
    gaps = (totals - whole * np.outer(row, column))[:-1, :-1].T.ravel()
    slopes = np.zeros((gaps.size, r * c))
    for j in range(c - 1):
        for i in range(r - 1):
            one = np.full((r, c), row[i] * column[j])
            one[i, j] += 1.0
            one[i, :] -= column[j]
            one[:, j] -= row[i]
            slopes[j * (r - 1) + i] = one.T.ravel()
    variance = slopes @ table.covariance @ slopes.T
    value = float(gaps @ np.linalg.solve(variance, gaps))
    count, df = gaps.size, table.df
    if statistic == "Wald":
        value /= count
        degrees = (float(count), df)
    else:
        value *= (df - count + 1.0) / (df * count)
        degrees = (float(count), df - count + 1.0)
    return TestResult(statistic, value, degrees, float(fdtrc(*degrees, value)))


def saddlepoint(value: float, weights: FloatArray, df: float) -> float:
    """Chance that Σλχ²(1) exceeds value × χ²(df)/df, by saddlepoint (Kuonen 1999).

    The second variable stands for the estimated covariance, as the denominator of an F does. A
    fractional df is spread over its whole part, as in R.
    """
    from scipy.optimize import brentq
    from scipy.special import ndtr

    lam = np.append(weights, np.full(int(df), -value / df))

    def slope(zeta: float) -> float:
        return float((lam / (1.0 - 2.0 * zeta * lam)).sum())

    low = float(1.0 / (2.0 * lam.min())) * (1.0 - 1e-9)
    high = float(1.0 / (2.0 * lam.max())) * (1.0 - 1e-9)
    root: Any = brentq(slope, low, high, xtol=1e-15)
    generating = -float(np.log(1.0 - 2.0 * root * lam).sum()) / 2.0
    w = float(np.sign(root) * np.sqrt(-2.0 * generating))
    v = root * np.sqrt(2.0 * float((lam**2 / (1.0 - 2.0 * root * lam) ** 2).sum()))
    if abs(w) < 1e-5:
        raise WeightsError("table.saddlepoint_at_mean", statistic=value)
    return float(ndtr(-(w + np.log(v / w) / w)))
