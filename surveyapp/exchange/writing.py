"""Writing a package: encrypted, signed, durable, read back, and only then recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from surveyapp import __version__
from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto, limits
from surveyapp.exchange.envelope import (
    NO_PACKAGE,
    Envelope,
    PackageHeader,
    close_envelope,
    open_envelope,
    root_of,
)
from surveyapp.exchange.files import SUFFIX
from surveyapp.exchange.keys import own_keys
from surveyapp.exchange.payload import Content, Manifest, write_payload
from surveyapp.files import write_whole
from surveyapp.store.devices import Device
from surveyapp.store.keys import read_package_recipients
from surveyapp.store.packages import OUT, PackageRow, last_package, write_package
from surveyapp.survey import Survey


@dataclass(frozen=True)
class PackageDraft:
    """What is to be sent to whom."""

    kind: str
    to: tuple[Device, ...]
    content: Content
    epoch: int
    offices: bool = True
    """Whether the city's project and recovery keys can open it too."""


@dataclass(frozen=True)
class PackageWritten:
    """A package that lies whole under its final name."""

    path: Path
    kind: str
    sha: bytes
    number: int
    first: int
    last: int
    revisions: int
    size: int
    further: tuple[PackageWritten, ...] = field(default=())
    """Packages that had to be written beside this one; usually none."""


def app_version() -> str:
    """The version of this program as packages name it."""
    return __version__


def send_package(survey: Survey, folder: Path, draft: PackageDraft) -> PackageWritten:
    """Write the next package of this device into a folder."""
    envelope = seal_package(survey, draft)
    content = envelope.to_bytes()
    if len(content) > limits.PACKAGE:
        raise SurveyError("exchange.too-large", limit=limits.PACKAGE // limits.MEGABYTE)
    path = folder / _name_of(survey, envelope)
    write_whole(path, content)
    open_envelope(content).require_cipher()
    _record(survey, envelope, path.name, draft)
    header = envelope.header
    return PackageWritten(
        path,
        header.kind,
        envelope.sha,
        header.number,
        header.first,
        header.last,
        header.count,
        len(content),
    )


def seal_package(survey: Survey, draft: PackageDraft) -> Envelope:
    """Build, encrypt and sign, without writing anything."""
    pair = own_keys(survey)
    before = last_package(survey.store, survey.device_id, draft.epoch)
    number = before.number + 1 if before else 1
    numbers = [one.header.seq for one in draft.content.revisions]
    first, last = (min(numbers), max(numbers)) if numbers else (0, 0)
    lines = draft.content.body_lines()
    manifest = Manifest(
        tuple(device.device_id for device in draft.to),
        draft.kind,
        survey.info.survey_id,
        survey.device_id,
        draft.epoch,
        number,
        len(numbers),
        first,
        last,
        len(lines),
    )
    plain = write_payload(manifest, lines, draft.content.tail())
    cipher = crypto.encrypt(plain, _recipients(survey, draft))
    header = PackageHeader(
        draft.kind,
        survey.info.survey_id,
        survey.device_id,
        pair.sign_public,
        draft.epoch,
        number,
        before.sha if before else NO_PACKAGE,
        first,
        last,
        len(numbers),
        root_of(one.rev_id for one in draft.content.revisions),
        len(cipher),
        crypto.digest(cipher),
        survey.clock.iso(),
        app_version(),
    )
    return close_envelope(header, pair.seed, cipher)


def package_row(envelope: Envelope, direction: str, name: str, at: str, state: str) -> PackageRow:
    """A package as it is recorded, with its ciphertext."""
    header = envelope.header
    return PackageRow(
        envelope.sha,
        direction,
        header.kind,
        header.device,
        header.epoch,
        header.number,
        header.first,
        header.last,
        header.previous,
        envelope.header_text,
        envelope.signature,
        header.cipher_hash,
        envelope.cipher,
        name,
        len(envelope.cipher),
        at,
        state,
        {},
    )


def _recipients(survey: Survey, draft: PackageDraft) -> Sequence[str]:
    offices = read_package_recipients(survey.store) if draft.offices else ()
    return [*offices, *(device.seal_recipient for device in draft.to)]


def _record(survey: Survey, envelope: Envelope, name: str, draft: PackageDraft) -> None:
    row = package_row(envelope, OUT, name, survey.clock.iso(), "written")
    # The log can make it again; a copy here would only outlive a withdrawal.
    row = replace(row, ciphertext=None)
    with survey.store.transaction():
        write_package(survey.store, row, [one.rev_id for one in draft.content.revisions])
        survey.note("package", {"kind": draft.kind, "name": name, "sha": envelope.sha.hex()})


def _name_of(survey: Survey, envelope: Envelope) -> str:
    """No personal data, nothing that a file system could mind, and never twice the same."""
    header = envelope.header
    parts = (
        survey.info.survey_id[:6],
        header.device.hex()[:4],
        header.kind,
        f"{header.number:06d}",
        f"{header.first}-{header.last}",
        envelope.sha.hex()[:8],
    )
    return "_".join(parts) + SUFFIX
