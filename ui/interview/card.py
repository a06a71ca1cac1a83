"""The card that is turned to the respondent: the choices of one question and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.interview.choice_field import KEYS
from ui.interview.view import QuestionView
from ui.notice import label


class Card(QScrollArea):
    """Large numbered choices, as they are read out; no answer is marked."""

    def __init__(self, question: QuestionView) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setObjectName("card")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(*(theme.px(n) for n in (48, 32, 48, 32)))
        self.column.setSpacing(theme.px(16))
        self.lines: list[QLabel] = []
        for number, choice in enumerate(question.choices):
            key = KEYS[number].upper() if number < len(KEYS) else ""
            line = label(f"{key}   {choice.text}", "card", wraps=True)
            self.lines.append(line)
            self.column.addWidget(line)
        self.column.addStretch(1)
        self.setWidget(inner)
