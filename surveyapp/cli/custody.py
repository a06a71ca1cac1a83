"""What has arrived, under ``surveyapp exchange``: rivals, gaps, refusals, withdrawal, proof."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import click

from surveyapp.cli.common import json_option, show, terminal_progress, with_survey
from surveyapp.cli.packages import keys_option, open_keys, show_packages, show_result
from surveyapp.errors import SurveyError
from surveyapp.exchange import conflicts, custody, withdrawal
from surveyapp.exchange.merging import merge_packages, release_from_quarantine
from surveyapp.exchange.purging import plan_purge, purge_confirmed
from surveyapp.exchange.standing import DeviceStanding, list_standing
from surveyapp.exchange.watching import FolderWatch
from surveyapp.survey import Survey
from surveyapp.words import _

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command("conflicts", help=_("List rival edits, or show one side by side."))
@with_survey
@click.argument("iid", default="")
@json_option
def show_conflicts(survey: Survey, iid: str, as_json: bool) -> None:
    """All conflicts, or the heads of one."""
    if not iid:
        show(conflicts.list_conflicts(survey), as_json=as_json)
        return
    comparison = conflicts.compare_heads(survey, iid)
    if as_json:
        show(comparison, as_json=True)
        return
    show(comparison.heads, as_json=False)
    show([row for row in comparison.rows if not row.same], as_json=False)


@click.command("settle", help=_("Settle a conflict: one head, with answers put in."))
@with_survey
@click.argument("iid")
@click.option("--base", required=True, help=_("Revision id of the head that stands."))
@click.option("--answer", "given", multiple=True, metavar="PATH=JSON")
@click.option("--reason", default="")
def settle(survey: Survey, iid: str, base: str, given: tuple[str, ...], reason: str) -> None:
    """Write the merge revision."""
    pairs = (one.partition("=") for one in given)
    try:
        answers = {path: json.loads(text) for path, _sign, text in pairs}
        chosen = bytes.fromhex(base)
    except ValueError as trouble:
        raise SurveyError(
            "core.bad-value", value=base, setting="--answer", expected="PATH=JSON"
        ) from trouble
    revision = conflicts.settle_conflict(survey, iid, answers, base=chosen, reason=reason)
    click.echo(revision.rev_id.hex())


@click.command("duplicates", help=_("List units interviewed twice, or say which interviews count."))
@with_survey
@click.option("--unit", default="", help=_("Judge this unit."))
@click.option("--keep", "kept", multiple=True, help=_("Interview that counts; may be repeated."))
@click.option("--reason", default="")
@json_option
def duplicates(
    survey: Survey, unit: str, kept: tuple[str, ...], reason: str, as_json: bool
) -> None:
    """Duplicates of one unit; the interviews that are not kept stay in the log."""
    found = conflicts.list_duplicates(survey)
    if not unit:
        show(found, as_json=as_json)
        return
    wanted = [one for one in found if one.unit_id == unit]
    if not wanted:
        known = ", ".join(one.unit_id for one in found)
        raise SurveyError("core.no-such-thing", kind="unit", name=unit, known=known)
    for one in wanted:
        conflicts.settle_duplicate(survey, one, kept, reason)
    show(conflicts.list_duplicates(survey), as_json=as_json)


@click.command("withdraw", help=_("Withdraw an interview by its code."))
@with_survey
@click.argument("code")
@json_option
def withdraw(survey: Survey, code: str, as_json: bool) -> None:
    """Destroy its leaves here."""
    show(withdrawal.withdraw(survey, code), as_json=as_json)


@click.command("withdrawals", help=_("Write the package that carries withdrawals on."))
@with_survey
@click.argument("folder", type=_FOLDER)
@keys_option
@json_option
def withdrawals(survey: Survey, folder: Path, keys_passphrase: str | None, as_json: bool) -> None:
    """For every district and laptop."""
    open_keys(survey, keys_passphrase)
    show_packages(withdrawal.make_withdrawal_package(survey, folder), as_json)


@click.command("verify", help=_("Check every revision, chain and package once more."))
@with_survey
@json_option
def verify(survey: Survey, as_json: bool) -> None:
    """Verify custody; exit code 1 where it does not hold."""
    report = custody.verify_custody(survey, terminal_progress())
    if as_json:
        show(report, as_json=True)
    else:
        for finding in report.findings:
            click.echo(f"{finding.place}: {finding.wording.sentence}")
        click.echo(
            _("{revisions} revisions, {packages} packages.").format(
                revisions=report.revisions, packages=report.packages
            )
        )
    if not report.holds:
        raise click.exceptions.Exit(1)


@click.command("trace", help=_("Show one interview's chain from answer to merge."))
@with_survey
@click.argument("iid")
@json_option
def trace(survey: Survey, iid: str, as_json: bool) -> None:
    """Revision, package, merge."""
    show(list(custody.trace_interview(survey, iid)), as_json=as_json)


@click.command("gaps", help=_("List what has not arrived."))
@with_survey
@json_option
def gaps(survey: Survey, as_json: bool) -> None:
    """By device."""
    found = custody.list_gaps(survey)
    if as_json:
        show(found, as_json=True)
        return
    for gap in found:
        click.echo(gap.sentence)
    if not found:
        click.echo(_("Nothing is missing."))


@click.command("packages", help=_("List packages sent and received."))
@with_survey
@json_option
def list_packages(survey: Survey, as_json: bool) -> None:
    """In order."""
    columns = ("direction", "kind", "number", "first", "last", "size", "at", "state", "name")
    show(custody.list_packages(survey), as_json=as_json, columns=columns)


@click.command("quarantine", help=_("List what was refused, or release one package."))
@with_survey
@click.option("--release", "sha", default="", help=_("Hash of a package to let in."))
@keys_option
@json_option
def quarantine(survey: Survey, sha: str, keys_passphrase: str | None, as_json: bool) -> None:
    """What was refused and why."""
    open_keys(survey, keys_passphrase)
    if not sha:
        show(custody.list_quarantine(survey), as_json=as_json)
        return
    full = [one.sha for one in custody.list_quarantine(survey) if one.sha.hex().startswith(sha)]
    show_result(release_from_quarantine(survey, full[0] if full else b""), as_json)


@click.command("standing", help=_("List how far every laptop and office is, and who is behind."))
@with_survey
@json_option
def standing(survey: Survey, as_json: bool) -> None:
    """What has arrived, what is confirmed, which program; what is missing as a sentence."""
    found = list_standing(survey)
    if as_json:
        show(found, as_json=True)
        return
    show([_StandingLine.of(one) for one in found], as_json=False)
    for one in found:
        if one.gap:
            click.echo(one.gap.sentence)
        if one.is_behind:
            click.echo(_("{name}: install the new program.").format(name=one.device.name))


@click.command("watch", help=_("Watch a shared folder and take in what arrives; Ctrl+C ends it."))
@with_survey
@click.argument("folder", type=_FOLDER)
@click.option("--every", default=10.0, show_default=True, help=_("Seconds between two looks."))
@click.option("--looks", default=0, help=_("End after so many looks; 0 goes on."))
@keys_option
@json_option
def watch(
    survey: Survey,
    folder: Path,
    every: float,
    looks: int,
    keys_passphrase: str | None,
    as_json: bool,
) -> None:
    """Merge whatever has arrived whole, look after look."""
    open_keys(survey, keys_passphrase)
    watched = FolderWatch(folder)
    for number in count(1):
        arrived = watched.look()
        if arrived:
            show_result(merge_packages(survey, arrived, terminal_progress()), as_json)
        if number == looks:
            return
        time.sleep(every)


@click.command("purge", help=_("Purge what was confirmed long enough ago from this laptop."))
@with_survey
@click.option("--plan", is_flag=True, help=_("Only say what waits, and until when."))
@json_option
def purge(survey: Survey, plan: bool, as_json: bool) -> None:
    """Nothing that is not confirmed is ever purged."""
    show(plan_purge(survey) if plan else purge_confirmed(survey), as_json=as_json)


@dataclass(frozen=True)
class _StandingLine:
    """One line of the table of devices."""

    name: str
    kind: str
    office: str
    program: str
    received: int
    confirmed: int
    addresses: int
    not_sent: int

    @classmethod
    def of(cls, one: DeviceStanding) -> _StandingLine:
        """What fits into a line."""
        device = one.device
        figures = (one.received, one.confirmed, one.addresses, one.not_sent)
        return cls(device.name, device.kind, device.office, device.app_version, *figures)


COMMANDS = (
    *(show_conflicts, settle, duplicates, withdraw, withdrawals),
    *(verify, trace, gaps, standing, list_packages, quarantine, watch, purge),
)
