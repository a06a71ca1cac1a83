"""Backups: ``VACUUM INTO`` beside the file, re-hashed before they count, the newest three kept.

A copy of an open file may be torn; this one is a transaction's view. A backup is encrypted with the
file's own key, so the key file beside the survey opens it as well.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.store.database import Database
from surveyapp.store.revisions import find_damage

KEPT = 3
_ENDING = ".backup"
_COMPARED = ("revision", "draft", "draft_answer", "answer_event", "visit", "journal", "setting")


@dataclass(frozen=True)
class Backup:
    """A verified backup; ``revisions`` is how many it holds."""

    path: Path
    made_at: str
    size: int
    revisions: int


def write_backup(store: Database, made_at: str) -> Backup:
    """Make a backup, verify it by hashing every revision in it again, and drop the oldest."""
    stamp = made_at.replace(":", "").replace("-", "")
    final = store.path.with_name(f"{store.path.name}.{stamp}{_ENDING}")
    part = final.with_name(final.name + ".part")
    part.unlink(missing_ok=True)
    try:
        store.execute("VACUUM INTO ?", (str(part),))
        revisions = verify_backup(store, part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)
    for old in list_backups(store.path)[KEPT:]:
        old.unlink()
    return Backup(final, made_at, final.stat().st_size, revisions)


def verify_backup(store: Database, path: Path) -> int:
    """How many revisions a backup holds, or ``SurveyError`` where it differs or is damaged.

    It is attached to the open file, whose key it shares.
    """
    store.execute("ATTACH DATABASE ? AS backup", (str(path),))
    try:
        counts = _counts(store, "backup")
        if counts != _counts(store, "main") or find_damage(store, schema="backup"):
            raise SurveyError("fieldwork.backup-damaged", name=path.name)
        return counts["revision"]
    finally:
        store.execute("DETACH DATABASE backup")


def list_backups(survey: Path) -> list[Path]:
    """Backups beside a survey, the newest first; their names carry the time."""
    return sorted(survey.parent.glob(f"{survey.name}.*{_ENDING}"), reverse=True)


def _counts(store: Database, schema: str) -> dict[str, int]:
    return {table: store.value(f"SELECT count(*) FROM {schema}.{table}") for table in _COMPARED}
