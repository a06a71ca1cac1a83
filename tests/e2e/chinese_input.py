"""Chinese typed by real input methods into the real program, under a virtual screen.

``python -m tests.e2e.chinese_input --with ibus|fcitx5|fcitx4 [--program PATH] --pictures FOLDER``

Types into open questions, the note, the search of the choices and a page of the office window, by
keys and mouse of the X server, and reads back what the survey's file holds. ``--program`` names the
frozen program; without it the one from source runs. ``--set NAME=VALUE`` replaces what a desktop
sets for the input method, ``--set -`` sets nothing. Installs nothing: says what is lacking.
Not part of the short tests: those compose without an input method (tests/ui/test_input_method*).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.e2e.chinese_input_desktop import (
    METHODS,
    Desktop,
    DesktopError,
    lacking,
    settings,
    version_of,
    wait_for,
)
from tests.e2e.chinese_input_reader import Reader
from tests.e2e.chinese_input_survey import make_begun_laptop, stored_answers

ROOT = Path(__file__).resolve().parents[2]
_THINKING = 0.6
"""Seconds an input method is given to show what it makes of the letters."""


class Trial:
    """One run of the program on one desktop."""

    def __init__(self, desktop: Desktop, reader: Reader, survey: Path, pictures: Path) -> None:
        self.desktop = desktop
        self.reader = reader
        self.survey = survey
        self.pictures = pictures
        self.said: list[tuple[str, bool, str]] = []

    @property
    def failures(self) -> int:
        """How many checks failed."""
        return sum(not passed for _name, passed, _words in self.said)

    def at(self, words: str) -> None:
        """Wait until a question is shown and its field has the keys."""
        self.reader.find("label", words)
        time.sleep(_THINKING)

    def compose(self, letters: str) -> None:
        """Type pinyin and leave it unfinished."""
        self.desktop.type(letters)
        time.sleep(_THINKING)

    def write(self, letters: str) -> None:
        """Type pinyin and take the first word offered."""
        self.compose(letters)
        self.desktop.press("space")
        time.sleep(_THINKING)

    def press(self, *keys: str) -> None:
        """Press keys and let the program answer."""
        self.desktop.press(*keys)
        time.sleep(_THINKING)

    def click(self, role: str, words: str, place: int = 0) -> None:
        """Click on something by its name."""
        self.desktop.click(*self.reader.find(role, words, place).middle)
        time.sleep(_THINKING)

    def keep_picture(self, name: str) -> None:
        """Keep what the screen shows now."""
        self.desktop.picture(self.pictures / f"{self.desktop.method.name}-{name}.png")

    def check(self, name: str, found: Any, wanted: Any) -> None:
        """Note whether what was found is (one of) what is wanted."""
        passed = found in wanted if isinstance(wanted, tuple) else found == wanted
        self.said.append((name, passed, f"{found!r}" if passed else f"{found!r}, not {wanted!r}"))
        print(f"{'ok  ' if passed else 'FAIL'} {name}: {self.said[-1][2]}", flush=True)

    def check_stored(self, name: str, path: str, *wanted: Any) -> None:
        """Note what the survey's file holds for a question."""
        wait_briefly(lambda: path in stored_answers(self.survey))
        self.check(name, stored_answers(self.survey).get(path), wanted)


def wait_briefly(condition: Callable[[], object]) -> None:
    """Give something two seconds to happen; the check that follows says whether it did."""
    end = time.monotonic() + 2
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)


def answer_by_keys(trial: Trial) -> None:
    """Words taken with the space bar and with a digit, letters taken with Enter."""
    trial.at("第一题")
    trial.desktop.switch_on()
    trial.compose("nihao")
    trial.keep_picture("question")
    trial.press("space")
    trial.press("comma")
    trial.press("Return")
    trial.check_stored("open question, with Chinese punctuation", "plain", "你好，")
    trial.at("第二题")
    trial.compose("zhongwen")
    trial.press("1")
    trial.press("Return")
    trial.check_stored("a digit picks a word", "candidate", "中文")
    trial.at("第三题")
    trial.compose("nihao")
    trial.press("Return")
    trial.check("Enter while composing stays", trial.reader.shows("label", "第三题"), True)
    trial.press("Return")
    trial.check_stored("Enter takes the letters", "raw", "nihao")


def click_away(trial: Trial) -> None:
    """Unfinished composition stays where it was typed, whatever is clicked."""
    trial.at("第四题")
    trial.compose("nihao")
    trial.click("text", "下面一格")
    trial.write("zhongwen")
    trial.press("Return")
    trial.check_stored("unfinished, then a click on another field", "two/above", *_KEPT)
    trial.check_stored("the other field", "two/below", "中文")
    trial.at("第五题")
    trial.compose("nihao")
    trial.click("push button", "下一题")
    trial.check_stored("unfinished, then the button “next”", "next", *_KEPT)
    trial.at("第六题")
    trial.compose("nihao")
    trial.click("push button", "题目列表")
    trial.check_stored("unfinished, then the list of questions", "jump", *_KEPT)
    trial.press("Escape")
    trial.at("第六题")
    trial.press("Return")
    trial.at("第七题")
    trial.compose("nihao")
    trial.click("push button", "下一题")
    trial.check_stored("unfinished in one line, then “next”", "line", *_KEPT)


def answer_other_kinds(trial: Trial) -> None:
    """A number with the input method on, a choice found by Chinese words, a note."""
    trial.at("第八题")
    trial.desktop.run("xdotool", "type", "--delay", "80", "４５")
    time.sleep(_THINKING)
    trial.press("Return")
    trial.check_stored("full-width digits in a number", "number", 45)
    trial.at("第九题")
    trial.press("slash")
    trial.compose("pinghu")
    trial.keep_picture("search")
    offered = [
        one.name for one in trial.reader.things() if one.role in ("check box", "radio button")
    ]
    trial.check("the choices do not flicker while composing", len(offered), 17)
    trial.press("space")
    trial.press("Return")
    trial.check_stored("a choice found by Chinese words", "town", "c5")
    trial.at("第十题")
    trial.press("F2")
    trial.write("nihao")
    trial.compose("zhongwen")
    trial.keep_picture("note")
    trial.click("push button", "保存")
    trial.check_stored(
        "a note, its last word unfinished", "note noted", *(f"你好{one}" for one in _UNFINISHED)
    )


def press_keys_of_the_interview(trial: Trial) -> None:
    """A function key while composing, and another window in front: nothing is lost."""
    trial.compose("nihao")
    trial.press("F2")
    if trial.reader.shows("push button", "保存"):  # the input method let it pass
        trial.press("Escape")
    else:
        trial.press("space")
    trial.press("Return")
    trial.check_stored("a function key while composing", "noted", *_KEPT)
    trial.at("最后一题")
    trial.compose("nihao")
    other = trial.desktop.start(sys.executable, "-c", _OTHER_WINDOW)
    time.sleep(2)
    other.terminate()
    other.wait(5)
    time.sleep(_THINKING)
    trial.press("Return")
    trial.check_stored("another window comes in front", "end", *_KEPT)


_OTHER_WINDOW = (
    "from PySide6.QtWidgets import QApplication, QLineEdit; a = QApplication([]); "
    "w = QLineEdit(); w.showMaximized(); a.exec()"
)
_KEPT = ("你好", "你 好", "ni hao", "nihao")
_UNFINISHED = ("中文", "zhong wen", "zhongwen", "中 文")
_STEPS: tuple[Callable[[Trial], None], ...] = (
    answer_by_keys,
    click_away,
    answer_other_kinds,
    press_keys_of_the_interview,
)


def run_interview(trial: Trial) -> None:
    """Resume the interview that was begun and answer it."""
    trial.click("push button", "继续")
    for step in _STEPS:
        step(trial)


def search_page(trial: Trial) -> None:
    """The search of a table, on a page of the window."""
    trial.click("text", "在表中搜索")
    trial.write("nihao")
    trial.keep_picture("page")
    field = trial.reader.find("text", "在表中搜索")
    trial.check("the search of a page", trial.reader.text(field), "你好")


def try_input(options: argparse.Namespace) -> int:
    """Run everything; the number of failed checks."""
    method = METHODS[options.method]
    missing = lacking(method)
    if missing:
        print(f"Lacking on this machine: {' '.join(missing)}")
        return 2
    print(f"{method.name}: {version_of(method)}", flush=True)
    options.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="chinese-input-") as name:
        folder = Path(name)
        survey = make_begun_laptop(folder)
        with Desktop(folder, method, options.variables) as desktop:
            program = desktop.start(*command_of(options.program, survey), folder=ROOT)
            reader = Reader(desktop.bus, program.pid)
            trial = Trial(desktop, reader, survey, options.pictures)
            try:
                run_trial(trial)
            except DesktopError as trouble:
                trial.keep_picture("trouble")
                trial.check(str(trouble), "nothing", "something")
            finally:
                reader.close()
            return trial.failures


def run_trial(trial: Trial) -> None:
    """First the page, then the interview over it."""
    wait_for(lambda: trial.reader.shows("push button", "继续"), "the window with the survey", 40)
    time.sleep(1.5)
    trial.desktop.switch_on()
    search_page(trial)
    run_interview(trial)


def command_of(program: Path | None, survey: Path) -> list[str]:
    """The frozen program, or the one from source."""
    begun = [str(program)] if program else [sys.executable, "-m", "ui"]
    return [*begun, str(survey), "--language", "zh_CN"]


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="chinese_input", description=__doc__)
    parser.add_argument("--with", dest="method", choices=sorted(METHODS), required=True)
    parser.add_argument("--program", type=Path)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--set", dest="settings", action="append", default=[])
    options = parser.parse_args(arguments)
    words = [one for one in options.settings if one != "-"]
    options.variables = settings(words) if options.settings else None
    return options


if __name__ == "__main__":
    sys.exit(try_input(parse(sys.argv[1:])))
