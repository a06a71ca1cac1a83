"""Opening, making and closing surveys: dialogs, then the work in the survey's thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from surveyapp.errors import SurveyError
from surveyapp.progress import Progress
from ui import files, icons
from ui.arrival import ENDING, Arrival
from ui.commands import Command
from ui.dialogs.new_survey_dialog import NewSurveyDialog
from ui.dialogs.passphrase_dialog import PassphraseDialog
from ui.exchange.join_actions import JoinActions
from ui.language import QT_TRANSLATE_NOOP
from ui.program.actions import UPDATE, ProgramActions
from ui.session import Session
from ui.tasks import Wish

_ASK_AGAIN = ("core.passphrase-needed", "core.wrong-passphrase", "core.no-such-operator")


class FileActions(QObject):
    """What can be done about survey files from anywhere in the window."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.dialog: PassphraseDialog | NewSurveyDialog | None = None
        self.joining = JoinActions(session, window)
        self.arrival = Arrival(session, self.open_path)
        self.program = ProgramActions(session, window)

    def commands(self) -> Sequence[Command]:
        """For the palette."""
        return (
            Command(
                "open",
                QT_TRANSLATE_NOOP("Commands", "Open a survey"),
                self.ask_open,
                icons.open_file,
                "Ctrl+O",
            ),
            Command(
                "new", QT_TRANSLATE_NOOP("Commands", "Make a new survey"), self.ask_new, icons.add
            ),
            Command(
                "demonstration",
                QT_TRANSLATE_NOOP("Commands", "Make the demonstration"),
                self.ask_demonstration,
                icons.demonstration,
            ),
            Command(
                "join",
                QT_TRANSLATE_NOOP("Commands", "Join a survey with this computer"),
                self.joining.ask,
                icons.bring_in,
            ),
            Command(
                "close",
                QT_TRANSLATE_NOOP("Commands", "Close the survey"),
                self._session.close_file,
                icons.close,
            ),
            *self.program.commands(),
        )

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Open a survey, asking for the passphrase where it needs one; keep a package for it."""
        if path.suffix.lower() == ENDING:
            self.arrival.take(path)
        elif path.suffix.lower() == UPDATE:
            self.program.take_update(path)
        else:
            self._try(path, None, "")

    @Slot()
    def ask_open(self) -> None:
        """Ask which file to open."""
        path = files.ask_open(self._window, self.tr("Open a survey"), self._pattern())
        if path:
            self.open_path(path)

    @Slot()
    def ask_new(self) -> None:
        """Ask where the new survey goes, then what it is."""
        title = self.tr("Where the new survey goes")
        path = files.ask_save(self._window, title, "jiaxing-2025.survey", self._pattern())
        if path is None:
            return
        dialog = NewSurveyDialog(path.with_suffix(".survey"), self._window)
        self.dialog = dialog
        dialog.accepted.connect(self._make_new)
        dialog.open()

    @Slot()
    def ask_demonstration(self) -> None:
        """Ask for a folder and make the demonstration there."""
        folder = files.ask_folder(self._window, self.tr("A folder for the demonstration"))
        if folder:
            wish = Wish(self.tr("Making the demonstration"), self)
            self._session.runner.compute(
                partial(_make_demonstration, folder),
                self.open_path,
                self._session.show_trouble,
                wish=wish,
            )

    def _pattern(self) -> str:
        return self.tr("Surveys (*.survey)")

    @Slot()
    def _make_new(self) -> None:
        if isinstance(self.dialog, NewSurveyDialog):
            self._session.open_with(self.dialog.making())

    def _try(self, path: Path, passphrase: str | None, operator: str) -> None:
        self._session.open_file(path, passphrase, operator, partial(self._on_trouble, path))

    def _on_trouble(self, path: Path, trouble: BaseException) -> None:
        if not isinstance(trouble, SurveyError) or trouble.code not in _ASK_AGAIN:
            self._session.show_trouble(trouble)
            return
        dialog = PassphraseDialog(path.name, str(trouble), self._window)
        self.dialog = dialog
        dialog.accepted.connect(partial(self._open_with_passphrase, path))
        dialog.open()

    def _open_with_passphrase(self, path: Path) -> None:
        if isinstance(self.dialog, PassphraseDialog):
            self._try(path, self.dialog.passphrase, self.dialog.operator)


def _make_demonstration(folder: Path, progress: Progress) -> Path:
    """Make the demonstration; the path of its latest survey."""
    from surveyapp.demonstration.road import make_demonstration

    target = folder / "demonstration"
    make_demonstration(target, progress=progress)
    return max(target.glob("*.survey"))
