"""Files of laptops and district offices, made from a field package: there or by the city."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange.crypto import KeyPair
from surveyapp.exchange.devices import (
    DeviceSecret,
    enrol_directly,
    new_secret,
    read_device_secret,
)
from surveyapp.exchange.envelope import FIELD, Envelope, open_envelope
from surveyapp.exchange.field_packages import (
    apply_documents,
    document_of,
    make_field_package,
    signed_list_of,
)
from surveyapp.exchange.files import read_within_limits
from surveyapp.exchange.key_list import KeyList
from surveyapp.exchange.keys import describe_self, keep_key_pair
from surveyapp.exchange.reading import KnownSender, ReadingRules, ReadPackage, read_package
from surveyapp.exchange.receiving import keep_receipts
from surveyapp.exchange.writing import package_row
from surveyapp.operators import Operator
from surveyapp.store.devices import Device, read_device, write_device
from surveyapp.store.keys import RECOVERY, SEAL
from surveyapp.store.packages import IN, write_package
from surveyapp.store.settings import forget_secret, read_secret, write_secret
from surveyapp.survey import (
    DISTRICT,
    LAPTOP,
    StatutoryHeader,
    Survey,
    SurveyInfo,
    create_survey,
)


@dataclass(frozen=True)
class LaptopFile:
    """A survey file for a device, closed and ready to be opened there."""

    path: Path
    device: Device
    package: str
    """The field package that it was made from."""
    office_fingerprint: str
    """To be compared by telephone with what the city reads aloud."""


def prepare_laptop(survey: Survey, name: str, office: str, *, kind: str = LAPTOP) -> Device:
    """Enrol a device whose file the city will make, so that assignments can name it already."""
    secret = new_secret(name, kind)
    device = enrol_directly(survey, secret, office)
    # Kept until the file is made, under the survey file's own encryption.
    write_secret(survey.store, _name_of_secret(device.device_id), secret.pair.seed)
    write_secret(
        survey.store, _name_of_secret(device.device_id, "identity"), secret.pair.identity.encode()
    )
    return device


def make_laptop_file(
    survey: Survey,
    path: Path,
    name: str,
    operator: Operator,
    *,
    passphrase: str | None = None,
    device_id: bytes | None = None,
) -> LaptopFile:
    """Make a laptop's survey file at the city: enrol (unless prepared), field package, file."""
    return _make_file(survey, path, (name, LAPTOP), operator, passphrase, device_id)


def make_district_file(
    survey: Survey,
    path: Path,
    name: str,
    operator: Operator,
    *,
    passphrase: str | None = None,
    device_id: bytes | None = None,
) -> LaptopFile:
    """Make a district office's survey file at the city."""
    return _make_file(survey, path, (name, DISTRICT), operator, passphrase, device_id)


def open_field_package(
    package: Path,
    target: Path,
    operator: Operator,
    *,
    secret: Path,
    passphrase: str | None = None,
    fingerprint: str | None = None,
) -> LaptopFile:
    """Make the survey file of a device from its first field package and its secret.

    ``fingerprint`` is the city's as it was read aloud; with it the package must be the city's.
    """
    known = read_device_secret(secret, passphrase)
    envelope, read = _read_first(package, known)
    office = signed_list_of(read.content.documents, envelope.header.survey_id)
    _require_office(envelope, office, fingerprint)
    return _create_file(target, operator, known, passphrase, (package.name, read, office))


