"""Two keyings of one paper form side by side: for each difference, what the paper says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.interview.choice_button import ChoiceButton
from ui.interview.ending import Centred
from ui.interview.look import set_look
from ui.interview.view import DifferenceView
from ui.notice import label

FIRST, SECOND = "first", "second"


class _Line(QFrame):
    """One question with both of its keyings."""

    def __init__(self, difference: DifferenceView) -> None:
        super().__init__()
        self.setProperty("role", "block")
        self.difference = difference
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(12),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(difference.label, "smaller question", wraps=True))
        self.group = QButtonGroup(self)
        first = self.tr("first keying: %1").replace("%1", _say(difference.first))
        second = self.tr("this keying: %1").replace("%1", _say(difference.second))
        self.first, self.second = ChoiceButton(), ChoiceButton()
        for key, button, text in (("1", self.first, first), ("2", self.second, second)):
            button.show_key(key)
            button.say(text)
            self.group.addButton(button)
            column.addWidget(button)


class KeyingsPane(Centred):
    """Digits mark, arrows move, Enter takes the first difference that is marked."""

    settled = Signal(str, str, object)
    jump_wanted = Signal(str)

    def __init__(self, differences: tuple[DifferenceView, ...]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = self.tr("The two keyings differ in %1 places: what does the paper say?")
        title = title.replace("%1", str(len(differences)))
        self.column.addWidget(label(title, "question", wraps=True))
        self.lines = [_Line(one) for one in differences]
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        for line in self.lines:
            rows.addWidget(line)
        rows.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inner)
        self.column.addWidget(self.area, 1)
        self._at = 0
        self._mark()

    def take_focus(self) -> None:
        """Keys go to the first difference."""
        self.setFocus()

    def take(self) -> None:
        """Hand over the line at hand, once it is marked."""
        line = self.lines[self._at]
        chosen = FIRST if line.first.isChecked() else SECOND if line.second.isChecked() else ""
        if chosen:
            one = line.difference
            value = one.first_value if chosen == FIRST else one.second_value
            self.settled.emit(one.path, chosen, value)

    def jump(self) -> None:
        """Neither is right: to the question."""
        self.jump_wanted.emit(self.lines[self._at].difference.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, text = self.lines[self._at], event.text()
        if text in ("1", "2"):
            (line.first if text == "1" else line.second).setChecked(True)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._at = (self._at + step) % len(self.lines)
            self._mark()
        else:
            event.ignore()

    def _mark(self) -> None:
        for number, line in enumerate(self.lines):
            set_look(line, "current", number == self._at)
        self.area.ensureWidgetVisible(self.lines[self._at])


def _say(text: str) -> str:
    return text or "∅"
