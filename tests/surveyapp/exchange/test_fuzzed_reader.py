"""The short, repeatable form of ``tests.fuzzing.package_reader``: mutated parts of packages."""

from __future__ import annotations

import random

import pytest

from tests.fuzzing.reader_targets import TARGETS, seeds, try_input
from tests.surveyapp.exchange.test_hostile_packages import damage


@pytest.mark.parametrize("number", range(len(TARGETS)))
def test_nothing_but_refusals_comes_out_of_the_reader(number):
    rng = random.Random(number)
    parts = [one for one in seeds() if one[0] == number and len(one) > 60]
    assert parts
    for _ in range(150):
        content = rng.choice(parts)[1:]
        for _ in range(rng.randint(1, 3)):
            content = damage(content, rng) if len(content) > 60 else content
        try_input(bytes([number]) + content)
