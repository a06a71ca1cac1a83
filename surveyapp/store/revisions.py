"""The append-only log of revisions. Nothing in it is ever overwritten but a withdrawn leaf."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from surveyapp.errors import SurveyError
from surveyapp.revisions import NOTHING_BEFORE, Header, Revision, verify_revision
from surveyapp.store.database import Database, Row
from surveyapp.store.drafts import write_withdrawal_codes
from surveyapp.store.interviews import rebuild_interviews
from surveyapp.store.questionnaires import freeze_methods

_AT_ONCE = 500
_HASH = re.compile("[0-9a-f]{64}")
_OF_DEVICE = "device_id = ? AND epoch = ?"


@dataclass(frozen=True)
class Inserted:
    """What an insertion did: the ids that were new, and how many were here already."""

    new: tuple[bytes, ...]
    known: int
    forks: int
    """Places of devices' chains that more than one revision claims, in the whole log."""


@dataclass(frozen=True)
class Fork:
    """Two revisions in one place of a device's chain: a cloned laptop or a copied file."""

    device_id: bytes
    epoch: int
    seq: int
    rev_ids: tuple[bytes, ...]
    noticed_at: str
    settled_at: str | None
    settled_by: str | None


@dataclass(frozen=True)
class Damage:
    """A stored revision that no longer fits its hashes; ``parts`` as ``verify_revision`` says."""

    rev_id: bytes
    iid: str
    parts: tuple[str, ...]


def next_place(store: Database, device_id: bytes, epoch: int) -> tuple[int, bytes]:
    """Number and predecessor of the next revision that this device makes."""
    row = store.row(
        f"SELECT device_seq, rev_id FROM revision WHERE {_OF_DEVICE}"
        " ORDER BY device_seq DESC, hlc DESC, rev_id DESC LIMIT 1",
        (device_id, epoch),
    )
    return (row["device_seq"] + 1, row["rev_id"]) if row else (1, NOTHING_BEFORE)


def append_revision(store: Database, revision: Revision, at: str) -> None:
    """Add a revision made here in its place: numbers have no gap and the chain holds."""
    header = revision.header
    with store.transaction():
        seq, previous = next_place(store, header.device, header.epoch)
        if (header.seq, header.previous) != (seq, previous):
            raise SurveyError("fieldwork.out-of-place", seq=header.seq, expected=seq)
        _write(store, [revision], None, at)
        rebuild_interviews(store, at, {header.iid})


def insert_revisions(
    store: Database, revisions: Iterable[Revision], arrived_in: bytes | None, at: str
) -> Inserted:
    """Add those that are not here yet, and bring interviews, conflicts and forks up to date.

    The same revisions again change nothing, in whatever order and company they come.
    """
    offered = {revision.rev_id: revision for revision in revisions}
    with store.transaction():
        known = known_revisions(store, offered)
        new = [revision for rev_id, revision in offered.items() if rev_id not in known]
        _write(store, new, arrived_in, at)
        rebuild_interviews(store, at, {one.header.iid for one in new})
        forks = _note_forks(store, at)
    return Inserted(tuple(one.rev_id for one in new), len(known), forks)


def known_revisions(store: Database, rev_ids: Iterable[bytes]) -> set[bytes]:
    """Those of the ids that are here."""
    found: set[bytes] = set()
    for some in batches(rev_ids):
        marks = ",".join("?" * len(some))
        rows = store.rows(f"SELECT rev_id FROM revision WHERE rev_id IN ({marks})", some)
        found.update(row[0] for row in rows)
    return found


def count_revisions(store: Database) -> int:
    """How many revisions are here."""
    return store.value("SELECT count(*) FROM revision")


def newest_stamp(store: Database, device_id: bytes) -> int:
    """The highest stamp of a device's revisions; 0 where it made none."""
    return store.value("SELECT max(hlc) FROM revision WHERE device_id = ?", (device_id,)) or 0


def missing_parents(store: Database) -> tuple[bytes, ...]:
    """Parents that revisions here name and that have not arrived."""
    rows = store.rows(
        "SELECT DISTINCT parent_id FROM revision_parent"
        " WHERE parent_id NOT IN (SELECT rev_id FROM revision) ORDER BY parent_id"
    )
    return tuple(row[0] for row in rows)


