"""The one application-wide signal object: what changed in the survey."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class SurveyEvents(QObject):
    """``changed`` carries the names of the tables written (a ``frozenset``)."""

    changed = Signal(object)
