"""Plans, frames, units, draws, quota cells and assignments as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveyapp.store.database import Database, Row


@dataclass(frozen=True)
class PlanRow:
    """A sampling plan as stored; ``kind`` is ``area``, ``list`` or ``quota``."""

    plan_id: str
    wave: str
    kind: str
    body: Mapping[str, Any]
    state: str
    made_at: str


@dataclass(frozen=True)
class Frame:
    """Where units come from: source and legal basis are recorded with it."""

    frame_id: str
    name: str
    level: str
    source: str
    legal_basis: str
    synthetic: bool
    imported_at: str
    file_hash: str | None = None


@dataclass(frozen=True)
class Unit:
    """A community, household, person or outlet of a frame; ``size`` is its measure of size."""

    unit_id: str
    frame_id: str
    level: str
    parent_id: str | None
    district: str
    stratum: str
    size: float
    position: int
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Draw:
    """One stage of one draw; the seed redoes it exactly."""

    draw_id: str
    plan_id: str
    stage: int
    method: str
    seed: str
    made_at: str
    frame_hash: str
    operator_id: str


@dataclass(frozen=True)
class Selection:
    """A unit drawn, with its conditional inclusion probability at this stage."""

    draw_id: str
    unit_id: str
    probability: float
    stratum: str
    stage: int
    position: int
    population: int
    purpose: str = "main"


@dataclass(frozen=True)
class QuotaCell:
    """How many completed interviews a cell should have. ``kind``: ``quota`` or ``coverage``."""

    cell_id: str
    plan_id: str
    kind: str
    district: str
    definition: Mapping[str, str]
    target: int


@dataclass(frozen=True)
class Assignment:
    """A unit to be interviewed by a device; ``iid`` names its interview from the start."""

    assignment_id: str
    unit_id: str
    device_id: bytes
    surveyor: str
    form_id: str
    iid: str
    state: str
    issued_at: str
    issued_in: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


def write_plan(store: Database, plan: PlanRow) -> None:
    """Add a plan or replace the one with its id."""
    store.execute(
        "INSERT OR REPLACE INTO plan VALUES (?, ?, ?, ?, ?, ?)",
        (plan.plan_id, plan.wave, plan.kind, _json(plan.body), plan.state, plan.made_at),
    )


def read_plans(store: Database) -> list[PlanRow]:
    """Plans, the newest first."""
    rows = store.rows("SELECT * FROM plan ORDER BY made_at DESC, rowid DESC")
    return [PlanRow(r[0], r[1], r[2], json.loads(r[3]), r[4], r[5]) for r in rows]


def write_frame(store: Database, frame: Frame, units: Iterable[Unit]) -> int:
    """Add a frame with its units, whole or not at all; gives how many units."""
    with store.transaction():
        store.execute(
            "INSERT OR IGNORE INTO frame VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                frame.frame_id,
                frame.name,
                frame.level,
                frame.source,
                frame.legal_basis,
                int(frame.synthetic),
                frame.imported_at,
                frame.file_hash,
            ),
        )
        return write_units(store, units)


def write_units(store: Database, units: Iterable[Unit]) -> int:
    """Add units; one that is there already is left as it is."""
    return store.execute_many(
        "INSERT OR IGNORE INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                unit.unit_id,
                unit.frame_id,
                unit.level,
                unit.parent_id,
                unit.district,
                unit.stratum,
                unit.size,
                unit.position,
                _json(unit.attributes),
            )
            for unit in units
        ],
    )


def read_frames(store: Database) -> list[Frame]:
    """Frames in the order they came."""
    rows = store.rows("SELECT * FROM frame ORDER BY imported_at, rowid")
    return [Frame(r[0], r[1], r[2], r[3], r[4], bool(r[5]), r[6], r[7]) for r in rows]


def read_units(store: Database, level: str, frame_id: str = "") -> list[Unit]:
    """Units of a level in frame order, of one frame or all."""
    rows = store.rows(
        "SELECT * FROM unit WHERE level = ? AND (? = '' OR frame_id = ?)"
        " ORDER BY frame_id, position",
        (level, frame_id, frame_id),
    )
    return [_unit(row) for row in rows]


def read_unit(store: Database, unit_id: str) -> Unit | None:
    """One unit."""
    row = store.row("SELECT * FROM unit WHERE unit_id = ?", (unit_id,))
    return _unit(row) if row else None


def write_draw(store: Database, draw: Draw, selections: Iterable[Selection]) -> int:
    """Record one stage of a draw with everything it selected."""
    with store.transaction():
        store.execute(
            "INSERT INTO draw VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                draw.draw_id,
                draw.plan_id,
                draw.stage,
                draw.method,
                draw.seed,
                draw.made_at,
                draw.frame_hash,
                draw.operator_id,
            ),
        )
        return store.execute_many(
            "INSERT INTO selection VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    one.draw_id,
                    one.unit_id,
                    one.probability,
                    one.stratum,
                    one.stage,
                    one.position,
                    one.population,
                    one.purpose,
                )
                for one in selections
            ],
        )


def read_draws(store: Database, plan_id: str) -> list[Draw]:
    """The stages drawn under a plan, in order."""
    rows = store.rows("SELECT * FROM draw WHERE plan_id = ? ORDER BY stage, made_at", (plan_id,))
    return [Draw(*row) for row in rows]


def read_selections(store: Database, draw_id: str) -> list[Selection]:
    """What a draw selected, in order of selection."""
    rows = store.rows("SELECT * FROM selection WHERE draw_id = ? ORDER BY position", (draw_id,))
    return [Selection(*row) for row in rows]


def write_quota_cells(store: Database, plan_id: str, cells: Iterable[QuotaCell]) -> int:
    """Replace the cells of a plan."""
    with store.transaction():
        store.execute("DELETE FROM quota_cell WHERE plan_id = ?", (plan_id,))
        return store.execute_many(
            "INSERT INTO quota_cell VALUES (?, ?, ?, ?, ?, ?)",
            [
                (c.cell_id, c.plan_id, c.kind, c.district, _json(c.definition), c.target)
                for c in cells
            ],
        )


def read_quota_cells(store: Database, kind: str = "") -> list[QuotaCell]:
    """Cells of a kind, or all."""
    rows = store.rows(
        "SELECT * FROM quota_cell WHERE ? = '' OR kind = ? ORDER BY district, rowid", (kind, kind)
    )
    return [QuotaCell(r[0], r[1], r[2], r[3], json.loads(r[4]), r[5]) for r in rows]


def write_assignments(store: Database, assignments: Iterable[Assignment]) -> int:
    """Add assignments, or change device, surveyor and state of those that are there."""
    return store.execute_many(
        "INSERT INTO assignment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (assignment_id) DO UPDATE SET device_id = excluded.device_id,"
        " surveyor = excluded.surveyor, state = excluded.state, issued_in = excluded.issued_in",
        [
            (
                one.assignment_id,
                one.unit_id,
                one.device_id,
                one.surveyor,
                one.form_id,
                one.iid,
                one.state,
                one.issued_at,
                one.issued_in,
                _json(one.body),
            )
            for one in assignments
        ],
    )


def read_assignments(store: Database, device_id: bytes | None = None) -> list[Assignment]:
    """Assignments of a device, or all, in the order of their units."""
    rows = store.rows(
        "SELECT * FROM assignment WHERE ? IS NULL OR device_id = ? ORDER BY unit_id, rowid",
        (device_id, device_id),
    )
    return [Assignment(*tuple(row)[:9], body=json.loads(row["body"])) for row in rows]


def _unit(row: Row) -> Unit:
    return Unit(*tuple(row)[:8], attributes=json.loads(row["attributes"]))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
