"""Two people correct one interview without knowing of each other; a third settles it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from surveyapp.exchange.conflicts import list_conflicts, settle_conflict
from surveyapp.exchange.returns import make_return_package
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import CORRECTION, Revision
from surveyapp.store.keys import read_recipients
from surveyapp.store.revisions import read_head_revisions, read_revisions
from surveyapp.survey import Survey

_FORM = "jiaxing_public"
_QUESTION = "years_here"


def make_conflict(city: Survey, laptop: Survey, out: Path) -> Path:
    """Correct the same answer differently in both files; gives the laptop's new package."""
    known = {one.iid for one in laptop_revisions(laptop)}
    revision = next(
        one
        for one in read_head_revisions(city.store, _FORM)
        if one.header.iid in known and one.closed and _path_of(one)
    )
    for survey, value in ((city, 7), (laptop, 8)):
        _correct(survey, revision, value)
    return make_return_package(laptop, out).path


def settle_first_conflict(survey: Survey) -> None:
    """Decide for the first head of the open conflict, with a reason."""
    for item in list_conflicts(survey):
        heads = read_revisions(survey.store, item.iid)
        settle_conflict(
            survey,
            item.iid,
            {},
            base=heads[-1].rev_id,
            reason="演示：已电话核实 / synthetic: confirmed by telephone",
        )


def laptop_revisions(laptop: Survey) -> list[Any]:
    """Interviews that this laptop made, as its projection has them."""
    from surveyapp.store.interviews import read_interviews

    return [one for one in read_interviews(laptop.store) if one.status == "complete"]


def _path_of(revision: Revision) -> str:
    assert revision.closed is not None
    paths = [path for path in revision.closed.answers if path.endswith(_QUESTION)]
    return paths[0] if paths else ""


def _correct(survey: Survey, revision: Revision, value: int) -> None:
    assert revision.closed is not None
    assert revision.free is not None
    header = revision.header
    closed = replace(
        revision.closed, answers={**revision.closed.answers, _path_of(revision): value}
    )
    recipients = read_recipients(survey.store) if survey.info.role == "laptop" else ()
    record_revision(
        survey,
        NewRevision(
            header.iid,
            CORRECTION,
            header.form,
            header.questionnaire,
            header.unit,
            header.mode,
            header.disposition,
            closed,
            revision.free,
            (revision.rev_id,),
            header.visits,
        ),
        recipients,
    )
