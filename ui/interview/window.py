"""The interview: takes the whole window, one screen after another, and gives the window back.

Every key is answered here or in the field that has it. While a step is on its way to the next
screen, keys are kept and played to that screen, so that quick typing never changes the answer
before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from surveyapp.errors import SurveyError
from ui.interview.card import Card
from ui.interview.course import Course, Opening
from ui.interview.ending import DonePane, EndPane, JumpList
from ui.interview.head import Head
from ui.interview.household import HouseholdPane
from ui.interview.household_work import close_visited_case, record_case_visit, start_case
from ui.interview.key_bar import KeyAction, KeyBar
from ui.interview.look import interview_sheet
from ui.interview.pane import ScreenPane
from ui.interview.prompt import Prompt
from ui.interview.view import END, MORE, JumpView, QuestionView, ScreenView
from ui.notice import label
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.fieldwork.cases import Case, VisitEntry
    from surveyapp.fieldwork.interviewing import Finished
    from surveyapp.fieldwork.respondent_selection import Selected

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class KeyKeeper(QWidget):
    """Has the focus while the next screen is on its way, and keeps what is typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(0, 0)
        self._keys: list[QKeyEvent] = []

    def take(self) -> list[QKeyEvent]:
        """What was typed; forgotten here."""
        keys, self._keys = self._keys, []
        return keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keys.append(event.clone())


