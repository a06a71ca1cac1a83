"""Keeps the draft in the survey's file a moment after each step, so that a crash loses nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from questionnaires.editing.draft import Draft
from ui.designer import work
from ui.designer.document import DesignDocument
from ui.session import Session
from ui.tasks import Wish

_REST_MS = 400


class Keeper(QObject):
    """One writing at a time; what changed meanwhile is written after it."""

    kept = Signal()
    waiting = Signal()

    def __init__(self, session: Session, document: DesignDocument) -> None:
        super().__init__(document)
        self._session, self._document = session, document
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.keep)
        self._kept: Draft | None = None
        self._is_writing = False
        document.changed.connect(self._on_changed)
        document.opened.connect(self._on_opened)

    @property
    def is_kept(self) -> bool:
        """Whether the draft as it is stands in the file."""
        return not self._document.slot or self._kept is self._document.draft

    def keep(self) -> None:
        """Write now, where there is something to write."""
        self._rest.stop()
        document = self._document
        if self.is_kept or self._is_writing or not document.may_edit or not document.slot:
            return
        draft = document.draft
        self._is_writing = True
        self._session.runner.run(
            partial(work.keep, document.slot, draft),
            partial(self._done, draft),
            self._failed,
            wish=Wish("", self),
        )

    def _on_opened(self) -> None:
        self._rest.stop()
        self._kept = self._document.draft

    def _on_changed(self) -> None:
        self.waiting.emit()
        self._rest.start()

    def _done(self, draft: Draft, _nothing: object) -> None:
        self._is_writing = False
        if draft is self._document.draft:
            self._kept = draft
            self.kept.emit()
        else:
            self._rest.start()

    def _failed(self, trouble: BaseException) -> None:
        self._is_writing = False
        self._session.show_trouble(trouble)
