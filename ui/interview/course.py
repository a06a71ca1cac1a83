"""The way through one interview, seen from the interface thread: steps out, screens back.

Steps run one after another in the survey's thread and are committed there before their screen
comes back. Where a step is held (an answer was not accepted), steps that were asked for behind it,
before anybody could see that, are dropped: otherwise a quick Enter would leave the answer behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.interview.view import (
    DifferenceView,
    JumpView,
    ScreenView,
    read_ahead,
    read_differences,
    read_jumps,
    read_view,
)
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from questionnaires.findings import Finding
    from surveyapp.fieldwork.contacts import LeftContact
    from surveyapp.fieldwork.interviewing import Finished, OpenInterview
    from surveyapp.fieldwork.photos import AttachedFile
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

Answers = Sequence[tuple[str, object]]
Step = Callable[["OpenInterview"], "tuple[Finding, ...]"]
Opening = Callable[["Survey"], "OpenInterview"]


class Course(QObject):
    """Hands steps to the survey's thread. ``shown`` carries a ``ScreenView``."""

    shown = Signal(object)
    listed = Signal(object)
    foreseen = Signal(object)
    """The screen that will follow if nothing changes the way, to be prepared for.

    At the end of the questions it is ``None``.
    """
    ended = Signal(object)
    differing = Signal(object)
    paused = Signal()
    saving = Signal()
    saved = Signal()
    troubled = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._opened: OpenInterview | None = None
        """Touched in the survey's thread only."""
        self._batch = 0
        self._held_batch = -1
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether a step is not committed yet."""
        return self._under_way > 0

    def open(self, opening: Opening) -> None:
        """Begin, or take up a draft."""
        self._send(partial(self._open, opening), self._show)

    def answer(self, path: str, value: object, reason: str = "") -> None:
        """Store one answer."""
        self._step(lambda opened: _against(opened.answer(path, value, reason)), ())

    def refuse(self, path: str, answers: Answers = ()) -> None:
        """The respondent does not want to say."""
        others = [one for one in answers if one[0] != path]
        self._step(lambda opened: _against(opened.refuse(path)), others)

    def dont_know(self, path: str, answers: Answers = ()) -> None:
        """The respondent does not know."""
        others = [one for one in answers if one[0] != path]
        self._step(lambda opened: _against(opened.dont_know(path)), others)

    def keep(self, answers: Answers) -> None:
        """Store what was typed, and stay."""
        self._step(_stay, answers)

    def next(self, answers: Answers = ()) -> None:
        """Store what was typed and go on."""
        self._step(_next, answers)

    def back(self, answers: Answers = ()) -> None:
        """Store what was typed and go back."""
        self._step(_back, answers)

    def go_to(self, path: str, answers: Answers = ()) -> None:
        """Store what was typed and jump."""
        self._step(partial(_go_to, path), answers)

    def reveal(self, path: str) -> None:
        """Show the choices that are not read out."""
        self._step(partial(_reveal, path), ())

    def add(self, repeat: str) -> None:
        """One more instance of a repeat."""
        self._step(partial(_add, repeat), ())

    def change_language(self, language: str, answers: Answers = ()) -> None:
        """Go on in another language."""
        self._step(partial(_change_language, language), answers)

    def write_note(self, path: str, text: str) -> None:
        """Keep a note on a question."""
        self._step(partial(_write_note, path, text), ())

    def attach(self, path: str, file: AttachedFile | None) -> None:
        """Store a photo as an answer, or take it off."""
        self._step(lambda opened: _against(opened.attach(path, file)), ())

    def leave_contact(self, contact: LeftContact) -> None:
        """Keep what the respondent left for a check call."""
        self._step(partial(_leave_contact, contact), ())

    def hand_over(self) -> None:
        """The laptop is with the respondent: what was answered so far is closed."""
        self._step(_hand_over, ())

    def settle(self, path: str, stands: str, value: object) -> None:
        """Of a form keyed twice, say which keying stands, and finish if it was the last."""
        self._send(partial(self._settle, path, stands, value), self._finished)

    def look_ahead(self) -> None:
        """Read the next screen without going there; ``foreseen`` brings it."""
        self._session.runner.run(self._foresee, self._tell_foreseen, wish=Wish("", self))

    def list_questions(self, answers: Answers = ()) -> None:
        """Ask for the jump list; ``listed`` brings it."""
        self.keep(answers)
        self._send(self._list, self.listed.emit)

    def pause(self, answers: Answers = ()) -> None:
        """Leave the interview for later; ``paused`` follows."""
        self._send(partial(self._pause, tuple(answers), self._batch), self._paused)

    def finish(self) -> None:
        """End the interview; ``ended`` follows, or the screen comes back with what is missing."""
        self._send(self._finish, self._finished)

    def break_off(self) -> None:
        """The respondent ends the interview; ``ended`` follows."""
        self._send(self._break_off, self._finished)

    # In the survey's thread.

    def _open(self, opening: Opening, survey: Survey, _progress: Progress) -> ScreenView:
        self._opened = opening(survey)
        return read_view(self._opened)

    def _run_step(
        self,
        step: Step,
        answers: Answers,
        batch: int,
        _survey: Survey,
        _progress: Progress,
    ) -> ScreenView | None:
        if batch <= self._held_batch:
            return None
        opened = self._here()
        held = _store(opened, answers) or step(opened)
        if held:
            self._held_batch = batch
        return read_view(opened, held)

    def _foresee(self, _survey: Survey, _progress: Progress) -> ScreenView | None:
        return None if self._opened is None else read_ahead(self._opened)

    def _list(self, _survey: Survey, _progress: Progress) -> tuple[JumpView, ...]:
        return read_jumps(self._here())

    def _pause(
        self, answers: Answers, batch: int, _survey: Survey, _progress: Progress
    ) -> ScreenView | None:
        if batch <= self._held_batch:
            return None
        opened = self._here()
        held = _store(opened, answers)
        if held:
            self._held_batch = batch
            return read_view(opened, held)
        opened.pause()
        self._opened = None
        return None

    def _settle(
        self, path: str, stands: str, value: object, survey: Survey, progress: Progress
    ) -> Finished | ScreenView | tuple[DifferenceView, ...]:
        opened = self._here()
        outcome = opened.settle(path, stands, value)
        if not outcome.accepted and stands != "second":
            opened.go_to(path)
            return read_view(opened, outcome.findings)
        return self._finish(survey, progress)

    def _finish(
        self, _survey: Survey, _progress: Progress
    ) -> Finished | ScreenView | tuple[DifferenceView, ...]:
        opened = self._here()
        finished = opened.finish()
        if finished.differences:
            return read_differences(opened, finished.differences)
        if not finished.disposition and not finished.keyed_once:
            return read_view(opened, finished.findings)
        self._opened = None
        return finished

    def _break_off(self, _survey: Survey, _progress: Progress) -> Finished:
        finished = self._here().break_off()
        self._opened = None
        return finished

    def _here(self) -> OpenInterview:
        assert self._opened is not None
        return self._opened

    # In the interface thread.

    def _step(self, step: Step, answers: Answers) -> None:
        self._send(partial(self._run_step, step, tuple(answers), self._batch), self._show)

    def _send(
        self,
        work: Callable[[Survey, Progress], object],
        on_done: Callable[[object], None],
    ) -> None:
        self._under_way += 1
        self.saving.emit()
        self._session.runner.run(
            work, partial(self._done, on_done), self._failed, wish=Wish("", self)
        )

    def _done(self, on_done: Callable[[object], None], result: object) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.saved.emit()
        on_done(result)

    def _failed(self, trouble: BaseException) -> None:
        self._under_way -= 1
        self.troubled.emit(trouble)

    def _show(self, view: object) -> None:
        if not isinstance(view, ScreenView):
            return
        if view.held:
            self._batch += 1
        self.shown.emit(view)

    def _tell_foreseen(self, view: object) -> None:
        self.foreseen.emit(view)

    def _paused(self, view: object) -> None:
        if isinstance(view, ScreenView):
            self._show(view)
        else:
            self.paused.emit()

    def _finished(self, result: object) -> None:
        if isinstance(result, ScreenView):
            self._show(result)
        elif isinstance(result, tuple):
            self.differing.emit(result)
        else:
            self.ended.emit(result)


def _store(opened: OpenInterview, answers: Answers) -> tuple[Finding, ...]:
    """Store what was typed; what stands against the first that is not accepted."""
    for path, value in answers:
        found = _against(opened.answer(path, value))
        if found:
            return found
    return ()


def _against(outcome: object) -> tuple[Finding, ...]:
    from questionnaires.interview import Outcome

    assert isinstance(outcome, Outcome)
    return () if outcome.accepted else outcome.findings


def _stay(_opened: OpenInterview) -> tuple[Finding, ...]:
    return ()


def _next(opened: OpenInterview) -> tuple[Finding, ...]:
    move = opened.next()
    return () if move.moved else move.findings


def _back(opened: OpenInterview) -> tuple[Finding, ...]:
    opened.back()
    return ()


def _go_to(path: str, opened: OpenInterview) -> tuple[Finding, ...]:
    opened.go_to(path)
    return ()


def _reveal(path: str, opened: OpenInterview) -> tuple[Finding, ...]:
    opened.reveal(path)
    return ()


def _add(repeat: str, opened: OpenInterview) -> tuple[Finding, ...]:
    opened.add(repeat)
    return ()


def _change_language(language: str, opened: OpenInterview) -> tuple[Finding, ...]:
    opened.change_language(language)
    return ()


def _write_note(path: str, text: str, opened: OpenInterview) -> tuple[Finding, ...]:
    opened.write_note(path, text)
    return ()


def _leave_contact(contact: LeftContact, opened: OpenInterview) -> tuple[Finding, ...]:
    opened.leave_contact(contact)
    return ()


def _hand_over(opened: OpenInterview) -> tuple[Finding, ...]:
    opened.hand_over()
    return ()
