"""The preview: the interview as surveyors will see it, from any question on, with its logic."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from questionnaires.interview import Special
from ui import theme
from ui.designer.document import DesignDocument
from ui.designer.fields import ComboField
from ui.designer.logic_table import LogicTable, say_reason
from ui.designer.rehearsal import Rehearsal, begin, make_asked, static
from ui.designer.words import language_word
from ui.interview.ending import EndPane
from ui.interview.flow_layout import FlowLayout
from ui.interview.look import interview_sheet
from ui.interview.pane import ScreenPane
from ui.interview.prompt import Prompt
from ui.interview.view import END, MORE, FindingView
from ui.interview.wording import MODES, say_against, say_mode
from ui.notice import Notice, label
from ui.session import Session
from ui.tasks import Task, Wish

if TYPE_CHECKING:
    from questionnaires.findings import Finding

_REST_MS = 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Preview(QWidget):
    """Rehearses the draft while it is visible. ``wanted`` carries the path of a question."""

    wanted = Signal(str)

    def __init__(
        self, session: Session, document: DesignDocument, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._document = session, document
        self.rehearsal: Rehearsal | None = None
        self.pane: QWidget = QWidget()
        self._task: Task | None = None
        self._built: object = None
        self._wanted_path = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build_ui()
        self._connect()
        self.retranslate()

    @property
    def is_current(self) -> bool:
        """Whether the rehearsal is of the draft as it is now."""
        return self._task is None and self._built is self._document.form

    # What one does in it.

    def follow(self) -> None:
        """Go to the question selected in the tree, if the preview follows the selection."""
        path = self._selected_path()
        if self.follows.isChecked() and path:
            self._wanted_path = path
            if self.isVisible() and self.is_current:
                self._go_to(path)

    def restart(self) -> None:
        """Begin anew without answers."""
        self._begin(keeps=False)

    def go_on(self) -> None:
        """Take what was typed and go to the next screen."""
        rehearsal = self.rehearsal
        if rehearsal is None:
            return
        pane = self.pane
        if isinstance(pane, ScreenPane) and pane.view.kind == MORE and pane.aimed_more() == "more":
            self._add(wanted=True)
            return
        held = self._take_typed()
        if not held:
            move = rehearsal.interview.next()
            held = () if move.moved else move.findings
        self._show(held, focus=True)

    def go_back(self) -> None:
        """Go one screen back."""
        if self.rehearsal is not None:
            self._take_typed()
            self.rehearsal.interview.back()
            self._show(focus=True)

    def refuse(self) -> None:
        """The respondent does not want to say."""
        self._special(Special.REFUSED)

    def not_know(self) -> None:
        """The respondent does not know."""
        self._special(Special.DONT_KNOW)

    def force(self) -> None:
        """Find answers with which the question aimed at is asked."""
        form, path = self._document.form, self._wanted_path
        work = partial(make_asked, form, path, self._document.language, self._mode())
        self.force_button.setEnabled(False)
        self._session.runner.compute(
            work, partial(self._forced, form), self._failed, wish=Wish("", self)
        )

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.go_on()
        elif event.key() == Qt.Key.Key_Backspace:
            self.go_back()
        elif event.key() == Qt.Key.Key_F4:
            self.not_know()
        elif event.key() == Qt.Key.Key_F6:
            self.refuse()
        else:
            super().keyPressEvent(event)

    # Following the draft.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wanted_path = self._selected_path() if self.follows.isChecked() else ""
        if not self.is_current:
            self._begin()
        elif self._wanted_path:
            self._go_to(self._wanted_path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the interview has it."""
        super().resizeEvent(event)
        self.logic.setVisible(event.size().height() >= theme.px(320))

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.follows.setText(self.tr("Go along with the selection"))
        self.again_button.setText(self.tr("Begin anew"))
        self.back_button.setText(self.tr("Back"))
        self.next_button.setText(self.tr("Next"))
        self.know_button.setText(self.tr("Don't know"))
        self.refuse_button.setText(self.tr("Refusal"))
        self.force_button.setText(self.tr("Find answers so that it is asked"))
        self.show_button.setText(self.tr("Show this question in the tree"))
        self.mode.set_name(self.tr("How the interview is held"))
        self.mode.set_options([(key, say_mode(key)) for key in MODES])
        self.language.set_name(self.tr("Language"))
        self.stage.setAccessibleName(self.tr("Preview of the interview"))
        if self.rehearsal is not None:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def restyle(self) -> None:
        """Take the colours and sizes of the theme in use."""
        self.stage.setStyleSheet(interview_sheet())
        if self.rehearsal is not None and self.isVisible():
            self._show(afresh=True)

    def _on_changed(self) -> None:
        if self.isVisible():
            self._rest.start()

    def _on_opened(self) -> None:
        self.rehearsal, self._built = None, None
        if self.isVisible():
            self._begin()

    def _begin(self, *, keeps: bool = True) -> None:
        if self._task is not None:
            self._task.cancel()
        form = self._document.form
        answers = self.rehearsal.interview.draft() if keeps and self.rehearsal else None
        work = partial(begin, form, self._document.language, self._mode(), answers)
        self._task = self._session.runner.compute(
            work, partial(self._begun, form), self._failed, wish=Wish("", self)
        )

    def _begun(self, form: object, rehearsal: Rehearsal) -> None:
        self._task, self._built, self.rehearsal = None, form, rehearsal
        if form is not self._document.form:
            self._rest.start()
        self._show_languages()
        if not (self._wanted_path and self._go_to(self._wanted_path)):
            self._show(afresh=True)

    def _forced(self, form: object, rehearsal: Rehearsal | None) -> None:
        self.force_button.setEnabled(True)
        if rehearsal is None:
            text = self.tr("No answers were found with which it is asked: look at its condition.")
            self.reason.setText(f"{self.reason.text()}\n\n{text}")
            return
        self.rehearsal, self._built = rehearsal, form
        self._show(afresh=True)

    def _failed(self, trouble: BaseException) -> None:
        self._task = None
        self.force_button.setEnabled(True)
        self._session.show_trouble(trouble)

    # Showing.

    def _go_to(self, path: str) -> bool:
        """Show a question, or say why it is not asked; whether it could be done."""
        rehearsal = self.rehearsal
        if rehearsal is None:
            return False
        if rehearsal.go_to(path):
            self._show()
            return True
        self._say_not_asked(rehearsal.find(path))
        return True

    def _say_not_asked(self, path: str) -> None:
        assert self.rehearsal is not None
        reason = self._reason(path)
        name = static(path).rpartition("/")[2]
        self._heading.setText(self.tr("“%1” is not asked now").replace("%1", name))
        self.reason.setText(reason)
        self.stack.setCurrentWidget(self._not_asked_room)
        self.logic.show_rehearsal(self.rehearsal)

    def _reason(self, path: str) -> str:
        from questionnaires.editing.reasons import why_not
        from surveyapp.words import language

        assert self.rehearsal is not None
        found = why_not(self.rehearsal.interview, path, language())
        return say_reason(found) if found else ""

    def _show(
        self, held: tuple[Finding, ...] = (), *, focus: bool = False, afresh: bool = False
    ) -> None:
        rehearsal = self.rehearsal
        if rehearsal is None:
            return
        view = rehearsal.view(held)
        pane = self.pane
        if view.kind == END:
            end = EndPane()
            end.show_view(view)
            self._put(end)
        elif not afresh and isinstance(pane, ScreenPane) and pane.fits(view):
            pane.show_view(view)
        else:
            fresh = ScreenPane(view)
            fresh.answered.connect(self._answer)
            fresh.more_wanted.connect(self._add)
            self._put(fresh)
        self.stack.setCurrentWidget(self.pane)
        if isinstance(self.pane, ScreenPane):
            self.pane.show_held(view.held)
            if focus:
                self.pane.take_focus()
        self._ask_reason(view.held)
        self.next_button.setEnabled(view.kind != END)
        self.place.setText(f"{min(view.number, view.count)} / {view.count}")
        self.logic.show_rehearsal(rehearsal)

    def _ask_reason(self, held: tuple[FindingView, ...]) -> None:
        """Ask why an unusual answer is right, in the words that the surveyor sees."""
        rehearsal = self.rehearsal
        if rehearsal is None or rehearsal.doubtful is None or not held:
            self.prompt.leave()
            return
        path, value = rehearsal.doubtful
        # In the words of the interview, so that preview and field never differ.
        why = QCoreApplication.translate(
            "Asking", "This answer is unusual. If it is right, say why:"
        )
        verb = QCoreApplication.translate("Asking", "Keep the answer")
        text = f"{say_against(held[0])}\n{why}"
        self.prompt.ask(text, verb, partial(self._override, path, value), needs_text=True)

    def _override(self, path: str, value: object, reason: str) -> None:
        assert self.rehearsal is not None
        self._show(self.rehearsal.answer(path, value, reason), focus=True)

    def _put(self, pane: QWidget) -> None:
        before, self.pane = self.pane, pane
        self.stack.addWidget(pane)
        self.stack.removeWidget(before)
        before.deleteLater()

    def _show_languages(self) -> None:
        form = self._document.form
        self.language.set_options([(code, language_word(code)) for code in form.languages])
        if self.rehearsal is not None:
            self.language.show_value(self.rehearsal.interview.language)
        self.language.setVisible(len(form.languages) > 1)

    # Steps.

    def _answer(self, path: str, value: object) -> None:
        assert self.rehearsal is not None
        self._show(self.rehearsal.answer(path, value))

    def _take_typed(self) -> tuple[Finding, ...]:
        if self.rehearsal is None or not isinstance(self.pane, ScreenPane):
            return ()
        for path, value in self.pane.take_typed():
            held = self.rehearsal.answer(path, value)
            if held:
                return held
        return ()

    def _special(self, special: Special) -> None:
        question = self.pane.question() if isinstance(self.pane, ScreenPane) else None
        if question is not None and self.rehearsal is not None:
            self._show(self.rehearsal.special(question.path, special))

    def _add(self, wanted: bool) -> None:
        if self.rehearsal is None or not isinstance(self.pane, ScreenPane):
            return
        if wanted:
            self.rehearsal.interview.add(self.pane.view.path)
        else:
            self.rehearsal.interview.next()
        self._show(focus=True)

    def _change_language(self, code: object) -> None:
        if self.rehearsal is not None:
            self.rehearsal.interview.language = str(code)
            self._show()

    def _mode(self) -> str:
        return str(self.mode.combo.currentData() or next(iter(MODES)))

    def _selected_path(self) -> str:
        chosen = self._document.selection
        return self._document.path(chosen[0]) if chosen else ""

    def _tell_place(self) -> None:
        if isinstance(self.pane, ScreenPane):
            question = self.pane.question()
            path = question.path if question else self.pane.view.path
            self.wanted.emit(static(path))

    def _choose_line(self, path: str) -> None:
        self._wanted_path = static(path)
        self._go_to(static(path))
        self.wanted.emit(static(path))

    # Putting together.

    def _connect(self) -> None:
        self._rest.timeout.connect(self._begin)
        self._document.changed.connect(self._on_changed)
        self._document.opened.connect(self._on_opened)
        self._session.theme.changed.connect(self.restyle)
        self.mode.edited.connect(self.restart)
        self.language.edited.connect(self._change_language)
        self.logic.chosen.connect(self._choose_line)
        for button, run in (
            (self.again_button, self.restart),
            (self.back_button, self.go_back),
            (self.next_button, self.go_on),
            (self.know_button, self.not_know),
            (self.refuse_button, self.refuse),
            (self.force_button, self.force),
            (self.show_button, self._tell_place),
        ):
            button.clicked.connect(run)

    def _build_ui(self) -> None:
        self.follows, self.mode, self.language = QCheckBox(), ComboField(), ComboField()
        self.follows.setChecked(True)
        names = ("again", "back", "next", "know", "refuse", "force", "show")
        self.again_button, self.back_button, self.next_button, self.know_button = (
            QPushButton() for _ in names[:4]
        )
        self.refuse_button, self.force_button, self.show_button = (QPushButton() for _ in names[4:])
        self.next_button.setProperty("primary", True)
        self.place = label("", "faint")
        self.logic = LogicTable()
        self._build_stage()
        top = FlowLayout()
        top.addWidget(self.follows)
        for widget in (self.language, self.mode, self.again_button):
            top.addWidget(widget)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(12)
        parts.addWidget(self.stage)
        parts.addWidget(self.logic)
        parts.setSizes([420, 200])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(parts, 1)

    def _build_stage(self) -> None:
        self.stage = QWidget()
        self.prompt = Prompt()
        self.stage.setObjectName("interview")
        self.stage.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stage.setMinimumHeight(theme.px(160))
        self.stack = QStackedWidget()
        self.not_asked = QWidget()
        self._heading, self.reason = label("", "section", wraps=True), label("", wraps=True)
        column = QVBoxLayout(self.not_asked)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self.reason)
        column.addWidget(self.force_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.waiting = Notice()
        self.stack.addWidget(self.waiting)
        self._not_asked_room = QScrollArea()
        self._not_asked_room.setWidgetResizable(True)
        self._not_asked_room.setWidget(self.not_asked)
        self.stack.addWidget(self._not_asked_room)
        self.stack.addWidget(self.pane)
        keys = QWidget()
        keys.setObjectName("keys")
        keys.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = FlowLayout(keys)
        row.setContentsMargins(8, 4, 8, 4)
        for button in (self.back_button, self.next_button, self.know_button, self.refuse_button):
            row.addWidget(button)
        row.addWidget(self.place)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self.stage)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.prompt)
        column.addWidget(keys)
        self.stage.setStyleSheet(interview_sheet())
