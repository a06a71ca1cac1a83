"""Revisions: what is kept of an interview, its canonical text and its hashes.

A revision is a header and two leaves. The closed leaf holds coded answers, visits and selection;
the free leaf holds whatever may identify a person. Each leaf carries its own salt, so a withdrawn
leaf can be destroyed without anybody being able to guess it from its hash, and the chain of
revisions still verifies. Text is canonical JSON, hashed as it stands and never re-written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

FORMAT = 1
DRAFT, FINAL, CORRECTION, MERGE, WITHDRAW = "draft", "final", "correction", "merge", "withdraw"
KINDS = (DRAFT, FINAL, CORRECTION, MERGE, WITHDRAW)
MODES = ("face_to_face", "telephone", "self", "paper")
NOTHING_BEFORE = bytes(32)
"""What the first revision of a device and epoch names as its predecessor."""

_LEAF_PREFIX = b"svy-leaf-1\0"
_REVISION_PREFIX = b"svy-rev-1\0"
_TEXTS = ("iid", "device", "author", "kind", "form", "q", "wave", "unit", "mode", "disposition")
_HEADER_KEYS = frozenset(
    {"v", "epoch", "seq", "hlc", "prev", "parents", "at", "visits", "x", *_TEXTS}
)

Answers = Mapping[str, Any]
"""Path to JSON value, or ``{"special": "refused"}``, ``{"special": "dont_know"}``."""


@dataclass(frozen=True)
class Header:
    """What everybody may read of a revision. ``questionnaire`` is a content hash."""

    iid: str
    device: bytes
    epoch: int
    seq: int
    hlc: int
    author: str
    kind: str
    form: str
    questionnaire: str
    wave: str
    unit: str
    mode: str
    disposition: str
    previous: bytes
    parents: tuple[bytes, ...]
    at: str
    visits: int
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_text(self) -> str:
        """The canonical text that is hashed."""
        plain = {
            "v": FORMAT,
            "iid": self.iid,
            "device": self.device.hex(),
            "epoch": self.epoch,
            "seq": self.seq,
            "hlc": self.hlc,
            "author": self.author,
            "kind": self.kind,
            "form": self.form,
            "q": self.questionnaire,
            "wave": self.wave,
            "unit": self.unit,
            "mode": self.mode,
            "disposition": self.disposition,
            "prev": self.previous.hex(),
            "parents": [parent.hex() for parent in self.parents],
            "at": self.at,
            "visits": self.visits,
            "x": dict(self.extra),
        }
        return canonical_json(plain)

    @classmethod
    def from_text(cls, text: str) -> Header:
        """Read what ``to_text`` wrote; ``ValueError`` for anything else, canonical or not."""
        plain = _header_of(text)
        device, previous = bytes.fromhex(plain["device"]), bytes.fromhex(plain["prev"])
        parents = tuple(bytes.fromhex(parent) for parent in plain["parents"])
        if len(device) != 16 or any(len(one) != 32 for one in (previous, *parents)):
            message = "an id of a revision's header has the wrong length"
            raise ValueError(message)
        return cls(
            plain["iid"],
            device,
            plain["epoch"],
            plain["seq"],
            plain["hlc"],
            plain["author"],
            plain["kind"],
            plain["form"],
            plain["q"],
            plain["wave"],
            plain["unit"],
            plain["mode"],
            plain["disposition"],
            previous,
            parents,
            plain["at"],
            plain["visits"],
            plain["x"],
        )


@dataclass(frozen=True)
class LeafVisit:
    """A contact attempt as the closed leaf keeps it: without notes and appointments."""

    number: int
    at: str
    mode: str
    result: str
    surveyor: str


@dataclass(frozen=True)
class ClosedLeaf:
    """Coded answers by path, the visits, and how the respondent was selected."""

    answers: Answers = field(default_factory=dict)
    visits: tuple[LeafVisit, ...] = ()
    selection: Mapping[str, Any] = field(default_factory=dict)
    salt: str = ""
    """32 hexadecimal digits; drawn when the leaf is written, where empty."""

    def to_text(self) -> str:
        """The canonical text that is hashed."""
        plain = {
            "salt": self.salt or new_salt(),
            "answers": dict(self.answers),
            "visits": [dict(vars(visit)) for visit in self.visits],
            "selection": dict(self.selection),
        }
        return canonical_json(plain)

    @classmethod
    def from_text(cls, text: str) -> ClosedLeaf:
        """Read what ``to_text`` wrote; ``ValueError`` for anything else."""
        try:
            plain = json.loads(text)
            visits = tuple(LeafVisit(**visit) for visit in plain["visits"])
            return cls(plain["answers"], visits, plain["selection"], plain["salt"])
        except (KeyError, TypeError) as trouble:
            message = "not a closed leaf"
            raise ValueError(message) from trouble


@dataclass(frozen=True)
class FreeLeaf:
    """Free text by path, contact data, paradata and the reasons for overridden checks."""

    answers: Answers = field(default_factory=dict)
    contact: Mapping[str, str] = field(default_factory=dict)
    paradata: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    salt: str = ""

    def to_text(self) -> str:
        """The canonical text that is hashed."""
        plain = {
            "salt": self.salt or new_salt(),
            "answers": dict(self.answers),
            "contact": dict(self.contact),
            "paradata": dict(self.paradata),
            "reasons": dict(self.reasons),
        }
        return canonical_json(plain)

    @classmethod
    def from_text(cls, text: str) -> FreeLeaf:
        """Read what ``to_text`` wrote; ``ValueError`` for anything else."""
        try:
            plain = json.loads(text)
            parts = ("answers", "contact", "paradata", "reasons", "salt")
            return cls(*(plain[part] for part in parts))
        except (KeyError, TypeError) as trouble:
            message = "not a free leaf"
            raise ValueError(message) from trouble


@dataclass(frozen=True)
class Revision:
    """One revision as it is stored and carried. The texts are exactly what was hashed.

    A leaf is ``None`` where it was withdrawn, or lies sealed to the offices in ``sealed``.
    """

    rev_id: bytes
    header_text: str
    closed_hash: bytes
    free_hash: bytes
    closed_text: str | None
    free_text: str | None
    sealed: bytes | None = None
    withdrawn: bool = False
    arrived_in: bytes | None = None
    """The package it came in; ``None`` for what was made here."""
    arrived_at: str = ""

    @cached_property
    def header(self) -> Header:
        """The header as a record."""
        return Header.from_text(self.header_text)

    @cached_property
    def closed(self) -> ClosedLeaf | None:
        """The closed leaf as a record, where it can be read here."""
        return None if self.closed_text is None else ClosedLeaf.from_text(self.closed_text)

    @cached_property
    def free(self) -> FreeLeaf | None:
        """The free leaf as a record, where it can be read here."""
        return None if self.free_text is None else FreeLeaf.from_text(self.free_text)

    def without_leaves(self) -> Revision:
        """The same revision after its leaves were destroyed: id, header and hashes stay."""
        return replace(self, closed_text=None, free_text=None, sealed=None, withdrawn=True)


def make_revision(header: Header, closed: ClosedLeaf, free: FreeLeaf) -> Revision:
    """Write header and leaves as canonical text and name the revision by their hash."""
    closed_text, free_text = closed.to_text(), free.to_text()
    closed_hash, free_hash = hash_leaf(closed_text), hash_leaf(free_text)
    header_text = header.to_text()
    rev_id = hash_revision(header_text, closed_hash, free_hash)
    return Revision(rev_id, header_text, closed_hash, free_hash, closed_text, free_text)


def verify_revision(revision: Revision) -> tuple[str, ...]:
    """The parts that do not fit their hash: ``header``, ``closed``, ``free``; empty if all do.

    ``header`` also stands for an id that is not the hash of header and leaves.
    """
    damaged: list[str] = []
    expected = hash_revision(revision.header_text, revision.closed_hash, revision.free_hash)
    if expected != revision.rev_id:
        damaged.append("header")
    for part, text, digest in (
        ("closed", revision.closed_text, revision.closed_hash),
        ("free", revision.free_text, revision.free_hash),
    ):
        missing = text is None and not revision.withdrawn and revision.sealed is None
        if missing or (text is not None and hash_leaf(text) != digest):
            damaged.append(part)
    return tuple(damaged)


def canonical_json(value: Any) -> str:
    """The one text of a JSON value that is hashed and signed."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def hash_leaf(text: str) -> bytes:
    """The hash that a header's id covers in place of the leaf."""
    return hashlib.sha256(_LEAF_PREFIX + text.encode()).digest()


