"""Every state that a power loss may leave on the disk: what was acknowledged is there, and whole.

The writes, syncs, renames and removals of a day's work are recorded (``system_calls``). Then disks
are put together as they may be after the power went at any moment: what was synced is there; of
what was not, any part, torn at 512 bytes, in any order; renames, creations and removals in their
order up to any of them, and all of them before the next sync (as journalling file systems keep
them). Each disk is opened and compared with what had been acknowledged. ``synchronous=NORMAL`` must
fail this test, which is what shows that it can fail::

    python -m tests.reliability.power_loss --states 10000
    python -m tests.reliability.power_loss --states 2000 --normal
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.backups import restore_backup
from surveyapp.survey import open_survey
from tests.reliability.laptop_day import Day, Told, make_day_file
from tests.reliability.old_version import make_old_version
from tests.reliability.system_calls import CUT, MAKE, REMOVE, RENAME, SYNC, WRITE, Call, answered

SECTOR = 512
DAY, UPGRADE, RESTORE = "day", "upgrade", "restore"
OPERATIONS = (DAY, UPGRADE, RESTORE)


@dataclass(frozen=True)
class Trace:
    """What was written and told, in order; ``before`` was told first, ``first`` lay there."""

    operation: str
    name: str
    identity: str
    before: tuple[str, ...]
    first: dict[str, bytes]
    events: tuple[Call | str, ...]


@dataclass
class Disk:
    """What is surely on the disk, and what may be."""

    content: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    waiting: dict[int, list[Call]] = field(default_factory=dict)
    moves: list[Call] = field(default_factory=list)
    """Creations, renames and removals that no sync has followed yet."""
    seen: dict[str, int] = field(default_factory=dict)
    """The names as the running program sees them."""

    @classmethod
    def holding(cls, first: dict[str, bytes]) -> Disk:
        disk = cls()
        for number, (name, content) in enumerate(first.items()):
            disk.content[number] = bytearray(content)
            disk.names[name] = disk.seen[name] = number
        return disk

    def take(self, call: Call) -> None:
        """Let one call happen."""
        if call.kind in (MAKE, REMOVE, RENAME):
            self._move(call)
        elif call.kind == SYNC:
            self._sync(call.path)
        elif call.path in self.seen:
            self.waiting.setdefault(self.seen[call.path], []).append(call)

    def after_loss(self, rng: random.Random) -> dict[str, bytes]:
        """One of the disks that may be found after the power went now."""
        names = dict(self.names)
        for move in self.moves[: rng.randint(0, len(self.moves))]:
            _rename(names, move, self._number_of)
        share = rng.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        found: dict[str, bytes] = {}
        for name, number in names.items():
            content = bytearray(self.content.get(number, b""))
            for call in self.waiting.get(number, ()):
                if rng.random() < share:
                    _apply(content, call, rng if rng.random() < 0.3 else None)
            found[name] = bytes(content)
        return found

    def _move(self, call: Call) -> None:
        if call.kind == MAKE:
            self.content[len(self.content)] = bytearray()
            self._numbers[id(call)] = len(self.content) - 1
        self.moves.append(call)
        _rename(self.seen, call, self._number_of)

    def _sync(self, path: str) -> None:
        for move in self.moves:
            _rename(self.names, move, self._number_of)
        self.moves.clear()
        number = self.seen.get(path)
        if number is not None:
            for call in self.waiting.pop(number, ()):
                _apply(self.content[number], call, None)

    def _number_of(self, call: Call) -> int:
        return self._numbers[id(call)]

    _numbers: dict[int, int] = field(default_factory=dict)


def record(operation: str, folder: Path, interviews: int, normal: bool = False) -> Trace:
    """Do the work and record what reaches the system."""
    path = folder / f"{operation}.survey"
    before, events = list[str](), list[Call | str]()
    prepare, work = _WORK[operation]
    identity = prepare(path, before.append)
    first = {str(one): one.read_bytes() for one in folder.iterdir() if one.is_file()}

    def note(call: Call) -> int:
        events.append(call)
        return 0

    with answered(folder, note):
        identity = work(path, identity, events.append, interviews, normal) or identity
    return Trace(operation, str(path), identity, tuple(before), first, tuple(events))


def examine(trace: Trace, states: int, seed: int) -> list[str]:
    """Lose the power that many times, at any moment; what was lost or damaged."""
    rng = random.Random(seed)
    moments = sorted(rng.randint(0, len(trace.events)) for _ in range(states))
    disk, told, place = Disk.holding(trace.first), Told(), 0
    for line in trace.before:
        told.hear(line)
    problems: list[str] = []
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        for moment in moments:
            for event in trace.events[place:moment]:
                if isinstance(event, str):
                    told.hear(event)
                else:
                    disk.take(event)
            place = moment
            found = _look(trace, disk.after_loss(rng), told, Path(folder))
            problems += [f"event {moment}: {one}" for one in found]
    return problems


def examine_all(trace: Trace, states: int, seed: int, jobs: int) -> list[str]:
    """The same on several cores."""
    share = [len(range(number, states, jobs)) for number in range(jobs)]
    with ProcessPoolExecutor(jobs) as pool:
        parts = pool.map(partial(examine, trace), share, [seed * 1000 + n for n in range(jobs)])
        return [problem for part in parts for problem in part]


def _look(trace: Trace, found: dict[str, bytes], told: Told, folder: Path) -> list[str]:
    """Open one disk as the program would after a restart."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in found.items():
        (folder / Path(name).name).write_bytes(content)
    path = folder / Path(trace.name).name
    try:
        return _compare(trace, told, path)
    except SurveyError as trouble:
        # Before a file was made it may be half a file, which is said; afterwards it must open.
        return [trouble.code] if "create" in told.done else []


