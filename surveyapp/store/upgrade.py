"""Bringing a file of an older version up to this one: backed up, in one transaction, verified.

The transaction is committed only when the file is whole and holds what it held before; otherwise it
is rolled back and the older file stays as it was. A laptop that dies meanwhile finds the old file.
"""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from surveyapp.errors import SurveyError
from surveyapp.store import migrations
from surveyapp.store.files import next_backup, written_beside

_LEDGER = "_sqlite_migrations"


def bring_up_to_date(connection: sqlite.Connection, path: Path) -> None:
    """Apply the migrations that the file lacks; nothing happens where it lacks none."""
    lacking = pending(connection)
    if not lacking:
        return
    _back_up(connection, path, lacking[0])
    before = _counts(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        apply_migrations(connection)
        _verify(connection, path, before)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def pending(connection: sqlite.Connection) -> tuple[str, ...]:
    """Names of the migrations that the file lacks, in order."""
    rows = connection.execute(f"SELECT name FROM {_LEDGER}")
    known = {row[0] for row in rows}
    return tuple(name for name in migrations.NAMES if name not in known)


def apply_migrations(connection: sqlite.Connection) -> None:
    """Apply what is lacking; in a transaction that is open, or each in one of its own."""
    from sqlite_utils import Database as Utilities

    migrations.migration_set().apply(Utilities(connection))


def _back_up(connection: sqlite.Connection, path: Path, first_lacking: str) -> None:
    final = next_backup(path, f"before-{first_lacking.partition('_')[0]}")
    with written_beside(final) as part:
        connection.execute("VACUUM INTO ?", (str(part),))


def _counts(connection: sqlite.Connection) -> dict[str, int]:
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
            " ESCAPE '\\'"
        )
        if row[0] != _LEDGER
    ]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
    }


def _verify(connection: sqlite.Connection, path: Path, before: dict[str, int]) -> None:
    after = _counts(connection)
    whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    if not whole or any(after[name] != before[name] for name in before.keys() & after.keys()):
        raise SurveyError("core.not-upgraded", name=path.name)
