"""Packages of every format version that was ever shipped are read for ever."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from surveyapp.exchange import revision_lines
from surveyapp.exchange.envelope import open_envelope, root_of
from surveyapp.exchange.reading import KnownSender, ReadingRules, ReadPackage, read_package
from surveyapp.sealing import open_leaves
from surveyapp.sealing_dictionaries import DICTIONARIES, NEWEST
from tests.exchange_age import decrypt_with_age

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
def test_sealed_answers_are_opened(version):
    """With its dictionary or without: what was ever sealed is read for ever."""
    city = _expected(version)["keys"]["city"]["identity"]
    opened = [open_leaves(one, [city]) for one in _read(version, "return").content.revisions]
    remarks = [one.free.answers["remark"] for one in opened if one.free]
    assert remarks == ["演示数据：空气不错", "演示数据：希望多种树"]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_stock_age_program_opens_the_ciphertext(version, tmp_path):
    """Without our reader: an age implementation, zlib and JSON are enough."""
    envelope = open_envelope(GOLDEN.joinpath(version, "receipt.svp").read_bytes())
    identity = _expected(version)["keys"]["laptop"]["identity"]
    deflated = decrypt_with_age(envelope.cipher, identity, tmp_path)
    plain = zlib.decompress(deflated)
    lines = plain[0 if envelope.header.version == 1 else 4 :].decode().splitlines()
    assert [json.loads(line)["t"] for line in lines] == ["manifest", "receipt", "end"]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_stock_age_program_opens_a_sealed_leaf(version, tmp_path):
    sealed = _read(version, "return").content.revisions[0].sealed
    assert sealed is not None
    city = _expected(version)["keys"]["city"]["identity"]
    deflated = decrypt_with_age(sealed, city, tmp_path)
    decoder = zlib.decompressobj(zdict=NEWEST)
    assert b'"answers"' in decoder.decompress(deflated).replace(b"\\", b"")


def test_a_version_that_was_shipped_is_never_written_again():
    """A change of what is written needs a new number and a new folder of golden packages."""
    assert VERSIONS == ["v1", "v2"]
    assert f"v{revision_lines.NEWEST}" == VERSIONS[-1]
    assert {zlib.adler32(one) for one in DICTIONARIES.values()} == set(DICTIONARIES)
    assert list(DICTIONARIES) == [0xBF5EDD45]
