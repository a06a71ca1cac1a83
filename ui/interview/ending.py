"""The end: what is still missing, then what became of the interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.interview.look import WIDEST
from ui.interview.view import END, FindingView, JumpView, ScreenView
from ui.interview.wording import say_against, say_status
from ui.notice import label

if TYPE_CHECKING:
    from surveyapp.fieldwork.interviewing import Finished

_MARKS = {"answered": "✓", "refused": "–", "dont_know": "?", "missing": "○"}
_ROLE = Qt.ItemDataRole.UserRole


def _path_at_hand(shown: QListWidget) -> str:
    rows = shown.selectedItems() or [shown.item(row) for row in range(min(1, shown.count()))]
    return str(rows[0].data(_ROLE)) if rows else ""


class Centred(QScrollArea):
    """A column of text in the middle; in large type it may be longer than the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QWidget()
        inner = QWidget()
        inner.setMaximumWidth(theme.px(WIDEST))
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(16))
        row = QHBoxLayout(outer)
        row.setContentsMargins(*(theme.px(n) for n in (24, 32, 24, 16)))
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(outer)


class EndPane(Centred):
    """All questions were asked: what stands against finishing, each with its question."""

    jump_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.view = ScreenView(END)
        self._title_line = label("", "question", wraps=True)
        self._text_line = label("", "hint", wraps=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What stands against finishing"))
        self.list.setWordWrap(True)
        self.list.itemClicked.connect(self._jump)
        for line in (self._title_line, self._text_line):
            self.column.addWidget(line)
        self.column.addWidget(self.list, 1)
        self.column.addStretch(1)

    def show_view(self, view: ScreenView) -> None:
        """Show what stands against finishing this interview."""
        self.view = view
        hard = [one for one in view.missing if one.is_error]
        self._title_line.setText(self._title(hard))
        self._text_line.setText(self._text(view, hard))
        for found in view.missing:
            sign = "✕" if found.is_error else "!"
            item = QListWidgetItem(f"{sign}  {found.label}\n     {say_against(found)}")
            item.setData(_ROLE, found.path)
            self.list.addItem(item)
        self.list.setVisible(bool(view.missing))

    @property
    def may_finish(self) -> bool:
        """Whether nothing stands against it."""
        return not any(one.is_error for one in self.view.missing)

    def take_focus(self) -> None:
        """Let arrows reach what is missing."""
        if self.view.missing:
            self.list.setFocus()
            self.list.setCurrentRow(0)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocus()

    def wanted(self) -> str:
        """The question of the line at hand."""
        return _path_at_hand(self.list)

    def _title(self, hard: list[FindingView]) -> str:
        if hard:
            return self.tr("Some questions still need an answer")
        return self.tr("All questions have been asked")

    def _text(self, view: ScreenView, hard: list[FindingView]) -> str:
        asked = sum(one.asked for one in view.sections)
        answered = sum(one.answered for one in view.sections)
        text = self.tr("%1 of %2 questions have an answer.")
        text = text.replace("%1", str(answered)).replace("%2", str(asked))
        if hard:
            return f"{text} " + self.tr("Enter goes to the question at hand.")
        closing = self.tr("Enter finishes the interview: after that it cannot be changed here.")
        return f"{text} {closing}"

    def _jump(self, item: QListWidgetItem) -> None:
        self.jump_wanted.emit(str(item.data(_ROLE)))


class DonePane(Centred):
    """The interview is over: its result, and the code that the respondent is told."""

    def __init__(self, finished: Finished) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if finished.keyed_once:
            self._say_keyed_once()
            return
        from surveyapp.fieldwork.dispositions import disposition

        result = disposition(finished.disposition)
        if finished.revision is None:
            title = self.tr("Practice interview over")
            text = self.tr("Nothing of it was kept. It would have been: %1.")
        else:
            title = self.tr("Interview finished and saved")
            text = self.tr("Result: %1.")
        self.column.addWidget(label(title, "question", wraps=True))
        named = f"{result.label} ({result.code})"
        self.column.addWidget(label(text.replace("%1", named), "answer", wraps=True))
        if finished.code:
            self._add_code(finished.code)
        self.column.addStretch(1)

    def _say_keyed_once(self) -> None:
        title = self.tr("Keyed once: now the second time")
        self.column.addWidget(label(title, "question", wraps=True))
        text = self.tr(
            "The form waits on today's page. Key it again from the paper, best by somebody else; "
            "then both keyings are compared and the interview is kept."
        )
        self.column.addWidget(label(text, "answer", wraps=True))
        self.column.addStretch(1)

    def _add_code(self, code: str) -> None:
        self.column.addSpacing(theme.px(16))
        self.column.addWidget(label(self.tr("Withdrawal code for the respondent"), "section"))
        made = label(code, "code")
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(made)
        text = self.tr(
            "Write it down for the respondent now: with it the answers can be withdrawn later. "
            "It is kept nowhere and cannot be shown again."
        )
        self.column.addWidget(label(text, "hint", wraps=True))


class JumpList(Centred):
    """All questions now asked; Enter goes to one, Esc back to where one was."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, jumps: tuple[JumpView, ...], current: str) -> None:
        super().__init__()
        self.column.addWidget(label(self.tr("Questions of this interview"), "section"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Questions of this interview"))
        self.list.setWordWrap(True)
        for number, jump in enumerate(jumps):
            mark = _MARKS.get(jump.status, "○")
            item = QListWidgetItem(f"{mark}  {jump.text}   {say_status(jump.status)}")
            item.setData(_ROLE, jump.path)
            self.list.addItem(item)
            if jump.path == current:
                self.list.setCurrentRow(number)
        self.list.itemClicked.connect(self._choose)
        self.column.addWidget(self.list, 1)

    def take_focus(self) -> None:
        """Let arrows choose."""
        self.list.setFocus()

    def wanted(self) -> str:
        """The question at hand."""
        return _path_at_hand(self.list)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(_ROLE)))
