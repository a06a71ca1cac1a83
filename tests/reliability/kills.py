"""A laptop killed (kill -9, power button) at any moment: nothing that was acknowledged is lost.

A child works through the real functions and tells its parent what it tries and what was
acknowledged; the parent kills it, opens the file, and compares. Run it::

    python -m tests.reliability.kills --times 300
    python -m tests.reliability.kills --times 20 --stage answering --control   # must lose something
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from surveyapp.survey import open_survey
from tests.reliability.laptop_day import Day, Told, make_day_file
from tests.reliability.old_version import lacks_migrations, make_old_version

ROOT = Path(__file__).resolve().parents[2]
ANSWERING, FINISHING, BACKING_UP, MIGRATING = "answering", "finishing", "backing-up", "migrating"
STAGES = (ANSWERING, FINISHING, BACKING_UP, MIGRATING)


@dataclass(frozen=True)
class Outcome:
    """What one kill did."""

    stage: str
    acknowledged: int
    """What the killed program itself had acknowledged, without what lay there before it."""
    missing: tuple[str, ...]
    before: bool = False
    """Whether a migration had not been committed yet."""
    compared: int = 0
    """How many acknowledged steps were looked for, with those that lay there before."""


@dataclass(frozen=True)
class Start:
    """A file for a stage, made once and copied for each kill."""

    path: Path
    identity: str
    told: Told


def work(stage: str, path: Path, identity: str, control: bool) -> None:
    """The child: works until it is killed."""

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    if stage == MIGRATING:
        # Loaded before the clock runs, so that kills fall into the migration itself.
        import_module("sqlite_utils")
    say("ready")
    with open_survey(path, identity=identity) as survey:
        if stage == MIGRATING:
            say("did\tmigrate")
        day = Day(survey, say, early=control)
        if stage == ANSWERING:
            opened = day.begin()
            day.answer(opened, "consent", "yes")
            day.answer(opened, "age", 40)
            for number in itertools.count():
                day.answer(opened, "main/bags", number)
        for number in itertools.count():
            if stage == BACKING_UP:
                day.back_up()
            day.interview(number)


def kill_once(start: Start, stage: str, wait: float, control: bool = False) -> Outcome:
    """Let a child work on a copy, kill it, and see what is missing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / start.path.name
        for beside in start.path.parent.glob(f"{start.path.name}*"):
            shutil.copy(beside, folder)
        lines = _run_and_kill([stage, str(path), start.identity, str(int(control))], wait)
        told = Told()
        for line in [*start.told.lines, *lines]:
            told.hear(line)
        acknowledged = told.acknowledged - start.told.acknowledged
        before = stage == MIGRATING and lacks_migrations(path, start.identity)
        with open_survey(path, identity=start.identity) as survey:
            missing = told.missing(survey.store, start.identity)
        if stage == MIGRATING and lacks_migrations(path, start.identity):
            missing.append("was not brought up to date")
        return Outcome(stage, acknowledged, tuple(missing), before, told.acknowledged)


def make_start(folder: Path, stage: str) -> Start:
    """The file that children of a stage begin with."""
    path = folder / f"{stage}.survey"
    told = Told()
    if stage == MIGRATING:
        identity = make_old_version(path, told.keep, interviews=40)
        return Start(path, identity, told)
    identity = make_day_file(path)
    if stage == BACKING_UP:
        with open_survey(path, identity=identity) as survey:
            day = Day(survey, told.keep)
            for number in range(30):
                day.interview(number)
    return Start(path, identity, told)


def _run_and_kill(arguments: list[str], wait: float) -> list[str]:
    # Told into a file: a pipe that nobody empties would hold the child up.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.kills", "--child", *arguments],
            stdout=told,
            cwd=ROOT,
        )
        while not os.fstat(told.fileno()).st_size and child.poll() is None:
            time.sleep(0.001)
        time.sleep(wait)
        child.kill()
        child.wait()
        told.seek(0)
        # What stands before the last line break was told whole.
        return told.read().split("\n")[1:-1]


def kill_often(
    times: int,
    stages: Sequence[str],
    seed: int,
    control: bool = False,
    say: Callable[[str], object] = print,
) -> list[Outcome]:
    """So many kills, spread over the stages."""
    rng, outcomes = random.Random(seed), list[Outcome]()
    with tempfile.TemporaryDirectory() as folder:
        starts = {stage: make_start(Path(folder), stage) for stage in stages}
        for number in range(times):
            stage = stages[number % len(stages)]
            longest = 0.12 if stage == MIGRATING else 0.6
            wait = rng.uniform(0.0, longest)
            outcomes.append(kill_once(starts[stage], stage, wait, control))
            if outcomes[-1].missing:
                say(f"{stage}, {wait:.3f} s: {'; '.join(outcomes[-1].missing)}")
    return outcomes


def summarise(outcomes: Sequence[Outcome]) -> str:
    """One line for each stage."""
    lines: list[str] = []
    for stage in dict.fromkeys(one.stage for one in outcomes):
        here = [one for one in outcomes if one.stage == stage]
        lost = sum(bool(one.missing) for one in here)
        told = sum(one.acknowledged for one in here)
        early = sum(one.before for one in here)
        note = f", {early} before the commit" if stage == MIGRATING else ""
        lines.append(f"{stage}: {len(here)} kills{note}, {told} acknowledged, {lost} with loss")
    return "\n".join(lines)


def main() -> int:
    """Run the kills; exit code 1 where something was lost (with ``--control``: nothing was)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--stage", choices=STAGES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true", help="acknowledge before the commit")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        stage, path, identity, control = given.child
        work(stage, Path(path), identity, control == "1")
        return 0
    began = time.perf_counter()
    stages = (given.stage,) if given.stage else STAGES
    outcomes = kill_often(given.times, stages, given.seed, given.control)
    print(summarise(outcomes))
    print(f"{time.perf_counter() - began:.0f} s")
    lost = any(one.missing for one in outcomes)
    return int(lost != given.control)


if __name__ == "__main__":
    raise SystemExit(main())
