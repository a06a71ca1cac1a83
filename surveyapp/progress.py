"""How long work tells what it is doing and hears that it should stop. Knows no screen."""

from __future__ import annotations

from collections.abc import Callable

from surveyapp.errors import Cancelled

Report = Callable[[int, int, str], None]


class Progress:
    """Passed to every long task: ``step`` reports, and raises ``Cancelled`` when asked to stop."""

    def __init__(self, report: Report | None = None) -> None:
        self._report = report
        self._stop = False

    def step(self, done: int, total: int, text: str = "") -> None:
        """Say that ``done`` of ``total`` parts are finished (``total`` 0: unknown)."""
        self.check()
        if self._report:
            self._report(done, total, text)

    def check(self) -> None:
        """Raise ``Cancelled`` if somebody asked to stop."""
        if self._stop:
            raise Cancelled

    def stop(self) -> None:
        """Ask the task to stop at its next step; may be called from any thread."""
        self._stop = True