def hash_revision(header_text: str, closed_hash: bytes, free_hash: bytes) -> bytes:
    """The id of a revision."""
    return hashlib.sha256(
        _REVISION_PREFIX + header_text.encode() + closed_hash + free_hash
    ).digest()


def new_salt() -> str:
    """Sixteen random bytes for one leaf."""
    return os.urandom(16).hex()


def heads_of(revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Those of one interview's revisions that no other names as parent, the greatest last."""
    named = {parent for revision in revisions for parent in revision.header.parents}
    heads = [revision for revision in revisions if revision.rev_id not in named]
    return tuple(sorted(heads, key=lambda one: (one.header.hlc, one.rev_id)))


def _header_of(text: str) -> dict[str, Any]:
    plain = json.loads(text)
    if not isinstance(plain, dict) or plain.keys() != _HEADER_KEYS or plain["v"] != FORMAT:
        message = "not the header of a revision"
        raise ValueError(message)
    numbers = ("epoch", "seq", "hlc", "visits")
    typed = (
        all(type(plain[name]) is int and 0 <= plain[name] < 2**63 for name in numbers)
        and all(isinstance(plain[name], str) for name in (*_TEXTS, "prev", "at"))
        and isinstance(plain["x"], dict)
        and isinstance(plain["parents"], list)
        and all(isinstance(parent, str) for parent in plain["parents"])
    )
    if not typed or plain["kind"] not in KINDS or canonical_json(plain) != text:
        message = "the header of a revision is not well formed"
        raise ValueError(message)
    return plain
