"""Where an interview stands: the current screen, forward, back, jumps, and progress."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.findings import Finding, errors
from questionnaires.interview.answers import Status
from questionnaires.interview.cells import Cell
from questionnaires.interview.checking import Checker
from questionnaires.interview.screens import Screen, build_screens, is_asked
from questionnaires.interview.settling import State, status_of
from questionnaires.interview.wording import Wording


@dataclass(frozen=True)
class Move:
    """A step forward: the screen now current (``None`` at the end), and what held it back."""

    screen: Screen | None
    findings: tuple[Finding, ...] = ()
    moved: bool = True


@dataclass(frozen=True)
class SectionProgress:
    """How far a section is; ``path`` is the top-level group, empty for questions in none."""

    path: str
    label: str
    asked: int
    answered: int


@dataclass(frozen=True)
class Jump:
    """One line of the jump list."""

    path: str
    label: str
    status: Status
    screen: str


class Navigator:
    """Keeps the place by path, so that it survives screens coming and going."""

    def __init__(self, state: State, wording: Wording, checker: Checker) -> None:
        self._state = state
        self._wording = wording
        self._checker = checker
        self._screens: tuple[Screen, ...] = ()
        self._version = -1
        self.place = ""
        self.place_kind = ""
        self.at_end = False

    def screens(self) -> tuple[Screen, ...]:
        """The screens now relevant, in order."""
        if self._version != self._state.version:
            self._screens = build_screens(self._state.tree.root)
            self._version = self._state.version
        return self._screens

    @property
    def index(self) -> int:
        """The number of the current screen; their count at the end."""
        screens = self.screens()
        if self.at_end:
            return len(screens)
        for number, screen in enumerate(screens):
            if screen.path == self.place and screen.kind == self.place_kind:
                return number
        return self._after(screens)

    def _after(self, screens: tuple[Screen, ...]) -> int:
        """The first screen behind the kept place, which is not asked any more."""
        order = {path: number for number, path in enumerate(self._state.tree.by_path)}
        kept = order.get(self.place, -1)
        for number, screen in enumerate(screens):
            if order.get(screen.path, -1) >= kept:
                return number
        return len(screens)

    @property
    def current(self) -> Screen | None:
        screens, index = self.screens(), self.index
        return screens[index] if index < len(screens) else None

    def _stand(self, index: int) -> Screen | None:
        screens = self.screens()
        self.at_end = index >= len(screens)
        if self.at_end:
            return None
        screen = screens[max(index, 0)]
        self.place, self.place_kind = screen.path, screen.kind
        return screen

    def next(self) -> Move:
        """The next screen, unless an answer on this one is missing or wrong."""
        current = self.current
        if current is None:
            return Move(self._stand(len(self.screens())))
        blocking = errors(
            found
            for path in current.questions
            for found in self._checker.of_cell(self._state.tree.by_path[path])
        )
        if blocking:
            return Move(current, blocking, moved=False)
        return Move(self._stand(self.index + 1))

    def back(self) -> Screen | None:
        """The screen before; the first stays."""
        return self._stand(max(self.index - 1, 0))

    def go_to(self, path: str) -> Screen:
        """The screen of a question, group or repeat; ``KeyError`` where none is asked."""
        for number, screen in enumerate(self.screens()):
            if path == screen.path or path in screen.questions:
                self._stand(number)
                return screen
        for number, screen in enumerate(self.screens()):
            if screen.path.startswith((f"{path}/", f"{path}[")):
                self._stand(number)
                return screen
        raise KeyError(path)

    def progress(self) -> tuple[SectionProgress, ...]:
        """Each section with how many questions it asks now and how many are settled."""
        counts: dict[str, list[int]] = {}
        for screen in self.screens():
            count = counts.setdefault(screen.section, [0, 0])
            for cell in self._asked_on(screen):
                count[0] += 1
                count[1] += cell.value is not None
        return tuple(
            SectionProgress(path, self._section_label(path), asked, answered)
            for path, (asked, answered) in counts.items()
        )

    def _section_label(self, path: str) -> str:
        cell = self._state.tree.by_path.get(path)
        node = None if cell is None else cell.item.node
        if cell is None or node is None:
            return ""
        return self._wording.say(node.labels, cell) or node.name

    def _asked_on(self, screen: Screen) -> list[Cell]:
        cells = [self._state.tree.by_path[path] for path in screen.questions]
        return [cell for cell in cells if cell.item.question and is_asked(cell.item.question)]

    def jump_list(self) -> tuple[Jump, ...]:
        """Every question now asked, with its screen."""
        return tuple(
            Jump(cell.path, self._label(cell), Status(status_of(cell)), screen.path)
            for screen in self.screens()
            for cell in self._asked_on(screen)
        )

    def _label(self, cell: Cell) -> str:
        question = cell.item.question
        return (self._wording.say(question.labels, cell) if question else "") or cell.item.name
