"""The frame that is weighed: one row per case of the sample, with or without an interview.

Columns: iid, district, stratum, psu, probability (of the household), adults, status, the
categories people are weighted by, and everything the interview table holds.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveyapp.analysis.wide_tables import WideTables, add_case_columns, read_wide_tables
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.dispositions import Outcome, disposition
from surveyapp.findings import Finding
from surveyapp.population.harmonise import adult_margins
from surveyapp.sampling.draw import read_drawn
from surveyapp.store.sampling import read_assignments, read_draws, read_plans, read_selections
from surveyapp.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

INTERVIEW, NONRESPONSE, UNKNOWN, INELIGIBLE = "interview", "nonresponse", "unknown", "ineligible"
AREA, LIST, QUOTA = "area", "list", "quota"

_STATUS: Mapping[Outcome, str] = {
    Outcome.COMPLETE: INTERVIEW,
    Outcome.PARTIAL: INTERVIEW,
    Outcome.REFUSAL: NONRESPONSE,
    Outcome.NON_CONTACT: NONRESPONSE,
    Outcome.OTHER: NONRESPONSE,
    # Somebody was met, so the household is eligible; no interview came of it.
    Outcome.TEMPORARY: NONRESPONSE,
    Outcome.UNKNOWN_HOUSEHOLD: UNKNOWN,
    Outcome.UNKNOWN_OTHER: UNKNOWN,
    Outcome.NOT_ELIGIBLE: INELIGIBLE,
}


@dataclass(frozen=True, eq=False)
class Cases:
    """The sample as one frame, its design, what was found in it, and what it was made from."""

    frame: pd.DataFrame
    design: str
    tables: WideTables
    findings: tuple[Finding, ...]
    inputs: Mapping[str, Any]


@contextmanager
def refused_by_weights() -> Generator[None]:
    """What the statistics refuse becomes expected trouble with the same cause."""
    from weights import WeightsError

    try:
        yield
    except WeightsError as cause:
        raise SurveyError(f"weights.{cause.code}", **cause.parameters) from cause


def read_findings(plain: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Findings as they were kept with a run."""
    return tuple(Finding(one["code"], one["place"], one["parameters"]) for one in plain)


def read_cases(survey: Survey) -> Cases:
    """Every case of the survey's sample in the current wave."""
    tables = read_wide_tables(survey, _person_form(survey))
    design = survey.info.design
    interviews = add_case_columns(survey, tables)
    if design == QUOTA:
        frame = _quota_cases(survey, interviews)
    else:
        frame = _drawn_cases(survey, interviews, design)
    frame, findings = _checked(frame)
    inputs = {
        "tables": tables.hash,
        "form": tables.form_id,
        "questionnaire": tables.questionnaire.content_hash,
        "interviews": len(tables.interviews),
    }
    return Cases(frame, design, tables, (*tables.findings, *findings), inputs)


def _person_form(survey: Survey) -> str:
    """The form the households were assigned for; the commonest one where nothing was assigned."""
    forms = [one.form_id for one in read_assignments(survey.store)]
    return max(sorted(set(forms)), key=forms.count) if forms else ""


def _status_of(code: str) -> str:
    return _STATUS[disposition(code).outcome] if code else UNKNOWN


def _quota_cases(survey: Survey, interviews: Any) -> pd.DataFrame:
    """Interviews alone, each standing for the same number of adults of its district.

    The cluster is sampling point × surveyor; the probability is a device, not a fact.
    """
    status = [_status_of(code) for code in interviews["disposition"]]
    made = interviews[[one == INTERVIEW for one in status]].reset_index(drop=True)
    adults = adult_margins(survey, ("sex_age",))["sex_age"]
    totals = {district: sum(table.values()) for district, table in adults.items()}
    counts = made["district"].value_counts()
    points = made["psu"].where(made["psu"] != "", made["unit_id"])
    return made.assign(
        status=INTERVIEW,
        adults=1.0,
        probability=[counts[code] / totals[code] for code in made["district"]],
        stratum=made["district"],
        psu=points + " × " + made["surveyor"],
    )


def _drawn_cases(survey: Survey, interviews: pd.DataFrame, design: str) -> pd.DataFrame:
    """Everything drawn, with the interview where there is one."""
    import pandas as pd

    drawn = _area_sample(survey) if design == AREA else _list_sample(survey)
    sample = pd.DataFrame(drawn, columns=["unit_id", "psu", "district", "stratum", "probability"])
    iids = {one.unit_id: one.iid for one in read_assignments(survey.store)}
    sample["iid"] = [iids.get(unit, unit) for unit in sample["unit_id"]]
    known = interviews.drop(columns=["unit_id", "psu", "district", "stratum"])
    # Of two interviews of one unit the assigned one counts; the other is listed as a duplicate.
    frame = sample.merge(known, on="iid", how="left", validate="one_to_one")
    codes = frame["disposition"].fillna("")
    frame["status"] = [_status_of(code) for code in codes]
    if design == LIST:
        frame["adults"] = 1.0
    return frame


def _area_sample(survey: Survey) -> list[tuple[str, str, str, str, float]]:
    return [
        (one.unit_id, one.community, one.district, one.stratum, one.probability)
        for one in read_drawn(survey)
    ]


def _list_sample(survey: Survey) -> list[tuple[str, str, str, str, float]]:
    """Persons drawn by themselves: each is a cluster of its own."""
    plan = next((row for row in read_plans(survey.store) if row.kind == LIST), None)
    draws = read_draws(survey.store, plan.plan_id) if plan else []
    if not draws:
        raise SurveyError("sampling.no-draw")
    return [
        (one.unit_id, one.unit_id, one.stratum.split("|")[0], one.stratum, one.probability)
        for one in read_selections(survey.store, draws[0].draw_id)
    ]


def _checked(frame: Any) -> tuple[pd.DataFrame, list[Finding]]:
    """Interviews that cannot be placed among the adults become nonresponse, and are counted."""
    findings: list[Finding] = []
    answered = frame["status"] == INTERVIEW
    lost = answered & frame["sex_age"].isna()
    if lost.any():
        findings.append(Finding("analysis.no-sex-or-age", "", {"count": int(lost.sum())}))
        frame = frame.assign(status=frame["status"].where(~lost, NONRESPONSE))
        answered = answered & ~lost
    unknown = answered & frame["adults"].isna()
    if unknown.any():
        findings.append(Finding("analysis.adults-unknown", "", {"count": int(unknown.sum())}))
    if "district_answered" in frame:
        said = frame["district_answered"]
        moved = answered & said.notna() & (said.astype(object) != frame["district"].astype(object))
        if moved.any():
            findings.append(Finding("analysis.other-district", "", {"count": int(moved.sum())}))
    silent = int((frame["status"] == UNKNOWN).sum())
    if silent:
        findings.append(Finding("analysis.unknown-eligibility", "", {"count": silent}))
    return frame, findings
