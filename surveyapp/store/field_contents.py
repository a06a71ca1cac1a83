"""Rows that an office sends to its laptops, read for one device and written on arrival.

Which tables and columns travel is fixed here: methods, targets and other people's contacts do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlcipher3.dbapi2 import IntegrityError

from surveyapp.store.database import Database

_PLACE = ("unit_id", "frame_id", "level", "parent_id")
_ISSUED = ("state", "issued_at", "issued_in", "body")
_MINE = "SELECT unit_id FROM assignment WHERE device_id = :device"
_OFFICE = (
    "SELECT a.unit_id FROM assignment AS a JOIN unit AS u ON u.unit_id = a.unit_id"
    " WHERE u.district = :office"
)
_FAMILY = (
    "WITH RECURSIVE family(unit_id) AS ({units} UNION SELECT u.parent_id FROM unit AS u"
    " JOIN family AS f ON u.unit_id = f.unit_id WHERE u.parent_id IS NOT NULL)"
)
_SHARED = "SELECT cell_id FROM quota_share WHERE device_id = :device"


@dataclass(frozen=True)
class FieldRow:
    """A row that travels: the table's name and its columns as JSON values (bytes as hex)."""

    kind: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class _Table:
    """What travels of a table. ``change`` are the columns that a newer package may change."""

    columns: tuple[str, ...]
    select: str
    change: tuple[str, ...] = ()
    identity: str = ""
    for_district: bool = True


_TABLES: Mapping[str, _Table] = {
    "questionnaire": _Table(
        ("hash", "form_id", "version", "title", "body", "state", "made_at", "published_at"),
        "SELECT * FROM questionnaire WHERE published_at IS NOT NULL ORDER BY hash",
    ),
    "operator": _Table(
        ("operator_id", "name", "role", "office", "created_at"),
        "SELECT * FROM operator WHERE role = 'surveyor' AND retired_at IS NULL"
        " AND (office = :office OR :office = '') ORDER BY operator_id",
    ),
    "frame": _Table(
        ("frame_id", "name", "level", "source", "legal_basis", "synthetic", "imported_at"),
        "{family} SELECT * FROM frame WHERE frame_id IN (SELECT frame_id FROM unit WHERE unit_id"
        " IN (SELECT unit_id FROM family)) ORDER BY frame_id",
    ),
    "unit": _Table(
        (*_PLACE, "district", "stratum", "size", "position", "attributes"),
        "{family} SELECT * FROM unit WHERE unit_id IN (SELECT unit_id FROM family)"
        " ORDER BY unit_id",
    ),
    "contact": _Table(
        ("unit_id", "name", "address", "telephone", "note"),
        f"SELECT * FROM contact WHERE unit_id IN ({_MINE}) ORDER BY unit_id",
        ("name", "address", "telephone", "note"),
        "unit_id",
        for_district=False,
    ),
    "assignment": _Table(
        ("assignment_id", "unit_id", "device_id", "surveyor", "form_id", "iid", *_ISSUED),
        "SELECT * FROM assignment WHERE unit_id IN ({units}) AND (device_id = :device OR"
        " :office <> '' AND :whole) ORDER BY assignment_id",
        ("surveyor", "body"),
        "assignment_id",
    ),
    "plan": _Table(
        ("plan_id", "wave", "kind", "body", "state", "made_at"),
        "SELECT plan_id, wave, kind, '{{}}' AS body, state, made_at FROM plan WHERE plan_id IN"
        f" (SELECT plan_id FROM quota_cell WHERE cell_id IN ({_SHARED})) ORDER BY plan_id",
        for_district=False,
    ),
    "quota_cell": _Table(
        ("cell_id", "plan_id", "kind", "district", "definition", "target"),
        "SELECT c.cell_id, c.plan_id, c.kind, c.district, c.definition, s.share AS target"
        " FROM quota_cell AS c JOIN quota_share AS s ON s.cell_id = c.cell_id"
        " WHERE s.device_id = :device ORDER BY c.cell_id",
        ("target",),
        "cell_id",
        for_district=False,
    ),
    "quota_share": _Table(
        ("cell_id", "device_id", "share", "reserve", "released", "changed_at"),
        "SELECT * FROM quota_share WHERE device_id = :device ORDER BY cell_id",
        ("share", "reserve", "released", "changed_at"),
        "cell_id, device_id",
        for_district=False,
    ),
}
KINDS = tuple(_TABLES)


def read_field_rows(
    store: Database, device_id: bytes, office: str, *, whole: bool
) -> list[FieldRow]:
    """What a device needs; ``whole``: a district office, which gets its district's assignments."""
    units = _OFFICE if whole else _MINE
    given: Any = {"device": device_id, "office": office, "whole": int(whole)}
    rows: list[FieldRow] = []
    for kind, table in _TABLES.items():
        if whole and not table.for_district:
            continue
        sql = table.select.format(family=_FAMILY.format(units=units), units=units)
        for row in store.rows(sql, given):
            rows.append(FieldRow(kind, {name: _plain(row[name]) for name in table.columns}))
    return rows


def write_field_rows(store: Database, rows: Iterable[FieldRow]) -> int:
    """Take over what an office sent; ``ValueError`` for rows that are not what may travel."""
    written = 0
    with store.transaction():
        for row in rows:
            table = _TABLES.get(row.kind)
            if table is None or set(row.values) != set(table.columns):
                message = "not a row that travels"
                raise ValueError(message)
            values = [_raw(name, row.values[name]) for name in table.columns]
            try:
                store.execute(_insert(row.kind, table), values)
            except (IntegrityError, OverflowError) as trouble:
                message = "a value of a row is of the wrong type, or names what is not here"
                raise ValueError(message) from trouble
            written += 1
    return written


def recall_assignments(store: Database, device_id: bytes, kept: Iterable[str]) -> int:
    """Mark assignments that the office no longer lists for this device, unless work began."""
    listed = json.dumps(sorted(kept))
    return store.execute(
        "UPDATE assignment SET state = 'recalled' WHERE device_id = ? AND state = 'issued'"
        " AND assignment_id NOT IN (SELECT value FROM json_each(?))",
        (device_id, listed),
    ).rowcount


def mark_issued(store: Database, device_id: bytes, package: str) -> None:
    """Note in which package assignments went out first."""
    store.execute(
        "UPDATE assignment SET issued_in = ? WHERE device_id = ? AND issued_in IS NULL",
        (package, device_id),
    )


def _insert(kind: str, table: _Table) -> str:
    marks = ", ".join("?" * len(table.columns))
    sql = f"INSERT INTO {kind} ({', '.join(table.columns)}) VALUES ({marks}) ON CONFLICT"
    if not table.change:
        return f"{sql} DO NOTHING"
    changes = ", ".join(f"{name} = excluded.{name}" for name in table.change)
    return f"{sql} ({table.identity}) DO UPDATE SET {changes}"


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _raw(name: str, value: Any) -> Any:
    if isinstance(value, dict | list | bool):
        message = "not a value of a row"
        raise ValueError(message)
    return bytes.fromhex(str(value)) if name == "device_id" else value
