"""Photos and the like as rows: plain while their interview is open, sealed once it is finished.

A sealed one is named by the hash of its sealed bytes, which is what packages carry and receipts
name; the answer in the interview names the hash of what was attached (``photos.answer_of``).
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

from surveyapp.store.database import Database
from surveyapp.store.receipts import Attachment, write_attachment

KEPT, PLAIN = "kept", "plain"
"""States of what was made here: sealed to the offices, or in an office that has no keys yet."""

__all__ = ["KEPT", "PLAIN", "Attachment", "DraftAttachment", "write_attachment"]


@dataclass(frozen=True)
class DraftAttachment:
    """What was attached to a question of an interview in progress; ``hash`` names the content."""

    hash: bytes
    iid: str
    path: str
    name: str
    media_type: str
    size: int
    content: bytes
    thumbnail: bytes
    added_at: str


def add_attachment(store: Database, attachment: DraftAttachment) -> None:
    """Keep what was attached to a question, beside what was attached before."""
    marks = ", ".join("?" * 9)
    store.execute(f"INSERT OR REPLACE INTO draft_attachment VALUES ({marks})", astuple(attachment))


def read_draft_attachments(store: Database, iid: str) -> list[DraftAttachment]:
    """What is attached to an interview in progress, with its content."""
    rows = store.rows("SELECT * FROM draft_attachment WHERE iid = ? ORDER BY path", (iid,))
    return [DraftAttachment(*row) for row in rows]


def read_thumbnails(store: Database, iid: str) -> list[DraftAttachment]:
    """The same without the content, which may be large."""
    rows = store.rows(
        "SELECT hash, iid, path, name, media_type, size, x'', thumbnail, added_at"
        " FROM draft_attachment WHERE iid = ? ORDER BY path",
        (iid,),
    )
    return [DraftAttachment(*row) for row in rows]


def delete_draft_attachments(store: Database, iid: str, path: str, keep: bytes = b"") -> None:
    """Take what is attached to a question off, but for one."""
    store.execute(
        "DELETE FROM draft_attachment WHERE iid = ? AND path = ? AND hash <> ?", (iid, path, keep)
    )


def size_of_drafts(store: Database, iid: str, *, without: str = "") -> int:
    """Bytes attached to an interview in progress, leaving out one question."""
    found = store.value(
        "SELECT coalesce(sum(size), 0) FROM draft_attachment WHERE iid = ? AND path <> ?",
        (iid, without),
    )
    return int(found)


def read_attachment(store: Database, digest: bytes) -> Attachment | None:
    """One attachment of a finished interview, as it is kept here."""
    row = store.row("SELECT * FROM attachment WHERE hash = ?", (digest,))
    return Attachment(*row) if row else None


def list_attachments(store: Database, iid: str = "") -> list[Attachment]:
    """Attachments of one finished interview or of all, without their bytes."""
    rows = store.rows(
        "SELECT hash, iid, path, media_type, size, NULL, state, added_at FROM attachment"
        " WHERE ? = '' OR iid = ? ORDER BY iid, path",
        (iid, iid),
    )
    return [Attachment(*row) for row in rows]
