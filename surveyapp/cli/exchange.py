"""``surveyapp exchange``: keys, devices, packages, merge, receipts, conflicts, custody."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from surveyapp.cli.common import json_option, show, terminal_progress, with_survey
from surveyapp.errors import SurveyError
from surveyapp.exchange import (
    conflicts,
    custody,
    devices,
    keys,
    laptops,
    project_keys,
    quotas,
    withdrawal,
)
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.merging import MergeResult, merge_packages, release_from_quarantine
from surveyapp.exchange.receipts import make_receipts
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.exchange.returns import make_return_package, outbox
from surveyapp.exchange.writing import PackageWritten
from surveyapp.operators import Operator, Role
from surveyapp.survey import LAPTOP, Survey
from surveyapp.words import _

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path)
_DEVICE_COLUMNS = ("device_id", "name", "kind", "office", "fingerprint", "revoked_after")
_PACKAGE_COLUMNS = ("path", "kind", "number", "first", "last", "revisions", "size")


@click.group("exchange", help=_("Everything that travels by file."))
def commands() -> None:
    """All commands of the group."""


def _keys_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The passphrase of the office's keys, asked for only where they are wrapped."""
    return click.option(
        "--keys-passphrase",
        envvar="SURVEYAPP_KEYS_PASSPHRASE",
        default=None,
        help=_("Passphrase of the office's keys, if they have one."),
    )(command)


def _open(survey: Survey, passphrase: str | None) -> None:
    if passphrase is not None:
        keys.open_keys(survey, passphrase)


@commands.command("keys", help=_("Make the keys of the city office; prints the recovery copy."))
@with_survey
@_keys_option
@json_option
def make_keys(survey: Survey, keys_passphrase: str | None, as_json: bool) -> None:
    """Make the keys and print what must be printed now."""
    show(project_keys.make_project_keys(survey, keys_passphrase), as_json=as_json)


@commands.command("try-recovery", help=_("Decrypt a test message with the printed copy."))
@with_survey
@click.option("--printed", prompt=True, hide_input=True, help=_("The printed recovery copy."))
def try_recovery(survey: Survey, printed: str) -> None:
    """Prove that the printed copy opens what is sent."""
    project_keys.try_recovery(survey, printed)
    click.echo(_("The printed copy opens what is sent."))


@commands.command("rotate", help=_("Change the key that interviews are sealed to."))
@with_survey
@_keys_option
def rotate(survey: Survey, keys_passphrase: str | None) -> None:
    """Make a new project key; the old ones stay and open what was sealed before."""
    click.echo(project_keys.rotate_project_keys(survey, keys_passphrase))


@commands.command("restore-keys", help=_("Bring the keys back with the printed recovery copy."))
@with_survey
@click.option("--printed", required=True, help=_("The recovery identity as it was printed."))
@_keys_option
def restore(survey: Survey, printed: str, keys_passphrase: str | None) -> None:
    """Under a new passphrase."""
    project_keys.restore_keys(survey, printed, keys_passphrase)


@commands.command("request", help=_("Make a device's keys and its request for enrolment."))
@click.argument("folder", type=_FOLDER)
@click.argument("name")
@click.option("--kind", type=click.Choice(["laptop", "district"]), default=LAPTOP)
@click.option("--passphrase", envvar="SURVEYAPP_PASSPHRASE", default=None)
@json_option
def request(folder: Path, name: str, kind: str, passphrase: str | None, as_json: bool) -> None:
    """Write request and secret, and show the fingerprint to be read aloud."""
    show(devices.request_enrolment(folder, name, passphrase, kind=kind), as_json=as_json)


@commands.command("enrol", help=_("Enrol the device of a request."))
@with_survey
@click.argument("request", type=_FILE)
@click.option("--office", required=True, help=_("District code."))
@click.option("--fingerprint", default=None, help=_("As it was read aloud."))
@_keys_option
@json_option
def enrol(
    survey: Survey,
    request: Path,
    office: str,
    fingerprint: str | None,
    keys_passphrase: str | None,
    as_json: bool,
) -> None:
    """Take the device into the signed list of keys."""
    _open(survey, keys_passphrase)
    device = devices.enrol_device(survey, request, office, fingerprint)
    show([device], as_json=as_json, columns=_DEVICE_COLUMNS)


@commands.command("revoke", help=_("Accept nothing of a lost device above a number."))
@with_survey
@click.argument("device")
@click.option("--after", type=int, default=None, help=_("Last number that is accepted."))
@_keys_option
@json_option
def revoke(
    survey: Survey, device: str, after: int | None, keys_passphrase: str | None, as_json: bool
) -> None:
    """Revoke by name or id."""
    _open(survey, keys_passphrase)
    revoked = devices.revoke_device(survey, _device_id(survey, device), after)
    show([revoked], as_json=as_json, columns=_DEVICE_COLUMNS)


