"""Thousands of damaged packages and every crafted one, taken in by a process of limited memory.

    python -m tests.benchmarks.exchange_damage [DAMAGED]

Each must be refused with the right reason, in less than a second, with less than 512 MB, and must
write nothing but itself into the quarantine. Needs a system that limits memory (Linux, macOS).
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.returns import make_return_package
from surveyapp.store.revisions import read_device_revisions
from surveyapp.survey import open_survey
from tests.exchange_cases import interview, make_world, state_of
from tests.surveyapp.exchange.test_hostile_packages import CASES, Forge, damage

MEGABYTE = 1 << 20
ADDRESSES = 1024 * MEGABYTE
"""Address space, of which libraries take half without using it; what is used is measured."""


def forge_all(folder: Path, damaged: int) -> dict[str, str]:
    """The files; name to expected reason, empty where any reason is right."""
    world = make_world(folder)
    laptop = world.laptop(0)
    for seed in range(4):
        interview(laptop, seed=seed, sealed=False)
    genuine = make_return_package(laptop, world.stick("genuine")).path.read_bytes()
    revisions = read_device_revisions(laptop.store, laptop.device_id, 1)
    forge = Forge(world, laptop, genuine, revisions)
    files = world.stick("files")
    expected: dict[str, str] = {}
    for number, (reason, craft) in enumerate(CASES.values()):
        name = f"crafted-{number:03d}.svp"
        files.joinpath(name).write_bytes(craft(forge))
        expected[name] = reason
    rng = random.Random(7)
    for number in range(damaged):
        name = f"damaged-{number:05d}.svp"
        files.joinpath(name).write_bytes(damage(genuine, rng))
        expected[name] = ""
    files.joinpath("zz-control.svp").write_bytes(genuine)
    world.close()
    return expected


def take_in(city_path: Path, files: Path) -> None:
    """The limited process: one line of JSON for each file."""
    with open_survey(city_path) as city:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
        before = state_of(city)
        for path in sorted(files.iterdir()):
            started = time.perf_counter()
            (outcome,) = merge_packages(city, [path]).outcomes
            seconds = time.perf_counter() - started
            wrote = state_of(city) != before
            used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(json.dumps([path.name, outcome.code, outcome.state, seconds, wrote, used]))


def main(damaged: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = forge_all(folder, damaged)
        command = [sys.executable, "-m", __spec__.name, str(folder / "city.survey"), "--take-in"]
        command.append(str(folder / "files"))
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
    *refused, control = lines
    wrong = [
        (name, code, expected[name])
        for name, code, _state, _seconds, _wrote, _used in refused
        if not code or (expected[name] and code.partition(".")[2] != expected[name])
    ]
    crafted = sum(1 for one in expected.values() if one)
    print(f"{crafted} crafted and {damaged} damaged packages, and a control")
    print(f"refused with the right reason  {len(refused) - len(wrong)} of {len(refused)}")
    print(f"wrote anything                 {sum(bool(one[4]) for one in refused)}")
    print(f"slowest                        {max(one[3] for one in refused):.2f} s")
    print(f"most memory ever used          {max(one[5] for one in lines)} MB")
    print(f"the control was                {control[2]}")
    for one in wrong[:20]:
        print("WRONG", *one)
    slow = [one for one in refused if one[3] >= 1.0]
    for one in slow:
        print("SLOW", *one)
    failed = wrong or slow or any(one[4] for one in refused) or control[2] != "merged"
    if failed or max(one[5] for one in lines) >= 512:
        sys.exit(1)


if __name__ == "__main__":
    if "--take-in" in sys.argv:
        take_in(Path(sys.argv[1]), Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 6000)
