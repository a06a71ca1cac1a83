"""Versions of one interview side by side; a person chooses answer by answer, or combines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from ui import theme
from ui.dialogs.frame import FormDialog
from ui.exchange.versions import Wording, head_line, letter
from ui.notice import label
from ui.pages.words import say

if TYPE_CHECKING:
    from surveyapp.exchange.conflicts import ComparedAnswer
    from ui.exchange.jobs import Compared

_LONGEST = 60
_RESULT = ""
"""Stands for the result of the visit, which is no answer and has no path."""


@dataclass(frozen=True)
class _Choice:
    """One row that differs, and the buttons of its versions (and of all of them together)."""

    path: str
    values: tuple[Any, ...]
    buttons: QButtonGroup

    @property
    def chosen(self) -> int:
        """Which version; −1 while none is, the number of versions for all together."""
        return self.buttons.checkedId()


class ConflictDialog(FormDialog):
    """``base``, ``answers`` and ``reason`` after it was accepted."""

    def __init__(self, compared: Compared, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("Which answers stand?"))
        self.say(
            self.tr(
                "This interview was changed in two places. Choose for each answer. Every version "
                "stays in the log, whatever you choose."
            )
        )
        self.ok.setText(self.tr("Settle it"))
        self.resize(theme.px(900), theme.px(580))
        self.comparison = compared.comparison
        self._wording = Wording(compared)
        self.choices: list[_Choice] = []
        self._same: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._fill()
        self.shows_all = QCheckBox(
            say(self.tr("Show also the %1 answers that are the same"), len(self._same) // 2)
        )
        self.shows_all.toggled.connect(self._show_same)
        self.reason = QLineEdit()
        self._build()
        self._show_same(False)

    @property
    def base(self) -> bytes:
        """The version whose other fields stand: the one chosen for the result, or most often."""
        return self.comparison.heads[self._base].rev_id

    @property
    def answers(self) -> dict[str, Any]:
        """What differs from that version."""
        found: dict[str, Any] = {}
        for one in self.choices:
            if one.path == _RESULT or one.chosen == self._base:
                continue
            together = one.chosen == len(one.values)
            found[one.path] = _joined(one.values) if together else one.values[one.chosen]
        return found

    def problem(self) -> str:
        left = sum(one.chosen < 0 for one in self.choices)
        if left:
            return say(self.tr("%1 answers are not chosen yet."), left)
        if not self.reason.text().strip():
            return self.tr("Say why: the journal keeps it.")
        return ""

    def take_all(self, place: int) -> None:
        """Choose one version for every answer."""
        for one in self.choices:
            one.buttons.button(place).setChecked(True)

    @property
    def _base(self) -> int:
        for one in self.choices:
            if one.path == _RESULT:
                return max(one.chosen, 0)
        counts = [
            sum(one.chosen == place for one in self.choices)
            for place in range(len(self.comparison.heads))
        ]
        return counts.index(max(counts))

    def _fill(self) -> None:
        self._grid.addWidget(label(self.tr("Question"), "small"), 0, 0)
        for place, head in enumerate(self.comparison.heads):
            self._grid.addWidget(label(head_line(place, head), "section", wraps=True), 0, place + 1)
            text = self.tr("Take all of %1").replace("%1", letter(place))
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.take_all, place))
            self._grid.addWidget(button, 1, place + 1)
            self._grid.setColumnStretch(place + 1, 2)
        self._grid.setColumnStretch(0, 2)
        self._add_result()
        for row in self.comparison.rows:
            if row.same:
                self._add_same(row)
            else:
                words = [self._wording.answer(row, at) for at in range(len(row.values))]
                self._add(self._wording.question(row), row.path, row.values, words)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add_result(self) -> None:
        from surveyapp.fieldwork.dispositions import disposition

        codes = tuple(head.disposition for head in self.comparison.heads)
        if len(set(codes)) > 1:
            words = [disposition(code).label if code else "–" for code in codes]
            self._add(self.tr("Result of the visit"), _RESULT, codes, words)

    def _add(self, question: str, path: str, values: tuple[Any, ...], words: list[str]) -> None:
        row = self._grid.rowCount()
        group = QButtonGroup(self)
        self._grid.addWidget(label(question, wraps=True), row, 0)
        for place, text in enumerate(words):
            self._add_button(group, place, text, f"{question}: {letter(place)} {text}", row)
        if _can_join(path, values, self.comparison.rows):
            self._add_button(
                group, len(words), self.tr("All texts together"), f"{question}: +", row
            )
        self.choices.append(_Choice(path, values, group))

    def _add_button(self, group: QButtonGroup, place: int, text: str, name: str, row: int) -> None:
        button = QRadioButton(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
        button.setToolTip(text)
        button.setAccessibleName(name)
        group.addButton(button, place)
        self._grid.addWidget(button, row, place + 1)

    def _add_same(self, row: ComparedAnswer) -> None:
        line = self._grid.rowCount()
        question = label(self._wording.question(row), "faint", wraps=True)
        answer = label(self._wording.answer(row, 0), "faint", wraps=True)
        self._grid.addWidget(question, line, 0)
        self._grid.addWidget(answer, line, 1, 1, len(self.comparison.heads))
        self._same += [question, answer]

    def _build(self) -> None:
        inner = QWidget()
        inner.setLayout(self._grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(theme.px(240))
        self.add_large(area)
        if self._same:
            self.form.addRow(self.shows_all)
        else:
            self.shows_all.hide()
        self.add_row(self.tr("Why"), self.reason)

    def _show_same(self, shown: bool) -> None:
        for widget in self._same:
            widget.setVisible(shown)


def _can_join(path: str, values: tuple[Any, ...], rows: tuple[ComparedAnswer, ...]) -> bool:
    """Only free text can stand in several versions at once."""
    leaf = next((one.leaf for one in rows if one.path == path), "")
    return leaf == "free" and sum(isinstance(one, str) and bool(one) for one in values) > 1


def _joined(values: tuple[Any, ...]) -> str:
    """The texts one after another, each once."""
    return " / ".join(dict.fromkeys(one for one in values if isinstance(one, str) and one))
