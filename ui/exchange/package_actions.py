"""Packages: merged, confirmed, passed on, followed back, let in after all; withdrawals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from ui import files
from ui.dialogs.frame import FormDialog
from ui.exchange import jobs, words
from ui.exchange.actions import Actions, Desk
from ui.exchange.trace_dialog import AskInterview, TraceDialog
from ui.pages.words import say
from ui.session import Message

if TYPE_CHECKING:
    from surveyapp.exchange.custody import CustodyReport, CustodyStep
    from surveyapp.exchange.merging import MergeResult
    from surveyapp.exchange.withdrawal import Withdrawn
    from surveyapp.exchange.writing import PackageWritten
    from surveyapp.store.packages import Quarantined

_RELEASABLE = "exchange.revoked-device"


class PackageActions(Actions):
    """``show_result`` shows what a merge did; ``chosen`` the refused file that is selected."""

    def __init__(
        self,
        desk: Desk,
        show_result: Callable[[MergeResult], None],
        chosen: Callable[[], list[Quarantined]],
        name_of: Callable[[str], str],
    ) -> None:
        super().__init__(desk)
        self._show_result = show_result
        self._chosen = chosen
        self._name_of = name_of

    def merge(self) -> None:
        """Ask for packages and take them in."""
        pattern = self.tr("Packages (*.svp);;All files (*)")
        paths = files.ask_open_several(self.window, self.tr("Packages to merge"), pattern)
        if paths:
            self.merge_files(paths)

    def merge_folder(self) -> None:
        """Ask for a folder and take in every package below it."""
        folder = files.ask_folder(self.window, self.tr("A folder with packages"))
        if folder:
            self.merge_files([folder])

    def merge_files(self, paths: Sequence[Path]) -> None:
        """Take files and folders in, with progress and a way to stop."""
        text = self.tr("Merging %1").replace("%1", paths[0].name)
        if len(paths) > 1:
            text = say(self.tr("Merging %1 packages"), len(paths))
        self.run_job(text, partial(jobs.merge, tuple(paths)), self._say_merged)

    def make_receipts(self) -> None:
        """Write the receipts into a folder."""
        folder = files.ask_folder(self.window, self.tr("A folder for the receipts"))
        if folder:
            work = partial(jobs.make_receipts, folder)
            self.run_job(self.tr("Making receipts"), work, self._say_receipts)

    def relay(self) -> None:
        """Pass the laptops' files on to the city."""
        folder = files.ask_folder(self.window, self.tr("A folder for what goes to the city"))
        if folder:
            work = partial(jobs.relay, folder)
            self.run_job(self.tr("Packing for the city"), work, self._say_relayed)

    def verify(self) -> None:
        """Check journal, interviews and packages once more."""
        self.run_job(self.tr("Checking everything"), jobs.verify, self._say_verified)

    def trace(self) -> None:
        """Follow one interview from its answers to the merge."""
        dialog = AskInterview(self.window)
        self.desk.ask(dialog, partial(self._trace, dialog))

    def can_release(self) -> bool:
        """Whether a refused file is chosen that a person may let in."""
        return any(one.code == _RELEASABLE for one in self._chosen())

    def release(self) -> None:
        """Let the file of a blocked laptop in, after it was looked at."""
        found = [one for one in self._chosen() if one.code == _RELEASABLE]
        if found:
            dialog = ReleaseDialog(found[0], self.window)
            self.desk.ask(dialog, partial(self._release, dialog))

    def withdraw(self) -> None:
        """Destroy the answers of a respondent who asks for it."""
        dialog = WithdrawDialog(self.window)
        self.desk.ask(dialog, partial(self._withdraw, dialog))

    def carry_withdrawals(self) -> None:
        """Write one file that tells all offices and laptops."""
        folder = files.ask_folder(self.window, self.tr("A folder for the withdrawals"))
        if folder:
            work = partial(jobs.carry_withdrawals, folder)
            self.run_job(self.tr("Packing the withdrawals"), work, self._say_carried)

    def _say_merged(self, result: MergeResult) -> None:
        if not self.window.isVisible():  # the card below says it to whoever looks at the page
            kind = "caution" if result.refused or result.conflicts else "done"
            self.session.say(Message(kind, result.sentence))
        self._show_result(result)

    def _say_receipts(self, written: PackageWritten | None) -> None:
        if written is None:
            text = self.tr("No laptop has sent anything yet; there is nothing to confirm.")
            self.session.say(Message("note", text))
            return
        text = self.tr("The receipts are in “%1”: one file for all laptops and offices.")
        self.session.say_done(text.replace("%1", written.path.name))

    def _say_relayed(self, written: PackageWritten) -> None:
        text = self.tr("“%1” (%2) is written and read back: give it to the city office.")
        self.session.say_done(say(text, written.path.name, words.size(written.size)))

    def _say_verified(self, report: CustodyReport) -> None:
        if report.holds:
            text = self.tr("%1 versions of interviews and %2 packages were checked: all hold.")
            self.session.say_done(say(text, report.revisions, report.packages))
            return
        sentences = " ".join(one.wording.sentence for one in report.findings[:3])
        self.session.say(Message("trouble", sentences))

    def _trace(self, dialog: AskInterview) -> None:
        work = partial(jobs.trace, dialog.text)
        self.run_job(self.tr("Following it back"), work, self._show_trace)

    def _show_trace(self, found: tuple[str, tuple[CustodyStep, ...]]) -> None:
        facts = self.session.facts
        if facts:
            self.desk.ask(TraceDialog(*found, facts.path, self.window), _nothing)

    def _release(self, dialog: ReleaseDialog) -> None:
        work = partial(jobs.release, dialog.row.sha, dialog.checked_by.text().strip())
        self.run_job(self.tr("Letting the file in"), work, self._say_merged)

    def _withdraw(self, dialog: WithdrawDialog) -> None:
        work = partial(jobs.withdraw, dialog.field.text().strip())
        self.run_job(self.tr("Withdrawing the interview"), work, self._say_withdrawn)

    def _say_withdrawn(self, _found: Withdrawn) -> None:
        text = self.tr("The answers are destroyed here. Now tell the other offices and laptops.")
        is_city = self.data is not None and self.data.role == "city"
        name = self._name_of("carry-withdrawals") if is_city else ""
        self.session.say_done(text, name, self.carry_withdrawals if is_city else None)

    def _say_carried(self, written: PackageWritten | None) -> None:
        if written is None:
            self.session.say(Message("note", self.tr("Nobody has withdrawn an interview.")))
            return
        text = self.tr("“%1” tells every office and laptop; the next field packages do so too.")
        self.session.say_done(text.replace("%1", written.path.name))


class ReleaseDialog(FormDialog):
    """Names what is let in, and why it was kept apart."""

    def __init__(self, row: Quarantined, parent: QWidget | None = None) -> None:
        super().__init__("", "", words.reason(row), parent)
        self.setWindowTitle(self.tr("Let “%1” in?").replace("%1", row.name))
        self.ok.setText(self.tr("Let it in"))
        self.row = row
        self.checked_by = QLineEdit()
        self.add_row(self.tr("Who has checked it"), self.checked_by)

    def problem(self) -> str:
        if self.checked_by.text().strip():
            return ""
        return self.tr("Write who has talked to the surveyor and looked at the interviews.")


class WithdrawDialog(FormDialog):
    """The code that the respondent was told at the end of the interview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("Withdraw an interview"))
        self.say(
            self.tr(
                "The answers are destroyed here at once, and at the other offices, on the laptops "
                "and in backups with the next exchange. This cannot be undone."
            )
        )
        self.field = QLineEdit()
        self.add_row(self.tr("The respondent's withdrawal code"), self.field)
        self.ok.setText(self.tr("Destroy the answers"))

    def problem(self) -> str:
        return "" if self.field.text().strip() else self.tr("Type the code.")


def _nothing() -> None:
    """A dialog that only shows something."""
