"""``surveyapp exchange``: keys, devices, packages, merge, receipts, conflicts, custody."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli import custody
from surveyapp.cli.common import json_option, show, terminal_progress, with_survey
from surveyapp.cli.packages import COLUMNS, keys_option, open_keys, show_packages, show_result
from surveyapp.errors import SurveyError
from surveyapp.exchange import devices, laptops, project_keys, quotas
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.receipts import make_receipts
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.exchange.returns import make_return_package, outbox
from surveyapp.operators import Operator, Role
from surveyapp.survey import LAPTOP, Survey
from surveyapp.words import _

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path)
_DEVICE_COLUMNS = ("device_id", "name", "kind", "office", "fingerprint", "revoked_after")


@click.group("exchange", help=_("Everything that travels by file."))
def commands() -> None:
    """All commands of the group."""


@commands.command("keys", help=_("Make the keys of the city office; prints the recovery copy."))
@with_survey
@keys_option
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
@keys_option
def rotate(survey: Survey, keys_passphrase: str | None) -> None:
    """Make a new project key; the old ones stay and open what was sealed before."""
    click.echo(project_keys.rotate_project_keys(survey, keys_passphrase))


@commands.command("restore-keys", help=_("Bring the keys back with the printed recovery copy."))
@with_survey
@click.option("--printed", required=True, help=_("The recovery identity as it was printed."))
@keys_option
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
@keys_option
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
    open_keys(survey, keys_passphrase)
    device = devices.enrol_device(survey, request, office, fingerprint)
    show([device], as_json=as_json, columns=_DEVICE_COLUMNS)


@commands.command("revoke", help=_("Accept nothing of a lost device above a number."))
@with_survey
@click.argument("device")
@click.option("--after", type=int, default=None, help=_("Last number that is accepted."))
@keys_option
@json_option
def revoke(
    survey: Survey, device: str, after: int | None, keys_passphrase: str | None, as_json: bool
) -> None:
    """Revoke by name or id."""
    open_keys(survey, keys_passphrase)
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
@keys_option
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
    open_keys(survey, keys_passphrase)
    device = laptops.prepare_laptop(survey, name, office, kind=kind)
    show([device], as_json=as_json, columns=_DEVICE_COLUMNS)


@commands.command("file", help=_("Make the survey file of a prepared laptop or district."))
@with_survey
@click.argument("device")
@click.argument("path", type=_FILE)
@click.option("--person", required=True, help=_("Name of who will work with it."))
@click.option("--passphrase", default=None, help=_("Passphrase of the new file."))
@keys_option
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
    open_keys(survey, keys_passphrase)
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
@keys_option
@json_option
def field(
    survey: Survey,
    folder: Path,
    chosen: tuple[str, ...],
    keys_passphrase: str | None,
    as_json: bool,
) -> None:
    """One file for each device."""
    open_keys(survey, keys_passphrase)
    ids = [_device_id(survey, one) for one in chosen] or None
    made = make_field_packages(survey, folder, ids, terminal_progress())
    show(made, as_json=as_json, columns=COLUMNS)


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
    show_packages(make_return_package(survey, folder, terminal_progress()), as_json)


@commands.command("outbox", help=_("Show what is collected, packed and confirmed."))
@with_survey
@json_option
def show_outbox(survey: Survey, as_json: bool) -> None:
    """How far this laptop is."""
    show(outbox(survey), as_json=as_json)


@commands.command("merge", help=_("Take in packages: files or whole folders."))
@with_survey
@click.argument("paths", type=_FILE, nargs=-1, required=True)
@keys_option
@json_option
def merge(
    survey: Survey, paths: tuple[Path, ...], keys_passphrase: str | None, as_json: bool
) -> None:
    """Merge, and say what happened in a sentence."""
    open_keys(survey, keys_passphrase)
    show_result(merge_packages(survey, paths, terminal_progress()), as_json)


@commands.command("receipts", help=_("Write receipts for what has arrived."))
@with_survey
@click.argument("folder", type=_FOLDER)
@keys_option
@json_option
def receipts(survey: Survey, folder: Path, keys_passphrase: str | None, as_json: bool) -> None:
    """One file for all laptops."""
    open_keys(survey, keys_passphrase)
    show_packages(make_receipts(survey, folder), as_json)


@commands.command("relay", help=_("Pass packages on to the city, unchanged."))
@with_survey
@click.argument("folder", type=_FOLDER)
@json_option
def relay(survey: Survey, folder: Path, as_json: bool) -> None:
    """What the city has not confirmed yet."""
    show_packages(make_relay_package(survey, folder, terminal_progress()), as_json)


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


for _command in custody.COMMANDS:
    commands.add_command(_command)


def _device_id(survey: Survey, wanted: str) -> bytes:
    known = devices.list_devices(survey)
    for one in known:
        if wanted == one.name or (len(wanted) >= 6 and one.device_id.hex().startswith(wanted)):
            return one.device_id
    names = ", ".join(one.name for one in known)
    raise SurveyError("core.no-such-thing", kind="device", name=wanted, known=names)
