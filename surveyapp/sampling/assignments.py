"""Giving drawn households to laptops, each with the id its interview will have."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.sampling.draw import DrawnHousehold, read_drawn
from surveyapp.store.sampling import Assignment, read_assignments, write_assignments
from surveyapp.survey import Survey


@dataclass(frozen=True)
class Surveyor:
    """Who goes out with which device in which district."""

    device_id: bytes
    name: str
    district: str


def assign_households(
    survey: Survey, surveyors: Sequence[Surveyor], form_id: str, *, so_far: bool = False
) -> list[Assignment]:
    """Share the drawn households out, whole communities to one surveyor, as evenly as possible.

    A district without a surveyor is refused; with ``so_far`` it waits, and the others get theirs.
    """
    survey.require(Action.DESIGN)
    given = {one.unit_id for one in read_assignments(survey.store)}
    by_community: dict[str, list[DrawnHousehold]] = defaultdict(list)
    for household in read_drawn(survey):
        if household.unit_id not in given:
            by_community[household.community].append(household)
    loads: dict[bytes, int] = {one.device_id: 0 for one in surveyors}
    by_district: dict[str, list[Surveyor]] = defaultdict(list)
    for one in surveyors:
        by_district[one.district].append(one)
    made: list[Assignment] = []
    for households in by_community.values():
        if so_far and households[0].district not in by_district:
            continue
        surveyor = _least_loaded(by_district, households[0].district, loads)
        loads[surveyor.device_id] += len(households)
        made.extend(_assignment(survey, one, surveyor, form_id) for one in households)
    with survey.store.transaction():
        write_assignments(survey.store, made)
        survey.note("assign", {"households": len(made), "laptops": len(surveyors)})
    return made


def _least_loaded(
    by_district: Mapping[str, Sequence[Surveyor]], district: str, loads: Mapping[bytes, int]
) -> Surveyor:
    candidates = by_district.get(district, ())
    if not candidates:
        raise SurveyError("sampling.no-devices", district=district)
    return min(candidates, key=lambda one: loads[one.device_id])


def _assignment(
    survey: Survey, household: DrawnHousehold, surveyor: Surveyor, form_id: str
) -> Assignment:
    return Assignment(
        uuid.uuid4().hex,
        household.unit_id,
        surveyor.device_id,
        surveyor.name,
        form_id,
        uuid.uuid4().hex,
        "issued",
        survey.clock.iso(),
        None,
        {
            "kish": household.kish,
            "psu": household.community,
            "stratum": household.stratum,
            "purpose": "main",
        },
    )
