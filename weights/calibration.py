"""Calibration: weights close to the given ones that meet known totals (Deville, Särndal 1992).

The factors are g = F(x'λ) with F linear, exponential (raking) or logit, and bounds on g where
asked. When no factors within the bounds meet the totals, the tightest that do are named.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from weights.arrays import FloatArray, IntArray, sum_codes
from weights.errors import WeightsError
from weights.steps import per_weight

METHODS = ("linear", "raking", "logit")

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
            self._check(table * factors)
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

    def _check(self, table: FloatArray) -> None:
        gap, place = self.worst_gap(table)
        if gap > max(self.tolerance, 1e-9):
            raise WeightsError(
                "calibration.not_converged", iterations=1, name=self.names[place], gap=gap
            )

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
    """Newton steps on λ, halved while they lead away from the totals."""
    distance = _DISTANCES[step.method]
    slopes = np.zeros(step.totals.size)
    factors, change = distance(step.bounds, step.auxiliaries @ slopes)
    gap = step.worst_gap(table * factors)[0]
    for _ in range(step.iterations):
        if gap <= step.tolerance:
            return factors
        normal = step.auxiliaries.T @ (step.auxiliaries * (table * change)[:, None])
        miss = step.totals - step.auxiliaries.T @ (table * factors)
        move = solve_normal(normal, miss)
        size = 1.0
        while size > 1e-4:
            trial, slope = distance(step.bounds, step.auxiliaries @ (slopes + size * move))
            found = step.worst_gap(table * trial)[0]
            if found < gap:
                break
            size /= 2.0
        else:
            break
        slopes, factors, change, gap = slopes + size * move, trial, slope, found
    if gap <= max(step.tolerance, 1e-9):
        return factors
    raise _failure(step, table, factors)


def _failure(step: Calibration, table: FloatArray, factors: FloatArray) -> WeightsError:
    """Why it failed: infeasible bounds with the tightest feasible ones, or no convergence."""
    gap, place = step.worst_gap(table * factors)
    if np.ndim(step.bounds[0]) == 0 and np.ndim(step.bounds[1]) == 0:
        low, high = float(step.bounds[0]), float(step.bounds[1])
        floor = low if np.isfinite(low) else 0.0
        lowest, highest = tightest_bounds(step, table, floor, high)
        if highest is None or highest > high * (1 + 1e-9) or lowest is None:
            return WeightsError(
                "calibration.bounds_infeasible",
                lower=low,
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


def tightest_bounds(
    step: Calibration, table: FloatArray, low: float, high: float
) -> tuple[float | None, float | None]:
    """The highest lower bound feasible under `high`, and the lowest upper one above `low`.

    Two linear programs in the factors. Where neither side can be met with the other as asked, each
    is given with the other side free; None where the totals cannot be met at all.
    """
    lower, upper = _highest_lower(step, table, high), _lowest_upper(step, table, low)
    if lower is None and upper is None:
        return _highest_lower(step, table, np.inf), _lowest_upper(step, table, 0.0)
    return lower, upper


def _lowest_upper(step: Calibration, table: FloatArray, low: float) -> float | None:
    return _program(step, table, (low, np.inf), 1.0)


def _highest_lower(step: Calibration, table: FloatArray, high: float) -> float | None:
    found = _program(step, table, (0.0, high), -1.0)
    return None if found is None else -found


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
    limit = None if np.isinf(limits[1]) else limits[1]
    result = linprog(
        np.append(np.zeros(size), sign),
        A_ub=rows,
        b_ub=np.zeros(size),
        A_eq=np.hstack([meet, np.zeros((meet.shape[0], 1))]),
        b_eq=step.totals / scale,
        bounds=[(limits[0], limit)] * size + [(None, None)],
        method="highs",
    )
    return float(result.fun) if result.success else None