def read_revision(store: Database, rev_id: bytes) -> Revision | None:
    """One revision by its id."""
    row = store.row("SELECT * FROM revision WHERE rev_id = ?", (rev_id,))
    return _revision(row) if row else None


def read_revisions(store: Database, iid: str) -> tuple[Revision, ...]:
    """Every revision of an interview, as their clocks order them."""
    rows = store.rows("SELECT * FROM revision WHERE iid = ? ORDER BY hlc, rev_id", (iid,))
    return tuple(map(_revision, rows))


def read_device_revisions(
    store: Database, device_id: bytes, epoch: int, after: int = 0
) -> tuple[Revision, ...]:
    """What a device made in an epoch above a number, in order: the content of a package."""
    rows = store.rows(
        f"SELECT * FROM revision WHERE {_OF_DEVICE} AND device_seq > ? ORDER BY device_seq, rev_id",
        (device_id, epoch, after),
    )
    return tuple(map(_revision, rows))


def read_device_numbers(store: Database, device_id: bytes, epoch: int) -> tuple[int, ...]:
    """The numbers that are here of a device's epoch, ascending: gaps show what is missing."""
    rows = store.rows(
        f"SELECT DISTINCT device_seq FROM revision WHERE {_OF_DEVICE} ORDER BY device_seq",
        (device_id, epoch),
    )
    return tuple(row[0] for row in rows)


def read_head_revisions(store: Database, form_id: str = "", wave: str = "") -> tuple[Revision, ...]:
    """The (provisional) head of every interview of a form and wave, by iid; empty means all."""
    rows = store.rows(
        "SELECT r.* FROM interview AS i JOIN revision AS r ON r.rev_id = i.head"
        " WHERE (? = '' OR i.form_id = ?) AND (? = '' OR i.wave = ?) ORDER BY i.iid",
        (form_id, form_id, wave, wave),
    )
    return tuple(map(_revision, rows))


def open_sealed(store: Database, opened: Iterable[Revision]) -> int:
    """Put the leaves of revisions that came sealed where the office can read them."""
    return store.execute_many(
        "UPDATE revision SET closed = ?, free = ?, sealed = NULL"
        " WHERE rev_id = ? AND withdrawn = 0 AND sealed IS NOT NULL",
        [(_blob(one.closed_text), _blob(one.free_text), one.rev_id) for one in opened],
    )


def destroy_leaves(store: Database, iid: str) -> int:
    """Destroy every leaf of an interview; ids, headers and hashes stay (withdrawal)."""
    return store.execute(
        "UPDATE revision SET closed = NULL, free = NULL, sealed = NULL, withdrawn = 1"
        " WHERE iid = ?",
        (iid,),
    ).rowcount


def find_damage(store: Database, newest: int = 0, schema: str = "main") -> tuple[Damage, ...]:
    """Re-hash every revision, or the ``newest`` ones, and name those that do not fit.

    ``PRAGMA integrity_check`` does not see a changed letter; this does.
    """
    limit = f" ORDER BY rowid DESC LIMIT {newest:d}" if newest else ""
    return _damage_in(store.execute(f"SELECT * FROM {schema}.revision{limit}"))


def hash_portions(store: Database, at_once: int) -> Generator[tuple[Damage, ...]]:
    """Re-hash every revision, so many at a time: what else waits can go in between."""
    last = 0
    while True:
        rows = store.rows(
            "SELECT * FROM revision WHERE rowid > ? ORDER BY rowid LIMIT ?", (last, at_once)
        )
        if not rows:
            return
        last = store.value("SELECT rowid FROM revision WHERE rev_id = ?", (rows[-1]["rev_id"],))
        yield _damage_in(rows)


def _damage_in(rows: Iterable[Row]) -> tuple[Damage, ...]:
    checked = ((row, _damaged_parts(row)) for row in rows)
    return tuple(Damage(row["rev_id"], row["iid"], parts) for row, parts in checked if parts)


