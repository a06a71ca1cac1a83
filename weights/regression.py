"""Generalised linear models with design-based standard errors (Binder 1983).

Linear, logistic and Poisson. The coefficients solve the weighted score equations; their covariance
is that of the weighted scores under the design, or the spread of refits over replicates.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from weights.arrays import BoolArray, FloatArray
from weights.calibration import solve_normal
from weights.coding import code_column, occupied
from weights.conventions import check_option
from weights.design import Design
from weights.domains import Filter, filter_mask
from weights.errors import WeightsError
from weights.estimation import mean_interval
from weights.independence import TestResult, wald_test
from weights.layout import number_column
from weights.replication import Replication
from weights.results import Estimate, Estimates
from weights.taylor import Taylor
from weights.variables import is_categorical

FAMILIES = ("linear", "logistic", "poisson")
_ROUNDS = 100


@dataclass(frozen=True, eq=False)
class Model:
    """A fitted model: one estimate per coefficient, and the fitted values of the rows used.

    `terms` is the column behind each coefficient, empty for the intercept.
    """

    coefficients: Estimates
    fitted: FloatArray
    used: BoolArray
    df_residual: float
    p_values: tuple[float, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Data:
    names: tuple[str, ...]
    terms: tuple[str, ...]
    matrix: FloatArray
    response: FloatArray
    used: BoolArray


def fit_model(
    design: Design, y: str, x: Sequence[str], family: str = "linear", where: Filter = None
) -> Model:
    """Regress y on columns: numbers as they are, labels as categories but their first."""
    check_option("family", family, FAMILIES)
    data = _data(design, y, x, where)
    _check_response(data, y, family)
    weights = np.where(data.used, design.weights, 0.0)
    slopes = _solve(data, weights, family)
    mean, change = _FAMILIES[family](data.matrix @ slopes)
    information = data.matrix.T @ (data.matrix * (weights * change)[:, None])
    if np.linalg.matrix_rank(information) < slopes.size:
        raise WeightsError("model.singular", columns=tuple(x))
    inverse = np.linalg.inv(information)
    engine = design.engine()
    if isinstance(engine, Replication):
        covariance = _refits(engine, data, family, slopes)
    elif isinstance(engine, Taylor):
        scores = data.matrix * (weights * (data.response - mean))[:, None]
        covariance = engine.covariance_of_rows(scores @ inverse)
    else:
        raise WeightsError("replicates.not_for_design", kind=engine.method)
    df = design.degrees_of(data.used) + 1.0 - slopes.size
    return _model(design, data, (slopes, covariance, mean), df)


def term_test(model: Model, columns: Sequence[str]) -> TestResult:
    """Do these columns matter, all their coefficients together (Wald's F; R regTermTest)?"""
    for name in columns:
        check_option("column", name, model.terms[1:])
    chosen = [k for k, term in enumerate(model.terms) if term in columns]
    part = model.coefficients.take(chosen)
    return wald_test(" + ".join(columns), part.values(), part.covariance(), model.df_residual)


def _data(design: Design, y: str, x: Sequence[str], where: Filter) -> _Data:
    frame = design.frame
    names, terms, columns = ["(Intercept)"], [""], [np.ones(len(frame))]
    used = design.weights != 0
    mask = filter_mask(frame, where)
    used = used if mask is None else used & mask
    for name in x:
        if is_categorical(frame, name):
            coding = occupied(code_column(frame, name))
            used &= coding.codes >= 0
            for code, label in enumerate(coding.labels[1:], start=1):
                names.append(f"{name}{label[0]}")
                terms.append(name)
                columns.append((coding.codes == code).astype(float))
        else:
            names.append(name)
            terms.append(name)
            columns.append(number_column(frame, name))
            used &= ~np.isnan(columns[-1])
    response = number_column(frame, y)
    used = used & ~np.isnan(response)
    matrix = np.where(used[:, None], np.column_stack(columns), 0.0)
    return _Data(tuple(names), tuple(terms), matrix, np.where(used, response, 0.0), used)


def _check_response(data: _Data, y: str, family: str) -> None:
    values = data.response[data.used]
    wrong = family == "logistic" and bool(((values < 0) | (values > 1)).any())
    if wrong or (family == "poisson" and bool((values < 0).any())):
        raise WeightsError("model.response_range", column=y)


def _linear(score: FloatArray) -> tuple[FloatArray, FloatArray]:
    return score, np.ones_like(score)


def _logistic(score: FloatArray) -> tuple[FloatArray, FloatArray]:
    mean = 1.0 / (1.0 + np.exp(-score))
    return mean, mean * (1.0 - mean)


def _poisson(score: FloatArray) -> tuple[FloatArray, FloatArray]:
    mean = np.exp(np.minimum(score, 50.0))
    return mean, mean


_FAMILIES: dict[str, Callable[[FloatArray], tuple[FloatArray, FloatArray]]] = {
    "linear": _linear,
    "logistic": _logistic,
    "poisson": _poisson,
}


def _solve(data: _Data, weights: FloatArray, family: str) -> FloatArray:
    """Newton's method on the weighted score (all three links are canonical)."""
    slopes = np.zeros(data.matrix.shape[1])
    if family == "poisson":
        average = float((weights * data.response).sum() / weights.sum())
        slopes[0] = np.log(max(average, 1e-300))
    for _ in range(_ROUNDS):
        mean, change = _FAMILIES[family](data.matrix @ slopes)
        information = data.matrix.T @ (data.matrix * (weights * change)[:, None])
        move = solve_normal(information, data.matrix.T @ (weights * (data.response - mean)))
        slopes = slopes + move
        if np.abs(move).max() <= 1e-12 * max(float(np.abs(slopes).max()), 1.0):
            return slopes
    raise WeightsError("model.not_converged", iterations=_ROUNDS)


def _refits(engine: Replication, data: _Data, family: str, full: FloatArray) -> FloatArray:
    def slopes_of(weights: FloatArray) -> FloatArray:
        return np.array([_solve(data, one * data.used, family) for one in weights.T])

    deviations = engine.deviations(engine.over_replicates(slopes_of), full)
    return deviations.T @ deviations


def _model(
    design: Design, data: _Data, found: tuple[FloatArray, FloatArray, FloatArray], df: float
) -> Model:
    from scipy.special import stdtr

    slopes, covariance, mean = found
    rows: list[Estimate] = []
    p_values: list[float] = []
    used = data.used
    for k, name in enumerate(data.names):
        variance = float(covariance[k, k])
        se = float(np.sqrt(max(variance, 0.0)))
        value = float(slopes[k])
        interval = mean_interval(value, variance, df, design.conventions.confidence)
        p_values.append(2.0 * float(stdtr(df, -abs(value / se))) if se and df > 0 else np.nan)
        rows.append(
            Estimate(
                statistic="coefficient",
                variable=name,
                level=None,
                domain=(),
                estimate=value,
                se=se,
                low=interval.low,
                high=interval.high,
                df=df,
                cv=se / abs(value) if value else None,
                deff=None,
                n_effective=None,
                n=int(used.sum()),
                n_weighted=float(design.weights[used].sum()),
                confidence=design.conventions.confidence,
                variance_method=design.engine().method,
                interval_method=interval.method,
                df_method="PSUs - strata of the domain + 1 - coefficients",
                flags=interval.flags,
            )
        )
    coefficients = Estimates(tuple(rows), lambda: covariance)
    return Model(coefficients, mean, used, df, tuple(p_values), data.terms)