@commands.command("devices", help=_("List laptops and offices."))
@with_survey
@json_option
def show_devices(survey: Survey, as_json: bool) -> None:
    """Print every device."""
    show(devices.list_devices(survey), as_json=as_json, columns=_DEVICE_COLUMNS)


@commands.command("prepare", help=_("Enrol a laptop whose file this office will make."))
@with_survey
@click.argument("name")
@click.option("--office", required=True, help=_("District code."))
@click.option("--kind", type=click.Choice(["laptop", "district"]), default=LAPTOP)
@_keys_option
@json_option
def prepare(
    survey: Survey,
    name: str,
    office: str,
    kind: str,
    keys_passphrase: str | None,
    as_json: bool,
) -> None:
    """Enrol first, so that assignments can name the device."""
    _open(survey, keys_passphrase)
    device = laptops.prepare_laptop(survey, name, office, kind=kind)
    show([device], as_json=as_json, columns=_DEVICE_COLUMNS)


@commands.command("file", help=_("Make the survey file of a prepared laptop or district."))
@with_survey
@click.argument("device")
@click.argument("path", type=_FILE)
@click.option("--person", required=True, help=_("Name of who will work with it."))
@click.option("--passphrase", default=None, help=_("Passphrase of the new file."))
@_keys_option
@json_option
def make_file(  # noqa: PLR0913 - one per option
    survey: Survey,
    device: str,
    path: Path,
    *,
    person: str,
    passphrase: str | None,
    keys_passphrase: str | None,
    as_json: bool,
) -> None:
    """Make it with the assignments as they are now."""
    _open(survey, keys_passphrase)
    found = next(
        one for one in devices.list_devices(survey) if one.device_id == _device_id(survey, device)
    )
    role = Role.SURVEYOR if found.kind == LAPTOP else Role.OFFICE
    operator = Operator(found.device_id.hex()[:12], person, role, found.office)
    make = laptops.make_laptop_file if found.kind == LAPTOP else laptops.make_district_file
    made = make(
        survey, path, found.name, operator, passphrase=passphrase, device_id=found.device_id
    )
    show([made], as_json=as_json, columns=("path", "package", "office_fingerprint"))


@commands.command("field", help=_("Make field packages for laptops and districts."))
@with_survey
@click.argument("folder", type=_FOLDER)
@click.option("--device", "chosen", multiple=True, help=_("Only this one; may be repeated."))
@_keys_option
@json_option
def field(
    survey: Survey,
    folder: Path,
    chosen: tuple[str, ...],
    keys_passphrase: str | None,
    as_json: bool,
) -> None:
    """One file for each device."""
    _open(survey, keys_passphrase)
    ids = [_device_id(survey, one) for one in chosen] or None
    made = make_field_packages(survey, folder, ids, terminal_progress())
    show(made, as_json=as_json, columns=_PACKAGE_COLUMNS)


@commands.command("open", help=_("Make this device's survey file from its field package."))
@click.argument("package", type=_FILE)
@click.argument("target", type=_FILE)
@click.option("--secret", type=_FILE, required=True, help=_("The device's key file."))
@click.option("--person", required=True, help=_("Name of who will work with it."))
@click.option("--office", default="", help=_("District code."))
@click.option("--fingerprint", default=None, help=_("The city's, as it was read aloud."))
@click.option("--passphrase", envvar="SURVEYAPP_PASSPHRASE", default=None)
@json_option
def open_package(  # noqa: PLR0913 - one per option
    package: Path,
    target: Path,
    *,
    secret: Path,
    person: str,
    office: str,
    fingerprint: str | None,
    passphrase: str | None,
    as_json: bool,
) -> None:
    """Open the first field package."""
    known = devices.read_device_secret(secret, passphrase)
    role = Role.SURVEYOR if known.kind == LAPTOP else Role.OFFICE
    operator = Operator(known.device_id.hex()[:12], person, role, office)
    made = laptops.open_field_package(
        package,
        target,
        operator,
        secret=secret,
        passphrase=passphrase,
        fingerprint=fingerprint,
    )
    show([made], as_json=as_json, columns=("path", "package", "office_fingerprint"))


@commands.command("return", help=_("Write the laptop's return package."))
@with_survey
@click.argument("folder", type=_FOLDER)
@json_option
def make_return(survey: Survey, folder: Path, as_json: bool) -> None:
    """Everything above the last receipt."""
    _show_packages(make_return_package(survey, folder, terminal_progress()), as_json)


@commands.command("outbox", help=_("Show what is collected, packed and confirmed."))
@with_survey
@json_option
def show_outbox(survey: Survey, as_json: bool) -> None:
    """How far this laptop is."""
    show(outbox(survey), as_json=as_json)


@commands.command("merge", help=_("Take in packages: files or whole folders."))
@with_survey
@click.argument("paths", type=_FILE, nargs=-1, required=True)
@_keys_option
@json_option
def merge(
    survey: Survey, paths: tuple[Path, ...], keys_passphrase: str | None, as_json: bool
) -> None:
    """Merge, and say what happened in a sentence."""
    _open(survey, keys_passphrase)
    _show_result(merge_packages(survey, paths, terminal_progress()), as_json)


