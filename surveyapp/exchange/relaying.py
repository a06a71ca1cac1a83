"""A district office passes packages of laptops on, byte for byte, until the city confirms them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.exchange import limits
from surveyapp.exchange.blob_lines import PACKAGE, Blob
from surveyapp.exchange.envelope import RELAY, RETURN, Envelope, PackageHeader
from surveyapp.exchange.payload import Content
from surveyapp.exchange.writing import PackageDraft, PackageWritten, send_package
from surveyapp.operators import Action
from surveyapp.progress import Progress
from surveyapp.store.devices import read_devices
from surveyapp.store.packages import (
    IN,
    PackageRow,
    read_package_row,
    read_package_rows,
)
from surveyapp.store.receipts import read_confirmation
from surveyapp.survey import CITY, DISTRICT, Survey


def make_relay_package(
    survey: Survey, folder: Path, progress: Progress | None = None
) -> PackageWritten:
    """Write what the city has not confirmed yet; it checks each original as if it came directly."""
    survey.require(Action.RECEIVE)
    if survey.info.role != DISTRICT:
        raise SurveyError("exchange.district-only")
    progress = progress or Progress()
    city = tuple(read_devices(survey.store, CITY))
    epoch = int(survey.setting("epoch", 1))
    written: list[PackageWritten] = []
    for portion in _portions(survey):
        progress.check()
        blobs = tuple(Blob(PACKAGE, original_bytes(row), {"name": row.name}) for row in portion)
        draft = PackageDraft(RELAY, city, Content(blobs=blobs), epoch)
        written.append(send_package(survey, folder, draft))
    if not written:
        raise SurveyError("exchange.nothing-to-send")
    return replace(written[0], further=tuple(written[1:]))


def original_bytes(row: PackageRow) -> bytes:
    """A received package exactly as it came."""
    header = PackageHeader.from_text(row.header)
    return Envelope(header, row.header, row.signature, row.ciphertext or b"").to_bytes()


def _portions(survey: Survey) -> Iterator[list[PackageRow]]:
    portion: list[PackageRow] = []
    size = 0
    for listed in read_package_rows(survey.store, IN, RETURN):
        if _is_confirmed(survey, listed):
            continue
        row = read_package_row(survey.store, listed.sha)
        if row is None or row.ciphertext is None:
            continue
        if portion and size + row.size > limits.RELAY:
            yield portion
            portion, size = [], 0
        portion.append(row)
        size += row.size
    if portion:
        yield portion


def _is_confirmed(survey: Survey, row: PackageRow) -> bool:
    found = read_confirmation(survey.store, row.device_id, row.epoch)
    if found is None:
        return False
    # Attachments alone have no number: the laptop itself sends again what no receipt names.
    return row.last <= found.up_to if row.last else row.at <= found.at
