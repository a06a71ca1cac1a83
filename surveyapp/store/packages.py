"""Packages sent and received, cursors of devices, and what lies in quarantine, as rows."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from surveyapp.revisions import Revision
from surveyapp.store.database import Database, Row

OUT, IN = "out", "in"
_COLUMNS = ", ".join("?" * 18)


@dataclass(frozen=True)
class PackageRow:
    """One package: header and signature stay for ever, the ciphertext unless withdrawn.

    ``state``: written, merged, applied, kept (to be relayed, not readable here), or withdrawn.
    """

    sha: bytes
    direction: str
    kind: str
    device_id: bytes
    epoch: int
    number: int
    first: int
    last: int
    previous: bytes
    header: str
    signature: bytes
    cipher_hash: bytes
    ciphertext: bytes | None
    name: str
    size: int
    at: str
    state: str
    summary: Mapping[str, Any]


@dataclass(frozen=True)
class Cursor:
    """How far a device's revisions are here without a gap, and the highest number seen."""

    device_id: bytes
    epoch: int
    contiguous: int
    highest: int
    head: bytes


@dataclass(frozen=True)
class Quarantined:
    """A file that was refused, kept with the reason for a person to judge."""

    sha: bytes
    name: str
    code: str
    parameters: Mapping[str, Any]
    size: int
    at: str
    released_at: str | None


@contextmanager
def whole_or_nothing(store: Database) -> Generator[None]:
    """A part of a transaction that can fail by itself without undoing the rest."""
    store.execute("SAVEPOINT package_content")
    try:
        yield
    except BaseException:
        store.execute("ROLLBACK TO package_content")
        raise
    finally:
        store.execute("RELEASE package_content")


def write_package(store: Database, package: PackageRow, rev_ids: Iterable[bytes]) -> None:
    """Record a package with the revisions that it covers, in their order."""
    with store.transaction():
        store.execute(
            f"INSERT OR REPLACE INTO package VALUES ({_COLUMNS})",
            (
                package.sha,
                package.direction,
                package.kind,
                package.device_id,
                package.epoch,
                package.number,
                package.first,
                package.last,
                package.previous,
                package.header,
                package.signature,
                package.cipher_hash,
                package.ciphertext,
                package.name,
                package.size,
                package.at,
                package.state,
                json.dumps(dict(package.summary), ensure_ascii=False, sort_keys=True),
            ),
        )
        store.execute_many(
            "INSERT OR REPLACE INTO package_revision VALUES (?, ?, ?)",
            [(package.sha, position, rev_id) for position, rev_id in enumerate(rev_ids)],
        )


def read_package_row(store: Database, sha: bytes) -> PackageRow | None:
    """One package, with its ciphertext."""
    row = store.row("SELECT * FROM package WHERE sha = ?", (sha,))
    return _package(row) if row else None


def read_package_rows(store: Database, direction: str = "", kind: str = "") -> list[PackageRow]:
    """Packages in the order they were sent or came, without ciphertext."""
    rows = store.rows(
        "SELECT sha, direction, kind, device_id, epoch, number, first_seq, last_seq, previous,"
        " header, signature, cipher_hash, NULL, name, size, at, state, summary FROM package"
        " WHERE (? = '' OR direction = ?) AND (? = '' OR kind = ?) ORDER BY at, rowid",
        (direction, direction, kind, kind),
    )
    return [_package(row) for row in rows]


def last_package(store: Database, device_id: bytes, epoch: int) -> PackageRow | None:
    """The package with the highest number of a sender and epoch."""
    row = store.row(
        "SELECT * FROM package WHERE device_id = ? AND epoch = ? ORDER BY number DESC LIMIT 1",
        (device_id, epoch),
    )
    return _package(row) if row else None


def read_package_revisions(store: Database, sha: bytes) -> tuple[bytes, ...]:
    """The revision ids that a package covers, in their order."""
    rows = store.rows("SELECT rev_id FROM package_revision WHERE sha = ? ORDER BY position", (sha,))
    return tuple(row[0] for row in rows)


def packages_of_interview(store: Database, iid: str) -> tuple[bytes, ...]:
    """The packages that carried a revision of an interview."""
    rows = store.rows(
        "SELECT DISTINCT p.sha FROM package_revision AS p JOIN revision AS r"
        " ON r.rev_id = p.rev_id WHERE r.iid = ? ORDER BY p.sha",
        (iid,),
    )
    return tuple(row[0] for row in rows)