def read_forks(store: Database) -> tuple[Fork, ...]:
    """Every fork, the unsettled ones first."""
    rows = store.rows("SELECT * FROM fork ORDER BY settled_at IS NOT NULL, noticed_at, device_seq")
    return tuple(
        Fork(
            row["device_id"],
            row["epoch"],
            row["device_seq"],
            tuple(bytes.fromhex(rev_id) for rev_id in json.loads(row["rev_ids"])),
            row["noticed_at"],
            row["settled_at"],
            row["settled_by"],
        )
        for row in rows
    )


def settle_fork(store: Database, fork: Fork, operator_id: str, at: str) -> None:
    """Note that a person has looked at a fork and decided."""
    store.execute(
        f"UPDATE fork SET settled_at = ?, settled_by = ? WHERE {_OF_DEVICE} AND device_seq = ?",
        (at, operator_id, fork.device_id, fork.epoch, fork.seq),
    )


def batches(values: Iterable[bytes] | Iterable[str]) -> Iterator[tuple[bytes | str, ...]]:
    """Portions that fit one statement's parameters."""
    listed = list(values)
    for first in range(0, len(listed), _AT_ONCE):
        yield tuple(listed[first : first + _AT_ONCE])


def _write(store: Database, revisions: list[Revision], arrived_in: bytes | None, at: str) -> None:
    marks = ", ".join("?" * 19)
    store.execute_many(
        f"INSERT INTO revision VALUES ({marks})",
        [_values(revision, arrived_in, at) for revision in revisions],
    )
    freeze_methods(store, {one.header.form for one in revisions}, at)
    write_withdrawal_codes(
        store,
        [
            (one.header.iid, bytes.fromhex(one.header.extra["withdraw"]))
            for one in revisions
            if _HASH.fullmatch(str(one.header.extra.get("withdraw", "")))
        ],
    )
    store.execute_many(
        "INSERT INTO revision_parent VALUES (?, ?)",
        [(one.rev_id, parent) for one in revisions for parent in set(one.header.parents)],
    )


def _values(revision: Revision, arrived_in: bytes | None, at: str) -> tuple[object, ...]:
    return (
        revision.rev_id,
        *_copied(revision.header),
        revision.header_text,
        revision.closed_hash,
        revision.free_hash,
        _blob(revision.closed_text),
        _blob(revision.free_text),
        revision.sealed,
        int(revision.withdrawn),
        arrived_in,
        at,
    )


def _copied(header: Header) -> tuple[object, ...]:
    """What the columns repeat of the header, in their order."""
    return (
        header.iid,
        header.device,
        header.epoch,
        header.seq,
        header.hlc,
        header.author,
        header.kind,
        header.questionnaire,
        header.previous,
    )


def _damaged_parts(row: Row) -> tuple[str, ...]:
    try:
        revision = _revision(row)
        parts = verify_revision(revision)
        # The columns repeat the header for searching; a changed column misleads as well.
        if parts or _copied(revision.header) == tuple(row[1:10]):
            return parts
    except (ValueError, AttributeError):
        return ("text",)
    return ("columns",)


def _note_forks(store: Database, at: str) -> int:
    rows = store.rows(
        "SELECT device_id, epoch, device_seq, group_concat(hex(rev_id)) AS ids FROM revision"
        " GROUP BY device_id, epoch, device_seq HAVING count(*) > 1"
    )
    store.execute_many(
        "INSERT INTO fork (device_id, epoch, device_seq, rev_ids, noticed_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET rev_ids = excluded.rev_ids, settled_at = NULL, settled_by = NULL"
        " WHERE rev_ids <> excluded.rev_ids",
        [(*tuple(row)[:3], _sorted_ids(row["ids"]), at) for row in rows],
    )
    return len(rows)


def _sorted_ids(joined: str) -> str:
    return json.dumps(sorted(joined.lower().split(",")))


def _blob(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _revision(row: Row) -> Revision:
    closed, free = row["closed"], row["free"]
    return Revision(
        row["rev_id"],
        row["header"],
        row["closed_hash"],
        row["free_hash"],
        None if closed is None else closed.decode(),
        None if free is None else free.decode(),
        row["sealed"],
        bool(row["withdrawn"]),
        row["arrived_in"],
        row["arrived_at"],
    )
