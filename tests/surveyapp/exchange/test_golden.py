"""Packages of every format version that was ever shipped are read for ever."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pyrage
import pytest

from surveyapp.exchange.envelope import open_envelope, root_of
from surveyapp.exchange.reading import KnownSender, ReadingRules, ReadPackage, read_package

GOLDEN = Path(__file__).parent / "golden"
VERSIONS = sorted(path.name for path in GOLDEN.iterdir())
READERS = {
    "field": "laptop",
    "return": "city",
    "relay": "city",
    "receipt": "laptop",
    "withdrawal": "office",
}


def _expected(version: str):
    return json.loads(GOLDEN.joinpath(version, "expected.json").read_text(encoding="utf-8"))


def _read(version: str, kind: str) -> ReadPackage:
    expected = _expected(version)
    keys = {
        bytes.fromhex(one["device"]): bytes.fromhex(one["sign_public"])
        for one in expected["keys"].values()
    }
    me = expected["keys"][READERS[kind]]
    rules = ReadingRules(
        expected["survey"],
        bytes.fromhex(me["device"]),
        (me["identity"],),
        lambda device: KnownSender("", keys[device], None) if device in keys else None,
    )
    return read_package(GOLDEN.joinpath(version, f"{kind}.svp").read_bytes(), rules)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", READERS)
def test_every_kind_is_read(version, kind):
    assert _read(version, kind).header.kind == kind


@pytest.mark.parametrize("version", VERSIONS)
def test_a_return_says_what_it_said(version):
    read = _read(version, "return")
    ids = [one.rev_id.hex() for one in read.content.revisions]
    assert ids == _expected(version)["rev_ids"]
    assert root_of(one.rev_id for one in read.content.revisions) == read.header.revisions_root
    assert [len(blob.content) for blob in read.content.blobs] == [660_000]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_field_package_carries_assignments_and_keys_but_no_method(version):
    kinds = [one.kind for one in _read(version, "field").content.documents]
    assert kinds.count("assignment") == 3
    assert kinds.count("keys") == 1
    assert not {"method", "indicator", "margin"} & set(kinds)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_relay_holds_the_original_bytes(version):
    (blob,) = _read(version, "relay").content.blobs
    assert blob.content == GOLDEN.joinpath(version, "return.svp").read_bytes()


@pytest.mark.parametrize("version", VERSIONS)
def test_any_age_program_opens_the_ciphertext(version):
    """Without our reader: an age implementation, zlib and JSON are enough."""
    envelope = open_envelope(GOLDEN.joinpath(version, "receipt.svp").read_bytes())
    assert envelope.cipher.startswith(b"age-encryption.org/v1\n")
    identity = pyrage.x25519.Identity.from_str(_expected(version)["keys"]["laptop"]["identity"])
    lines = zlib.decompress(pyrage.decrypt(envelope.cipher, [identity])).decode().splitlines()
    assert [json.loads(line)["t"] for line in lines] == ["manifest", "receipt", "end"]
