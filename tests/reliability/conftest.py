"""Where the system is not Linux, calls cannot be intercepted: what needs it is not collected.

The report's head names it and its end counts it as deselected, so that nothing passes unchecked.
"""

from __future__ import annotations

import sys

import pytest

NEED_LINUX = ["test_power_loss.py", "test_failures.py"]
TESTS_NEED_LINUX = ["test_no_write_anywhere_carries_a_word"]
IS_LINUX = sys.platform == "linux"
collect_ignore = [] if IS_LINUX else NEED_LINUX


def pytest_report_header() -> str:
    """Name what is not run here."""
    names = ", ".join([*NEED_LINUX, *TESTS_NEED_LINUX])
    return "" if IS_LINUX else f"not run on {sys.platform}: {names}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the single tests that need Linux, and say so."""
    if IS_LINUX:
        return
    left_out = [one for one in items if one.name in TESTS_NEED_LINUX]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [one for one in items if one.name not in TESTS_NEED_LINUX]
