"""24 laptops, 3 districts, 205 packages, rival edits: 10 shuffled orders with drops and repeats.

    python -m tests.benchmarks.exchange_orders [LAPTOPS PACKAGES INTERVIEWS_EACH ORDERS]

What is dropped is healed by the last packages, which carry everything above the last receipt; the
final state must be one.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.exchange.returns import make_return_package
from surveyapp.survey import open_survey
from tests.exchange_cases import add_district, interview, make_world, state_of


def live(folder: Path, laptops: int, packages: int, each: int) -> list[Path]:
    """The field: interviews, every twentieth one a rival edit of another laptop's."""
    rng = random.Random(1)
    world = make_world(folder, laptops, 1)
    districts = [open_survey(add_district(world, f"district {number}")) for number in range(3)]
    opened = [world.laptop(number) for number in range(laptops)]
    iids: list[str] = []
    made: list[Path] = []
    for number in range(packages - 3):
        laptop = opened[number % laptops]
        with laptop.store.transaction():
            for step in range(each):
                rival = bool(iids) and rng.random() < 0.05
                iid = rng.choice(iids) if rival else ""
                iids.append(interview(laptop, iid, seed=number * 100 + step, answers=60).header.iid)
        made.append(make_return_package(laptop, world.stick()).path)
    for number, district in enumerate(districts):
        merge_packages(district, made[number::3])
        made.append(make_relay_package(district, world.stick()).path)
        district.close()
    world.close()
    return made


def main(laptops: int, packages: int, each: int, orders: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = live(folder, laptops, packages, each)
        last = made[-(laptops + 3) :]
        states: set[str] = set()
        for order in range(orders):
            rng = random.Random(order)
            queue = [one for one in made[: -(laptops + 3)] if rng.random() > 0.1] + last
            queue += rng.sample(queue, len(queue) // 5)
            rng.shuffle(queue)
            copy = folder / f"order-{order}.survey"
            shutil.copyfile(folder / "city.survey", copy)
            with open_survey(copy) as city:
                started = time.perf_counter()
                for start in range(0, len(queue), 20):
                    merge_packages(city, queue[start : start + 20])
                seconds = time.perf_counter() - started
                state = hashlib.sha256(repr(state_of(city)).encode()).hexdigest()
                revisions = city.store.value("SELECT count(*) FROM revision")
                rivals = city.store.value("SELECT count(*) FROM interview WHERE heads > 1")
            states.add(state)
            print(f"order {order}: {seconds:5.1f} s, {revisions} revisions, {rivals} in conflict")
        print(
            f"{laptops} laptops, {len(made)} packages, {orders} orders: {len(states)} final state"
        )


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given or [24, 205, 28, 10]))
