"""How long from a key press to the next question painted, its answer durable.

    python -m tests.benchmarks.interview_latency [FORM.xlsx …] [--interviews 12] [--merge 20000]
    QT_QPA_PLATFORM=xcb DISPLAY=:9 python -m tests.benchmarks.interview_latency …

The shipped public survey, or the forms named, in the real window: for each screen, from the press
of Enter until the next question was painted (the answer and the step are committed before), and how
much of that the interface thread itself worked, by the clock and by its processor time. ``--think``
is how long the surveyor looks at a screen before pressing Enter; with 0 nothing can be prepared in
time.

First on an encrypted laptop file. With ``--merge``, then on an office's file in which the merge of
so many sealed interviews waits in the queue behind the interview, as the exchange page asks for it;
it must not begin before the interview is over, and is carried through afterwards. The floor, a bare
durable write of four kilobytes, is measured in the same run.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from questionnaires.library import PUBLIC_SURVEY, open_shipped
from questionnaires.model import Questionnaire
from questionnaires.xlsform.reading import read_workbook
from surveyapp.exchange.merging import MergeResult, merge_packages
from surveyapp.exchange.returns import make_return_package
from surveyapp.progress import Progress
from surveyapp.store.operators import add_operator
from surveyapp.store.questionnaires import PUBLISHED, add_questionnaire
from surveyapp.survey import LAPTOP, Survey, SurveyInfo, create_survey, open_survey
from tests.benchmarks.floor import durable_write
from tests.exchange_cases import designer, interview, make_world
from tests.interview_people import KeyPerson
from tests.interview_stage import SURVEYOR, QtHands, Stage, begin, make_picture, wait_until
from ui.interview.ending import EndPane
from ui.main import Wanted, make_window
from ui.main_window import MainWindow

_PASSPHRASE = "synthetic words 12"
_LAPTOPS = 10


@dataclass
class Times:
    """Seconds by screen: until painted; of the interface thread, by the clock and its own."""

    painted: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


class TimedHands(QtHands):
    """Hands that time what Enter takes."""

    def __init__(self, stage: Stage, picture: Path, times: Times, think: float) -> None:
        super().__init__(stage, picture)
        self._times = times
        self._think = think
        self._paints = Paints(stage)

    def press(self, *names: str) -> None:
        self.settle()
        if names != ("Return",) or isinstance(self.interview.pane, EndPane):
            super().press(*names)
            return
        self._look_at_it()
        before = self.interview.view
        begun, processor, own = time.perf_counter(), time.thread_time(), 0.0
        super().press("Return")
        own += time.perf_counter() - begun
        while self.interview.view is before:
            at = time.perf_counter()
            QApplication.processEvents()
            worked = time.perf_counter() - at
            own += worked
            if worked < 0.0002:
                time.sleep(0.0002)
        at = time.perf_counter()
        while not self._paints.seen:
            QApplication.processEvents()
        QApplication.processEvents()  # what came up while painting belongs to it
        own += time.perf_counter() - at
        if self.interview.view is not None and not self.interview.view.held:
            self._times.painted.append(time.perf_counter() - begun)
            self._times.own.append(own)
            self._times.processor.append(time.thread_time() - processor)

    def _look_at_it(self) -> None:
        end = time.perf_counter() + self._think
        while time.perf_counter() < end:
            QApplication.processEvents()
            time.sleep(0.002)


class Paints(QObject):
    """Whether the window was painted since a screen came."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.interview)
        self.seen = False
        stage.interview.course.shown.connect(self.begin)
        stage.window.installEventFilter(self)

    def begin(self) -> None:
        """A screen is shown: what is painted from now on is of it."""
        self.seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The window lays out and paints all that waits for it while it handles this.
        if event.type() == QEvent.Type.UpdateRequest:
            self.seen = True
        return super().eventFilter(watched, event)


@dataclass(frozen=True)
class Bench:
    """The window, the form that is asked in it, and how often."""

    window: MainWindow
    form: Questionnaire
    folder: Path
    interviews: int
    think: float

    def measure(self, page: str, interviews: int) -> Times:
        """Answer to the end and time every step."""
        times = Times()
        for seed in range(interviews):
            stage = begin(self.window, self.form.content_hash, page=page)
            hands = TimedHands(stage, make_picture(self.folder), times, self.think)
            KeyPerson(hands, stage.twin(), seed, ascii_only=False).complete()
            stage.interview.asking.pause()
            wait_until(self.window.pages[page].isVisible, page)
        return times

    def report(self, name: str, page: str) -> None:
        """Measure and print a row of a table."""
        self.measure(page, 1)  # imports and first paints
        times = self.measure(page, self.interviews)
        cells = [_row(values) for values in (times.painted, times.own, times.processor)]
        load = os.getloadavg()[0]
        print(f"| {name} | {len(times.own)} | {' | '.join(cells)} | {load:.1f} |", flush=True)


