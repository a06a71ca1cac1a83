r"""Package formats 1 and 2: what stands around the ciphertext, and is checked without any key.

::

    8 B  "SVYPKG" 0x00, major version
    4 B  length of the header, big endian
    header   canonical JSON
    64 B Ed25519 by the sender over "svy-package-v1\0" (or v2) + header
    rest     age v1 ciphertext of deflated JSON lines

The header covers the ordered revision ids (``revs_root``) and the ciphertext (``cipher_sha256``):
an office without the key can check a package, and after a withdrawal the ciphertext can be
destroyed while header, ids and signature still prove the rest. Format 2 differs in how the lines
inside carry revisions (``revision_lines``); format 1 is no longer written and read for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto, limits
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_document
from surveyapp.exchange.revision_lines import NEWEST
from surveyapp.revisions import canonical_json

MAGIC = b"SVYPKG\0"
FORMATS = (1, 2)
FIELD, RETURN, RELAY, RECEIPT, WITHDRAWAL = "field", "return", "relay", "receipt", "withdrawal"
KINDS = (FIELD, RETURN, RELAY, RECEIPT, WITHDRAWAL)
NO_PACKAGE = bytes(32)
"""What the first package of a sender names as the one before."""

_SIGNATURE = 64
_START = len(MAGIC) + 1 + 4
_ROOT = b"svy-revs-1\0"
_SHAPE: Shape = {
    **dict.fromkeys(("v", "epoch", "pkg", "first", "last", "n", "len"), int),
    **dict.fromkeys(("kind", "survey", "device", "key", "prev", "revs_root"), str),
    **dict.fromkeys(("cipher_sha256", "at", "app"), str),
    "x": dict,
}


@dataclass(frozen=True)
class PackageHeader:
    """What everybody may read of a package. ``number`` rises by one per sender and epoch."""

    kind: str
    survey_id: str
    device: bytes
    key: bytes
    """The Ed25519 key it is signed with; trusted only if it is the one we know."""
    epoch: int
    number: int
    previous: bytes
    first: int
    last: int
    count: int
    revisions_root: bytes
    size: int
    cipher_hash: bytes
    at: str
    app: str
    extra: Mapping[str, Any] = field(default_factory=dict)
    version: int = NEWEST

    def to_text(self) -> str:
        """The canonical text that is signed."""
        return canonical_json(
            {
                "v": self.version,
                "kind": self.kind,
                "survey": self.survey_id,
                "device": self.device.hex(),
                "key": self.key.hex(),
                "epoch": self.epoch,
                "pkg": self.number,
                "prev": self.previous.hex(),
                "first": self.first,
                "last": self.last,
                "n": self.count,
                "revs_root": self.revisions_root.hex(),
                "len": self.size,
                "cipher_sha256": self.cipher_hash.hex(),
                "at": self.at,
                "app": self.app,
                "x": dict(self.extra),
            }
        )

    @classmethod
    def from_text(cls, text: str) -> PackageHeader:
        """Read what ``to_text`` wrote; ``ValueError`` for anything else."""
        plain = parse_document(text, _SHAPE)
        bytes_of_hex(plain["survey"], 16)
        numbers = (plain[name] for name in ("epoch", "pkg", "first", "last", "n", "len"))
        if plain["v"] not in FORMATS or plain["kind"] not in KINDS or min(numbers) < 0:
            message = "a field of the header is out of range"
            raise ValueError(message)
        if plain["n"] > limits.REVISIONS or len(plain["at"]) > 40 or len(plain["app"]) > 40:
            message = "a field of the header is too long"
            raise ValueError(message)
        return cls(
            plain["kind"],
            plain["survey"],
            bytes_of_hex(plain["device"], 16),
            bytes_of_hex(plain["key"], 32),
            plain["epoch"],
            plain["pkg"],
            bytes_of_hex(plain["prev"], 32),
            plain["first"],
            plain["last"],
            plain["n"],
            bytes_of_hex(plain["revs_root"], 32),
            plain["len"],
            bytes_of_hex(plain["cipher_sha256"], 32),
            plain["at"],
            plain["app"],
            plain["x"],
            plain["v"],
        )


@dataclass(frozen=True)
class Envelope:
    """A package taken apart, its content still closed."""

    header: PackageHeader
    header_text: str
    signature: bytes
    cipher: bytes

    @property
    def sha(self) -> bytes:
        """What the package is called: the hash of its header, which the next one names."""
        return crypto.digest(self.header_text.encode())

    @property
    def is_signed(self) -> bool:
        """Whether the key that the header names did sign it; whose key it is, is not asked."""
        content = self.header_text.encode()
        prefix = crypto.PACKAGE[self.header.version]
        return crypto.signature_holds(self.header.key, prefix, content, self.signature)

    def to_bytes(self) -> bytes:
        """The file."""
        header = self.header_text.encode()
        start = MAGIC + bytes([self.header.version]) + len(header).to_bytes(4, "big")
        return start + header + self.signature + self.cipher

    def require_cipher(self) -> None:
        """Refuse a ciphertext that is not the one the header covers."""
        if len(self.cipher) < self.header.size:
            raise SurveyError("exchange.cut-short")
        if (
            len(self.cipher) != self.header.size
            or crypto.digest(self.cipher) != self.header.cipher_hash
        ):
            raise SurveyError("exchange.damaged")


def close_envelope(header: PackageHeader, seed: bytes, cipher: bytes) -> Envelope:
    """Sign a header that already covers its ciphertext."""
    text = header.to_text()
    signature = crypto.sign(seed, crypto.PACKAGE[header.version], text.encode())
    return Envelope(header, text, signature, cipher)


def open_envelope(content: bytes) -> Envelope:
    """Take a package apart as far as lengths and fields of the header go."""
    if len(content) > limits.PACKAGE:
        raise SurveyError("exchange.too-large", limit=limits.PACKAGE // limits.MEGABYTE)
    if content[: len(MAGIC)] != MAGIC:
        raise SurveyError("exchange.not-a-package")
    if len(content) < _START + _SIGNATURE:
        raise SurveyError("exchange.cut-short")
    major = content[len(MAGIC)]
    if major not in FORMATS:
        newer = major > max(FORMATS)
        raise SurveyError("exchange.newer-version" if newer else "exchange.not-a-package")
    length = int.from_bytes(content[_START - 4 : _START], "big")
    if length > limits.HEADER:
        raise SurveyError("exchange.bad-header")
    if len(content) < _START + length + _SIGNATURE:
        raise SurveyError("exchange.cut-short")
    try:
        text = content[_START : _START + length].decode()
        header = PackageHeader.from_text(text)
    except ValueError as trouble:
        raise SurveyError("exchange.bad-header") from trouble
    if header.version != major:
        raise SurveyError("exchange.bad-header")
    end = _START + length + _SIGNATURE
    return Envelope(header, text, content[_START + length : end], content[end:])


def root_of(rev_ids: Iterable[bytes]) -> bytes:
    """One hash over revision ids in their order."""
    return crypto.digest(_ROOT + b"".join(rev_ids))
