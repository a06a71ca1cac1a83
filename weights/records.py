"""What a weighting step did, kept with the design so that another person can follow it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from weights.arrays import FloatArray


@dataclass(frozen=True)
class MarginLine:
    """One category of one margin: its weighted total before and after, and what it should be."""

    margin: str
    category: str
    within: str | None
    n: int
    before: float
    after: float
    target: float | None

    @property
    def factor(self) -> float | None:
        return self.after / self.before if self.before else None


@dataclass(frozen=True)
class Spread:
    """How unequal a set of weights is.

    `kish_deff` is n Σw²/(Σw)² (Kish 1965, 11.7), `n_effective` is n over it.
    """

    n: int
    total: float
    low: float
    median: float
    high: float
    kish_deff: float
    n_effective: float


def spread_of(weights: FloatArray) -> Spread:
    """Describe the weights other than zero."""
    counted = weights != 0
    used = weights if counted.all() else weights[counted]
    if not used.size:
        return Spread(0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    total, squares = float(used.sum()), float((used**2).sum())
    effective = total**2 / squares
    return Spread(
        n=int(used.size),
        total=total,
        low=float(used.min()),
        median=float(np.median(used)),
        high=float(used.max()),
        kish_deff=used.size / effective,
        n_effective=effective,
    )


@dataclass(frozen=True)
class StepRecord:
    """One weighting step: its settings, the spread of the weights, its margins and factors."""

    step: str
    settings: Mapping[str, object]
    before: Spread
    after: Spread
    factor_low: float
    factor_high: float
    margins: tuple[MarginLine, ...] = ()
    iterations: int = 0
    details: Mapping[str, object] = field(default_factory=dict[str, object])

    def __str__(self) -> str:
        settings = ", ".join(f"{name}={value}" for name, value in self.settings.items())
        lines = [
            f"{self.step}({settings})",
            f"  n {self.after.n}, total {self.before.total:,.1f} -> {self.after.total:,.1f}, "
            f"factor {self.factor_low:.4f} … {self.factor_high:.4f}",
            f"  Kish deff {self.before.kish_deff:.4f} -> {self.after.kish_deff:.4f}, "
            f"effective n {self.before.n_effective:,.1f} -> {self.after.n_effective:,.1f}",
        ]
        lines += [
            f"  {line.margin}={line.category}"
            + (f" in {line.within}" if line.within is not None else "")
            + f": {line.before:,.1f} -> {line.after:,.1f}"
            + (f" (target {line.target:,.1f})" if line.target is not None else "")
            for line in self.margins
        ]
        return "\n".join(lines)


def factor_range(before: FloatArray, after: FloatArray) -> tuple[float, float]:
    """Smallest and largest factor by which a weight was multiplied."""
    used = before != 0
    if not used.any():
        return 1.0, 1.0
    factors = after / before if used.all() else after[used] / before[used]
    if (factors != 0).all():
        return float(factors.min()), float(factors.max())
    kept = factors[factors != 0]
    return (float(kept.min()), float(kept.max())) if kept.size else (0.0, 0.0)
