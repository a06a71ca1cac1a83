"""Calibration: weights close to the given ones that meet known totals (Deville, Särndal 1992).

The factors are g = F(x'λ) with F linear, exponential (raking) or logit, and bounds on g where
asked. When no factors within the bounds meet the totals, the tightest that do are named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from weights.arrays import FloatArray, IntArray, sum_codes
from weights.errors import WeightsError
from weights.steps import per_weight

METHODS = ("linear", "raking", "logit")

# Totals that free factors miss by more than this (relative) contradict each other.
_CONTRADICT = 1e-6

_FREE = (-np.inf, np.inf)

# Trials of one step's length.
_SEARCH = 40

Bounds = tuple[FloatArray | float, FloatArray | float]


@dataclass(frozen=True, eq=False)
class Calibration:
    """Meet the totals of auxiliary variables.

    Attributes:
        auxiliaries: one row per cell, one column per total.
        cells: the cell of each row; None where every row has its own auxiliaries.
        totals: what the weighted sums must be.
        names: of the totals, for messages.
        method: linear, raking or logit.
        bounds: of the factors; infinite where free.
        tolerance: largest relative gap that counts as met.
    """

    auxiliaries: FloatArray
    cells: IntArray | None
    totals: FloatArray
    names: tuple[str, ...]
    method: str = "linear"
    bounds: Bounds = (-np.inf, np.inf)
    tolerance: float = 1e-10
    iterations: int = 100

    def reweigh(self, weights: FloatArray) -> FloatArray:
        factors = self.factors(weights)
        return weights * (factors if self.cells is None else factors[self.cells])

    def factors(self, weights: FloatArray) -> FloatArray:
        """The factor of each cell."""
        table = self.gather(weights)
        if self.method == "linear" and not _bounded(self.bounds):
            gap = self.totals - self.auxiliaries.T @ table
            slopes = self._solve(table, gap)
            factors = 1.0 + self.auxiliaries @ slopes
            self._check(table, table * factors)
            return factors
        return _newton(self, table)

    def gather(self, weights: FloatArray) -> FloatArray:
        if self.cells is None:
            return weights
        return sum_codes(self.cells, weights, self.auxiliaries.shape[0])

    def _solve(self, table: FloatArray, gap: FloatArray) -> FloatArray:
        normal = self.auxiliaries.T @ (self.auxiliaries * table[:, None])
        return solve_normal(normal, gap)

    def worst_gap(self, table: FloatArray) -> tuple[float, int]:
        """The largest relative distance to a total, and which."""
        gaps = np.abs(self.auxiliaries.T @ table - self.totals)
        gaps = gaps / np.maximum(np.abs(self.totals), 1.0)
        place = int(gaps.argmax())
        return float(gaps[place]), place

    def _check(self, before: FloatArray, table: FloatArray) -> None:
        gap, place = self.worst_gap(table)
        if gap > _CONTRADICT:
            raise WeightsError(
                "calibration.contradict",
                name=self.names[place],
                total=float(self.totals[place]),
                gap=self._miss(before, place),
            )
        if gap > max(self.tolerance, 1e-9):
            raise WeightsError(
                "calibration.not_converged", iterations=1, name=self.names[place], gap=gap
            )

    def _miss(self, table: FloatArray, place: int) -> float:
        """What one sum is, with all other totals met, less what it should be."""
        rest = np.delete(self.auxiliaries, place, axis=1)
        gap = np.delete(self.totals, place) - rest.T @ table
        factors = 1.0 + rest @ solve_normal(rest.T @ (rest * table[:, None]), gap)
        return float(self.auxiliaries[:, place] @ (table * factors) - self.totals[place])

    def residual(self, rows: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """Residuals of the regression on the auxiliaries, weighted as before the step."""
        values = per_weight(rows, after)
        weighted = before[:, None] * values
        if self.cells is not None:
            size = self.auxiliaries.shape[0]
            weighted = np.column_stack(
                [sum_codes(self.cells, weighted[:, k], size) for k in range(values.shape[1])]
            )
        table = self.gather(before)
        normal = self.auxiliaries.T @ (self.auxiliaries * table[:, None])
        slopes = solve_normal(normal, self.auxiliaries.T @ weighted)
        fitted = self.auxiliaries @ slopes
        return rows - after[:, None] * (fitted if self.cells is None else fitted[self.cells])


def solve_normal(normal: FloatArray, right: FloatArray) -> FloatArray:
    """Solve normal equations that may be redundant, scaled so that units do not matter."""
    scale = np.sqrt(np.where(np.diag(normal) > 0, np.diag(normal), 1.0))
    scaled = normal / np.outer(scale, scale)
    lifted = right / (scale if right.ndim == 1 else scale[:, None])
    slopes = np.linalg.lstsq(scaled, lifted, rcond=1e-12)[0]
    return slopes / (scale if right.ndim == 1 else scale[:, None])


def _bounded(bounds: Bounds) -> bool:
    return bool(np.isfinite(bounds[0]).any() or np.isfinite(bounds[1]).any())


def _clip(bounds: Bounds, factors: FloatArray, slopes: FloatArray) -> tuple[FloatArray, FloatArray]:
    free = (factors > bounds[0]) & (factors < bounds[1])
    return np.clip(factors, bounds[0], bounds[1]), np.where(free, slopes, 0.0)


def _linear(bounds: Bounds, score: FloatArray) -> tuple[FloatArray, FloatArray]:
    return _clip(bounds, 1.0 + score, np.ones_like(score))


def _raking(bounds: Bounds, score: FloatArray) -> tuple[FloatArray, FloatArray]:
    factors = np.exp(np.clip(score, -50.0, 50.0))
    return _clip(bounds, factors, factors)


def _logit(bounds: Bounds, score: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The logit distance of Deville and Särndal (1992, case 6)."""
    low, high = bounds
    slope = (high - low) / ((1.0 - low) * (high - 1.0))
    grown = np.exp(np.clip(slope * score, -50.0, 50.0))
    below = (high - 1.0) + (1.0 - low) * grown
    factors = (low * (high - 1.0) + high * (1.0 - low) * grown) / below
    return factors, (factors - low) * (high - factors) * slope / (high - low)


