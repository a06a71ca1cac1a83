"""What a laptop forgets once the office has it for good, as SQL."""

from __future__ import annotations

from collections.abc import Iterable

from surveyapp.store.database import Database


def interviews_to_purge(store: Database, device_id: bytes, epoch: int, up_to: int) -> list[str]:
    """Interviews of which this device keeps leaves, every revision of them confirmed.

    One that has a revision above the number, of another epoch, or an attachment that no receipt has
    named, is left out.
    """
    rows = store.rows(
        "SELECT iid FROM revision GROUP BY iid"
        " HAVING sum(device_id <> ? OR epoch <> ? OR device_seq > ?) = 0"
        " AND sum(closed IS NOT NULL OR free IS NOT NULL OR sealed IS NOT NULL) > 0"
        " AND NOT EXISTS (SELECT 1 FROM attachment AS a WHERE a.iid = revision.iid"
        " AND a.sealed IS NOT NULL AND a.state <> 'confirmed')"
        " AND NOT EXISTS (SELECT 1 FROM draft AS d WHERE d.iid = revision.iid) ORDER BY iid",
        (device_id, epoch, up_to),
    )
    return [row[0] for row in rows]


def purge_interviews(store: Database, iids: Iterable[str]) -> None:
    """Destroy leaves, attachments, notes of visits, and contacts of units that nothing else needs.

    Ids, headers, hashes and receipts stay, so the chain still verifies.
    """
    given = [(iid,) for iid in iids]
    store.execute_many(
        "UPDATE revision SET closed = NULL, free = NULL, sealed = NULL, withdrawn = 1"
        " WHERE iid = ?",
        given,
    )
    store.execute_many("UPDATE attachment SET sealed = NULL, state = 'purged' WHERE iid = ?", given)
    store.execute_many("UPDATE visit SET note = '', appointment = '' WHERE iid = ?", given)
    store.execute_many(
        "DELETE FROM contact WHERE unit_id IN (SELECT unit_id FROM interview WHERE iid = ?)", given
    )
