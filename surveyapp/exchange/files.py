"""Files that travel: read within limits, and written so that the final name means a whole file."""

from __future__ import annotations

import os
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.exchange import limits

SUFFIX = ".svp"


def read_within_limits(path: Path) -> bytes:
    """The bytes of a package file, never more than a package may have."""
    try:
        size = path.stat().st_size
        if size > limits.PACKAGE:
            raise SurveyError("exchange.too-large", limit=limits.PACKAGE // limits.MEGABYTE)
        with path.open("rb") as file:
            return file.read(limits.PACKAGE + 1)
    except OSError as trouble:
        reason = trouble.strerror or "?"
        raise SurveyError("core.cannot-read", name=path.name, reason=reason) from trouble


def write_durably(path: Path, content: bytes) -> None:
    """Write beside, make durable, rename, make the folder durable, read back and compare.

    A crash or a full disk leaves at most a ``.part``; nothing stands under the final name then.
    """
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
        same = path.read_bytes() == content
    except OSError as trouble:
        beside.unlink(missing_ok=True)
        reason = trouble.strerror or "?"
        raise SurveyError("exchange.not-written", name=path.name, reason=reason) from trouble
    if not same:
        path.unlink(missing_ok=True)
        raise SurveyError("exchange.not-written", name=path.name, reason="read back differently")


def list_packages_in(paths: list[Path]) -> list[Path]:
    """The files themselves, and the packages of folders, each once, in the order of names."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(path.rglob(f"*{SUFFIX}"))))
        else:
            found[path] = None
    return list(found)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows makes a rename durable by itself and opens no folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
