"""Where this office stands on the way out to the laptops and back, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.exchange.reading import ExchangeData
from ui.interview.flow_layout import FlowLayout
from ui.notice import label
from ui.pages.words import say

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Step:
    """One station: its name, whether it is behind us, what to do there, by which command."""

    title: str
    is_done: bool
    text: str
    command: str


def steps_of(data: ExchangeData) -> tuple[Step, ...]:
    """The stations of this office, in the order of the work."""
    if data.role == "district":
        return _district_steps(data)
    return (*_key_steps(data), *_sending_steps(data), *_receiving_steps(data))


def _key_steps(data: ExchangeData) -> tuple[Step, ...]:
    keys = data.keys
    made = Step(
        translate("Exchange", "Keys"),
        keys.are_made and keys.are_open,
        translate("Exchange", "Unlock the keys; they stay open until the survey is closed.")
        if keys.are_made
        else translate(
            "Exchange", "Make the keys: only with them can this office read what laptops send."
        ),
        "open-keys" if keys.are_made else "keys",
    )
    tried = Step(
        translate("Exchange", "Recovery page"),
        bool(keys.tried_at),
        translate(
            "Exchange",
            "Take the printed recovery page and type its key once, before anybody goes out.",
        ),
        "try-recovery",
    )
    return made, tried


def _sending_steps(data: ExchangeData) -> tuple[Step, ...]:
    waiting = sum(bool(one.not_sent) for one in data.partners)
    is_out = data.count("out", "field") > 0 and not waiting and not data.without_laptop
    enrolled = Step(
        translate("Exchange", "Laptops"),
        bool(data.laptops),
        translate(
            "Exchange",
            "Enrol the laptops: each brings a request file, its surveyor reads the fingerprint.",
        ),
        "enrol",
    )
    sent = Step(
        translate("Exchange", "Field packages"),
        is_out and bool(data.laptops),
        _field_text(data, waiting),
        "field",
    )
    return enrolled, sent


def _field_text(data: ExchangeData, waiting: int) -> str:
    if data.without_laptop:
        text = translate("Exchange", "%1 drawn addresses have no laptop yet.")
        return say(text, data.without_laptop)
    if waiting:
        text = translate("Exchange", "%1 laptops have new addresses that were not sent to them.")
        return say(text, waiting)
    return translate("Exchange", "Make one field package for each laptop and district office.")


def _receiving_steps(data: ExchangeData) -> tuple[Step, ...]:
    merged = Step(
        translate("Exchange", "Return packages"),
        data.count("in", "return") > 0,
        translate(
            "Exchange", "When files come back, drop them on this window or press “Merge packages…”."
        ),
        "merge",
    )
    unconfirmed = translate("Exchange", "%1 laptops wait for a receipt of what they sent.")
    confirmed = Step(
        translate("Exchange", "Receipts"),
        merged.is_done and not data.unconfirmed,
        say(unconfirmed, data.unconfirmed),
        "receipts",
    )
    return merged, confirmed


def _district_steps(data: ExchangeData) -> tuple[Step, ...]:
    received = data.count("in", "return")
    relayed = data.count("out", "relay")
    to_pass = sum(one.received > one.confirmed for one in data.laptops)
    return (
        Step(
            translate("Exchange", "Return packages"),
            received > 0,
            translate("Exchange", "Drop the laptops' files on this window, or press merge."),
            "merge",
        ),
        Step(
            translate("Exchange", "Passed on to the city"),
            relayed > 0 and not to_pass,
            translate(
                "Exchange", "Pass the files on to the city: every one goes exactly as it came."
            ),
            "relay",
        ),
        Step(
            translate("Exchange", "Receipts of the city"),
            relayed > 0 and not to_pass,
            translate("Exchange", "When the city's receipts come, merge them here."),
            "merge",
        ),
    )


class Road(QFrame):
    """The stations in a row, and under them the one thing to do next."""

    def __init__(self, run: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._run = run
        self._command = ""
        self._stations = FlowLayout(spacing=16)
        self._text = label("", wraps=True)
        self.button = QPushButton()
        self.button.clicked.connect(self._act)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._text, 1)
        below.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(self._stations)
        layout.addLayout(below)

    @property
    def text(self) -> str:
        """What comes next."""
        return self._text.text()

    def show_steps(self, steps: tuple[Step, ...], name: Callable[[str], str]) -> None:
        """Show the stations; ``name`` gives the words of a command."""
        while item := self._stations.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        following = next((one for one in steps if not one.is_done), None)
        for step in steps:
            self._add(step, is_next=step is following)
        self._command = following.command if following else ""
        done = translate("Exchange", "Everything that came in is confirmed.")
        self._text.setText(following.text if following else done)
        self.button.setVisible(following is not None)
        if following:
            self.button.setText(name(following.command))
            self.button.setAccessibleName(name(following.command))

    def _add(self, step: Step, *, is_next: bool) -> None:
        picture = QLabel()
        state = "done" if step.is_done else "progress" if is_next else "empty"
        picture.setPixmap(icons.state_mark(state, theme.px(14)))
        word = label(step.title, "" if is_next or step.is_done else "faint")
        if is_next:
            word.setProperty("role", "notice")
        station = QWidget()
        row = QHBoxLayout(station)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(picture)
        row.addWidget(word)
        self._stations.addWidget(station)

    def _act(self) -> None:
        if self._command:
            self._run(self._command)
