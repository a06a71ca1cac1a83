"""kill -9 during build, verify, merge and relay, each many times: nothing or everything.

    python -m tests.benchmarks.exchange_kills [TIMES]

Each time a forked process is killed after a random part of the time the work takes (Linux, macOS).
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from surveyapp.exchange.custody import verify_custody
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.merging import merge_packages, rules_of
from surveyapp.exchange.reading import read_package
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.exchange.returns import make_return_package
from surveyapp.store.packages import read_package_rows
from surveyapp.survey import Survey, open_survey
from tests.exchange_cases import add_district, interview, make_world

INTERVIEWS = 150
Work = Callable[[Survey, Path], object]


def killed(survey_path: Path, out: Path, work: Work, delay: float) -> bool:
    """Work in a process of its own; whether it was killed before it ended."""
    child = os.fork()
    if child == 0:
        with open_survey(survey_path) as survey:
            work(survey, out)
        os._exit(0)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def trial(source: Path, scratch: Path, work: Work, delay: float) -> tuple[bool, Path, Path]:
    copy, out = scratch / "copy.survey", scratch / "out"
    for path in scratch.glob("copy.survey*"):
        path.unlink()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    shutil.copyfile(source, copy)
    return killed(copy, out, work, delay), copy, out


def check_written(reader: Survey, copy: Path, out: Path, kind: str) -> bool:
    """Every file under a final name is whole, and what is recorded is there; gives whether any."""
    files = sorted(out.glob("*.svp"))
    for path in files:
        read_package(path.read_bytes(), rules_of(reader))
    with open_survey(copy) as survey:
        recorded = {row.name for row in read_package_rows(survey.store, "out", kind)}
        assert recorded <= {path.name for path in files}
        assert verify_custody(survey).holds
    return bool(files)


def main(times: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = make_world(folder)
        district_path = add_district(world)
        laptop = world.laptop(0)
        fields = make_field_packages(world.city, world.stick("f"))
        merge_packages(laptop, [one.path for one in fields])
        with laptop.store.transaction():
            for seed in range(INTERVIEWS):
                interview(laptop, seed=seed, answers=60)
        world.opened.remove(laptop)
        laptop.close()
        shutil.copyfile(world.laptops[0], folder / "packing.survey")
        laptop = world.laptop(0)
        package = make_return_package(laptop, world.stick()).path
        with open_survey(district_path) as district:
            merge_packages(district, [package])
        empty, full = folder / "empty.survey", folder / "full.survey"
        world.city.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(folder / "city.survey", empty)
        shutil.copyfile(empty, full)
        with open_survey(full) as city:
            merge_packages(city, [package])
        works: dict[str, tuple[Path, Work]] = {
            "build": (folder / "packing.survey", make_return_package),
            "verify": (full, lambda survey, _out: verify_custody(survey)),
            "merge": (empty, lambda survey, _out: merge_packages(survey, [package])),
            "relay": (district_path, make_relay_package),
        }
        rng, failed = random.Random(3), 0
        for what, (source, work) in works.items():
            started = time.perf_counter()
            failed += run(what, (source, folder, work), times, rng, world.city)
            print(f"{what:8} {times} times in {time.perf_counter() - started:.0f} s")
        world.close()
    sys.exit(1 if failed else 0)


def run(
    what: str, place: tuple[Path, Path, Work], times: int, rng: random.Random, city: Survey
) -> int:
    """The kills of one kind of work; gives how many left half of it."""
    source, folder, work = place
    copy = folder / "copy.survey"
    shutil.copyfile(source, copy)
    (folder / "out").mkdir(exist_ok=True)
    started = time.perf_counter()
    with open_survey(copy) as survey:
        work(survey, folder / "out")
    whole = time.perf_counter() - started
    kills = nothing = everything = partial = 0
    for _ in range(times):
        was_killed, path, out = trial(source, folder, work, rng.uniform(0, whole * 1.2))
        kills += was_killed
        if what in ("build", "relay"):
            done = check_written(city, path, out, "return" if what == "build" else "relay")
        else:
            with open_survey(path) as survey:
                count = survey.store.value("SELECT count(*) FROM revision")
                assert verify_custody(survey).holds
            partial += count not in (0, INTERVIEWS)
            done = count == INTERVIEWS
        everything += done
        nothing += not done
    print(f"{what:8} killed {kills}, nothing {nothing}, whole {everything}, partial {partial}")
    return partial


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
