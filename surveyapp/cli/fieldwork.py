"""``surveyapp fieldwork``: questionnaires, cases, visits, interviews, monitoring, backups."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from questionnaires.interview import Special
from surveyapp.cli.common import json_option, plain, show, terminal_progress, with_survey
from surveyapp.cli.returned import compare, keyings, modes, photos, settle
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.backups import check_revisions, make_backup, restore_backup
from surveyapp.fieldwork.cases import (
    VisitEntry,
    close_case,
    count_left,
    find_case,
    list_cases,
    record_visit,
)
from surveyapp.fieldwork.dispositions import DISPOSITIONS
from surveyapp.fieldwork.drafts import NewInterview, list_drafts, resume_interview, start_interview
from surveyapp.fieldwork.interviewing import Finished, OpenInterview
from surveyapp.fieldwork.monitoring import (
    coverage_progress,
    read_progress,
    read_unconfirmed,
    response_rates,
)
from surveyapp.fieldwork.quality import DECISIONS, decide_flag, list_flags, run_checks
from surveyapp.fieldwork.questionnaires import add_shipped, publish_questionnaire
from surveyapp.revisions import MODES
from surveyapp.store.questionnaires import read_questionnaires
from surveyapp.survey import Survey
from surveyapp.words import _

_MODE = click.option("--mode", type=click.Choice(MODES), default="face_to_face", show_default=True)


@click.group("fieldwork", help=_("Cases, visits, interviews, checks, backups."))
def commands() -> None:
    """All commands of the group."""


for _command in (modes, keyings, compare, settle, photos):
    commands.add_command(_command)


@commands.command("forms", help=_("Print the questionnaires and their versions."))
@with_survey
@click.option("--add-shipped", "shipped", is_flag=True, help=_("Add those of the program first."))
@json_option
def forms(survey: Survey, shipped: bool, as_json: bool) -> None:
    """Print versions of questionnaires."""
    if shipped:
        add_shipped(survey)
    columns = ("form_id", "version", "state", "hash", "title")
    show(read_questionnaires(survey.store), as_json=as_json, columns=columns)


@commands.command("publish", help=_("Publish a version, by the first letters of its hash."))
@with_survey
@click.argument("digest")
def publish(survey: Survey, digest: str) -> None:
    """Let a version go to the field."""
    publish_questionnaire(survey, _whole_hash(survey, digest))
    click.echo(_("Published. It cannot be changed any more."))


@commands.command("cases", help=_("Print the assigned cases and what is left."))
@with_survey
@click.option("--surveyor", default="")
@json_option
def cases(survey: Survey, surveyor: str, as_json: bool) -> None:
    """Print cases."""
    found = list_cases(survey, surveyor)
    columns = ("unit_id", "surveyor", "state", "visits", "last_result", "disposition", "iid")
    show(found, as_json=as_json, columns=columns)
    if not as_json:
        show(count_left(found), as_json=False)


@commands.command("codes", help=_("Print the disposition codes."))
@json_option
def codes(as_json: bool) -> None:
    """Print AAPOR's codes with their wording."""
    columns = ("code", "outcome", "label")
    if as_json:
        rows = [{name: getattr(one, name) for name in columns} for one in DISPOSITIONS.values()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        show(list(DISPOSITIONS.values()), as_json=False, columns=columns)


@commands.command("visit", help=_("Record a visit or call: case and disposition code."))
@with_survey
@click.argument("case")
@click.argument("result")
@_MODE
@click.option("--at", default="", help=_("ISO time; now if left out."))
@click.option("--appointment", default="", help=_("ISO time to come again."))
@click.option("--note", default="")
@json_option
def visit(survey: Survey, case: str, result: str, as_json: bool, **entry: str) -> None:
    """Record an attempt."""
    show(record_visit(survey, case, VisitEntry(result, **entry)), as_json=as_json)


@commands.command("close", help=_("Close a case without an interview."))
@with_survey
@click.argument("case")
def close(survey: Survey, case: str) -> None:
    """Derive the final disposition from the visits and keep it."""
    revision = close_case(survey, case)
    click.echo(revision.header.disposition)


@commands.command("drafts", help=_("Print the interviews to go on with."))
@with_survey
@json_option
def drafts(survey: Survey, as_json: bool) -> None:
    """Print drafts."""
    show(list_drafts(survey), as_json=as_json)


@commands.command("interview", help=_("Enter an interview from a JSON file of answers."))
@with_survey
@click.argument("answers", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--case", default="", help=_("Interview id or unit; none for a walk-in."))
@click.option("--form", "digest", required=True, help=_("First letters of the version's hash."))
@_MODE
@click.option("--practice", is_flag=True, help=_("Try it out; nothing is kept."))
@click.option("--keep-draft", is_flag=True, help=_("Leave it open instead of finishing it."))
@json_option
def interview(
    survey: Survey, answers: Path, digest: str, case: str, as_json: bool, **options: Any
) -> None:
    """Answer as the file says, through the same steps as in the window, and finish."""
    given = _read_answers(answers)
    new = NewInterview(
        _whole_hash(survey, digest),
        find_case(survey, case).iid if case else "",
        mode=options["mode"],
        practice=options["practice"],
    )
    opened = start_interview(survey, new)
    try:
        _fill(opened, given)
    except SurveyError:
        opened.discard()
        raise
    if options["keep_draft"]:
        opened.pause()
        click.echo(opened.iid)
        return
    _tell(opened.finish(), as_json=as_json)


@commands.command("finish", help=_("Finish a draft."))
@with_survey
@click.argument("iid")
@click.option("--break-off", is_flag=True, help=_("The respondent ended it early."))
@json_option
def finish(survey: Survey, iid: str, break_off: bool, as_json: bool) -> None:
    """Take a draft up and end it."""
    opened = resume_interview(survey, iid)
    _tell(opened.break_off() if break_off else opened.finish(), as_json=as_json)


@commands.command("progress", help=_("Print progress by district or surveyor."))
@with_survey
@click.option("--by", type=click.Choice(["district", "surveyor"]), default="district")
@json_option
def progress(survey: Survey, by: str, as_json: bool) -> None:
    """Print progress."""
    show(read_progress(survey, by), as_json=as_json)


@commands.command("rates", help=_("Print the outcome rates (AAPOR)."))
@with_survey
@click.option("--e", type=float, help=_("Eligible share of unknown cases; estimated if left out."))
@json_option
def rates(survey: Survey, e: float | None, as_json: bool) -> None:
    """Print response, cooperation, refusal and contact rates."""
    rows = response_rates(survey, e=e)
    if as_json:
        show(rows, as_json=True)
        return
    for row in rows:
        values = plain(row.rates)
        shown = [name for name in values if name[:2] in ("rr", "co", "re")]
        text = "  ".join(f"{name} {values[name]:.3f}" for name in shown if _is_rate(values[name]))
        click.echo(f"{row.district}  {text}")


@commands.command("coverage", help=_("Print interviews reached against wanted."))
@with_survey
@json_option
def coverage(survey: Survey, as_json: bool) -> None:
    """Print coverage so far."""
    show(coverage_progress(survey), as_json=as_json)


@commands.command("unconfirmed", help=_("Print what no office has confirmed yet."))
@with_survey
@json_option
def unconfirmed(survey: Survey, as_json: bool) -> None:
    """Print what this device made and nobody confirmed."""
    show(read_unconfirmed(survey), as_json=as_json)


@commands.command("check", help=_("Run the quality checks and print what they flag."))
@with_survey
@json_option
def check(survey: Survey, as_json: bool) -> None:
    """Run the checks."""
    show(run_checks(survey, progress=terminal_progress()), as_json=as_json)


@commands.command("flags", help=_("Print the flags of the last checks."))
@with_survey
@click.option("--undecided", is_flag=True)
@json_option
def flags(survey: Survey, undecided: bool, as_json: bool) -> None:
    """Print flags."""
    columns = ("check_key", "severity", "iid", "decision", "detail")
    show(list_flags(survey, undecided=undecided), as_json=as_json, columns=columns)


@commands.command("decide", help=_("Decide about a flagged interview."))
@with_survey
@click.argument("check_key")
@click.argument("iid")
@click.argument("decision", type=click.Choice(DECISIONS))
@click.option("--reason", default="")
def decide(survey: Survey, check_key: str, iid: str, decision: str, reason: str) -> None:
    """Keep or exclude a flagged interview."""
    decide_flag(survey, check_key, iid, decision, reason)
    click.echo(_("Decided."))


@commands.command("verify", help=_("Hash every stored revision again."))
@with_survey
@json_option
def verify(survey: Survey, as_json: bool) -> None:
    """Print damaged revisions; exit code 2 where there are any."""
    damage = check_revisions(survey)
    if damage:
        show(damage, as_json=as_json)
        raise SurveyError("fieldwork.damaged-revisions", count=len(damage))
    click.echo(_("Every revision fits its hash."))


@commands.command("backup", help=_("Make a verified backup beside the survey."))
@with_survey
@json_option
def backup(survey: Survey, as_json: bool) -> None:
    """Make a backup."""
    show(make_backup(survey), as_json=as_json)


@commands.command("restore", help=_("Put a backup, the newest if none is named, in its place."))
@click.argument("survey", type=click.Path(path_type=Path), metavar="SURVEY")
@click.option("--from", "chosen", type=click.Path(path_type=Path, exists=True))
@click.option("--passphrase", envvar="SURVEYAPP_PASSPHRASE")
def restore(survey: Path, chosen: Path | None, passphrase: str | None) -> None:
    """Restore a backup; a new epoch begins."""
    with restore_backup(survey, chosen, passphrase=passphrase) as opened:
        click.echo(_("Restored; epoch {epoch} begins.").format(epoch=opened.setting("epoch")))


def _whole_hash(survey: Survey, start: str) -> str:
    found = [one for one in read_questionnaires(survey.store) if one.hash.startswith(start)]
    if len(found) == 1:
        return found[0].hash
    known = ", ".join(one.hash[:8] for one in read_questionnaires(survey.store))
    raise SurveyError("core.no-such-thing", kind="questionnaire", name=start, known=known)


def _read_answers(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as trouble:
        raise SurveyError("fieldwork.bad-answers-file", name=path.name) from trouble
    if not isinstance(given, dict):
        raise SurveyError("fieldwork.bad-answers-file", name=path.name)
    return given


def _fill(opened: OpenInterview, given: dict[str, Any]) -> None:
    for path, value in given.items():
        special = value.get("special") if isinstance(value, dict) else None
        if special == Special.REFUSED.value:
            outcome = opened.refuse(path)
        elif special == Special.DONT_KNOW.value:
            outcome = opened.dont_know(path)
        else:
            _make_instance(opened, path)
            outcome = opened.answer(path, value)
        if not outcome.accepted:
            found = ", ".join(finding.code for finding in outcome.findings)
            raise SurveyError("fieldwork.answer-refused", path=path, found=found)


def _make_instance(opened: OpenInterview, path: str) -> None:
    """Open the instances of a repeat that an answer of the file lies in."""
    repeat, bracket, rest = path.rpartition("[")
    number = rest.partition("]")[0]
    if bracket and opened.interview.can_add(repeat):
        while opened.interview.count(repeat) < int(number):
            opened.add(repeat)


def _tell(done: Finished, *, as_json: bool) -> None:
    if done.differences:
        paths = ", ".join(one.path for one in done.differences)
        raise SurveyError("fieldwork.keyings-differ", paths=paths)
    if done.keyed_once:
        click.echo(_("Keyed once: it waits for its second keying."))
        return
    if done.revision is None and done.findings:
        missing = done.findings[0]
        raise SurveyError("fieldwork.answer-refused", path=missing.place.path, found=missing.code)
    if as_json:
        rev_id = done.revision.rev_id.hex() if done.revision else ""
        record = {"disposition": done.disposition, "rev_id": rev_id, "code": done.code}
        click.echo(json.dumps(record, ensure_ascii=False))
    else:
        click.echo(f"{done.disposition}  {done.code}".rstrip())


def _is_rate(value: object) -> bool:
    return isinstance(value, float)
