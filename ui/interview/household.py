"""The household screen: whom the address's table names, or what came of the visit or call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.interview.attempt import TELEPHONE, AttemptCard, AttemptList
from ui.interview.cards import add_row, card
from ui.interview.look import WIDEST
from ui.interview.roster import Roster
from ui.interview.wording import MODES, say_mode
from ui.notice import label
from ui.session import Session

if TYPE_CHECKING:
    from surveyapp.fieldwork.cases import Case
    from surveyapp.fieldwork.respondent_selection import Selected
    from ui.interview.household_work import CaseFile

PAPER = "paper"


class HouseholdPane(QScrollArea):
    """``start_wanted`` carries who was selected and the mode; ``visit_wanted`` an entry."""

    start_wanted = Signal(object, str)
    visit_wanted = Signal(object)
    close_wanted = Signal()

    def __init__(self, session: Session, case: Case) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.case = case
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show_focus)
        self.roster = Roster(session, case.kish)
        self.attempt = AttemptCard(case.visits)
        self.attempts = AttemptList()
        self.mode = QComboBox()
        for mode in MODES:
            self.mode.addItem(say_mode(mode), mode)
        self.contact = label("", "answer", wraps=True)
        self.why = label("", "hint", wraps=True)
        self.trouble = label("", "against", wraps=True)
        self.choose = QPushButton(self.tr("Select the person"))
        self.start = QPushButton(self.tr("Start the interview with this person") + "  ⏎")
        self.key = QPushButton(self.tr("Key the paper form") + "  ⏎")
        for button in (self.start, self.key):
            button.setProperty("primary", True)
            button.hide()
        for widget in (self.contact, self.why, self.trouble):
            widget.hide()
        self._build_ui()
        self._connect()
        self._forget()

    @property
    def selected(self) -> Selected | None:
        """Who is to be interviewed, once that is known."""
        return self.roster.selected

    def take_focus(self) -> None:
        """Begin with the number of adults."""
        self.roster.count.setFocus()

    def show_file(self, file: CaseFile) -> None:
        """Show how the address can be reached, why that is here, and every attempt so far."""
        known = file.contact
        lines = [one for one in (known.name, known.telephone, known.address, known.note) if one]
        self.contact.setText("\n".join(lines))
        self.why.setText(
            self.tr(
                "Only to reach this household: it lies apart from the answers, is in no export, "
                "and goes when the address is recalled."
            )
        )
        for widget in (self.contact, self.why):
            widget.setVisible(bool(lines))
        self.attempts.show_visits(file.visits)
        if file.visits and file.visits[-1].mode == TELEPHONE:
            self.mode.setCurrentIndex(self.mode.findData(TELEPHONE))

    def go_on(self) -> None:
        """Enter: the next thing of what leads to an interview, or to a recorded attempt."""
        if self.attempt.has_keys():
            self.attempt.record()
        elif self._is_paper or self.selected is not None:
            self._start()
        else:
            self.roster.go_on()
        self._show_focus()

    def show_trouble(self, text: str) -> None:
        """Say what was not accepted."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    @property
    def _is_paper(self) -> bool:
        return self.mode.currentData() == PAPER

    def _start(self) -> None:
        self.start_wanted.emit(self.selected, str(self.mode.currentData()))

    def _connect(self) -> None:
        self.mode.currentIndexChanged.connect(self._show_mode)
        self.roster.found.connect(self._show_found)
        self.roster.forgotten.connect(self._forget)
        self.roster.troubled.connect(self.show_trouble)
        self.choose.clicked.connect(self.roster.select)
        self.start.clicked.connect(self._start)
        self.key.clicked.connect(self._start)
        self.attempt.wanted.connect(self.visit_wanted)
        self.attempt.closing.connect(self.close_wanted)

    def _build_ui(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(theme.px(WIDEST))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(label(self.case.unit_id, "question"))
        column.addWidget(label(self._story(), "hint", wraps=True))
        for widget in (self.contact, self.why, self.trouble):
            column.addWidget(widget)
        column.addWidget(self._interview_card())
        column.addWidget(self.attempt)
        column.addWidget(self.attempts)
        column.addStretch(1)
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(*(theme.px(n) for n in (24, 16, 24, 16)))
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(outer)

    def _interview_card(self) -> QFrame:
        frame = QFrame()
        title, column = card(frame)
        title.setText(self.tr("Somebody can be interviewed"))
        top = QGridLayout()
        top.setHorizontalSpacing(theme.px(8))
        add_row(top, 0, self.tr("How it is held"), self.mode)
        top.setColumnStretch(2, 1)
        column.addLayout(top)
        column.addWidget(self.roster)
        row = QHBoxLayout()
        for button in (self.choose, self.start, self.key):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return frame

    def _story(self) -> str:
        case = self.case
        parts = [
            self.tr("Community %1").replace("%1", case.community),
            self.tr("attempt no. %1").replace("%1", str(case.visits + 1)),
        ]
        if case.last_result:
            parts.append(self.tr("last: %1").replace("%1", _result_text(case.last_result)))
        if case.kish:
            parts.append(self.tr("selection table %1").replace("%1", case.kish))
        if case.replaces:
            parts.append(self.tr("reserve for %1").replace("%1", case.replaces))
        return " · ".join(parts)

    def _show_mode(self) -> None:
        self.attempt.show_mode(str(self.mode.currentData()))
        self.roster.setVisible(not self._is_paper)
        self._forget() if self.selected is None else self._show_found(self.selected)

    def _show_found(self, _selected: Selected) -> None:
        self._show_buttons(is_known=True)
        (self.key if self._is_paper else self.start).setFocus()
        self._soon.start()

    def _show_focus(self) -> None:
        """In large type most of this lies below what is seen."""
        focus, inner = QApplication.focusWidget(), self.widget()
        layout = inner.layout()
        if layout is not None:
            layout.activate()  # who was found has just been written there
            inner.adjustSize()
        if focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, theme.px(24))

    def _forget(self) -> None:
        self._show_buttons(is_known=False)

    def _show_buttons(self, *, is_known: bool) -> None:
        self.key.setVisible(self._is_paper)
        self.start.setVisible(is_known and not self._is_paper)
        self.choose.setVisible(not is_known and not self._is_paper)
        self.choose.setEnabled(bool(self.roster.rows))


def _result_text(code: str) -> str:
    from surveyapp.fieldwork.dispositions import disposition

    return disposition(code).label
