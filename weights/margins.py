"""Population margins against the sample: what must agree before anything is raked to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from weights.arrays import FloatArray, IntArray, count_codes, sum_codes
from weights.coding import Coding, code_column, label_of
from weights.errors import WeightsError
from weights.records import MarginLine

# Categories are known by their text, so that 1, 1.0 and "1" are one.
Totals = Mapping[Any, float]
Margins = Mapping[str, Totals] | Mapping[str, Mapping[Any, Totals]]

# Margins of one universe may differ by rounding, not by more.
AGREE = 1e-6


@dataclass(frozen=True, eq=False)
class Margin:
    """One margin: the category of each row, and the population total of each category."""

    name: str
    codes: IntArray
    targets: FloatArray
    categories: tuple[tuple[str | None, str], ...]

    @property
    def count(self) -> int:
        return self.targets.size

    def sums(self, weights: FloatArray) -> FloatArray:
        return sum_codes(self.codes, weights, self.count)


def read_margins(
    frame: pd.DataFrame, margins: Margins, within: str | None, active: np.ndarray
) -> tuple[Margin, ...]:
    """Match margins with the rows that carry weight, and refuse what cannot be met."""
    if not margins:
        raise WeightsError("margins.none")
    groups = None if within is None else _complete(code_column(frame, within), within, active)
    found = [
        _margin(_complete(code_column(frame, name), name, active), given, groups, active)
        for name, given in margins.items()
    ]
    _check_agreement(found)
    return tuple(found)


def _complete(coding: Coding, name: str, active: np.ndarray) -> Coding:
    if not coding.has_missing:
        return coding
    missing = int(((coding.codes < 0) & active).sum())
    if missing:
        raise WeightsError("margins.missing_values", margin=name, rows=missing)
    return coding


def _margin(
    coding: Coding, given: Mapping[Any, object], groups: Coding | None, active: np.ndarray
) -> Margin:
    targets = _flatten(coding.names[0], given, groups)
    labels = coding.columns[0]
    categories: list[tuple[str | None, str]] = list(targets)
    position = {category: k for k, category in enumerate(categories)}
    if groups is None:
        lookup = np.array([position.get((None, label), -1) for label in labels], dtype=np.int64)
        codes = lookup[coding.codes]
        cells = coding
    else:
        outer = groups.columns[0]
        pairs = [position.get((above, label), -1) for above in outer for label in labels]
        lookup = np.array(pairs, dtype=np.int64)
        codes = lookup[groups.codes * len(labels) + coding.codes]
        cells = coding
    _check_known(cells, groups, codes, active)
    if not active.all():
        codes = np.where(active, codes, 0)
    margin = Margin(coding.names[0], codes, np.array(list(targets.values())), tuple(categories))
    _check_occupied(margin, active)
    return margin


def _flatten(
    name: str, given: Mapping[Any, object], groups: Coding | None
) -> dict[tuple[str | None, str], float]:
    targets: dict[tuple[str | None, str], float] = {}
    for key, value in given.items():
        if isinstance(value, Mapping):
            for category, total in value.items():
                targets[(label_of(key), label_of(category))] = float(total)
        else:
            targets[(None, label_of(key))] = float(str(value))
    for (_, category), total in targets.items():
        if not total >= 0.0:
            raise WeightsError("margins.negative", margin=name, category=category, target=total)
    nested = any(above is not None for above, _ in targets)
    if nested != (groups is not None):
        raise WeightsError(
            "option.unknown", option="within", value=name, allowed=("nested margins",)
        )
    return targets


def _check_known(
    coding: Coding, groups: Coding | None, codes: IntArray, active: np.ndarray
) -> None:
    if int(codes.min()) >= 0:
        return
    lost = np.flatnonzero((codes < 0) & active)
    if lost.size:
        first = int(lost[0])
        above = None if groups is None else groups.columns[0][int(groups.codes[first])]
        category = coding.columns[0][int(coding.codes[first])]
        same = coding.codes[lost] == coding.codes[first]
        if groups is not None:
            same &= groups.codes[lost] == groups.codes[first]
        raise WeightsError(
            "margins.category_without_target",
            margin=coding.names[0],
            category=category,
            within=above,
            rows=int(same.sum()),
        )


def _counts(margin: Margin, active: np.ndarray) -> IntArray:
    codes = margin.codes if active.all() else margin.codes[active]
    return count_codes(codes, margin.count)


def _check_occupied(margin: Margin, active: np.ndarray) -> None:
    counts = _counts(margin, active)
    empty = np.flatnonzero((counts == 0) & (margin.targets > 0))
    if empty.size:
        above, category = margin.categories[int(empty[0])]
        raise WeightsError(
            "margins.empty_category",
            margin=margin.name,
            category=category,
            within=above,
            target=float(margin.targets[empty[0]]),
        )


def _check_agreement(margins: list[Margin]) -> None:
    first = margins[0]
    reference = _group_totals(first)
    for other in margins[1:]:
        for above, total in _group_totals(other).items():
            expected = reference.get(above, 0.0)
            if abs(total - expected) > AGREE * max(total, expected):
                raise WeightsError(
                    "margins.contradict",
                    within=above,
                    first=first.name,
                    first_total=expected,
                    second=other.name,
                    second_total=total,
                    gap=total - expected,
                )


def _group_totals(margin: Margin) -> dict[str | None, float]:
    totals: dict[str | None, float] = {}
    for (above, _), target in zip(margin.categories, margin.targets.tolist(), strict=True):
        totals[above] = totals.get(above, 0.0) + target
    return totals


def margin_lines(
    margins: tuple[Margin, ...], before: FloatArray, after: FloatArray
) -> tuple[MarginLine, ...]:
    """Every category before and after a step."""
    lines: list[MarginLine] = []
    active = before != 0
    for margin in margins:
        counts = _counts(margin, active).tolist()
        old, new = margin.sums(before).tolist(), margin.sums(after).tolist()
        for k, (above, category) in enumerate(margin.categories):
            target = float(margin.targets[k])
            lines.append(
                MarginLine(margin.name, category, above, counts[k], old[k], new[k], target)
            )
    return tuple(lines)
