"""The window: rail, pages, bars. Navigation only; everything else belongs to pages and session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from surveyapp.words import text_of
from ui import icons, preferences
from ui.command_palette import CommandPalette
from ui.commands import Command
from ui.dialogs.settings_dialog import SettingsDialog
from ui.exchange.drops import Drops
from ui.file_actions import FileActions
from ui.file_check import FileCheck
from ui.language import QT_TRANSLATE_NOOP
from ui.message_bar import MessageBar
from ui.page_states import PageStates
from ui.pages.page import Page, Summary
from ui.pages.registry import CONTEXT, PLACES, pages_for, place_of
from ui.rail import Entry, Rail
from ui.session import Message, Session
from ui.start_page import StartPage
from ui.task_bar import TaskBar

if TYPE_CHECKING:
    from ui.guide.window import GuideWindow

_FRAME = 40
"""Lines for the title bar that the desktop puts on a window."""
_NARROW_BELOW = 1100


class MainWindow(QMainWindow):
    """Start page without a survey; with one, the pages that its role shows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.pages: dict[str, Page] = {}
        self._is_tight = False
        self.rail = Rail([Entry(place.key, place.title, place.icon) for place in PLACES])
        self.start = StartPage()
        self.stack = QStackedWidget()
        self._guide: GuideWindow | None = None
        self.message_bar = MessageBar()
        self.task_bar = TaskBar()
        self.files = FileActions(session, self)
        self.rail.offer_help([self._guide_command(), *self.files.program.commands()])
        self.states = PageStates(session)
        self.drops = Drops(session, self, self.files.open_path, self._go_to)
        self._build_ui()
        self._connect()
        self._add_keys()
        self.show_start()
        self.resize(self._usual_size())
        self.restoreGeometry(preferences.read_bytes("geometry"))

    def _usual_size(self) -> QSize:
        """Fits a screen of 768 lines with its task bar and the window's own frame."""
        room = self.screen().availableGeometry().size()
        return QSize(1280, 760).boundedTo(QSize(room.width(), room.height() - _FRAME))

    def commands(self) -> list[Command]:
        """Everything that can be done now, for the palette."""
        found = [*self.files.commands(), self._guide_command()]
        if self.session.facts is None:
            return found
        for key in pages_for(self.session.facts.info.role):
            place = place_of(key)
            run = partial(self.show_page, key)
            found.append(Command(f"go-{key}", place.source, run, place.icon, context=CONTEXT))
            page = self.pages[key]
            found.extend(one for one in page.commands if page.is_enabled(one))
        return found

    def _guide_command(self) -> Command:
        name = QT_TRANSLATE_NOOP("Commands", "User guide")
        return Command("guide", name, self.show_help, icons.help_, "F1")

    @property
    def current_page(self) -> Page | None:
        """The page shown, ``None`` for the start page."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    @Slot()
    def show_start(self) -> None:
        """Show the start page."""
        self.start.show_recent()
        self.rail.show_pages([])
        self.rail.set_current("")
        self.stack.setCurrentWidget(self.start)
        self.start.new_button.setFocus()
        self._name_window()

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a page of the open survey."""
        if key in self.pages:
            self.stack.setCurrentWidget(self.pages[key])
            self.rail.set_current(key)

    def _go_to(self, key: str) -> Page:
        self.show_page(key)
        return self.pages[key]

    @Slot()
    def show_palette(self) -> None:
        """Let an action be found by its name."""
        palette = CommandPalette(self.commands(), self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.open()

    @Slot()
    def show_settings(self) -> None:
        """Let language, look and size of text be chosen."""
        dialog = SettingsDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def show_help(self) -> None:
        """Open the user guide at the page that is shown."""
        page = self.current_page
        self.open_guide(f"page-{page.key}" if page else "start")

    def open_guide(self, anchor: str) -> None:
        """Show a section of the user guide in its own window, beside this one."""
        from ui.guide.window import GuideWindow  # read when somebody asks, not at the start

        if self._guide is None:
            self._guide = GuideWindow(self)
        self._guide.show_place(anchor)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    @Slot()
    def refresh(self) -> None:
        """Read the page and all states again."""
        if page := self.current_page:
            page.refresh()
        self.states.refresh()

    @Slot()
    def cancel(self) -> None:
        """Esc: stop the task, else close the message."""
        if self.task_bar.is_busy:
            self.task_bar.stop_task()
        elif self.message_bar.message:
            self.message_bar.clear()

    def closeEvent(self, event: QCloseEvent) -> None:
        preferences.write("geometry", self.saveGeometry())
        self.session.stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_window()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    @Slot()
    def _fit_rail(self) -> None:
        """Fold the rail when the window becomes narrow for its text; else leave the user's way."""
        is_tight = self.width() < self.session.theme.px(_NARROW_BELOW)
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self.rail.set_narrow(is_tight)

    def _build_ui(self) -> None:
        self.stack.addWidget(self.start)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.message_bar)
        right.addWidget(self.task_bar)
        central = QWidget()
        central.setObjectName("window")
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(central)
        self.setMinimumSize(880, 560)

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._on_opened)
        self.file_check = FileCheck(session, self)
        session.closed.connect(self.show_start)
        session.said.connect(self.message_bar.show_message)
        session.page_wanted.connect(self.show_page)
        session.runner.started.connect(self.task_bar.add)
        session.runner.finished.connect(self.task_bar.remove)
        session.theme.changed.connect(self._fit_rail)
        self.states.summarised.connect(self._on_summarised)
        self.rail.chosen.connect(self.show_page)
        self.rail.settings_wanted.connect(self.show_settings)
        self.rail.language_wanted.connect(session.change_language)
        self.rail.theme_wanted.connect(session.change_theme)
        self.start.open_wanted.connect(self.files.ask_open)
        self.start.new_wanted.connect(self.files.ask_new)
        self.start.join_wanted.connect(self.files.joining.ask)
        self.start.demonstration_wanted.connect(self.files.ask_demonstration)
        self.start.file_wanted.connect(self.files.open_path)

    def _add_keys(self) -> None:
        for keys, run in (
            ("Ctrl+K", self.show_palette),
            ("F1", self.show_help),
            ("F5", self.refresh),
            ("Esc", self.cancel),
            ("Ctrl+O", self.files.ask_open),
            ("Ctrl+,", self.show_settings),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        for number in range(10):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{(number + 1) % 10}"), self)
            shortcut.activated.connect(partial(self._show_number, number))

    def _show_number(self, number: int) -> None:
        if self.session.facts:
            keys = pages_for(self.session.facts.info.role)
            if number < len(keys):
                self.show_page(keys[number])

    @Slot()
    def _on_opened(self) -> None:
        assert self.session.facts is not None
        keys = pages_for(self.session.facts.info.role)
        for key in keys:
            if key not in self.pages:
                self.pages[key] = place_of(key).load()(self.session)
                self.pages[key].summarised.connect(self._on_summarised)
                self.stack.addWidget(self.pages[key])
        self.rail.show_pages(list(keys))
        self._name_window()
        self.show_page(keys[0])
        self.states.watch(keys)
        if self.session.facts.info.synthetic:
            text = self.tr("Everything in this survey is invented: demonstration data.")
            self.session.say(Message("note", text))

    @Slot(str, object)
    def _on_summarised(self, key: str, summary: Summary) -> None:
        self.rail.button(key).set_state(summary.state, summary.sentence)

    def _name_window(self) -> None:
        name = self.tr("Public survey")
        if facts := self.session.facts:
            name = f"{text_of(facts.info.title)} · {facts.info.wave} · {facts.operator.name}"
        self.setWindowTitle(name)
