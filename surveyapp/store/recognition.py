"""What a file is, told from its bytes before anything opens it."""

from __future__ import annotations

import math
from collections import Counter
from enum import Enum
from pathlib import Path

from surveyapp.errors import SurveyError

_SQLITE = b"SQLite format 3\x00"
_PAGE = 4096
_RANDOM_ENTROPY = 7.0
"""Bits per byte of a 4 KiB sample above which it looks encrypted (random bytes give about 7.95)."""


class FileKind(Enum):
    """What lies at a path."""

    PLAIN = "plain"
    ENCRYPTED = "encrypted"


def recognise(path: Path) -> FileKind:
    """Tell a plain from an encrypted survey file; ``SurveyError`` for everything else."""
    try:
        if not path.is_file():
            raise SurveyError("core.no-such-file", name=path.name)
        with path.open("rb") as file:
            head = file.read(_PAGE)
        size = path.stat().st_size
    except OSError as trouble:
        reason = trouble.strerror or "?"
        raise SurveyError("core.cannot-read", name=path.name, reason=reason) from trouble
    if head.startswith(_SQLITE):
        _check_length(path, head, size)
        return FileKind.PLAIN
    if path.suffix == ".survey" and size and _entropy(head) > _RANDOM_ENTROPY:
        if size % _PAGE and not _has_log(path):
            raise SurveyError("core.damaged-file", name=path.name)
        return FileKind.ENCRYPTED
    raise SurveyError("core.not-a-survey", name=path.name)


def _check_length(path: Path, head: bytes, size: int) -> None:
    """A half-copied file is shorter than its header says, unless a log still holds the rest."""
    if size < 100:
        raise SurveyError("core.damaged-file", name=path.name)
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    if page and pages * page > size and not _has_log(path):
        raise SurveyError("core.damaged-file", name=path.name)


def _has_log(path: Path) -> bool:
    """Whether a log holds what the file lacks: the power may go while it is being folded in."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _entropy(sample: bytes) -> float:
    counts = Counter(sample)
    return -sum(n / len(sample) * math.log2(n / len(sample)) for n in counts.values())
