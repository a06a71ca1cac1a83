"""Operators of a survey as rows."""

from __future__ import annotations

from surveyapp.operators import Operator, Role
from surveyapp.store.database import Database, Row


def add_operator(store: Database, operator: Operator, at: str) -> None:
    """Add an operator, or change the name, role and office of one that is there."""
    store.execute(
        "INSERT INTO operator (operator_id, name, role, office, created_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (operator_id) DO UPDATE"
        " SET name = excluded.name, role = excluded.role, office = excluded.office",
        (operator.operator_id, operator.name, operator.role.value, operator.office, at),
    )


def read_operators(store: Database) -> list[Operator]:
    """Operators at work, in the order they came."""
    rows = store.rows("SELECT * FROM operator WHERE retired_at IS NULL ORDER BY created_at, rowid")
    return [_operator(row) for row in rows]


def _operator(row: Row) -> Operator:
    return Operator(row["operator_id"], row["name"], Role(row["role"]), row["office"])
