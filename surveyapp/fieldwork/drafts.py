"""Beginning an interview, and taking a draft up again exactly where it stopped."""

from __future__ import annotations

import json
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from questionnaires.interview import Draft, Interview, InterviewContext
from questionnaires.model import Question, Questionnaire
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.case_records import Case
from surveyapp.fieldwork.cases import facts_of, find_case
from surveyapp.fieldwork.interviewing import OpenInterview
from surveyapp.fieldwork.questionnaires import open_questionnaire
from surveyapp.fieldwork.respondent_selection import Selected
from surveyapp.fieldwork.substitution import require_open
from surveyapp.operators import Action
from surveyapp.revisions import MODES
from surveyapp.store.drafts import (
    OPEN,
    DraftRow,
    read_draft,
    read_draft_answers,
    read_drafts,
)
from surveyapp.store.interviews import read_interview
from surveyapp.store.keyings import read_keying
from surveyapp.survey import Survey


@dataclass(frozen=True)
class NewInterview:
    """What is known when an interview begins. ``iid`` empty only in practice mode."""

    questionnaire: str
    iid: str = ""
    unit_id: str = ""
    mode: str = "face_to_face"
    language: str = ""
    name: str = ""
    """How the surveyor finds the draft again: an address or pseudonym, never the answers."""
    selected: Selected | None = None
    practice: bool = False


@dataclass(frozen=True)
class DraftInfo:
    """A draft as the surveyor sees it in the list: by its name and the question it stands at."""

    iid: str
    unit_id: str
    name: str
    form_id: str
    mode: str
    practice: bool
    started_at: str
    touched_at: str
    answered: int
    place: str


def start_interview(survey: Survey, new: NewInterview) -> OpenInterview:
    """Begin an interview of a case, or a practice interview that can never be packed."""
    survey.require(Action.INTERVIEW)
    if new.mode not in MODES:
        raise SurveyError("fieldwork.unknown-mode", mode=new.mode, known=", ".join(MODES))
    questionnaire = open_questionnaire(survey, new.questionnaire)
    iid, unit_id, surveyor = _identity(survey, new)
    seed, now = secrets.randbits(62), survey.clock.iso()
    interview = Interview(
        questionnaire,
        context=_context(survey, new.mode, surveyor),
        seed=str(seed),
        language=new.language or None,
        answers=_known(survey, questionnaire),
    )
    draft = DraftRow(
        iid,
        unit_id,
        questionnaire.form_id,
        new.questionnaire,
        surveyor,
        new.mode,
        interview.language,
        new.name or unit_id,
        "",
        seed,
        new.practice,
        OPEN,
        now,
        now,
    )
    opened = OpenInterview(survey, draft, interview)
    opened.selection = _selection(survey, new)
    opened.begin()
    return opened


def resume_interview(survey: Survey, iid: str) -> OpenInterview:
    """Take a draft up again: answers, order of choices, overrides, notes and place."""
    survey.require(Action.INTERVIEW)
    draft = read_draft(survey.store, iid)
    if draft is None:
        raise SurveyError("fieldwork.no-such-draft", draft=iid)
    saved = read_draft_answers(survey.store, iid)
    position = json.loads(draft.position)
    engine = Draft.from_json(json.dumps({**position["engine"], "answers": saved}))
    questionnaire = open_questionnaire(survey, draft.questionnaire)
    context = _context(survey, draft.mode, draft.surveyor)
    interview = Interview.resume(questionnaire, engine, context=context)
    opened = OpenInterview(survey, draft, interview)
    opened.restore(position)
    opened.go_on(saved)
    return opened


def list_drafts(survey: Survey) -> list[DraftInfo]:
    """Interviews to go on with, the one last worked on first."""
    return [_info(survey, draft) for draft in read_drafts(survey.store)]


def _info(survey: Survey, draft: DraftRow) -> DraftInfo:
    engine = json.loads(draft.position)["engine"]
    return DraftInfo(
        draft.iid,
        draft.unit_id,
        draft.name,
        draft.form_id,
        draft.mode,
        draft.practice,
        draft.started_at,
        draft.touched_at,
        len(read_draft_answers(survey.store, draft.iid)),
        engine["place"],
    )


def _identity(survey: Survey, new: NewInterview) -> tuple[str, str, str]:
    """Interview id, unit and surveyor; a case has had its id since it was assigned."""
    if new.practice:
        return uuid.uuid4().hex, "", survey.operator.name
    if not new.iid:
        # A walk-in of a quota sample or an outlet: there is no assignment to take the id from.
        return uuid.uuid4().hex, new.unit_id, survey.operator.name
    keyed = read_keying(survey.store, new.iid)
    if keyed and not _case_of(survey, new.iid):
        return keyed.iid, keyed.unit_id, survey.operator.name
    case = find_case(survey, new.iid)
    require_open(case)
    if read_interview(survey.store, case.iid):
        raise SurveyError("fieldwork.already-finished", unit=case.unit_id)
    if read_draft(survey.store, case.iid):
        raise SurveyError("fieldwork.draft-open", unit=case.unit_id)
    return case.iid, case.unit_id, case.surveyor or survey.operator.name


def _case_of(survey: Survey, iid: str) -> Case | None:
    try:
        return find_case(survey, iid) if iid else None
    except SurveyError:
        return None


def _selection(survey: Survey, new: NewInterview) -> dict[str, Any]:
    """How the respondent was selected: here, or at the first keying of the same form."""
    case, keyed = _case_of(survey, new.iid), read_keying(survey.store, new.iid)
    facts: dict[str, Any] = dict(facts_of(case)) if case else {}
    facts |= dict(keyed.selection) if keyed else {}
    return facts | (new.selected.to_leaf() if new.selected else {})


def _context(survey: Survey, mode: str, surveyor: str) -> InterviewContext:
    def now() -> datetime:
        return datetime.fromtimestamp(survey.clock.milliseconds() / 1000)

    return InterviewContext(now, surveyor, survey.device_id.hex(), mode)


def _known(survey: Survey, questionnaire: Questionnaire) -> dict[str, Any]:
    """What the survey knows beforehand: the notice follows its legal basis."""
    for node in questionnaire.body:
        if isinstance(node, Question) and (node.name, node.kind) == ("legal_basis", "hidden"):
            return {"legal_basis": survey.info.legal_basis}
    return {}
