"""Each write, sync, rename, creation and removal made to fail once: said clearly, nothing lost.

For every call that a piece of work makes to the system, the work is done on a fresh copy with just
that call failing (disk full, or an input/output error). The step that was refused says so with a
sentence, succeeds when it is done again, and the file holds everything that was acknowledged::

    python -m tests.reliability.failures
"""

from __future__ import annotations

import argparse
import errno
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.backups import restore_backup
from surveyapp.files import write_whole
from surveyapp.survey import Survey, open_survey
from tests.reliability.laptop_day import Day, Told, make_day_file
from tests.reliability.old_version import make_old_version
from tests.reliability.system_calls import SYNC, Call, answered

DAY, CREATE, UPGRADE, RESTORE, PACKAGE = "day", "create", "upgrade", "restore", "package"
OPERATIONS = (DAY, CREATE, UPGRADE, RESTORE, PACKAGE)
ERRORS = (errno.ENOSPC, errno.EIO)


@dataclass
class Failing:
    """Lets every call through but one."""

    at: int
    error: int = errno.ENOSPC
    calls: int = 0
    failed: Call | None = None

    def __call__(self, call: Call) -> int:
        self.calls += 1
        if self.calls != self.at:
            return 0
        self.failed = call
        return self.error


@dataclass
class Attempt:
    """One piece of work on a copy of a file, and what was told of it."""

    path: Path
    identity: str
    told: Told = field(default_factory=Told)

    def again(self, action: Callable[[], object]) -> object:
        """Do a step; where it is refused, take the sentence down and do it once more."""
        try:
            return action()
        except SurveyError as trouble:
            self.told.hear(f"refused\t{trouble.code}")
            return action()

    @contextmanager
    def opened(self) -> Generator[Survey]:
        survey = self.again(lambda: open_survey(self.path, identity=self.identity))
        assert isinstance(survey, Survey)
        try:
            yield survey
        finally:
            try:
                survey.close()
            except SurveyError as trouble:
                self.told.hear(f"refused\t{trouble.code}")


@dataclass(frozen=True)
class Outcome:
    """What came of one failing call."""

    operation: str
    call: Call
    refused: tuple[str, ...]
    problems: tuple[str, ...]


def work_a_day(attempt: Attempt) -> None:
    """Open, interview, note a visit, back up, close."""
    with attempt.opened() as survey:
        day = Day(survey, attempt.told.hear, patient=True)
        day.visit("1" * 32)
        day.interview(1)
        day.back_up()


def create(attempt: Attempt) -> None:
    """Make a new file where none may be left half made."""

    def make() -> None:
        try:
            attempt.identity = make_day_file(attempt.path)
        except SurveyError:
            # What came after the file was made (assignments, a form) is not what is tried here.
            attempt.path.unlink(missing_ok=True)
            attempt.path.with_name(attempt.path.name + ".key").unlink(missing_ok=True)
            for ending in ("-wal", "-shm"):
                attempt.path.with_name(attempt.path.name + ending).unlink(missing_ok=True)
            raise

    attempt.again(make)


def upgrade(attempt: Attempt) -> None:
    """Open a file of the first version."""
    with attempt.opened() as survey:
        Day(survey, attempt.told.hear, patient=True).visit("1" * 32)


def restore(attempt: Attempt) -> None:
    """Go back to the newest backup."""
    attempt.again(lambda: restore_backup(attempt.path, identity=attempt.identity).close())


def write_package(attempt: Attempt) -> None:
    """Write a file that travels."""
    target = attempt.path.with_name("package.svp")
    attempt.again(lambda: write_whole(target, b"x" * 10_000))
    if target.read_bytes() != b"x" * 10_000:
        attempt.told.refused.append("package differs")


_WORK: dict[str, Callable[[Attempt], None]] = {
    DAY: work_a_day,
    CREATE: create,
    UPGRADE: upgrade,
    RESTORE: restore,
    PACKAGE: write_package,
}


def prepare(operation: str, folder: Path) -> tuple[Attempt, tuple[str, ...]]:
    """The file that every try of an operation begins with, and what was told of it before."""
    path, told = folder / f"{operation}.survey", Told()
    if operation == CREATE:
        return Attempt(path, ""), ()
    if operation == UPGRADE:
        return Attempt(path, make_old_version(path, told.keep, 2)), tuple(told.lines)
    identity = make_day_file(path)
    with open_survey(path, identity=identity) as survey:
        day = Day(survey, told.keep)
        day.interview(0)
        day.back_up()
    return Attempt(path, identity), tuple(told.lines)


def count_calls(operation: str, start: Attempt) -> int:
    """How many calls an operation makes."""
    failing = Failing(0)
    with _copy_of(start) as attempt, answered(attempt.path.parent, failing):
        _WORK[operation](attempt)
    return failing.calls


def fail_once(
    operation: str, start: Attempt, lines: Iterable[str], failing: Failing
) -> Outcome | None:
    """Do the work with one call failing, and look at the file afterwards."""
    with _copy_of(start) as attempt:
        for line in lines:
            attempt.told.hear(line)
        with answered(attempt.path.parent, failing):
            _WORK[operation](attempt)
        if failing.failed is None:
            return None
        problems = [f"no sentence for {code}" for code in attempt.told.refused if not _said(code)]
        with open_survey(attempt.path, identity=attempt.identity) as survey:
            problems += attempt.told.missing(survey.store, attempt.identity)
        left = [one.name for one in attempt.path.parent.iterdir() if ".part" in one.name]
        # The sync of a folder that fails leaves nothing to clear away.
        if left and failing.failed.kind != SYNC:
            problems.append(f"left behind: {left}")
        return Outcome(operation, failing.failed, tuple(attempt.told.refused), tuple(problems))


def fail_each(operation: str, error: int, every: int = 1, first: int = 1) -> list[Outcome]:
    """Every call of an operation in turn (or one in so many)."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        start, lines = prepare(operation, Path(folder))
        for at in range(first, count_calls(operation, start) + 1, every):
            outcome = fail_once(operation, start, lines, Failing(at, error))
            if outcome:
                outcomes.append(outcome)
    return outcomes


def _said(code: str) -> bool:
    sentence = SurveyError(code, name="x", reason="x").sentence
    return bool(sentence) and "{" not in sentence


@contextmanager
def _copy_of(start: Attempt) -> Generator[Attempt]:
    with tempfile.TemporaryDirectory() as folder:
        for one in start.path.parent.iterdir():
            shutil.copy(one, folder)
        yield Attempt(Path(folder) / start.path.name, start.identity)


def main() -> int:
    """Fail every call of every operation; exit code 1 where anything was lost or unsaid."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operation", choices=OPERATIONS, action="append")
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    failed = False
    for operation in given.operation or OPERATIONS:
        for error in ERRORS:
            began = time.perf_counter()
            outcomes = fail_each(operation, error, given.every)
            wrong = [one for one in outcomes if one.problems]
            failed = failed or bool(wrong)
            codes = Counter(code for one in outcomes for code in one.refused)
            silent = sum(not one.refused for one in outcomes)
            print(
                f"{operation}, {errno.errorcode[error]}: {len(outcomes)} calls failed once, "
                f"{len(wrong)} with loss; said {dict(codes)}, harmless {silent}; "
                f"{time.perf_counter() - began:.0f} s",
                flush=True,
            )
            for one in wrong[:5]:
                print("   ", one.call.kind, Path(one.call.path).name, one.problems)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
