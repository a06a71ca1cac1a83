"""First keyings of paper forms and completed quota cells, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from surveyapp.store.database import Database, Row


@dataclass(frozen=True)
class Keying:
    """What was keyed the first time, by path as JSON values."""

    iid: str
    unit_id: str
    questionnaire: str
    surveyor: str
    answers: Mapping[str, Any]
    counts: Mapping[str, int]
    selection: Mapping[str, Any]
    at: str


def write_keying(store: Database, keying: Keying) -> None:
    """Keep a first keying."""
    store.execute(
        "INSERT INTO keying VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            keying.iid,
            keying.unit_id,
            keying.questionnaire,
            keying.surveyor,
            json.dumps(dict(keying.answers), ensure_ascii=False),
            json.dumps(dict(keying.counts)),
            json.dumps(dict(keying.selection), ensure_ascii=False),
            keying.at,
        ),
    )


def read_keying(store: Database, iid: str) -> Keying | None:
    """The first keying of a form, if there is one."""
    row = store.row("SELECT * FROM keying WHERE iid = ?", (iid,))
    return _keying(row) if row else None


def read_keyings(store: Database) -> list[Keying]:
    """Every first keying that waits for the second, the oldest first."""
    return [_keying(row) for row in store.rows("SELECT * FROM keying ORDER BY at, iid")]


def forget_keying(store: Database, iid: str) -> None:
    """Remove a first keying; ``secure_delete`` overwrites it."""
    store.execute("DELETE FROM keying WHERE iid = ?", (iid,))


def add_done(store: Database, cell_ids: Iterable[str]) -> None:
    """Count one more completed interview in these cells."""
    store.execute_many(
        "INSERT INTO quota_done VALUES (?, 1) ON CONFLICT DO UPDATE SET done = done + 1",
        [(one,) for one in cell_ids],
    )


def read_done(store: Database) -> dict[str, int]:
    """Completed interviews by cell, as counted on this device."""
    return {row[0]: int(row[1]) for row in store.rows("SELECT * FROM quota_done")}


def _keying(row: Row) -> Keying:
    return Keying(*tuple(row)[:4], *(json.loads(row[n]) for n in (4, 5, 6)), at=row[7])
