"""Python's garbage is collected in the interface thread only, and never while somebody waits.

Left to itself, Python collects in whichever thread happens to allocate. A closed dialog that stood
in a circle of references would then be destroyed by a working thread while Qt draws, which ends the
program. So automatic collection is off, and a timer of the interface thread does the same work by
the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 500
_PATIENCE = (1, 1, 5)
"""How often its threshold each generation must have reached: the oldest one, with the libraries of
an office in it, stops the window for a tenth of a second."""


class GarbageCollector(QObject):
    """Collects from when it is made until ``stop``; ``hold`` makes it wait."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that has reached its threshold, if any has."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation] * _PATIENCE[generation]:
                gc.collect(generation)
                return

    def hold(self) -> None:
        """Wait from now on; what stands in memory already is not searched by ``collect_young``."""
        self._timer.stop()
        gc.freeze()

    def collect_young(self) -> None:
        """While held, at a moment that suits: what came since then."""
        gc.collect(1)

    def release(self) -> None:
        """Go on by the timer."""
        gc.unfreeze()
        self._timer.start()

    def stop(self) -> None:
        """The working threads have ended: Python may collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
