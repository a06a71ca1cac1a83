"""What an office sends to a laptop or a district: made anew and whole each time.

Questionnaires, assignments with their contacts, quota shares, the signed key list, receipts,
withdrawals, header and notice. Never indicators, targets or another laptop's contacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange.envelope import FIELD
from surveyapp.exchange.key_list import KeyList, apply_key_list, check_key_list, read_key_list
from surveyapp.exchange.payload import Content, Document, SignedText
from surveyapp.exchange.writing import PackageDraft, PackageWritten, send_package
from surveyapp.operators import Action
from surveyapp.progress import Progress
from surveyapp.store.devices import Device, read_device, read_devices
from surveyapp.store.field_contents import (
    FieldRow,
    mark_issued,
    read_field_rows,
    recall_assignments,
    write_field_rows,
)
from surveyapp.store.receipts import (
    Receipt,
    Withdrawal,
    read_receipts,
    read_withdrawals,
    write_withdrawal,
)
from surveyapp.survey import CITY, DISTRICT, LAPTOP, Survey

TRAVELLING_SETTINGS = ("notice", "retention_days", "interview_rules", "geopoint_reason")
"""Settings of the survey that surveyors need; nothing else of the settings travels."""

_OWN_KINDS = frozenset({"survey", "settings", "keys", "withdrawal"})


def make_field_packages(
    survey: Survey,
    folder: Path,
    device_ids: Iterable[bytes] | None = None,
    progress: Progress | None = None,
    *,
    apart: bool = False,
) -> list[PackageWritten]:
    """One field package for each device: those named, or every laptop and district at work.

    ``apart``: each in a folder with the device's name, so that a person can tell whose it is.
    """
    survey.require(Action.ENROL)
    if survey.info.role != CITY:
        raise SurveyError("exchange.city-only")
    devices = _choose(survey, device_ids)
    progress = progress or Progress()
    made: list[PackageWritten] = []
    for number, device in enumerate(devices, start=1):
        progress.step(number - 1, len(devices), device.name)
        place = folder / _folder_name(device) if apart else folder
        place.mkdir(exist_ok=True)
        made.append(make_field_package(survey, place, device))
    return made


def make_field_package(survey: Survey, folder: Path, device: Device) -> PackageWritten:
    """The field package of one device."""
    content = Content(receipts=_receipts(survey, device), documents=_documents(survey, device))
    epoch = int(survey.setting("epoch", 1))
    written = send_package(survey, folder, PackageDraft(FIELD, (device,), content, epoch))
    mark_issued(survey.store, device.device_id, written.sha.hex())
    return written


def info_for(survey: Survey, device: Device) -> dict[str, Any]:
    """What the survey is, as the device's file will say it."""
    return asdict(replace(survey.info, role=device.kind, office=device.office))


def apply_documents(survey: Survey, documents: Sequence[Document], number: int) -> bool:
    """Take over a field package's content, unless a newer one is here; gives whether it was.

    The key list counts by its own number and withdrawals always do, in whatever order they come.
    """
    _apply_keys(survey, documents)
    for document in documents:
        if document.kind == "withdrawal":
            write_withdrawal(survey.store, _read_withdrawal(document))
    if number <= int(survey.setting("field_package", 0)):
        return False
    rows = [FieldRow(one.kind, one.body) for one in documents if one.kind not in _OWN_KINDS]
    write_field_rows(survey.store, rows)
    kept = [str(row.values["assignment_id"]) for row in rows if row.kind == "assignment"]
    recall_assignments(survey.store, survey.device_id, kept)
    values: dict[str, Any] = {"field_package": number}
    for document in documents:
        if document.kind == "settings":
            values.update({n: document.body[n] for n in TRAVELLING_SETTINGS if n in document.body})
    survey.change_settings(values)
    return True


def document_of(documents: Iterable[Document], kind: str) -> Document:
    """The one document of a kind that a field package must have."""
    found = [document for document in documents if document.kind == kind]
    if len(found) != 1:
        raise SurveyError("exchange.bad-manifest")
    return found[0]


def signed_list_of(documents: Iterable[Document], survey_id: str) -> KeyList:
    """The signed key list in a field package."""
    body = document_of(documents, "keys").body
    try:
        text, signature = str(body["body"]), bytes.fromhex(str(body["signature"]))
    except (KeyError, ValueError) as trouble:
        raise SurveyError("exchange.bad-key-list") from trouble
    return check_key_list(survey_id, text, signature)


def withdrawal_document(withdrawal: Withdrawal) -> Document:
    """A withdrawal as it travels: which interview, never why or who."""
    plain = {"iid": withdrawal.iid, "asked_at": withdrawal.asked_at}
    return Document("withdrawal", {**plain, "code_hash": withdrawal.code_hash.hex()})


def _folder_name(device: Device) -> str:
    """The device's name as every file system takes it; its first letters make it the only one."""
    kept = "".join(one if one.isalnum() or one in "-_" else " " for one in device.name)
    return f"{' '.join(kept.split())[:60]} {device.device_id.hex()[:4]}".strip()


def _choose(survey: Survey, device_ids: Iterable[bytes] | None) -> list[Device]:
    if device_ids is None:
        known = read_devices(survey.store)
        return [
            one for one in known if one.kind in (LAPTOP, DISTRICT) and one.revoked_after is None
        ]
    chosen: list[Device] = []
    for device_id in device_ids:
        device = read_device(survey.store, device_id)
        if device is None or device.is_self:
            raise SurveyError("exchange.unknown-device", device=device_id.hex()[:8])
        chosen.append(device)
    return chosen


def _documents(survey: Survey, device: Device) -> tuple[Document, ...]:
    keys = read_key_list(survey)
    settings = {n: survey.setting(n) for n in TRAVELLING_SETTINGS if survey.setting(n) is not None}
    rows = read_field_rows(
        survey.store, device.device_id, device.office, whole=device.kind == DISTRICT
    )
    return (
        Document("survey", info_for(survey, device)),
        Document("settings", settings),
        Document("keys", {"body": keys.body, "signature": keys.signature.hex()}),
        *(withdrawal_document(one) for one in read_withdrawals(survey.store)),
        *(Document(row.kind, row.values) for row in rows),
    )


def _receipts(survey: Survey, device: Device) -> tuple[SignedText, ...]:
    newest: dict[int, Receipt] = {}
    for receipt in read_receipts(survey.store, device.device_id):
        newest[receipt.number] = receipt
    last = [newest[max(newest)]] if newest else []
    return tuple(SignedText(one.body, one.signature) for one in last)


def _apply_keys(survey: Survey, documents: Sequence[Document]) -> None:
    found = signed_list_of(documents, survey.info.survey_id)
    if survey.setting("key_list") and found.office != read_key_list(survey).office:
        raise SurveyError("exchange.bad-key-list")
    apply_key_list(survey, found)


def _read_withdrawal(document: Document) -> Withdrawal:
    body = document.body
    try:
        code_hash = bytes.fromhex(str(body["code_hash"]))
        return Withdrawal(str(body["iid"]), code_hash, str(body["asked_at"]))
    except (KeyError, ValueError) as trouble:
        raise SurveyError("exchange.bad-line", line=0) from trouble
