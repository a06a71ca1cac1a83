"""Files beside the survey: written whole and durably, and backups by their numbers."""

from __future__ import annotations

import glob
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.files import FULL, READ_ONLY, make_durable, replace_durably

_BACKUP = re.compile(r"\.(\d{6})\.[\w-]+\.backup")
BEFORE_RESTORE = ".before-restore"
"""What the file that a backup replaced is called, after its own name."""


def list_backups(survey: Path) -> list[Path]:
    """Backups beside a survey, the newest first.

    Their order is in their numbers: a clock may be wrong, and then so are times.
    """
    return sorted(_numbered(survey), key=lambda path: _number(survey, path), reverse=True)


def list_copies(survey: Path) -> list[Path]:
    """Everything beside a survey that holds older content: backups, and what they replaced."""
    replaced = survey.with_name(survey.name + BEFORE_RESTORE)
    kept = [replaced, replaced.with_name(replaced.name + "-wal")]
    return [*list_backups(survey), *(path for path in kept if path.exists())]


def next_backup(survey: Path, label: str) -> Path:
    """The name of the next backup; the label is for people."""
    highest = max((_number(survey, path) for path in _numbered(survey)), default=0)
    return survey.with_name(f"{survey.name}.{highest + 1:06d}.{label}.backup")


@contextmanager
def written_beside(final: Path) -> Generator[Path]:
    """Give a name to write to; what was written takes its final name whole and durable."""
    part = final.with_name(final.name + ".part")
    _clear(part)
    try:
        yield part
        make_durable(part)
        replace_durably(part, final)
    except OSError as trouble:
        raise trouble_of_disk(trouble, final) from trouble
    finally:
        _clear(part)


def trouble_of_disk(trouble: OSError, path: Path) -> SurveyError:
    """What a failing file operation means, in our words."""
    if trouble.errno in FULL:
        return SurveyError("core.disk-full", name=path.name)
    if trouble.errno in READ_ONLY:
        return SurveyError("core.read-only-folder", name=path.name)
    return SurveyError("core.disk-trouble", name=path.name)


def _clear(part: Path) -> None:
    for ending in ("", "-journal", "-wal"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _numbered(survey: Path) -> list[Path]:
    found = survey.parent.glob(f"{glob.escape(survey.name)}.*.backup")
    return [path for path in found if _BACKUP.fullmatch(path.name.removeprefix(survey.name))]


def _number(survey: Path, backup: Path) -> int:
    fits = _BACKUP.fullmatch(backup.name.removeprefix(survey.name))
    return int(fits.group(1)) if fits else 0
