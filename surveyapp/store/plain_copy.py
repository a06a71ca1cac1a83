"""A readable copy of a survey for sqlite-utils, Datasette and the like: no keys, no contacts."""

from __future__ import annotations

from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.store.database import APPLICATION_ID, SCHEMA_MAJOR, Database, translated

_LEFT_OUT = ("secret", "contact")


def copy_plain(store: Database, target: Path) -> None:
    """Write an unencrypted copy without private keys and contact data; whole or not at all."""
    if target.exists():
        raise SurveyError("core.file-exists", name=target.name)
    beside = target.with_name(target.name + ".part")
    beside.unlink(missing_ok=True)
    try:
        with translated(target):
            _export(store, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _export(store: Database, path: Path) -> None:
    store.connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    try:
        store.connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        for table in _LEFT_OUT:
            store.connection.execute(f"DELETE FROM plain.{table}")
        store.connection.execute(f"PRAGMA plain.application_id = {APPLICATION_ID}")
        store.connection.execute(f"PRAGMA plain.user_version = {SCHEMA_MAJOR}")
    finally:
        store.connection.execute("DETACH DATABASE plain")
