"""Estimates from a weighed sample: every indicator, reading and domain as one row.

Knows no file: ``estimates`` reads the survey and keeps the rows, the coverage simulation calls the
same functions on samples that never existed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from questionnaires.method import IndicatorRow
from surveyapp.analysis.cases import refused_by_weights
from surveyapp.analysis.readings import MEAN, RATE, RATIO, SCORE, Figures
from surveyapp.analysis.results import CITY_DOMAIN, DISTRICT_DOMAIN, MAIN, EstimateRow
from surveyapp.findings import Finding
from surveyapp.population.districts import CITY_CODE

if TYPE_CHECKING:
    from weights import Design, Estimate, Estimates

DOMAINS: Mapping[str, str] = {
    DISTRICT_DOMAIN: "district",
    "sex": "sex",
    "age_band": "age_band",
    "education": "education_group",
    "occupation": "occupation_group",
    "residence": "residence",
}
"""What every person indicator is reported by, and the column that holds it."""

SMALL_SAMPLE = 30
"""Fewer interviews than this and the row says so."""


@dataclass(frozen=True)
class Conditions:
    """What all rows of one estimation share."""

    run_id: str = ""
    variant: str = MAIN
    under_model: bool = False
    domains: Mapping[str, str] | None = None


def estimate_figures(
    design: Design, figures: Sequence[Figures], conditions: Conditions
) -> list[EstimateRow]:
    """Rows of every figure: the city, then each domain variable in turn."""
    columns = {f"y{number}": one.values for number, one in enumerate(figures)}
    below = {f"x{n}": one.below for n, one in enumerate(figures) if one.below is not None}
    prepared = design.assign(**columns, **below)
    wanted = DOMAINS if conditions.domains is None else conditions.domains
    present = {name: column for name, column in wanted.items() if column in design.frame}
    rows: list[EstimateRow] = []
    for number, one in enumerate(figures):
        if not (one.values == one.values).any():
            rows.append(_empty_row(one, conditions))
            continue
        rows.append(_row(_estimate(prepared, one, number, "")[0], one, CITY_DOMAIN, conditions))
        for variable, column in present.items():
            found = _estimate(prepared, one, number, column)
            made = [_row(estimate, one, variable, conditions) for estimate in found]
            rows.extend(_with_joint(made, found) if variable == DISTRICT_DOMAIN else made)
    return rows


def _estimate(design: Design, one: Figures, number: int, by: str) -> Estimates:
    groups = (by,) if by else ()
    with refused_by_weights():
        if one.indicator.kind == RATE:
            return design.proportion(f"y{number}", by=groups)
        if one.indicator.kind == RATIO:
            return design.ratio(f"y{number}", f"x{number}", by=groups)
        return design.mean(f"y{number}", by=groups)


def scale_of(indicator: IndicatorRow) -> float:
    """Rates and ratios are shown in percent; scores and means as they are."""
    return 1.0 if indicator.kind in (SCORE, MEAN) else 100.0


def _row(found: Estimate, one: Figures, variable: str, conditions: Conditions) -> EstimateRow:
    scale = scale_of(one.indicator)
    notes = [Finding(f"weights.{flag.code}", "", dict(flag.parameters)) for flag in found.flags]
    if 0 < found.n < SMALL_SAMPLE:
        notes.append(Finding("analysis.small-sample", "", {"n": found.n, "least": SMALL_SAMPLE}))
    return EstimateRow(
        run_id=conditions.run_id,
        position=0,
        indicator=one.indicator.key,
        domain_variable=variable,
        domain=found.domain[0][1] if found.domain else CITY_CODE,
        reading=one.reading,
        estimate=_scaled(found.estimate, scale),
        se=_scaled(found.se, scale),
        low=_scaled(found.low, scale),
        high=_scaled(found.high, scale),
        n=found.n,
        target=one.indicator.target,
        df=_finite(found.df),
        deff=_finite(found.deff),
        n_effective=_finite(found.n_effective),
        n_weighted=found.n_weighted,
        confidence=found.confidence,
        unit=one.indicator.unit,
        kind=one.indicator.kind,
        source=one.indicator.source,
        primary_reading=one.is_primary,
        variant=conditions.variant,
        under_model=conditions.under_model,
        interval_method=found.interval_method,
        variance_method=found.variance_method,
        df_method=found.df_method,
        notes=tuple(notes),
    )


def _empty_row(one: Figures, conditions: Conditions) -> EstimateRow:
    return EstimateRow(
        conditions.run_id,
        0,
        one.indicator.key,
        CITY_DOMAIN,
        CITY_CODE,
        one.reading,
        None,
        None,
        None,
        None,
        0,
        target=one.indicator.target,
        unit=one.indicator.unit,
        kind=one.indicator.kind,
        primary_reading=one.is_primary,
        variant=conditions.variant,
        notes=(Finding("analysis.nobody-in-base", "", {"indicator": one.indicator.key}),),
    )


def _with_joint(rows: Sequence[EstimateRow], found: Estimates) -> list[EstimateRow]:
    """Add the intervals that hold for all districts at once."""
    from weights.targets import simultaneous

    joint = simultaneous(found)
    return [
        replace(
            row,
            low_joint=_scaled(wide.low, 100.0 if row.kind in (RATE, RATIO) else 1.0),
            high_joint=_scaled(wide.high, 100.0 if row.kind in (RATE, RATIO) else 1.0),
            joint_confidence=wide.confidence,
        )
        for row, wide in zip(rows, joint, strict=True)
    ]


def _scaled(value: float | None, scale: float) -> float | None:
    finite = _finite(value)
    return None if finite is None else finite * scale


def _finite(value: float | None) -> float | None:
    """JSON knows no infinity; what is not a number does not exist."""
    return None if value is None or not abs(value) < float("inf") else float(value)
