"""How long a workbook takes until its form stands on the desk, and whether it survives writing.

    python -m tests.benchmarks.designer_forms WORKBOOK...

The real window, drawn off screen, on a survey of the template. "Opens" is from the choice of the
file to the repainted tree; "longest stop" is the longest time between two turns of the window's
event loop meanwhile. Then the form is written, read again and compared, and given to the strict
converter of Kobo and ODK. Promise: a form opens in 1 s, off the interface thread.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from questionnaires.xlsform import convert_strictly, read_workbook, write_workbook
from surveyapp.operators import Operator, Role
from surveyapp.templates import Occasion, create_jiaxing
from ui.designer import work
from ui.main import Wanted, make_window


class Stops:
    """Turns the event loop and remembers its longest stop."""

    def __init__(self) -> None:
        self.longest = 0.0

    def until(self, done: Callable[[], bool]) -> float:
        """Wait; how long it took."""
        begun = before = time.perf_counter()
        while not done():
            QApplication.processEvents()
            now = time.perf_counter()
            self.longest, before = max(self.longest, now - before), now
            if now - begun > 120:
                raise TimeoutError
            time.sleep(0.0005)
        return time.perf_counter() - begun


def round_trip(path: Path, folder: Path) -> str:
    """What is different after writing and reading again, and the strict verdict."""
    reading = read_workbook(path)
    form = reading.questionnaire
    target = folder / "again.xlsx"
    write_workbook(form, target, indicators=reading.indicators, checks=reading.checks)
    again = read_workbook(target).questionnaire
    same = "the same again" if again.content_hash == form.content_hash else "DIFFERENT"
    verdict, before = convert_strictly(target), convert_strictly(path)
    words = {True: "accepted", False: "refused"}
    return f"{same}; strict: {words[before.valid]} as it came, {words[verdict.valid]} as written"


def main(arguments: Sequence[str]) -> int:
    """Measure every workbook named."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        operator = Operator("designer", "王芳", Role.DESIGNER)
        create_jiaxing(folder / "s.survey", operator, Occasion("2025", synthetic=True)).close()
        window = make_window(application, Wanted(None, "en", "light"))
        window.show()
        window.files.open_path(folder / "s.survey")
        Stops().until(lambda: window.session.facts is not None)
        window.show_page("questionnaire")
        page = window.pages["questionnaire"]
        Stops().until(lambda: page.is_settled)
        for written in arguments:
            path, stops, before = Path(written), Stops(), page.document.form
            page.session.run("reading", partial(work.import_workbook, path), page._take_reading)
            seconds = stops.until(lambda before=before: page.document.form is not before)
            window.repaint()
            rows = sum(1 for _ in page.document.form.walk())
            print(
                f"{path.name:42} {rows:5} rows  opens {seconds:5.2f} s  longest stop "
                f"{stops.longest * 1000:4.0f} ms  {round_trip(path, folder)}",
                flush=True,
            )
            Stops().until(lambda: page.keeper.is_kept)
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
