"""A scripted person completes an interview through the real window, by key presses alone.

    python -m tests.e2e.interview_by_keys FORM.xlsx --pictures FOLDER
    python -m tests.e2e.interview_by_keys FORM.xlsx … --offscreen --times 5

The first starts a screen of its own (Xvfb), shows the window there and presses keys through the X
server (xdotool). The second gives the keys to the widgets without a screen, which is quicker: for
many random people. Either way a second engine hears the same answers: it must stand on the same
screen at every step, and what the window stored must be what that engine records.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from questionnaires.model import Questionnaire
from questionnaires.xlsform.reading import read_workbook
from tests.interview_people import KeyPerson, StuckAtError
from tests.interview_stage import (
    QtHands,
    Stage,
    begin,
    make_field_file,
    make_picture,
    open_file,
    put_into_clipboard,
    read_rows,
    wait_until,
)
from ui.interview.ending import DonePane
from ui.interview.view import ScreenView
from ui.main import Wanted, make_window

_MARK = "F12"
"""A key that means nothing in an interview: when it has arrived, all keys before it have."""


@dataclass(frozen=True)
class Told:
    """How one interview went."""

    form: str
    seed: int
    screens: int
    seconds: float
    answers: int


class XHands(QObject):
    """Keys through the X server; called from a thread of its own, so that the window is alone."""

    _picture_wanted = Signal(str)
    _clipboard_wanted = Signal(str)
    _asked = Signal()

    def __init__(self, stage: Stage, picture: Path) -> None:
        super().__init__()
        self.interview = stage.interview
        self._window = stage.window
        self._picture = picture
        self._sent = self._seen = 0
        blocking = Qt.ConnectionType.BlockingQueuedConnection
        self._picture_wanted.connect(self._grab, blocking)
        self._clipboard_wanted.connect(self._bring, blocking)
        self._asked.connect(self._look, blocking)
        self._settled = False
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QWindow)
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F12
        ):
            self._seen += 1
        return False

    def press(self, *names: str) -> None:
        self._run("key", "--delay", "1", *names)

    def type(self, text: str) -> None:
        self._run("type", "--delay", "2", "--", text)

    def settle(self) -> None:
        end = time.monotonic() + 30
        while True:
            self._asked.emit()  # looked at where it happens, between two steps of the window
            if self._settled:
                return
            if time.monotonic() > end:
                raise StuckAtError("the window does not settle")
            time.sleep(0.001)

    def bring_picture(self, kind: str) -> None:
        self._clipboard_wanted.emit(kind)

    def grab(self, path: Path) -> None:
        """Keep what the screen shows."""
        time.sleep(0.15)
        self._picture_wanted.emit(str(path))

    def _run(self, *command: str) -> None:
        subprocess.run(["xdotool", *command], check=True, capture_output=True)
        subprocess.run(["xdotool", "key", _MARK], check=True, capture_output=True)
        self._sent += 1
        end = time.monotonic() + 30
        while self._seen < self._sent:
            if time.monotonic() > end:
                raise StuckAtError("keys do not arrive: the window has lost the focus")
            time.sleep(0.001)

    @Slot()
    def _look(self) -> None:
        self._settled = not self.interview.course.is_busy and not self.interview.is_moving

    @Slot(str)
    def _grab(self, path: str) -> None:
        self._window.screen().grabWindow(0).save(path)

    @Slot(str)
    def _bring(self, kind: str) -> None:
        put_into_clipboard(kind, self._picture)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; 0 where every interview was completed."""
    given = _parse(arguments)
    if not given.offscreen and not given.inside:
        return _on_a_screen_of_its_own(sys.argv[1:] if arguments is None else list(arguments))
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    failed = 0
    for path in given.forms:
        reading = read_workbook(path)
        errors = [one for one in reading.findings if one.is_error]
        if errors:
            print(f"{path.name}: not valid, {len(errors)} errors ({errors[0].code})", flush=True)
            continue
        for seed in range(given.seed, given.seed + given.times):
            try:
                told = _interview(application, reading.questionnaire, seed, given)
            except StuckAtError as stuck:
                failed += 1
                print(f"{path.name} seed {seed}: STUCK {stuck}", flush=True)
                continue
            print(
                f"{path.name} seed {seed}: {told.screens} screens, {told.answers} answers,"
                f" {told.seconds:.1f} s, both records the same",
                flush=True,
            )
    return 1 if failed else 0


def _interview(
    application: QApplication, form: Questionnaire, seed: int, given: argparse.Namespace
) -> Told:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        window = make_window(application, Wanted(language=given.language, theme=given.theme))
        window.session.theme.apply(given.theme, given.scale)
        window.show()
        window.resize(1366, 768)
        window.move(0, 0)
        try:
            open_file(window, make_field_file(folder / "laptop.survey", [form]))
            stage = begin(window, form.content_hash, given.mode)
            if given.offscreen:
                return _without_a_screen(stage, folder, seed)
            return _by_the_keyboard(stage, folder, seed, given)
        finally:
            window.close()
            window.deleteLater()
            application.processEvents()