@commands.command("receipts", help=_("Write receipts for what has arrived."))
@with_survey
@click.argument("folder", type=_FOLDER)
@_keys_option
@json_option
def receipts(survey: Survey, folder: Path, keys_passphrase: str | None, as_json: bool) -> None:
    """One file for all laptops."""
    _open(survey, keys_passphrase)
    _show_packages(make_receipts(survey, folder), as_json)


@commands.command("relay", help=_("Pass packages on to the city, unchanged."))
@with_survey
@click.argument("folder", type=_FOLDER)
@json_option
def relay(survey: Survey, folder: Path, as_json: bool) -> None:
    """What the city has not confirmed yet."""
    _show_packages(make_relay_package(survey, folder, terminal_progress()), as_json)


@commands.command("conflicts", help=_("List rival edits, or show one side by side."))
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


@commands.command("settle", help=_("Settle a conflict: one head, with answers put in."))
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


@commands.command("duplicates", help=_("List units that were interviewed twice."))
@with_survey
@json_option
def duplicates(survey: Survey, as_json: bool) -> None:
    """Duplicates of one unit."""
    show(conflicts.list_duplicates(survey), as_json=as_json)


@commands.command("withdraw", help=_("Withdraw an interview by its code."))
@with_survey
@click.argument("code")
@json_option
def withdraw(survey: Survey, code: str, as_json: bool) -> None:
    """Destroy its leaves here."""
    show(withdrawal.withdraw(survey, code), as_json=as_json)


@commands.command("withdrawals", help=_("Write the package that carries withdrawals on."))
@with_survey
@click.argument("folder", type=_FOLDER)
@_keys_option
@json_option
def withdrawals(survey: Survey, folder: Path, keys_passphrase: str | None, as_json: bool) -> None:
    """For every district and laptop."""
    _open(survey, keys_passphrase)
    _show_packages(withdrawal.make_withdrawal_package(survey, folder), as_json)


@commands.command("verify", help=_("Check every revision, chain and package once more."))
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


@commands.command("trace", help=_("Show one interview's chain from answer to merge."))
@with_survey
@click.argument("iid")
@json_option
def trace(survey: Survey, iid: str, as_json: bool) -> None:
    """Revision, package, merge."""
    show(list(custody.trace_interview(survey, iid)), as_json=as_json)


@commands.command("gaps", help=_("List what has not arrived."))
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


@commands.command("packages", help=_("List packages sent and received."))
@with_survey
@json_option
def show_packages(survey: Survey, as_json: bool) -> None:
    """In order."""
    columns = ("direction", "kind", "number", "first", "last", "size", "at", "state", "name")
    show(custody.list_packages(survey), as_json=as_json, columns=columns)


@commands.command("quarantine", help=_("List what was refused, or release one package."))
@with_survey
@click.option("--release", "sha", default="", help=_("Hash of a package to let in."))
@_keys_option
@json_option
def quarantine(survey: Survey, sha: str, keys_passphrase: str | None, as_json: bool) -> None:
    """What was refused and why."""
    _open(survey, keys_passphrase)
    if not sha:
        show(custody.list_quarantine(survey), as_json=as_json)
        return
    full = [one.sha for one in custody.list_quarantine(survey) if one.sha.hex().startswith(sha)]
    _show_result(release_from_quarantine(survey, full[0] if full else b""), as_json)


@commands.command("quota", help=_("Propose how quota cells are shared; --set does it."))
@with_survey
@click.option("--reserve", default=0.1, show_default=True)
@click.option("--set", "apply", is_flag=True)
@json_option
def quota(survey: Survey, reserve: float, apply: bool, as_json: bool) -> None:
    """Shares by cell and laptop."""
    shares = quotas.propose_shares(survey, reserve)
    if apply:
        quotas.share_quota(survey, shares)
    show(shares, as_json=as_json)


def _device_id(survey: Survey, wanted: str) -> bytes:
    known = devices.list_devices(survey)
    for one in known:
        if wanted == one.name or (len(wanted) >= 6 and one.device_id.hex().startswith(wanted)):
            return one.device_id
    names = ", ".join(one.name for one in known)
    raise SurveyError("core.no-such-thing", kind="device", name=wanted, known=names)


def _show_packages(written: PackageWritten | None, as_json: bool) -> None:
    if written is None:
        raise SurveyError("exchange.nothing-to-send")
    show([written, *written.further], as_json=as_json, columns=_PACKAGE_COLUMNS)


def _show_result(result: MergeResult, as_json: bool) -> None:
    if as_json:
        show(result, as_json=True)
        return
    for outcome in result.outcomes:
        if outcome.code:
            click.echo(f"{outcome.name}: {outcome.reason}")
    click.echo(result.sentence)
    for gap in result.gaps:
        click.echo(gap.sentence)
