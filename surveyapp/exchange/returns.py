"""What a laptop hands back: everything above the last receipt, in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.exchange import limits
from surveyapp.exchange.blob_lines import PART, Blob
from surveyapp.exchange.envelope import RETURN
from surveyapp.exchange.payload import Content
from surveyapp.exchange.receipts import confirmed_up_to
from surveyapp.exchange.writing import PackageDraft, PackageWritten, send_package
from surveyapp.progress import Progress
from surveyapp.revisions import Revision
from surveyapp.store.devices import Device, read_devices
from surveyapp.store.packages import OUT, read_epochs, read_package_rows
from surveyapp.store.receipts import read_unconfirmed_attachments
from surveyapp.store.revisions import read_device_revisions
from surveyapp.survey import CITY, DISTRICT, LAPTOP, Survey


@dataclass(frozen=True)
class Outbox:
    """How far this laptop is: numbers collected, packed and confirmed in the current epoch."""

    collected: int
    packed: int
    confirmed: int
    unconfirmed_days: int
    """Days since the oldest interview that nobody has confirmed."""
    last_package: str


def make_return_package(
    survey: Survey, folder: Path, progress: Progress | None = None
) -> PackageWritten:
    """Write the return package; the stick may go when this returns."""
    if survey.info.role != LAPTOP:
        raise SurveyError("exchange.laptop-only")
    progress = progress or Progress()
    written: list[PackageWritten] = []
    waiting = list(_waiting(survey))
    for number, (epoch, revisions) in enumerate(waiting):
        progress.step(number, len(waiting))
        contents = list(_contents(survey, revisions, parts=number == 0))
        for content in contents:
            draft = PackageDraft(RETURN, _offices(survey), content, epoch)
            written.append(send_package(survey, folder, draft))
    if not written:
        raise SurveyError("exchange.nothing-to-send")
    return replace(written[0], further=tuple(written[1:]))


def outbox(survey: Survey) -> Outbox:
    """What is collected, packed and confirmed, for the surveyor to see."""
    epoch = int(survey.setting("epoch", 1))
    revisions = read_device_revisions(survey.store, survey.device_id, epoch)
    confirmed = confirmed_up_to(survey, survey.device_id, epoch)
    sent = [one for one in read_package_rows(survey.store, OUT, RETURN) if one.epoch == epoch]
    packed = max((one.last for one in sent), default=0)
    open_since = [one.header.at for one in revisions if one.header.seq > confirmed]
    collected = revisions[-1].header.seq if revisions else 0
    days = _days_since(min(open_since), survey.clock.iso()) if open_since else 0
    return Outbox(collected, packed, confirmed, days, sent[-1].name if sent else "")


def _waiting(survey: Survey) -> Iterator[tuple[int, tuple[Revision, ...]]]:
    """Unconfirmed revisions by epoch, the current epoch first even where it has none."""
    epochs = [epoch for device, epoch in read_epochs(survey.store) if device == survey.device_id]
    current = int(survey.setting("epoch", 1))
    for epoch in sorted({*epochs, current}, reverse=True):
        after = confirmed_up_to(survey, survey.device_id, epoch)
        revisions = read_device_revisions(survey.store, survey.device_id, epoch, after)
        if revisions or epoch == current:
            yield epoch, revisions


def _contents(survey: Survey, revisions: Sequence[Revision], *, parts: bool) -> Iterator[Content]:
    """Revisions first; attachments that do not fit beside them follow in packages of their own."""
    content, room = Content(tuple(revisions)), limits.RELAY
    kept = read_unconfirmed_attachments(survey.store, survey.device_id) if parts else []
    for one in kept:
        assert one.sealed is not None
        if content.blobs and len(one.sealed) > room:
            yield content
            content, room = Content(), limits.RELAY
        meta = {"iid": one.iid, "path": one.path, "media": one.media_type}
        content = replace(content, blobs=(*content.blobs, Blob(PART, one.sealed, meta)))
        room -= len(one.sealed)
    if content.revisions or content.blobs:
        yield content


def _offices(survey: Survey) -> tuple[Device, ...]:
    devices = read_devices(survey.store)
    return tuple(
        one
        for one in devices
        if one.kind == CITY or (one.kind == DISTRICT and one.office == survey.info.office)
    )


def _days_since(earlier: str, later: str) -> int:
    passed = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    return max(passed.days, 0)
