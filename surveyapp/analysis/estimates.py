"""Estimates of a weighting run: made, judged, kept, read again.

The weights are made anew from the recipe and compared with the kept ones, so that an estimate never
rests on weights that nobody can reproduce.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from surveyapp.analysis.cases import INTERVIEW, QUOTA, Cases, read_cases, read_findings
from surveyapp.analysis.estimation import Conditions, estimate_figures
from surveyapp.analysis.indicator_sets import IndicatorSet, current_indicators
from surveyapp.analysis.market import audit_rows, sales_rows
from surveyapp.analysis.readings import read_figures
from surveyapp.analysis.recipes import Recipe
from surveyapp.analysis.results import MAIN, SEX_AGE_ONLY, EstimateRow, EstimatesRun
from surveyapp.analysis.verdicts import judge
from surveyapp.analysis.waves import compare_rows, earlier_wave
from surveyapp.analysis.weighting import Weighed, WeightingRun, read_weighting_run, weigh
from surveyapp.errors import SurveyError
from surveyapp.exchange.writing import app_version
from surveyapp.operators import Action
from surveyapp.population.harmonise import adult_margins
from surveyapp.progress import Progress
from surveyapp.store.runs import (
    FigureRow,
    RunRow,
    read_run,
    read_runs,
    read_weights,
    write_figures,
    write_run,
)
from surveyapp.store.runs import read_figures as read_rows
from surveyapp.survey import Survey

ESTIMATES = "estimates"
_COLUMNS = tuple(field.name for field in fields(FigureRow))[:12]
_FINDINGS = ("notes", "reason")
_SAME = 1e-8


def run_estimates(
    survey: Survey, weighting_run: str = "", progress: Progress | None = None
) -> EstimatesRun:
    """Estimate every indicator from a weighting run (the newest) and keep the figures."""
    survey.require(Action.ANALYSE)
    progress = progress or Progress()
    weighting = read_weighting_run(survey, weighting_run)
    indicators = current_indicators(survey)
    run_id = uuid.uuid4().hex
    progress.step(0, 4)
    cases = read_cases(survey)
    weighed = _same_weights(survey, weighting, cases)
    progress.step(1, 4)
    rows = _person_rows(cases, weighed, indicators, Conditions(run_id))
    progress.step(2, 4)
    rows += _without_structure(survey, cases, weighting.recipe, indicators, run_id)
    rows += sales_rows(survey, indicators.of_source("sales"), run_id)
    rows += audit_rows(survey, indicators.of_source("audit"), run_id)
    progress.step(3, 4)
    run = EstimatesRun(
        run_id,
        weighting.run_id,
        indicators.hash,
        _judged(survey, rows, indicators),
        {**cases.inputs, "indicators": indicators.hash, "weighting": weighting.run_id},
    )
    _keep(survey, run)
    progress.step(4, 4)
    return run


def _same_weights(survey: Survey, run: WeightingRun, cases: Cases) -> Weighed:
    """The run's weights made again; refused where interviews or margins have changed since."""
    if cases.inputs["tables"] != run.inputs["tables"]:
        raise SurveyError("analysis.weights-outdated", made_at=run.made_at)
    weighed = weigh(cases.frame, run.recipe, adult_margins(survey, run.recipe.margins))
    kept = {one.iid: one.final for one in read_weights(survey.store, run.run_id)}
    pairs = zip(weighed.design.frame["iid"], weighed.design.weights, strict=True)
    if any(abs(kept.get(iid, -1.0) - now) > _SAME * max(1.0, now) for iid, now in pairs):
        raise SurveyError("analysis.weights-outdated", made_at=run.made_at)
    return weighed


def _person_rows(
    cases: Cases, weighed: Weighed, indicators: IndicatorSet, conditions: Conditions
) -> list[EstimateRow]:
    design = weighed.design
    used = (design.frame["status"] == INTERVIEW).to_numpy()
    asked = indicators.of_source("interviews")
    if conditions.variant != MAIN:
        asked = tuple(one for one in asked if one.primary or one.target is not None)
    figures = read_figures(design.frame, cases.tables.kinds, asked, used)
    if conditions.variant != MAIN:
        figures = [one for one in figures if one.is_primary]
    model = cases.design == QUOTA
    return estimate_figures(design, figures, replace(conditions, under_model=model))


