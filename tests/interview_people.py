"""A scripted person at the window: reads the screen, decides as the engine's random respondent
does, and answers by key presses alone. A second engine beside the window hears the same answers,
and both must stand on the same screen at every step.
"""

from __future__ import annotations

import random
from typing import Any, Protocol

from questionnaires.interview import Interview, Special
from questionnaires.interview.respondent import Respondent
from questionnaires.model import SELECT_KINDS
from ui.interview.choice_field import KEYS
from ui.interview.ending import EndPane
from ui.interview.pane import ScreenPane
from ui.interview.picture_field import PICTURES
from ui.interview.view import END, MORE, QuestionView, ScreenView
from ui.interview.window import InterviewWindow

_MOST_SCREENS = 4000


class StuckAtError(AssertionError):
    """The window does not go where the engine goes."""


class Hands(Protocol):
    """How keys reach the window, and when it has settled."""

    interview: InterviewWindow

    def press(self, *names: str) -> None:
        """Press keys by their X names, one after another."""
        ...

    def type(self, text: str) -> None:
        """Type a text."""
        ...

    def settle(self) -> None:
        """Wait until all that was asked for is stored and shown."""
        ...

    def bring_picture(self, kind: str) -> None:
        """Have a picture, or a file of another kind, in the clipboard."""
        ...


