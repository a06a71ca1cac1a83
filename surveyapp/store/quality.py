"""Flags that quality checks raised, and what a person decided about them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveyapp.store.database import Database


@dataclass(frozen=True)
class QualityFlag:
    """A check that an interview did not pass. ``decision``: empty, ``accepted``, ``excluded``."""

    check_key: str
    iid: str
    severity: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    found_at: str = ""
    decision: str = ""
    decided_by: str | None = None
    decided_at: str | None = None


def replace_flags(store: Database, flags: Iterable[QualityFlag]) -> None:
    """Put the flags of a new pass in place of undecided old ones; decisions stand."""
    with store.transaction():
        store.execute("DELETE FROM quality_flag WHERE decision = ''")
        store.execute_many(
            "INSERT INTO quality_flag VALUES (?, ?, ?, ?, ?, '', NULL, NULL)"
            " ON CONFLICT DO UPDATE SET detail = excluded.detail",
            [
                (one.check_key, one.iid, one.severity, _json(one.detail), one.found_at)
                for one in flags
            ],
        )


def write_decided(store: Database, flags: Iterable[QualityFlag]) -> None:
    """Add flags that a person raised and decided in one step, or change that decision."""
    rows = [
        (
            *(one.check_key, one.iid, one.severity, _json(one.detail), one.found_at),
            *(one.decision, one.decided_by, one.decided_at),
        )
        for one in flags
    ]
    marks = ", ".join("?" * 8)
    store.execute_many(f"INSERT OR REPLACE INTO quality_flag VALUES ({marks})", rows)


def read_flags(store: Database, iid: str = "") -> list[QualityFlag]:
    """Flags of an interview or all, by check."""
    rows = store.rows(
        "SELECT * FROM quality_flag WHERE ? = '' OR iid = ? ORDER BY check_key, iid", (iid, iid)
    )
    return [QualityFlag(r[0], r[1], r[2], json.loads(r[3]), r[4], r[5], r[6], r[7]) for r in rows]


def decide(store: Database, flag: QualityFlag) -> bool:
    """Write a decision; whether the flag was there."""
    done = store.execute(
        "UPDATE quality_flag SET decision = ?, decided_by = ?, decided_at = ?"
        " WHERE check_key = ? AND iid = ?",
        (flag.decision, flag.decided_by, flag.decided_at, flag.check_key, flag.iid),
    )
    return done.rowcount > 0


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
