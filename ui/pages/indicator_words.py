"""Indicators as the pages name them: label, unit, interval and verdict in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui import formats
from ui.pages.words import verdict_kind, verdict_word
from ui.table_model import Column

if TYPE_CHECKING:
    from surveyapp.survey import Survey


@dataclass(frozen=True)
class IndicatorName:
    """An indicator as it is shown."""

    key: str
    label: str
    unit: str
    primary: bool
    target: float | None


def read_names(survey: Survey) -> dict[str, IndicatorName]:
    """The indicators in force by key, in their order, in the language in use."""
    from surveyapp.analysis.indicator_sets import current_indicators
    from surveyapp.publication.wording import unit_word
    from surveyapp.words import text_of

    return {
        one.key: IndicatorName(
            one.key, text_of(one.labels) or one.key, unit_word(one.unit), one.primary, one.target
        )
        for one in current_indicators(survey).indicators
    }


def label_of(names: Mapping[str, IndicatorName], key: str) -> str:
    """The name of an indicator; the key where it is no longer in force."""
    return names[key].label if key in names else key


def short_label(names: Mapping[str, IndicatorName], key: str) -> str:
    """The name of an indicator without what stands in brackets."""
    text = label_of(names, key)
    return re.split(r"[（(]", text, maxsplit=1)[0].strip() or text


def interval(row: Any) -> str:
    """An interval as “low – high”."""
    if row.low is None or row.high is None:
        return formats.NOTHING
    two = formats.decimals(_places(row.unit))
    return f"{two(row.low)} – {two(row.high)}"


def figure(value: float | None, unit: str) -> str:
    """A figure in its unit's rounding."""
    return formats.decimals(_places(unit))(value)


def verdict_column(header: str) -> Column:
    """The verdict: shape, colour, word."""
    return Column(
        header,
        lambda row: verdict_word(row.verdict),
        verdict=lambda row: verdict_kind(row.verdict),
    )


def _places(unit: str) -> int:
    return 2 if unit.startswith("pieces") else 1
