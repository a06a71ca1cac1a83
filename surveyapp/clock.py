"""Time as the survey keeps it: UTC stamps, and a hybrid logical clock that never goes back.

The hybrid logical clock (Kulkarni et al., 2014) packs milliseconds since 1970 in the upper bits
and a counter in the lower 16, so that stamps order causally related events although laptops'
clocks are wrong. A remote stamp more than 24 hours ahead is not adopted: one laptop in 2099 must
not take everybody with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

_COUNTER_BITS = 16
_FARTHEST_AHEAD_MS = 24 * 3600 * 1000


class Clock:
    """Stamps for one device. ``now`` gives seconds since 1970 and is replaced in tests."""

    def __init__(self, now: Callable[[], float] = time.time, last: int = 0) -> None:
        self._now = now
        self._last = last

    def stamp(self) -> int:
        """The next hybrid logical stamp, greater than every earlier one."""
        physical = int(self._now() * 1000) << _COUNTER_BITS
        self._last = max(physical, self._last + 1)
        return self._last

    def go_on_after(self, own: int) -> None:
        """Never stamp below what this device stamped before, whatever the clock says today."""
        self._last = max(self._last, own)

    def receive(self, remote: int) -> None:
        """Move past a stamp from elsewhere, unless it lies absurdly far in the future."""
        if remote >> _COUNTER_BITS <= int(self._now() * 1000) + _FARTHEST_AHEAD_MS:
            self._last = max(self._last, remote)

    def iso(self) -> str:
        """Now in UTC, ISO 8601, to the second."""
        moment = datetime.fromtimestamp(self._now(), UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def milliseconds(self) -> int:
        """Milliseconds since 1970, as paradata keep them."""
        return int(self._now() * 1000)
