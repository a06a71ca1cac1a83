"""The demonstration's own time: field work in the autumn of its wave, whatever today is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(2025, 10, 13, 1, 0, tzinfo=UTC)
"""A Monday, nine o'clock in Jiaxing."""


class SyntheticTime:
    """Seconds since 1970 that move only when told to; given to ``Clock`` as its ``now``."""

    def __init__(self) -> None:
        self._now = _START

    def __call__(self) -> float:
        return self._now.timestamp()

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)

    def iso(self, minutes: float = 0.0) -> str:
        """A moment that many minutes from now, in UTC."""
        moment = self._now + timedelta(minutes=minutes)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
