"""What happens to the content of a package that passed every check. Runs inside a transaction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto, limits
from surveyapp.exchange.blob_lines import PART, Blob
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_document
from surveyapp.exchange.field_packages import apply_documents
from surveyapp.exchange.key_list import office_key
from surveyapp.exchange.keys import own_keys
from surveyapp.exchange.payload import Content, SignedText, require_leaves
from surveyapp.exchange.reading import ReadPackage
from surveyapp.revisions import WITHDRAW, Revision
from surveyapp.sealing import open_leaves
from surveyapp.store.backup import renew_backups
from surveyapp.store.devices import note_version
from surveyapp.store.drafts import fold_log
from surveyapp.store.packages import (
    destroy_ciphertext,
    packages_of_interview,
    restore_leaves,
    whole_revisions,
)
from surveyapp.store.receipts import (
    Attachment,
    Confirmation,
    Receipt,
    Withdrawal,
    confirm_parts,
    destroy_interview_traces,
    has_leaves,
    read_receipts,
    read_withdrawals,
    write_attachment,
    write_confirmation,
    write_receipt,
    write_withdrawal,
)
from surveyapp.store.revisions import destroy_leaves, insert_revisions, read_revision
from surveyapp.survey import CITY, Survey

_IID = re.compile("[0-9a-f]{32}")
_MEDIA = re.compile("[a-z]{1,20}/[a-z0-9.+-]{1,60}")
_RECEIPT_SHAPE: Shape = {
    **dict.fromkeys(("v", "epoch", "number", "up_to", "highest"), int),
    **dict.fromkeys(("survey", "device", "head", "at"), str),
    "missing": list,
    "x": dict,
}


@dataclass(frozen=True)
class Taken:
    """Interviews that a package brought something new of, and those it only repeated."""

    new: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    parts: int = 0


def take_return(survey: Survey, read: ReadPackage) -> Taken:
    """Add a laptop's revisions to the log; set union, whatever the order."""
    taken = _take_revisions(survey, read)
    parts = _keep_parts(survey, read.content)
    note_version(survey.store, read.header.device, read.header.app)
    return replace(taken, parts=parts)


def take_field(survey: Survey, read: ReadPackage) -> Taken:
    """Bring this laptop or district up to what the city sent."""
    try:
        apply_documents(survey, read.content.documents, read.header.number)
    except ValueError as trouble:
        raise SurveyError("exchange.bad-line", line=0) from trouble
    keep_receipts(survey, read.content.receipts)
    return Taken()


def take_receipts(survey: Survey, read: ReadPackage) -> Taken:
    """Keep what the city has confirmed."""
    keep_receipts(survey, read.content.receipts)
    return Taken()


def take_withdrawals(survey: Survey, read: ReadPackage) -> Taken:
    """Learn of withdrawals; the leaves are destroyed at the end of the merge."""
    return _take_revisions(survey, read)


def keep_receipts(survey: Survey, receipts: Sequence[SignedText]) -> None:
    """Check the city's signature on receipts and keep what is confirmed."""
    office = office_key(survey)
    for text in receipts:
        if not crypto.signature_holds(office, crypto.RECEIPT, text.body.encode(), text.signature):
            raise SurveyError("exchange.bad-receipt")
        try:
            plain = parse_document(text.body, _RECEIPT_SHAPE)
            device, head = bytes_of_hex(plain["device"], 16), bytes_of_hex(plain["head"], 32)
        except ValueError as trouble:
            raise SurveyError("exchange.bad-receipt") from trouble
        if plain["survey"] != survey.info.survey_id:
            raise SurveyError("exchange.bad-receipt")
        receipt_id = crypto.digest(text.body.encode())
        made = Receipt(
            receipt_id, device, plain["number"], text.body, text.signature, plain["at"], "in"
        )
        write_receipt(survey.store, made)
        place = Confirmation(
            device, plain["epoch"], plain["up_to"], head, receipt_id, survey.clock.iso()
        )
        parts = plain["x"].get("parts", [])
        if not isinstance(parts, list):
            raise SurveyError("exchange.bad-receipt")
        confirm_parts(survey.store, [str(one) for one in parts])
        if receipt_id == _newest(survey, device, plain["epoch"]):
            _confirm(survey, place)


def enforce_withdrawals(survey: Survey) -> int:
    """Destroy whatever of withdrawn interviews is still here; gives how many of them it was."""
    destroyed = 0
    for withdrawal in read_withdrawals(survey.store):
        if withdrawal.done_at is None or has_leaves(survey.store, withdrawal.iid):
            withdraw_here(survey, withdrawal)
            destroyed += 1
    return destroyed


def forget_withdrawn(survey: Survey) -> None:
    """After the transaction: empty the log, and replace backups that still hold the leaves."""
    fold_log(survey.store)
    renew_backups(survey.store, survey.clock.iso())


def withdraw_here(survey: Survey, withdrawal: Withdrawal) -> int:
    """Destroy leaves, drafts, attachments and the ciphertexts that held them, in this file."""
    store = survey.store
    leaves = destroy_leaves(store, withdrawal.iid)
    destroy_interview_traces(store, withdrawal.iid)
    destroy_ciphertext(store, packages_of_interview(store, withdrawal.iid))
    write_withdrawal(store, replace(withdrawal, done_at=survey.clock.iso()))
    return leaves


def _take_revisions(survey: Survey, read: ReadPackage) -> Taken:
    revisions = read.content.revisions
    # A laptop sends everything unconfirmed again: what is whole here needs no second opening.
    whole = whole_revisions(survey.store, [one.rev_id for one in revisions])
    wanted = _open_all(survey, [one for one in revisions if one.rev_id not in whole])
    for revision in wanted:
        survey.clock.receive(revision.header.hlc)
    sha, now = read.envelope.sha, survey.clock.iso()
    inserted = insert_revisions(survey.store, wanted, sha, now)
    if inserted.known:
        restore_leaves(survey.store, wanted)
    for revision in revisions:
        if revision.header.kind == WITHDRAW:
            asked = revision.header.at
            code = Withdrawal(revision.header.iid, b"", asked, revision.rev_id)
            write_withdrawal(survey.store, code)
    fresh = set(inserted.new)
    new = frozenset(one.header.iid for one in revisions if one.rev_id in fresh)
    return Taken(new, frozenset(one.header.iid for one in revisions) - new)


def _open_all(survey: Survey, revisions: Sequence[Revision]) -> list[Revision]:
    """At the city, leaves are opened; elsewhere they stay sealed."""
    if survey.info.role != CITY:
        return list(revisions)
    identities = own_keys(survey).identities
    opened: list[Revision] = []
    room = limits.OPENED
    for revision in revisions:
        one = revision
        if revision.sealed is not None:
            one = open_leaves(revision, identities)
            require_leaves(one)
            room -= len(one.closed_text or "") + len(one.free_text or "")
        if room < 0:
            raise SurveyError("exchange.bomb")
        opened.append(one)
    return opened


def _newest(survey: Survey, device_id: bytes, epoch: int) -> bytes:
    """The newest receipt counts, not the highest: an office that lost data must get it again."""
    told = [
        one
        for one in read_receipts(survey.store, device_id)
        if parse_document(one.body, _RECEIPT_SHAPE)["epoch"] == epoch
    ]
    return max(told, key=lambda one: (one.made_at, one.number, one.receipt_id)).receipt_id


def _confirm(survey: Survey, place: Confirmation) -> None:
    if place.device_id == survey.device_id and place.up_to:
        ours = read_revision(survey.store, place.head)
        if ours is None:
            # A copy of this laptop reached the city first: nothing of ours is confirmed by that.
            survey.note("receipt-for-a-copy", {"up_to": place.up_to, "head": place.head.hex()})
            return
    write_confirmation(survey.store, place)


def _keep_parts(survey: Survey, content: Content) -> int:
    parts = [blob for blob in content.blobs if blob.kind == PART]
    now = survey.clock.iso()
    for blob in parts:
        iid, path, media = _place_of(blob)
        made = Attachment(
            blob.hash, iid, path, media, len(blob.content), blob.content, "received", now
        )
        write_attachment(survey.store, made)
    return len(parts)


def _place_of(part: Blob) -> tuple[str, str, str]:
    """Which interview and question an attachment belongs to, and what kind of file it is."""
    meta = part.meta
    texts = [meta.get(name) for name in ("iid", "path", "media")]
    iid, path, media = (one if isinstance(one, str) else "" for one in texts)
    fits = _IID.fullmatch(iid) and 0 < len(path) <= limits.PATH and _MEDIA.fullmatch(media)
    if len(meta) != len(texts) or not fits or len(part.content) > limits.PART:
        raise SurveyError("exchange.bad-part", hash=part.hash.hex()[:8])
    return iid, path, media
