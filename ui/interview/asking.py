"""Asking: one screen after another, each step stored before the next is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.interview.ending import EndPane
from ui.interview.key_bar import KeyAction
from ui.interview.pane import ScreenPane
from ui.interview.turn import Turn
from ui.interview.view import END, MORE, QuestionView, ScreenView
from ui.interview.wording import say_against

if TYPE_CHECKING:
    from ui.interview.window import InterviewWindow

_SURVEYORS = ("note", "jump", "card", "contact", "reveal")
"""Actions that are not the respondent's: hidden in self-completion."""
_QUIET_MS = 30
"""So long after a screen was shown the next one is looked at."""


class Asking(Turn[QWidget]):
    """Questions and the end of them. ``view`` is the screen as it was stored last."""

    def __init__(self, window: InterviewWindow) -> None:
        # A child of the window: a widget without one could be collected in the survey's thread.
        super().__init__(window, QWidget(window))
        self.pane.hide()
        self.view: ScreenView | None = None
        self._screen: ScreenPane | None = None
        """One for the whole interview: its widgets are used again."""
        self._end: EndPane | None = None
        """Built while the last question is asked."""
        self._is_outdated = False
        self._ahead: ScreenView | None = None
        self._soon = QTimer(self, interval=_QUIET_MS, singleShot=True)
        self._soon.timeout.connect(self._look_ahead)
        self._building = QTimer(self, interval=0)
        self._building.timeout.connect(self._build)
        window.course.foreseen.connect(self._prepare)
        self._asked_for: tuple[str, object] | None = None
        self.runs = {
            "next": self.go_on,
            "back": self.go_back,
            "note": self.write_note,
            "language": self.change_language,
            "dont_know": self.say_dont_know,
            "refused": self.refuse,
            "reveal": self.reveal,
            "contact": self.ask_contact,
            "card": self.show_card,
            "jump": self.list_questions,
            "pause": self.pause,
            "break_off": self.break_off,
        }

    @property
    def is_ready(self) -> bool:
        """Whether a screen stands and no other is on its way."""
        return isinstance(self.pane, ScreenPane | EndPane) and not self.window.is_moving

    # Showing.

    def show_view(self, view: ScreenView, *, force: bool = False) -> None:
        """Show a screen: in place where its fields stand already (``force``: not even then)."""
        self.view = view
        self.window.head.show_view(view)
        if view.kind == END:
            self._put(self._end_pane(view))
        elif not force and isinstance(self.pane, ScreenPane) and self.pane.fits(view):
            self.pane.show_view(view)
            self.window.refocus_if_lost()
        else:
            self._turn_to(view)
        self._show_held(view)
        self._show_keys(view)
        self._building.stop()
        self._soon.start()

    def take_focus(self) -> None:
        if isinstance(self.pane, ScreenPane | EndPane):
            self.pane.take_focus()

    def actions(self) -> list[KeyAction]:
        if isinstance(self.pane, EndPane):
            finishes = self.pane.may_finish
            text = self.tr("Finish") if finishes else self.tr("Go to the question")
            return [
                self.action("back", "⌫", self.tr("Back")),
                self.action("next", "⏎", text, primary=True),
                self.action("contact", "F8", self.tr("Contact")),
                self.action("pause", "Ctrl+P", self.tr("Pause")),
            ]
        return [
            self.action("back", "⌫", self.tr("Back")),
            self.action("next", "⏎", self.tr("Next"), primary=True),
            self.action("dont_know", "F4", self.tr("Don't know")),
            self.action("refused", "F6", self.tr("Refusal")),
            self.action("reveal", "F7", self.tr("Answers not read out")),
            self.action("card", "F9", self.tr("Card")),
            self.action("note", "F2", self.tr("Write a note")),
            self.action("language", "F3", self.tr("Language")),
            self.action("contact", "F8", self.tr("Contact")),
            self.action("jump", "Ctrl+J", self.tr("All questions")),
            self.action("pause", "Ctrl+P", self.tr("Pause")),
            self.action("break_off", "F10", self.tr("Break off")),
        ]

    def restyle(self) -> None:
        """Sizes and colours are others: what was built for the old ones is built anew."""
        self._is_outdated = True
        if self._end is not None:
            self.window.stack.removeWidget(self._end)
            self._end.deleteLater()
            self._end = None
        if self.view is not None and self.window.turn is self:
            self.show_view(self.view, force=True)

    def _turn_to(self, view: ScreenView) -> None:
        if self._screen is None or self._is_outdated:
            self._screen, self._is_outdated = self._screen_pane(view), False
            self.window.keep_pane(self._screen)
        else:
            self._screen.turn_to(view)
        self._put(self._screen)

    def _put(self, pane: ScreenPane | EndPane) -> None:
        self.pane = pane
        self.window.show_pane(pane)
        pane.take_focus()

    def _screen_pane(self, view: ScreenView) -> ScreenPane:
        pane = ScreenPane(view)
        pane.answered.connect(self._on_answered)
        pane.attached.connect(self.window.attach)
        pane.more_wanted.connect(self._add_instance)
        return pane

    def _end_pane(self, view: ScreenView) -> EndPane:
        pane, self._end = self._end or self._build_end(), None
        pane.show_view(view)
        return pane

    def _build_end(self) -> EndPane:
        pane = EndPane()
        pane.jump_wanted.connect(self.go_to)
        self.window.stack.addWidget(pane)
        for one in pane.findChildren(QWidget):
            one.ensurePolished()
        return pane

    def _show_held(self, view: ScreenView) -> None:
        if not isinstance(self.pane, ScreenPane):
            return
        self.pane.show_held(view.held)
        soft = [one for one in view.held if not one.is_error]
        if soft and len(soft) == len(view.held) and self._asked_for is not None:
            path, value = self._asked_for
            if path == soft[0].path:
                # Said here too: in large type the prompt covers what stands below the answer.
                why = self.tr("This answer is unusual. If it is right, say why:")
                self.window.prompt.ask(
                    f"{say_against(soft[0])}\n{why}",
                    self.tr("Keep the answer"),
                    partial(self._override, path, value),
                    on_left=self.take_focus,
                    needs_text=True,
                )

    def _show_keys(self, view: ScreenView) -> None:
        keys, question = self.window.keys, self.question()
        keys.show_actions(self.actions())
        asks = question is not None and question.kind != "note" and not question.is_read_only
        hidden = question is not None and question.hidden > 0
        shown = {
            "reveal": hidden,
            "card": question is not None and bool(question.choices),
            "dont_know": asks and question is not None and (question.may_not_know or hidden),
            "refused": asks and question is not None and question.may_refuse,
            "language": len(view.languages) > 1,
        }
        for name in _SURVEYORS:
            shown[name] = shown.get(name, True) and view.mode != "self"
        keys.show_only(shown)

    # While nobody waits: building what the next screen needs.

    def _look_ahead(self) -> None:
        # In the time between two questions, not in the way from one to the other.
        self.window.session.garbage.collect_young()
        if self.is_ready and self.window.turn is self and not self.window.course.is_busy:
            self.window.course.look_ahead()

    def _prepare(self, view: ScreenView | None) -> None:
        self._ahead = view
        if view is not None:
            self._building.start()
        elif isinstance(self.pane, ScreenPane) and self._end is None:
            self._end = self._build_end()

    def _build(self) -> None:
        screen, view = self._screen, self._ahead
        waits = self.window.is_moving or self.window.course.is_busy or self._is_outdated
        if screen is None or view is None or waits or not screen.prepare(view):
            self._building.stop()

    # What keys and buttons do.

    def go_on(self) -> None:
        """Store what was typed and go to the next screen; at the end, finish."""
        if isinstance(self.pane, EndPane):
            self._finish(self.pane)
        elif isinstance(self.pane, ScreenPane):
            if self.pane.view.kind == MORE and self.pane.aimed_more() == "more":
                self._add_instance(wanted=True)
            else:
                self.window.step_to(partial(self.window.course.next, self.typed()))

    def go_back(self) -> None:
        """Store what was typed and go to the screen before."""
        if self.is_ready:
            self.window.step_to(partial(self.window.course.back, self.typed()))

    def go_to(self, path: str) -> None:
        """Jump to a question."""
        if path:
            self.window.step_to(partial(self.window.course.go_to, path))

    def write_note(self) -> None:
        """A note on the question at hand."""
        question = self.question()
        if question is not None and not self._is_alone:
            self.keep_typed()
            self.window.prompt.ask(
                self.tr("Note on this question (only the office reads it)"),
                self.tr("Keep"),
                partial(self._write_note, question.path),
                initial=question.note,
                on_left=self.take_focus,
            )

    def change_language(self) -> None:
        """The next language of the questionnaire."""
        if self.view is None or not self.is_ready:
            return
        languages = self.view.languages
        if len(languages) > 1:
            place = languages.index(self.view.language) if self.view.language in languages else 0
            wanted = languages[(place + 1) % len(languages)]
            self.window.step_to(partial(self.window.course.change_language, wanted, self.typed()))

    def say_dont_know(self) -> None:
        """The respondent does not know: choices not read out first, where there are any."""
        question = self.question()
        if question is not None and question.hidden and not question.may_not_know:
            self.reveal()
        elif question is not None:
            self.window.course.dont_know(question.path, self.typed())

    def refuse(self) -> None:
        """The respondent does not want to say."""
        question = self.question()
        if question is not None:
            self.window.course.refuse(question.path, self.typed())

    def reveal(self) -> None:
        """Show the choices that are not read out."""
        question = self.question()
        if question is not None and question.hidden:
            self.window.course.reveal(question.path)

    def show_card(self) -> None:
        """Turn the choices to the respondent."""
        question = self.question()
        if question is not None and question.choices and not self._is_alone:
            self.keep_typed()
            self.window.show_card(question)

    def ask_contact(self) -> None:
        """Ask what the respondent leaves for a check call."""
        if self.is_ready and not self._is_alone:
            self.keep_typed()
            self.window.show_contact()

    def list_questions(self) -> None:
        """Show all questions of this interview; in self-completion there is no looking back."""
        if self.is_ready and not self._is_alone:
            self.window.course.list_questions(self.typed())

    def pause(self) -> None:
        """Leave the interview for later."""
        if self.view is not None:
            self.window.course.pause(self.typed())

    def break_off(self) -> None:
        """The respondent ends the interview before its end."""
        if self.is_ready:
            self.keep_typed()
            self.window.prompt.ask(
                self.tr("End the interview here for good? It cannot be taken up again."),
                self.tr("End the interview"),
                self._break_off,
                initial=None,
                on_left=self.take_focus,
            )

    def question(self) -> QuestionView | None:
        """The question that keys go to."""
        return self.pane.question() if isinstance(self.pane, ScreenPane) else None

    def typed(self) -> list[tuple[str, object]]:
        """What was typed and not handed over."""
        if not isinstance(self.pane, ScreenPane):
            return []
        typed = self.pane.take_typed()
        if typed:
            self._asked_for = typed[-1]
        return typed

    def keep_typed(self) -> None:
        """Store what was typed, and stay."""
        typed = self.typed()
        if typed:
            self.window.course.keep(typed)

    @property
    def _is_alone(self) -> bool:
        return self.view is not None and self.view.mode == "self"

    def _finish(self, pane: EndPane) -> None:
        if pane.may_finish:
            self.window.step_to(self.window.course.finish)
        else:
            self.go_to(pane.wanted())

    def _on_answered(self, path: str, value: object) -> None:
        self._asked_for = (path, value)
        self.window.course.answer(path, value)

    def _override(self, path: str, value: object, reason: str) -> None:
        self.window.course.answer(path, value, reason)
        self.take_focus()

    def _write_note(self, path: str, text: str) -> None:
        self.window.course.write_note(path, text)
        self.take_focus()

    def _break_off(self, _text: str) -> None:
        self.window.step_to(self.window.course.break_off)

    def _add_instance(self, wanted: bool) -> None:
        if isinstance(self.pane, ScreenPane):
            add = partial(self.window.course.add, self.pane.view.path)
            self.window.step_to(add if wanted else self.window.course.next)
