"""Merge is set union: order, company, repeats and relays of packages do not matter."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveyapp.exchange.custody import list_gaps, ranges_missing
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.merging import merge_packages, rules_of
from surveyapp.exchange.reading import read_package
from surveyapp.exchange.receipts import make_receipts, read_receipts
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.exchange.returns import make_return_package
from surveyapp.exchange.withdrawal import withdraw
from surveyapp.store.revisions import read_revisions
from surveyapp.survey import Survey, open_survey
from tests.exchange_cases import (
    World,
    add_district,
    code_of,
    collect,
    interview,
    make_world,
    state_of,
)

LAPTOPS = 3


@dataclass
class History:
    """What happened in the field, and the city's file as it was before anything arrived."""

    city: Path
    packages: list[Path]
    expected: list[tuple[object, ...]]


@pytest.fixture(scope="module", params=range(4))
def history(request, tmp_path_factory):
    """Laptops that interview, edit each other's interviews, pack, relay; one of them cloned."""
    folder = tmp_path_factory.mktemp("history")
    world = make_world(folder, LAPTOPS)
    district = open_survey(add_district(world))
    packages = _live(world, district, random.Random(request.param))
    district.close()
    world.close()
    plain = folder / "city.survey"
    with _fresh(plain) as city:
        merge_packages(city, packages)
        expected = state_of(city)
    return History(plain, packages, expected)


def _live(world: World, district: Survey, rng: random.Random) -> list[Path]:
    copy = world.folder / "clone.survey"
    shutil.copyfile(world.laptops[0], copy)
    laptops = [*(world.laptop(number) for number in range(LAPTOPS)), open_survey(copy)]
    world.opened.append(laptops[-1])
    if rng.random() < 0.5:
        # Else the laptops do not know the district, and it relays what it cannot read.
        made = [one.path for one in make_field_packages(world.city, world.stick())]
        for laptop in laptops:
            merge_packages(laptop, made)
    iids: list[str] = []
    packages: list[Path] = []
    for step in range(24):
        laptop = rng.choice(laptops)
        if iids and rng.random() < 0.4:
            iid = rng.choice(iids)
            heads = tuple(one.rev_id for one in read_revisions(laptop.store, iid)[-1:])
            interview(laptop, iid, seed=step, parents=heads)
        else:
            iids.append(interview(laptop, seed=step).header.iid)
        if rng.random() < 0.4:
            packages.append(make_return_package(laptop, world.stick()).path)
    own = read_revisions(laptops[1].store, iids[0])
    if own:
        withdraw(laptops[1], code_of(iids[0]))
    for laptop in laptops:
        if laptop.store.value("SELECT count(*) FROM revision"):
            packages.append(make_return_package(laptop, world.stick()).path)
    merge_packages(district, packages[: len(packages) // 2])
    packages.append(make_relay_package(district, world.stick()).path)
    return packages


def _fresh(city: Path) -> Survey:
    folder = Path(tempfile.mkdtemp(dir=city.parent))
    path = folder / "city.survey"
    shutil.copyfile(city, path)
    return open_survey(path)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_order_ends_in_one_state(history, data):
    arrivals = data.draw(st.permutations(history.packages))
    repeats = data.draw(st.lists(st.sampled_from(history.packages), max_size=4))
    cuts = data.draw(st.integers(1, 4))
    queue = [*arrivals, *repeats]
    with _fresh(history.city) as city:
        for start in range(cuts):
            merge_packages(city, queue[start::cuts])
        assert state_of(city) == history.expected


def test_the_histories_would_catch_a_merge_that_overwrites(history):
    """A control: were the last import to win, the same packages would end in two states."""
    with _fresh(history.city) as city:
        read = [
            read_package(path.read_bytes(), rules_of(city)).content.revisions
            for path in history.packages[:-1]
        ]
    forwards, backwards = (
        {one.header.iid: one.rev_id for revisions in order for one in revisions}
        for order in (read, read[::-1])
    )
    assert forwards != backwards


@given(st.sets(st.integers(1, 60), min_size=1))
def test_the_gaps_are_exactly_what_is_missing(numbers):
    found = {n for first, last in ranges_missing(sorted(numbers)) for n in range(first, last + 1)}
    assert found == set(range(1, max(numbers) + 1)) - numbers


def test_lost_packages_heal_with_receipts(tmp_path):
    """Whatever is lost on the way, the next package and receipt bring everything."""
    rng = random.Random(5)
    world = make_world(tmp_path, laptops=2)
    laptops = [world.laptop(0), world.laptop(1)]
    total = 0
    for day in range(12):
        laptop = rng.choice(laptops)
        count = rng.randint(1, 3)
        total += count
        path = collect(laptop, world.stick(), count, seed=day * 10)
        if rng.random() < 0.5:
            merge_packages(world.city, [path])
            receipts = make_receipts(world.city, world.stick("down"))
            if receipts is not None and rng.random() < 0.6:
                read_receipts(laptop, [receipts.path])
        assert not list_gaps(world.city)
    for laptop in laptops:
        interview(laptop)
        merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    assert world.city.store.value("SELECT count(*) FROM revision") == total + 2
    world.close()


_CHILD = """
import sys
from pathlib import Path
from surveyapp.exchange.merging import merge_packages
from surveyapp.survey import open_survey
city = open_survey(Path(sys.argv[1]))
print("ready", flush=True)
merge_packages(city, [Path(sys.argv[2])])
print("merged", flush=True)
"""


@pytest.mark.slow
def test_a_killed_merge_leaves_nothing_or_everything(tmp_path):
    world = make_world(tmp_path)
    laptop = world.laptop(0)
    for day in range(6):
        collect(laptop, world.stick(), 40, seed=day * 100)
    world.close()
    counts: set[int] = set()
    for delay in (0.0, 0.02, 0.05, 0.08, 0.12, 0.2):
        copy = tmp_path / f"killed-{delay}.survey"
        shutil.copyfile(tmp_path / "city.survey", copy)
        command = [sys.executable, "-c", _CHILD, str(copy), str(world.stick())]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(delay)
            child.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
            child.wait()
        with open_survey(copy) as city:
            counts.add(city.store.value("SELECT count(*) FROM revision"))
            again = merge_packages(city, [world.stick()])
            assert again.refused == 0
            assert city.store.value("SELECT count(*) FROM revision") == 240
    assert counts <= {0, 240}