def _make_file(
    survey: Survey,
    path: Path,
    named: tuple[str, str],
    operator: Operator,
    passphrase: str | None,
    device_id: bytes | None,
) -> LaptopFile:
    name, kind = named
    if device_id is None:
        device_id = prepare_laptop(survey, name, operator.office, kind=kind).device_id
    device = read_device(survey.store, device_id)
    seed = read_secret(survey.store, _name_of_secret(device_id))
    identity = read_secret(survey.store, _name_of_secret(device_id, "identity"))
    if device is None or seed is None or identity is None:
        raise SurveyError("exchange.unknown-device", device=device_id.hex()[:8])
    secret = DeviceSecret(device.name, device.kind, device_id, KeyPair(seed, identity.decode()))
    with tempfile.TemporaryDirectory() as folder:
        written = make_field_package(survey, Path(folder), device)
        envelope, read = _read_first(written.path, secret)
        office = signed_list_of(read.content.documents, envelope.header.survey_id)
        made = _create_file(path, operator, secret, passphrase, (written.path.name, read, office))
    for part in ("", "identity"):
        forget_secret(survey.store, _name_of_secret(device_id, part))
    return made


def _create_file(
    path: Path,
    operator: Operator,
    secret: DeviceSecret,
    passphrase: str | None,
    source: tuple[str, ReadPackage, KeyList],
) -> LaptopFile:
    name, read, office = source
    info = _read_info(document_of(read.content.documents, "survey").body)
    operator = replace(operator, office=operator.office or info.office)
    # The offices' keys open the file too: a forgotten passphrase loses nothing.
    recipients = {key.kid: key.public for key in office.keys if key.kind in (SEAL, RECOVERY)}
    survey = create_survey(path, info, operator, passphrase=passphrase, recipients=recipients)
    try:
        _fill(survey, secret, name, read)
        device = read_device(survey.store, secret.device_id)
        assert device is not None
    except BaseException:
        survey.close()
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".key").unlink(missing_ok=True)
        raise
    survey.close()
    return LaptopFile(path, device, name, office.fingerprint)


def _fill(survey: Survey, secret: DeviceSecret, name: str, read: ReadPackage) -> None:
    with survey.store.transaction():
        survey.change_settings({"device_id": secret.device_id.hex()})
        keep_key_pair(survey, secret.pair, None)
        write_device(survey.store, describe_self(survey, secret.pair, secret.name))
        _apply(survey, read)
        row = package_row(read.envelope, IN, name, survey.clock.iso(), "applied")
        write_package(survey.store, replace(row, ciphertext=None), ())
        survey.note("open-field-package", {"name": name, "sha": read.envelope.sha.hex()})


def _apply(survey: Survey, read: ReadPackage) -> None:
    try:
        apply_documents(survey, read.content.documents, read.header.number)
    except ValueError as trouble:
        raise SurveyError("exchange.bad-line", line=0) from trouble
    keep_receipts(survey, read.content.receipts)


def _read_first(package: Path, secret: DeviceSecret) -> tuple[Envelope, ReadPackage]:
    """A first package names its own sender; who that is, the fingerprint tells."""
    content = read_within_limits(package)
    envelope = open_envelope(content)
    header = envelope.header
    sender = KnownSender("", header.key, None)
    rules = ReadingRules(
        header.survey_id, secret.device_id, secret.pair.identities, lambda _device: sender
    )
    read = read_package(content, rules)
    if header.kind != FIELD:
        raise SurveyError("exchange.not-a-field-package")
    return envelope, read


def _require_office(envelope: Envelope, office: KeyList, fingerprint: str | None) -> None:
    if envelope.header.key != office.office:
        raise SurveyError("exchange.bad-key-list")
    if fingerprint is not None:
        said = "".join(fingerprint.split()).replace("-", "").upper()
        if said != office.fingerprint.replace("-", ""):
            raise SurveyError("exchange.other-fingerprint", name="")


def _read_info(body: Any) -> SurveyInfo:
    try:
        plain = dict(body)
        plain["header"] = StatutoryHeader(**plain["header"])
        return SurveyInfo(**plain)
    except (KeyError, TypeError) as trouble:
        raise SurveyError("exchange.bad-manifest") from trouble


def _name_of_secret(device_id: bytes, part: str = "") -> str:
    return f"prepared:{device_id.hex()}:{part}"
