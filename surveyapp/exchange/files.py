"""Files that travel: read within limits, and found in folders."""

from __future__ import annotations

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


def list_packages_in(paths: list[Path]) -> list[Path]:
    """The files themselves, and the packages of folders, each once, in the order of names."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(path.rglob(f"*{SUFFIX}"))))
        else:
            found[path] = None
    return list(found)
