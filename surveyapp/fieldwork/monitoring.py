"""How the field work stands: progress, response rates, coverage reached, what is unconfirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from surveyapp.fieldwork.dispositions import Rates, outcome_rates
from surveyapp.population.districts import CITY_CODE
from surveyapp.population.harmonise import EDUCATION_GROUPS, OCCUPATION_GROUPS, age_band
from surveyapp.store.interviews import COMPLETE, CONFLICT, InterviewState, read_interviews
from surveyapp.store.receipts import read_confirmation
from surveyapp.store.revisions import read_device_revisions, read_head_revisions
from surveyapp.store.sampling import Assignment, read_assignments, read_quota_cells
from surveyapp.survey import Survey


@dataclass(frozen=True)
class ProgressRow:
    """How far a district or surveyor is. ``name`` is a district code or a surveyor's name."""

    by: str
    name: str
    assigned: int
    finished: int
    complete: int
    conflicts: int
    share_finished: float
    last_at: str


@dataclass(frozen=True)
class RateRow:
    """Outcome rates of a district, or of the city.

    ``is_response_rate`` is false for quota samples, whose completion is no response rate.
    """

    district: str
    rates: Rates
    is_response_rate: bool


@dataclass(frozen=True)
class CoverageCell:
    """Interviews reached against wanted in one category of a district."""

    district: str
    variable: str
    category: str
    target: int
    reached: int
    left: int


@dataclass(frozen=True)
class Unconfirmed:
    """What a device has made that no office has confirmed, and for how many days."""

    made: int
    confirmed: int
    days: int


def read_progress(survey: Survey, by: str = "district") -> list[ProgressRow]:
    """Progress by ``district`` or ``surveyor``, in order of their names, then in all."""
    states = {one.iid: one for one in read_interviews(survey.store)}
    groups: dict[str, list[Assignment]] = defaultdict(list)
    assignments = read_assignments(survey.store)
    for one in assignments:
        groups[one.surveyor if by == "surveyor" else district_of(one.unit_id)].append(one)
    rows = [_progress(by, name, groups[name], states) for name in sorted(groups)]
    return [*rows, _progress("all", CITY_CODE, assignments, states)] if rows else []


def response_rates(survey: Survey, *, e: float | None = None) -> list[RateRow]:
    """Unweighted outcome rates of the cases issued, by district and for the city (last).

    A case without a revision yet counts as not attempted: rates are final when field work is.
    """
    ended = {one.iid: one.disposition for one in read_interviews(survey.store)}
    codes: dict[str, list[str]] = defaultdict(list)
    for one in read_assignments(survey.store):
        codes[district_of(one.unit_id)].append(ended.get(one.iid, "3.11"))
    is_rate = survey.info.design != "quota"
    rows = [RateRow(name, outcome_rates(codes[name], e=e), is_rate) for name in sorted(codes)]
    everybody = [code for listed in codes.values() for code in listed]
    return [*rows, RateRow(CITY_CODE, outcome_rates(everybody, e=e), is_rate)] if rows else []


def coverage_progress(survey: Survey, form_id: str = "jiaxing_public") -> list[CoverageCell]:
    """Reached against wanted for each coverage cell, where the answers can be read here."""
    reached: dict[tuple[str, str, str], int] = defaultdict(int)
    for revision in read_head_revisions(survey.store, form_id, survey.info.wave):
        if revision.closed is None or not revision.header.disposition.startswith("1."):
            continue
        categories = categories_of(revision.closed.answers)
        for variable, category in categories.items():
            reached[district_of(revision.header.unit), variable, category] += 1
    return [
        CoverageCell(
            cell.district, variable, category, cell.target, count, max(0, cell.target - count)
        )
        for cell in read_quota_cells(survey.store, "coverage")
        for variable, category in cell.definition.items()
        for count in (reached[cell.district, variable, category],)
    ]


def read_unconfirmed(survey: Survey) -> Unconfirmed:
    """What this device made that is not confirmed; days since the oldest of it was made."""
    epoch = int(survey.setting("epoch", 1))
    receipt = read_confirmation(survey.store, survey.device_id, epoch)
    confirmed = receipt.up_to if receipt else 0
    waiting = read_device_revisions(survey.store, survey.device_id, epoch, confirmed)
    days = 0
    if waiting:
        made = datetime.fromisoformat(waiting[0].header.at)
        days = max(0, (datetime.fromisoformat(survey.clock.iso()) - made).days)
    return Unconfirmed(confirmed + len(waiting), confirmed, days)


def district_of(unit_id: str) -> str:
    """The district a unit lies in: the first part of its id."""
    return unit_id.partition("-")[0]


def categories_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """The raking categories that a person's answers fall into; those without an answer left out."""
    by_name = {path.rpartition("/")[2]: value for path, value in answers.items()}
    age = by_name.get("age")
    band = age_band(int(age)) if isinstance(age, int | float) else ""
    found = {
        "sex": by_name.get("sex"),
        "age_band": band,
        "sex_age": f"{by_name['sex']}|{band}" if by_name.get("sex") and band else "",
        "education": _group(EDUCATION_GROUPS, by_name.get("education")),
        "occupation": _group(OCCUPATION_GROUPS, by_name.get("occupation")),
        "residence": by_name.get("residence"),
    }
    return {name: value for name, value in found.items() if isinstance(value, str) and value}


def _group(groups: Mapping[str, str], answer: object) -> str:
    return groups.get(answer, "") if isinstance(answer, str) else ""


def _progress(
    by: str, name: str, cases: Iterable[Assignment], states: Mapping[str, InterviewState]
) -> ProgressRow:
    listed = list(cases)
    ended = [states[one.iid] for one in listed if one.iid in states]
    return ProgressRow(
        by,
        name,
        len(listed),
        len(ended),
        _count(ended, lambda state: state.status == COMPLETE),
        _count(ended, lambda state: state.status == CONFLICT),
        100 * len(ended) / len(listed) if listed else 0.0,
        max((state.finished_at for state in ended), default=""),
    )


def _count(states: Iterable[InterviewState], fits: Callable[[InterviewState], bool]) -> int:
    return sum(map(fits, states))
