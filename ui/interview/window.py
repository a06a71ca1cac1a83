"""The interview: takes the whole window, one screen after another, and gives the window back.

Every key is answered by the turn at hand or in the field that has it. While a step is on its way
to the next screen, keys are kept and played to that screen, so that quick typing never changes the
answer before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from surveyapp.errors import SurveyError
from ui.interview import laid_text
from ui.interview.asking import Asking
from ui.interview.beginning import Beginning
from ui.interview.course import Course, Opening
from ui.interview.cover import Cover
from ui.interview.doorstep import Doorstep
from ui.interview.head import Head
from ui.interview.key_bar import KeyBar
from ui.interview.keyboard import KeyKeeper, action_of, is_ours
from ui.interview.look import interview_sheet
from ui.interview.picture import read_picture
from ui.interview.prompt import Prompt
from ui.interview.side_turns import HandingOver, Listing, Over, Settling, Showing, TakingContact
from ui.interview.turn import Turn
from ui.interview.view import DifferenceView, JumpView, QuestionView, ScreenView
from ui.notice import label
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.fieldwork.cases import Case
    from surveyapp.fieldwork.interviewing import Finished
    from surveyapp.fieldwork.photos import AttachedFile
    from ui.interview.picture import PictureSource
    from ui.pages.today_data import Form


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
        self.head, self.stack = Head(), QStackedWidget()
        self.prompt, self.keys = Prompt(), KeyBar()
        self.trouble = label("", "against", wraps=True)
        self._keeper = KeyKeeper(self)
        self._cover = Cover(self)
        self._is_moving = False
        self._kept: QWidget | None = None
        self._again = QTimer(self, interval=0, singleShot=True)
        self.asking = Asking(self)
        self.turn: Turn[Any] = self.asking
        self._build_ui()
        self._connect()

    @property
    def view(self) -> ScreenView | None:
        """The screen as it was stored last."""
        return self.asking.view

    @property
    def pane(self) -> QWidget:
        """What is shown."""
        return self.turn.pane

    @property
    def is_moving(self) -> bool:
        """Whether another screen is on its way."""
        return self._is_moving

    # Over the page and back.

    def open_over(self, page: QWidget) -> None:
        """Take the window of a page."""
        self._cover.put_over(page)
        self.session.runner.hold_background()
        # What stands in memory already is not searched for rubbish between two questions: with
        # the libraries of an office loaded, one search takes as long as several screens.
        self.session.garbage.hold()  # asking collects while a question is being answered
        self.show()

    def close_over(self, finished: bool) -> None:
        """Give the window back."""
        self.session.runner.release_background()
        self.session.garbage.release()
        laid_text.forget()
        self._cover.take_away()
        self.hide()
        self.closed.emit(finished)
        self.deleteLater()

    def begin(self, opening: Opening) -> None:
        """Start an interview or take a draft up again."""
        self.course.open(opening)

    def visit(self, case: Case) -> None:
        """Begin with the household screen of a case."""
        self.head.name.setText(self.tr("Household"))
        self.take_turn(Doorstep(self, case))

    def walk_in(self, forms: Sequence[Form]) -> None:
        """Begin with somebody, or an outlet, that has no assigned address."""
        self.head.name.setText(self.tr("New interview"))
        self.take_turn(Beginning(self, forms))

    def take_turn(self, turn: Turn[Any]) -> None:
        """Show another turn's pane; the one before is over, but for asking."""
        before, self.turn = self.turn, turn
        self.show_pane(turn.pane)
        self.keys.show_actions(turn.actions())
        turn.take_focus()
        if before is not self.asking and before is not turn:
            before.deleteLater()

    # Turns.

    def show_asking(self) -> None:
        """Back to the question at hand."""
        view = self.asking.view
        if view is not None:
            before, self.turn = self.turn, self.asking
            self.asking.show_view(view, force=True)
            if before is not self.asking:
                before.deleteLater()

    def show_card(self, question: QuestionView) -> None:
        """Turn the choices to the respondent."""
        self.take_turn(Showing(self, question))

    def show_contact(self) -> None:
        """Ask for contact data; what was left before is shown."""
        self.take_turn(TakingContact(self, dict(self.view.contact) if self.view else {}))

    def attach(self, path: str, source: PictureSource | None) -> None:
        """Read a photo on the pool and store it, or take it off."""
        if source is None:
            self.step_to(partial(self.course.attach, path, None))
        else:
            self.step_to(partial(self._read_picture, path, source))

    def step_to(self, step: Callable[[], None]) -> None:
        """Ask for another screen; keys wait for it."""
        if not self._is_moving:
            self._is_moving = True
            self._keeper.setFocus()
            step()

    def show_pane(self, pane: QWidget) -> None:
        """Put a pane in the place of the one before."""
        has_one = self.stack.count() > 0
        before = self.stack.currentWidget()
        if pane is before:
            return
        if self.stack.indexOf(pane) < 0:
            self.stack.addWidget(pane)
        self.stack.setCurrentWidget(pane)
        if has_one and before is not self._kept:
            self.stack.removeWidget(before)
            before.deleteLater()

    def keep_pane(self, pane: QWidget) -> None:
        """Do not throw this one away when another is shown."""
        self._kept = pane

    def refocus_if_lost(self) -> None:
        """Put the keys back on the question, unless they are on it."""
        focus = QApplication.focusWidget()
        if focus is None or focus is self._keeper or not self.isAncestorOf(focus):
            self.turn.take_focus()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self.turn.wishes_keys(action_of(event))
        if run is not None:
            run()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and is_ours(event)
        ):
            # The window's own shortcuts (pages, palette, open) wait until the interview is over.
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return True if self.turn.keeps_tab() else super().focusNextPrevChild(is_next)

    # What the course brings.

    def _on_shown(self, view: ScreenView) -> None:
        if self.course.is_busy and not view.held:
            return  # a newer copy follows; this one would take back what was just chosen
        was_first, self._is_moving = self.asking.view is None, False
        typed = self._keeper.take()
        self.trouble.hide()
        if view.mode == "self" and was_first:
            self.asking.view = view
            self.head.show_view(view)
            self.take_turn(HandingOver(self))
            return
        before, self.turn = self.turn, self.asking
        self.asking.show_view(view, force=was_first or before is not self.asking)
        if before is not self.asking:
            before.deleteLater()
        if not view.held:  # what was typed for the next question must not land on this one
            self._replay(typed)

    def _on_listed(self, jumps: tuple[JumpView, ...]) -> None:
        question = self.asking.question()
        self.take_turn(Listing(self, jumps, question.path if question else ""))

    def _on_ended(self, finished: Finished) -> None:
        self._is_moving = False
        self.take_turn(Over(self, finished))

    def _on_differing(self, differences: tuple[DifferenceView, ...]) -> None:
        self._is_moving = False
        self.take_turn(Settling(self, differences))

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
            self.turn.take_focus()

    def _on_closing(self) -> None:
        # The program is being closed: what stands in a field is stored before the file closes.
        if self.turn is self.asking and self.asking.is_ready:
            self.asking.pause()
        self.session.runner.release_background()

    def _read_picture(self, path: str, source: PictureSource) -> None:
        self.head.show_saving()
        self.session.runner.compute(
            partial(read_picture, source),
            partial(self._attach, path),
            self._on_troubled,
            wish=Wish("", self),
        )

    def _attach(self, path: str, file: AttachedFile) -> None:
        self.course.attach(path, file)

    def _replay(self, keys: list[QKeyEvent]) -> None:
        for key in keys:
            target = QApplication.focusWidget() or self
            QApplication.sendEvent(target, key)

    # Putting together.

    def _build_ui(self) -> None:
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
        course.differing.connect(self._on_differing)
        course.paused.connect(self._on_paused)
        course.troubled.connect(self._on_troubled)
        course.saving.connect(self.head.show_saving)
        course.saved.connect(self.head.show_saved)
        self._cover.closing.connect(self._on_closing)
        self._again.timeout.connect(self.asking.restyle)
        self.session.theme.changed.connect(self._restyle)
        self.session.language.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setStyleSheet(interview_sheet())
        if self.view is not None:
            if self.turn is self.asking:
                self.asking.keep_typed()
            self._again.start()
