"""Cases: assignments with what happened and what is left; visits; closing without an interview."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.case_records import DONE, KEYED, LOCKED, OPEN, STARTED, Case
from surveyapp.fieldwork.dispositions import APPOINTMENT, disposition, final_code
from surveyapp.fieldwork.substitution import lock_reserves, require_open, rule_of
from surveyapp.operators import Action
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import FINAL, MODES, ClosedLeaf, FreeLeaf, LeafVisit, Revision
from surveyapp.store.drafts import read_draft, read_drafts
from surveyapp.store.interviews import read_interview, read_interviews
from surveyapp.store.keyings import read_keyings
from surveyapp.store.questionnaires import read_questionnaires
from surveyapp.store.sampling import Assignment, read_assignments
from surveyapp.store.visits import Visit, add_visits, read_visits, read_visits_by_case
from surveyapp.survey import LAPTOP, Survey

__all__ = ["DONE", "KEYED", "LOCKED", "OPEN", "STARTED", "Case"]


@dataclass(frozen=True)
class CasesLeft:
    """What a surveyor, or everybody, still has to do."""

    assigned: int
    done: int
    started: int
    not_visited: int
    to_visit_again: int
    appointments: int


@dataclass(frozen=True)
class VisitEntry:
    """An attempt as it is entered; ``at`` empty means now."""

    result: str
    mode: str = "face_to_face"
    at: str = ""
    appointment: str = ""
    note: str = ""


def list_cases(survey: Survey, surveyor: str = "") -> list[Case]:
    """Cases of this laptop (in an office: of all), of one surveyor if named, in unit order."""
    device = survey.device_id if survey.info.role == LAPTOP else None
    visits = read_visits_by_case(survey.store)
    begun = {one.iid: KEYED for one in read_keyings(survey.store)}
    begun |= {one.iid: STARTED for one in read_drafts(survey.store) if not one.practice}
    ended = {one.iid: one.disposition for one in read_interviews(survey.store)}
    cases = lock_reserves(
        [
            _case(one, visits.get(one.iid, ()), begun.get(one.iid, OPEN), ended)
            for one in read_assignments(survey.store, device)
        ]
    )
    return [one for one in cases if not surveyor or one.surveyor == surveyor]


def count_left(cases: Sequence[Case]) -> CasesLeft:
    """How many cases are done and how many are left, by what is to do."""
    waiting = [case for case in cases if case.state == OPEN]
    return CasesLeft(
        sum(case.state != LOCKED for case in cases),
        sum(case.state == DONE for case in cases),
        sum(case.state == STARTED for case in cases),
        sum(case.visits == 0 for case in waiting),
        sum(case.visits > 0 for case in waiting),
        sum(bool(case.appointment) for case in waiting),
    )


def find_case(survey: Survey, iid: str) -> Case:
    """The case of an interview id, or of a unit where that is given."""
    for case in list_cases(survey):
        if iid in (case.iid, case.unit_id):
            return case
    raise SurveyError("fieldwork.no-such-case", case=iid)


def record_visit(survey: Survey, iid: str, entry: VisitEntry) -> Visit:
    """Write down an attempt; durable when this returns."""
    survey.require(Action.INTERVIEW)
    case = find_case(survey, iid)
    require_open(case)
    if disposition(entry.result).code == APPOINTMENT and not entry.appointment:
        raise SurveyError("fieldwork.appointment-without-time")
    if entry.mode not in MODES:
        raise SurveyError("fieldwork.unknown-mode", mode=entry.mode, known=", ".join(MODES))
    visit = Visit(
        uuid.uuid4().hex,
        case.iid,
        case.unit_id,
        len(read_visits(survey.store, case.iid)) + 1,
        case.surveyor or survey.operator.name,
        survey.device_id,
        entry.at or survey.clock.iso(),
        entry.mode,
        entry.result,
        entry.appointment,
        entry.note,
    )
    with survey.store.transaction():
        add_visits(survey.store, [visit])
        survey.note("visit", {"iid": case.iid, "number": visit.number, "result": visit.result})
    return visit


def list_visits(survey: Survey, iid: str) -> list[Visit]:
    """The attempts at a case, in order."""
    return read_visits(survey.store, iid)


def close_case(survey: Survey, iid: str, recipients: Sequence[str] = ()) -> Revision:
    """End a case without an interview: its final disposition is derived from its visits."""
    survey.require(Action.INTERVIEW)
    case = find_case(survey, iid)
    if read_interview(survey.store, case.iid):
        raise SurveyError("fieldwork.already-finished", unit=case.unit_id)
    if read_draft(survey.store, case.iid):
        raise SurveyError("fieldwork.draft-open", unit=case.unit_id)
    visits = read_visits(survey.store, case.iid)
    if not visits:
        raise SurveyError("fieldwork.no-visits", unit=case.unit_id)
    new = NewRevision(
        case.iid,
        FINAL,
        case.form_id,
        _newest_questionnaire(survey, case.form_id),
        case.unit_id,
        visits[-1].mode,
        final_code([visit.result for visit in visits]),
        ClosedLeaf({}, leaf_visits(visits), facts_of(case)),
        FreeLeaf(),
        visits=len(visits),
        extra={"started": visits[0].at},
    )
    with survey.store.transaction():
        revision = record_revision(survey, new, recipients)
        survey.note("close case", {"iid": case.iid, "disposition": new.disposition})
    return revision


def facts_of(case: Case) -> dict[str, str]:
    """What the closed leaf keeps of a case besides its visits: table, and whom it replaces."""
    facts = {"kish": case.kish, "replaces": case.replaces}
    return {name: text for name, text in facts.items() if text}


def leaf_visits(visits: Sequence[Visit]) -> tuple[LeafVisit, ...]:
    """Visits as a revision carries them: without notes and appointments."""
    return tuple(
        LeafVisit(one.number, one.at, one.mode, one.result, one.surveyor) for one in visits
    )


def _newest_questionnaire(survey: Survey, form_id: str) -> str:
    rows = read_questionnaires(survey.store, form_id)
    return rows[0].hash if rows else ""


def _case(one: Assignment, visits: Sequence[Visit], state: str, ended: Mapping[str, str]) -> Case:
    last = visits[-1] if visits else None
    return Case(
        one.iid,
        one.unit_id,
        str(one.body.get("psu", "")),
        one.surveyor,
        one.form_id,
        DONE if one.iid in ended else state,
        len(visits),
        last.result if last else "",
        last.appointment if last else "",
        ended.get(one.iid) or final_code([visit.result for visit in visits]),
        str(one.body.get("kish", "")),
        str(one.body.get("purpose", "main")),
        one.issued_at,
        int(one.body.get("order", 0)),
        rule_of(one.body),
    )
