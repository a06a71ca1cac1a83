"""From base weights to final ones, step by step, each step with its diagnostics.

``weigh`` works on a frame of cases and knows no file; ``run_weighting`` reads the survey, weighs,
and keeps the run.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from surveyapp.analysis.calibrators import Totals, complete_calibrators
from surveyapp.analysis.cases import (
    INELIGIBLE,
    INTERVIEW,
    UNKNOWN,
    Cases,
    read_cases,
    read_findings,
    refused_by_weights,
)
from surveyapp.analysis.recipes import Recipe, default_recipe
from surveyapp.analysis.results import MarginRow, RunInfo, WeightingStep
from surveyapp.errors import SurveyError
from surveyapp.exchange.writing import app_version
from surveyapp.findings import Finding
from surveyapp.operators import Action
from surveyapp.population.harmonise import adult_margins
from surveyapp.progress import Progress
from surveyapp.store.runs import (
    CaseWeight,
    RunRow,
    read_recipe,
    read_run,
    read_runs,
    write_recipe,
    write_run,
    write_weights,
)
from surveyapp.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

    from weights import Design, StepRecord

WEIGHTING = "weighting"


@dataclass(frozen=True)
class WeightingRun:
    """One weighting as it is kept."""

    run_id: str
    wave: str
    recipe: Recipe
    made_at: str
    operator_id: str
    design: str
    cases: int
    respondents: int
    steps: tuple[WeightingStep, ...]
    findings: tuple[Finding, ...]
    inputs: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Weighed:
    """Weights just made: the design carries frame, strata, clusters and the history."""

    design: Design
    steps: tuple[WeightingStep, ...]
    findings: tuple[Finding, ...]


def weigh(frame: pd.DataFrame, recipe: Recipe, totals: Totals) -> Weighed:
    """Weigh a frame of cases (see ``cases``) by a recipe to adult totals."""
    import weights

    answered = (frame["status"] == INTERVIEW).to_numpy()
    if not answered.any():
        raise SurveyError("analysis.no-interviews")
    classes, findings = _classes(frame, answered, recipe)
    calibrators = complete_calibrators(frame, answered, recipe, totals)
    columns = {f"{name}__weighting": values for name, values in calibrators.columns.items()}
    prepared = frame.assign(
        **columns,
        weighting_class=classes,
        answered=answered,
        base=_base_weights(frame, answered, classes),
    )
    with refused_by_weights():
        design = weights.Design.from_frame(
            prepared, weights="base", strata="stratum", clusters="psu", lonely=recipe.lonely
        )
        design = design.using(
            interval=recipe.interval, confidence=recipe.confidence, deff="without replacement"
        )
        if recipe.classes:
            design = _adjust_silence(design, prepared)
        design = design.rake(
            {f"{name}__weighting": table for name, table in calibrators.totals.items()},
            within="district",
        )
        design = _trim(design, recipe)
    steps = (_base_step(design), *map(_step, design.records))
    return Weighed(design, steps, (*findings, *calibrators.findings))


def _base_weights(frame: pd.DataFrame, answered: Any, classes: Any) -> Any:
    """Inverse probability of the household times the adults one was chosen from.

    Where nobody could be asked, the mean number of adults of the same class stands in: then the
    class adjustment gives exactly what it would give on households.
    """
    household = 1.0 / frame["probability"].to_numpy(dtype=float)
    adults = frame["adults"].to_numpy(dtype=float, na_value=np.nan, copy=True)
    known = answered & ~np.isnan(adults)
    for name in set(classes):
        here = classes == name
        used = here & known
        mean = np.average(adults[used], weights=household[used]) if used.any() else 1.0
        adults[here & ~known] = mean
    return household * adults


def _classes(frame: pd.DataFrame, answered: Any, recipe: Recipe) -> tuple[Any, tuple[Finding, ...]]:
    """The weighting class of each case; classes with too few interviews join their district."""
    if not recipe.classes:
        return frame["district"].astype(str).to_numpy(dtype=object), ()
    parts = zip(*(frame[name].astype(str) for name in recipe.classes), strict=True)
    classes = np.array([" × ".join(part) for part in parts], dtype=object)
    districts = frame["district"].astype(str).to_numpy(dtype=object)
    findings: list[Finding] = []
    for name in sorted(set(classes)):
        here = classes == name
        n = int((answered & here).sum())
        # Joining one class takes its whole district along, so later names may be gone.
        if here.any() and n < recipe.least_in_class:
            district = districts[here][0]
            classes[districts == district] = district
            findings.append(
                Finding("analysis.class-joined", name, {"name": name, "n": n, "with": district})
            )
    return classes, tuple(findings)


def _adjust_silence(design: Design, frame: pd.DataFrame) -> Design:
    seen = set(frame["status"])
    unknown = [UNKNOWN] if UNKNOWN in seen else []
    ineligible = [INELIGIBLE] if INELIGIBLE in seen else []
    if unknown or ineligible:
        design = design.adjust_eligibility("status", unknown, ineligible, by="weighting_class")
    return design.adjust_nonresponse("answered", by="weighting_class")


def _trim(design: Design, recipe: Recipe) -> Design:
    if recipe.trim_above is None:
        return design
    upper = recipe.trim_above * design.spread.median
    return design.trim(upper=upper, redistribute="margins")


def _base_step(design: Design) -> WeightingStep:
    from weights.records import spread_of

    spread = spread_of(design.base)
    return WeightingStep("base", {}, **asdict(spread), factor_low=1.0, factor_high=1.0)


def _step(record: StepRecord) -> WeightingStep:
    lines = tuple(
        MarginRow(
            line.margin.removesuffix("__weighting"),
            line.category,
            line.within or "",
            line.n,
            line.before,
            line.after,
            line.target,
        )
        for line in record.margins
    )
    settings = {name: _plain(value) for name, value in record.settings.items()}
    return WeightingStep(
        record.step,
        settings,
        **asdict(record.after),
        factor_low=record.factor_low,
        factor_high=record.factor_high,
        margins=lines,
    )


def _plain(value: object) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value.removesuffix("__weighting") if isinstance(value, str) else value


def run_weighting(
    survey: Survey, recipe: Recipe | None = None, progress: Progress | None = None
) -> WeightingRun:
    """Weigh the survey's interviews and keep recipe, weights and diagnostics."""
    survey.require(Action.ANALYSE)
    progress = progress or Progress()
    recipe = recipe or default_recipe(survey)
    progress.step(0, 3)
    cases = read_cases(survey)
    totals = adult_margins(survey, recipe.margins)
    progress.step(1, 3)
    weighed = weigh(cases.frame, recipe, totals)
    progress.step(2, 3)
    run = _run(survey, cases, recipe, weighed)
    with survey.store.transaction():
        write_recipe(survey.store, recipe.name, recipe.to_json(), recipe.content_hash, run.made_at)
        write_run(survey.store, _row(run))
        write_weights(survey.store, run.run_id, _case_weights(weighed.design))
        survey.note(
            "weigh", {"run": run.run_id, "recipe": recipe.content_hash, "n": run.respondents}
        )
    progress.step(3, 3)
    return run


