"""What analysis hands on: runs, weights' diagnostics, estimates, verdicts, coverage, waves.

Figures are in the unit of their indicator: rates and ratios in percent, scores in points, means as
they are counted. What does not exist is ``None``, and a note says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from surveyapp.findings import Finding

MET, NOT_MET = "met", "not_met"
NOT_DISTINGUISHABLE, NOT_ASSESSED = "not_distinguishable", "not_assessed"
VERDICTS = (MET, NOT_MET, NOT_DISTINGUISHABLE, NOT_ASSESSED)
"""The empty text stands for a row that no target applies to."""

MAIN, SEX_AGE_ONLY = "main", "sex_age_only"
"""Variants: the recipe as chosen, and the same without education, occupation and residence."""

ALL, EXCLUDED, NOT_SATISFIED = "all", "excluded", "not_satisfied"
BOUNDS_LOW, BOUNDS_HIGH = "bounds_low", "bounds_high"
READINGS = (EXCLUDED, NOT_SATISFIED, BOUNDS_LOW, BOUNDS_HIGH)
"""How 不清楚 counts; ``all`` where an indicator knows no 不清楚."""

CITY_DOMAIN, DISTRICT_DOMAIN = "city", "district"


@dataclass(frozen=True)
class RunInfo:
    """One run: ``kind`` is ``weighting``, ``estimates`` or ``wave`` (an imported earlier one)."""

    run_id: str
    kind: str
    wave: str
    made_at: str
    operator_id: str
    based_on: str | None = None
    app_version: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class MarginRow:
    """One category of a margin, or one weighting class, before and after a step."""

    margin: str
    category: str
    district: str
    n: int
    before: float
    after: float
    target: float | None


@dataclass(frozen=True)
class WeightingStep:
    """One step with its settings and how unequal it left the weights (Kish, 1965, 11.7)."""

    name: str
    settings: Mapping[str, Any]
    n: int
    total: float
    low: float
    median: float
    high: float
    kish_deff: float
    n_effective: float
    factor_low: float
    factor_high: float
    margins: tuple[MarginRow, ...] = ()


@dataclass(frozen=True)
class EstimateRow:
    """One figure of one domain under one reading, with all a reader needs to judge it."""

    run_id: str
    position: int
    indicator: str
    domain_variable: str
    domain: str
    reading: str
    estimate: float | None
    se: float | None
    low: float | None
    high: float | None
    n: int
    target: float | None = None
    verdict: str = ""
    df: float | None = None
    deff: float | None = None
    n_effective: float | None = None
    n_weighted: float | None = None
    confidence: float = 0.95
    low_joint: float | None = None
    """The simultaneous interval of the district rows: their second whisker."""
    high_joint: float | None = None
    joint_confidence: float | None = None
    unit: str = ""
    kind: str = ""
    source: str = "interviews"
    primary_reading: bool = True
    variant: str = MAIN
    complete: bool = False
    """A complete count: no interval, compared directly."""
    under_model: bool = False
    """A quota sample: the interval holds under the model, not by design."""
    interval_method: str = ""
    variance_method: str = ""
    df_method: str = ""
    upper_bound: float | None = None
    """Of the failing share in percent, where a sample showed no failure."""
    notes: tuple[Finding, ...] = ()
    reason: Finding | None = None

    @property
    def verdict_low(self) -> float | None:
        """Lower end of the interval that the verdict rests on."""
        return self.low if self.low_joint is None else self.low_joint

    @property
    def verdict_high(self) -> float | None:
        """Upper end of the interval that the verdict rests on."""
        return self.high if self.high_joint is None else self.high_joint


@dataclass(frozen=True)
class EstimatesRun:
    """All figures of one estimation, with what they were made from."""

    run_id: str
    weighting_run: str
    indicators: str
    rows: tuple[EstimateRow, ...]
    inputs: Mapping[str, Any]


@dataclass(frozen=True)
class WaveDifference:
    """Now minus the earlier wave; without figures where the two must not be compared."""

    indicator: str
    domain_variable: str
    domain: str
    earlier_wave: str
    earlier: float | None
    now: float | None
    difference: float | None
    se: float | None
    low: float | None
    high: float | None
    df: float | None
    comparable: bool
    reasons: tuple[Finding, ...] = ()
    unit: str = ""
    earlier_low: float | None = None
    earlier_high: float | None = None


@dataclass(frozen=True)
class Verdict:
    """One indicator against its target, in the city or a district."""

    indicator: str
    domain_variable: str
    domain: str
    target: float | None
    direction: str
    unit: str
    estimate: float | None
    low: float | None
    high: float | None
    confidence: float
    n: int
    verdict: str
    reason: Finding | None
    by_reading: Mapping[str, str]
    depends_on_reading: bool
    under_model: bool
    complete: bool
    difference: WaveDifference | None = None
    deff: float | None = None
    upper_bound: float | None = None


@dataclass(frozen=True)
class CoverageRow:
    """Achieved against population for one category; shares in percent."""

    district: str
    variable: str
    category: str
    n: int
    share_unweighted: float | None
    share_weighted: float | None
    share_population: float
    target: int | None

    @property
    def reached(self) -> float | None:
        """Interviews made as a percentage of those wanted."""
        return 100 * self.n / self.target if self.target else None


@dataclass(frozen=True)
class SensitivityRow:
    """A city figure with all margins, and with sex and age alone."""

    indicator: str
    unit: str
    estimate: float | None
    low: float | None
    high: float | None
    estimate_without: float | None
    low_without: float | None
    high_without: float | None

    @property
    def difference(self) -> float | None:
        """What the further margins move."""
        if self.estimate is None or self.estimate_without is None:
            return None
        return self.estimate - self.estimate_without
