"""The city's signed word on what has arrived: per device up to which number, and what is missing.

A laptop sends everything above the last receipt again, so a lost stick heals itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.custody import ranges_missing, renew_cursors
from surveyapp.exchange.envelope import RECEIPT
from surveyapp.exchange.keys import own_keys
from surveyapp.exchange.merging import MergeResult, merge_packages
from surveyapp.exchange.payload import Content, SignedText
from surveyapp.exchange.writing import PackageDraft, PackageWritten, send_package
from surveyapp.operators import Action
from surveyapp.revisions import canonical_json
from surveyapp.store.devices import Device, read_devices
from surveyapp.store.packages import Cursor
from surveyapp.store.receipts import (
    Confirmation,
    Receipt,
    last_receipt_number,
    read_confirmation,
    received_parts,
    write_confirmation,
    write_receipt,
)
from surveyapp.store.revisions import read_device_numbers
from surveyapp.survey import CITY, DISTRICT, LAPTOP, Survey


def make_receipts(
    survey: Survey, folder: Path, device_ids: Iterable[bytes] | None = None
) -> PackageWritten | None:
    """One file for every laptop that has sent something; ``None`` where nobody has.

    District offices can open it too, and learn what they need not relay again.
    """
    survey.require(Action.RECEIVE)
    if survey.info.role != CITY:
        raise SurveyError("exchange.city-only")
    wanted = None if device_ids is None else set(device_ids)
    laptops = {
        one.device_id: one
        for one in read_devices(survey.store, LAPTOP)
        if wanted is None or one.device_id in wanted
    }
    with survey.store.transaction():
        cursors = [one for one in renew_cursors(survey) if one.device_id in laptops]
        texts = tuple(_sign_receipt(survey, cursor) for cursor in cursors)
    if not texts:
        return None
    to = [laptops[device_id] for device_id in sorted({one.device_id for one in cursors})]
    return _send(survey, folder, to, texts)


def read_receipts(survey: Survey, paths: Iterable[Path]) -> MergeResult:
    """Take in receipts (or whatever else came on the stick)."""
    return merge_packages(survey, paths)


def _send(
    survey: Survey, folder: Path, laptops: list[Device], texts: tuple[SignedText, ...]
) -> PackageWritten:
    to = (*laptops, *read_devices(survey.store, DISTRICT))
    epoch = int(survey.setting("epoch", 1))
    content = Content(receipts=texts)
    return send_package(survey, folder, PackageDraft(RECEIPT, to, content, epoch, offices=False))


def _sign_receipt(survey: Survey, cursor: Cursor) -> SignedText:
    """Each receipt has its own number; the highest confirmation counts, whichever comes last."""
    number = last_receipt_number(survey.store, cursor.device_id) + 1
    numbers = read_device_numbers(survey.store, cursor.device_id, cursor.epoch)
    now = survey.clock.iso()
    body = canonical_json(
        {
            "v": 1,
            "survey": survey.info.survey_id,
            "device": cursor.device_id.hex(),
            "epoch": cursor.epoch,
            "number": number,
            "up_to": cursor.contiguous,
            "highest": cursor.highest,
            "missing": [list(one) for one in ranges_missing(numbers)],
            "head": cursor.head.hex(),
            "at": now,
            "x": {"parts": received_parts(survey.store, cursor.device_id)},
        }
    )
    signature = crypto.sign(own_keys(survey).seed, crypto.RECEIPT, body.encode())
    receipt_id = crypto.digest(body.encode())
    made = Receipt(receipt_id, cursor.device_id, number, body, signature, now, "out")
    write_receipt(survey.store, made)
    write_confirmation(
        survey.store,
        Confirmation(
            cursor.device_id, cursor.epoch, cursor.contiguous, cursor.head, receipt_id, now
        ),
    )
    return SignedText(body, signature)


def confirmed_up_to(survey: Survey, device_id: bytes, epoch: int) -> int:
    """The number up to which the city has confirmed a device's revisions."""
    found = read_confirmation(survey.store, device_id, epoch)
    return found.up_to if found else 0
