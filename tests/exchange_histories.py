"""Histories of the field for property tests: devices with wrong clocks, edits, clones, lost files.

They are replayed on the real log (``insert_revisions`` on SQLite) and on merges that are broken on
purpose: a property that does not catch these proves nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from hypothesis import strategies as st

from surveyapp.clock import Clock
from surveyapp.exchange.custody import ranges_missing
from surveyapp.revisions import (
    FINAL,
    NOTHING_BEFORE,
    ClosedLeaf,
    FreeLeaf,
    Header,
    Revision,
    make_revision,
)
from surveyapp.store import upgrade
from surveyapp.store.database import Database
from surveyapp.store.interviews import rebuild_interviews
from surveyapp.store.revisions import insert_revisions, read_device_numbers, read_forks

DEVICES = 4
CLONE = 3
"""The last device is a copy of the first: same id, same numbers, other content."""
NOW = "2025-06-01T00:00:00Z"
Package = tuple[Revision, ...]
State = tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Event:
    """What happens next: who does it, to which earlier interview, and how its clock stands."""

    device: int
    target: int
    is_edit: bool
    is_packed: bool
    is_told: bool
    """Whether this device first receives what another one knows."""
    clock: int
    """Seconds that its clock is wrong by."""


EVENTS = st.lists(
    st.builds(
        Event,
        st.integers(0, DEVICES - 1),
        st.integers(0, 5),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from((0, 3600, -3600, 86_000, -(10**8), 10**9)),
    ),
    min_size=3,
    max_size=14,
)


@dataclass
class Device:
    """A laptop: its id, its own chain, and all that it knows."""

    number: int
    adopts: bool
    chain: list[Revision] = field(default_factory=list)
    known: dict[bytes, Revision] = field(default_factory=dict)
    wrong_by: int = 0

    def __post_init__(self) -> None:
        self.clock = Clock(lambda: 1_750_000_000 + self.wrong_by)

    @property
    def device_id(self) -> bytes:
        return bytes([0 if self.number == CLONE else self.number]) * 16

    def receive(self, revisions: Iterable[Revision]) -> None:
        for one in revisions:
            self.known[one.rev_id] = one
            if self.adopts:
                self.clock.receive(one.header.hlc)

    def write(self, iid: str, parents: tuple[bytes, ...]) -> None:
        seq, before = len(self.chain) + 1, self.chain[-1].rev_id if self.chain else NOTHING_BEFORE
        header = Header(
            *(iid, self.device_id, 1, seq, self.clock.stamp(), f"s{self.number}", FINAL),
            *("public", "0" * 64, "2025", f"U{iid[:4]}", "face_to_face", "1.10"),
            *(before, parents, NOW, 1),
        )
        made = make_revision(header, ClosedLeaf({"q": self.number}), FreeLeaf())
        self.chain.append(made)
        self.known[made.rev_id] = made


@dataclass
class History:
    """What was packed, and everything that was ever written."""

    packages: list[Package]
    everything: dict[bytes, Revision]
    devices: list[Device]


def live(events: Sequence[Event], *, adopts: bool = True) -> History:
    """Let it happen. ``adopts`` false: laptops do not move their clocks past what they receive."""
    devices = [Device(number, adopts) for number in range(DEVICES)]
    iids: list[str] = []
    packages: list[Package] = []
    for number, event in enumerate(events):
        device = devices[event.device]
        device.wrong_by = event.clock
        if event.is_told:
            device.receive(devices[(event.device + 1) % DEVICES].known.values())
        known = sorted({one.header.iid for one in device.known.values()})
        if event.is_edit and known:
            iid = known[event.target % len(known)]
            device.write(iid, tuple(sorted(heads(device.known.values(), iid))))
        else:
            iids.append(f"{number:032x}")
            device.write(iids[-1], ())
        if event.is_packed:
            packages.append(tuple(device.chain[-(1 + event.target) :]))
    packages += [tuple(device.chain) for device in devices if device.chain]
    everything = {one.rev_id: one for device in devices for one in device.chain}
    return History(packages, everything, devices)


def heads(revisions: Iterable[Revision], iid: str) -> set[bytes]:
    """Those of an interview that nobody names as parent."""
    family = [one for one in revisions if one.header.iid == iid]
    return {one.rev_id for one in family} - {p for one in family for p in one.header.parents}


class Office:
    """An empty log in memory that merges with the real code, and can be emptied again."""

    def __init__(self) -> None:
        connection = sqlite.connect(":memory:", isolation_level=None)
        connection.row_factory = sqlite.Row
        upgrade.apply_migrations(connection)
        self.store = Database(connection, Path("memory"))

    def empty(self) -> None:
        for table in ("revision", "revision_parent", "interview", "conflict", "fork"):
            self.store.execute(f"DELETE FROM {table}")

    def merge(self, package: Package) -> None:
        insert_revisions(self.store, package, None, NOW)

    def state(self) -> State:
        log = self.store.rows("SELECT rev_id, header, closed FROM revision ORDER BY rev_id")
        shown = self.store.rows("SELECT iid, status, heads, head FROM interview ORDER BY iid")
        forks = [(one.device_id, one.seq, *one.rev_ids) for one in read_forks(self.store)]
        return (*map(tuple, log), *map(tuple, shown), *sorted(forks))

    def numbers(self, device_id: bytes) -> tuple[int, ...]:
        return read_device_numbers(self.store, device_id, 1)

    def missing(self, device_id: bytes) -> set[int]:
        gaps = ranges_missing(self.numbers(device_id))
        return {n for first, last in gaps for n in range(first, last + 1)}


def merge_in_order(office: Office, packages: Iterable[Package]) -> State:
    """From an empty log, one package after another."""
    office.empty()
    for package in packages:
        office.merge(package)
    return office.state()


def causality_holds(history: History) -> bool:
    """Every stamp is greater than those of the parents; every head is reachable from no other."""
    stamps = {rev_id: one.header.hlc for rev_id, one in history.everything.items()}
    return all(
        stamps[parent] < one.header.hlc
        for one in history.everything.values()
        for parent in one.header.parents
    )


def shuffled(history: History, seed: int) -> list[Package]:
    """The packages in another order, some of them twice."""
    rng = random.Random(seed)
    queue = [*history.packages, *rng.sample(history.packages, len(history.packages) // 3)]
    rng.shuffle(queue)
    return queue


# Merges that are broken on purpose.


def last_import_wins(packages: Iterable[Package]) -> State:
    """What an upsert by interview does."""
    kept: dict[str, bytes] = {}
    for package in packages:
        kept.update({one.header.iid: one.rev_id for one in package})
    return tuple(sorted(kept.items()))


def loser_dropped(packages: Iterable[Package]) -> State:
    """Of two rival revisions the later one is kept, whoever knew of whom."""
    kept: dict[str, Revision] = {}
    log: set[bytes] = set()
    for package in packages:
        for one in package:
            before = kept.get(one.header.iid)
            if before is None or before.header.hlc < one.header.hlc:
                kept[one.header.iid] = one
                log.add(one.rev_id)
    return tuple((one,) for one in sorted(log))


def second_branch_refused(packages: Iterable[Package]) -> State:
    """A copied laptop's revisions are turned away, whichever of the two came first."""
    kept: dict[tuple[bytes, int], bytes] = {}
    for package in packages:
        for one in package:
            kept.setdefault((one.header.device, one.header.seq), one.rev_id)
    return tuple((one,) for one in sorted(kept.values()))


BROKEN: dict[str, Callable[[Iterable[Package]], State]] = {
    "last import wins": last_import_wins,
    "loser dropped": loser_dropped,
    "second branch refused": second_branch_refused,
}


def rebuilt(office: Office) -> State:
    """The state after the projection was thrown away and made anew from the log."""
    rebuild_interviews(office.store, NOW)
    return office.state()
