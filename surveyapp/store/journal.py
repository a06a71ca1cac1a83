"""The journal: everything done to a survey, each entry chained by hash to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveyapp.store.database import Database, Row


@dataclass(frozen=True)
class Entry:
    """One thing done: when (UTC, ISO), by whom, on which device, what, with which details."""

    number: int
    at: str
    operator_id: str
    device_id: bytes
    action: str
    detail: Mapping[str, Any]


def append_entry(
    store: Database, at: str, author: tuple[str, bytes], action: str, detail: Mapping[str, Any]
) -> None:
    """Add an entry; ``author`` is (operator id, device id)."""
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True, allow_nan=False)
    with store.transaction():
        last = store.row("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
        number, previous = (last["number"] + 1, last["hash"]) if last else (1, bytes(32))
        digest = _hash(number, at, author, (action, text), previous)
        store.execute(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, at, *author, action, text, previous, digest),
        )


def read_entries(store: Database, limit: int = 1000) -> list[Entry]:
    """The newest entries first."""
    rows = store.rows("SELECT * FROM journal ORDER BY number DESC LIMIT ?", (limit,))
    return [_entry(row) for row in rows]


def last_entry(store: Database, action: str = "") -> Entry | None:
    """The newest entry of an action, or of any."""
    row = store.row(
        "SELECT * FROM journal WHERE ? = '' OR action = ? ORDER BY number DESC LIMIT 1",
        (action, action),
    )
    return _entry(row) if row else None


def newest_entries(store: Database, action: str, limit: int) -> list[Entry]:
    """The newest entries of an action."""
    rows = store.rows(
        "SELECT * FROM journal WHERE action = ? ORDER BY number DESC LIMIT ?", (action, limit)
    )
    return [_entry(row) for row in rows]


def first_broken_entry(store: Database) -> int | None:
    """The number of the first entry whose hash does not fit, or ``None`` if the chain holds."""
    previous = bytes(32)
    for row in store.rows("SELECT * FROM journal ORDER BY number"):
        author = (row["operator_id"], row["device_id"])
        expected = _hash(row["number"], row["at"], author, (row["action"], row["detail"]), previous)
        if row["previous"] != previous or row["hash"] != expected:
            return row["number"]
        previous = expected
    return None


def _hash(
    number: int, at: str, author: tuple[str, bytes], act: tuple[str, str], previous: bytes
) -> bytes:
    parts = [number, at, author[0], author[1].hex(), *act, previous.hex()]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).digest()


def _entry(row: Row) -> Entry:
    return Entry(
        row["number"],
        row["at"],
        row["operator_id"],
        row["device_id"],
        row["action"],
        json.loads(row["detail"]),
    )
