"""Kills the designer while somebody types, and looks what the survey still holds.

    python -m tests.reliability.designer_kills --times 20

A window of its own process (off screen) changes the title of the form again and again; each time
it says “saved”, the number is written down here. It is killed (kill -9) at a random moment. The
draft in the file must then hold at least the number that was last called saved, whole, and the
designer must show it when the survey is opened again. 演示数据 / synthetic.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

FORM = "jiaxing_public"
_SAID, _BEGUN = "saved ", "begun"


class LostError(Exception):
    """What was called saved is not there."""


@dataclass(frozen=True)
class Kill:
    """What one kill left behind."""

    said: int
    found: int


def make_survey(path: Path) -> None:
    """A survey of the template."""
    from surveyapp.operators import Operator, Role
    from surveyapp.templates import Occasion, create_jiaxing

    operator = Operator("designer", "王芳", Role.DESIGNER)
    create_jiaxing(path, operator, Occasion("2025", synthetic=True)).close()


def kill_once(path: Path, seconds: float) -> Kill:
    """Type, kill, look."""
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.reliability.designer_kills", "--typist", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=variables) as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            if line.strip() == _BEGUN:
                break
        time.sleep(seconds)
        typist.kill()
        lines = [one for one in typist.stdout.read().split("\n") if one.startswith(_SAID)]
    said = [int(one.removeprefix(_SAID)) for one in lines if one.removeprefix(_SAID).isdigit()]
    found = read_number(path)
    if found < max(said, default=0):
        raise LostError(f"saved was said of {max(said)}, the file holds {found}")
    return Kill(max(said, default=0), found)


def read_number(path: Path) -> int:
    """The number in the draft's title; 0 where there is no draft."""
    from surveyapp.fieldwork.design_drafts import read_designs
    from surveyapp.survey import open_survey

    with open_survey(path) as survey:
        draft = read_designs(survey).get(FORM)
    if draft is None or " " not in draft.form.title:
        return 0
    return int(draft.form.title.rpartition(" ")[2])


def type_on(path: Path) -> None:
    """The process that is killed: one change after the other, and what was kept."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui.designer.titles import titled
    from ui.main import Wanted, make_window

    application = QApplication([])
    window = make_window(application, Wanted(path, "en", "light"))
    window.show()
    window.files.open_path(path)
    _until(application, lambda: window.session.facts is not None)
    window.show_page("questionnaire")
    page = window.pages["questionnaire"]
    _until(application, lambda: page.is_settled)
    number = read_from_title(page.document.form.title)

    def change() -> None:
        nonlocal number
        number += 1
        form = replace(page.document.form, title=f"Survey {number}")
        page.document.do(titled("x"), page.document.draft.with_form(form))
        if number % 7 == 0:
            page.keeper.keep()  # as when one leaves the page

    def say() -> None:
        print(f"{_SAID}{read_from_title(page.document.form.title)}", flush=True)

    page.keeper.kept.connect(say)
    timer = QTimer(interval=23)
    timer.timeout.connect(change)
    pause = QTimer(interval=1300)  # typing rests at times, so that the rest is written
    pause.timeout.connect(lambda: timer.stop() if timer.isActive() else timer.start())
    timer.start()
    pause.start()
    print(_BEGUN, flush=True)
    application.exec()


def read_from_title(title: str) -> int:
    """The number at the end."""
    last = title.rpartition(" ")[2]
    return int(last) if last.isdigit() else 0


def _until(application: object, done: object) -> None:
    assert callable(done)
    end = time.monotonic() + 30
    while not done():
        application.processEvents()  # pyright: ignore[reportAttributeAccessIssue] - Qt's
        time.sleep(0.002)
        if time.monotonic() > end:
            raise TimeoutError


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill so many times; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.designer_kills")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--typist", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.typist:
        type_on(given.typist)
        return 0
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kills.survey"
        make_survey(path)
        kills = [kill_once(path, chance.uniform(0.3, 3.5)) for _ in range(given.times)]
    ahead = sum(one.found > one.said for one in kills)
    print(f"{len(kills)} kills, nothing lost; {max(one.found for one in kills)} changes kept; "
          f"{ahead} times the file was ahead of what had been said")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
