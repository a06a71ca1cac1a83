"""The state of every page for the rail, read in one go in the background after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from surveyapp.errors import SurveyError
from ui.pages.page import ATTENTION, Page, Summary
from ui.pages.registry import place_of
from ui.session import Session
from ui.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

_PAUSE_MS = 300


class PageStates(QObject):
    """Emits ``summarised(key, Summary)`` for each page watched."""

    summarised = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._pages: dict[str, type[Page]] = {}
        self._task: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        session.runner.events.changed.connect(self._on_changed)
        session.language.changed.connect(self._pause.start)

    def watch(self, keys: Sequence[str]) -> None:
        """Read the states of these pages, now and after every change."""
        self._pages = {key: place_of(key).load() for key in keys}
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read all states again."""
        if self._session.facts is None:
            return
        if self._task:
            self._task.cancel()
        self._task = self._session.read(
            self._summarise, self._tell, self._session.show_trouble, owner=self
        )

    @Slot(object)
    def _on_changed(self, _tables: frozenset[str]) -> None:
        self._pause.start()

    def _summarise(self, survey: Survey, progress: Progress) -> dict[str, Summary]:
        found: dict[str, Summary] = {}
        for key, page in self._pages.items():
            progress.check()
            try:
                found[key] = page.summarise(survey)
            except SurveyError as trouble:  # said on the page itself, with its remedy
                found[key] = Summary(ATTENTION, trouble.sentence)
        return found

    def _tell(self, found: dict[str, Summary]) -> None:
        for key, summary in found.items():
            self.summarised.emit(key, summary)
