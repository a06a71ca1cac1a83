"""A laptop file as an earlier version of this program left it: what migrations are tried on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from surveyapp.store import key_slots, migrations
from surveyapp.store.upgrade import pending
from surveyapp.survey import open_survey
from tests.reliability.laptop_day import Day, make_day_file


def make_old_version(path: Path, say: Callable[[str], None], interviews: int) -> str:
    """A file with interviews, brought back to the schema of the first version; the office's key."""
    new = path.with_name(f"new-{path.name}")
    identity = make_day_file(new)
    with open_survey(new, identity=identity) as survey:
        day = Day(survey, say)
        for number in range(interviews):
            day.interview(number)
        opened = day.begin()
        day.answer(opened, "consent", "yes")
    _copy_to_first_version(new, path, file_key(new, identity))
    shutil.move(key_slots.path_of_keys(new), key_slots.path_of_keys(path))
    for rest in path.parent.glob(f"{new.name}*"):
        rest.unlink()
    return identity


def file_key(path: Path, identity: str) -> bytes:
    """The key of a survey file."""
    return key_slots.key_by_identity(key_slots.read_keys(path), identity, path)


def lacks_migrations(path: Path, identity: str) -> bool:
    """Whether a file still has the schema of an earlier version; looks at it without changing."""
    connection = _connect(path, file_key(path, identity))
    try:
        return bool(pending(connection))
    finally:
        connection.close()


def _copy_to_first_version(source: Path, target: Path, key: bytes) -> None:
    """The tables of the first version, filled from a file of today."""
    from sqlite_utils import Database

    connection = _connect(target, key)
    connection.execute("PRAGMA application_id=1398167857")
    connection.execute("PRAGMA user_version=1")
    second = migrations.NAMES[1]
    migrations.migration_set().apply(Database(connection), stop_before=second)
    connection.execute(f"ATTACH DATABASE ? AS source KEY \"x'{key.hex()}'\"", (str(source),))
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        if not row[0].startswith(("sqlite_", "_sqlite_"))
    ]
    connection.execute("PRAGMA foreign_keys=OFF")
    for name in names:
        connection.execute(f"INSERT INTO main.{name} SELECT * FROM source.{name}")
    connection.execute("DETACH DATABASE source")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _connect(path: Path, key: bytes) -> sqlite.Connection:
    connection = sqlite.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection
