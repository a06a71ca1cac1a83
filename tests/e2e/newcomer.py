"""Somebody new makes a survey of ten questions with one skip and one grid, by real mouse and keys.

    python -m tests.e2e.newcomer --language zh_CN --pictures FOLDER

Starts a screen of its own (Xvfb), shows the start page there, and moves the pointer and presses
keys through the X server (xdotool): a new survey, a new questionnaire, ten questions, the preview.
Every act counts eight seconds, reading included; all together have to stay under ten minutes.
演示数据 / synthetic.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QWidget

from questionnaires.interview import Interview
from tests.e2e.own_screen import run_on_a_screen
from ui.action_button import ActionButton
from ui.dialogs.new_survey_dialog import NewSurveyDialog
from ui.main import Wanted, make_window
from ui.main_window import MainWindow

SECONDS_EACH, MOST_SECONDS = 8, 600
_ADDED = ("select_one", "select_multiple", "integer", "decimal", "text")
_WAIT = 10


class StuckError(Exception):
    """What was expected did not happen."""


class Hand(QObject):
    """Moves pointer and keys from a thread of its own; the window is asked in its own thread."""

    _asked = Signal(object)

    def __init__(self, window: MainWindow, folder: Path | None) -> None:
        super().__init__()
        self.window, self.folder, self.acts = window, folder, 0
        self._answer: object = None
        self._trouble: Exception | None = None
        self._asked.connect(self._ask, Qt.ConnectionType.BlockingQueuedConnection)

    def ask(self, question: Callable[[], object]) -> object:
        """What the window says."""
        self._trouble = None
        self._asked.emit(question)
        if self._trouble is not None:
            raise self._trouble
        return self._answer

    @Slot(object)
    def _ask(self, question: Callable[[], object]) -> None:
        try:
            self._answer = question()
        except Exception as trouble:  # noqa: BLE001 - the border between two threads
            self._trouble = trouble

    def until(self, question: Callable[[], object], what: str) -> None:
        """Wait until it is so."""
        end = time.monotonic() + _WAIT
        while not self.ask(question):
            if time.monotonic() > end:
                self.picture("stuck")
                raise StuckError(what)
            time.sleep(0.03)

    def click(self, find: Callable[[], QWidget], at: Callable[[], QPoint] | None = None) -> None:
        """Click the middle of a widget, or a place on it; it has to be in sight."""
        self.acts += 1
        for _ in range(10):
            if self.ask(lambda: _on_screen(find(), at)):
                break
            self._wheel()
        place = self.ask(lambda: _on_screen(find(), at))
        if not isinstance(place, QPoint):
            self.picture("stuck")
            raise StuckError(f"not in sight: {self.ask(find)}")
        _run("mousemove", str(place.x()), str(place.y()))
        time.sleep(0.12)
        _run("click", "1")
        time.sleep(0.2)

    def _wheel(self) -> None:
        """Turn the wheel beside the properties, for what is further down."""
        panel = self.window.pages["questionnaire"].desk.properties
        self.acts += 1
        place = self.ask(lambda: panel.mapToGlobal(QPoint(panel.width() - 24, 40)))
        assert isinstance(place, QPoint)
        _run("mousemove", str(place.x()), str(place.y()), "click", "5")
        time.sleep(0.2)

    def type(self, text: str) -> None:
        """Type; Chinese comes as an input method sends it."""
        self.acts += 1
        if text.isascii():
            _run("type", "--delay", "12", "--", text)
        else:
            self.ask(lambda: _commit(text))
        time.sleep(0.25)

    def key(self, *names: str) -> None:
        """Press keys."""
        self.acts += 1
        _run("key", "--delay", "60", *names)
        time.sleep(0.25)

    def picture(self, name: str) -> None:
        """Keep what the screen shows."""
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = str(self.folder / f"{name}.png")
            time.sleep(0.4)
            self.ask(lambda: self.window.screen().grabWindow(0).save(path))


def _on_screen(widget: QWidget, at: Callable[[], QPoint] | None) -> QPoint | None:
    """Where to click; ``None`` while that place is not in sight."""
    spot = at() if at else widget.rect().center()
    if not widget.isVisible() or not widget.visibleRegion().contains(spot):
        return None
    return widget.mapToGlobal(spot)


def _commit(text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def _run(*command: str) -> None:
    subprocess.run(["xdotool", *command], check=True, capture_output=True)


class Newcomer:
    """Goes from the start page to the preview."""

    def __init__(self, hand: Hand, is_chinese: bool) -> None:
        self.hand, self.window = hand, hand.window
        self._texts = 1 if is_chinese else 0

    def say(self, english: str, chinese: str) -> str:
        """The text in the language of the person."""
        return (english, chinese)[self._texts]

    @property
    def page(self):
        return self.window.pages["questionnaire"]

    @property
    def desk(self):
        return self.page.desk

    def make_survey(self) -> None:
        """From the start page to an open survey."""
        hand = self.hand
        hand.picture("01-start")
        hand.click(lambda: self.window.start.new_button)
        hand.until(lambda: _top(QFileDialog), "the file dialog")
        hand.key("ctrl+a")
        hand.type("walk.survey")
        hand.key("Return")
        hand.until(lambda: _top(NewSurveyDialog), "the dialog of a new survey")
        hand.picture("02-new-survey")
        hand.type(self.say("Li Na", "李娜"))
        hand.click(lambda: _top(NewSurveyDialog).is_plain, lambda: QPoint(8, 10))
        hand.key("Return")
        hand.until(lambda: self.window.session.facts is not None, "the survey opens")
        hand.picture("03-survey")

    def make_form(self) -> None:
        """A new questionnaire."""
        hand = self.hand
        hand.click(lambda: self.window.rail.button("questionnaire"))
        hand.until(lambda: self.page.is_settled, "the page of the questionnaire")
        hand.picture("04-page")
        hand.click(lambda: _command(self.page, "new"))
        hand.until(lambda: _top(QInputDialog), "the title is asked for")
        hand.type(self.say("Neighbourhood survey", "邻里环境小调查"))
        hand.key("Return")
        hand.until(lambda: self.desk.form_panel.first_steps.isVisible(), "an empty questionnaire")
        hand.picture("05-empty")

    def ask_three(self) -> None:
        """A number and two questions with choices."""
        hand, first = self.hand, self.desk.form_panel.first_steps
        hand.click(lambda: first.buttons["integer"])
        hand.type(self.say("How old are you?", "您今年多少周岁？"))
        self.add("select_one")
        hand.type(self.say("Are you a man or a woman?", "您的性别？"))
        self.choices(self.say("Man", "男"), self.say("Woman", "女"))
        self.add("select_one")
        hand.type(self.say("Do you sort your waste?", "您家的生活垃圾分类吗？"))
        self.choices(
            self.say("Never", "不分类"), self.say("Sometimes", "有时"), self.say("Always", "总是")
        )
        hand.picture("06-choices")

    def ask_some(self) -> None:
        """A question that only some are asked."""
        hand, panel = self.hand, self.desk.properties
        self.add("text")
        hand.type(self.say("Why do you not sort it?", "不分类的主要原因是什么？"))
        hand.click(lambda: panel.add_condition)
        hand.until(panel.condition.isVisible, "the row for a condition")
        hand.picture("07-condition")
        hand.click(lambda: panel.condition.both)
        hand.until(lambda: not panel.condition.isVisible(), "the condition is taken")
        hand.picture("08-skip")

    def ask_grid(self) -> None:
        """Four questions with the same choices, typed in two tables."""
        hand, panel = self.hand, self.desk.properties
        hand.click(lambda: self.desk.add_button)
        hand.key("Up")
        hand.key("Up")
        hand.key("Up")
        hand.key("Return")
        hand.until(panel.rows.isVisible, "the rows of the grid")
        hand.type(self.say("How satisfied are you with", "您对以下各项满意吗？"))
        table = panel.rows.table
        rows = (
            ("the air", "空气"),
            ("the water", "水"),
            ("the noise", "噪声"),
            ("the parks", "绿化"),
        )
        self.cells(table, 0, [self.say(*one) for one in rows])
        texts = (("Satisfied", "满意"), ("Neither", "一般"), ("Dissatisfied", "不满意"))
        self.choices(*(self.say(*one) for one in texts))
        hand.picture("09-grid")

    def ask_last(self) -> None:
        """Two more behind the grid."""
        hand = self.hand
        tree = self.desk.tree
        hand.click(tree.viewport, lambda: tree.visualRect(tree.rows.index_of(())).center())
        self.add("select_multiple")
        hand.type(self.say("Where do you hear of it?", "您从哪里了解环保信息？"))
        texts = (("Television", "电视"), ("Telephone", "手机"), ("Neighbours", "社区宣传"))
        self.choices(*(self.say(*one) for one in texts))
        self.add("text")
        hand.type(self.say("What do you suggest?", "您还有什么建议？"))
        hand.picture("10-done")

    def look(self) -> None:
        """See what surveyors will see."""
        hand, bar = self.hand, self.desk.tabs.tabBar()
        hand.click(lambda: bar, lambda: bar.tabRect(1).center())
        hand.until(lambda: self.desk.preview.is_current, "the preview")
        hand.until(lambda: self.page.keeper.is_kept, "the draft is kept")
        hand.picture("11-preview")

    def add(self, kind: str) -> None:
        """Open “Add” and take an entry with the keys."""
        self.hand.click(lambda: self.desk.add_button)
        self.hand.key(*["Down"] * (_ADDED.index(kind) + 1), "Return")

    def choices(self, *texts: str) -> None:
        """Click the first text and type one below the other."""
        table = self.desk.properties.choices
        self.cells(table.table, table.label_column(), texts)

    def cells(self, table, column: int, texts: Sequence[str]) -> None:
        """The same in any table."""

        def spot() -> QPoint:
            return table.visualRect(table.rows.index(0, column)).center()

        self.hand.until(table.isVisible, "the table")
        self.hand.click(table.viewport, spot)
        for text in texts:
            self.hand.type(text)
            self.hand.key("Return")
            self.hand.acts -= 1  # a word and its Enter are one thing to do


def _top(kind: type) -> QWidget | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    shown = [one for one in found if one.isVisible() and one.isActiveWindow()]
    return shown[0] if shown else None


def _command(page: QWidget, key: str) -> QWidget:
    return next(one for one in page.findChildren(ActionButton) if one.command.key == key)


def walk(window: MainWindow, given: argparse.Namespace) -> Newcomer:
    """The whole way, in a thread beside the window's own."""
    person = Newcomer(Hand(window, given.pictures), given.language.startswith("zh"))
    parts = (
        person.make_survey, person.make_form, person.ask_three, person.ask_some,
        person.ask_grid, person.ask_last, person.look,
    )  # fmt: skip
    trouble: list[BaseException] = []

    def go() -> None:
        try:
            for part in parts:
                part()
        except BaseException as found:  # noqa: BLE001 - the border between two threads
            trouble.append(found)

    thread = threading.Thread(target=go)
    thread.start()
    while thread.is_alive():
        QApplication.processEvents()
        time.sleep(0.002)
    if trouble:
        raise trouble[0]
    return person


def judge(person: Newcomer) -> list[str]:
    """What is not as it should be with the questionnaire that came of it."""
    form = person.page.document.form
    asked = [question for _, question in form.questions()]
    problems = [one.finding.code for one in person.desk.inspection.problems if one.is_error]
    found = [f"problem: {code}" for code in problems]
    if len(asked) != 10 or not all(one.labels for one in asked):
        found.append(f"{len(asked)} questions")
    interview = Interview(form)
    why, sorts = asked[3].name, asked[2].name
    interview.answer(sorts, "2")
    if interview.is_asked(why):
        found.append("the skip does not skip")
    interview.answer(sorts, "1")
    if not interview.is_asked(why):
        found.append("the skip skips always")
    if not any(screen.kind == "grid" for screen in interview.screens()):
        found.append("no grid")
    if person.hand.acts * SECONDS_EACH >= MOST_SECONDS:
        found.append("too many acts")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the walk; 0 where it led to the questionnaire in time."""
    given = _parse(arguments)
    if not given.inside:
        words = sys.argv[1:] if arguments is None else list(arguments)
        return run_on_a_screen("tests.e2e.newcomer", words)
    application = QApplication(sys.argv[:1])
    window = make_window(application, Wanted(None, given.language, "light"))
    window.showMaximized()
    begun = time.monotonic()
    person = walk(window, given)
    wrong = judge(person)
    seconds = time.monotonic() - begun
    acts = person.hand.acts
    print(
        f"{given.language}: {acts} acts, {acts * SECONDS_EACH} s of {MOST_SECONDS} at "
        f"{SECONDS_EACH} s each ({seconds:.0f} s by the machine); {wrong or 'as it should be'}",
        flush=True,
    )
    window.close()
    return 1 if wrong else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.newcomer")
    parser.add_argument("--language", default="zh_CN")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
