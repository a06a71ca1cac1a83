"""What can be done about the program itself: check it, bring it up to date, see its parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui import files, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.program.about_dialog import AboutDialog
from ui.program.check_dialog import CheckDialog
from ui.program.update_dialog import UpdateDialog
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.progress import Progress
    from surveyapp.updates import Update

UPDATE = ".svu"


class ProgramActions(QObject):
    """From the palette and from Help in the rail; none of them needs an open survey."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.dialog: AboutDialog | CheckDialog | UpdateDialog | None = None

    def commands(self) -> Sequence[Command]:
        """For the palette."""
        return (
            Command(
                "self-check",
                QT_TRANSLATE_NOOP("Commands", "Check this installation"),
                self.check,
                icons.success,
            ),
            Command(
                "update",
                QT_TRANSLATE_NOOP("Commands", "Update from a file"),
                self.ask_update,
                icons.bring_in,
            ),
            Command(
                "about",
                QT_TRANSLATE_NOOP("Commands", "About this program"),
                self.show_about,
                icons.information,
            ),
        )

    def dialog_is_open(self) -> bool:
        """Whether one of the dialogs is shown."""
        return self.dialog is not None

    @Slot()
    def show_about(self) -> None:
        """Version, changes, parts and licences."""
        self._show(AboutDialog(self._session, self._window))

    @Slot()
    def check(self) -> None:
        """Try every part of the program and show what was found."""
        self._show(CheckDialog(self._session, self._window))

    @Slot()
    def ask_update(self) -> None:
        """Ask for an update file."""
        pattern = self.tr("Updates (*.svu)")
        path = files.ask_open(self._window, self.tr("Choose the update"), pattern)
        if path:
            self.take_update(path)

    def take_update(self, path: Path) -> None:
        """Look at an update file, and show what it holds where it fits this computer."""
        wish = Wish(self.tr("Looking at the update"), self)
        self._session.runner.compute(
            partial(_look, path), self._offer, self._session.show_trouble, wish=wish
        )

    def _offer(self, found: tuple[Update, bool]) -> None:
        dialog = UpdateDialog(*found, self._window)
        dialog.accepted.connect(partial(self._unpack, dialog))
        self._show(dialog)

    def _unpack(self, dialog: UpdateDialog) -> None:
        folder = files.ask_folder(self._window, self.tr("Where the installer goes"))
        if folder is None:
            return
        self._session.runner.compute(
            partial(_write, dialog.update_file, dialog.typed, folder),
            self._say_written,
            self._session.show_trouble,
            wish=Wish(self.tr("Writing the installer"), self),
        )

    def _say_written(self, installer: Path) -> None:
        text = self.tr("“%1” is written. Close this program, then start it from its folder.")
        show = partial(_show_folder, installer.parent)
        self._session.say_done(text.replace("%1", installer.name), self.tr("Show the folder"), show)

    def _show(self, dialog: AboutDialog | CheckDialog | UpdateDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.open()

    @Slot()
    def _forget(self) -> None:
        self.dialog = None


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _look(path: Path, _progress: Progress) -> tuple[Update, bool]:
    from surveyapp import updates

    update = updates.read_update(path)
    updates.require_fit(update)
    return update, updates.is_known(update.publisher)


def _write(update: Update, typed: str, folder: Path, progress: Progress) -> Path:
    from surveyapp import updates

    if typed:
        updates.confirm(update.publisher, typed)
    return updates.unpack(update, folder, progress)
