"""Contact attempts (visits, telephone calls) as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from surveyapp.store.database import Database


@dataclass(frozen=True)
class Visit:
    """One attempt to reach a unit. ``result`` is a code of ``fieldwork.dispositions``."""

    visit_id: str
    iid: str
    unit_id: str
    number: int
    surveyor: str
    device_id: bytes
    at: str
    mode: str
    result: str
    appointment: str = ""
    """When to come again, ISO 8601; empty without an appointment."""
    note: str = ""


def add_visits(store: Database, visits: Iterable[Visit]) -> int:
    """Add visits; one that is here already is left as it is."""
    return store.execute_many(
        "INSERT OR IGNORE INTO visit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [astuple(visit) for visit in visits],
    )


def read_visits(store: Database, iid: str = "") -> list[Visit]:
    """Visits of an interview, or all, in order."""
    rows = store.rows(
        "SELECT * FROM visit WHERE ? = '' OR iid = ? ORDER BY iid, number, at", (iid, iid)
    )
    return [Visit(*row) for row in rows]


def read_visits_by_case(store: Database) -> dict[str, list[Visit]]:
    """Every visit by interview, in order."""
    found: dict[str, list[Visit]] = defaultdict(list)
    for visit in read_visits(store):
        found[visit.iid].append(visit)
    return dict(found)
