"""What every page is given: the open survey's facts, the task runner, a way to say something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from surveyapp.errors import Cancelled, SurveyError
from ui import preferences
from ui.garbage import GarbageCollector
from ui.language import Language
from ui.tasks import Priority, Task, TaskRunner, Wish, Work, open_path
from ui.theme import Theme

if TYPE_CHECKING:
    from surveyapp.operators import Action, Operator
    from surveyapp.survey import Survey, SurveyInfo


@dataclass(frozen=True)
class Message:
    """One line for the message bar: ``done``, ``note``, ``caution`` or ``trouble``."""

    kind: str
    text: str
    remedy: str = ""
    action: str = ""
    run: Callable[[], None] | None = None


@dataclass(frozen=True)
class Facts:
    """Copies of what the interface thread may know of the open survey."""

    path: Path
    info: SurveyInfo
    operator: Operator

    def may(self, action: Action | None) -> bool:
        """Whether the operator may do that (the core refuses anyway; this only greys buttons)."""
        return action is None or self.operator.may(action)


class Session(QObject):
    """One window's work: at most one open survey, one runner, one look, one language."""

    opened = Signal()
    closed = Signal()
    said = Signal(object)
    crashed = Signal(object)
    page_wanted = Signal(str)
    """The key of a page somebody asked for, such as a button of an empty state."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self.theme = theme
        self.language = language
        self.runner = TaskRunner()
        self.garbage = GarbageCollector(self)
        self.facts: Facts | None = None
        self.runner.troubled.connect(self.show_trouble)

    def open_file(
        self,
        path: Path,
        passphrase: str | None = None,
        operator: str = "",
        on_error: Callable[[BaseException], None] | None = None,
    ) -> Task:
        """Open a survey; ``opened`` follows, or the trouble is shown and all stays as it was."""
        return self.open_with(partial(open_path, path, passphrase, operator), on_error)

    def open_with(
        self,
        opening: Callable[[], Survey],
        on_error: Callable[[BaseException], None] | None = None,
    ) -> Task:
        """Open what ``opening`` gives in the survey's thread (a new survey, for instance)."""
        wish = Wish(self.tr("Opening the survey"), self)
        return self.runner.open(opening, self._opened, on_error or self.show_trouble, wish=wish)

    def close_file(self) -> None:
        """Close the survey and return to the start page."""
        self.facts = None
        self.runner.close_survey()
        self.closed.emit()

    def run(
        self,
        label: str,
        work: Work,
        on_done: Callable[[Any], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Task:
        """Run something the user asked for: shown in the task bar, trouble in the message bar."""
        return self.runner.run(work, on_done, self.show_trouble, wish=Wish(label, owner or self))

    def read(
        self,
        work: Work,
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], None],
        *,
        owner: QObject,
    ) -> Task:
        """Read for a page, quietly and after whatever the user asked for."""
        wish = Wish("", owner, Priority.BACKGROUND)
        return self.runner.run(work, on_done, on_error, wish=wish)

    def say(self, message: Message) -> None:
        """Show a line in the message bar."""
        self.said.emit(message)

    def say_done(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Say that something was done, with an action that follows from it."""
        self.said.emit(Message("done", text, action=action, run=run))

    def show_trouble(self, trouble: BaseException) -> None:
        """Expected trouble to the message bar, bugs to the crash dialog."""
        if isinstance(trouble, Cancelled):
            self.say(Message("note", trouble.sentence))
        elif isinstance(trouble, SurveyError):
            self.say(Message("trouble", trouble.sentence, trouble.remedy))
        else:
            self.crashed.emit(trouble)

    def change_language(self, name: str) -> None:
        """Change the language now and for the next start."""
        preferences.write("language", name)
        self.language.apply(name)

    def change_theme(self, name: str = "", scale: float = 0.0) -> None:
        """Change look or size of text now and for the next start."""
        self.theme.apply(name, scale)
        preferences.write("theme", self.theme.name)
        preferences.write("scale", str(self.theme.scale))

    def stop(self) -> None:
        """Close everything; blocks until the survey's thread has ended."""
        self.runner.stop()
        self.garbage.stop()

    def _opened(self, facts: tuple[Path, SurveyInfo, Operator]) -> None:
        self.facts = Facts(*facts)
        preferences.remember_file(self.facts.path)
        self.opened.emit()
