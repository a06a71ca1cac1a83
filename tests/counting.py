"""How much work something is, counted in calls: the same on a busy machine as on an idle one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass
class Calls:
    """Calls of Python and C functions, in the thread that counts."""

    number: int = 0

    def note(self, _frame: FrameType, event: str, _argument: object) -> None:
        """Python's profiler tells of every call and return."""
        self.number += event in ("call", "c_call")


@contextmanager
def counted() -> Iterator[Calls]:
    """Count calls while the block runs."""
    calls = Calls()
    before = sys.getprofile()
    sys.setprofile(calls.note)
    try:
        yield calls
    finally:
        sys.setprofile(before)
