"""Columns of a frame turned into the variables of an estimate."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from weights.arrays import BoolArray, FloatArray
from weights.coding import code_column, column_of, label_of, names_of
from weights.errors import WeightsError
from weights.layout import number_column
from weights.taylor import Variable


def numbers(frame: pd.DataFrame, statistic: str, names: str | Sequence[str]) -> list[Variable]:
    """Numeric columns for means and totals."""
    found: list[Variable] = []
    for name in names_of(names):
        values, missing = _filled(number_column(frame, name))
        found.append(Variable(statistic, name, None, values, None, missing))
    return found


def quotients(
    frame: pd.DataFrame, above: str | Sequence[str], below: str | Sequence[str]
) -> list[Variable]:
    """Every numerator over every denominator."""
    found: list[Variable] = []
    for low in names_of(below):
        denominators, gone = _filled(number_column(frame, low))
        for high in names_of(above):
            values, missing = _filled(number_column(frame, high))
            both = missing if gone is None else gone if missing is None else missing | gone
            name = f"{high}/{low}"
            found.append(Variable("ratio", name, None, values, denominators, both))
    return found


def shares(frame: pd.DataFrame, statistic: str, name: str, level: object | None) -> list[Variable]:
    """Indicators of the levels of a column: of one level, of `true`, or of every level."""
    column = column_of(frame, name)
    if level is None and _is_indicator(column):
        values, missing = _filled(number_column(frame, name))
        return [Variable(statistic, name, None, values, None, missing)]
    if level is True and _is_indicator(column):
        level = 1
    coding = code_column(frame, name)
    labels = coding.columns[0]
    missing = coding.codes < 0 if coding.has_missing else None
    if level is None:
        chosen = list(range(coding.count))
    elif label_of(level) in labels:
        chosen = [labels.index(label_of(level))]
    elif _is_indicator(column):
        chosen = [-2]  # a level that is possible but that nobody has
    else:
        raise WeightsError("level.unknown", column=name, level=level)
    return [
        Variable(
            statistic,
            name,
            labels[code] if code >= 0 else label_of(level),
            (coding.codes == code).astype(np.float64),
            None,
            missing,
        )
        for code in chosen
    ]


def is_categorical(frame: pd.DataFrame, name: str) -> bool:
    """Whether a column holds labels rather than numbers."""
    column = column_of(frame, name)
    return isinstance(column.dtype, pd.CategoricalDtype) or not (
        pd.api.types.is_numeric_dtype(column.dtype) or column.dtype == bool
    )


def _is_indicator(column: pd.Series) -> bool:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return False
    if pd.api.types.is_bool_dtype(column.dtype):
        return True
    if not pd.api.types.is_numeric_dtype(column.dtype):
        return False
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return bool(((values == 0.0) | (values == 1.0) | np.isnan(values)).all())


def _filled(values: FloatArray) -> tuple[FloatArray, BoolArray | None]:
    """Zero in place of missing, and where that was."""
    # a sum is NaN as soon as one value is: cheaper than a mask of a million rows
    if not np.isnan(values.sum()):
        return values, None
    missing = np.isnan(values)
    if not missing.any():
        return values, None
    return np.where(missing, 0.0, values), missing
