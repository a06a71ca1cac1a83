"""A watched folder hands on what has arrived whole; a laptop purges only what is safe elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from surveyapp.clock import Clock
from surveyapp.errors import SurveyError
from surveyapp.exchange.custody import verify_custody
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.receipts import make_receipts, read_receipts
from surveyapp.exchange.returns import make_return_package
from surveyapp.exchange.watching import PATIENCE_S, FolderWatch
from surveyapp.store.backup import list_backups, write_backup
from surveyapp.store.interviews import read_interviews
from surveyapp.store.receipts import Attachment, write_attachment
from surveyapp.store.revisions import read_revisions
from tests.exchange_cases import collect, interview, make_world

DAY = 24 * 3600


class Time:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def world(tmp_path: Path):
    made = make_world(tmp_path)
    yield made
    made.close()


def test_a_whole_package_is_handed_on_once_and_after_two_looks(world):
    shared = world.stick("shared")
    watch = FolderWatch(shared, Time())
    package = collect(world.laptop(0), shared, 1)
    assert watch.look() == []
    assert watch.look() == [package]
    assert watch.look() == []


def test_a_file_that_is_still_growing_waits(world):
    stick, shared = world.stick(), world.stick("shared")
    content = collect(world.laptop(0), stick, 3).read_bytes()
    watch = FolderWatch(shared, Time())
    target = shared / "arriving.svp"
    for end in (100, 1000, len(content) - 1):
        target.write_bytes(content[:end])
        assert watch.look() == []
        assert watch.look() == []  # unchanged for a moment, and its header says there is more
    target.write_bytes(content)
    assert watch.look() == []
    assert watch.look() == [target]


def test_what_never_becomes_whole_is_handed_on_to_be_refused(world):
    stick, shared, time = world.stick(), world.stick("shared"), Time()
    content = collect(world.laptop(0), stick, 3).read_bytes()
    (shared / "cut.svp").write_bytes(content[:-10])
    watch = FolderWatch(shared, time)
    assert watch.look() == watch.look() == []
    time.seconds = PATIENCE_S
    (cut,) = watch.look()
    assert merge_packages(world.city, [cut]).outcomes[0].code == "exchange.cut-short"


def test_other_files_are_left_alone_and_changed_ones_looked_at_anew(world):
    shared = world.stick("shared")
    (shared / "notes.txt").write_text("x")
    (shared / "half.svp.part").write_bytes(b"SVYPKG")
    inner = shared / "Monday"
    inner.mkdir()
    package = collect(world.laptop(0), inner, 1)
    watch = FolderWatch(shared, Time())
    watch.look()
    assert watch.look() == [package]
    os.utime(package, (1, 1))
    watch.look()
    assert watch.look() == [package]


def test_a_folder_that_is_gone_is_said_and_comes_back(world, tmp_path):
    watch = FolderWatch(tmp_path / "drive", Time())
    with pytest.raises(SurveyError) as trouble:
        watch.look()
    assert trouble.value.code == "exchange.folder-not-reached"
    assert trouble.value.sentence
    (tmp_path / "drive").mkdir()
    assert watch.look() == []


def _leaves(laptop) -> int:
    return sum(
        one.sealed is not None
        for state in read_interviews(laptop.store)
        for one in read_revisions(laptop.store, state.iid)
    )


def _confirm(world, laptop) -> None:
    made = make_return_package(laptop, world.stick())
    merge_packages(world.city, [made.path])
    receipts = make_receipts(world.city, world.stick("down"))
    assert receipts is not None
    read_receipts(laptop, [receipts.path])


def _later(laptop, days: float) -> None:
    start = laptop.clock
    laptop.clock = Clock(lambda: start.milliseconds() / 1000 + days * DAY)


def test_nothing_is_purged_before_confirmation_and_the_retention_time(world):
    laptop = world.laptop(0)
    collect(laptop, world.stick(), 2)
    _later(laptop, 400)
    merge_packages(laptop, [])
    assert _leaves(laptop) == 2  # old, but nobody has confirmed it
    laptop.clock = Clock()
    _confirm(world, laptop)
    interview(laptop, seed=9)
    _later(laptop, 29)
    merge_packages(laptop, [])
    assert _leaves(laptop) == 3
    _later(laptop, 2)
    merge_packages(laptop, [])
    assert _leaves(laptop) == 1  # the one that is not confirmed
    assert {one.status for one in read_interviews(laptop.store)} == {"complete"}
    assert verify_custody(laptop).holds
    made = make_return_package(laptop, world.stick())
    assert made.revisions == 1


def test_the_survey_says_how_long_and_backups_forget_too(world):
    laptop = world.laptop(0)
    laptop.change_settings({"retention_days": 3})
    iid = interview(laptop).header.iid
    sealed = read_revisions(laptop.store, iid)[0].sealed
    _confirm(world, laptop)
    write_backup(laptop.store, "2025-01-01T00:00:00Z")
    _later(laptop, 4)
    merge_packages(laptop, [])
    assert _leaves(laptop) == 0
    assert sealed is not None
    files = [laptop.path, *list_backups(laptop.path)]
    assert len(files) == 2
    assert not any(sealed[200:260] in path.read_bytes() for path in files)


def test_an_attachment_that_no_receipt_names_keeps_its_interview(world):
    laptop = world.laptop(0)
    iid = interview(laptop).header.iid
    _confirm(world, laptop)
    photo = b"sealed photo" * 100
    write_attachment(
        laptop.store,
        Attachment(b"h" * 32, iid, "photo", "image/jpeg", len(photo), photo, "kept", "2025-06-02"),
    )
    _later(laptop, 99)
    merge_packages(laptop, [])
    assert _leaves(laptop) == 1
    assert laptop.store.value("SELECT sealed FROM attachment") == photo
