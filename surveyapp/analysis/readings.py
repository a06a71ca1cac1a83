"""From an indicator's expressions to the figures of every interview, under each reading of 不清楚.

``excluded``: unclear answers leave the base. ``not_satisfied``: they stay and do not count.
``bounds_low`` and ``bounds_high``: none of them counts, all of them count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from questionnaires.expressions import ExpressionError, Scope, parse
from questionnaires.method import IndicatorRow
from surveyapp.analysis.results import ALL, BOUNDS_HIGH, BOUNDS_LOW, EXCLUDED, NOT_SATISFIED
from surveyapp.errors import SurveyError

if TYPE_CHECKING:
    import pandas as pd

    from questionnaires.expressions.vectors import FrameEvaluator

RATE, SCORE, MEAN, RATIO = "rate", "score", "mean", "ratio"


@dataclass(frozen=True, eq=False)
class Figures:
    """One number a case under one reading; NaN outside the base. ``below`` for a ratio alone."""

    indicator: IndicatorRow
    reading: str
    values: Any
    below: Any = None

    @property
    def is_primary(self) -> bool:
        """Whether this is the reading that carries the verdict."""
        return self.reading in (ALL, primary_reading(self.indicator))


def primary_reading(indicator: IndicatorRow) -> str:
    """The reading that carries the verdict; ``all`` where the indicator knows no 不清楚."""
    if not indicator.unclear_when:
        return ALL
    return indicator.unclear or EXCLUDED


def read_figures(
    frame: pd.DataFrame, kinds: Mapping[str, str], indicators: Sequence[IndicatorRow], used: Any
) -> list[Figures]:
    """Figures of every indicator and reading; ``used`` says which rows are interviews."""
    from questionnaires.expressions.vectors import FrameEvaluator

    evaluator = FrameEvaluator(frame, Scope.of_columns(kinds))
    found: list[Figures] = []
    for indicator in indicators:
        try:
            found.extend(_readings(indicator, evaluator, used))
        except ExpressionError as trouble:
            raise SurveyError(
                "analysis.bad-indicator", indicator=indicator.key, reason=trouble.code
            ) from trouble
    return found


def _readings(indicator: IndicatorRow, evaluator: FrameEvaluator, used: Any) -> list[Figures]:
    base = used & _truths(evaluator, indicator.base, default=True)
    values = _values(indicator, evaluator)
    below = _numbers(evaluator, indicator.denominator) if indicator.kind == RATIO else None
    if not indicator.unclear_when:
        return [Figures(indicator, ALL, _within(values, base), below)]
    unclear = _truths(evaluator, indicator.unclear_when, default=False)
    found = [
        Figures(indicator, EXCLUDED, _within(values, base & ~unclear), below),
    ]
    if indicator.kind == SCORE:
        # An unclear answer has no score, so there is nothing it could count as.
        return found
    found.append(Figures(indicator, NOT_SATISFIED, _within(values, base), below))
    if indicator.kind == RATE:
        highest = np.where(unclear, 1.0, values)
        found.append(Figures(indicator, BOUNDS_LOW, _within(values, base), below))
        found.append(Figures(indicator, BOUNDS_HIGH, _within(highest, base), below))
    return found


def _values(indicator: IndicatorRow, evaluator: FrameEvaluator) -> Any:
    if indicator.kind == RATE:
        return _truths(evaluator, indicator.expression, default=False).astype(float)
    if indicator.kind == SCORE:
        answers = evaluator.evaluate(parse(indicator.expression))
        scores = indicator.option_scores
        return np.array([scores.get(str(answer), np.nan) for answer in answers], dtype=float)
    return _numbers(evaluator, indicator.expression)


def _within(values: Any, base: Any) -> Any:
    return np.where(base, values, np.nan)


def _truths(evaluator: FrameEvaluator, text: str, *, default: bool) -> Any:
    if not text:
        return np.full(evaluator.columns.rows, default)
    values = evaluator.evaluate(parse(text))
    if values.dtype == bool:
        return values
    if values.dtype.kind in "iuf":
        return np.nan_to_num(values) != 0
    return np.array([bool(value) for value in values])


def _numbers(evaluator: FrameEvaluator, text: str) -> Any:
    values = evaluator.evaluate(parse(text))
    if values.dtype.kind in "iuf":
        return values.astype(float)
    from questionnaires.expressions import as_number

    return np.array([as_number(value) for value in values], dtype=float)
