"""What all pages share: head, actions, reading in the background, and the designed states.

A page says what it is called (``title``), how its data are read (``read``, run in
the survey's thread), which tables concern it, and how data are shown (``show_data``). Everything
else happens here: it reads when first shown, when a table of its changed, and on F5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from surveyapp.errors import SurveyError
from ui import icons, theme
from ui.action_button import ActionButton
from ui.commands import Command
from ui.interview.flow_layout import FlowLayout
from ui.notice import Notice, label
from ui.session import Session
from ui.tasks import Task

if TYPE_CHECKING:
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

_TITLE_WIDTH = 300
"""Room that a page's title and sentence need beside its actions."""
EMPTY, PROGRESS, DONE, ATTENTION = "empty", "progress", "done", "attention"


@dataclass(frozen=True)
class Summary:
    """Where the survey stands on one page: a state for the rail and one sentence."""

    state: str
    sentence: str


@dataclass(frozen=True)
class Emptiness:
    """What a page says when it has nothing to show, and which command or page comes next."""

    title: str
    text: str
    command: str = ""
    page: str = ""
    page_text: str = ""


class Page(QWidget):
    """The base of every page. Subclasses fill ``self.content`` in ``build``."""

    key: ClassVar[str] = ""
    tables: ClassVar[frozenset[str]] = frozenset()
    """A change of one of these makes the page read again; empty: any change does."""
    summarised = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.session = session
        self.commands = self.make_commands()
        self._task: Task | None = None
        self.data: Any = None
        """What ``read`` gave last; ``None`` before that."""
        self._is_stale = True
        self._build_frame()
        self.build()
        self._connect_session()
        self.retranslate()

    # What a page says of itself.

    def title(self) -> str:
        """The name at the top, also in the rail."""
        raise NotImplementedError

    def make_commands(self) -> Sequence[Command]:
        """The page's actions."""
        return ()

    def build(self) -> None:
        """Make the page's widgets and put them into ``self.content_layout``."""

    def retexts(self) -> None:
        """Put texts of the page's own widgets (columns among them) in the language in use."""

    @staticmethod
    def read(survey: Survey) -> Any:
        """Read what the page shows. Runs in the survey's thread: touches no widget."""
        raise NotImplementedError

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        """Where the survey stands, cheaply. Runs in the survey's thread."""
        raise NotImplementedError

    def emptiness(self, data: Any) -> Emptiness | None:
        """What to say instead of the content, or ``None`` to show the content."""
        del data
        return None

    def show_data(self, data: Any) -> None:
        """Fill the widgets."""

    # What happens to every page.

    def refresh(self) -> None:
        """Read again now; a reading under way is dropped."""
        if self.session.facts is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._is_stale = False
        if self.data is None:
            self.notice.say(None, self.tr("Loading…"))
            self.body.setCurrentWidget(self.notice)
        self._task = self.session.read(
            self._read_all, self._show_all, self._show_failure, owner=self
        )

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being read and what was read is shown."""
        return self._task is None and not self._is_stale

    def command(self, key: str) -> Command:
        """One of the page's commands by its key."""
        return next(one for one in self.commands if one.key == key)

    def run_command(self, key: str) -> None:
        """Do what the command does, if the operator may and it is possible."""
        command = self.command(key)
        if self.is_enabled(command):
            command.run()

    def is_enabled(self, command: Command) -> bool:
        """Whether a command can be used now."""
        facts = self.session.facts
        return facts is not None and facts.may(command.needs) and command.is_possible()

    def update_commands(self) -> None:
        """Enable and disable buttons; called after data were shown and selections changed."""
        for button in self._buttons:
            button.setEnabled(self.is_enabled(button.command))
        for action in self._more.menu().actions():
            key = action.data()
            action.setEnabled(self.is_enabled(self.command(key)))

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self._title.setText(self.title())
        self.setAccessibleName(self.title())
        for button in self._buttons:
            button.retranslate()
        for action in self._more.menu().actions():
            action.setText(self.command(action.data()).text)
        self._more.setToolTip(self.tr("More actions"))
        self._more.setAccessibleName(self.tr("More actions"))
        self.retexts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._soon()
            self._fitting.start()
        elif event.type() == QEvent.Type.StyleChange:
            self._fitting.start()
            self._more.setIcon(icons.more())
            if self.data is not None and self.isVisible():
                self._show_content()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _build_frame(self) -> None:
        self._title = label("", "title")
        self._sentence = label("", "faint", wraps=True)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._sentence)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addLayout(head, 1)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit_actions)
        self._buttons: list[ActionButton] = []
        self._actions = QWidget()
        self._add_buttons(FlowLayout(self._actions))
        self._top.addWidget(self._actions)
        self.notice = Notice()
        self.content = QWidget()
        self.content_layout = QVBoxLayout(self.content)
        self.content_layout.setContentsMargins(0, 0, 0, 0)
        self.content_layout.setSpacing(16)
        self.body = QStackedWidget()
        self.body.addWidget(self.notice)
        self.body.addWidget(self.content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._top)
        layout.addWidget(self.body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_actions()

    def _fit_actions(self) -> None:
        """Actions stand at the right of the title; in large type below it, in several lines."""
        shown = [one for one in (*self._buttons, self._more) if not one.isHidden()]
        wanted = sum(one.sizeHint().width() for one in shown) + 8 * max(0, len(shown) - 1)
        directions = QBoxLayout.Direction
        fits = wanted + theme.px(_TITLE_WIDTH) <= self.width()
        self._actions.setMinimumWidth(wanted if fits else 0)
        self._top.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def _add_buttons(self, row: FlowLayout) -> None:
        ordered = sorted(self.commands, key=lambda one: one.place == "primary")
        for command in ordered:
            if command.place in ("primary", "row"):
                button = ActionButton(command)
                button.clicked.connect(command.run)
                self._buttons.append(button)
        self._more = QToolButton()
        self._more.setIcon(icons.more())
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        for command in self.commands:
            if command.place == "more":
                action = menu.addAction(command.text)
                action.setData(command.key)
                action.triggered.connect(command.run)
        self._more.setMenu(menu)
        for widget in (*self._buttons, self._more):
            row.addWidget(widget)
        # Never setVisible(True) on what has no parent yet: it would flash as a window of its own.
        if menu.isEmpty():
            self._more.hide()

    def _connect_session(self) -> None:
        self.session.runner.events.changed.connect(self._on_changed)
        self.session.opened.connect(self._on_opened)

    @Slot(object)
    def _on_changed(self, tables: frozenset[str]) -> None:
        if not self.tables or self.tables & tables:
            self._soon()

    @Slot()
    def _on_opened(self) -> None:
        self.data = None
        self._sentence.setText("")
        self._soon()

    def _soon(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _read_all(self, survey: Survey, _progress: Progress) -> tuple[Summary, Any]:
        return self.summarise(survey), self.read(survey)

    def _show_all(self, found: tuple[Summary, Any]) -> None:
        self._task = None
        summary, self.data = found
        self._sentence.setText(summary.sentence)
        self._sentence.setProperty("role", "faint")
        self.summarised.emit(self.key, summary)
        self._show_content()

    def _show_content(self) -> None:
        emptiness = self.emptiness(self.data)
        if emptiness is None:
            self.show_data(self.data)
            self.body.setCurrentWidget(self.content)
        else:
            self._show_empty(emptiness)
        self.update_commands()

    def _show_empty(self, emptiness: Emptiness) -> None:
        self.notice.say(self.icon(), emptiness.title, emptiness.text)
        if emptiness.command:
            command = self.command(emptiness.command)
            if self.session.facts and self.session.facts.may(command.needs):
                self.notice.offer(command.text, command.run)
        elif emptiness.page:
            self.notice.offer(emptiness.page_text, self._go_to(emptiness.page))
        self.body.setCurrentWidget(self.notice)

    def _go_to(self, page: str) -> Any:
        return lambda: self.session.page_wanted.emit(page)

    def _show_failure(self, trouble: BaseException) -> None:
        self._task = None
        if not isinstance(trouble, SurveyError):
            self.session.show_trouble(trouble)
            return
        self.notice.say(icons.trouble(), trouble.sentence, trouble.remedy)
        self.notice.offer(self.tr("Try again"), self.refresh)
        self.body.setCurrentWidget(self.notice)
        self.update_commands()

    def icon(self) -> Any:
        """The page's sign."""
        return getattr(icons, self.key)()
