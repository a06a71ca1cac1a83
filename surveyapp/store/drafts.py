"""Interviews in progress: drafts, their answers, the events on the way, withdrawal codes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.log import logger
from surveyapp.store.database import Database, Row

OPEN, PAUSED = "open", "paused"


@dataclass(frozen=True)
class DraftRow:
    """An interview that is not finished. ``position`` is the engine's place and order as JSON."""

    iid: str
    unit_id: str
    form_id: str
    questionnaire: str
    surveyor: str
    mode: str
    language: str
    name: str
    position: str
    seed: int
    practice: bool
    state: str
    started_at: str
    touched_at: str


@dataclass(frozen=True)
class Event:
    """Something done in an interview, in milliseconds since 1970; never the text of an answer."""

    path: str
    kind: str
    at: int
    detail: str = ""


@dataclass(frozen=True)
class Step:
    """What one step of an interview changes, written whole or not at all."""

    iid: str
    position: str
    language: str
    state: str
    touched_at: str
    events: tuple[Event, ...]
    changed: Mapping[str, Any]
    """Path to JSON value; ``None`` where the answer was cleared."""


def add_draft(store: Database, draft: DraftRow) -> None:
    """Begin a draft."""
    marks = ", ".join("?" * 14)
    store.execute(f"INSERT INTO draft VALUES ({marks})", astuple(draft))


def write_step(store: Database, step: Step) -> None:
    """Write one step; it is durable when this returns."""
    with store.transaction():
        gone = [(step.iid, path) for path, value in step.changed.items() if value is None]
        kept = [
            (step.iid, path, json.dumps(value, ensure_ascii=False), step.events[-1].at)
            for path, value in step.changed.items()
            if value is not None
        ]
        store.execute_many("DELETE FROM draft_answer WHERE iid = ? AND path = ?", gone)
        store.execute_many(
            "INSERT INTO draft_answer VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET value = excluded.value, at = excluded.at",
            kept,
        )
        store.execute_many(
            "INSERT INTO answer_event (iid, path, kind, at, detail) VALUES (?, ?, ?, ?, ?)",
            [(step.iid, *astuple(event)) for event in step.events],
        )
        store.execute(
            "UPDATE draft SET position = ?, language = ?, state = ?, touched_at = ? WHERE iid = ?",
            (step.position, step.language, step.state, step.touched_at, step.iid),
        )


def read_drafts(store: Database) -> list[DraftRow]:
    """Every draft, the one last worked on first."""
    return [_draft(row) for row in store.rows("SELECT * FROM draft ORDER BY touched_at DESC, iid")]


def read_draft(store: Database, iid: str) -> DraftRow | None:
    """One draft."""
    row = store.row("SELECT * FROM draft WHERE iid = ?", (iid,))
    return _draft(row) if row else None


def read_draft_answers(store: Database, iid: str) -> dict[str, Any]:
    """The answers of a draft as JSON values by path."""
    rows = store.rows("SELECT path, value FROM draft_answer WHERE iid = ? ORDER BY path", (iid,))
    return {row["path"]: json.loads(row["value"]) for row in rows}


def read_events(store: Database, iid: str) -> list[Event]:
    """What was done in a draft, in order."""
    rows = store.rows(
        "SELECT path, kind, at, detail FROM answer_event WHERE iid = ? ORDER BY number", (iid,)
    )
    return [Event(*row) for row in rows]


def forget_draft(store: Database, iid: str) -> None:
    """Remove a draft with its answers and events; ``secure_delete`` overwrites them."""
    store.execute("DELETE FROM draft WHERE iid = ?", (iid,))


def fold_log(store: Database) -> None:
    """Empty the write-ahead log, where copies of removed answers would linger.

    What was committed is safe in the log: a disk that refuses now does not make the step before
    undone, and the log is emptied with the next one or when the file is closed.
    """
    try:
        store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    except SurveyError as trouble:
        if trouble.code not in ("core.disk-full", "core.disk-trouble"):
            raise
        logger.warning("the log of the file was not emptied: %s", trouble.code)


def write_withdrawal_codes(store: Database, codes: Iterable[tuple[str, bytes]]) -> None:
    """Keep the hashes of withdrawal codes by interview; the codes themselves are not kept."""
    store.execute_many("INSERT OR REPLACE INTO withdrawal_code VALUES (?, ?)", list(codes))


def interview_of_code(store: Database, code_hash: bytes) -> str | None:
    """The interview that a withdrawal code belongs to."""
    return store.value("SELECT iid FROM withdrawal_code WHERE code_hash = ?", (code_hash,))


def _draft(row: Row) -> DraftRow:
    values = list(row)
    values[10] = bool(values[10])
    return DraftRow(*values)
