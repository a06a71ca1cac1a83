"""Estimates as records: one row per figure, with everything a reader needs to judge it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

import numpy as np
import pandas as pd

from weights.arrays import FloatArray
from weights.errors import Flag, WeightsError


@dataclass(frozen=True)
class Estimate:
    """One figure. What does not exist is None, and a flag says why.

    Attributes:
        statistic: mean, proportion, total, ratio, quantile, …
        variable: what was estimated.
        level: the category of a proportion or total, the probability of a quantile.
        domain: (variable, category) pairs; empty for the whole population.
        estimate: the figure.
        se: its standard error.
        low: lower end of the two-sided interval.
        high: upper end.
        df: degrees of freedom of the interval.
        cv: standard error over estimate.
        deff: variance over that of a simple random sample of the same n.
        n_effective: the simple random sample with replacement that would be as precise.
        n: rows that count.
        n_weighted: the sum of their weights.
        n_kish: n over the deff of unequal weights alone (Kish 1965).
        confidence: of the interval.
        variance_method: how the standard error was computed.
        interval_method: how the interval was computed.
        df_method: what the degrees of freedom count.
        flags: what is missing and why; what to read with care.
    """

    statistic: str
    variable: str
    level: str | None
    domain: tuple[tuple[str, str], ...]
    estimate: float | None
    se: float | None
    low: float | None
    high: float | None
    df: float | None
    cv: float | None
    deff: float | None
    n_effective: float | None
    n: int
    n_weighted: float
    confidence: float
    variance_method: str
    interval_method: str
    df_method: str
    n_kish: float | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def name(self) -> str:
        """A readable name: variable, level and domain."""
        level = f"={self.level}" if self.level is not None else ""
        domain = ", ".join(f"{key}={value}" for key, value in self.domain)
        return f"{self.variable}{level}" + (f" [{domain}]" if domain else "")

    def flagged(self, *flags: Flag) -> "Estimate":
        """The same figure with further remarks."""
        return replace(self, flags=self.flags + flags)

    def has_flag(self, code: str) -> bool:
        return any(flag.code == code for flag in self.flags)


_SHOWN = (
    ("estimate", "estimate"),
    ("se", "se"),
    ("low", "low"),
    ("high", "high"),
    ("df", "df"),
    ("cv", "cv"),
    ("deff", "deff"),
    ("n_effective", "n eff"),
    ("n", "n"),
    ("n_weighted", "N"),
)


@dataclass(frozen=True, eq=False)
class Estimates(Sequence[Estimate]):
    """Several figures of one design, printed as one table.

    `influence` gives, when asked, the linearised variables (or replicate deviations) from which
    covariances between the figures follow.
    """

    rows: tuple[Estimate, ...]
    influence: Callable[[], FloatArray] | None = field(default=None, repr=False)

    @overload
    def __getitem__(self, index: int) -> Estimate: ...
    @overload
    def __getitem__(self, index: slice) -> "Estimates": ...
    def __getitem__(self, index: int | slice) -> "Estimate | Estimates":
        if isinstance(index, slice):
            return self.take(range(len(self.rows))[index])
        return self.rows[index]

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, indices: Sequence[int]) -> "Estimates":
        """Some of the figures, with their covariances."""
        chosen = list(indices)
        return self._with(tuple(self.rows[k] for k in chosen), chosen)

    def _with(self, rows: tuple[Estimate, ...], chosen: list[int]) -> "Estimates":
        source = self.influence
        if source is None:
            return Estimates(rows)
        return Estimates(rows, lambda: source()[np.ix_(chosen, chosen)])

    def where(self, **domain: object) -> "Estimates":
        """The figures of one domain, such as `where(district="南湖")`."""
        wanted = {(key, str(value)) for key, value in domain.items()}
        return self.take([k for k, row in enumerate(self.rows) if wanted <= set(row.domain)])

    def covariance(self) -> FloatArray:
        """Covariance matrix of the figures."""
        if self.influence is None:
            raise WeightsError("estimates.no_covariance")
        return self.influence()

    def values(self) -> FloatArray:
        """The estimates; NaN where there is none."""
        return np.array([np.nan if row.estimate is None else row.estimate for row in self.rows])

    def errors(self) -> FloatArray:
        """The standard errors; NaN where there is none."""
        return np.array([np.nan if row.se is None else row.se for row in self.rows])

    def to_frame(self) -> pd.DataFrame:
        """One line per figure, one column per part, one per domain variable."""
        keys = list(dict.fromkeys(key for row in self.rows for key, _ in row.domain))
        columns: dict[str, list[object]] = {
            "statistic": [row.statistic for row in self.rows],
            "variable": [row.variable for row in self.rows],
            "level": [row.level for row in self.rows],
        }
        for key in keys:
            columns[key] = [dict(row.domain).get(key) for row in self.rows]
        for name, _ in _SHOWN:
            columns[name] = [getattr(row, name) for row in self.rows]
        for name in ("confidence", "variance_method", "interval_method", "df_method"):
            columns[name] = [getattr(row, name) for row in self.rows]
        columns["flags"] = ["; ".join(str(flag) for flag in row.flags) for row in self.rows]
        return pd.DataFrame(columns)

    def __str__(self) -> str:
        head = ["", *(title for _, title in _SHOWN), "interval", "flags"]
        lines = [head, *(_cells(row) for row in self.rows)]
        widths = [max(len(line[k]) for line in lines) for k in range(len(head))]
        table = [
            "  ".join(
                cell.ljust(width) if k in (0, len(head) - 1) else cell.rjust(width)
                for k, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        ]
        return "\n".join([*table, *self._methods()])

    def _methods(self) -> list[str]:
        found = dict.fromkeys(
            f"{row.statistic}: {row.confidence:.0%} interval {row.interval_method}; "
            f"variance {row.variance_method}; df {row.df_method}"
            for row in self.rows
        )
        return list(found)


def _cells(row: Estimate) -> list[str]:
    numbers = [_number(getattr(row, name), name) for name, _ in _SHOWN]
    flags = "; ".join(str(flag) for flag in row.flags)
    return [f"{row.statistic} {row.name}", *numbers, row.interval_method, flags]


def _number(value: float | None, name: str) -> str:
    if value is None:
        return "-"
    if name == "n":
        return f"{value:d}"
    if name in ("n_weighted", "n_effective"):
        return f"{value:,.1f}"
    if name == "df":
        return f"{value:g}"
    return f"{value:.5g}"
