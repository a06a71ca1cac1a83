"""Takes a picture of every page: ``python -m ui.pictures --survey F --folder D [--sizes …]``.

The pictures are of the real window on the real survey, waited for until the page has read its data
and drawn its figure, so that a person can look whether anything is cut, missing or crowded.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QTabWidget

from surveyapp.words import LANGUAGES
from ui.main import Wanted, make_window
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.pages.registry import pages_for
from ui.palette import THEMES
from ui.plots import FigureView

_LONGEST_S = 60.0


@dataclass(frozen=True)
class Shot:
    """How pictures are taken."""

    width: int
    height: int
    scale: float
    language: str
    theme: str

    @property
    def name(self) -> str:
        """For the file's name."""
        size = f"{self.width}x{self.height}" + (f"@{self.scale:g}" if self.scale != 1 else "")
        return f"{self.language}-{self.theme}-{size}"


def take_pictures(window: MainWindow, survey: Path, folder: Path, shots: Sequence[Shot]) -> int:
    """Photograph every page of a survey in every way wanted; gives how many pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for shot in shots:
        _dress(window, shot)
        if window.session.facts is None:
            taken += _take(window, folder / f"{shot.name}-00-start.png")
            window.files.open_path(survey)
            _wait(lambda: window.session.facts is not None)
        facts = window.session.facts
        assert facts is not None
        for number, key in enumerate(pages_for(facts.info.role), 1):
            window.show_page(key)
            window.message_bar.clear()
            taken += _take_page(window, folder, f"{shot.name}-{number:02d}-{key}")
    return taken


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 0 where every picture could be taken."""
    parser = argparse.ArgumentParser(prog="ui.pictures", description=__doc__)
    parser.add_argument("--survey", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--sizes", default="1366x768", help="for example 1366x768,1920x1080@2")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--themes", default=",".join(THEMES))
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    # Neither the widths and files of whoever takes the pictures, nor a trace among them.
    own = tempfile.TemporaryDirectory(prefix="surveyapp-pictures-")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, own.name)
    shots = [
        _shot(size, language, theme)
        for size in wanted.sizes.split(",")
        for language in wanted.languages.split(",")
        for theme in wanted.themes.split(",")
    ]
    window = make_window(application, Wanted(None, shots[0].language, shots[0].theme))
    troubles: list[object] = []
    window.session.crashed.connect(troubles.append)
    window.show()
    taken = take_pictures(window, wanted.survey, wanted.folder, shots)
    window.close()
    print(f"{taken} pictures in {wanted.folder}")  # noqa: T201 - a command line program
    for trouble in troubles:
        print(repr(trouble), file=sys.stderr)  # noqa: T201 - a command line program
    return int(bool(troubles))


def _shot(size: str, language: str, theme: str) -> Shot:
    pixels, _, scale = size.partition("@")
    width, _, height = pixels.partition("x")
    return Shot(int(width), int(height), float(scale or 1), language, theme)


def _dress(window: MainWindow, shot: Shot) -> None:
    # Not the session's way: what is photographed is not what the user prefers.
    window.session.theme.apply(shot.theme, shot.scale)
    window.session.language.apply(shot.language)
    window.resize(shot.width, shot.height)
    _settle()


def _take_page(window: MainWindow, folder: Path, name: str) -> int:
    page = window.current_page
    assert page is not None
    page.refresh()
    _wait(lambda: page.is_settled)
    tabs = page.findChild(QTabWidget)
    if tabs is None:
        return _take(window, folder / f"{name}.png", page)
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        suffix = f"-{place + 1}" if place else ""
        _take(window, folder / f"{name}{suffix}.png", page)
    tabs.setCurrentIndex(0)
    return tabs.count()


def _take(window: MainWindow, path: Path, page: Page | None = None) -> int:
    _settle()
    figures = page.findChildren(FigureView) if page else []
    _wait(lambda: all(one.is_drawn for one in figures if one.isVisible()))
    _settle()
    if not window.grab().save(str(path)):
        raise OSError(path)
    return 1


def _wait(is_ready: Callable[[], bool]) -> None:
    """Let the window work until it is ready."""
    end = time.monotonic() + _LONGEST_S
    while not is_ready():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.005)


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    sys.exit(main())
