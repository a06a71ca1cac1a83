"""A withdrawn interview: no byte of it stays in city, district, laptop or their backups."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from surveyapp.exchange.custody import verify_custody
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.exchange.returns import make_return_package
from surveyapp.exchange.withdrawal import make_withdrawal_package, withdraw
from surveyapp.store.attachments import list_attachments
from surveyapp.store.backup import list_backups, write_backup
from surveyapp.store.receipts import Attachment, write_attachment
from surveyapp.store.revisions import read_revisions
from surveyapp.survey import Survey, open_survey
from tests.exchange_cases import World, add_district, code_of, interview, make_world

WORDS = "只有这位受访者说过的话"
NOW = "2025-06-02T01:00:00Z"


@pytest.fixture
def world(tmp_path: Path):
    made = make_world(tmp_path)
    made.opened.append(open_survey(add_district(made)))
    yield made
    made.close()


def district(world: World) -> Survey:
    return world.opened[0]


def photograph(laptop: Survey, iid: str) -> bytes:
    """A sealed photo, invented."""
    sealed = random.Random(iid).randbytes(300_000)
    digest = hashlib.sha256(sealed).digest()
    write_attachment(
        laptop.store,
        Attachment(digest, iid, "photo", "image/jpeg", len(sealed), sealed, "kept", NOW),
    )
    return sealed


def collected(world: World) -> tuple[str, str, list[bytes], list[bytes]]:
    """Two interviews with photos in all three files and their backups; traces of each."""
    laptop = world.laptop(0)
    merge_packages(laptop, [one.path for one in make_field_packages(world.city, world.stick("f"))])
    gone = interview(laptop, seed=1, text=WORDS).header.iid
    kept = interview(laptop, seed=2, text="这些话留下").header.iid
    photo = photograph(laptop, gone)
    remaining = photograph(laptop, kept)
    (leaf,) = (one.sealed for one in read_revisions(laptop.store, gone))
    merge_packages(district(world), [make_return_package(laptop, world.stick()).path])
    merge_packages(world.city, [make_relay_package(district(world), world.stick("up")).path])
    for survey in surveys(world):
        write_backup(survey.store, NOW)
    assert leaf is not None
    traces = [WORDS.encode(), photo[1000:1064], leaf[100:164]]
    return gone, kept, traces, [remaining[1000:1064]]


def surveys(world: World) -> tuple[Survey, ...]:
    return (world.city, *world.opened)


def files_with(world: World, traces: list[bytes]) -> set[str]:
    """Names of the survey files and backups in which a trace stands."""
    files = [path for path in world.folder.iterdir() if path.is_file()]
    found = {path: path.read_bytes() for path in files}
    return {path.name for path, body in found.items() if any(one in body for one in traces)}


def test_before_it_the_traces_are_in_every_file_and_backup(world):
    """The control: a search that could not find them would prove nothing."""
    _gone, _kept, traces, _remaining = collected(world)
    for survey in surveys(world):
        (backup,) = list_backups(survey.path)
        assert backup.name in files_with(world, traces)


def test_no_byte_stays_after_the_next_exchange(world):
    gone, kept, traces, remaining = collected(world)
    withdraw(world.city, code_of(gone))
    written = make_withdrawal_package(world.city, world.stick("down"))
    assert written is not None
    for survey in world.opened:
        assert merge_packages(survey, [written.path]).refused == 0
    assert files_with(world, traces) == set()
    for survey in surveys(world):
        assert verify_custody(survey).holds
        states = {one.iid: one.state for one in list_attachments(survey.store)}
        assert states[gone] == "withdrawn" != states[kept]
    assert {"city.survey", "laptop-0.survey"} <= files_with(world, remaining)
