"""Finds the problems of a draft beside the interface thread, a moment after each edit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from questionnaires.editing.problems import Inspector, Problem
from ui.designer.document import DesignDocument
from ui.session import Session
from ui.tasks import Task, Wish

if TYPE_CHECKING:
    from questionnaires.editing import Draft
    from surveyapp.progress import Progress

_REST_MS = 350


class Inspection(QObject):
    """``found`` carries the problems of the draft as it is."""

    found = Signal(object)

    def __init__(self, session: Session, document: DesignDocument) -> None:
        super().__init__(document)
        self._session, self._document = session, document
        self._inspector = Inspector()
        self._task: Task | None = None
        self._inspected: Draft | None = None
        self.problems: tuple[Problem, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.start)
        document.opened.connect(self.start)
        document.changed.connect(self._rest.start)

    @property
    def is_current(self) -> bool:
        """Whether the problems are those of the draft as it is now."""
        return self._task is None and self._inspected is self._document.draft

    def start(self) -> None:
        """Look now; one look at a time, and once more if the draft changed meanwhile."""
        if self._task is not None:
            return
        draft = self._document.draft
        self._task = self._session.runner.compute(
            partial(_inspect, self._inspector, draft),
            partial(self._take, draft),
            self._fail,
            wish=Wish("", self),
        )

    def _take(self, draft: Draft, problems: tuple[Problem, ...]) -> None:
        self._task = None
        self._inspected = draft
        if draft is not self._document.draft:
            self._rest.start()
            return
        self.problems = problems
        self.found.emit(problems)

    def _fail(self, trouble: BaseException) -> None:
        self._task = None
        self._session.show_trouble(trouble)


def _inspect(inspector: Inspector, draft: Draft, _progress: Progress) -> tuple[Problem, ...]:
    return inspector.inspect(draft)
