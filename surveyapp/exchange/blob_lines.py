"""How a package carries bytes named by their hash: sealed attachments, and packages passed on.

Format 1 wrote them as base64 in lines; format 2 has a line for each and the bytes behind the lines.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.documents import Shape

PART, PACKAGE = "part", "package"
"""What a blob is: a sealed attachment, or an original package that is passed on."""

_NAMED: Shape = {"t": str, "kind": str, "hash": str, "meta": dict}
BLOB_SHAPES: Mapping[int, Shape] = {
    1: {**_NAMED, "index": int, "of": int, "data": str},
    2: {**_NAMED, "len": int},
}
"""Format to the fields of a blob's line."""


@dataclass(frozen=True)
class Blob:
    """Bytes named by their hash."""

    kind: str
    content: bytes
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hash(self) -> bytes:
        """Its name."""
        return crypto.digest(self.content)

    def plain(self) -> dict[str, Any]:
        """Its line in the newest format."""
        named = {"t": "blob", "kind": self.kind, "hash": self.hash.hex()}
        return {**named, "len": len(self.content), "meta": dict(self.meta)}


class Tail:
    """The bytes behind the lines, given out in their order; every one of them must be asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, length: int) -> bytes:
        """The next so many bytes; ``ValueError`` where there are fewer."""
        if not 0 <= length <= len(self._content) - self._at:
            message = "fewer bytes follow than the line says"
            raise ValueError(message)
        self._at += length
        return self._content[self._at - length : self._at]

    def require_end(self) -> None:
        """Refuse bytes that no line speaks of."""
        if self._at != len(self._content):
            raise SurveyError("exchange.wrong-count")


def take_blobs(lines: Sequence[Mapping[str, Any]], tail: Tail) -> Iterator[Blob]:
    """The blobs of format 2."""
    for line in lines:
        try:
            content = tail.take(line["len"])
        except ValueError as trouble:
            raise SurveyError("exchange.bad-part", hash=line["hash"][:8]) from trouble
        yield _checked(line, content)


def join_chunks(chunks: Sequence[Mapping[str, Any]]) -> Iterator[Blob]:
    """The blobs of format 1, each on one line or several."""
    position = 0
    while position < len(chunks):
        first = chunks[position]
        run = chunks[position : position + max(first["of"], 1)]
        fits = len(run) == first["of"] and all(
            chunk["index"] == index and chunk["hash"] == first["hash"]
            for index, chunk in enumerate(run)
        )
        if not fits:
            raise SurveyError("exchange.bad-part", hash=first["hash"][:8])
        try:
            content = b"".join(base64.b64decode(chunk["data"], validate=True) for chunk in run)
        except ValueError as trouble:
            raise SurveyError("exchange.bad-part", hash=first["hash"][:8]) from trouble
        yield _checked(first, content)
        position += len(run)


def _checked(line: Mapping[str, Any], content: bytes) -> Blob:
    blob = Blob(line["kind"], content, line["meta"])
    if blob.kind not in (PART, PACKAGE) or blob.hash.hex() != line["hash"]:
        raise SurveyError("exchange.bad-part", hash=line["hash"][:8])
    return blob
