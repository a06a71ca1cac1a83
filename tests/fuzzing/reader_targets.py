"""What a stranger's bytes can reach in the reader, as functions that must raise nothing else.

The first byte of the input chooses how deep the rest goes in: as a file, as a signed package around
it, as the text inside, as a sealed leaf, as a key list, a receipt or a request. Without that choice
a fuzzer would spend its life in front of a signature.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pyrage

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.documents import parse_strictly
from surveyapp.exchange.envelope import (
    Envelope,
    PackageHeader,
    close_envelope,
    open_envelope,
)
from surveyapp.exchange.key_list import check_key_list
from surveyapp.exchange.payload import PayloadReader, require_leaves
from surveyapp.exchange.reading import KnownSender, ReadingRules, read_package
from surveyapp.revisions import Revision
from surveyapp.sealing import open_leaves

GOLDEN = Path(__file__).parent.parent / "surveyapp" / "exchange" / "golden"
VERSIONS = (1, 2)


@dataclass(frozen=True)
class Known:
    """The golden packages' keys, and a laptop of our own that signs whatever it is told."""

    rules: ReadingRules
    city: str
    envelope: Envelope
    revision: Revision


@cache
def known() -> Known:
    """Read once."""
    folder = GOLDEN / f"v{VERSIONS[-1]}"
    expected = json.loads(folder.joinpath("expected.json").read_text(encoding="utf-8"))
    envelope = open_envelope(folder.joinpath("return.svp").read_bytes())
    city = expected["keys"]["city"]["identity"]
    pair = crypto.KeyPair(bytes(32), city)
    sender = KnownSender("", pair.sign_public, None)
    device = bytes.fromhex(expected["keys"]["city"]["device"])
    rules = ReadingRules(expected["survey"], device, (city,), lambda _device: sender)
    deflated = crypto.decrypt(envelope.cipher, [city])
    assert deflated is not None
    plain = crypto.inflate(deflated, envelope.header.size)
    revision = PayloadReader(plain).content().revisions[0]
    return Known(rules, city, replace(envelope, header=_signed_by(envelope.header, pair)), revision)


def try_file(data: bytes) -> None:
    """Whatever somebody may lay on the stick."""
    read_package(data, known().rules)


def try_header(data: bytes) -> None:
    """A header, signed by a device that we know."""
    with contextlib.suppress(ValueError):
        PackageHeader.from_text(data.decode())


def try_package(data: bytes) -> None:
    """Any content, correctly encrypted and signed."""
    recipient = pyrage.x25519.Recipient.from_str(crypto.recipient_of(known().city))
    _read(pyrage.encrypt(zlib.compress(data, 1), [recipient]))


def try_deflated(data: bytes) -> None:
    """Any stream in place of a deflated one."""
    recipient = pyrage.x25519.Recipient.from_str(crypto.recipient_of(known().city))
    _read(pyrage.encrypt(data, [recipient]))


def try_payload(data: bytes) -> None:
    """The lines inside, in every format, without the cost of encryption."""
    version = VERSIONS[data[0] % len(VERSIONS)] if data else 1
    reader = PayloadReader(data[1:], version)
    reader.require_counts(reader.manifest())
    for revision in reader.content().revisions:
        require_leaves(revision)


def try_lines(data: bytes) -> None:
    """The lines without their frame: counts would stop nearly everything."""
    version = VERSIONS[data[0] % len(VERSIONS)] if data else 1
    text, _, tail = data[1:].partition(b"\0")
    body = b"{}\n" + text.strip(b"\n") + b"\n{}\n"
    framed = len(body).to_bytes(4, "big") + body + tail if version > 1 else body
    for revision in PayloadReader(framed, version).content().revisions:
        require_leaves(revision)


def try_seal(data: bytes) -> None:
    """A sealed leaf that opens to anything."""
    recipient = pyrage.x25519.Recipient.from_str(crypto.recipient_of(known().city))
    sealed = pyrage.encrypt(data, [recipient])
    open_leaves(
        replace(known().revision, closed_text=None, free_text=None, sealed=sealed),
        [known().city],
    )


def try_document(data: bytes) -> None:
    """Strict JSON, and the signed list of keys."""
    text = data.decode(errors="replace")
    with contextlib.suppress(ValueError):
        parse_strictly(text)
    check_key_list(known().rules.survey_id, text, bytes(64))


TARGETS = (
    try_file,
    try_header,
    try_package,
    try_deflated,
    try_payload,
    try_lines,
    try_seal,
    try_document,
)


def try_input(data: bytes) -> None:
    """One input: a refusal is what is expected, everything else is a crash."""
    if data:
        with contextlib.suppress(SurveyError):
            TARGETS[data[0] % len(TARGETS)](data[1:])


def seeds() -> list[bytes]:
    """Golden packages and their parts, each before the byte that leads it to its target."""
    found: list[bytes] = []
    for path in sorted(GOLDEN.glob("*/*.svp")):
        expected = json.loads(path.with_name("expected.json").read_text(encoding="utf-8"))
        found += _seeds_of(path.read_bytes(), [o["identity"] for o in expected["keys"].values()])
    leaf = open_leaves(known().revision, [known().city])
    found.append(_lead(try_seal, zlib.compress(f"{leaf.closed_text}\n{leaf.free_text}".encode())))
    return found


def _seeds_of(content: bytes, identities: list[str]) -> list[bytes]:
    envelope = open_envelope(content)
    deflated = crypto.decrypt(envelope.cipher, identities)
    assert deflated is not None
    plain = crypto.inflate(deflated, envelope.header.size)
    version = envelope.header.version
    mark = bytes([VERSIONS.index(version)])
    if version > 1:
        length = int.from_bytes(plain[:4], "big")
        text, tail = plain[4 : 4 + length], plain[4 + length :]
    else:
        text, tail = plain, b""
    lines = b"\n".join(text.split(b"\n")[1:-2])
    found = [
        _lead(try_file, content),
        _lead(try_header, envelope.header_text.encode()),
        _lead(try_package, plain),
        _lead(try_deflated, deflated),
        _lead(try_payload, mark + plain),
        _lead(try_lines, mark + lines + b"\0" + tail),
    ]
    for line in text.splitlines():
        document = json.loads(line)
        if document["t"] == "doc" and document["kind"] == "keys":
            found.append(_lead(try_document, document["body"]["body"].encode()))
    return [one for one in found if len(one) < 40_000]


def _lead(target: Callable[[bytes], None], data: bytes) -> bytes:
    return bytes([TARGETS.index(target)]) + data


def _read(cipher: bytes) -> None:
    header = known().envelope.header
    header = replace(header, size=len(cipher), cipher_hash=crypto.digest(cipher))
    read_package(close_envelope(header, bytes(32), cipher).to_bytes(), known().rules)


def _signed_by(header: PackageHeader, pair: crypto.KeyPair) -> PackageHeader:
    return replace(header, key=pair.sign_public)