def _without_structure(
    survey: Survey, cases: Cases, recipe: Recipe, indicators: IndicatorSet, run_id: str
) -> list[EstimateRow]:
    """City figures of the indicators with a target, raked to sex and age alone."""
    bare = recipe.without_structure()
    weighed = weigh(cases.frame, bare, adult_margins(survey, bare.margins))
    conditions = Conditions(run_id, SEX_AGE_ONLY, domains={})
    return _person_rows(cases, weighed, indicators, conditions)


def _judged(
    survey: Survey, rows: Sequence[EstimateRow], indicators: IndicatorSet
) -> tuple[EstimateRow, ...]:
    """Rows in order, each with its verdict."""
    earlier = earlier_wave(survey)
    main = [row for row in rows if row.variant == MAIN]
    differences = compare_rows(survey, main, earlier) if earlier else ()
    moved = {(d.indicator, d.domain_variable, d.domain): d for d in differences}
    judged: list[EstimateRow] = []
    for position, row in enumerate(rows):
        indicator = indicators.indicator(row.indicator)
        difference = moved.get((row.indicator, row.domain_variable, row.domain))
        verdict, reason = judge(row, indicator, difference)
        if row.variant != MAIN:
            verdict, reason = "", None
        judged.append(replace(row, position=position, verdict=verdict, reason=reason))
    return tuple(judged)


def _keep(survey: Survey, run: EstimatesRun) -> None:
    row = RunRow(
        run.run_id,
        ESTIMATES,
        survey.info.wave,
        run.indicators,
        run.inputs,
        survey.clock.iso(),
        survey.operator.operator_id,
        app_version(),
        {"rows": len(run.rows)},
        run.weighting_run,
    )
    with survey.store.transaction():
        write_run(survey.store, row)
        write_figures(survey.store, run.run_id, map(_figure_row, run.rows))
        detail = {"run": run.run_id, "weighting": run.weighting_run, "rows": len(run.rows)}
        survey.note("estimate", detail)


def _figure_row(row: EstimateRow) -> FigureRow:
    plain = asdict(row)
    columns = {name: plain.pop(name) for name in _COLUMNS}
    del plain["run_id"]
    return FigureRow(**columns, body=plain)


def read_estimates(
    survey: Survey,
    run_id: str = "",
    *,
    indicator: str = "",
    domain_variable: str = "",
    reading: str = "",
    variant: str = MAIN,
) -> tuple[EstimateRow, ...]:
    """Kept figures of a run (the newest); empty names mean all."""
    run_id = run_id or newest_run(survey)
    if read_run(survey.store, run_id) is None:
        raise SurveyError("analysis.no-estimates")
    found = read_rows(survey.store, run_id, indicator, domain_variable)
    return tuple(_chosen((_estimate_row(run_id, row) for row in found), reading, variant))


def newest_run(survey: Survey) -> str:
    """The id of the newest estimation."""
    runs = read_runs(survey.store, ESTIMATES)
    if not runs:
        raise SurveyError("analysis.no-estimates")
    return runs[0].run_id


def read_estimates_run(survey: Survey, run_id: str = "") -> EstimatesRun:
    """An estimation with everything that was kept of it, every variant among the rows."""
    found = read_run(survey.store, run_id or newest_run(survey))
    if found is None or found.kind != ESTIMATES:
        raise SurveyError("analysis.no-estimates")
    rows = read_estimates(survey, found.run_id, variant="")
    return EstimatesRun(found.run_id, found.based_on or "", found.recipe, rows, found.inputs)


def _chosen(rows: Iterable[EstimateRow], reading: str, variant: str) -> Iterable[EstimateRow]:
    for row in rows:
        if reading in ("", row.reading) and variant in ("", row.variant):
            yield row


def _estimate_row(run_id: str, row: FigureRow) -> EstimateRow:
    body: Mapping[str, Any] = row.body
    notes = read_findings(body["notes"])
    reason = read_findings([body["reason"]])[0] if body["reason"] else None
    rest = {name: value for name, value in body.items() if name not in _FINDINGS}
    columns = {name: getattr(row, name) for name in _COLUMNS}
    return EstimateRow(run_id=run_id, **columns, **rest, notes=notes, reason=reason)
