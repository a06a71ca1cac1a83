"""Backups: ``VACUUM INTO`` beside the file, re-hashed before they count, the newest three kept.

A copy of an open file may be torn; this one is a transaction's view. A backup is encrypted with the
file's own key, so the key file beside the survey opens it as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.store.database import Database
from surveyapp.store.files import list_backups, list_copies, next_backup, written_beside
from surveyapp.store.revisions import find_damage

__all__ = ["KEPT", "Backup", "list_backups", "renew_backups", "verify_backup", "write_backup"]

KEPT = 3


@dataclass(frozen=True)
class Backup:
    """A verified backup; ``revisions`` is how many it holds."""

    path: Path
    made_at: str
    size: int
    revisions: int


def write_backup(store: Database, made_at: str) -> Backup:
    """Make a backup, verify it by hashing every revision in it again, and drop the oldest."""
    final = next_backup(store.path, made_at.replace(":", "").replace("-", ""))
    with written_beside(final) as part:
        store.execute("VACUUM INTO ?", (str(part),))
        revisions = verify_backup(store, part)
    for old in list_backups(store.path)[KEPT:]:
        old.unlink(missing_ok=True)
    return Backup(final, made_at, final.stat().st_size, revisions)


def renew_backups(store: Database, made_at: str) -> Backup | None:
    """After something was destroyed: one new backup in place of every copy that still has it."""
    old = list_copies(store.path)
    if not old:
        return None
    made = write_backup(store, made_at)
    for path in old:
        path.unlink(missing_ok=True)
    return made


def verify_backup(store: Database, path: Path) -> int:
    """How many revisions a backup holds, or ``SurveyError`` where it differs or is damaged.

    It is attached to the open file, whose key it shares.
    """
    store.execute("ATTACH DATABASE ? AS backup", (str(path),))
    try:
        counts = _counts(store, "backup")
        whole = store.value("PRAGMA backup.integrity_check") == "ok"
        if not whole or counts != _counts(store, "main") or find_damage(store, schema="backup"):
            raise SurveyError("fieldwork.backup-damaged", name=path.name)
        return counts["revision"]
    finally:
        store.execute("DETACH DATABASE backup")


def _counts(store: Database, schema: str) -> dict[str, int]:
    names = [
        row[0]
        for row in store.rows(
            f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'"
            " AND name NOT GLOB 'sqlite_*' ORDER BY name"
        )
    ]
    return {name: store.value(f'SELECT count(*) FROM {schema}."{name}"') for name in names}
