"""Interviews that come whole: the demonstration's, and paper forms that were keyed elsewhere.

One commit for each interview, not one for each answer: what is being entered is not safe before
the interview is. Interviews at a door go through ``drafts.start_interview``.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from surveyapp.fieldwork.dispositions import disposition
from surveyapp.fieldwork.interviewing import recipients_of
from surveyapp.operators import Action
from surveyapp.progress import Progress
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import FINAL, ClosedLeaf, FreeLeaf, LeafVisit, Revision
from surveyapp.store.visits import Visit, add_visits
from surveyapp.survey import Survey
from surveyapp.withdrawal_codes import hash_code, new_code


@dataclass(frozen=True)
class WholeInterview:
    """A finished case: answers (none where it never became an interview), visits, disposition."""

    iid: str
    unit_id: str
    form_id: str
    questionnaire: str
    disposition: str
    mode: str = "face_to_face"
    closed: Mapping[str, Any] = field(default_factory=dict)
    free: Mapping[str, Any] = field(default_factory=dict)
    visits: Sequence[LeafVisit] = ()
    selection: Mapping[str, Any] = field(default_factory=dict)
    paradata: Mapping[str, Any] = field(default_factory=dict)
    started_at: str = ""


def save_whole_interview(survey: Survey, whole: WholeInterview) -> Revision:
    """Keep one finished case: one commit for the whole interview."""
    return save_whole_interviews(survey, [whole])[0]


def save_whole_interviews(
    survey: Survey, interviews: Iterable[WholeInterview], progress: Progress | None = None
) -> list[Revision]:
    """Keep finished cases; all of them, or none where it is stopped."""
    survey.require(Action.INTERVIEW)
    listed, made = list(interviews), list[Revision]()
    recipients = recipients_of(survey)
    with survey.store.transaction():
        for number, whole in enumerate(listed, 1):
            add_visits(survey.store, _visits(survey, whole))
            made.append(record_revision(survey, _revision(survey, whole), recipients))
            if progress and number % 50 == 0:
                progress.step(number, len(listed))
        survey.note("save whole interviews", {"count": len(made)})
    return made


def _revision(survey: Survey, whole: WholeInterview) -> NewRevision:
    extra = {"started": whole.started_at or survey.clock.iso()}
    if whole.closed:
        extra["withdraw"] = hash_code(new_code()).hex()
    return NewRevision(
        whole.iid,
        FINAL,
        whole.form_id,
        whole.questionnaire,
        whole.unit_id,
        whole.mode,
        disposition(whole.disposition).code,
        ClosedLeaf(whole.closed, tuple(whole.visits), whole.selection),
        FreeLeaf(whole.free, {}, whole.paradata, {}),
        visits=len(whole.visits),
        extra=extra,
    )


def _visits(survey: Survey, whole: WholeInterview) -> list[Visit]:
    return [
        Visit(
            uuid.uuid4().hex,
            whole.iid,
            whole.unit_id,
            one.number,
            one.surveyor,
            survey.device_id,
            one.at,
            one.mode,
            one.result,
        )
        for one in whole.visits
    ]
