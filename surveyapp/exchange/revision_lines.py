"""How a package's lines carry revisions, in format 1 and format 2.

Format 1 holds each sealed leaf in its line. Format 2 leaves out what the revision before says
already (the chain), and puts all sealed leaves behind the lines: text among text and random bytes
among random bytes deflate to a fifth less.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange import limits
from surveyapp.exchange.blob_lines import Tail
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_strictly
from surveyapp.revisions import Revision, canonical_json, hash_revision

NEWEST = 2
"""The format that is written."""

_NOTHING = type(None)
_LEAVES = dict.fromkeys(("c", "f"), (str, _NOTHING))
_FIRST: Shape = {"t": str, "h": str, "ch": str, "fh": str, "w": int, "s": (str, _NOTHING)}
_SECOND: Shape = {"t": str, "h": str, "ch": str, "fh": str, "w": int, "s": (int, _NOTHING)}
SHAPES: Mapping[int, Shape] = {1: {**_FIRST, **_LEAVES}, 2: {**_SECOND, **_LEAVES, "p": int}}
"""Format to the fields of a revision's line. ``s``: the sealed leaf, or how long it is; ``p``: 1
where the header's ``prev`` is the revision before, and left out."""

_LEFT_OUT = '"prev":""'
Line = tuple[int, Mapping[str, Any]]
"""The number of a line, and what it says."""


def revision_lines(revisions: Iterable[Revision]) -> list[str]:
    """Lines in the newest format; the sealed leaves are to follow behind all lines."""
    lines: list[str] = []
    before = b""
    for revision in revisions:
        header, follows = _shorten(revision, before)
        plain = {
            "t": "rev",
            "h": header,
            "p": int(follows),
            "ch": revision.closed_hash.hex(),
            "fh": revision.free_hash.hex(),
            "c": revision.closed_text,
            "f": revision.free_text,
            "s": None if revision.sealed is None else len(revision.sealed),
            "w": int(revision.withdrawn),
        }
        lines.append(canonical_json(plain))
        before = revision.rev_id
    return lines


def read_revisions(lines: Sequence[Line], tail: Tail) -> tuple[Revision, ...]:
    """The revisions of lines that have the shape of their format."""
    revisions: list[Revision] = []
    before = b""
    for number, plain in lines:
        try:
            revisions.append(_read(plain, _sealed_of(plain["s"], tail), before))
        except ValueError as trouble:
            raise SurveyError("exchange.bad-line", line=number) from trouble
        before = revisions[-1].rev_id
    return tuple(revisions)


def _shorten(revision: Revision, before: bytes) -> tuple[str, bool]:
    text = revision.header_text
    if not before or revision.header.previous != before:
        return text, False
    # What stands before "prev" in canonical order are texts and numbers: the first is the one.
    return text.replace(f'"prev":"{before.hex()}"', _LEFT_OUT, 1), True


def _sealed_of(found: str | int | None, tail: Tail) -> bytes | None:
    if isinstance(found, str):
        return base64.b64decode(found, validate=True)
    return None if found is None else tail.take(found)


def _read(plain: Mapping[str, Any], sealed: bytes | None, before: bytes) -> Revision:
    closed_hash, free_hash = bytes_of_hex(plain["ch"], 32), bytes_of_hex(plain["fh"], 32)
    leaves = (plain["c"], plain["f"], sealed)
    if plain["w"] not in (0, 1) or (plain["w"] and leaves != (None, None, None)):
        message = "a withdrawn revision has no leaves"
        raise ValueError(message)
    header = _complete(plain, before)
    if len(header) > limits.HEADER:
        message = "a revision's header is too long"
        raise ValueError(message)
    _require_small(parse_strictly(header, limits.LEAF_DEPTH))
    rev_id = hash_revision(header, closed_hash, free_hash)
    revision = Revision(rev_id, header, closed_hash, free_hash, *leaves, bool(plain["w"]))
    _ = revision.header  # ValueError for a header that is not well formed
    return revision


def _require_small(header: Any) -> None:
    """A header stays in memory until the package is merged: its open part must not swell."""
    extra = header.get("x") if isinstance(header, dict) else None
    if not isinstance(extra, dict) or len(extra) > limits.EXTRAS:
        message = "a revision's header says more than it may"
        raise ValueError(message)
    if any(isinstance(one, dict | list) and len(one) > limits.EXTRAS for one in extra.values()):
        message = "a revision's header says more than it may"
        raise ValueError(message)


def _complete(plain: Mapping[str, Any], before: bytes) -> str:
    follows = plain.get("p", 0)
    if follows not in (0, 1) or (follows and (not before or _LEFT_OUT not in plain["h"])):
        message = "there is no revision before"
        raise ValueError(message)
    if not follows:
        return plain["h"]
    return plain["h"].replace(_LEFT_OUT, f'"prev":"{before.hex()}"', 1)
