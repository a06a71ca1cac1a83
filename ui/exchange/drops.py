"""What becomes of files that are dropped on the window: opened, merged, read or enrolled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.exchange.drop_field import DropField
from ui.pages.words import say
from ui.session import Session

SURVEY, PACKAGE, REQUEST, UPDATE = ".survey", ".svp", ".enrol", ".svu"


class TakesFiles(Protocol):
    """A page that files can be dropped on."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Do with them what they are for."""
        ...


class Drops(QObject):
    """Decides by the kind of file and by whose survey is open."""

    def __init__(
        self,
        session: Session,
        window: QWidget,
        open_file: Callable[[Path], None],
        go_to: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._session = session
        self._open_file = open_file
        self._go_to = go_to
        """Shows the page with this key and gives it."""
        self.field = DropField(window, self.promise, self.take)

    def promise(self, paths: Sequence[Path]) -> str:
        """What will happen; empty where these files are none of ours."""
        if any(path.suffix.lower() == SURVEY for path in paths):
            return self.tr("Drop it to open the survey")
        if any(path.suffix.lower() == UPDATE for path in paths):
            return self.tr("Drop it to look at the update")
        ours = [path for path in paths if _is_ours(path)]
        if not ours or self._session.facts is None:
            return ""
        if self._session.facts.info.role == "laptop":
            return self.tr("Drop it to read what the office sent")
        if all(path.suffix.lower() == REQUEST for path in ours):
            return say(self.tr("Drop it to enrol %1 laptops"), len(ours))
        return say(self.tr("Drop it to merge %1 files or folders"), len(ours))

    def take(self, paths: Sequence[Path]) -> None:
        """Do it."""
        surveys = [path for path in paths if path.suffix.lower() in (SURVEY, UPDATE)]
        facts = self._session.facts
        if surveys:
            self._open_file(surveys[0])
        elif facts is not None:
            key = "today" if facts.info.role == "laptop" else "exchange"
            page = cast("TakesFiles", self._go_to(key))
            page.take_files([path for path in paths if _is_ours(path)])


def _is_ours(path: Path) -> bool:
    return path.suffix.lower() in (PACKAGE, REQUEST) or path.is_dir()
