"""On the command line: how interviews are held, paper keyed twice, photos at the office."""

from __future__ import annotations

import json
from hashlib import sha256

import pyrage
import pytest
from click.testing import CliRunner

from surveyapp.cli.main import commands
from surveyapp.clock import Clock
from surveyapp.exchange.keys import own_keys
from surveyapp.fieldwork.cases import VisitEntry, record_visit
from surveyapp.fieldwork.drafts import NewInterview, start_interview
from surveyapp.fieldwork.modes import mode_progress
from surveyapp.store.attachments import list_attachments
from surveyapp.store.receipts import Attachment, write_attachment
from tests.exchange_cases import interview, make_world
from tests.surveyapp.fieldwork.short_survey import FORM, Ticking, make_laptop

CASES = [str(number) * 32 for number in (1, 2)]
ANSWERS = {"consent": "yes", "age": 40, "main/air": "c", "main/bags": 3}
PHOTO = b"\xff\xd8 synthetic"


def hold(laptop, mode, iid=CASES[0], **changes):
    opened = start_interview(laptop, NewInterview(FORM.content_hash, iid, mode=mode))
    for path, value in {**ANSWERS, **changes}.items():
        assert opened.answer(path, value).accepted, path
    return opened.finish()


def run(*arguments):
    return CliRunner().invoke(commands, ["--language", "en", "fieldwork", *map(str, arguments)])


def read(*arguments):
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.fixture
def laptop(tmp_path):
    """Closed by the test, before a command opens the file."""
    return make_laptop(tmp_path / "laptop.survey", clock=Clock(Ticking()))


@pytest.fixture
def path(laptop):
    return laptop.path


def test_every_mode_has_its_row(laptop):
    hold(laptop, "paper")
    hold(laptop, "paper", **{"main/bags": 3})
    call = VisitEntry("5.10", mode="telephone", appointment="2026-11-24T19:30")
    for _ in range(2):
        record_visit(laptop, CASES[1], call)
    rows = {row.mode: row for row in mode_progress(laptop)}
    assert list(rows) == ["face_to_face", "telephone", "self", "paper"]
    assert (rows["paper"].complete, rows["paper"].attempts) == (1, 1)
    telephone = rows["telephone"]
    assert (telephone.cases, telephone.attempts, telephone.call_backs) == (1, 2, 1)
    assert (telephone.complete, telephone.attempts_per_case) == (0, 2.0)
    assert rows["self"].cases == 0
    laptop.close()


def test_modes_are_printed(laptop, path):
    hold(laptop, "self")
    laptop.close()
    rows = {row["mode"]: row for row in read("modes", path)}
    assert rows["self"]["complete"] == 1


def test_two_keyings_are_compared_and_settled(laptop, path):
    hold(laptop, "paper")
    assert hold(laptop, "paper", **{"main/bags": 8}).differences
    laptop.close()
    (waiting,) = read("keyings", path)
    assert waiting["iid"] == CASES[0]
    (found,) = read("compare", path, CASES[0])
    assert (found["path"], found["first"], found["second"]) == ("main/bags", 3, 8)
    assert run("finish", path, CASES[0]).exit_code != 0
    assert run("settle", path, CASES[0], "main/bags", "first").exit_code == 0
    assert read("finish", path, CASES[0])["disposition"] == "1.10"
    assert read("keyings", path) == []


def test_what_does_not_differ_cannot_be_settled(laptop, path):
    hold(laptop, "paper")
    hold(laptop, "paper", **{"main/bags": 8})
    laptop.close()
    assert run("settle", path, CASES[0], "age", "first").exit_code != 0


def test_photos_are_opened_at_the_office_and_noted(tmp_path):
    world = make_world(tmp_path)
    city = world.city
    key = pyrage.x25519.Recipient.from_str(own_keys(city).recipient)
    sealed = pyrage.encrypt(PHOTO, [key])
    revision = interview(world.laptop(0))
    write_attachment(
        city.store,
        Attachment(
            sha256(sealed).digest(),
            revision.header.iid,
            "shelf/photo",
            "image/jpeg",
            len(sealed),
            sealed,
            "kept",
            city.clock.iso(),
        ),
    )
    assert list_attachments(city.store)
    world.close()
    (row,) = read("photos", city.path, tmp_path / "out")
    assert (tmp_path / "out" / row["file"]).read_bytes() == PHOTO
    assert row["question"] == "shelf/photo"
