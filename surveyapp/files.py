"""Files for others: what stands under the final name is whole, on the disk, and read back.

Whoever writes a file in this program writes it here. A crash, a full disk or a stick pulled out
leaves at most a ``.part``; what stood under the name before stands there still.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from surveyapp.errors import SurveyError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, make durable, rename, make the folder durable, read back and compare.

    Raises ``SurveyError`` where there is no room, no right, or the disk gives back other bytes.
    """
    with writing_whole(path, lambda beside: beside.read_bytes() == content) as file:
        file.write(content)


@contextmanager
def writing_whole(path: Path, agrees: Callable[[Path], bool] | None = None) -> Generator[BinaryIO]:
    """Give a file to write to, which takes its name when the block ends without an error."""
    beside = path.with_name(path.name + ".part")
    try:
        with refusals_said(path):
            with beside.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if agrees and not agrees(beside):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            replace_durably(beside, path)
    finally:
        _clear(beside)


def write_text(path: Path, text: str) -> None:
    """The same with text, as UTF-8."""
    write_whole(path, text.encode("utf-8"))


@contextmanager
def refusals_said(path: Path) -> Generator[None]:
    """Say in our words what the disk refuses while a file is written."""
    try:
        yield
    except OSError as trouble:
        raise _refusal(trouble, path) from trouble


def make_durable(path: Path) -> None:
    """Have the content of a file on the disk when this returns."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def replace_durably(path: Path, target: Path) -> None:
    """Rename a durable file, and have the new name on the disk when this returns."""
    path.replace(target)
    if os.name != "nt":  # Windows makes a rename durable by itself and opens no folders
        descriptor = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clear(beside: Path) -> None:
    try:
        beside.unlink(missing_ok=True)
    except OSError:
        return  # a stick that is gone took it along; the sentence was said already


def _refusal(trouble: OSError, path: Path) -> SurveyError:
    if trouble.errno in FULL:
        return SurveyError("core.no-room", name=path.name)
    if trouble.errno in READ_ONLY:
        return SurveyError("core.may-not-write", name=path.name)
    return SurveyError("core.not-written", name=path.name, reason=trouble.strerror or "?")
