"""Update files: what is whole, signed and wanted is written out; everything else writes nothing."""

from __future__ import annotations

import json
import os
import random
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from surveyapp import __version__, updates
from surveyapp.cli.updates import commands
from surveyapp.errors import Cancelled, SurveyError
from surveyapp.paths import publishers_file
from surveyapp.progress import Progress
from surveyapp.revisions import canonical_json
from surveyapp.updates.making import Edition, make_publisher_key, make_update, open_publisher_key
from surveyapp.updates.publishers import fingerprint_of
from surveyapp.updates.update_file import LARGEST_HEAD, PREFIX, machine_name
from surveyapp.versions import is_older

CONTENT = random.Random(4).randbytes(3_000_000)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
EDITION = Edition("0a1b2c3", "2026-11-24", {"zh_CN": "更快。", "en": "Faster."}, "9.9.0")
NAME = "surveyapp_9.9.0_amd64.deb"


@pytest.fixture(autouse=True)
def nobody_confirmed():
    """A computer on which no publisher was confirmed yet."""
    publishers_file().unlink(missing_ok=True)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """An update of an invented installer."""
    installer = tmp_path / NAME
    installer.write_bytes(CONTENT)
    return make_update(installer, EDITION, KEY, tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "out"
    target.mkdir()
    return target


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(SurveyError) as trouble:
        work()
    return trouble.value.code


def forge(made: Path, change: Callable[[dict[str, Any]], object], *, sign: bool = True) -> Path:
    """The same update with another head, signed again or not."""
    first, head, signature, body = made.read_bytes().split(b"\n", 3)
    plain = json.loads(head)
    change(plain)
    head = canonical_json(plain).encode()
    signature = KEY.sign(PREFIX + head).hex().encode() if sign else signature
    made.write_bytes(b"\n".join((first, head, signature, body)))
    return made


def test_what_was_put_in_comes_out(made, folder):
    update = updates.read_update(made)
    assert (update.version, update.name, dict(update.changes)) == ("9.9.0", NAME, EDITION.changes)
    assert update.is_newer
    assert updates.unpack(update, folder).read_bytes() == CONTENT
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_every_damaged_byte_is_noticed(made, folder):
    whole = made.read_bytes()
    rng = random.Random(1)
    places = [*range(0, 900, 7), *(rng.randrange(len(whole)) for _ in range(60)), len(whole) - 1]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        made.write_bytes(damaged)
        assert code_of(lambda: updates.unpack(updates.read_update(made), folder)).startswith(
            "updates."
        ), place
        assert list(folder.iterdir()) == []


def test_every_cut_is_noticed(made, folder):
    whole = made.read_bytes()
    for length in [*range(0, 900, 11), len(whole) // 2, len(whole) - 1]:
        made.write_bytes(whole[:length])
        assert code_of(lambda: updates.read_update(made)) in (
            "updates.not-an-update",
            "updates.damaged",
            "updates.bad-signature",
            "updates.cut-short",
        ), length


def test_what_is_appended_is_noticed(made):
    made.write_bytes(made.read_bytes() + b"x")
    assert code_of(lambda: updates.read_update(made)) == "updates.damaged"


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head.update(name="../surveyapp.deb"),
        lambda head: head.update(name="C:\\Windows\\x.exe"),
        lambda head: head.update(name="surveyapp.sh"),
        lambda head: head.update(name=".deb"),
        lambda head: head.update(name="a" * 200 + ".deb"),
        lambda head: head.update(size=-1),
        lambda head: head.update(size=10**30),
        lambda head: head.update(size=3e6),
        lambda head: head.update(size=True),
        lambda head: head.update(version="9.9.0; rm"),
        lambda head: head.update(version="9" * 5000),
        lambda head: head.update(system="plan9"),
        lambda head: head.update(machine="../x"),
        lambda head: head.update(sha256="00"),
        lambda head: head.update(publisher="zz"),
        lambda head: head.update(changes={"zh_CN": "\x1b[2J"}),
        lambda head: head.update(changes={"zh_CN": ["x"]}),
        lambda head: head.update(changes=[]),
        lambda head: head.update(format=2),
        lambda head: head.update(extra=1),
        lambda head: head.pop("commit"),
    ],
)
def test_a_head_that_no_update_has_is_refused_although_it_is_signed(made, change):
    forge(made, change)
    assert code_of(lambda: updates.read_update(made)) == "updates.damaged"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"[" * 50_000, "updates.damaged"),
        (b'{"a":1,"a":2}', "updates.damaged"),
        (b"x" * (LARGEST_HEAD + 10), "updates.damaged"),
        (b"\xff\xfe", "updates.damaged"),
    ],
)
def test_a_head_that_is_no_plain_text_is_refused(made, head, code):
    first, _head, signature, body = made.read_bytes().split(b"\n", 3)
    made.write_bytes(b"\n".join((first, head, signature, body)))
    assert code_of(lambda: updates.read_update(made)) == code


