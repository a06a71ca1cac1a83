"""A package that was opened from outside, by a double click: read into the survey it belongs to.

The package does not say in the clear whose it is, so a person opens the survey; what cannot be read
into that one is refused there, with its reason, like any other package.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from ui import preferences
from ui.session import Message, Session

if TYPE_CHECKING:
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

ENDING = ".svp"


class Arrival(QObject):
    """Keeps a package until a survey is open, then offers to read it in."""

    def __init__(self, session: Session, open_survey: Callable[[Path], None]) -> None:
        super().__init__(session)
        self._session = session
        self._open_survey = open_survey
        self.package: Path | None = None
        # After what the window itself has to say of the survey.
        session.opened.connect(self._offer, Qt.ConnectionType.QueuedConnection)

    def take(self, package: Path) -> None:
        """A package was opened from outside."""
        self.package = package
        if self._session.facts:
            self._offer()
            return
        text = self.tr("Open the survey that “%1” belongs to; it is read in there.")
        recent = preferences.recent_files()[:1]
        action = self.tr("Open “%1”").replace("%1", recent[0].stem) if recent else ""
        run = partial(self._open_survey, recent[0]) if recent else None
        self._session.say(Message("note", text.replace("%1", package.name), "", action, run))

    def read_in(self) -> None:
        """Read the package into the open survey."""
        if self.package and self._session.facts:
            work = partial(_read_in, self.package)
            self.package = None
            self._session.run(self.tr("Reading the package"), work, self._say_read)

    @Slot()
    def _offer(self) -> None:
        if self.package:
            text = self.tr("The package “%1” waits.").replace("%1", self.package.name)
            self._session.say(Message("note", text, "", self.tr("Read it in"), self.read_in))

    def _say_read(self, sentence: str) -> None:
        self._session.say_done(sentence)


def _read_in(package: Path, survey: Survey, progress: Progress) -> str:
    from surveyapp.exchange.merging import merge_packages

    return merge_packages(survey, [package], progress).sentence