def _run(survey: Survey, cases: Cases, recipe: Recipe, weighed: Weighed) -> WeightingRun:
    status = cases.frame["status"]
    counts = {str(name): int(count) for name, count in status.value_counts().items()}
    return WeightingRun(
        uuid.uuid4().hex,
        survey.info.wave,
        recipe,
        survey.clock.iso(),
        survey.operator.operator_id,
        cases.design,
        len(cases.frame),
        counts.get(INTERVIEW, 0),
        weighed.steps,
        (*cases.findings, *weighed.findings),
        {**cases.inputs, "recipe": recipe.content_hash, "cases": counts},
    )


def _row(run: WeightingRun) -> RunRow:
    diagnostics = {
        "design": run.design,
        "steps": [asdict(step) for step in run.steps],
        "findings": [asdict(finding) for finding in run.findings],
        "cases": run.cases,
        "respondents": run.respondents,
    }
    return RunRow(
        run.run_id,
        WEIGHTING,
        run.wave,
        run.recipe.content_hash,
        run.inputs,
        run.made_at,
        run.operator_id,
        app_version(),
        diagnostics,
    )


def _case_weights(design: Design) -> list[CaseWeight]:
    frame = design.frame
    columns = (frame["iid"], design.base, design.weights, frame["stratum"], frame["psu"])
    return [
        CaseWeight(str(iid), float(base), float(final), str(stratum), str(psu), str(status))
        for iid, base, final, stratum, psu, status in zip(*columns, frame["status"], strict=True)
    ]


def read_weighting_run(survey: Survey, run_id: str = "") -> WeightingRun:
    """A weighting run, the newest where none is named."""
    if run_id:
        found = read_run(survey.store, run_id)
    else:
        found = next(iter(read_runs(survey.store, WEIGHTING)), None)
    if found is None or found.kind != WEIGHTING:
        raise SurveyError("analysis.no-weighting-run")
    body = found.diagnostics
    return WeightingRun(
        found.run_id,
        found.wave,
        Recipe.from_json(read_recipe(survey.store, found.recipe) or "{}"),
        found.made_at,
        found.operator_id,
        body["design"],
        body["cases"],
        body["respondents"],
        tuple(_read_step(step) for step in body["steps"]),
        read_findings(body["findings"]),
        found.inputs,
    )


def _read_step(plain: Mapping[str, Any]) -> WeightingStep:
    margins = tuple(MarginRow(**line) for line in plain["margins"])
    rest: dict[str, Any] = {name: value for name, value in plain.items() if name != "margins"}
    return WeightingStep(**rest, margins=margins)


def list_runs(survey: Survey, kind: str = "") -> tuple[RunInfo, ...]:
    """Runs of a kind, or all; the newest first."""
    return tuple(
        RunInfo(
            row.run_id,
            row.kind,
            row.wave,
            row.made_at,
            row.operator_id,
            row.based_on,
            row.app_version,
            row.inputs,
        )
        for row in read_runs(survey.store, kind)
    )
