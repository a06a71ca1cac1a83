"""SQLite's own check of the file, table by table."""

from __future__ import annotations

from surveyapp.errors import SurveyError
from surveyapp.store.database import Database


def list_tables(store: Database) -> list[str]:
    """Every table of the file."""
    rows = store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [row[0] for row in rows]


def check_table(store: Database, table: str) -> str:
    """What is wrong with the pages of a table and its indexes; empty where nothing is."""
    try:
        said = store.value(f"PRAGMA integrity_check('{table}')")
    except SurveyError as trouble:
        if trouble.code not in ("core.damaged-file", "core.disk-trouble"):
            raise
        return str(trouble.sentence)
    return "" if said == "ok" else str(said)
