"""Today: the surveyor's page. What is assigned, what was begun, what still has to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QItemSelectionModel
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from surveyapp.operators import Action
from ui import files, formats, icons
from ui.commands import Command
from ui.interview.wording import say_mode
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.page import ATTENTION, DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.session import Message
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from surveyapp.exchange.returns import Outbox
    from surveyapp.fieldwork.cases import Case, CasesLeft
    from surveyapp.fieldwork.drafts import DraftInfo
    from surveyapp.fieldwork.interviewing import OpenInterview
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey
    from ui.interview.window import InterviewWindow

translate = QCoreApplication.translate
_LATE_DAYS = 7
"""Interviews that nobody has confirmed for a week are at risk on one disk."""


@dataclass(frozen=True)
class Form:
    """A questionnaire that can be practised."""

    digest: str
    title: str
    form_id: str


@dataclass(frozen=True)
class Unfinished:
    """A draft with the words of the question it stands at."""

    info: DraftInfo
    question: str


@dataclass(frozen=True)
class TodayData:
    """What the page shows."""

    cases: tuple[Case, ...]
    left: CasesLeft
    drafts: tuple[Unfinished, ...]
    outbox: Outbox
    forms: tuple[Form, ...]


class TodayPage(Page):
    """Everything a surveyor does in a day."""

    key = "today"
    tables = frozenset(
        {"assignment", "visit", "draft", "revision", "interview", "package", "receipt"}
    )

    def title(self) -> str:
        return self.tr("Today")

    def help_text(self) -> str:
        return self.tr(
            "Choose an address and start: the household screen notes what came of the visit and "
            "names the person to interview. An interview that was paused waits above with the "
            "question it stands at. Every answer is saved at once. Make a return package whenever "
            "you meet the office, and read the receipt it gives you: only what is confirmed lies "
            "in two places. Practice interviews are never sent."
        )

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
                "practice",
                QT_TRANSLATE_NOOP("Commands", "Practise an interview"),
                self.practise,
                icons.demonstration,
                needs=needs,
                is_possible=self.has_forms,
            ),
            Command(
                "return",
                QT_TRANSLATE_NOOP("Commands", "Make a return package…"),
                self.make_return,
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
        )

    def build(self) -> None:
        self.figures = _Figures()
        self.drafts = QWidget()
        self._draft_rows = QVBoxLayout(self.drafts)
        self._draft_rows.setContentsMargins(0, 0, 0, 0)
        self._draft_rows.setSpacing(8)
        self.table = TableView("today")
        self.table.activated.connect(self._activate)
        self.table.selection_changed.connect(self.update_commands)
        self.content_layout.addWidget(self.figures)
        self.content_layout.addWidget(self.drafts)
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

    @staticmethod
    def read(survey: Survey) -> TodayData:
        from surveyapp.exchange.returns import outbox
        from surveyapp.fieldwork.cases import count_left, list_cases
        from surveyapp.fieldwork.drafts import list_drafts
        from surveyapp.store.questionnaires import read_questionnaires

        cases = list_cases(survey)
        forms = {row.form_id: row for row in reversed(read_questionnaires(survey.store))}
        return TodayData(
            tuple(sorted(cases, key=_urgency)),
            count_left(cases),
            tuple(_unfinished(survey, one) for one in list_drafts(survey)),
            outbox(survey),
            tuple(Form(row.hash, row.title, row.form_id) for row in forms.values()),
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.exchange.returns import outbox
        from surveyapp.fieldwork.cases import count_left, list_cases

        left, sent = count_left(list_cases(survey)), outbox(survey)
        if sent.unconfirmed_days >= _LATE_DAYS:
            text = translate("TodayPage", "Interviews have waited %1 days: make a return package.")
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
        if data.cases or data.drafts:
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
        self._show_drafts(data.drafts)
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
        return len(cases) == 1 and cases[0].state != "done"

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
        from surveyapp.fieldwork.drafts import resume_interview

        self._open().begin(lambda survey: resume_interview(survey, iid))

    def practise(self) -> None:
        """Begin an interview of which nothing is kept."""
        if self.has_forms():
            form = next(
                (one for one in self.data.forms if "public" in one.form_id), self.data.forms[0]
            )
            self.practise_form(form)

    def practise_form(self, form: Form) -> None:
        """Begin a practice interview with this questionnaire."""
        self._open().begin(partial(_begin_practice, form))

    def make_return(self) -> None:
        """Write what is not confirmed yet onto a stick."""
        folder = files.ask_folder(self, self.tr("Where the return package goes"))
        if folder is not None:

            def work(survey: Survey, progress: Progress) -> Any:
                from surveyapp.exchange.returns import make_return_package

                return make_return_package(survey, folder, progress)

            self.session.run(self.tr("Making the return package"), work, self._returned, owner=self)

    def read_receipts(self) -> None:
        """Read what the office gave back: receipts, new addresses."""
        pattern = self.tr("Packages (*.svp)")
        paths = files.ask_open_several(self, self.tr("Receipts and field packages"), pattern)
        if paths:

            def work(survey: Survey, progress: Progress) -> Any:
                from surveyapp.exchange.receipts import read_receipts

                del progress
                return read_receipts(survey, paths)

            self.session.run(self.tr("Reading receipts"), work, self._read, owner=self)

    def _activate(self, case: Case) -> None:
        if case.state == "started":
            self.resume(case.iid)
        elif case.state == "done":
            text = self.tr("%1 is done: a finished interview cannot be opened here.")
            self.session.say(Message("note", text.replace("%1", case.unit_id)))
        else:
            self._open().visit(case)

    def _open(self) -> InterviewWindow:
        from ui.interview.window import InterviewWindow

        interview = InterviewWindow(self.session)
        interview.closed.connect(self._closed)
        interview.open_over(self)
        return interview

    def _closed(self, finished: bool) -> None:
        del finished
        self.refresh()
        self.table.setFocus()

    def _returned(self, written: Any) -> None:
        text = self.tr("Written: %1. Give it to the office and read the receipt afterwards.")
        self.session.say_done(text.replace("%1", written.path.name))

    def _read(self, result: Any) -> None:
        self.session.say_done(result.sentence)

    def _show_drafts(self, drafts: tuple[Unfinished, ...]) -> None:
        while self._draft_rows.count():
            item = self._draft_rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for draft in drafts:
            self._draft_rows.addWidget(self._draft_card(draft))
        self.drafts.setVisible(bool(drafts))

    def _draft_card(self, draft: Unfinished) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 12, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = draft.info.name or self.tr("Practice interview")
        answered = self.tr("%1 answers").replace("%1", str(draft.info.answered))
        touched = formats.moment(draft.info.touched_at)
        about = f"{say_mode(draft.info.mode)} · {answered} · {touched}"
        words.addWidget(label(f"{name} · {about}"))
        words.addWidget(label(draft.question, "faint", wraps=True))
        row.addLayout(words, 1)
        button = QPushButton(self.tr("Resume"))
        button.setAccessibleName(self.tr("Resume %1").replace("%1", name))
        button.clicked.connect(partial(self.resume, draft.info.iid))
        row.addWidget(button)
        return card


class _Figures(QFrame):
    """What is left and what was sent, each with its word."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        self.values = [label("", "figure") for _ in range(8)]
        self.words = [label("", "small", wraps=True) for _ in range(8)]
        for column, (value, word) in enumerate(zip(self.values, self.words, strict=True)):
            grid.addWidget(value, 0, column)
            grid.addWidget(word, 1, column)
            grid.setColumnStretch(column, 1)

    def retranslate(self) -> None:
        """Name the figures."""
        names = (
            translate("TodayPage", "addresses left"),
            translate("TodayPage", "not visited yet"),
            translate("TodayPage", "to visit again"),
            translate("TodayPage", "appointments"),
            translate("TodayPage", "collected"),
            translate("TodayPage", "packed"),
            translate("TodayPage", "confirmed"),
            translate("TodayPage", "days unconfirmed"),
        )
        for word, name in zip(self.words, names, strict=True):
            word.setText(name)

    def show_figures(self, left: CasesLeft, outbox: Outbox) -> None:
        """Show these."""
        figures = (
            left.assigned - left.done,
            left.not_visited,
            left.to_visit_again,
            left.appointments,
            outbox.collected,
            outbox.packed,
            outbox.confirmed,
            outbox.unconfirmed_days,
        )
        for value, word, figure in zip(self.values, self.words, figures, strict=True):
            value.setText(formats.count(figure))
            value.setAccessibleName(f"{word.text()}: {figure}")


def _urgency(case: Case) -> tuple[int, str, str]:
    order = {"started": 0, "open": 1, "done": 2}
    return order[case.state], case.appointment or "9", case.unit_id


def _state_text(case: Case) -> str:
    return {
        "open": translate("TodayPage", "To visit"),
        "started": translate("TodayPage", "Begun"),
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


def _unfinished(survey: Survey, info: DraftInfo) -> Unfinished:
    """A draft with the words of its question; the form is only opened for that."""
    from surveyapp.fieldwork.questionnaires import open_questionnaire
    from surveyapp.store.drafts import read_draft
    from surveyapp.words import text_of

    draft = read_draft(survey.store, info.iid)
    if draft is None or not info.place:
        return Unfinished(info, "")
    questionnaire = open_questionnaire(survey, draft.questionnaire)
    for path, node in questionnaire.walk():
        if path == info.place:
            return Unfinished(info, text_of(node.labels))
    return Unfinished(info, info.place)


def _begin_practice(form: Form, survey: Survey) -> OpenInterview:
    from surveyapp.fieldwork.drafts import NewInterview, start_interview

    return start_interview(survey, NewInterview(form.digest, practice=True))
