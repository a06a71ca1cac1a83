"""The two sheets of method that travel in a workbook but are no part of the questionnaire.

``indicators`` says what is estimated and against which target, ``checks`` what a quality check
looks for. Neither is in the questionnaire's hash nor in a field package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

INDICATOR_KINDS = frozenset({"rate", "score", "mean", "ratio"})
INDICATOR_SOURCES = frozenset({"interviews", "sales", "audit"})
DIRECTIONS = frozenset({"", "at_least", "at_most", "falling", "rising", "equal"})
UNCLEAR = frozenset({"", "excluded", "not_satisfied"})
CHECK_SEVERITIES = frozenset({"error", "warning", "note"})


@dataclass(frozen=True)
class IndicatorRow:
    """One row of the sheet ``indicators``; expressions are kept as written."""

    key: str
    labels: Mapping[str, str] = field(default_factory=dict)
    kind: str = "rate"
    source: str = "interviews"
    base: str = ""
    """Who counts: an expression over one interview; empty means everybody asked."""
    expression: str = ""
    """What counts (rate), or the figure itself (mean, and the numerator of a ratio)."""
    denominator: str = ""
    """The other half of a ratio."""
    option_scores: Mapping[str, float] = field(default_factory=dict)
    """Choice name to points, for a score: ``very_satisfied=100 satisfied=75``."""
    target: float | None = None
    direction: str = ""
    """``at_least``, ``at_most``, ``equal``, ``falling`` or ``rising``; empty without a target."""
    primary: bool = False
    unit: str = ""
    primary_of: str = ""
    """The key of the indicator that this one is a part or variant of."""
    unclear: str = ""
    """How 不清楚 counts in the primary reading: ``excluded`` or ``not_satisfied``."""
    unclear_when: str = ""
    """An expression that is true where the answer is 不清楚."""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckRow:
    """One row of the sheet ``checks``: an expression that is true where an interview is suspect."""

    key: str
    labels: Mapping[str, str] = field(default_factory=dict)
    expression: str = ""
    severity: str = "warning"
    level: str = ""
    """Empty for a check of the interview, else the name of the repeat whose instances it checks."""
    extra: Mapping[str, str] = field(default_factory=dict)