class KeyPerson:
    """Goes through one interview by keys. ``screens`` counts what was shown, ``keys`` what not."""

    def __init__(self, hands: Hands, twin: Interview, seed: int, *, ascii_only: bool) -> None:
        self.hands = hands
        self.twin = twin
        self.rng = random.Random(seed)
        self.ascii_only = ascii_only
        self.respondent = Respondent(self.rng, self._choose, refusal=0.02, dont_know=0.02)
        self.screens = 0

    @property
    def view(self) -> ScreenView:
        """The screen as it is shown."""
        view = self.hands.interview.view
        assert view is not None
        return view

    def complete(self, on_screen: Any = None) -> None:
        """Answer to the end; ``on_screen(view)`` is told of every new screen."""
        while self.view.kind != END:
            self.screens += 1
            self._require_same_place()
            if self.screens > _MOST_SCREENS:
                raise StuckAtError("the interview does not end")
            if on_screen is not None:
                on_screen(self.view)
            self._answer_screen()
        if self.twin.current is not None:
            raise StuckAtError(f"the window ended, the engine stands at {self.twin.current.path}")
        if on_screen is not None:
            on_screen(self.view)

    def finish(self) -> None:
        """Enter at the end; what is still missing is answered first."""
        for _ in range(50):
            pane = self.hands.interview.pane
            assert isinstance(pane, EndPane), pane
            self.hands.press("Return")
            self.hands.settle()
            if pane.may_finish:
                return
            self.twin.go_to(self.view.path or self.view.questions[0].path)
            self.complete()
        raise StuckAtError("the interview cannot be finished")

    def _require_same_place(self) -> None:
        current = self.twin.current
        there = (current.kind, current.path) if current else (END, "")
        if there != self.view.place:
            raise StuckAtError(f"window at {self.view.place}, engine at {there}")

    # One screen.

    def _answer_screen(self) -> None:
        if self.view.kind == MORE:
            self._answer_more()
            return
        handled: set[str] = set()
        while (question := self._next_open(handled)) is not None:
            handled.add(question.path)
            self.respondent.answer(self.twin, question.path)
            self._bring_in_line(question.path)
        self._go_on()

    def _answer_more(self) -> None:
        path = self.view.path
        more = self.view.can_add and self.twin.count(path) < self.rng.randint(1, 3)
        if more:
            self.twin.add(path)
        else:
            self.twin.next()
        self.hands.press("1" if more or not self.view.can_add else "2")
        self.hands.settle()

    def _next_open(self, handled: set[str]) -> QuestionView | None:
        for question in self.view.questions:
            done = question.path in handled or self.twin.value(question.path) is not None
            if question.kind != "note" and not question.is_read_only and not done:
                return question
        return None

    def _go_on(self) -> None:
        for _ in range(12):
            move = self.twin.next()
            self.hands.press("Return")
            self.hands.settle()
            if move.moved:
                if self.view.held:
                    raise StuckAtError(f"held at {self.view.path}: {self.view.held}")
                return
            if not self.view.held:
                raise StuckAtError(f"the window went on from {move.findings}")
            for found in move.findings:
                path = found.place.path
                self.twin.answer(path, None)
                self.respondent.answer(self.twin, path)
                self._bring_in_line(path)
        raise StuckAtError(f"stuck at {self.view.path}: {self.view.held}")

    # One answer.

    def _bring_in_line(self, path: str) -> None:
        """Give the window the answer that the engine beside it has."""
        question = self._question(path)
        value = self.twin.value(path)
        if question is None or value is None:
            return
        self._focus(path)
        if value is Special.REFUSED:
            self.hands.press("F6")
        elif value is Special.DONT_KNOW:
            self.hands.press("F4")
        elif question.kind in PICTURES:
            self._attach(question)
            return
        elif question.kind in SELECT_KINDS or question.kind == "acknowledge":
            self._choose_by_keys(question, value)
        else:
            self.hands.press("ctrl+a")
            self.hands.type(_written(value))
        self._confirm(path)
        self.hands.settle()

    def _confirm(self, path: str) -> None:
        """Say why an unusual answer is right, where the window asks."""
        reason = self.twin.overrides.get(path)
        if reason is None:
            return
        question = self._question(path)
        typed = question is not None and question.kind not in SELECT_KINDS
        if typed:  # handed over with the next Enter, which is held
            self.hands.press("Return")
        self.hands.settle()
        if not self.hands.interview.prompt.isVisible():
            raise StuckAtError(f"no reason is asked for at {path}")
        self.hands.type(reason)
        self.hands.press("Return")

    def _choose_by_keys(self, question: QuestionView, value: Any) -> None:
        wanted = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        if question.kind == "acknowledge":
            self.hands.press("1")
            return
        if any(name not in {one.name for one in question.choices} for name in wanted):
            self.hands.press("F7")
            self.hands.settle()
        names = self._names(question.path)
        before = question.value if isinstance(question.value, tuple) else ()
        if question.kind == "select_multiple":
            wanted = [name for name in names if (name in wanted) != (name in before)]
        for name in wanted:
            self._press_choice(names.index(name), len(names))

    def _press_choice(self, index: int, count: int) -> None:
        pane = self.hands.interview.pane
        assert isinstance(pane, ScreenPane)
        if index < len(KEYS):
            self.hands.press(KEYS[index])
            return
        # Beyond the keys: Home is the first, arrows go round, Space takes.
        self.hands.press("Home", *(["Down"] * index), "space")
        assert index < count

    def _names(self, path: str) -> list[str]:
        question = self._question(path)
        assert question is not None
        pane = self.hands.interview.pane
        if isinstance(pane, ScreenPane) and pane.grid is not None:
            return [name for name, _ in pane.grid.structure]
        return [choice.name for choice in question.choices]

    def _attach(self, question: QuestionView) -> None:
        self.hands.bring_picture(question.kind)
        self.hands.press("ctrl+v")
        for _ in range(200):
            self.hands.settle()
            found = self._question(question.path)
            if found is not None and found.picture is not None:
                assert self.twin.answer(question.path, found.value).accepted
                return
        raise StuckAtError(f"nothing was attached at {question.path}")

    def _focus(self, path: str) -> None:
        pane = self.hands.interview.pane
        assert isinstance(pane, ScreenPane)
        for _ in range(4 * len(self.view.questions) + 4):
            here = pane.question()
            if here is not None and here.path == path:
                return
            self.hands.press("Down" if pane.grid is not None else "Tab")
            self.hands.settle()
            pane = self.hands.interview.pane
            assert isinstance(pane, ScreenPane)
        raise StuckAtError(f"keys do not reach {path}")

    def _question(self, path: str) -> QuestionView | None:
        return next((one for one in self.view.questions if one.path == path), None)

    def _choose(self, interview: Interview, path: str) -> Any:
        """Texts that keys can type; what is attached is asked of the window later."""
        question = interview.question(path)
        if question.kind == "text" and self.ascii_only and not question.constraint:
            return self.rng.choice(("synthetic", "demo answer", "n/a 3"))
        return None


def _written(value: Any) -> str:
    return (
        str(value).replace("T", " ") if isinstance(value, str) and value[4:5] == "-" else str(value)
    )
