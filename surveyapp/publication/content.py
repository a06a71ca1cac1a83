"""What a report says, gathered from one estimates run: no figure is made here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.method import IndicatorRow
from surveyapp.analysis.coverage import coverage_table
from surveyapp.analysis.estimates import read_estimates
from surveyapp.analysis.indicator_sets import (
    IndicatorChange,
    current_indicators,
    read_indicator_changes,
)
from surveyapp.analysis.results import (
    ALL,
    CITY_DOMAIN,
    DISTRICT_DOMAIN,
    CoverageRow,
    EstimateRow,
    RunInfo,
    SensitivityRow,
    Verdict,
    WaveDifference,
)
from surveyapp.analysis.sensitivity import sensitivity_table
from surveyapp.analysis.verdicts import read_verdicts
from surveyapp.analysis.waves import compare_waves
from surveyapp.analysis.weighting import WeightingRun, list_runs, read_weighting_run
from surveyapp.fieldwork.dispositions import Rates, outcome_rates
from surveyapp.population.districts import CITY_CODE
from surveyapp.sales.audit import FailingModel, failing_models, read_audited_models
from surveyapp.sales.shares import SalesShares, saving_shares
from surveyapp.sampling.plan import AreaPlan, Precision, current_plan, expected_precision
from surveyapp.store.interviews import read_interviews
from surveyapp.survey import Survey, SurveyInfo

PERSON_DOMAINS = ("district", "sex", "age_band", "education", "occupation")
"""By what every person indicator is reported (the city's plan wants these covered)."""


@dataclass(frozen=True)
class IndicatorSection:
    """One indicator: the city's row, the readings beside it, and the rows by domain."""

    indicator: IndicatorRow
    verdict: Verdict | None
    city: EstimateRow | None
    readings: tuple[EstimateRow, ...]
    domains: tuple[tuple[str, tuple[EstimateRow, ...]], ...]
    parts: tuple[tuple[IndicatorRow, EstimateRow], ...]
    """The city's rows of the indicators that belong to this one."""
    difference: WaveDifference | None


@dataclass(frozen=True)
class ModeCount:
    """How many interviews were made in a mode."""

    mode: str
    interviews: int


@dataclass(frozen=True)
class ReportContent:
    """Everything a report prints."""

    info: SurveyInfo
    run: RunInfo
    sections: tuple[IndicatorSection, ...]
    coverage: tuple[CoverageRow, ...]
    plan: AreaPlan
    precision: tuple[Precision, ...]
    rates: Rates
    cases: int
    interviews: int
    modes: tuple[ModeCount, ...]
    weighting: WeightingRun
    sensitivity: tuple[SensitivityRow, ...]
    sales: SalesShares
    failing: tuple[FailingModel, ...]
    changes: tuple[IndicatorChange, ...]


def gather_content(survey: Survey, run_id: str = "") -> ReportContent:
    """The content of a report on an estimates run, the newest where none is named."""
    run = _run(survey, run_id)
    rows = read_estimates(survey, run.run_id)
    states = read_interviews(survey.store, wave=survey.info.wave)
    persons = [state for state in states if not state.form_id.endswith("_audit")]
    done = [state for state in persons if state.status == "complete"]
    plan = current_plan(survey)
    return ReportContent(
        survey.info,
        run,
        tuple(_sections(survey, run.run_id, rows)),
        tuple(row for row in coverage_table(survey) if row.district == CITY_CODE),
        plan,
        tuple(expected_precision(plan)),
        outcome_rates([state.disposition for state in persons if state.disposition]),
        len(persons),
        len(done),
        tuple(ModeCount(*pair) for pair in Counter(s.mode for s in done).most_common()),
        read_weighting_run(survey, run.based_on or ""),
        tuple(sensitivity_table(survey, run.run_id)),
        saving_shares(survey),
        tuple(failing_models(read_audited_models(survey))),
        tuple(read_indicator_changes(survey)),
    )


def _run(survey: Survey, run_id: str) -> RunInfo:
    from surveyapp.errors import SurveyError

    runs = list_runs(survey, "estimates")
    for run in runs:
        if run_id in ("", run.run_id):
            return run
    raise SurveyError("publication.no-estimates")


def _sections(survey: Survey, run_id: str, rows: Sequence[EstimateRow]) -> list[IndicatorSection]:
    indicators = current_indicators(survey)
    verdicts = {
        v.indicator: v for v in read_verdicts(survey, run_id) if v.domain_variable == CITY_DOMAIN
    }
    differences = {
        d.indicator: d for d in compare_waves(survey, run_id) if d.domain_variable == CITY_DOMAIN
    }
    main = [row for row in rows if row.variant == "main"]
    return [
        _section(one, indicators.indicators, main, verdicts.get(one.key), differences.get(one.key))
        for one in indicators.primaries
    ]


def _section(
    indicator: IndicatorRow,
    all_indicators: Sequence[IndicatorRow],
    rows: Sequence[EstimateRow],
    verdict: Verdict | None,
    difference: WaveDifference | None,
) -> IndicatorSection:
    own = [row for row in rows if row.indicator == indicator.key]
    city = [row for row in own if row.domain_variable == CITY_DOMAIN]
    primary = [row for row in own if row.primary_reading]
    parts: list[tuple[IndicatorRow, EstimateRow]] = []
    for other in all_indicators:
        if other.primary_of == indicator.key and other.key != indicator.key:
            parts.extend(
                (other, row)
                for row in rows
                if row.indicator == other.key
                and row.domain_variable == CITY_DOMAIN
                and row.primary_reading
            )
    return IndicatorSection(
        indicator,
        verdict,
        next((row for row in city if row.primary_reading), None),
        tuple(row for row in city if row.reading != ALL),
        tuple(
            (variable, tuple(row for row in primary if row.domain_variable == variable))
            for variable in PERSON_DOMAINS
            if any(row.domain_variable == variable for row in primary)
        ),
        tuple(parts),
        difference,
    )


__all__ = ["DISTRICT_DOMAIN", "IndicatorSection", "ReportContent", "gather_content"]
