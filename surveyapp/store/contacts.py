"""Names, addresses and telephone numbers of drawn units: a table that no export reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from surveyapp.store.database import Database


@dataclass(frozen=True)
class Contact:
    """How a unit can be reached, as the frame had it."""

    unit_id: str
    name: str = ""
    address: str = ""
    telephone: str = ""
    note: str = ""


def read_contact(store: Database, unit_id: str) -> Contact | None:
    """The contact of one unit."""
    row = store.row("SELECT * FROM contact WHERE unit_id = ?", (unit_id,))
    return Contact(*row) if row else None


def write_contacts(store: Database, contacts: Iterable[Contact]) -> int:
    """Add contacts or replace those of their units."""
    return store.execute_many(
        "INSERT OR REPLACE INTO contact VALUES (?, ?, ?, ?, ?)", [astuple(one) for one in contacts]
    )
