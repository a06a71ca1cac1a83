"""What a package carries, as JSON lines: manifest, then revisions, receipts, documents, blobs, end.

Every reader checks the same things in the same order; what does not fit is refused whole.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto, limits
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_strictly, require_shape
from surveyapp.revisions import Revision, canonical_json, hash_revision, verify_revision

PART, PACKAGE = "part", "package"
"""What a blob is: a sealed attachment, or an original package that is passed on."""

_NOTHING = type(None)
_SHAPES: Mapping[str, Shape] = {
    "manifest": {"t": str, "to": list, "kind": str, "survey": str, "device": str, "epoch": int}
    | {"pkg": int, "n": int, "first": int, "last": int, "lines": int, "schema": int, "x": dict},
    "rev": {"t": str, "h": str, "ch": str, "fh": str, "w": int}
    | dict.fromkeys(("c", "f", "s"), (str, _NOTHING)),
    "receipt": {"t": str, "body": str, "signature": str},
    "doc": {"t": str, "kind": str, "body": dict},
    "blob": {"t": str, "kind": str, "hash": str, "index": int, "of": int, "data": str}
    | {"meta": dict},
    "end": {"t": str, "n": int},
}
_LEAVES: Mapping[str, Shape] = {
    "closed": {"salt": str, "answers": dict, "visits": list, "selection": dict},
    "free": {"salt": str, "answers": dict, "contact": dict, "paradata": dict, "reasons": dict},
}


@dataclass(frozen=True)
class Manifest:
    """Whom a package is for, and what its header says, repeated where nobody can change it."""

    to: tuple[bytes, ...]
    kind: str
    survey_id: str
    device: bytes
    epoch: int
    number: int
    count: int
    first: int
    last: int
    lines: int
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SignedText:
    """A receipt: canonical JSON and the office's signature over it."""

    body: str
    signature: bytes


@dataclass(frozen=True)
class Document:
    """One thing an office sends: a questionnaire, an assignment, a share of a quota."""

    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Blob:
    """Bytes named by their hash: a sealed attachment or an original package."""

    kind: str
    content: bytes
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hash(self) -> bytes:
        """Its name."""
        return crypto.digest(self.content)


@dataclass(frozen=True)
class Content:
    """Everything in a package."""

    revisions: tuple[Revision, ...] = ()
    receipts: tuple[SignedText, ...] = ()
    documents: tuple[Document, ...] = ()
    blobs: tuple[Blob, ...] = ()

    def body_lines(self) -> list[str]:
        """The lines between manifest and end, in the one order there is."""
        lines = [_revision_line(revision) for revision in self.revisions]
        lines += [
            canonical_json({"t": "receipt", "body": one.body, "signature": one.signature.hex()})
            for one in self.receipts
        ]
        lines += [
            canonical_json({"t": "doc", "kind": one.kind, "body": dict(one.body)})
            for one in self.documents
        ]
        for blob in self.blobs:
            lines.extend(_blob_lines(blob))
        return lines


def write_payload(manifest: Manifest, lines: list[str]) -> bytes:
    """The plain content of a package."""
    first = {
        "t": "manifest",
        "to": [device.hex() for device in manifest.to],
        "kind": manifest.kind,
        "survey": manifest.survey_id,
        "device": manifest.device.hex(),
        "epoch": manifest.epoch,
        "pkg": manifest.number,
        "n": manifest.count,
        "first": manifest.first,
        "last": manifest.last,
        "lines": manifest.lines,
        "schema": 1,
        "x": dict(manifest.extra),
    }
    last = canonical_json({"t": "end", "n": len(lines)})
    return "\n".join([canonical_json(first), *lines, last, ""]).encode()


class PayloadReader:
    """Takes content apart line by line, strictly."""

    def __init__(self, plain: bytes) -> None:
        if plain.count(b"\n") > limits.LINES + 2:
            raise SurveyError("exchange.too-many")
        try:
            self._lines = plain.decode().split("\n")
        except UnicodeDecodeError as trouble:
            raise SurveyError("exchange.bad-line", line=0) from trouble
        if len(self._lines) < 3 or self._lines[-1]:
            raise SurveyError("exchange.bad-line", line=len(self._lines))

    def manifest(self) -> Manifest:
        """The first line."""
        try:
            plain = _parse_line(self._lines[0], "manifest")
            to = tuple(bytes_of_hex(str(one), 16) for one in plain["to"])
            return Manifest(
                to,
                plain["kind"],
                plain["survey"],
                bytes_of_hex(plain["device"], 16),
                plain["epoch"],
                plain["pkg"],
                plain["n"],
                plain["first"],
                plain["last"],
                plain["lines"],
                plain["x"],
            )
        except ValueError as trouble:
            raise SurveyError("exchange.bad-manifest") from trouble

    def require_counts(self, manifest: Manifest) -> None:
        """Refuse where lines were taken away or added."""
        try:
            end = _parse_line(self._lines[-2], "end")
        except ValueError as trouble:
            raise SurveyError("exchange.wrong-count") from trouble
        revisions = sum(1 for line in self._lines if line.endswith('"t":"rev","w":0}'))
        revisions += sum(1 for line in self._lines if line.endswith('"t":"rev","w":1}'))
        if not (end["n"] == manifest.lines == len(self._lines) - 3 and revisions == manifest.count):
            raise SurveyError("exchange.wrong-count")

    def content(self) -> Content:
        """Everything between manifest and end."""
        revisions: list[Revision] = []
        receipts: list[SignedText] = []
        documents: list[Document] = []
        chunks: list[dict[str, Any]] = []
        for number, line in enumerate(self._lines[1:-2], start=2):
            try:
                plain = _parse_line(line, "")
                match plain["t"]:
                    case "rev":
                        revisions.append(_read_revision(plain))
                    case "receipt":
                        signature = bytes_of_hex(plain["signature"], 64)
                        receipts.append(SignedText(plain["body"], signature))
                    case "doc":
                        documents.append(Document(plain["kind"], plain["body"]))
                    case "blob":
                        chunks.append(plain)
                    case _:
                        raise SurveyError("exchange.bad-line", line=number)
            except ValueError as trouble:
                raise SurveyError("exchange.bad-line", line=number) from trouble
        blobs = tuple(_join_blobs(chunks))
        return Content(tuple(revisions), tuple(receipts), tuple(documents), blobs)


