"""Reading an update file: every field is checked, and nothing but a whole installer is written.

Order of the checks: format, shape, signature, length; then, as bytes pass, the hash.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from surveyapp import __version__
from surveyapp.errors import SurveyError
from surveyapp.exchange.crypto import signature_holds
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_document
from surveyapp.files import writing_whole
from surveyapp.progress import Progress
from surveyapp.updates.publishers import fingerprint_of
from surveyapp.versions import is_older, order_of

SUFFIX = ".svu"
FORMAT = 1
MAGIC = b"surveyapp-update-"
PREFIX = b"svy-update-v1\0"
"""Before the head when it is signed, so that no other signature can stand for it."""
SHAPE: Shape = {
    "format": int,
    "version": str,
    "commit": str,
    "date": str,
    "system": str,
    "machine": str,
    "name": str,
    "size": int,
    "sha256": str,
    "changes": dict,
    "publisher": str,
}
LARGEST_HEAD = 64 * 1024
LARGEST = 500 * 1024 * 1024
"""Bytes of an installer."""
_BLOCK = 1024 * 1024
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}\.(deb|run|exe)")
_COMMIT = re.compile(r"[0-9a-f]{7,40}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SYSTEMS = ("linux", "win32")


@dataclass(frozen=True)
class Update:
    """What the signed head of an update file says, and where its installer begins."""

    path: Path
    version: str
    commit: str
    date: str
    system: str
    machine: str
    name: str
    """Of the installer."""
    size: int
    sha256: bytes
    changes: Mapping[str, str]
    """What is new, by language."""
    publisher: bytes
    """Public key of who signed it."""
    start: int
    """Where the installer begins in the file."""

    @property
    def fingerprint(self) -> str:
        """Of the publisher, as it is told by telephone."""
        return fingerprint_of(self.publisher)

    @property
    def is_newer(self) -> bool:
        """Whether it holds a later version than the one that is running."""
        return is_older(__version__, than=self.version)


def read_update(path: Path) -> Update:
    """The head of an update file, signed by whom it names; the installer is not looked at yet.

    Raises ``SurveyError`` where it is none, of a newer format, damaged, cut short or not signed.
    """
    try:
        with path.open("rb") as file:
            lines = [_line(file) for _line_of_head in range(3)]
            start, size = file.tell(), path.stat().st_size
    except OSError as trouble:
        reason = trouble.strerror or "?"
        raise SurveyError("core.cannot-read", name=path.name, reason=reason) from trouble
    _require_format(lines[0], path)
    try:
        update = _read_head(path, lines[1].decode("utf-8"), start)
        signature = bytes_of_hex(lines[2].decode("ascii"), 64)
    except (ValueError, RecursionError) as trouble:
        raise SurveyError("updates.damaged", name=path.name) from trouble
    if not signature_holds(update.publisher, PREFIX, lines[1], signature):
        raise SurveyError("updates.bad-signature", name=path.name)
    if size < start + update.size:
        raise SurveyError("updates.cut-short", name=path.name)
    if size > start + update.size:
        raise SurveyError("updates.damaged", name=path.name)
    return update


def require_fit(
    update: Update,
    *,
    older_too: bool = False,
    system: str = sys.platform,
    machine: str = "",
) -> None:
    """Refuse what is for another kind of computer, or (unless wanted) not newer than this."""
    here = machine or machine_name()
    if (update.system, update.machine) != (system, here):
        raise SurveyError(
            "updates.other-system",
            name=update.path.name,
            wanted=f"{update.system} {update.machine}",
            here=f"{system} {here}",
        )
    if order_of(update.version) == order_of(__version__) and not older_too:
        raise SurveyError("updates.same", version=update.version)
    if is_older(update.version) and not older_too:
        raise SurveyError("updates.older", version=update.version, running=__version__)


def unpack(update: Update, folder: Path, progress: Progress | None = None) -> Path:
    """Write the installer into a folder, whole and with the signed hash, or nothing."""
    target = folder / update.name
    progress = progress or Progress()
    found, done = hashlib.sha256(), 0
    with writing_whole(target) as out:
        for block in _blocks(update):
            progress.step(done, update.size, update.name)
            found.update(block)
            done += len(block)
            out.write(block)
        if found.digest() != update.sha256 or done != update.size:
            raise SurveyError("updates.damaged", name=update.path.name)
    progress.step(update.size, update.size, update.name)
    return target


def machine_name() -> str:
    """The processor as packages name it."""
    found = platform.machine().lower()
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(found, found)


def _line(file: BinaryIO) -> bytes:
    line = file.readline(LARGEST_HEAD + 1)
    return line[:-1] if line.endswith(b"\n") else b""


def _require_format(line: bytes, path: Path) -> None:
    number = line.removeprefix(MAGIC)
    if not line.startswith(MAGIC) or not re.fullmatch(rb"[1-9]\d{0,5}", number):
        raise SurveyError("updates.not-an-update", name=path.name)
    if int(number) > FORMAT:
        raise SurveyError("updates.newer-format", name=path.name)


def _read_head(path: Path, text: str, start: int) -> Update:
    plain = parse_document(text, SHAPE)
    _require_plain(plain)
    return Update(
        path,
        plain["version"],
        plain["commit"],
        plain["date"],
        plain["system"],
        plain["machine"],
        plain["name"],
        plain["size"],
        bytes_of_hex(plain["sha256"], 32),
        dict(plain["changes"]),
        bytes_of_hex(plain["publisher"], 32),
        start,
    )


def _require_plain(plain: Mapping[str, Any]) -> None:
    """``ValueError`` for values that no update of ours has."""
    changes = plain["changes"]
    fits = (
        plain["format"] == FORMAT,
        _VERSION.fullmatch(plain["version"]),
        _NAME.fullmatch(plain["name"]),
        plain["system"] in _SYSTEMS,
        0 < plain["size"] <= LARGEST,
        _COMMIT.fullmatch(plain["commit"]),
        _DATE.fullmatch(plain["date"]),
        plain["machine"].isidentifier(),
        all(isinstance(text, str) and _is_plain(text) for text in changes.values()),
    )
    if not all(fits):
        message = "a field has a value that no update has"
        raise ValueError(message)


def _is_plain(text: str) -> bool:
    """No character that moves a terminal's cursor or colours its lines."""
    return text.replace("\n", "").isprintable()


def _blocks(update: Update) -> Iterator[bytes]:
    left = update.size
    try:
        with update.path.open("rb") as file:
            file.seek(update.start)
            while left and (block := file.read(min(_BLOCK, left))):
                left -= len(block)
                yield block
    except OSError as trouble:  # a stick that was pulled out
        reason = trouble.strerror or "?"
        raise SurveyError("core.cannot-read", name=update.path.name, reason=reason) from trouble
