"""What comes between questions: the list of questions, the card, contact data, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.interview.card import Card
from ui.interview.contact import ContactPane
from ui.interview.ending import DonePane, JumpList
from ui.interview.handing import HandOverPane
from ui.interview.key_bar import KeyAction
from ui.interview.keyings import KeyingsPane
from ui.interview.turn import Turn
from ui.interview.view import DifferenceView, JumpView, QuestionView

if TYPE_CHECKING:
    from surveyapp.fieldwork.interviewing import Finished
    from ui.interview.window import InterviewWindow


class Listing(Turn[JumpList]):
    """The list of questions: Enter goes to one, Esc back."""

    def __init__(self, window: InterviewWindow, jumps: tuple[JumpView, ...], current: str) -> None:
        super().__init__(window, JumpList(jumps, current))
        self.pane.chosen.connect(window.asking.go_to)
        back = window.show_asking
        self.runs = {"next": self._go, "leave": back, "back": back, "jump": back}

    def actions(self) -> list[KeyAction]:
        return [
            self.action("back", "Esc", self.tr("Back")),
            self.action("next", "⏎", self.tr("Go to the question"), primary=True),
        ]

    def take_focus(self) -> None:
        self.pane.take_focus()

    def _go(self) -> None:
        self.window.asking.go_to(self.pane.wanted())


class Showing(Turn[Card]):
    """The card is turned to the respondent."""

    def __init__(self, window: InterviewWindow, question: QuestionView) -> None:
        super().__init__(window, Card(question))
        self.runs = dict.fromkeys(("leave", "back", "card", "next"), window.show_asking)

    def actions(self) -> list[KeyAction]:
        return [self.action("back", "Esc", self.tr("Back"))]

    def keeps_tab(self) -> bool:
        return True


class TakingContact(Turn[ContactPane]):
    """What a respondent leaves for a check call."""

    def __init__(self, window: InterviewWindow, contact: dict[str, str]) -> None:
        super().__init__(window, ContactPane(contact))
        self.runs = {"next": self._go_on, "leave": window.show_asking}

    def actions(self) -> list[KeyAction]:
        return [
            self.action("leave", "Esc", self.tr("Back without keeping")),
            self.action("next", "⏎", self.tr("Keep"), primary=True),
        ]

    def take_focus(self) -> None:
        self.pane.take_focus()

    def _go_on(self) -> None:
        if self.pane.go_on():
            self.window.step_to(lambda: self.window.course.leave_contact(self.pane.contact()))


class HandingOver(Turn[HandOverPane]):
    """The laptop goes to the respondent, who answers alone."""

    def __init__(self, window: InterviewWindow) -> None:
        super().__init__(window, HandOverPane())
        self.runs = {"next": self._start, "pause": window.course.pause}
        self.runs["leave"] = self.runs["pause"]

    def actions(self) -> list[KeyAction]:
        return [
            self.action("pause", "Ctrl+P", self.tr("Pause")),
            self.action("next", "⏎", self.tr("I am the respondent: begin"), primary=True),
        ]

    def keeps_tab(self) -> bool:
        return True

    def _start(self) -> None:
        self.window.step_to(self.window.course.hand_over)


class Settling(Turn[KeyingsPane]):
    """Two keyings of a paper form differ: which one the paper says."""

    def __init__(self, window: InterviewWindow, differences: tuple[DifferenceView, ...]) -> None:
        super().__init__(window, KeyingsPane(differences))
        self.pane.settled.connect(self._settle)
        self.pane.jump_wanted.connect(window.asking.go_to)
        self.runs = {"next": self.pane.take, "back": self.pane.jump, "pause": window.course.pause}
        self.runs["leave"] = window.show_asking

    def actions(self) -> list[KeyAction]:
        return [
            self.action("back", "⌫", self.tr("Type it anew")),
            self.action("next", "⏎", self.tr("Take what is marked"), primary=True),
            self.action("pause", "Ctrl+P", self.tr("Pause")),
        ]

    def take_focus(self) -> None:
        self.pane.take_focus()

    def _settle(self, path: str, stands: str, value: object) -> None:
        self.window.step_to(lambda: self.window.course.settle(path, stands, value))


class Over(Turn[DonePane]):
    """What became of the interview; Enter closes it."""

    def __init__(self, window: InterviewWindow, finished: Finished) -> None:
        super().__init__(window, DonePane(finished))
        self.runs = {"next": self._close, "leave": self._close}

    def actions(self) -> list[KeyAction]:
        return [self.action("next", "⏎", self.tr("Close"), primary=True)]

    def keeps_tab(self) -> bool:
        return True

    def _close(self) -> None:
        self.window.close_over(finished=True)
