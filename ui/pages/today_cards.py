"""Cards of today's page: figures, interviews to go on with, paper forms keyed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from ui import formats
from ui.interview.wording import say_mode
from ui.notice import label

if TYPE_CHECKING:
    from surveyapp.exchange.returns import Outbox
    from surveyapp.fieldwork.cases import CasesLeft
    from surveyapp.store.keyings import Keying
    from ui.pages.today_data import Unfinished

translate = QCoreApplication.translate


class _Card(QFrame):
    """Words on the left, buttons on the right."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 12, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title, self.about = label(title, wraps=True), label(about, "faint", wraps=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self._row.addLayout(words, 1)

    def add_button(self, text: str, name: str, run: Callable[[], None]) -> QPushButton:
        """A button with the name of what it is for."""
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.clicked.connect(run)
        self._row.addWidget(button)
        return button


class DraftCard(_Card):
    """An interview to go on with. Discarding it is asked for by its name, in the card itself."""

    resumed = Signal(str)
    discarded = Signal(str)

    def __init__(self, draft: Unfinished) -> None:
        self.draft = draft
        info = draft.info
        self.name = info.name or translate("TodayPage", "Practice interview")
        answered = translate("TodayPage", "%1 answers").replace("%1", str(info.answered))
        touched = formats.moment(info.touched_at)
        title = f"{self.name} · {say_mode(info.mode)} · {answered} · {touched}"
        super().__init__(title, draft.question)
        self._said = (title, draft.question)
        self.discard = self.add_button(
            self.tr("Discard…"), self._named(self.tr("Discard %1")), self._ask
        )
        self.resume = self.add_button(
            self.tr("Resume"), self._named(self.tr("Resume %1")), self._resume
        )
        self.keep = self.add_button(self.tr("Keep it"), self.tr("Keep it"), self._leave)
        self.confirm = self.add_button(
            self._named(self.tr("Discard %1 for good")),
            self._named(self.tr("Discard %1 for good")),
            self._discard,
        )
        for button in (self.keep, self.confirm):
            button.hide()

    def _ask(self) -> None:
        text = self._named(self.tr("Discard the interview %1 with its %2 answers?"))
        self.title.setText(text.replace("%2", str(self.draft.info.answered)))
        self.about.setText(self.tr("It cannot be brought back. The journal notes who did it."))
        self._swap(asks=True)
        self.keep.setFocus()

    def _leave(self) -> None:
        for line, text in zip((self.title, self.about), self._said, strict=True):
            line.setText(text)
        self._swap(asks=False)
        self.discard.setFocus()

    def _swap(self, *, asks: bool) -> None:
        for button in (self.keep, self.confirm):
            button.setVisible(asks)
        for button in (self.discard, self.resume):
            button.setVisible(not asks)

    def _resume(self) -> None:
        self.resumed.emit(self.draft.info.iid)

    def _discard(self) -> None:
        self.discarded.emit(self.draft.info.iid)

    def _named(self, text: str) -> str:
        return text.replace("%1", self.name)


class KeyedCard(_Card):
    """A paper form that was keyed once."""

    wanted = Signal(object)

    def __init__(self, keyed: Keying) -> None:
        self.keyed = keyed
        title = self.tr("Paper form %1: keyed once, by %2, %3")
        name = keyed.unit_id or keyed.iid[:6]
        for place, part in enumerate((name, keyed.surveyor, formats.moment(keyed.at)), 1):
            title = title.replace(f"%{place}", part)
        about = self.tr("Kept once it was keyed a second time and both are the same.")
        super().__init__(title, about)
        text = self.tr("Key it again")
        self.again = self.add_button(text, f"{text}: {name}", self._want)

    def _want(self) -> None:
        self.wanted.emit(self.keyed)


class Figures(QFrame):
    """What is left and what was sent, each with its word."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        self.values: list[QLabel] = [label("", "figure") for _ in range(8)]
        self.words: list[QLabel] = [label("", "small", wraps=True) for _ in range(8)]
        for column, (value, word) in enumerate(zip(self.values, self.words, strict=True)):
            grid.addWidget(value, 0, column)
            grid.addWidget(word, 1, column)
            grid.setColumnStretch(column, 1)

    def retranslate(self) -> None:
        """Name the figures."""
        names = (
            translate("TodayPage", "addresses left"),
            translate("TodayPage", "not visited yet"),
            translate("TodayPage", "to visit again"),
            translate("TodayPage", "appointments"),
            translate("TodayPage", "collected"),
            translate("TodayPage", "packed"),
            translate("TodayPage", "confirmed"),
            translate("TodayPage", "days unconfirmed"),
        )
        for word, name in zip(self.words, names, strict=True):
            word.setText(name)

    def show_figures(self, left: CasesLeft, outbox: Outbox) -> None:
        """Show these."""
        figures = (
            left.assigned - left.done,
            left.not_visited,
            left.to_visit_again,
            left.appointments,
            outbox.collected,
            outbox.packed,
            outbox.confirmed,
            outbox.unconfirmed_days,
        )
        for value, word, figure in zip(self.values, self.words, figures, strict=True):
            value.setText(formats.count(figure))
            value.setAccessibleName(f"{word.text()}: {figure}")
