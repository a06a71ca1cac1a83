"""The short form of failing calls; ``python -m tests.reliability.failures`` is the long one."""

from __future__ import annotations

import errno

import pytest

from tests.reliability.failures import CREATE, DAY, OPERATIONS, PACKAGE, RESTORE, UPGRADE, fail_each

EVERY = {DAY: 37, CREATE: 131, UPGRADE: 23, RESTORE: 13, PACKAGE: 1}


@pytest.mark.slow
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_call_that_fails_is_said_and_loses_nothing(operation, error):
    outcomes = fail_each(operation, error, EVERY[operation], first=2)
    assert [one for one in outcomes if one.problems] == []
    assert any(one.refused for one in outcomes)
