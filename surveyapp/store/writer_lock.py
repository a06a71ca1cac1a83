"""One program writes an office's survey; notebooks and the command line read beside it.

The lock is an exclusive transaction on a small database of its own (``.name.survey.lock``): it
works the same on every system and is gone with the process that held it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import sqlcipher3.dbapi2 as sqlite

from surveyapp.errors import SurveyError


class WriterLock:
    """The right to write one survey file, held until released."""

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection

    @classmethod
    def take(cls, survey: Path) -> Self:
        """Take the lock, or raise ``SurveyError`` if another program holds it."""
        path = survey.with_name(f".{survey.name}.lock")
        connection: sqlite.Connection | None = None
        try:
            connection = sqlite.connect(str(path), isolation_level=None, timeout=0.1)
            connection.execute("PRAGMA journal_mode=MEMORY")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite.Error as trouble:
            if connection:
                connection.close()
            code = "core.locked" if "locked" in str(trouble) else "core.read-only-folder"
            raise SurveyError(code, name=survey.name) from trouble
        return cls(connection)

    def release(self) -> None:
        """Let others write. The empty file stays: removing one somebody waits on gives two."""
        self._connection.close()