_DISTANCES: dict[str, Callable[[Bounds, FloatArray], tuple[FloatArray, FloatArray]]] = {
    "linear": _linear,
    "raking": _raking,
    "logit": _logit,
}


def _newton(step: Calibration, table: FloatArray) -> FloatArray:
    """Newton steps on λ, each as long as the convex dual of the problem allows.

    Where bounds hold factors back the normal equations lose rank; a little of the unbounded ones
    (less, the nearer the totals) keeps a direction for those categories too.
    """
    distance = _DISTANCES[step.method]
    slopes = np.zeros(step.totals.size)
    factors, change = distance(step.bounds, step.auxiliaries @ slopes)
    whole = step.auxiliaries.T @ (step.auxiliaries * table[:, None])
    for _ in range(step.iterations):
        gap = step.worst_gap(table * factors)[0]
        if gap <= step.tolerance:
            return factors
        normal = step.auxiliaries.T @ (step.auxiliaries * (table * change)[:, None])
        miss = step.totals - step.auxiliaries.T @ (table * factors)
        move = solve_normal(normal + 1e-3 * min(gap, 1.0) * whole, miss)
        slopes = slopes + _length(step, table, slopes, move) * move
        factors, change = distance(step.bounds, step.auxiliaries @ slopes)
    if step.worst_gap(table * factors)[0] <= max(step.tolerance, 1e-9):
        return factors
    raise _failure(step, table, factors)


def _length(step: Calibration, table: FloatArray, slopes: FloatArray, move: FloatArray) -> float:
    """How far to go: until the slope of the dual along the move is at most half of what it was."""
    distance = _DISTANCES[step.method]

    def slope(size: float) -> float:
        factors = distance(step.bounds, step.auxiliaries @ (slopes + size * move))[0]
        return float((step.auxiliaries.T @ (table * factors) - step.totals) @ move)

    start = -slope(0.0)
    low, high, size = 0.0, np.inf, 1.0
    for _ in range(_SEARCH):
        found = slope(size)
        if abs(found) <= 0.5 * start:
            break
        if found > 0:
            high = size
        else:
            low = size
        size = 2.0 * size if np.isinf(high) else (low + high) / 2.0
    return size


def _failure(step: Calibration, table: FloatArray, factors: FloatArray) -> WeightsError:
    """Why it failed: totals that contradict each other, infeasible bounds, or no convergence."""
    gap, place = step.worst_gap(table * factors)
    if np.ndim(step.bounds[0]) == 0 and np.ndim(step.bounds[1]) == 0:
        try:
            replace(step, cells=None, method="linear", bounds=_FREE).factors(table)
        except WeightsError as cause:
            if cause.code == "calibration.contradict":
                return cause
        low, high = float(step.bounds[0]), float(step.bounds[1])
        # exponential and logit factors are positive whatever the bounds
        floor = low if np.isfinite(low) or step.method == "linear" else 0.0
        lowest, highest = tightest_bounds(step, table, floor, high)
        if lowest is None or highest is None or not _reach((lowest, highest), (floor, high)):
            return WeightsError(
                "calibration.bounds_infeasible",
                lower=floor,
                upper=high,
                tightest_lower=lowest,
                tightest_upper=highest,
            )
    return WeightsError(
        "calibration.not_converged",
        iterations=step.iterations,
        name=step.names[place],
        gap=gap,
    )


def _reach(tightest: tuple[float, float], asked: tuple[float, float]) -> bool:
    """Whether the bounds asked for are no tighter than the tightest ones, up to rounding."""
    spare = 1e-9
    return tightest[0] >= asked[0] - spare and tightest[1] <= asked[1] + spare


def tightest_bounds(
    step: Calibration, table: FloatArray, low: float, high: float
) -> tuple[float | None, float | None]:
    """The highest lower bound feasible under `high`, and the lowest upper one above `low`.

    Linear programs in the factors. A side that cannot be met with the other as asked is given with
    the other free: the lower bound may then be negative. None where even that does not exist.
    """
    lower = _first(step, table, ((-np.inf, high), _FREE), -1.0)
    return lower, _first(step, table, ((low, np.inf), (0.0, np.inf), _FREE), 1.0)


def _first(
    step: Calibration, table: FloatArray, spans: Sequence[tuple[float, float]], sign: float
) -> float | None:
    """The bound within the first of the spans in which the totals can be met."""
    found = (_program(step, table, span, sign) for span in spans)
    return next((bound for bound in found if bound is not None), None)


def _program(
    step: Calibration, table: FloatArray, limits: tuple[float, float], sign: float
) -> float | None:
    """Minimise sign·b over factors g and the bound b with sign·g ≤ sign·b and the totals met."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, hstack, identity

    used = table > 0
    size = int(used.sum())
    scale = np.maximum(np.abs(step.totals), 1.0)
    meet = (step.auxiliaries[used] * table[used][:, None]).T / scale[:, None]
    rows = hstack([sign * identity(size), csr_matrix(np.full((size, 1), -sign))], format="csr")
    span = tuple(None if np.isinf(limit) else limit for limit in limits)
    result = linprog(
        np.append(np.zeros(size), sign),
        A_ub=rows,
        b_ub=np.zeros(size),
        A_eq=np.hstack([meet, np.zeros((meet.shape[0], 1))]),
        b_eq=step.totals / scale,
        bounds=[span] * size + [(None, None)],
        method="highs",
    )
    return sign * float(result.fun) if result.success else None
