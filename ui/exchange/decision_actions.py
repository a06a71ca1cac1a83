"""What a person decides: rival versions, units that were interviewed twice, quota shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.exchange import jobs
from ui.exchange.actions import Actions, Desk
from ui.exchange.conflict_dialog import ConflictDialog
from ui.exchange.duplicate_dialog import DuplicateDialog
from ui.pages.words import say

if TYPE_CHECKING:
    from surveyapp.exchange.conflicts import ConflictItem, Duplicate
    from ui.exchange.jobs import Compared
    from ui.exchange.lists import DecisionList


class DecisionActions(Actions):
    """Works on what is selected in the list; ``send`` makes field packages, which carry shares."""

    def __init__(
        self,
        desk: Desk,
        shown: DecisionList,
        name_of: Callable[[str], str],
        send: Callable[[], None],
    ) -> None:
        super().__init__(desk)
        self._shown = shown
        self._name_of = name_of
        self._send = send

    def has_choice(self) -> bool:
        """Whether a conflict or a duplicate is chosen."""
        return bool(self._shown.conflicts.selected() or self._shown.duplicates.selected())

    def settle(self) -> None:
        """Put what is chosen side by side."""
        conflicts, duplicates = self._shown.conflicts.selected(), self._shown.duplicates.selected()
        if conflicts:
            self.settle_conflict(conflicts[0])
        elif duplicates:
            self.settle_duplicate(duplicates[0])

    def settle_conflict(self, item: ConflictItem) -> None:
        """Compare the versions of one interview."""
        work = partial(jobs.compare, item.iid)
        self.run_job(self.tr("Comparing the versions"), work, self._show_conflict)

    def settle_duplicate(self, duplicate: Duplicate) -> None:
        """Compare the interviews of one unit."""
        work = partial(jobs.compare_interviews, duplicate.iids)
        done = partial(self._show_duplicate, duplicate)
        self.run_job(self.tr("Comparing the interviews"), work, done)

    def has_new_shares(self) -> bool:
        """Whether the proposal differs from what laptops have."""
        return self.data is not None and self.data.changed_shares > 0

    def use_shares(self) -> None:
        """Set the shares as proposed; they travel in the next field packages."""
        work = jobs.use_proposed_shares
        self.run_job(self.tr("Setting the shares"), work, self._say_shared)

    def _show_conflict(self, compared: Compared) -> None:
        dialog = ConflictDialog(compared, self.window)
        self.desk.ask(dialog, partial(self._settle, dialog))

    def _settle(self, dialog: ConflictDialog) -> None:
        work = partial(
            jobs.settle,
            dialog.comparison.iid,
            dialog.base,
            dialog.answers,
            dialog.reason.text().strip(),
        )
        self.run_job(self.tr("Settling the conflict"), work, self._say_settled)

    def _say_settled(self, _revision: Any) -> None:
        self.session.say_done(self.tr("Settled; every version stays in the log."))

    def _show_duplicate(self, duplicate: Duplicate, compared: Compared) -> None:
        dialog = DuplicateDialog(duplicate, compared, self.window)
        self.desk.ask(dialog, partial(self._decide, dialog))

    def _decide(self, dialog: DuplicateDialog) -> None:
        reason = dialog.reason.text().strip()
        work = partial(jobs.settle_duplicate, dialog.duplicate, dialog.kept, reason)
        self.run_job(self.tr("Writing the decision"), work, self._say_decided)

    def _say_decided(self, left_out: int) -> None:
        text = self.tr("Decided: %1 interviews are left out of the results and stay in the log.")
        self.session.say_done(say(text, left_out))

    def _say_shared(self, number: int) -> None:
        text = self.tr("%1 shares are set. They reach the laptops with their next field packages.")
        self.session.say_done(say(text, number), self._name_of("field"), self._send)