def _row(values: list[float]) -> str:
    ordered = sorted(values)
    at = [ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95, 0.99)]
    return " / ".join(f"{1000 * one:.1f}" for one in (*at, ordered[-1]))


def make_laptop(folder: Path, form: Questionnaire) -> Callable[[], Survey]:
    """An encrypted laptop file; how it is opened."""
    file = folder / "laptop.survey"
    info = SurveyInfo({"en": "synthetic"}, "2025", role=LAPTOP, synthetic=True)
    with create_survey(file, info, SURVEYOR, passphrase=_PASSPHRASE) as survey:
        add_questionnaire(survey.store, form, survey.clock.iso(), state=PUBLISHED)
    return partial(open_survey, file, passphrase=_PASSPHRASE)


def make_office(folder: Path, form: Questionnaire, count: int) -> tuple[Path, list[Path]]:
    """An office's file, and the packages of laptops with so many interviews between them."""
    world = make_world(folder, _LAPTOPS, 1)
    packages: list[Path] = []
    for number in range(_LAPTOPS):
        laptop = world.laptop(number)
        with laptop.store.transaction():
            for seed in range(number, count, _LAPTOPS):
                interview(laptop, seed=seed, answers=60)
        packages.append(make_return_package(laptop, world.stick()).path)
    add_questionnaire(world.city.store, form, world.city.clock.iso(), state=PUBLISHED)
    add_operator(world.city.store, SURVEYOR, world.city.clock.iso())
    path = world.city.path
    world.close()
    return path, packages


def measure_beside_a_merge(bench: Bench, name: str, count: int) -> None:
    """Time the steps while a merge waits; then let it run."""
    office, packages = make_office(bench.folder, bench.form, count)
    _open(bench.window, lambda: open_survey(office), "exchange")
    merged: list[MergeResult] = []
    began: list[float] = []

    def merge(survey: Survey, progress: Progress) -> MergeResult:
        began.append(time.perf_counter())
        survey.operator = designer()
        return merge_packages(survey, packages, progress)

    # Nobody may both interview and merge, so the role changes between the two.
    runner = bench.window.session.runner
    runner.run(lambda survey, _progress: setattr(survey, "operator", SURVEYOR))
    runner.hold_background()
    bench.window.session.run("Merging packages", merge, merged.append)
    held = runner.release_background
    runner.release_background = lambda: None  # between two of these interviews it waits as well
    bench.report(f"{name}, the merge of {count:,} waiting", "exchange")
    runner.release_background = held
    if began:
        raise AssertionError("the merge began in the middle of an interview")
    runner.release_background()
    wait_until(lambda: bool(merged), "the merge", seconds=600)
    print(f"the merge afterwards: {merged[0].new:,} new, {time.perf_counter() - began[0]:.1f} s")


def _open(window: MainWindow, opening: Callable[[], Survey], page: str) -> None:
    done: list[bool] = []
    window.session.opened.connect(lambda: done.append(True))
    window.session.open_with(opening)
    wait_until(lambda: bool(done), "the file")
    window.show_page(page)
    wait_until(lambda: window.pages[page].isVisible(), page)


def _run(bench: Bench, name: str, merge: int) -> None:
    opening = make_laptop(bench.folder, bench.form)
    _open(bench.window, opening, "today")
    bench.report(f"{name}, alone", "today")
    if merge:
        measure_beside_a_merge(bench, name, merge)


def _forms(paths: list[Path]) -> list[tuple[str, Questionnaire]]:
    if paths:
        return [(path.stem, read_workbook(path).questionnaire) for path in paths]
    with open_shipped(PUBLIC_SURVEY) as path:
        return [("public survey", read_workbook(path).questionnaire)]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("forms", nargs="*", type=Path)
    parser.add_argument("--interviews", type=int, default=12)
    parser.add_argument("--merge", type=int, default=0)
    parser.add_argument("--think", type=float, default=0.15)
    given = parser.parse_args()
    application = QApplication(sys.argv[:1])
    platform = application.platformName()
    print(f"{platform}; floor: durable write of 4 kB {durable_write() * 1000:.2f} ms")
    print("| case | screens | painted, ms: p50 / p95 / p99 / worst | own work | its CPU | load |")
    for name, form in _forms(given.forms):
        with tempfile.TemporaryDirectory() as temporary:
            window = make_window(application, Wanted(language="zh_CN", theme="light"))
            window.show()
            window.resize(1366, 768)
            window.activateWindow()
            bench = Bench(window, form, Path(temporary), given.interviews, given.think)
            _run(bench, name, given.merge)
            window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
