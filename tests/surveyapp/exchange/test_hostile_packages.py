"""Damaged and crafted packages: each refused with its reason, nothing written, none slow."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyrage
import pytest

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto, limits
from surveyapp.exchange.blob_lines import Blob
from surveyapp.exchange.custody import list_quarantine
from surveyapp.exchange.envelope import (
    MAGIC,
    Envelope,
    close_envelope,
    open_envelope,
    root_of,
)
from surveyapp.exchange.keys import own_keys
from surveyapp.exchange.merging import merge_packages, rules_of
from surveyapp.exchange.payload import Content, Document, Manifest, SignedText, write_payload
from surveyapp.exchange.reading import read_package
from surveyapp.exchange.returns import make_return_package
from surveyapp.revisions import Revision, canonical_json, hash_leaf, hash_revision
from surveyapp.sealing import seal_leaves
from surveyapp.store.revisions import read_device_revisions
from surveyapp.survey import Survey
from tests.counting import counted
from tests.exchange_cases import World, interview, make_world, state_of


@dataclass
class Forge:
    """Everything an enrolled but wicked laptop has: its keys, its log, and a free hand."""

    world: World
    laptop: Survey
    genuine: bytes
    revisions: tuple[Revision, ...]

    @property
    def envelope(self) -> Envelope:
        return open_envelope(self.genuine)

    def lines(self) -> list[str]:
        return Content(self.revisions).body_lines()

    def manifest(self, **changes: Any) -> Manifest:
        header = self.envelope.header
        made = Manifest(
            (self.world.city.device_id,),
            header.kind,
            header.survey_id,
            header.device,
            header.epoch,
            header.number,
            header.count,
            header.first,
            header.last,
            len(self.lines()),
        )
        return replace(made, **changes)

    def seal(self, plain: bytes, *, deflate: bool = True, **changes: Any) -> bytes:
        """A correctly signed package around any content."""
        pair = own_keys(self.laptop)
        to = own_keys(self.world.city).recipient
        recipient = pyrage.x25519.Recipient.from_str(changes.pop("to", to))
        cipher = pyrage.encrypt(zlib.compress(plain) if deflate else plain, [recipient])
        seed = changes.pop("seed", pair.seed)
        header = replace(self.envelope.header, size=len(cipher), cipher_hash=crypto.digest(cipher))
        return close_envelope(replace(header, **changes), seed, cipher).to_bytes()

    def seal_lines(self, lines: list[str], **changes: Any) -> bytes:
        return self.seal(write_payload(self.manifest(lines=len(lines)), lines), **changes)

    def header(self, **changes: Any) -> bytes:
        """The genuine ciphertext under a changed header, signed again."""
        envelope = self.envelope
        header = replace(envelope.header, **changes)
        return close_envelope(header, own_keys(self.laptop).seed, envelope.cipher).to_bytes()

    def raw_header(self, text: str) -> bytes:
        header = text.encode()
        start = MAGIC + b"\x02" + len(header).to_bytes(4, "big")
        return start + header + bytes(64) + self.envelope.cipher


@pytest.fixture(scope="module")
def forge(tmp_path_factory):
    world = make_world(tmp_path_factory.mktemp("forge"))
    laptop = world.laptop(0)
    for seed in range(4):
        interview(laptop, seed=seed, sealed=False)
    written = make_return_package(laptop, world.stick())
    revisions = read_device_revisions(laptop.store, laptop.device_id, 1)
    yield Forge(world, laptop, written.path.read_bytes(), revisions)
    world.close()


def _altered_leaf(forge: Forge) -> list[str]:
    lines = forge.lines()
    lines[1] = lines[1].replace('\\"q1\\":\\"', '\\"q1\\":\\"9')
    return lines


def _foreign(forge: Forge) -> bytes:
    header = replace(forge.revisions[0].header, device=bytes(16))
    text = header.to_text()
    first = forge.revisions[0]
    rev_id = hash_revision(text, first.closed_hash, first.free_hash)
    forged = (replace(first, header_text=text, rev_id=rev_id), *forge.revisions[1:])
    root = root_of(one.rev_id for one in forged)
    return forge.seal_lines(Content(forged).body_lines(), revisions_root=root)


def _reordered(forge: Forge) -> bytes:
    order = (forge.revisions[1], forge.revisions[0], *forge.revisions[2:])
    root = root_of(one.rev_id for one in order)
    return forge.seal_lines(Content(order).body_lines(), revisions_root=root)


def _leaf_with(forge: Forge, **changes: str) -> bytes:
    """The last revision with another leaf, every hash made to fit."""
    last = forge.revisions[-1]
    closed = changes.get("closed", last.closed_text or "")
    free = changes.get("free", last.free_text or "")
    hashes = (hash_leaf(closed), hash_leaf(free))
    rev_id = hash_revision(last.header_text, *hashes)
    forged = Revision(rev_id, last.header_text, *hashes, closed, free)
    revisions = (*forge.revisions[:-1], forged)
    root = root_of(one.rev_id for one in revisions)
    return forge.seal_lines(Content(revisions).body_lines(), revisions_root=root)


def _closed(answers: str) -> str:
    salt = "0" * 32
    return f'{{"answers":{{{answers}}},"salt":"{salt}","selection":{{}},"visits":[]}}'


def _with_line(forge: Forge, line: str) -> bytes:
    return forge.seal_lines([*forge.lines(), line])


def _changed(line: str, **changes: Any) -> str:
    return canonical_json({**json.loads(line), **changes})


def _with_blob(forge: Forge, content: bytes, **changes: Any) -> bytes:
    """A part whose line lies about it."""
    meta = {"iid": "0" * 32, "path": "photo", "media": "image/jpeg"}
    plain = {**Blob("part", content, meta).plain(), **changes}
    lines = [*forge.lines(), canonical_json(plain)]
    return forge.seal(write_payload(forge.manifest(lines=len(lines)), lines, content))


def _with_tail(forge: Forge, tail: bytes) -> bytes:
    return forge.seal(write_payload(forge.manifest(), forge.lines(), tail))


def _not_utf8(forge: Forge) -> bytes:
    lines = [*forge.lines(), "?"]
    return write_payload(forge.manifest(lines=len(lines)), lines).replace(b"\n?\n", b"\n\xff\n")


def _swollen(forge: Forge, extra: dict[str, Any]) -> list[str]:
    first = json.loads(forge.lines()[0])
    header = canonical_json({**json.loads(first["h"]), "x": extra})
    return [canonical_json({**first, "h": header}), *forge.lines()[1:]]


def _text(text: str) -> bytes:
    raw = text.encode()
    return len(raw).to_bytes(4, "big") + raw


def _to_city(forge: Forge, plain: bytes) -> bytes:
    return crypto.encrypt(plain, [own_keys(forge.world.city).recipient])


def _sealed_as(forge: Forge, sealed: bytes) -> bytes:
    """The last revision with something else in place of its sealed leaves."""
    last = replace(forge.revisions[-1], closed_text=None, free_text=None, sealed=sealed)
    content = Content((*forge.revisions[:-1], last))
    lines = content.body_lines()
    manifest = forge.manifest(lines=len(lines))
    return forge.seal(write_payload(manifest, lines, content.tail()))


def _heavy(forge: Forge) -> bytes:
    """Well-formed answers, nearly a megabyte in each of eighty interviews, sealed to little."""
    answers = ",".join(f'"a{n}":"{"x" * 19_000}"' for n in range(48))
    closed, free = _closed(answers), forge.revisions[0].free_text or ""
    hashes = (hash_leaf(closed), hash_leaf(free))
    before, made = bytes(32), []
    for seq in range(1, 81):
        text = replace(forge.revisions[0].header, seq=seq, previous=before).to_text()
        before = hash_revision(text, *hashes)
        plain = Revision(before, text, *hashes, closed, free)
        made.append(seal_leaves(plain, [own_keys(forge.world.city).recipient]))
    content = Content(tuple(made))
    lines = content.body_lines()
    manifest = forge.manifest(lines=len(lines), count=80, last=80)
    plain = write_payload(manifest, lines, content.tail())
    root = root_of(one.rev_id for one in made)
    return forge.seal(plain, revisions_root=root, count=80, last=80)


def _gap_in_chain(forge: Forge) -> bytes:
    some = (forge.revisions[0], *forge.revisions[2:])
    lines = Content(some).body_lines()
    manifest = forge.manifest(lines=len(lines), count=3)
    root = root_of(one.rev_id for one in some)
    return forge.seal(write_payload(manifest, lines), revisions_root=root, count=3)


def _header_text(forge: Forge, **changes: Any) -> str:
    plain = json.loads(forge.envelope.header_text)
    plain.update(changes)
    return canonical_json(plain)


Case = tuple[str, Callable[[Forge], bytes]]
CASES: dict[str, Case] = {
    "empty file": ("not-a-package", lambda f: b""),
    "a text": ("not-a-package", lambda f: b"hello, this is no package" * 10),
    "a zip": ("not-a-package", lambda f: b"PK\x03\x04" + f.genuine),
    "an SQLite file": ("not-a-package", lambda f: b"SQLite format 3\0" + bytes(4096)),
    "magic only": ("cut-short", lambda f: MAGIC + b"\x02"),
    "newer major": ("newer-version", lambda f: MAGIC + b"\x03" + f.genuine[8:]),
    "major nought": ("not-a-package", lambda f: MAGIC + b"\x00" + f.genuine[8:]),
    "huge header length": (
        "bad-header",
        lambda f: f.genuine[:8] + b"\xff\xff\xff\xff" + f.genuine[12:],
    ),
    "header past the end": ("cut-short", lambda f: f.genuine[:60]),
    "header not JSON": ("bad-header", lambda f: f.raw_header("not json at all")),
    "header not UTF-8": (
        "bad-header",
        lambda f: MAGIC + b"\x02" + (4).to_bytes(4, "big") + b"\xff\xfe\xfd\xfc" + bytes(200),
    ),
    "header a list": ("bad-header", lambda f: f.raw_header("[1,2,3]")),
    "header deep": ("bad-header", lambda f: f.raw_header("[" * 8000 + "]" * 8000)),
    "header NaN": (
        "bad-header",
        lambda f: f.raw_header(f.envelope.header_text.replace('"epoch":1', '"epoch":NaN')),
    ),
    "header infinite": (
        "bad-header",
        lambda f: f.raw_header(f.envelope.header_text.replace('"epoch":1', '"epoch":1e999')),
    ),
    "header long number": (
        "bad-header",
        lambda f: f.raw_header(
            f.envelope.header_text.replace('"epoch":1', '"epoch":' + "9" * 5000)
        ),
    ),
    "header key twice": (
        "bad-header",
        lambda f: f.raw_header(f.envelope.header_text.replace('"epoch":1', '"epoch":1,"epoch":1')),
    ),
    "header with blanks": (
        "bad-header",
        lambda f: f.raw_header(f.envelope.header_text.replace('"epoch":1', '"epoch": 1')),
    ),
    "header true for one": ("bad-header", lambda f: f.raw_header(_header_text(f, epoch=True))),
    "header extra field": ("bad-header", lambda f: f.raw_header(_header_text(f, more=1))),
    "header negative": ("bad-header", lambda f: f.raw_header(_header_text(f, first=-1))),
    "header unknown kind": ("bad-header", lambda f: f.raw_header(_header_text(f, kind="run"))),
    "header of version 3 in format 2": ("bad-header", lambda f: f.raw_header(_header_text(f, v=3))),
    "header too many": ("bad-header", lambda f: f.raw_header(_header_text(f, n=10**9))),
    "another survey": ("other-survey", lambda f: f.header(survey_id="0" * 32)),
    "an unknown device": ("unknown-device", lambda f: f.header(device=bytes(16))),
    "a stranger's key": (
        "bad-signature",
        lambda f: f.header(key=crypto.KeyPair(bytes(32), "").sign_public),
    ),
    "signed by a stranger": (
        "bad-signature",
        lambda f: close_envelope(f.envelope.header, bytes(32), f.envelope.cipher).to_bytes(),
    ),
    "no signature": ("bad-signature", lambda f: f.raw_header(f.envelope.header_text)),
    "a receipt's prefix": (
        "bad-signature",
        lambda f: replace(
            f.envelope,
            signature=crypto.sign(
                own_keys(f.laptop).seed, crypto.RECEIPT, f.envelope.header_text.encode()
            ),
        ).to_bytes(),
    ),
    "half a ciphertext": ("cut-short", lambda f: f.genuine[: len(f.genuine) * 3 // 4]),
    "longer ciphertext": ("damaged", lambda f: f.genuine + b"more"),
    "other ciphertext": (
        "damaged",
        lambda f: replace(f.envelope, cipher=bytes(len(f.envelope.cipher))).to_bytes(),
    ),
    "a kind the city does not take": ("not-for-this-role", lambda f: f.header(kind="field")),
    "a relay from a laptop": ("wrong-sender", lambda f: f.header(kind="relay")),
    "encrypted to a stranger": (
        "not-for-us",
        lambda f: f.seal(b"{}", to=crypto.new_key_pair().recipient),
    ),
    "no age file": (
        "not-for-us",
        lambda f: close_envelope(
            replace(f.envelope.header, size=9, cipher_hash=crypto.digest(b"no cipher")),
            own_keys(f.laptop).seed,
            b"no cipher",
        ).to_bytes(),
    ),
    "a bomb": ("bomb", lambda f: f.seal(bytes(64 * limits.MEGABYTE))),
    "not deflated": ("damaged", lambda f: f.seal(b"plain as day", deflate=False)),
    "deflate cut": (
        "damaged",
        lambda f: f.seal(zlib.compress(b"x" * 1000)[:-4], deflate=False),
    ),
    "a manifest not UTF-8": ("bad-manifest", lambda f: f.seal(b"\0\0\0\5\xff\xfe\n\n\n")),
    "a line not UTF-8": ("bad-line", lambda f: f.seal(_not_utf8(f))),
    "text without end": (
        "too-many",
        lambda f: f.seal(_text(("x" * 999_999 + "\n") * 34) + random.Random(1).randbytes(1 << 20)),
    ),
    "a header that swells": ("bad-line", lambda f: f.seal_lines(_swollen(f, {"a": [{}] * 4000}))),
    "a header with many extras": (
        "bad-line",
        lambda f: f.seal_lines(_swollen(f, {f"{n}": n for n in range(900)})),
    ),
    "an attachment said too much about": (
        "bad-line",
        lambda f: _with_blob(f, b"abc", meta={f"{n}": "" for n in range(9999)}),
    ),
    "a receipt from a laptop": (
        "bad-line",
        lambda f: _with_line(f, Content(receipts=(SignedText("{}", bytes(64)),)).body_lines()[0]),
    ),
    "many seals around much": ("bomb", lambda f: _heavy(f)),
    "nothing inside": ("wrong-count", lambda f: f.seal(b"")),
    "no lines": ("bad-line", lambda f: f.seal(_text(""))),
    "too many lines": ("too-many", lambda f: f.seal(_text("\n" * (limits.LINES + 10)))),
    "no manifest": ("bad-manifest", lambda f: f.seal(_text("\n".join([*f.lines(), "{}", ""])))),
    "addressed elsewhere": (
        "wrong-recipient",
        lambda f: f.seal(write_payload(f.manifest(to=(bytes(16),)), f.lines())),
    ),
    "manifest of another number": (
        "bad-manifest",
        lambda f: f.seal(write_payload(f.manifest(number=77), f.lines())),
    ),
    "a revision removed": ("wrong-count", lambda f: f.seal_lines(f.lines()[:-1])),
    "a revision repeated": ("wrong-count", lambda f: f.seal_lines([*f.lines(), f.lines()[0]])),
    "counts not those of the manifest": (
        "wrong-count",
        lambda f: f.seal(write_payload(f.manifest(lines=3), f.lines())),
    ),
    "revisions reordered": ("broken-chain", _reordered),
    "a hole in the numbers": ("broken-chain", _gap_in_chain),
    "an altered answer": ("altered-revision", lambda f: f.seal_lines(_altered_leaf(f))),
    "ids not those signed": (
        "altered-revision",
        lambda f: f.seal_lines(f.lines(), revisions_root=bytes(32)),
    ),
    "another device's revision": ("foreign-revision", _foreign),
    "an unknown line": ("bad-line", lambda f: _with_line(f, '{"t":"run"}')),
    "a line too long": (
        "bad-line",
        lambda f: _with_line(
            f, canonical_json({"t": "doc", "kind": "x" * limits.LINE, "body": {}})
        ),
    ),
    "a line too deep": ("bad-line", lambda f: _with_line(f, "[" * 100_000 + "]" * 100_000)),
    "a document for laptops": (
        "bad-line",
        lambda f: _with_line(
            f, Content(documents=(Document("operator", {"name": "x"}),)).body_lines()[0]
        ),
    ),
    "a part under a wrong name": ("bad-part", lambda f: _with_blob(f, b"abc", hash="0" * 64)),
    "a part as a path": ("bad-part", lambda f: _with_blob(f, b"abc", hash="../../etc/passwd")),
    "a part longer than the package": ("bad-part", lambda f: _with_blob(f, b"abc", len=10**12)),
    "a part of negative length": ("bad-part", lambda f: _with_blob(f, b"abc", len=-1)),
    "a part of an unknown kind": ("bad-part", lambda f: _with_blob(f, b"abc", kind="program")),
    "a part that names nobody": ("bad-part", lambda f: _with_blob(f, b"abc", meta={})),
    "a part described by no texts": (
        "bad-line",
        lambda f: _with_blob(f, b"abc", meta={"iid": {}, "path": [], "media": 1}),
    ),
    "a part for no interview": (
        "bad-part",
        lambda f: _with_blob(f, b"abc", meta={"iid": "../..", "path": "photo", "media": "x/y"}),
    ),
    "bytes nobody speaks of": ("wrong-count", lambda f: _with_tail(f, b"left over")),
    "lines longer than the package": (
        "wrong-count",
        lambda f: f.seal(b"\xff\xff\xff\xff" + b"{}\n"),
    ),
    "a sealed leaf that is missing": (
        "bad-line",
        lambda f: f.seal_lines([_changed(f.lines()[0], c=None, f=None, s=400), *f.lines()[1:]]),
    ),
    "a sealed leaf of negative length": (
        "bad-line",
        lambda f: f.seal_lines([_changed(f.lines()[0], s=-5), *f.lines()[1:]]),
    ),
    "a first revision that names one before": (
        "bad-line",
        lambda f: f.seal_lines([_changed(f.lines()[0], p=1), *f.lines()[1:]]),
    ),
    "withdrawn, but with answers": (
        "wrong-count",
        lambda f: f.seal_lines([_changed(f.lines()[0], w=2), *f.lines()[1:]]),
    ),
    "a line of format 1 in format 2": (
        "bad-line",
        lambda f: f.seal_lines([_changed(f.lines()[0], s="AAAA"), *f.lines()[1:]]),
    ),
    "a seal that is no age file": ("cannot-unseal", lambda f: _sealed_as(f, b"no age at all")),
    "a seal to a stranger": (
        "cannot-unseal",
        lambda f: _sealed_as(f, crypto.encrypt(b"{}", [crypto.new_key_pair().recipient])),
    ),
    "a seal around a bomb": ("cannot-unseal", lambda f: _sealed_as(f, _to_city(f, bytes(1 << 27)))),
    "a seal around other answers": (
        "cannot-unseal",
        lambda f: _sealed_as(f, _to_city(f, b'{"closed":"{}","free":"{}"}')),
    ),
    "a leaf without salt": ("bad-leaf", lambda f: _leaf_with(f, closed='{"answers":{}}')),
    "a leaf too deep": (
        "bad-leaf",
        lambda f: _leaf_with(f, closed=_closed('"a":' + "[" * 50 + "]" * 50)),
    ),
    "a leaf with a key twice": ("bad-leaf", lambda f: _leaf_with(f, closed=_closed('"a":1,"a":2'))),
    "a leaf with NaN": ("bad-leaf", lambda f: _leaf_with(f, closed=_closed('"a":NaN'))),
    "a leaf with a long number": (
        "bad-leaf",
        lambda f: _leaf_with(f, closed=_closed('"a":' + "1" * 5000)),
    ),
    "too many answers": (
        "bad-leaf",
        lambda f: _leaf_with(f, closed=_closed(",".join(f'"a{i}":1' for i in range(5000)))),
    ),
    "an endless answer": (
        "bad-leaf",
        lambda f: _leaf_with(f, closed=_closed('"a":"' + "x" * 30_000 + '"')),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_crafted_package_is_refused_with_its_reason(forge, name, tmp_path):
    expected, craft = CASES[name]
    path = tmp_path / "crafted.svp"
    path.write_bytes(craft(forge))
    before = state_of(forge.world.city)
    with counted() as calls:
        (outcome,) = merge_packages(forge.world.city, [path]).outcomes
    assert calls.number < 1_000_000
    assert outcome.code.partition(".")[2] == expected
    assert outcome.reason
    assert state_of(forge.world.city) == before
    assert expected in {one.code.partition(".")[2] for one in list_quarantine(forge.world.city)}


def test_a_file_beyond_the_limit_is_not_read(forge, tmp_path):
    path = tmp_path / "large.svp"
    with path.open("wb") as file:
        file.truncate(limits.PACKAGE + 1)
    (outcome,) = merge_packages(forge.world.city, [path]).outcomes
    assert outcome.code == "exchange.too-large"


def test_the_control_is_accepted(forge):
    assert read_package(forge.genuine, rules_of(forge.world.city)).header.count == 4


@pytest.mark.parametrize("seed", range(5))
def test_damaged_packages_are_refused(forge, seed):
    rng = random.Random(seed)
    rules = rules_of(forge.world.city)
    for _ in range(100):
        with pytest.raises(SurveyError):
            read_package(damage(forge.genuine, rng), rules)


def damage(content: bytes, rng: random.Random) -> bytes:
    """A flipped bit, a cut, grown noise, or a piece copied over another."""
    broken = bytearray(content)
    match rng.randrange(4):
        case 0:
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        case 1:
            del broken[rng.randrange(len(broken)) :]
        case 2:
            broken += rng.randbytes(rng.randint(1, 50))
        case _:
            start, to = rng.randrange(len(broken) - 20), rng.randrange(len(broken) - 20)
            if broken[start : start + 20] == broken[to : to + 20]:
                broken[0] ^= 1
            broken[to : to + 20] = broken[start : start + 20]
    return bytes(broken)


def test_a_package_named_as_a_path_writes_nowhere(forge, tmp_path):
    path = tmp_path / "..svp"
    path.write_bytes(b"..")
    before = set(Path(forge.world.folder).rglob("*"))
    merge_packages(forge.world.city, [path])
    assert set(Path(forge.world.folder).rglob("*")) == before
