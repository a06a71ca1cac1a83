"""Question blocks that are used again: building and styling widgets is what a screen costs.

Every block ever made stays in one column; those that no question of this screen has are hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.interview.blocks import QuestionBlock, answerable, field_class
from ui.interview.view import QuestionView


class BlockPool(QWidget):
    """A column of blocks. ``greet`` is told of each block that was made."""

    def __init__(self, greet: Callable[[QuestionBlock], None], *, for_surveyor: bool) -> None:
        super().__init__()
        self._greet = greet
        self._for_surveyor = for_surveyor
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))
        self._made: list[QuestionBlock] = []
        self.shown: list[QuestionBlock] = []

    def ask(self, questions: Sequence[QuestionView], *, keeps: bool) -> None:
        """Show these; ``keeps`` lets a block go on with its question and what is typed there."""
        large = len(questions) == 1
        free = list(self._made)
        held = {one.path: one for one in self.shown} if keeps else {}
        chosen: list[QuestionBlock | None] = []
        for question in questions:
            block = held.get(question.path)
            suits = block is not None and block.shape == (field_class(question), large)
            chosen.append(block if suits else None)
            if suits and block is not None:
                free.remove(block)
        self.shown = [
            self._go_on(block, question) if block else self._begin(free, question, large)
            for block, question in zip(chosen, questions, strict=True)
        ]
        self._show_only(free)

    def prepare(self, questions: Sequence[QuestionView]) -> bool:
        """Build a part of what these will need, while nobody waits; whether there is more."""
        large = len(questions) == 1
        free = list(self._made)
        for question in questions:
            block = self._take(free, question, large)
            if block is None:
                self._make(question, large).hide()
                return True
            block.get_ready(question)
            if block.field is not None and block.field.prepare(answerable(question)):
                return True
        return False

    def _go_on(self, block: QuestionBlock, question: QuestionView) -> QuestionBlock:
        if _fields(block.question) == _fields(question):
            block.show_question(question)
        else:
            block.ask(question)
        return block

    def _begin(
        self, free: list[QuestionBlock], question: QuestionView, large: bool
    ) -> QuestionBlock:
        block = self._take(free, question, large)
        if block is None:
            return self._make(question, large)
        block.ask(question)
        return block

    def _take(
        self, free: list[QuestionBlock], question: QuestionView, large: bool
    ) -> QuestionBlock | None:
        shape = (field_class(question), large)
        for block in free:
            if block.shape == shape:
                free.remove(block)
                return block
        return None

    def _make(self, question: QuestionView, large: bool) -> QuestionBlock:
        block = QuestionBlock(question, large=large, for_surveyor=self._for_surveyor)
        self._greet(block)
        self._made.append(block)
        self._column.addWidget(block)
        for one in block.findChildren(QWidget):
            one.ensurePolished()
        return block

    def _show_only(self, others: list[QuestionBlock]) -> None:
        for block in others:
            if not block.isHidden():
                block.hide()
        self._put_in_order()
        for block in self.shown:
            if block.isHidden():
                block.show()

    def _put_in_order(self) -> None:
        places = [self._column.indexOf(block) for block in self.shown]
        if places != sorted(places):
            for block in self.shown:
                self._column.removeWidget(block)
                self._column.addWidget(block)
        stops = [stop for one in self.shown if one.field is not None for stop in one.field.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _fields(question: QuestionView) -> tuple[object, ...]:
    return question.kind, question.is_read_only, question.choices, question.appearance
