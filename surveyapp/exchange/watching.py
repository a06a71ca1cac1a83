"""A shared folder that is looked at again and again: what has arrived whole is handed on, once.

Notices of the file system do not cross network drives, so the folder is polled. A file counts as
arrived when two looks found it unchanged and its own header says that all of it is there. What
stays incomplete for long is handed on all the same: merging then says that it is cut short.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.exchange.envelope import open_envelope
from surveyapp.exchange.files import SUFFIX, read_within_limits

PATIENCE_S = 600.0
"""How long an incomplete file may lie unchanged before it is handed on to be refused."""


@dataclass(frozen=True)
class _Seen:
    """A file as the last look found it."""

    size: int
    changed_ns: int
    since: float


class FolderWatch:
    """Looks at one folder and the folders in it; ``now`` gives seconds and is replaced in tests."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic) -> None:
        self.folder = folder
        self._now = now
        self._seen: dict[Path, _Seen] = {}
        self._handed_on: dict[Path, tuple[int, int]] = {}

    def look(self) -> list[Path]:
        """The packages that have arrived since the last look, in the order of their names.

        Raises ``SurveyError`` where the folder cannot be reached; the next look tries again.
        """
        found = self._list()
        # What was taken away and put back is looked at anew.
        self._seen = {path: seen for path, seen in self._seen.items() if path in found}
        self._handed_on = {path: one for path, one in self._handed_on.items() if path in found}
        arrived: list[Path] = []
        for path, (size, changed) in sorted(found.items()):
            if self._handed_on.get(path) == (size, changed):
                continue
            if self._is_settled(path, size, changed):
                arrived.append(path)
                self._handed_on[path] = (size, changed)
        return arrived

    def _list(self) -> dict[Path, tuple[int, int]]:
        found: dict[Path, tuple[int, int]] = {}
        try:
            if not self.folder.is_dir():
                raise FileNotFoundError(2, "", str(self.folder))
            for path in self.folder.rglob(f"*{SUFFIX}"):
                state = path.stat()
                found[path] = (state.st_size, state.st_mtime_ns)
        except OSError as trouble:
            name, reason = self.folder.name, trouble.strerror or "?"
            raise SurveyError("exchange.folder-not-reached", name=name, reason=reason) from trouble
        return found

    def _is_settled(self, path: Path, size: int, changed: int) -> bool:
        before = self._seen.get(path)
        now = self._now()
        if before is None or (before.size, before.changed_ns) != (size, changed):
            self._seen[path] = _Seen(size, changed, now)
            return False
        return _is_whole(path) or now - before.since >= PATIENCE_S


def _is_whole(path: Path) -> bool:
    """Whether all is there that the header speaks of; what is no package is as whole as it gets."""
    try:
        envelope = open_envelope(read_within_limits(path))
    except SurveyError as trouble:
        return trouble.code not in ("exchange.cut-short", "core.cannot-read")
    return len(envelope.cipher) >= envelope.header.size
