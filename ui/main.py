"""Starts the window: ``python -m ui [file.survey] [--language zh_CN|en] [--theme light|dark]``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ui.input_method.environment import prepare_input_method, tame_dbus

tame_dbus(os.environ)
prepare_input_method(os.environ, sys.platform)  # before anything of Qt reads the environment

from PySide6.QtCore import QTimer  # noqa: E402 - see above
from PySide6.QtWidgets import QApplication  # noqa: E402 - see above

from surveyapp import words  # noqa: E402 - see above
from surveyapp.log import start_log  # noqa: E402 - see above
from ui import icons, preferences  # noqa: E402 - see above
from ui.crash import CrashReporter  # noqa: E402 - see above
from ui.fonts import prepare_fonts  # noqa: E402 - see above
from ui.input_method.composition import CompositionWatch  # noqa: E402 - see above
from ui.input_method.fallback import Fallback  # noqa: E402 - see above
from ui.language import Language  # noqa: E402 - see above
from ui.main_window import MainWindow  # noqa: E402 - see above
from ui.session import Session  # noqa: E402 - see above
from ui.theme import start_theme  # noqa: E402 - see above
from ui.warm_up import warm_up  # noqa: E402 - see above


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for; empty where it says nothing."""

    file: Path | None = None
    language: str = ""
    theme: str = ""


def parse(arguments: Sequence[str]) -> Wanted:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="surveyapp-window", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="a survey to open")
    parser.add_argument("--language", choices=words.LANGUAGES, default="")
    parser.add_argument("--theme", choices=("light", "dark"), default="")
    found = parser.parse_args(arguments)
    return Wanted(found.file, found.language, found.theme)


_TURN_S = 0.0005
"""A tenth of Python's usual turn: while a worker reads a form, drawing waits for each of its turns,
and opening 561 rows stopped the window for 273 ms instead of 142."""


def make_window(application: QApplication, wanted: Wanted) -> MainWindow:
    """Put the window together in the language and look that are wanted or remembered."""
    sys.setswitchinterval(_TURN_S)
    language = Language(application)
    name = wanted.language or preferences.read_text("language") or words.language()
    language.apply(name)
    prepare_fonts()
    theme = start_theme(application)
    language.changed.connect(theme.change_fonts)
    scale = preferences.read_text("scale", "1.0")
    look = wanted.theme or preferences.read_text("theme", "light")
    theme.apply(look, float(scale) if scale.replace(".", "").isdigit() else 1.0)
    window = MainWindow(Session(theme, language))
    CompositionWatch(application, window)
    return window


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window until it is closed; the exit code."""
    wanted = parse(sys.argv[1:] if arguments is None else arguments)
    start_log()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("surveyapp")
    reporter = CrashReporter(application)
    reporter.install()
    window = make_window(application, wanted)
    application.setWindowIcon(icons.program())
    window.session.crashed.connect(reporter.report)
    window.show()
    if wanted.file:
        window.files.open_path(wanted.file)
    fallback = Fallback(window.session, window)
    QTimer.singleShot(300, lambda: fallback.look(os.environ))
    QTimer.singleShot(500, warm_up)
    return application.exec()
