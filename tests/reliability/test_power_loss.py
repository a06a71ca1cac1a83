"""The short form of the power-loss replay; ``tests.reliability.power_loss`` is the long one."""

from __future__ import annotations

import pytest

from tests.reliability.power_loss import DAY, OPERATIONS, examine, record
from tests.reliability.system_calls import SYNC, Call


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
def test_nothing_acknowledged_is_lost_when_the_power_goes(tmp_path, operation):
    trace = record(operation, tmp_path, interviews=3)
    assert sum(isinstance(one, Call) and one.kind == SYNC for one in trace.events) > 5
    assert examine(trace, states=120, seed=3) == []


def test_the_replay_catches_a_file_that_does_not_wait_for_the_disk(tmp_path):
    trace = record(DAY, tmp_path, interviews=3, normal=True)
    assert examine(trace, states=60, seed=3) != []
