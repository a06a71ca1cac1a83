"""Where the system is not Linux, calls cannot be intercepted: said in the report's head."""

from __future__ import annotations

import sys

NEEDS_LINUX = ["test_power_loss.py", "test_failures.py"]
collect_ignore = [] if sys.platform == "linux" else NEEDS_LINUX


def pytest_report_header() -> str:
    """Name what is not run here."""
    return f"not run on {sys.platform}: {', '.join(collect_ignore)}" if collect_ignore else ""
