"""A switch: what arrives in a shared folder is taken in by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from surveyapp.errors import SurveyError
from ui import files, preferences
from ui.notice import label
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.exchange.watching import FolderWatch
    from surveyapp.progress import Progress

_EVERY_MS = 3000


class WatchLine(QWidget):
    """Looks into the folder every few seconds, away from the window's thread."""

    def __init__(
        self, session: Session, take_in: Callable[[Sequence[Path]], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._take_in = take_in
        self._watch: FolderWatch | None = None
        self._is_looking = False
        self.is_possible = False
        """Whether packages can be read now: the keys are open."""
        self.box = QCheckBox()
        self.state = label("", "small")
        self.choose = QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.box, self.choose, self.state):
            row.addWidget(widget)
        row.setStretch(2, 1)
        self.timer = QTimer(self)
        self.timer.setInterval(_EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.box.clicked.connect(self._toggle)
        self.choose.clicked.connect(self.choose_folder)
        self.retranslate()

    @property
    def folder(self) -> Path | None:
        """The folder of this survey that is watched, or was."""
        name = preferences.read_text(self._name())
        return Path(name) if name else None

    @Slot()
    def choose_folder(self) -> None:
        """Ask for the folder and begin."""
        folder = files.ask_folder(self, self.tr("The shared folder to watch"))
        if folder:
            preferences.write(self._name(), str(folder))
            self.begin(folder)
        else:
            self.box.setChecked(self._watch is not None)

    def begin(self, folder: Path) -> None:
        """Watch a folder from now on."""
        from surveyapp.exchange.watching import FolderWatch

        self._watch = FolderWatch(folder)
        self.box.setChecked(True)
        self._say(self.tr("Watching."))
        self.timer.start()
        self.look()
        self.retranslate()

    @Slot()
    def stop(self) -> None:
        """Watch no longer."""
        self._watch = None
        self.timer.stop()
        self.box.setChecked(False)
        self._say("")

    @Slot()
    def look(self) -> None:
        """Look once; nothing happens while the look before has not ended."""
        watch = self._watch
        if watch is None or self._is_looking or not self.is_possible:
            return
        self._is_looking = True

        def work(_progress: Progress) -> list[Path]:
            return watch.look()

        self._session.runner.compute(work, self._seen, self._failed, wish=Wish("", self))

    def retranslate(self) -> None:
        """Put texts in the language in use."""
        self.box.setText(self.tr("Take in by itself what arrives in a shared folder"))
        self.choose.setText(self.folder.name if self.folder else self.tr("Choose the folder…"))
        self.choose.setToolTip(str(self.folder or ""))
        self.choose.setAccessibleName(self.tr("The shared folder"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _name(self) -> str:
        facts = self._session.facts
        return f"watch/{facts.info.survey_id}" if facts else "watch/none"

    @Slot(bool)
    def _toggle(self, wanted: bool) -> None:
        if not wanted:
            self.stop()
        elif self.folder and self.folder.is_dir():
            self.begin(self.folder)
        else:
            self.choose_folder()

    def _seen(self, arrived: list[Path]) -> None:
        self._is_looking = False
        if self._watch is None:
            return
        self._say(self.tr("Watching."))
        if arrived:
            self._take_in(arrived)

    def _failed(self, trouble: BaseException) -> None:
        self._is_looking = False
        if isinstance(trouble, SurveyError):
            self._say(f"{trouble.sentence} {trouble.remedy}")
        else:
            self._session.show_trouble(trouble)

    def _say(self, text: str) -> None:
        self.state.setText(text)
