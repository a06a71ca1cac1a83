"""At the door or on the telephone: the household screen and what it writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from surveyapp.errors import SurveyError
from ui.interview.household import HouseholdPane
from ui.interview.household_work import (
    CaseFile,
    close_visited_case,
    read_case_file,
    record_case_visit,
    start_case,
)
from ui.interview.key_bar import KeyAction
from ui.interview.turn import Turn
from ui.tasks import Wish, Work

if TYPE_CHECKING:
    from surveyapp.fieldwork.cases import Case, VisitEntry
    from surveyapp.fieldwork.respondent_selection import Selected
    from ui.interview.window import InterviewWindow


class Doorstep(Turn[HouseholdPane]):
    """A case before its interview: whom to ask, or what came of the attempt."""

    def __init__(self, window: InterviewWindow, case: Case) -> None:
        super().__init__(window, HouseholdPane(window.session, case))
        self.case = case
        self.pane.start_wanted.connect(self._start)
        self.pane.visit_wanted.connect(self._record)
        self.pane.close_wanted.connect(self._ask_to_close)
        self.runs = {"next": self.pane.go_on, "leave": self._leave}
        self._run(partial(read_case_file, case.iid, case.unit_id), self._show_file)

    def actions(self) -> list[KeyAction]:
        return [self.action("leave", "Esc", self.tr("Back to today"))]

    def take_focus(self) -> None:
        self.pane.take_focus()

    def _show_file(self, file: CaseFile) -> None:
        self.pane.show_file(file)

    def _leave(self) -> None:
        self.window.close_over(finished=False)

    def _start(self, selected: Selected | None, mode: str) -> None:
        opening = partial(start_case, self.case, selected, mode)
        self.window.step_to(partial(self.window.course.open, opening))

    def _record(self, entry: VisitEntry) -> None:
        self._run(partial(record_case_visit, self.case.iid, entry), self._done)

    def _ask_to_close(self) -> None:
        text = self.tr("Close the case %1 for good? Its result follows from the visits.")
        self.window.prompt.ask(
            text.replace("%1", self.case.unit_id),
            self.tr("Close the case"),
            self._close,
            initial=None,
            on_left=self.take_focus,
        )

    def _close(self, _text: str) -> None:
        self._run(partial(close_visited_case, self.case.iid), self._done)

    def _run(self, work: Work, on_done: Callable[[Any], None]) -> None:
        self.window.session.runner.run(work, on_done, self._failed, wish=Wish("", self))

    def _done(self, _result: object) -> None:
        self.window.close_over(finished=False)

    def _failed(self, trouble: BaseException) -> None:
        if isinstance(trouble, SurveyError):
            self.pane.show_trouble(f"{trouble.sentence} {trouble.remedy}")
        else:
            self.window.session.show_trouble(trouble)