class InterviewWindow(QWidget):
    """``closed`` says whether it was finished; the draft is kept where not."""

    closed = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("interview")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(interview_sheet())
        self.session = session
        self.course = Course(session, self)
        self.view: ScreenView | None = None
        self.pane: QWidget = QWidget()
        self.head = Head()
        self.stack = QStackedWidget()
        self.prompt = Prompt()
        self.keys = KeyBar()
        self.trouble = label("", "against", wraps=True)
        self._keeper = KeyKeeper(self)
        self._host: QMainWindow | None = None
        self._covered: QWidget | None = None
        self._is_moving = False
        self._build_ui()
        self._connect()

    @property
    def is_moving(self) -> bool:
        """Whether another screen is on its way."""
        return self._is_moving

    # Over the page and back.

    def open_over(self, page: QWidget) -> None:
        """Take the window of a page."""
        host = page.window()
        assert isinstance(host, QMainWindow)
        self._host, self._covered = host, host.takeCentralWidget()
        # A hidden child of the window: it must not outlive it, nor read while an interview is on.
        self._covered.setParent(host)
        self._covered.hide()
        host.setCentralWidget(self)
        host.installEventFilter(self)
        self.session.runner.hold_background()
        self.show()

    def close_over(self, finished: bool) -> None:
        """Give the window back."""
        self.session.runner.release_background()
        host, covered = self._host, self._covered
        self._host = self._covered = None
        if host is not None and covered is not None:
            host.removeEventFilter(self)
            host.takeCentralWidget()
            host.setCentralWidget(covered)
            covered.show()
        self.hide()
        self.closed.emit(finished)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._host:
            # The program is being closed: what stands in a field is stored before the file closes.
            if self._is_asking():
                self.course.pause(self._typed())
            self.session.runner.release_background()
        return super().eventFilter(watched, event)

    def begin(self, opening: Opening) -> None:
        """Start an interview or take a draft up again."""
        self._show_pane(QWidget())
        self.course.open(opening)

    def visit(self, case: Case) -> None:
        """Begin with the household screen of a case."""
        self.head.name.setText(self.tr("Household"))
        pane = HouseholdPane(self.session, case)
        pane.start_wanted.connect(partial(self._start, case))
        pane.visit_wanted.connect(partial(self._record_visit, case))
        pane.close_wanted.connect(partial(self._close_case, case))
        self._show_pane(pane)
        self.keys.show_actions(
            [KeyAction("leave", "Esc", self.tr("Back to today"), self.leave_household)]
        )
        pane.take_focus()

    def leave_household(self) -> None:
        """Nothing came of it; nothing is written."""
        self.close_over(finished=False)

    # What keys and buttons do.

    def go_on(self) -> None:
        """Store what was typed and go to the next screen; at the end, finish."""
        if isinstance(self.pane, JumpList):
            self._go_to(self.pane.wanted())
        elif isinstance(self.pane, DonePane):
            self.close_over(finished=True)
        elif isinstance(self.pane, EndPane):
            self._finish(self.pane)
        elif isinstance(self.pane, ScreenPane):
            if self.pane.view.kind == MORE and self.pane.aimed_more() == "more":
                self._add_instance(wanted=True)
            else:
                self._move(partial(self.course.next, self._typed()))

        elif isinstance(self.pane, HouseholdPane):
            self.pane.go_on()

    def go_back(self) -> None:
        """Store what was typed and go to the screen before."""
        if isinstance(self.pane, JumpList | Card):
            self._show_view(force=True)
        elif self._is_asking():
            self._move(partial(self.course.back, self._typed()))

    def write_note(self) -> None:
        """A note on the question at hand."""
        question = self._question()
        if question is not None:
            self._keep_typed()
            self.prompt.ask(
                self.tr("Note on this question (only the office reads it)"),
                self.tr("Keep"),
                partial(self._write_note, question.path),
                initial=question.note,
                on_left=self._refocus,
            )

    def change_language(self) -> None:
        """The next language of the questionnaire."""
        if self.view is None or not self._is_asking():
            return
        languages = self.view.languages
        if len(languages) > 1:
            place = languages.index(self.view.language) if self.view.language in languages else 0
            wanted = languages[(place + 1) % len(languages)]
            self._move(partial(self.course.change_language, wanted, self._typed()))

    def say_dont_know(self) -> None:
        """The respondent does not know: choices not read out first, where there are any."""
        question = self._question()
        if question is not None and question.hidden and not question.may_not_know:
            self.reveal()
        elif question is not None:
            self.course.dont_know(question.path, self._typed())

    def refuse(self) -> None:
        """The respondent does not want to say."""
        question = self._question()
        if question is not None:
            self.course.refuse(question.path, self._typed())

    def reveal(self) -> None:
        """Show the choices that are not read out."""
        question = self._question()
        if question is not None and question.hidden:
            self.course.reveal(question.path)

    def show_card(self) -> None:
        """Turn the choices to the respondent."""
        question = self._question()
        if isinstance(self.pane, Card):
            self._show_view(force=True)
        elif question is not None and question.choices:
            self._keep_typed()
            self._show_pane(Card(question))
            self.pane.setFocus()
            self.keys.show_actions([KeyAction("back", "Esc", self.tr("Back"), self.go_back)])

    def list_questions(self) -> None:
        """Show all questions of this interview."""
        if isinstance(self.pane, JumpList):
            self._show_view(force=True)
        elif self._is_asking() and self.view is not None and self.view.mode != "self":
            self.course.list_questions(self._typed())

    def pause(self) -> None:
        """Leave the interview for later."""
        if self.view is not None and not isinstance(self.pane, DonePane):
            self.course.pause(self._typed())

    def break_off(self) -> None:
        """The respondent ends the interview before its end."""
        if self._is_asking():
            self._keep_typed()
            self.prompt.ask(
                self.tr("End the interview here for good? It cannot be taken up again."),
                self.tr("End the interview"),
                self._break_off,
                initial=None,
                on_left=self._refocus,
            )

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self._of_key(event)
        if run is not None:
            run()
        elif event.key() == Qt.Key.Key_Escape and isinstance(self.pane, JumpList | Card):
            self._show_view(force=True)
        elif event.key() == Qt.Key.Key_Escape and isinstance(self.pane, HouseholdPane):
            self.leave_household()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_ours(event)
        ):
            # The window's own shortcuts (pages, palette, open) wait until the interview is over.
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        if isinstance(self.pane, DonePane | Card):
            return True
        return super().focusNextPrevChild(is_next)

    def _of_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.key() in _ENTER:
            return self.go_on
        if event.modifiers() & _CONTROL:
            return {Qt.Key.Key_P: self.pause, Qt.Key.Key_J: self.list_questions}.get(
                Qt.Key(event.key())
            )
        return {
            Qt.Key.Key_Backspace: self.go_back,
            Qt.Key.Key_PageUp: self.go_back,
            Qt.Key.Key_PageDown: self.go_on,
            Qt.Key.Key_F2: self.write_note,
            Qt.Key.Key_F3: self.change_language,
            Qt.Key.Key_F4: self.say_dont_know,
            Qt.Key.Key_F6: self.refuse,
            Qt.Key.Key_F7: self.reveal,
            Qt.Key.Key_F9: self.show_card,
            Qt.Key.Key_F10: self.break_off,
        }.get(Qt.Key(event.key()))

    # The household.

    def _start(self, case: Case, selected: Selected, mode: str) -> None:
        self._is_moving = True
        self._keeper.setFocus()
        self.course.open(partial(start_case, case, selected, mode))

    def _record_visit(self, case: Case, entry: VisitEntry) -> None:
        work = partial(record_case_visit, case.iid, entry)
        self.session.runner.run(work, self._visited, self._not_visited, wish=Wish("", self))

    def _close_case(self, case: Case) -> None:
        self.prompt.ask(
            self.tr("Close this case for good? Its result follows from the visits."),
            self.tr("Close the case"),
            partial(self._close_case_now, case),
            initial=None,
        )

    def _close_case_now(self, case: Case, _text: str) -> None:
        work = partial(close_visited_case, case.iid)
        self.session.runner.run(work, self._visited, self._not_visited, wish=Wish("", self))

    def _visited(self, _result: object) -> None:
        self.close_over(finished=False)

    def _not_visited(self, trouble: BaseException) -> None:
        if isinstance(trouble, SurveyError) and isinstance(self.pane, HouseholdPane):
            self.pane.show_trouble(f"{trouble.sentence} {trouble.remedy}")
        else:
            self.session.show_trouble(trouble)

    # What the course brings.

    def _on_shown(self, view: ScreenView) -> None:
        if self.course.is_busy and not view.held:
            return  # a newer copy follows; this one would take back what was just chosen
        was, self._is_moving = self.view, False
        self.view = view
        typed = self._keeper.take()
        self._show_view(force=was is None)
        if not view.held:  # what was typed for the next question must not land on this one
            self._replay(typed)

    def _show_view(self, *, force: bool = False) -> None:
        view = self.view
        assert view is not None
        self.head.show_view(view)
        if view.kind == END:
            pane = EndPane(view)
            pane.jump_wanted.connect(self._go_to)
            self._show_pane(pane)
            pane.take_focus()
        elif not force and isinstance(self.pane, ScreenPane) and self.pane.fits(view):
            self.pane.show_view(view)
            self._refocus_if_lost()
        else:
            self._show_screen(view)
        self._show_held(view)
        self._show_keys(view)

    def _show_screen(self, view: ScreenView) -> None:
        before = self.pane
        here = isinstance(before, ScreenPane) and before.view.place == view.place
        pane = ScreenPane(view)
        pane.answered.connect(self._on_answered)
        pane.more_wanted.connect(self._add_instance)
        current = before.current if here and isinstance(before, ScreenPane) else ""
        self._show_pane(pane)
        pane.take_focus(current if any(one.path == current for one in view.questions) else "")

    def _show_held(self, view: ScreenView) -> None:
        if not isinstance(self.pane, ScreenPane):
            return
        self.pane.show_held(view.held)
        soft = [one for one in view.held if not one.is_error]
        if soft and len(soft) == len(view.held) and self._asked_for is not None:
            path, value = self._asked_for
            if path == soft[0].path:
                self.prompt.ask(
                    self.tr("This answer is unusual. If it is right, say why:"),
                    self.tr("Keep the answer"),
                    partial(self._override, path, value),
                    on_left=self._refocus,
                    needs_text=True,
                )

    def _show_keys(self, view: ScreenView) -> None:
        if view.kind == END and isinstance(self.pane, EndPane):
            finishes = self.pane.may_finish
            text = self.tr("Finish") if finishes else self.tr("Go to the question")
            self.keys.show_actions([*self._common_actions()[:1], self._next(text)])
            return
        question = self._question()
        actions = self._common_actions()
        self.keys.show_actions([actions[0], self._next(self.tr("Next")), *actions[1:]])
        self.keys.set_shown("reveal", question is not None and question.hidden > 0)
        self.keys.set_shown("card", question is not None and bool(question.choices))
        asks = question is not None and question.kind != "note" and not question.is_read_only
        may_not_know = question is not None and (question.may_not_know or question.hidden > 0)
        self.keys.set_shown("dont_know", asks and may_not_know)
        self.keys.set_shown("refused", asks and question is not None and question.may_refuse)
        self.keys.set_shown("language", len(view.languages) > 1)
        self.keys.set_shown("jump", view.mode != "self")

    def _common_actions(self) -> list[KeyAction]:
        return [
            KeyAction("back", "⌫", self.tr("Back"), self.go_back),
            KeyAction("dont_know", "F4", self.tr("Don't know"), self.say_dont_know),
            KeyAction("refused", "F6", self.tr("Refusal"), self.refuse),
            KeyAction("reveal", "F7", self.tr("Answers not read out"), self.reveal),
            KeyAction("card", "F9", self.tr("Card"), self.show_card),
            KeyAction("note", "F2", self.tr("Write a note"), self.write_note),
            KeyAction("language", "F3", self.tr("Language"), self.change_language),
            KeyAction("jump", "Ctrl+J", self.tr("All questions"), self.list_questions),
            KeyAction("pause", "Ctrl+P", self.tr("Pause"), self.pause),
            KeyAction("break_off", "F10", self.tr("Break off"), self.break_off),
        ]

    def _next(self, text: str) -> KeyAction:
        return KeyAction("next", "⏎", text, self.go_on, primary=True)

    def _on_listed(self, jumps: tuple[JumpView, ...]) -> None:
        question = self._question()
        pane = JumpList(jumps, question.path if question else "")
        pane.chosen.connect(self._go_to)
        self._show_pane(pane)
        pane.take_focus()
        self.keys.show_actions(
            [
                KeyAction("back", "Esc", self.tr("Back"), self.go_back),
                self._next(self.tr("Go to the question")),
            ]
        )

    def _on_ended(self, finished: Finished) -> None:
        self._is_moving = False
        self._show_pane(DonePane(finished))
        self.pane.setFocus()
        self.keys.show_actions([self._next(self.tr("Close"))])

    def _on_paused(self) -> None:
        self.close_over(finished=False)

    def _on_troubled(self, trouble: BaseException) -> None:
        self._is_moving = False
        if not isinstance(trouble, SurveyError):
            self.session.show_trouble(trouble)
        said = f"{trouble.sentence} {trouble.remedy}" if isinstance(trouble, SurveyError) else ""
        self.trouble.setText(said or self.tr("Something failed. Pause and resume the interview."))
        self.trouble.show()
        if self.view is None:
            self.session.show_trouble(trouble)
            self.close_over(finished=False)
        else:
            self._keeper.take()
            self._refocus()

    # Steps.

    def _on_answered(self, path: str, value: object) -> None:
        self._asked_for = (path, value)
        self.course.answer(path, value)

    def _override(self, path: str, value: object, reason: str) -> None:
        self.course.answer(path, value, reason)
        self._refocus()

    def _write_note(self, path: str, text: str) -> None:
        self.course.write_note(path, text)
        self._refocus()

    def _break_off(self, _text: str) -> None:
        self._move(self.course.break_off)

    def _finish(self, pane: EndPane) -> None:
        if pane.may_finish:
            self._move(self.course.finish)
        else:
            self._go_to(pane.wanted())

    def _go_to(self, path: str) -> None:
        if path:
            self._move(partial(self.course.go_to, path))

    def _add_instance(self, wanted: bool) -> None:
        if isinstance(self.pane, ScreenPane):
            add = partial(self.course.add, self.pane.view.path)
            self._move(add if wanted else self.course.next)

    def _move(self, step: Callable[[], None]) -> None:
        """Ask for another screen; keys wait for it."""
        if not self._is_moving:
            self._is_moving = True
            self._keeper.setFocus()
            step()

    def _replay(self, keys: list[QKeyEvent]) -> None:
        for key in keys:
            target = QApplication.focusWidget() or self
            QApplication.sendEvent(target, key)

    def _typed(self) -> list[tuple[str, object]]:
        if not isinstance(self.pane, ScreenPane):
            return []
        typed = self.pane.take_typed()
        if typed:
            self._asked_for = typed[-1]
        return typed

    def _keep_typed(self) -> None:
        typed = self._typed()
        if typed:
            self.course.keep(typed)

    def _is_asking(self) -> bool:
        return isinstance(self.pane, ScreenPane | EndPane) and not self._is_moving

    def _question(self) -> QuestionView | None:
        return self.pane.question() if isinstance(self.pane, ScreenPane) else None

    def _refocus(self) -> None:
        if isinstance(self.pane, ScreenPane | EndPane):
            self.pane.take_focus()

    def _refocus_if_lost(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or focus is self._keeper or not self.isAncestorOf(focus):
            self._refocus()

    # Putting together.

    def _build_ui(self) -> None:
        self._asked_for: tuple[str, object] | None = None
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._show_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.trouble.setContentsMargins(24, 4, 24, 4)
        self.trouble.hide()
        for widget in (self.head, self.trouble):
            layout.addWidget(widget)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.prompt)
        layout.addWidget(self.keys)

    def _connect(self) -> None:
        course = self.course
        course.shown.connect(self._on_shown)
        course.listed.connect(self._on_listed)
        course.ended.connect(self._on_ended)
        course.paused.connect(self._on_paused)
        course.troubled.connect(self._on_troubled)
        course.saving.connect(self.head.show_saving)
        course.saved.connect(self.head.show_saved)
        self.session.theme.changed.connect(self._restyle)
        self.session.language.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setStyleSheet(interview_sheet())
        if self.view is not None and isinstance(self.pane, ScreenPane | EndPane):
            self._keep_typed()
            self._again.start()

    def _show_again(self) -> None:
        if self.view is not None:
            self._show_view(force=True)

    def _show_pane(self, pane: QWidget) -> None:
        before, self.pane = self.pane, pane
        self.stack.addWidget(pane)
        self.stack.setCurrentWidget(pane)
        if self.stack.indexOf(before) >= 0:
            self.stack.removeWidget(before)
        before.deleteLater()


def _is_ours(event: QKeyEvent) -> bool:
    """Keys that must not reach the window's shortcuts while an interview is on."""
    key = event.key()
    if event.modifiers() & _CONTROL:
        digits = Qt.Key.Key_0 <= key <= Qt.Key.Key_9
        return digits or key in (Qt.Key.Key_P, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_O)
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12 or key == Qt.Key.Key_Escape