def _without_a_screen(stage: Stage, folder: Path, seed: int) -> Told:
    stage.window.activateWindow()
    wait_until(stage.window.isActiveWindow, "the window is active")
    hands = QtHands(stage, make_picture(folder))
    person = KeyPerson(hands, stage.twin(), seed, ascii_only=False)
    begun = time.monotonic()
    person.complete()
    person.twin.finish()
    person.finish()
    wait_until(lambda: isinstance(stage.interview.pane, DonePane), "the end")
    return _compare(stage, person, seed, time.monotonic() - begun)


def _by_the_keyboard(stage: Stage, folder: Path, seed: int, given: argparse.Namespace) -> Told:
    subprocess.run(
        ["xdotool", "windowfocus", "--sync", str(int(stage.window.winId()))],
        check=False,
        capture_output=True,
    )
    wait_until(stage.window.isActiveWindow, "the window has the keyboard")
    hands = XHands(stage, make_picture(folder))
    person = KeyPerson(hands, stage.twin(), seed, ascii_only=True)
    camera = _Camera(hands, given.pictures, given.every)
    trouble: list[BaseException] = []

    def go() -> None:
        try:
            person.complete(camera.look)
            person.twin.finish()
            person.finish()
        except BaseException as found:  # noqa: BLE001 - the border between two threads
            trouble.append(found)

    begun = time.monotonic()
    thread = threading.Thread(target=go)
    thread.start()
    while thread.is_alive():
        QApplication.processEvents()
        time.sleep(0.0005)
    if trouble:
        camera.keep("trouble")
        raise trouble[0]
    wait_until(lambda: isinstance(stage.interview.pane, DonePane), "the end")
    seconds = time.monotonic() - begun
    camera.keep("done")
    return _compare(stage, person, seed, seconds)


def _compare(stage: Stage, person: KeyPerson, seed: int, seconds: float) -> Told:
    wanted, found = person.twin.record(), stage.opened[0].interview.record()
    if found != wanted:
        different = {
            path: (found.closed.get(path, found.free.get(path)), value)
            for path, value in {**wanted.closed, **wanted.free}.items()
            if found.closed.get(path, found.free.get(path)) != value
        }
        raise StuckAtError(f"the records differ: {different}")
    rows = read_rows(stage.window, "SELECT count(*) FROM revision")
    if rows[0][0] != 1:
        raise StuckAtError("nothing was kept")
    answers = len(wanted.closed) + len(wanted.free)
    form = stage.opened[0].interview.questionnaire.form_id
    return Told(form, seed, person.screens, seconds, answers)


class _Camera:
    """Pictures of every new kind of screen, and of one in so many."""

    def __init__(self, hands: XHands, folder: Path | None, every: int) -> None:
        self._hands = hands
        self._folder = folder
        self._every = every
        self._kinds: set[tuple[str, ...]] = set()
        self._number = 0

    def look(self, view: ScreenView) -> None:
        """A new screen is shown."""
        self._number += 1
        kind = (view.kind, *sorted({one.kind for one in view.questions}))
        if self._folder and (kind not in self._kinds or self._number % self._every == 0):
            self._kinds.add(kind)
            self._folder.mkdir(parents=True, exist_ok=True)
            name = f"{self._number:04d}-{'-'.join(kind)}.png"
            self._hands.grab(self._folder / name)

    def keep(self, name: str) -> None:
        """A picture by name; called from the window's own thread."""
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._hands._grab(str(self._folder / f"{self._number + 1:04d}-{name}.png"))


def _on_a_screen_of_its_own(arguments: Sequence[str]) -> int:
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told, tempfile.TemporaryDirectory() as home:
            number = told.readline().strip()
            variables = {
                **os.environ,
                "DISPLAY": f":{number}",
                "QT_QPA_PLATFORM": "xcb",
                "QT_IM_MODULE": "none",
                "XDG_CONFIG_HOME": home,
                "XDG_DATA_HOME": home,
                "XDG_STATE_HOME": home,
            }
            command = [sys.executable, "-m", "tests.e2e.interview_by_keys", *arguments, "--inside"]
            return subprocess.run(command, env=variables, check=False).returncode
    finally:
        screen.terminate()
        screen.wait()


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.interview_by_keys")
    parser.add_argument("forms", nargs="+", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--every", type=int, default=25, help="a picture of one screen in so many")
    parser.add_argument("--seed", type=int, default=random.Random().randrange(10**6))
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--mode", default="face_to_face")
    parser.add_argument("--language", default="en")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--offscreen", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