def interviews_of_package(store: Database, sha: bytes) -> int:
    """How many interviews a package carried revisions of."""
    return store.value(
        "SELECT count(DISTINCT r.iid) FROM package_revision AS p JOIN revision AS r"
        " ON r.rev_id = p.rev_id WHERE p.sha = ?",
        (sha,),
    )


def restore_leaves(store: Database, revisions: Iterable[Revision]) -> int:
    """Fill leaves that were missing here, unless the interview is withdrawn."""
    return store.execute_many(
        "UPDATE revision SET closed = ?, free = ?, sealed = ?, withdrawn = 0 WHERE rev_id = ?"
        " AND closed IS NULL AND free IS NULL AND sealed IS NULL"
        " AND iid NOT IN (SELECT iid FROM withdrawal)",
        [
            (_blob(one.closed_text), _blob(one.free_text), one.sealed, one.rev_id)
            for one in revisions
            if not one.withdrawn
        ],
    )


def whole_revisions(store: Database, rev_ids: Sequence[bytes]) -> set[bytes]:
    """Those of the ids that are here with their leaves, open or sealed."""
    listed = json.dumps([rev_id.hex().upper() for rev_id in rev_ids])
    rows = store.rows(
        "SELECT r.rev_id FROM json_each(?) AS e JOIN revision AS r ON r.rev_id = unhex(e.value)"
        " WHERE r.closed IS NOT NULL OR r.sealed IS NOT NULL",
        (listed,),
    )
    return {row[0] for row in rows}


def destroy_ciphertext(store: Database, shas: Iterable[bytes]) -> int:
    """Destroy the ciphertext of packages; header, ids and signature stay (withdrawal)."""
    return store.execute_many(
        "UPDATE package SET ciphertext = NULL, state = 'withdrawn'"
        " WHERE sha = ? AND ciphertext IS NOT NULL",
        [(sha,) for sha in shas],
    )


def package_numbers(store: Database, device_id: bytes, epoch: int) -> tuple[int, ...]:
    """The numbers of a device's packages that are known here, ascending."""
    rows = store.rows(
        "SELECT DISTINCT number FROM package WHERE device_id = ? AND epoch = ? ORDER BY number",
        (device_id, epoch),
    )
    return tuple(row[0] for row in rows)


def write_cursor(store: Database, cursor: Cursor) -> None:
    """Keep how far a device has arrived."""
    store.execute(
        "INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?, ?)",
        (cursor.device_id, cursor.epoch, cursor.contiguous, cursor.highest, cursor.head),
    )


def read_cursors(store: Database) -> list[Cursor]:
    """How far every device has arrived."""
    return [
        Cursor(*row)
        for row in store.rows(
            "SELECT device_id, epoch, contiguous, highest, head FROM cursor"
            " ORDER BY device_id, epoch"
        )
    ]


def read_epochs(store: Database) -> list[tuple[bytes, int]]:
    """Every device and epoch of which there are revisions here."""
    rows = store.rows("SELECT DISTINCT device_id, epoch FROM revision ORDER BY device_id, epoch")
    return [(row[0], row[1]) for row in rows]


def write_quarantine(store: Database, entry: Quarantined, content: bytes) -> None:
    """Keep a refused file with the reason; the same file again changes nothing."""
    store.execute(
        "INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (
            entry.sha,
            entry.name,
            entry.code,
            json.dumps(dict(entry.parameters), ensure_ascii=False, sort_keys=True),
            content,
            entry.at,
        ),
    )


def read_quarantine(store: Database) -> list[Quarantined]:
    """What was refused, the newest first."""
    rows = store.rows(
        "SELECT sha, name, code, parameters, length(bytes), at, released_at FROM quarantine"
        " ORDER BY at DESC, rowid DESC"
    )
    return [Quarantined(r[0], r[1], r[2], json.loads(r[3]), r[4], r[5], r[6]) for r in rows]


def quarantined_bytes(store: Database, sha: bytes) -> bytes | None:
    """A refused file, byte for byte."""
    return store.value("SELECT bytes FROM quarantine WHERE sha = ?", (sha,))


def release_quarantined(store: Database, sha: bytes, at: str) -> None:
    """Note that a person let a refused file in."""
    store.execute("UPDATE quarantine SET released_at = ? WHERE sha = ?", (at, sha))


def _blob(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _package(row: Row) -> PackageRow:
    plain = tuple(row)
    return PackageRow(*plain[:17], summary=json.loads(plain[17]))
