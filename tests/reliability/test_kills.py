"""The short form of the kill tests; ``python -m tests.reliability.kills`` is the long one."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest

from tests.reliability.kills import ANSWERING, STAGES, kill_often, kill_once, make_start, summarise


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(stage):
    outcomes = kill_often(3, [stage], seed=7)
    assert [one.missing for one in outcomes if one.missing] == [], summarise(outcomes)
    assert sum(one.compared for one in outcomes) > 10


@pytest.mark.slow
def test_acknowledging_before_the_commit_is_caught():
    with tempfile.TemporaryDirectory() as folder:
        start = make_start(Path(folder), ANSWERING)
        for kill in itertools.count():
            assert kill < 60, "an answer that was told too early was never missed"
            if kill_once(start, ANSWERING, 0.1 + kill / 500, control=True).missing:
                return