def test_a_changed_head_without_a_new_signature_is_refused(made):
    forge(made, lambda head: head.update(version="9.9.1"), sign=False)
    assert code_of(lambda: updates.read_update(made)) == "updates.bad-signature"


def test_other_files_and_newer_formats_are_named_as_such(made, tmp_path):
    other = tmp_path / "survey.svu"
    other.write_bytes(b"\x00" * 5000)
    assert code_of(lambda: updates.read_update(other)) == "updates.not-an-update"
    made.write_bytes(made.read_bytes().replace(b"update-1\n", b"update-2\n", 1))
    assert code_of(lambda: updates.read_update(made)) == "updates.newer-format"
    assert code_of(lambda: updates.read_update(tmp_path / "none.svu")) == "core.cannot-read"


def test_only_what_is_newer_and_for_this_computer_fits(made):
    update = updates.read_update(made)
    here = {"system": "linux", "machine": "x86_64"}
    updates.require_fit(update, **here)
    other = {"system": "win32", "machine": "x86_64"}
    assert code_of(lambda: updates.require_fit(update, **other)) == "updates.other-system"
    same, old = replace(update, version=__version__), replace(update, version="0.0.9")
    assert code_of(lambda: updates.require_fit(same, **here)) == "updates.same"
    assert code_of(lambda: updates.require_fit(old, **here)) == "updates.older"
    updates.require_fit(old, older_too=True, **here)


def test_versions_are_ordered_as_numbers():
    assert is_older("0.9.0", "0.10.0")
    assert not is_older("0.10.0", "0.9.9")
    assert not is_older("", "0.1.0")


def test_a_publisher_is_known_once_the_fingerprint_was_typed(made):
    update = updates.read_update(made)
    assert not updates.is_known(update.publisher)
    assert code_of(lambda: updates.confirm(update.publisher, "AAAA-BBBB")) == (
        "updates.wrong-fingerprint"
    )
    assert not updates.is_known(update.publisher)
    updates.confirm(update.publisher, update.fingerprint.lower().replace("-", " "))
    assert updates.is_known(update.publisher)
    assert len(updates.known_publishers()) == 1


def test_stopping_leaves_nothing(made, folder):
    progress = Progress()
    progress.stop()
    with pytest.raises(Cancelled):
        updates.unpack(updates.read_update(made), folder, progress)
    assert list(folder.iterdir()) == []


def test_the_publishers_key_opens_with_its_passphrase_only(tmp_path):
    path = tmp_path / "publisher.pem"
    public = make_publisher_key(path, "长口令")
    assert open_publisher_key(path, "长口令").public_key().public_bytes_raw() == public
    assert code_of(lambda: open_publisher_key(path, "wrong")) == "updates.key-not-opened"
    assert code_of(lambda: make_publisher_key(path, "x")) == "core.file-exists"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def run(*words: object) -> str:
    result = CliRunner().invoke(commands, [str(word) for word in words])
    if isinstance(result.exception, SurveyError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_on_the_command_line(made, folder):
    forge(made, lambda head: head.update(machine=machine_name()))
    told = fingerprint_of(KEY.public_key().public_bytes_raw())
    said = run("check", made)
    assert told in said
    assert "更快。" in said
    assert code_of(lambda: run("unpack", made, folder)) == "updates.unknown-publisher"
    run("unpack", made, folder, "--fingerprint", told)
    assert (folder / NAME).read_bytes() == CONTENT
    assert json.loads(run("check", made, "--json"))["known"] is True
