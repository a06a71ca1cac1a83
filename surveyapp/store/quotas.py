"""Shares of quota cells by device, as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from surveyapp.store.database import Database


@dataclass(frozen=True)
class QuotaShare:
    """What a laptop may complete in a cell; the reserve waits until the office releases it."""

    cell_id: str
    device_id: bytes
    share: int
    reserve: int
    released: int
    changed_at: str = ""


def write_shares(store: Database, shares: Iterable[QuotaShare]) -> int:
    """Set shares; those of other cells and devices stay."""
    return store.execute_many(
        "INSERT OR REPLACE INTO quota_share VALUES (?, ?, ?, ?, ?, ?)",
        [astuple(share) for share in shares],
    )


def read_shares(store: Database) -> list[QuotaShare]:
    """Every share, by cell and device."""
    rows = store.rows("SELECT * FROM quota_share ORDER BY cell_id, device_id")
    return [QuotaShare(*row) for row in rows]