def _compare(trace: Trace, told: Told, path: Path) -> list[str]:
    if trace.operation == RESTORE and not path.exists():
        restore_backup(path, identity=trace.identity).close()
    with open_survey(path, identity=trace.identity) as survey:
        problems = told.missing(survey.store, trace.identity) if "restore" not in told.tried else []
        if "restore" in told.done and survey.setting("epoch") != 2:
            problems.append(f"epoch {survey.setting('epoch')}")
        return problems


def _work_a_day(
    path: Path, _identity: str, say: Callable[[str], None], interviews: int, normal: bool
) -> str:
    say("try\tcreate")
    identity = make_day_file(path)
    say("did\tcreate")
    for part in range(2):
        with open_survey(path, identity=identity) as survey:
            if normal:
                survey.store.connection.execute("PRAGMA synchronous=NORMAL")
            day = Day(survey, say)
            day.visit(f"{part + 1}" * 32)
            for number in range(interviews):
                day.interview(number)
            day.back_up()
    return identity


def _upgrade(
    path: Path, identity: str, say: Callable[[str], None], interviews: int, _normal: bool
) -> str:
    with open_survey(path, identity=identity) as survey:
        Day(survey, say).interview(interviews)
    return identity


def _restore(
    path: Path, identity: str, say: Callable[[str], None], _interviews: int, _normal: bool
) -> str:
    say("try\trestore")
    restore_backup(path, identity=identity).close()
    say("did\trestore")
    return identity


def _prepare_nothing(_path: Path, _say: Callable[[str], None]) -> str:
    return ""


def _prepare_old(path: Path, say: Callable[[str], None]) -> str:
    say("did\tcreate")
    return make_old_version(path, say, 3)


def _prepare_backup(path: Path, say: Callable[[str], None]) -> str:
    say("did\tcreate")
    identity = make_day_file(path)
    with open_survey(path, identity=identity) as survey:
        day = Day(survey, say)
        day.interview(1)
        day.back_up()
        day.interview(2)
    return identity


_WORK = {
    DAY: (_prepare_nothing, _work_a_day),
    UPGRADE: (_prepare_old, _upgrade),
    RESTORE: (_prepare_backup, _restore),
}


def _rename(names: dict[str, int], call: Call, number_of: Callable[[Call], int]) -> None:
    if call.kind == MAKE:
        names[call.path] = number_of(call)
    elif call.kind == REMOVE:
        names.pop(call.path, None)
    elif call.path in names:
        names[call.target] = names.pop(call.path)


def _apply(content: bytearray, call: Call, torn: random.Random | None) -> None:
    if call.kind == CUT:
        if len(content) > call.offset:
            del content[call.offset :]
        else:
            content.extend(bytes(call.offset - len(content)))
        return
    assert call.kind == WRITE
    for start, end in _sectors(call):
        if torn is None or torn.random() < 0.5:
            if len(content) < end:
                content.extend(bytes(end - len(content)))
            content[start:end] = call.data[start - call.offset : end - call.offset]


def _sectors(call: Call) -> Iterator[tuple[int, int]]:
    """The parts of a write that the disk takes whole."""
    end = call.offset + len(call.data)
    inner = range((call.offset // SECTOR + 1) * SECTOR, end, SECTOR)
    yield from pairwise((call.offset, *inner, end))


def _memory() -> str | None:
    """Where many files are written quickly, if there is such a place."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def main() -> int:
    """Record, lose the power, compare; exit code 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--states", type=int, default=10_000)
    parser.add_argument("--interviews", type=int, default=12)
    parser.add_argument("--operation", choices=OPERATIONS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--normal", action="store_true", help="the control: synchronous=NORMAL")
    given = parser.parse_args()
    failed = False
    for operation in given.operation or ((DAY,) if given.normal else OPERATIONS):
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            trace = record(operation, Path(folder), given.interviews, given.normal)
        problems = examine_all(trace, given.states, given.seed, given.jobs)
        failed = failed or bool(problems)
        print(describe(trace, given.states, problems), f"{time.perf_counter() - began:.0f} s")
        for problem in problems[:3]:
            print("   ", problem)
    return int(failed != given.normal)


def describe(trace: Trace, states: int, problems: Sequence[str]) -> str:
    """One line about one operation."""
    calls = [one for one in trace.events if isinstance(one, Call)]
    syncs = sum(one.kind == SYNC for one in calls)
    lost = len({problem.partition(":")[0] for problem in problems})
    told = sum(isinstance(one, str) and one.startswith("did") for one in trace.events)
    return (
        f"{trace.operation}: {len(calls)} calls ({syncs} syncs), {told} acknowledged; "
        f"{states} states, {lost} moments with loss or damage"
    )


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        raise SystemExit(main())
