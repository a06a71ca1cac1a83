"""Today: the surveyor's page. What is assigned, what was begun, what still has to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QItemSelectionModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from surveyapp.operators import Action
from ui import files, formats, icons
from ui.commands import Command
from ui.exchange.jobs import read_standing, withdraw
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.page import ATTENTION, DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.pages.today_cards import DraftCard, Figures, KeyedCard
from ui.pages.today_data import (
    Form,
    TodayData,
    begin_practice,
    begin_second_keying,
    discard,
    read_today,
    take_up,
)
from ui.pages.words import district, variable
from ui.session import Message
from ui.table_model import Column
from ui.table_view import TableView
from ui.tasks import Priority, Wish

if TYPE_CHECKING:
    from surveyapp.exchange.merging import MergeResult
    from surveyapp.exchange.withdrawal import Withdrawn
    from surveyapp.fieldwork.cases import Case
    from surveyapp.fieldwork.quota_cells import QuotaLeft
    from surveyapp.progress import Progress
    from surveyapp.store.keyings import Keying
    from surveyapp.survey import Survey
    from ui.exchange.jobs import Standing
    from ui.exchange.package_actions import WithdrawDialog
    from ui.interview.window import InterviewWindow

translate = QCoreApplication.translate
_LATE_DAYS = 7
"""Interviews that nobody has confirmed for a week are at risk on one disk."""


class TodayPage(Page):
    """Everything a surveyor does in a day."""

    key = "today"
    tables = frozenset(
        {"assignment", "visit", "draft", "keying", "revision", "interview", "package", "receipt"}
        | {"quota_share", "quota_done"}
    )

    def title(self) -> str:
        return self.tr("Today")

    def make_commands(self) -> Sequence[Command]:
        needs = Action.INTERVIEW
        return (
            Command(
                "start",
                QT_TRANSLATE_NOOP("Commands", "Visit the address"),
                self.visit,
                icons.run,
                place="primary",
                needs=needs,
                is_possible=self.can_visit,
            ),
            Command(
                "resume",
                QT_TRANSLATE_NOOP("Commands", "Resume the last interview"),
                self.resume_last,
                icons.pause,
                place="palette",
                needs=needs,
                is_possible=self.has_drafts,
            ),
            Command(
                "walk_in",
                QT_TRANSLATE_NOOP("Commands", "Interview without an address…"),
                self.walk_in,
                icons.person,
                needs=needs,
                is_possible=self.has_forms,
            ),
            Command(
                "practice",
                QT_TRANSLATE_NOOP("Commands", "Practise an interview"),
                self.practise,
                icons.demonstration,
                needs=needs,
                is_possible=self.has_forms,
            ),
            Command(
                "return",
                QT_TRANSLATE_NOOP("Commands", "Hand in…"),
                self.hand_in,
                icons.send_out,
                needs=needs,
            ),
            Command(
                "receipts",
                QT_TRANSLATE_NOOP("Commands", "Read receipts…"),
                self.read_receipts,
                icons.bring_in,
                needs=needs,
            ),
            Command(
                "withdraw",
                QT_TRANSLATE_NOOP("Commands", "Withdraw an interview…"),
                self.withdraw,
                icons.close,
                place="more",
                needs=needs,
            ),
        )

    def build(self) -> None:
        self.figures = Figures()
        self.drafts = QWidget()
        self._draft_rows = QVBoxLayout(self.drafts)
        self._draft_rows.setContentsMargins(0, 0, 0, 0)
        self._draft_rows.setSpacing(8)
        self.table = TableView("today")
        self.table.activated.connect(self._activate)
        self.table.selection_changed.connect(self.update_commands)
        self.content_layout.addWidget(self.figures)
        self.content_layout.addWidget(self.drafts)
        self.quotas = TableView("today-quotas")
        self.content_layout.addWidget(self.quotas)
        self.content_layout.addWidget(self.table, 1)

    def retexts(self) -> None:
        self.figures.retranslate()
        self.table.set_title(self.tr("Addresses"))
        self.table.set_columns(
            (
                Column(self.tr("State"), _state_text),
                Column(self.tr("Address"), lambda case: case.unit_id),
                Column(self.tr("Community"), lambda case: case.community),
                Column(self.tr("Visits"), lambda case: case.visits, formats.count, is_number=True),
                Column(self.tr("Last result"), _last_text),
                Column(self.tr("Appointment"), lambda case: case.appointment, formats.moment),
                Column(self.tr("Sample"), _purpose_text),
            )
        )
        self.quotas.set_title(self.tr("Quota cells of this laptop"))
        self.quotas.set_columns(
            (
                Column(self.tr("District"), lambda one: district(one.district)),
                Column(self.tr("Cell"), _cell_text),
                Column(self.tr("Wanted"), lambda one: one.target, formats.count, is_number=True),
                Column(self.tr("Done"), lambda one: one.done, formats.count, is_number=True),
                Column(self.tr("Left"), lambda one: one.left, formats.count, is_number=True),
            )
        )

    @staticmethod
    def read(survey: Survey) -> TodayData:
        return read_today(survey)

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.exchange.returns import outbox
        from surveyapp.fieldwork.cases import count_left, list_cases

        left, sent = count_left(list_cases(survey)), outbox(survey)
        if sent.unconfirmed_days >= _LATE_DAYS:
            text = translate("TodayPage", "Interviews have waited %1 days: hand them in.")
            return Summary(ATTENTION, text.replace("%1", str(sent.unconfirmed_days)))
        if not left.assigned:
            return Summary(EMPTY, translate("TodayPage", "No addresses yet."))
        text = translate(
            "TodayPage", "%1 of %2 addresses done; %3 still to visit for the first time."
        )
        for place, figure in enumerate((left.done, left.assigned, left.not_visited), 1):
            text = text.replace(f"%{place}", str(figure))
        return Summary(DONE if left.done == left.assigned else PROGRESS, text)

    def emptiness(self, data: Any) -> Emptiness | None:
        if data.cases or data.drafts or data.keyed or data.quotas:
            return None
        return Emptiness(
            self.tr("No addresses on this laptop yet"),
            self.tr(
                "The office hands out addresses in a field package. Until it comes, "
                "practise with the real questionnaire: nothing of it is ever sent."
            ),
            command="practice",
        )

    def show_data(self, data: Any) -> None:
        self.figures.show_figures(data.left, data.outbox)
        self._show_waiting(data)
        self.quotas.set_rows(data.quotas)
        self.quotas.setVisible(bool(data.quotas))
        self.table.set_rows(data.cases, self.tr("No addresses. Read a field package."))
        if data.cases and not self.table.selected():
            self.select_row(0)

    def select_row(self, row: int) -> None:
        """Select one address, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag
        selection = self.table.table.selectionModel()
        index = self.table.model.index(row, 0)
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def can_visit(self) -> bool:
        """Whether one open address is selected."""
        cases = self.table.selected()
        return len(cases) == 1 and cases[0].state not in ("done", "locked")

    def has_drafts(self) -> bool:
        """Whether something can be resumed."""
        return bool(self.data and self.data.drafts)

    def has_forms(self) -> bool:
        """Whether there is a questionnaire."""
        return bool(self.data and self.data.forms)

    def visit(self) -> None:
        """Open the household screen of the selected address, or its draft."""
        if self.can_visit():
            self._activate(self.table.selected()[0])

    def resume_last(self) -> None:
        """Take up the draft last worked on."""
        if self.has_drafts():
            self.resume(self.data.drafts[0].info.iid)

    def resume(self, iid: str) -> None:
        """Take up a draft."""
        self._open().begin(partial(take_up, iid))

    def discard(self, iid: str) -> None:
        """Remove a draft; its card has asked."""
        self.session.run(
            self.tr("Discarding the draft"), partial(discard, iid), self._discarded, owner=self
        )

    def key_again(self, keyed: Keying) -> None:
        """Key a paper form the second time."""
        self._open().begin(partial(begin_second_keying, keyed))

    def walk_in(self) -> None:
        """Begin with somebody, or an outlet, that has no assigned address."""
        if self.has_forms():
            self._open().walk_in(self.data.forms)

    def practise(self) -> None:
        """Begin an interview of which nothing is kept."""
        if self.has_forms():
            form = next(
                (one for one in self.data.forms if "public" in one.form_id), self.data.forms[0]
            )
            self.practise_form(form)

    def practise_form(self, form: Form) -> None:
        """Begin a practice interview with this questionnaire."""
        self._open().begin(partial(begin_practice, form))

    def hand_in(self) -> None:
        """Write what is not confirmed yet onto a stick: one button, one file."""
        from ui.exchange.hand_in_dialog import HandInDialog

        self.dialog = HandInDialog(self.session, self)
        self.dialog.open()

    def take_files(self, paths: Sequence[Path]) -> None:
        """What was dropped on the window came from the office."""

        def work(survey: Survey, progress: Progress) -> Any:
            from surveyapp.exchange.merging import merge_packages

            return merge_packages(survey, paths, progress)

        self.session.run(self.tr("Reading receipts"), work, self._read, owner=self)

    def read_receipts(self) -> None:
        """Read what the office gave back: receipts, new addresses."""
        pattern = self.tr("Packages (*.svp)")
        paths = files.ask_open_several(self, self.tr("Receipts and field packages"), pattern)
        if paths:
            self.take_files(paths)

    def withdraw(self) -> None:
        """Destroy the answers of a respondent who asks the surveyor for it."""
        from ui.exchange.package_actions import WithdrawDialog

        self.dialog = dialog = WithdrawDialog(self)
        dialog.accepted.connect(partial(self._withdraw, dialog))
        dialog.open()

    def _withdraw(self, dialog: WithdrawDialog) -> None:
        work = partial(withdraw, dialog.field.text().strip())
        self.session.run(
            self.tr("Withdrawing the interview"), work, self._say_withdrawn, owner=self
        )

    def _say_withdrawn(self, _found: Withdrawn) -> None:
        text = self.tr("The answers are destroyed here. The office learns it when you hand in.")
        self.session.say_done(text)

    def _activate(self, case: Case) -> None:
        if case.state == "started":
            self.resume(case.iid)
        elif case.state == "done":
            text = self.tr("%1 is done: a finished interview cannot be opened here.")
            self.session.say(Message("note", text.replace("%1", case.unit_id)))
        elif case.state == "locked":
            text = self.tr("The reserve %1 stays closed until the plan lets it replace an address.")
            self.session.say(Message("note", text.replace("%1", case.unit_id)))
        elif case.state == "keyed":
            self.key_again(next(one for one in self.data.keyed if one.iid == case.iid))
        else:
            self._open().visit(case)

    def _open(self) -> InterviewWindow:
        from ui.interview.window import InterviewWindow

        interview = InterviewWindow(self.session)
        interview.closed.connect(self._closed)
        interview.open_over(self)
        return interview

    def _closed(self, finished: bool) -> None:
        if finished:
            wish = Wish("", self, Priority.BACKGROUND)
            self.session.runner.run(_back_up, None, self.session.show_trouble, wish=wish)
        self.refresh()
        self.table.setFocus()

    def _read(self, result: MergeResult) -> None:
        """Say what the receipts confirm, and why a file was not read."""
        refused = [one for one in result.outcomes if one.code]
        if refused:
            self.session.say(Message("caution", f"{refused[0].name}: {refused[0].reason}"))
            return
        self.session.run(self.tr("Reading receipts"), read_standing, self._say_standing, owner=self)

    def _say_standing(self, standing: Standing) -> None:
        outbox, purge = standing.outbox, standing.purge
        text = self.tr(
            "Read. The office has confirmed %1 of %2 collected; answers stay here %3 days longer."
        )
        for place, number in enumerate((outbox.confirmed, outbox.collected, purge.days), 1):
            text = text.replace(f"%{place}", str(number))
        self.session.say_done(text)

    def _discarded(self, _result: Any) -> None:
        self.session.say_done(self.tr("Discarded."))

    def _show_waiting(self, data: TodayData) -> None:
        while self._draft_rows.count():
            item = self._draft_rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for draft in data.drafts:
            card = DraftCard(draft)
            card.resumed.connect(self.resume)
            card.discarded.connect(self.discard)
            self._draft_rows.addWidget(card)
        for keyed in data.keyed:
            waiting = KeyedCard(keyed)
            waiting.wanted.connect(self.key_again)
            self._draft_rows.addWidget(waiting)
        self.drafts.setVisible(bool(data.drafts or data.keyed))


def _state_text(case: Case) -> str:
    return {
        "open": translate("TodayPage", "To visit"),
        "started": translate("TodayPage", "Begun"),
        "keyed": translate("TodayPage", "Keyed once"),
        "locked": translate("TodayPage", "Reserve, closed"),
        "done": translate("TodayPage", "Done"),
    }[case.state]


def _last_text(case: Case) -> str:
    from surveyapp.fieldwork.dispositions import disposition

    code = case.disposition if case.state == "done" else case.last_result
    return disposition(code).label if code else formats.NOTHING


def _purpose_text(case: Case) -> str:
    if case.purpose == "reserve":
        return translate("TodayPage", "Reserve")
    return translate("TodayPage", "Main")


def _cell_text(one: QuotaLeft) -> str:
    return " · ".join(
        f"{variable(name)} {district(category)}" for name, category in one.definition.items()
    )


def _back_up(survey: Survey, _progress: Progress) -> None:
    from surveyapp.fieldwork.backups import backup_if_due

    backup_if_due(survey)
