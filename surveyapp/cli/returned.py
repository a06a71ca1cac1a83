"""``surveyapp fieldwork``: modes, paper forms keyed twice, and the photos that came back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from surveyapp.cli.common import json_option, show, with_survey
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.double_keying import KeyedDifference, compare_with_first, list_keyed_once
from surveyapp.fieldwork.drafts import resume_interview
from surveyapp.fieldwork.interviewing import OpenInterview
from surveyapp.fieldwork.modes import mode_progress
from surveyapp.fieldwork.photos import OpenedPart, open_attachments
from surveyapp.files import write_whole
from surveyapp.operators import Action
from surveyapp.store.attachments import list_attachments
from surveyapp.store.interviews import read_interview
from surveyapp.survey import Survey
from surveyapp.words import _

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}


@click.command("modes", help=_("Print how the interviews are held, attempts and call-backs."))
@with_survey
@json_option
def modes(survey: Survey, as_json: bool) -> None:
    """Print a row for each mode."""
    show(mode_progress(survey), as_json=as_json)


@click.command("keyings", help=_("Print the paper forms that wait for their second keying."))
@with_survey
@json_option
def keyings(survey: Survey, as_json: bool) -> None:
    """Print first keyings."""
    columns = ("iid", "unit_id", "surveyor", "at")
    show(list_keyed_once(survey), as_json=as_json, columns=columns)


@click.command("compare", help=_("Print where the second keying of a paper form differs."))
@with_survey
@click.argument("iid")
@json_option
def compare(survey: Survey, iid: str, as_json: bool) -> None:
    """Compare a draft with the first keying of the same form."""
    opened = resume_interview(survey, iid)
    found = _differences(survey, opened)
    opened.pause()
    show(found, as_json=as_json)


@click.command("settle", help=_("Say which keying the paper bears out: first or second."))
@with_survey
@click.argument("iid")
@click.argument("path")
@click.argument("stands", type=click.Choice(["first", "second"]))
def settle(survey: Survey, iid: str, path: str, stands: str) -> None:
    """Settle one difference; ``finish`` ends the form when all are settled."""
    opened = resume_interview(survey, iid)
    try:
        _settle(opened, _differences(survey, opened), path, stands)
    finally:
        opened.pause()
    click.echo(_("Settled."))


@click.command("photos", help=_("Write the photos of finished interviews into a folder."))
@with_survey
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--interview", "iid", default="", help=_("Of this interview only."))
@json_option
def photos(survey: Survey, folder: Path, iid: str, as_json: bool) -> None:
    """Open what the office can open, and say so in the journal."""
    from surveyapp.exchange.keys import own_keys

    survey.require(Action.EXPORT)
    iids = [iid] if iid else sorted({one.iid for one in list_attachments(survey.store)})
    identities = own_keys(survey).identities
    written: list[dict[str, Any]] = []
    folder.mkdir(parents=True, exist_ok=True)
    for number in iids:
        for part in open_attachments(survey, number, identities):
            path = folder / _name_of(survey, part)
            write_whole(path, part.content)
            written.append({"file": path.name, "question": part.path, "size": len(part.content)})
    survey.note("export photos", {"interviews": len(iids), "files": len(written)})
    show(written, as_json=as_json)


def _differences(survey: Survey, opened: OpenInterview) -> tuple[KeyedDifference, ...]:
    found = compare_with_first(survey, opened.iid, opened.interview)
    if found is None:
        known = ", ".join(one.iid for one in list_keyed_once(survey))
        opened.pause()
        raise SurveyError("core.no-such-thing", kind="keying", name=opened.iid, known=known or "–")
    return tuple(one for one in found if one.path not in opened.settled)


def _settle(
    opened: OpenInterview, differences: tuple[KeyedDifference, ...], path: str, stands: str
) -> None:
    one = next((one for one in differences if one.path == path), None)
    if one is None:
        known = ", ".join(one.path for one in differences)
        raise SurveyError("core.no-such-thing", kind="question", name=path, known=known or "–")
    outcome = opened.settle(path, stands, one.first if stands == "first" else one.second)
    if not outcome.accepted and stands == "first":
        found = ", ".join(finding.code for finding in outcome.findings)
        raise SurveyError("fieldwork.answer-refused", path=path, found=found)


def _name_of(survey: Survey, part: OpenedPart) -> str:
    known = read_interview(survey.store, part.iid)
    unit = known.unit_id if known and known.unit_id else part.iid
    question = part.path.replace("/", ".")
    return f"{unit}-{question}-{part.name[:8]}{_SUFFIXES.get(part.media_type, '')}"
