"""What today's page reads: cases, drafts with their question, forms keyed once, quota cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from surveyapp.exchange.returns import Outbox
    from surveyapp.fieldwork.cases import Case, CasesLeft
    from surveyapp.fieldwork.drafts import DraftInfo
    from surveyapp.fieldwork.interviewing import OpenInterview
    from surveyapp.fieldwork.quota_cells import QuotaLeft
    from surveyapp.progress import Progress
    from surveyapp.store.keyings import Keying
    from surveyapp.survey import Survey


@dataclass(frozen=True)
class Form:
    """A questionnaire that can be asked or practised."""

    digest: str
    title: str
    form_id: str


@dataclass(frozen=True)
class Unfinished:
    """A draft with the words of the question it stands at."""

    info: DraftInfo
    question: str


@dataclass(frozen=True)
class TodayData:
    """What the page shows."""

    cases: tuple[Case, ...]
    left: CasesLeft
    drafts: tuple[Unfinished, ...]
    keyed: tuple[Keying, ...]
    quotas: tuple[QuotaLeft, ...]
    outbox: Outbox
    forms: tuple[Form, ...]


def read_today(survey: Survey) -> TodayData:
    """Everything a surveyor has to do, and what became of what was done."""
    from surveyapp.exchange.returns import outbox
    from surveyapp.fieldwork.cases import count_left, list_cases
    from surveyapp.fieldwork.double_keying import list_keyed_once
    from surveyapp.fieldwork.drafts import list_drafts
    from surveyapp.fieldwork.quota_cells import quota_left
    from surveyapp.store.questionnaires import read_questionnaires

    cases = list_cases(survey)
    begun = {one.iid for one in list_drafts(survey)}
    forms = {row.form_id: row for row in reversed(read_questionnaires(survey.store))}
    return TodayData(
        tuple(sorted(cases, key=_urgency)),
        count_left(cases),
        tuple(_unfinished(survey, one) for one in list_drafts(survey)),
        tuple(one for one in list_keyed_once(survey) if one.iid not in begun),
        tuple(quota_left(survey)),
        outbox(survey),
        tuple(Form(row.hash, row.title, row.form_id) for row in forms.values()),
    )


def begin_practice(form: Form, survey: Survey) -> OpenInterview:
    """An interview of which nothing is kept."""
    from surveyapp.fieldwork.drafts import NewInterview, start_interview

    return start_interview(survey, NewInterview(form.digest, practice=True))


def begin_walk_in(form: Form, mode: str, name: str, survey: Survey) -> OpenInterview:
    """An interview of somebody, or of an outlet, without an address among the assignments."""
    from surveyapp.fieldwork.drafts import NewInterview, start_interview

    return start_interview(survey, NewInterview(form.digest, mode=mode, name=name))


def begin_second_keying(keyed: Keying, survey: Survey) -> OpenInterview:
    """Key a paper form again, from nothing."""
    from surveyapp.fieldwork.drafts import NewInterview, start_interview

    name = keyed.unit_id or keyed.iid[:6]
    return start_interview(
        survey,
        NewInterview(keyed.questionnaire, keyed.iid, keyed.unit_id, "paper", name=name),
    )


def take_up(iid: str, survey: Survey) -> OpenInterview:
    """A draft, where it stopped."""
    from surveyapp.fieldwork.drafts import resume_interview

    return resume_interview(survey, iid)


def discard(iid: str, survey: Survey, _progress: Progress) -> None:
    """Remove a draft; the journal knows."""
    from surveyapp.fieldwork.drafts import resume_interview

    resume_interview(survey, iid).discard()


def _urgency(case: Case) -> tuple[int, str, str]:
    order = {"started": 0, "keyed": 1, "open": 2, "locked": 3, "done": 4}
    return order[case.state], case.appointment or "9", case.unit_id


def _unfinished(survey: Survey, info: DraftInfo) -> Unfinished:
    """A draft with the words of its question; the form is only opened for that."""
    from surveyapp.fieldwork.questionnaires import open_questionnaire
    from surveyapp.store.drafts import read_draft
    from surveyapp.words import text_of

    draft = read_draft(survey.store, info.iid)
    if draft is None or not info.place:
        return Unfinished(info, "")
    questionnaire = open_questionnaire(survey, draft.questionnaire)
    for path, node in questionnaire.walk():
        if path == info.place:
            return Unfinished(info, text_of(node.labels))
    return Unfinished(info, info.place)
