"""What a package carries, as JSON lines: manifest, then revisions, receipts, documents, blobs, end.

In format 2 the length of the lines stands before them (4 bytes, big endian) and the bytes that
they speak of behind them: sealed leaves, then blobs. Format 1 is lines alone. Every reader checks
the same things in the same order; what does not fit is refused whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange import limits
from surveyapp.exchange.blob_lines import BLOB_SHAPES, Blob, Tail, join_chunks, take_blobs
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_strictly, require_shape
from surveyapp.exchange.revision_lines import NEWEST, SHAPES, read_revisions, revision_lines
from surveyapp.revisions import Revision, canonical_json, verify_revision

_SHAPES: Mapping[str, Shape] = {
    "manifest": {"t": str, "to": list, "kind": str, "survey": str, "device": str, "epoch": int}
    | {"pkg": int, "n": int, "first": int, "last": int, "lines": int, "schema": int, "x": dict},
    "receipt": {"t": str, "body": str, "signature": str},
    "doc": {"t": str, "kind": str, "body": dict},
    "end": {"t": str, "n": int},
}
ANYTHING = frozenset({"rev", "receipt", "doc", "blob"})
_REVISION = (b'"t":"rev","w":0}', b'"t":"rev","w":1}')
_DATA = b'{"data":"'
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
class Content:
    """Everything in a package."""

    revisions: tuple[Revision, ...] = ()
    receipts: tuple[SignedText, ...] = ()
    documents: tuple[Document, ...] = ()
    blobs: tuple[Blob, ...] = ()

    def body_lines(self) -> list[str]:
        """The lines between manifest and end, in the one order there is."""
        lines = revision_lines(self.revisions)
        lines += [
            canonical_json({"t": "receipt", "body": one.body, "signature": one.signature.hex()})
            for one in self.receipts
        ]
        lines += [
            canonical_json({"t": "doc", "kind": one.kind, "body": dict(one.body)})
            for one in self.documents
        ]
        lines += [canonical_json(blob.plain()) for blob in self.blobs]
        return lines

    def tail(self) -> bytes:
        """The bytes that the lines speak of, in their order."""
        seals = (one.sealed or b"" for one in self.revisions)
        return b"".join((*seals, *(blob.content for blob in self.blobs)))


def write_payload(manifest: Manifest, lines: list[str], tail: bytes = b"") -> bytes:
    """The plain content of a package, in the newest format."""
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
    text = "\n".join([canonical_json(first), *lines, last, ""]).encode()
    return len(text).to_bytes(4, "big") + text + tail


class PayloadReader:
    """Takes content apart line by line, strictly."""

    def __init__(self, plain: bytes, version: int = NEWEST) -> None:
        self._version = version
        self._shapes = {**_SHAPES, "rev": SHAPES[version], "blob": BLOB_SHAPES[version]}
        text, self._tail = _divide(plain) if version > 1 else (plain, b"")
        if text.count(b"\n") > limits.LINES + 2:
            raise SurveyError("exchange.too-many")
        self._lines = text.split(b"\n")
        if len(self._lines) < 3 or self._lines[-1]:
            raise SurveyError("exchange.bad-line", line=len(self._lines))
        # What is parsed takes many times its text; bytes in lines of format 1 do not.
        if sum(len(one) for one in self._lines if not one.startswith(_DATA)) > limits.TEXT:
            raise SurveyError("exchange.too-many")

    def manifest(self) -> Manifest:
        """The first line."""
        try:
            plain = self._parse(self._lines[0], "manifest")
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
            end = self._parse(self._lines[-2], "end")
        except ValueError as trouble:
            raise SurveyError("exchange.wrong-count") from trouble
        revisions = sum(1 for line in self._lines if line.endswith(_REVISION))
        if not (end["n"] == manifest.lines == len(self._lines) - 3 and revisions == manifest.count):
            raise SurveyError("exchange.wrong-count")

    def content(self, allowed: frozenset[str] = ANYTHING) -> Content:
        """Everything between manifest and end; only lines of the kinds ``allowed`` may be there."""
        revisions: list[tuple[int, dict[str, Any]]] = []
        receipts: list[SignedText] = []
        documents: list[Document] = []
        chunks: list[dict[str, Any]] = []
        for number, line in enumerate(self._lines[1:-2], start=2):
            try:
                plain = self._parse(line, "")
                if plain["t"] not in allowed:
                    raise SurveyError("exchange.bad-line", line=number)
                match plain["t"]:
                    case "rev":
                        revisions.append((number, plain))
                    case "receipt":
                        signature = bytes_of_hex(plain["signature"], 64)
                        receipts.append(SignedText(plain["body"], signature))
                    case "doc":
                        documents.append(Document(plain["kind"], plain["body"]))
                    case "blob":
                        _require_small(plain["meta"])
                        chunks.append(plain)
                    case _:
                        raise SurveyError("exchange.bad-line", line=number)
            except ValueError as trouble:
                raise SurveyError("exchange.bad-line", line=number) from trouble
        tail = Tail(self._tail)
        found = read_revisions(revisions, tail)
        blobs = tuple(join_chunks(chunks) if self._version == 1 else take_blobs(chunks, tail))
        tail.require_end()
        return Content(found, tuple(receipts), tuple(documents), blobs)

    def _parse(self, line: bytes, expected: str) -> dict[str, Any]:
        if len(line) > limits.LINE:
            message = "a line is too long"
            raise ValueError(message)
        plain = parse_strictly(line.decode())
        kind = plain.get("t") if isinstance(plain, dict) else None
        if not isinstance(kind, str) or kind not in self._shapes or expected not in ("", kind):
            message = "not a line that may stand here"
            raise ValueError(message)
        require_shape(plain, self._shapes[kind])
        return plain


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


def _require_small(meta: Mapping[str, Any]) -> None:
    if len(meta) > limits.EXTRAS or not all(isinstance(one, str) for one in meta.values()):
        message = "more is said about the bytes than may be"
        raise ValueError(message)


def _divide(plain: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(plain[:4], "big")
    if len(plain) < 4 + length:
        raise SurveyError("exchange.wrong-count")
    return plain[4 : 4 + length], plain[4 + length :]
