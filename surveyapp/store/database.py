"""One connection to one survey file: opened with care, closed whole, errors in our words.

Durability follows SQLite's documentation of WAL with ``synchronous=FULL``: after COMMIT returns,
the transaction survives a power cut. The pragmas are read back, because SQLite ignores one it
cannot honour without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlcipher3.dbapi2 import Row

from surveyapp.errors import SurveyError
from surveyapp.store import migrations, upgrade

APPLICATION_ID = 0x53565931
SCHEMA_MAJOR = 1
NEEDED_SQLITE = (3, 51, 3)
"""First release with the WAL-reset fix."""

_PRAGMAS = {
    "foreign_keys": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "secure_delete": "ON",
    "mmap_size": "0",
    "synchronous": "FULL",
    "temp_store": "MEMORY",
}
_READ_BACK = {"foreign_keys": 1, "trusted_schema": 0, "secure_delete": 1, "synchronous": 2}
_TARGET = re.compile(
    r"\s*(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)"
    r"\s+(\w+)",
    re.IGNORECASE,
)


class Database:
    """The open file. All SQL of the program passes through it, in one thread."""

    def __init__(self, connection: sqlite.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self.touched: set[str] = set()
        """Tables written since the last ``take_touched``."""
        self._depth = 0

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite.Cursor:
        """Run one statement; outside ``transaction()`` it is durable when this returns."""
        self._note(sql)
        with translated(self.path):
            return self.connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Run one statement for many rows in one transaction; gives how many rows it changed."""
        self._note(sql)
        with self.transaction(), translated(self.path):
            return self.connection.executemany(sql, rows).rowcount

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        with translated(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or ``None``."""
        with translated(self.path):
            return self.connection.execute(sql, parameters).fetchone()

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or ``None``."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All or nothing. Inside another transaction it becomes part of that one."""
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            with translated(self.path):
                self.connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth = 0

    def take_touched(self) -> frozenset[str]:
        """Tables written since last asked: how the window learns what changed."""
        touched = frozenset(self.touched)
        self.touched.clear()
        return touched

    def close(self) -> None:
        """Fold the log into the file and close it; closed even where the disk refuses the first."""
        try:
            with translated(self.path):
                if not self.connection.in_transaction:
                    self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.connection.close()

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            # What made it necessary is raised; that a failing disk fails here too adds nothing,
            # and what was not committed is gone with the connection at the latest.
            with suppress(sqlite.Error):
                self.connection.execute("ROLLBACK")

    def _note(self, sql: str) -> None:
        table = _table_written(sql)
        if table:
            self.touched.add(table)


@lru_cache(maxsize=1024)
def _table_written(sql: str) -> str:
    found = _TARGET.match(sql)
    return found.group(1).lower() if found else ""


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Turn the library's errors into ours; the one place that knows its codes and messages."""
    try:
        yield
    except sqlite.Error as trouble:
        code = _meaning(trouble)
        if code is None:
            raise
        raise SurveyError(code, name=path.name) from trouble


def _meaning(trouble: sqlite.Error) -> str | None:
    name = str(getattr(trouble, "sqlite_errorname", ""))
    said = str(trouble).lower()
    for start, words, code in _MEANINGS:
        if name.startswith(start) or words in said:
            return code
    return None


_MEANINGS = (
    ("SQLITE_FULL", "database or disk is full", "core.disk-full"),
    ("SQLITE_BUSY", "is locked", "core.locked"),
    ("SQLITE_LOCKED", "is locked", "core.locked"),
    ("SQLITE_READONLY", "readonly database", "core.read-only-file"),
    ("SQLITE_CANTOPEN", "unable to open", "core.cannot-open"),
    ("SQLITE_CORRUPT", "malformed", "core.damaged-file"),
    ("SQLITE_NOTADB", "not a database", "core.damaged-file"),
    ("SQLITE_IOERR", "disk i/o error", "core.disk-trouble"),
)


def require_library() -> str:
    """Refuse an SQLite that can lose data under two connections in WAL mode; gives its version."""
    if sqlite.sqlite_version_info < NEEDED_SQLITE:
        needed = ".".join(map(str, NEEDED_SQLITE))
        raise SurveyError("core.old-library", found=sqlite.sqlite_version, needed=needed)
    return sqlite.sqlite_version


def create_database(path: Path, key: bytes | None, *, exclusive: bool = False) -> Database:
    """Make a new survey file.

    Creation is the weak window for a power cut: the schema is written in the rollback journal's
    mode, the file closed, and only the reopened file is used.
    """
    require_library()
    if path.exists():
        raise SurveyError("core.file-exists", name=path.name)
    with translated(path):
        connection = _connect(path, key, mode="rwc")
        try:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={SCHEMA_MAJOR}")
            upgrade.apply_migrations(connection)
            connection.execute("PRAGMA journal_mode=WAL")
        finally:
            connection.close()
    return open_database(path, key, exclusive=exclusive)


def open_database(
    path: Path, key: bytes | None, *, exclusive: bool = False, read_only: bool = False
) -> Database:
    """Open a survey file whose kind has been checked (``store.recognition``).

    A file of an older version is brought up to this one, after a backup of it as it was.
    """
    require_library()
    with translated(path):
        connection = _connect(path, key, mode="ro" if read_only else "rw")
        try:
            if exclusive and not read_only:
                # Before anything is read: then the log needs no shared memory, and no second
                # connection can reach it.
                connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            _check_identity(connection, path)
            _apply_pragmas(connection, exclusive=exclusive, read_only=read_only)
            if not read_only:
                upgrade.bring_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
    return Database(connection, path)


def peek_database(path: Path, key: bytes | None) -> Database:
    """Open a file only to look at what it is, leaving nothing beside it."""
    require_library()
    log = path.with_name(path.name + "-wal")
    with translated(path):
        # A log that is there holds what was saved last; without one nothing must be made.
        connection = _connect(path, key, mode="ro" if log.exists() else "ro&immutable=1")
        try:
            _check_identity(connection, path)
        except BaseException:
            connection.close()
            raise
    return Database(connection, path)


def _connect(path: Path, key: bytes | None, *, mode: str) -> sqlite.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite.connect(uri, uri=True, isolation_level=None, timeout=2.0)
    connection.row_factory = sqlite.Row
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection


def _check_identity(connection: sqlite.Connection, path: Path) -> None:
    # The first statement that reads the file: with a wrong key it says "not a database".
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise SurveyError("core.another-database", name=path.name)
    major = connection.execute("PRAGMA user_version").fetchone()[0]
    known = {row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations")}
    if major > SCHEMA_MAJOR or known - set(migrations.NAMES):
        raise SurveyError("core.newer-file", name=path.name)


def _apply_pragmas(connection: sqlite.Connection, *, exclusive: bool, read_only: bool) -> None:
    if not read_only:
        connection.execute("PRAGMA journal_mode=WAL")
    for name, value in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    for name, expected in _READ_BACK.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != expected:
            message = f"the database did not accept {name}={expected}: {found}"
            raise RuntimeError(message)
    if exclusive:
        # EXCLUSIVE takes its lock with the first write, and a second program must fail now.
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
