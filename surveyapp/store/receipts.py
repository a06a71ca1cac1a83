"""Receipts and what they confirm, withdrawals, attachments: rows of what travels with packages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from surveyapp.store.database import Database, Row


@dataclass(frozen=True)
class Receipt:
    """An office's signed word on what has arrived from a device."""

    receipt_id: bytes
    device_id: bytes
    number: int
    body: str
    signature: bytes
    made_at: str
    direction: str


@dataclass(frozen=True)
class Confirmation:
    """Up to which number an office has confirmed a device's revisions."""

    device_id: bytes
    epoch: int
    up_to: int
    head: bytes
    receipt_id: bytes
    at: str


@dataclass(frozen=True)
class Withdrawal:
    """A respondent's withdrawal: leaves are destroyed wherever it is known."""

    iid: str
    code_hash: bytes
    asked_at: str
    rev_id: bytes | None = None
    done_at: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A photo or the like, sealed to the offices; ``hash`` names the sealed bytes."""

    hash: bytes
    iid: str
    path: str
    media_type: str
    size: int
    sealed: bytes | None
    state: str
    added_at: str


def write_receipt(store: Database, receipt: Receipt) -> None:
    """Keep a receipt; the same again changes nothing."""
    store.execute(
        "INSERT OR IGNORE INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            receipt.receipt_id,
            receipt.device_id,
            receipt.number,
            receipt.body,
            receipt.signature,
            receipt.made_at,
            receipt.direction,
        ),
    )


def read_receipts(store: Database, device_id: bytes | None = None) -> list[Receipt]:
    """Receipts for a device, or all, in order."""
    rows = store.rows(
        "SELECT * FROM receipt WHERE ? IS NULL OR device_id = ? ORDER BY device_id, number",
        (device_id, device_id),
    )
    return [Receipt(*row) for row in rows]


def last_receipt_number(store: Database, device_id: bytes) -> int:
    """The highest number of a device's receipts; 0 where there is none."""
    return store.value(
        "SELECT coalesce(max(number), 0) FROM receipt WHERE device_id = ?", (device_id,)
    )


def write_confirmation(store: Database, confirmation: Confirmation) -> None:
    """Keep what the newest receipt says of a device's epoch."""
    store.execute(
        "INSERT OR REPLACE INTO confirmation VALUES (?, ?, ?, ?, ?, ?)", astuple(confirmation)
    )


def read_confirmation(store: Database, device_id: bytes, epoch: int) -> Confirmation | None:
    """What has been confirmed of a device's epoch."""
    row = store.row(
        "SELECT * FROM confirmation WHERE device_id = ? AND epoch = ?", (device_id, epoch)
    )
    return Confirmation(*row) if row else None


def write_withdrawal(store: Database, withdrawal: Withdrawal) -> None:
    """Keep a withdrawal or say more about it."""
    store.execute(
        "INSERT INTO withdrawal VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET rev_id = coalesce(rev_id, excluded.rev_id),"
        " done_at = coalesce(done_at, excluded.done_at)",
        (
            withdrawal.iid,
            withdrawal.code_hash,
            withdrawal.asked_at,
            withdrawal.rev_id,
            withdrawal.done_at,
        ),
    )


def read_withdrawals(store: Database) -> list[Withdrawal]:
    """Every withdrawal, the oldest first."""
    rows = store.rows("SELECT * FROM withdrawal ORDER BY asked_at, iid")
    return [Withdrawal(*row) for row in rows]


def interview_of_withdrawal_code(store: Database, code_hash: bytes) -> str | None:
    """The interview whose revisions carry the hash of this code."""
    return store.value(
        "SELECT iid FROM revision WHERE json_extract(header, '$.x.withdraw') = ? LIMIT 1",
        (code_hash.hex(),),
    )


def has_leaves(store: Database, iid: str) -> bool:
    """Whether anything of an interview's answers is still here."""
    return bool(
        store.value(
            "SELECT EXISTS (SELECT 1 FROM revision WHERE iid = ?"
            " AND (closed IS NOT NULL OR free IS NOT NULL OR sealed IS NOT NULL))",
            (iid,),
        )
    )


def destroy_interview_traces(store: Database, iid: str) -> None:
    """Remove what else an interview left here: draft, paradata, attachments' bytes."""
    with store.transaction():
        store.execute("DELETE FROM answer_event WHERE iid = ?", (iid,))
        store.execute("DELETE FROM draft_answer WHERE iid = ?", (iid,))
        store.execute("DELETE FROM draft WHERE iid = ?", (iid,))
        store.execute("DELETE FROM keying WHERE iid = ?", (iid,))
        store.execute(
            "UPDATE attachment SET sealed = NULL, state = 'withdrawn' WHERE iid = ?", (iid,)
        )


def write_attachment(store: Database, attachment: Attachment) -> None:
    """Keep a sealed attachment; one that is here already is left as it is."""
    store.execute(
        "INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            attachment.hash,
            attachment.iid,
            attachment.path,
            attachment.media_type,
            attachment.size,
            attachment.sealed,
            attachment.state,
            attachment.added_at,
        ),
    )


def read_unconfirmed_attachments(store: Database, device_id: bytes) -> list[Attachment]:
    """Attachments of a device's interviews that no receipt has named yet."""
    rows = store.rows(
        "SELECT * FROM attachment WHERE sealed IS NOT NULL AND state <> 'confirmed'"
        " AND iid IN (SELECT iid FROM revision WHERE device_id = ?) ORDER BY hash",
        (device_id,),
    )
    return [_attachment(row) for row in rows]


def received_parts(store: Database, device_id: bytes) -> list[str]:
    """Hashes of the attachments that have arrived for a device's interviews."""
    rows = store.rows(
        "SELECT hash FROM attachment WHERE state IN ('received', 'withdrawn')"
        " AND iid IN (SELECT iid FROM revision WHERE device_id = ?) ORDER BY hash",
        (device_id,),
    )
    return [row[0].hex() for row in rows]


def confirm_parts(store: Database, hashes: Iterable[str]) -> None:
    """Note that the city has these attachments."""
    store.execute_many(
        "UPDATE attachment SET state = 'confirmed' WHERE hex(hash) = upper(?) AND state = 'kept'",
        [(digest,) for digest in hashes],
    )


def _attachment(row: Row) -> Attachment:
    return Attachment(*row)
