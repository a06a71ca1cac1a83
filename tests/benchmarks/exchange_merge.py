"""60 laptops and 20,000 interviews, sealed, in one merge; then the same packages again.

python -m tests.benchmarks.exchange_merge [LAPTOPS INTERVIEWS PACKAGES_EACH]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from surveyapp.exchange.custody import verify_custody
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.receipts import make_receipts, read_receipts
from surveyapp.exchange.returns import make_return_package
from tests.exchange_cases import interview, make_world


def main(laptops: int, interviews: int, each: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        world = make_world(Path(name), laptops, 1)
        paths: list[Path] = []
        for number in range(laptops):
            laptop = world.laptop(number)
            mine = len(range(number, interviews, laptops))
            for part in range(each):
                with laptop.store.transaction():
                    for seed in range(part, mine, each):
                        interview(laptop, seed=number * 1000 + seed, answers=60)
                # Nothing is confirmed in between: each package repeats what the ones before had.
                paths.append(make_return_package(laptop, world.stick()).path)
        size = sum(path.stat().st_size for path in paths) / 1e6
        print(f"{laptops} laptops, {interviews} interviews × 60 answers, sealed")
        print(f"{len(paths)} packages, {size:.1f} MB")
        started = time.perf_counter()
        result = merge_packages(world.city, paths)
        print(f"{'merging':34} {time.perf_counter() - started:7.2f} s, {result.new} new")
        assert result.new == interviews
        started = time.perf_counter()
        merge_packages(world.city, paths)
        print(f"{'merging again':34} {time.perf_counter() - started:7.2f} s")
        started = time.perf_counter()
        receipts = make_receipts(world.city, world.stick("down"))
        assert receipts is not None
        print(f"{'receipts for all':34} {time.perf_counter() - started:7.2f} s")
        started = time.perf_counter()
        assert verify_custody(world.city).holds
        print(f"{'verifying every chain':34} {time.perf_counter() - started:7.2f} s")
        read_receipts(world.opened[0], [receipts.path])
        world.close()


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given or [60, 20_000, 1]))
