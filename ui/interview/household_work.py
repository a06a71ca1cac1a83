"""What the household screen reads and writes; runs in the survey's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from surveyapp.fieldwork.cases import Case, VisitEntry
    from surveyapp.fieldwork.contacts import Contact
    from surveyapp.fieldwork.interviewing import OpenInterview
    from surveyapp.fieldwork.respondent_selection import Selected
    from surveyapp.progress import Progress
    from surveyapp.revisions import Revision
    from surveyapp.store.visits import Visit
    from surveyapp.survey import Survey


@dataclass(frozen=True)
class CaseFile:
    """What is known of a case besides its row in the list."""

    contact: Contact
    visits: tuple[Visit, ...]


def read_case_file(iid: str, unit_id: str, survey: Survey, _progress: Progress) -> CaseFile:
    """The frame's contact of an address, and every attempt so far."""
    from surveyapp.fieldwork.cases import list_visits
    from surveyapp.fieldwork.contacts import contact_of

    return CaseFile(contact_of(survey, unit_id), tuple(list_visits(survey, iid)))


def start_case(case: Case, selected: Selected | None, mode: str, survey: Survey) -> OpenInterview:
    """Begin the interview of a case with the newest version of its questionnaire."""
    from surveyapp.errors import SurveyError
    from surveyapp.fieldwork.drafts import NewInterview, start_interview
    from surveyapp.store.questionnaires import read_questionnaires

    rows = read_questionnaires(survey.store, case.form_id)
    if not rows:
        raise SurveyError("core.no-such-thing", kind="questionnaire", name=case.form_id, known="–")
    new = NewInterview(rows[0].hash, case.iid, case.unit_id, mode, selected=selected)
    return start_interview(survey, new)


def record_case_visit(iid: str, entry: VisitEntry, survey: Survey, _progress: Progress) -> Visit:
    """Write down an attempt."""
    from surveyapp.fieldwork.cases import record_visit

    return record_visit(survey, iid, entry)


def close_visited_case(iid: str, survey: Survey, _progress: Progress) -> Revision:
    """End a case without an interview, sealed like every finished one."""
    from surveyapp.fieldwork.cases import close_case
    from surveyapp.fieldwork.interviewing import recipients_of

    return close_case(survey, iid, recipients_of(survey))
