"""The whole city in one package: 5,401 invented interviews of 60 answers, built, checked, merged.

python -m tests.benchmarks.exchange_city [INTERVIEWS]
"""

from __future__ import annotations

import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from surveyapp.exchange.merging import merge_packages, rules_of
from surveyapp.exchange.reading import read_package
from surveyapp.exchange.returns import make_return_package
from surveyapp.store.revisions import read_device_revisions
from tests.benchmarks.floor import best_of
from tests.exchange_cases import interview, make_world

T = TypeVar("T")


def timed(what: str, operation: Callable[[], T]) -> T:
    started = time.perf_counter()
    result = operation()
    print(f"{what:34} {time.perf_counter() - started:7.2f} s")
    return result


def main(interviews: int, *, sealed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(Path(folder))
        laptop = world.laptop(0)
        print(f"{interviews} interviews × 60 answers, leaves {'sealed' if sealed else 'open'}")

        def collect() -> None:
            with laptop.store.transaction():
                for seed in range(interviews):
                    interview(laptop, seed=seed, answers=60, sealed=sealed)

        timed("collecting (not exchange)", collect)
        written = timed(
            "building, reading back", lambda: make_return_package(laptop, world.stick())
        )
        print(f"{'package':34} {written.size / 1e6:7.2f} MB")
        content = written.path.read_bytes()
        timed("checking and reading", lambda: read_package(content, rules_of(world.city)))
        timed("merging", lambda: merge_packages(world.city, [written.path]))
        timed("merging again", lambda: merge_packages(world.city, [written.path]))
        rows = read_device_revisions(world.city.store, laptop.device_id, 1)
        plain = "\n".join(f"{one.header_text}{one.closed_text}{one.free_text}" for one in rows)
        raw = plain.encode()
        floor = best_of(3, lambda: zlib.compress(raw, 6))
        print(f"{'floor: deflate the same text':34} {floor:7.2f} s")
        print(f"{'floor: size of that':34} {len(zlib.compress(raw, 6)) / 1e6:7.2f} MB")
        world.close()


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5401
    for mode in (False, True):
        main(count, sealed=mode)
