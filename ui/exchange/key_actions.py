"""The survey's keys: made, printed, tried, unlocked, changed, brought back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui import formats
from ui.exchange import jobs
from ui.exchange.actions import Actions, Desk
from ui.exchange.key_dialogs import (
    MakeKeysDialog,
    RestoreDialog,
    TryRecoveryDialog,
    UnlockDialog,
)
from ui.exchange.recovery_dialog import RecoveryDialog
from ui.exchange.recovery_page import RecoveryPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from surveyapp.exchange.project_keys import ProjectKeys


class KeyActions(Actions):
    """Everything about keys; ``try_it`` is what follows the printed page."""

    def __init__(self, desk: Desk, show_command: Callable[[str], str]) -> None:
        super().__init__(desk)
        self._name_of = show_command

    def has_no_keys(self) -> bool:
        """Whether the keys are still to be made."""
        return self.data is not None and not self.data.keys.are_made

    def are_closed(self) -> bool:
        """Whether the keys are there but locked."""
        return self.data is not None and self.data.keys.are_made and not self.data.keys.are_open

    def are_open(self) -> bool:
        """Whether packages can be opened and signed."""
        return self.data is not None and self.data.keys.are_open

    def are_made(self) -> bool:
        """Whether there are keys, open or not."""
        return self.data is not None and self.data.keys.are_made

    def make(self) -> None:
        """Make the survey's keys and show the recovery page once."""
        dialog = MakeKeysDialog(self.window)
        self.desk.ask(dialog, partial(self._make, dialog))

    def unlock(self) -> None:
        """Unlock the keys until the survey is closed."""
        dialog = UnlockDialog(
            self.tr("Unlock the keys"),
            self.tr("They stay open until the survey is closed."),
            self.tr("Unlock"),
            self.window,
        )
        self.desk.ask(dialog, partial(self._unlock, dialog))

    def try_recovery(self) -> None:
        """Prove that the printed page works."""
        dialog = TryRecoveryDialog(self.window)
        self.desk.ask(dialog, partial(self._try, dialog))

    def change(self) -> None:
        """Change the keys that interviews are locked with."""
        text = self.tr(
            "From their next field package on, laptops lock with a new key. Everything sent "
            "before can still be read, however late it comes. The passphrase and the printed "
            "recovery page stay the same."
        )
        dialog = UnlockDialog(
            self.tr("Change the keys"), text, self.tr("Change the keys"), self.window
        )
        self.desk.ask(dialog, partial(self._change, dialog))

    def restore(self) -> None:
        """Bring the keys back with the printed page."""
        dialog = RestoreDialog(self.window)
        self.desk.ask(dialog, partial(self._restore, dialog))

    def _make(self, dialog: MakeKeysDialog) -> None:
        work = partial(jobs.make_keys, dialog.passphrase)
        self.run_job(self.tr("Making the keys"), work, self._show_page)

    def _show_page(self, keys: ProjectKeys) -> None:
        from surveyapp.clock import Clock
        from surveyapp.words import text_of

        facts = self.session.facts
        title = f"{text_of(facts.info.title)} · {facts.info.wave}" if facts else ""
        made = formats.moment(Clock().iso())
        page = RecoveryPage(title, made, keys.recovery_identity, keys.fingerprint)
        dialog = RecoveryDialog(page, self.window)
        self.desk.ask(dialog, self._say_made)

    def _say_made(self) -> None:
        self.session.say_done(
            self.tr("The keys are made. Now try the printed page once."),
            self._name_of("try-recovery"),
            self.try_recovery,
        )

    def _unlock(self, dialog: UnlockDialog) -> None:
        work = partial(jobs.open_keys, dialog.passphrase)
        self.run_job(self.tr("Unlocking the keys"), work, self._say_opened)

    def _say_opened(self, _result: object) -> None:
        self.session.say_done(self.tr("The keys are unlocked until the survey is closed."))
        # Nothing was written, so nothing else tells the page.
        self.session.runner.events.changed.emit(frozenset({"key"}))

    def _try(self, dialog: TryRecoveryDialog) -> None:
        work = partial(jobs.try_recovery, dialog.printed.key)
        self.run_job(self.tr("Trying the printed page"), work, self._say_tried)

    def _say_tried(self, _result: object) -> None:
        self.session.say_done(
            self.tr("The printed page works. Put it into an envelope and lock it away.")
        )

    def _change(self, dialog: UnlockDialog) -> None:
        work = partial(jobs.rotate_keys, dialog.passphrase)
        self.run_job(self.tr("Changing the keys"), work, self._say_changed)

    def _say_changed(self, _fingerprint: str) -> None:
        self.session.say_done(
            self.tr("The keys are changed. Make field packages, so that the laptops learn of it.")
        )

    def _restore(self, dialog: RestoreDialog) -> None:
        work = partial(jobs.restore_keys, dialog.printed.key, dialog.passphrase)
        self.run_job(self.tr("Bringing the keys back"), work, self._say_restored)

    def _say_restored(self, _result: object) -> None:
        self.session.say_done(self.tr("The keys are back, under the new passphrase."))