def require_leaves(revision: Revision) -> None:
    """Refuse leaves that do not fit their hashes or are not what leaves may be."""
    if verify_revision(revision):
        raise SurveyError("exchange.altered-revision", rev=revision.rev_id.hex()[:8])
    try:
        for kind, text in (("closed", revision.closed_text), ("free", revision.free_text)):
            if text is not None:
                _check_leaf(kind, text)
    except ValueError as trouble:
        raise SurveyError("exchange.bad-leaf", rev=revision.rev_id.hex()[:8]) from trouble


def _parse_line(line: str, expected: str) -> dict[str, Any]:
    if len(line) > limits.LINE:
        message = "a line is too long"
        raise ValueError(message)
    plain = parse_strictly(line)
    kind = plain.get("t") if isinstance(plain, dict) else None
    if not isinstance(kind, str) or kind not in _SHAPES or (expected and kind != expected):
        message = "not a line that may stand here"
        raise ValueError(message)
    require_shape(plain, _SHAPES[kind])
    return plain


def _revision_line(revision: Revision) -> str:
    sealed = revision.sealed
    return canonical_json(
        {
            "t": "rev",
            "h": revision.header_text,
            "ch": revision.closed_hash.hex(),
            "fh": revision.free_hash.hex(),
            "c": revision.closed_text,
            "f": revision.free_text,
            "s": None if sealed is None else base64.b64encode(sealed).decode(),
            "w": int(revision.withdrawn),
        }
    )


def _read_revision(plain: Mapping[str, Any]) -> Revision:
    closed_hash, free_hash = bytes_of_hex(plain["ch"], 32), bytes_of_hex(plain["fh"], 32)
    sealed = None if plain["s"] is None else base64.b64decode(plain["s"], validate=True)
    leaves = (plain["c"], plain["f"], sealed)
    if plain["w"] not in (0, 1) or (plain["w"] and leaves != (None, None, None)):
        message = "a withdrawn revision has no leaves"
        raise ValueError(message)
    header = plain["h"]
    if len(header) > limits.HEADER:
        message = "a revision's header is too long"
        raise ValueError(message)
    parse_strictly(header, limits.LEAF_DEPTH)
    rev_id = hash_revision(header, closed_hash, free_hash)
    revision = Revision(rev_id, header, closed_hash, free_hash, *leaves, bool(plain["w"]))
    _ = revision.header  # ValueError for a header that is not well formed
    return revision


def _check_leaf(kind: str, text: str) -> None:
    plain = parse_strictly(text, limits.LEAF_DEPTH)
    require_shape(plain, _LEAVES[kind])
    bytes_of_hex(plain["salt"], 16)
    if sum(len(value) for value in plain.values()) > limits.ITEMS + 32:
        message = "too many answers"
        raise ValueError(message)
    if len(text) > limits.CHARACTERS and any(
        isinstance(value, str) and len(value) > limits.CHARACTERS
        for value in plain["answers"].values()
    ):
        message = "an answer is too long"
        raise ValueError(message)


def _blob_lines(blob: Blob) -> Iterator[str]:
    chunks = range(0, max(len(blob.content), 1), limits.CHUNK)
    name = blob.hash.hex()
    for index, start in enumerate(chunks):
        yield canonical_json(
            {
                "t": "blob",
                "kind": blob.kind,
                "hash": name,
                "index": index,
                "of": len(chunks),
                "data": base64.b64encode(blob.content[start : start + limits.CHUNK]).decode(),
                "meta": dict(blob.meta) if index == 0 else {},
            }
        )


def _join_blobs(chunks: list[dict[str, Any]]) -> Iterator[Blob]:
    position = 0
    while position < len(chunks):
        first = chunks[position]
        run = chunks[position : position + max(first["of"], 1)]
        fits = len(run) == first["of"] and all(
            chunk["index"] == index and chunk["hash"] == first["hash"]
            for index, chunk in enumerate(run)
        )
        if not fits or first["kind"] not in (PART, PACKAGE):
            raise SurveyError("exchange.bad-part", hash=first["hash"][:8])
        try:
            content = b"".join(base64.b64decode(chunk["data"], validate=True) for chunk in run)
        except ValueError as trouble:
            raise SurveyError("exchange.bad-part", hash=first["hash"][:8]) from trouble
        blob = Blob(first["kind"], content, first["meta"])
        if blob.hash.hex() != first["hash"]:
            raise SurveyError("exchange.bad-part", hash=first["hash"][:8])
        yield blob
        position += len(run)
