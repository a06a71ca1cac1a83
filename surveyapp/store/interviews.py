"""What the log of revisions says now: one row per interview, and the conflicts. Rebuilt from it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from surveyapp.store.database import Database, Row

COMPLETE, PARTIAL, CLOSED = "complete", "partial", "closed"
DRAFT, CONFLICT, WITHDRAWN = "draft", "conflict", "withdrawn"
STATUSES = (COMPLETE, PARTIAL, CLOSED, DRAFT, CONFLICT, WITHDRAWN)
"""``closed``: a final disposition without an interview. ``conflict``: more than one head."""

_AT_ONCE = 500
_MARKS = ", ".join("?" * 16)


@dataclass(frozen=True)
class InterviewState:
    """One interview as its head revision has it; the head is provisional in a conflict.

    Device and surveyor are those of the first revision: an office's correction changes neither.
    """

    iid: str
    unit_id: str
    device_id: bytes
    form_id: str
    questionnaire: str
    wave: str
    surveyor: str
    mode: str
    status: str
    disposition: str
    heads: int
    head: bytes
    visits: int
    started_at: str
    finished_at: str
    received_at: str


@dataclass(frozen=True)
class Conflict:
    """An interview with rival heads, until a person settles it."""

    iid: str
    opened_at: str
    resolved_at: str | None
    resolved_by: bytes | None
    operator_id: str | None
    reason: str | None


@dataclass(frozen=True)
class _Node:
    """What the projection needs of one revision."""

    rev_id: bytes
    header: dict[str, Any]
    arrived_at: str

    @property
    def order(self) -> tuple[int, bytes]:
        return self.header["hlc"], self.rev_id


def rebuild_interviews(store: Database, at: str, iids: Collection[str] | None = None) -> int:
    """Make the rows of these interviews anew, or all of them; gives how many there are."""
    with store.transaction():
        if iids is None:
            store.execute("DELETE FROM interview")
        states = list(_project(store, iids))
        store.execute_many(
            f"INSERT OR REPLACE INTO interview VALUES ({_MARKS})",
            [astuple(state) for state in states],
        )
        _note_conflicts(store, states, at)
    return len(states)


def read_interviews(store: Database, form_id: str = "", wave: str = "") -> list[InterviewState]:
    """Interviews of a form and wave, by iid; empty means all."""
    rows = store.rows(
        "SELECT * FROM interview WHERE (? = '' OR form_id = ?) AND (? = '' OR wave = ?)"
        " ORDER BY iid",
        (form_id, form_id, wave, wave),
    )
    return [InterviewState(*row) for row in rows]


def read_interview(store: Database, iid: str) -> InterviewState | None:
    """One interview, or ``None`` where no revision of it is here."""
    row = store.row("SELECT * FROM interview WHERE iid = ?", (iid,))
    return InterviewState(*row) if row else None


def count_interviews(store: Database) -> dict[str, int]:
    """How many interviews there are of each status."""
    rows = store.rows("SELECT status, count(*) FROM interview GROUP BY status")
    return dict.fromkeys(STATUSES, 0) | {row[0]: row[1] for row in rows}


def read_conflicts(store: Database, *, resolved: bool = False) -> list[Conflict]:
    """Open conflicts, or those that were resolved; the oldest first."""
    rows = store.rows(
        "SELECT iid, opened_at, resolved_at, resolved_by, operator_id, reason FROM conflict"
        " WHERE (resolved_at IS NOT NULL) = ? ORDER BY opened_at, iid",
        (int(resolved),),
    )
    return [Conflict(*row) for row in rows]


def explain_resolution(store: Database, iid: str, operator_id: str, reason: str) -> None:
    """Say who resolved a conflict and why."""
    store.execute(
        "UPDATE conflict SET operator_id = ?, reason = ? WHERE iid = ?", (operator_id, reason, iid)
    )


def _project(store: Database, iids: Collection[str] | None) -> Iterator[InterviewState]:
    for rows, parents in _read(store, iids):
        named: dict[str, set[bytes]] = defaultdict(set)
        for row in parents:
            named[row["iid"]].add(row["parent_id"])
        nodes: dict[str, list[_Node]] = defaultdict(list)
        for row in rows:
            node = _Node(row["rev_id"], json.loads(row["header"]), row["arrived_at"])
            nodes[row["iid"]].append(node)
        for iid, family in nodes.items():
            yield _state(iid, family, named[iid])


def _read(store: Database, iids: Collection[str] | None) -> Iterator[tuple[list[Row], list[Row]]]:
    revisions = "SELECT iid, rev_id, header, arrived_at FROM revision"
    parents = (
        "SELECT r.iid, p.parent_id FROM revision_parent AS p JOIN revision AS r"
        " ON r.rev_id = p.rev_id"
    )
    if iids is None:
        yield store.rows(revisions), store.rows(parents)
        return
    for some in _portions(iids):
        marks = ",".join("?" * len(some))
        yield (
            store.rows(f"{revisions} WHERE iid IN ({marks})", some),
            store.rows(f"{parents} WHERE r.iid IN ({marks})", some),
        )


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    listed = sorted(values)
    for first in range(0, len(listed), _AT_ONCE):
        yield listed[first : first + _AT_ONCE]


def _state(iid: str, family: list[_Node], named: set[bytes]) -> InterviewState:
    family = sorted(family, key=lambda node: node.order)
    heads = [node for node in family if node.rev_id not in named]
    # Parents name each other in a circle only in a log that somebody forged: all of them stand.
    heads = heads or family
    withdrawals = [node for node in family if node.header["kind"] == "withdraw"]
    head, first = (withdrawals or heads)[-1], family[0].header
    now = head.header
    return InterviewState(
        iid,
        now["unit"],
        bytes.fromhex(first["device"]),
        now["form"],
        now["q"],
        now["wave"],
        first["author"],
        now["mode"],
        _status(now, len(heads)),
        now["disposition"],
        len(heads),
        head.rev_id,
        now["visits"],
        first["x"].get("started", first["at"]),
        now["at"],
        min(node.arrived_at for node in family),
    )


def _status(header: dict[str, Any], heads: int) -> str:
    if header["kind"] == "withdraw":
        return WITHDRAWN
    if heads > 1:
        return CONFLICT
    if header["kind"] == "draft":
        return DRAFT
    return {"1.1": COMPLETE, "1.2": PARTIAL}.get(header["disposition"][:3], CLOSED)


def _note_conflicts(store: Database, states: list[InterviewState], at: str) -> None:
    rivals = [(state.iid, at) for state in states if state.status == CONFLICT]
    agreed = [(at, state.head, state.iid) for state in states if state.status != CONFLICT]
    store.execute_many(
        "INSERT INTO conflict (iid, opened_at) VALUES (?, ?) ON CONFLICT DO UPDATE"
        " SET opened_at = excluded.opened_at, resolved_at = NULL, resolved_by = NULL,"
        " operator_id = NULL, reason = NULL WHERE resolved_at IS NOT NULL",
        rivals,
    )
    store.execute_many(
        "UPDATE conflict SET resolved_at = ?, resolved_by = ?"
        " WHERE iid = ? AND resolved_at IS NULL",
        agreed,
    )
