"""Beginning without an assigned address: a person met, an outlet, a number that was dialled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout

from ui import theme
from ui.interview.cards import add_row
from ui.interview.ending import Centred
from ui.interview.fields import ComposingLine
from ui.interview.key_bar import KeyAction
from ui.interview.turn import Turn
from ui.interview.wording import MODES, say_mode
from ui.notice import label

if TYPE_CHECKING:
    from ui.interview.window import InterviewWindow
    from ui.pages.today_data import Form


class BeginPane(Centred):
    """Which questionnaire, how it is held, and a name to find the draft by."""

    def __init__(self, forms: Sequence[Form]) -> None:
        super().__init__()
        self.column.addWidget(label(self.tr("Without an assigned address"), "question", wraps=True))
        text = self.tr(
            "For a person met at a sampling point, a shop, or a number that was dialled. The name "
            "is only to find the draft again on this laptop: no person's name, please."
        )
        self.column.addWidget(label(text, "hint", wraps=True))
        self.form, self.mode, self.name = QComboBox(), QComboBox(), ComposingLine()
        for form in forms:
            self.form.addItem(form.title, form)
        for mode in MODES:
            self.mode.addItem(say_mode(mode), mode)
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        add_row(grid, 0, self.tr("Questionnaire"), self.form)
        add_row(grid, 1, self.tr("How it is held"), self.mode)
        add_row(grid, 2, self.tr("Name of the draft"), self.name)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def take_focus(self) -> None:
        """Begin with the questionnaire."""
        self.form.setFocus()


class Beginning(Turn[BeginPane]):
    """Enter begins; Esc goes back to today."""

    def __init__(self, window: InterviewWindow, forms: Sequence[Form]) -> None:
        super().__init__(window, BeginPane(forms))
        self.runs = {"next": self._begin, "leave": self._leave}

    def actions(self) -> list[KeyAction]:
        return [
            self.action("leave", "Esc", self.tr("Back to today")),
            self.action("next", "⏎", self.tr("Begin the interview"), primary=True),
        ]

    def take_focus(self) -> None:
        self.pane.take_focus()

    def _begin(self) -> None:
        from ui.pages.today_data import begin_walk_in

        self.pane.name.take_composition()
        form, mode = self.pane.form.currentData(), str(self.pane.mode.currentData())
        opening = partial(begin_walk_in, form, mode, self.pane.name.text().strip())
        self.window.step_to(partial(self.window.course.open, opening))

    def _leave(self) -> None:
        self.window.close_over(finished=False)
