"""How long from a key press to the next question painted, its answer durable.

    python -m tests.benchmarks.interview_latency [--interviews 12] [--passphrase …]

The shipped public survey on an encrypted laptop file, in the real window without a screen: for each
screen, from the press of Enter until the next question was painted (the answer and the step are
committed before), and how much of that the interface thread itself worked. Then the same with a
merge waiting in the queue behind the interview. The floor, a bare durable write of four kilobytes,
is measured in the same run.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from questionnaires.library import PUBLIC_SURVEY, open_shipped
from questionnaires.model import Questionnaire
from questionnaires.xlsform.reading import read_workbook
from surveyapp.progress import Progress
from surveyapp.store.questionnaires import PUBLISHED, add_questionnaire
from surveyapp.survey import LAPTOP, Survey, SurveyInfo, create_survey, open_survey
from tests.benchmarks.floor import durable_write
from tests.interview_people import KeyPerson
from tests.interview_stage import SURVEYOR, QtHands, Stage, begin, make_picture, wait_until
from ui.main import Wanted, make_window
from ui.main_window import MainWindow
from ui.tasks import Priority, Wish


@dataclass
class Times:
    """Seconds by screen: until painted, and of the interface thread's own work."""

    painted: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)


class TimedHands(QtHands):
    """Hands that time what Enter takes."""

    def __init__(self, stage: Stage, picture: Path, times: Times) -> None:
        super().__init__(stage, picture)
        self._times = times

    def press(self, *names: str) -> None:
        if names != ("Return",):
            super().press(*names)
            return
        self.settle()
        before = self.interview.pane
        own, begun = 0.0, time.perf_counter()
        super().press("Return")
        own += time.perf_counter() - begun
        while self.interview.pane is before:
            at = time.perf_counter()
            QApplication.processEvents()
            worked = time.perf_counter() - at
            own += worked
            if worked < 0.0002:
                time.sleep(0.0002)
            if time.perf_counter() - begun > 5:
                return  # held: the screen stayed, which is no step
        at = time.perf_counter()
        QApplication.processEvents()  # lay out; then paint at once, whatever was painted already
        self.interview.repaint()
        own += time.perf_counter() - at
        self._times.painted.append(time.perf_counter() - begun)
        self._times.own.append(own)


def measure(
    window: MainWindow, form: Questionnaire, interviews: int, folder: Path, *, merging: bool = False
) -> Times:
    """Complete interviews and time every step, where wanted with a merge waiting behind them."""
    times = Times()
    for seed in range(interviews):
        stage = begin(window, form.content_hash)
        begun: list[str] = []
        if merging:
            _queue_merge(window, begun)
        hands = TimedHands(stage, make_picture(folder), times)
        KeyPerson(hands, stage.twin(), seed, ascii_only=False).complete()
        if begun:
            raise AssertionError("background work ran in the middle of an interview")
        stage.interview.asking.pause()
        wait_until(lambda: window.pages["today"].isVisible(), "today")
    return times


def say(name: str, times: Times) -> None:
    """One line of figures."""
    painted, own = sorted(times.painted), sorted(times.own)

    def at(values: list[float], share: float) -> float:
        return 1000 * values[min(len(values) - 1, int(share * len(values)))]

    print(
        f"{name:<34} n {len(painted):5d}   painted p50 {at(painted, 0.5):6.1f}"
        f"  p99 {at(painted, 0.99):6.1f}  worst {at(painted, 1):6.1f} ms"
        f"   own work p50 {at(own, 0.5):6.1f}  p99 {at(own, 0.99):6.1f} ms",
        flush=True,
    )


def _queue_merge(window: MainWindow, begun: list[str]) -> None:
    """A merge as the exchange page asks for it: it must not begin while an interview is open."""

    def merge(_survey: Survey, _progress: Progress) -> None:
        begun.append("merge")

    window.session.runner.run(merge, wish=Wish("", window, Priority.BACKGROUND))


def _is_open(window: MainWindow) -> bool:
    page = window.pages.get("today")
    return page is not None and page.data is not None


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--interviews", type=int, default=12)
    given = parser.parse_args()
    application = QApplication(sys.argv[:1])
    with open_shipped(PUBLIC_SURVEY) as path:
        form = read_workbook(path).questionnaire
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "laptop.survey"
        info = SurveyInfo({"en": "synthetic"}, "2025", role=LAPTOP, synthetic=True)
        with create_survey(file, info, SURVEYOR, passphrase="synthetic words 12") as survey:
            add_questionnaire(survey.store, form, survey.clock.iso(), state=PUBLISHED)
        window = make_window(application, Wanted(language="zh_CN", theme="light"))
        window.show()
        window.resize(1366, 768)
        window.activateWindow()
        window.session.open_with(lambda: open_survey(file, passphrase="synthetic words 12"))
        wait_until(lambda: _is_open(window), "the file")
        print(f"floor: durable write of 4 kB {durable_write() * 1000:.2f} ms")
        measure(window, form, 1, folder)  # imports and first paints
        say("an interview alone", measure(window, form, given.interviews, folder))
        waiting = measure(window, form, given.interviews, folder, merging=True)
        say("with a merge waiting in the queue", waiting)
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
