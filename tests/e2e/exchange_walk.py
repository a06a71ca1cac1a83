"""From the city to a laptop and back, by mouse and keys, with real files and two windows.

    python -m tests.e2e.exchange_walk FOLDER [--language zh_CN|en] [--theme light|dark] [--scale 1]

Two processes of the real program stand on a screen of their own (Xvfb). The person knows what
stands on the screen and nothing else: keys are made, the recovery page is kept and tried, a laptop
asks to join and is enrolled by its fingerprint, gets a field package, closes a case, hands in, and
hears that the city has it. Pictures of every step go into FOLDER. Everything is invented.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from surveyapp.population.districts import DISTRICTS

WIDTH, HEIGHT = 1366, 768
PASSPHRASE = "eight horses"
_PATIENCE_S = 60.0


KEYS_FIRST = "Make the keys: only with them can this office read what laptops send."
PAGE_WORKS = "The printed page works. Put it into an envelope and lock it away."
SECOND_VISIT = "Second visit. When the office has given you the field package:"


class LostError(Exception):
    """The person does not find what should stand on the screen."""


@dataclass
class Screen:
    """One virtual screen and the mouse and keys of one person."""

    number: str
    variables: dict[str, str]
    folder: Path
    pictures: int = 0
    running: list[subprocess.Popen[Any]] = field(default_factory=list)

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.variables, capture_output=True, text=True, check=False, timeout=30
        )
        return done.stdout.strip()

    def press(self, *keys: str) -> None:
        self.run("xdotool", "key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "15", "--", text)

    def click(self, x: int, y: int) -> None:
        self.run("xdotool", "mousemove", "--sync", str(x), str(y))
        time.sleep(0.1)
        self.run("xdotool", "click", "1")

    def picture(self, name: str) -> None:
        self.pictures += 1
        time.sleep(0.4)
        path = self.folder / f"{self.pictures:02d}-{name}.png"
        self.run("import", "-window", "root", str(path))


class Program:
    """One process of the window, its files, and what the person does in it."""

    def __init__(self, screen: Screen, name: str, look: Sequence[str]) -> None:
        self.screen = screen
        self.name = name
        self.home = Path(screen.variables["HOME"]) / name
        (self.home / "Documents").mkdir(parents=True)
        places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
        variables = {**screen.variables, **dict.fromkeys(places, str(self.home))}
        variables["HOME"] = str(self.home)
        with (screen.folder / f"{name}.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.exchange_window", *look],
                env=variables,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        screen.running.append(self.process)

    def see(self, kind: str, what: str = "") -> Any:
        """Ask the eye."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"see": kind, "what": what}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def show(self) -> None:
        """Bring this window to the front, as by the task bar."""
        self.wait(self._comes_forward, "the window in front")
        time.sleep(0.3)

    def _comes_forward(self) -> bool:
        """Ask the window manager, and look whether it did: a window that opens late lies on top."""
        pid = str(self.process.pid)
        found = self.screen.run("xdotool", "search", "--onlyvisible", "--pid", pid).splitlines()
        for window in found[-1:]:
            self.screen.run("xdotool", "windowactivate", "--sync", window)
        return bool(found) and self.see("window") != ""

    def press(self, what: str) -> None:
        """Click what has these words, once it is there and can be used."""
        place = self.wait(lambda: self.see("place", what), what)
        time.sleep(0.15)  # a person needs longer; the layout may still move
        place = self.see("place", what) or place
        self.screen.click(*place)
        time.sleep(0.2)

    def fill(self, what: str, text: str) -> None:
        """Click a field and type."""
        self.press(what)
        self.screen.press("ctrl+a")
        self.screen.type(text)

    def path(self, path: Path) -> None:
        """Answer a file dialog: type the path, press Enter."""
        self.wait(lambda: self.see("files"), "a dialog for files")
        time.sleep(0.3)
        self.screen.press("ctrl+a")
        self.screen.type(str(path))
        time.sleep(0.3)
        self.screen.press("End")
        self.screen.press("Return")
        self.wait(lambda: not self.see("files"), "the dialog for files is answered")

    def read(self, what: str) -> str:
        """Wait for a sentence with these words."""
        return self.wait(lambda: self.see("text", what), what)

    def wait(self, seen: Callable[[], Any], what: str) -> Any:
        end = time.monotonic() + _PATIENCE_S
        while not (found := seen()):
            if time.monotonic() > end or self.process.poll() is not None:
                self.screen.picture(f"lost-{self.name}")
                raise LostError(f"{self.name}: {what}; on the screen: {self.see('labels')}")
            time.sleep(0.15)
        return found


def words(language: str) -> Callable[[str, str], str]:
    """The window's own words for an English sentence, in a context."""
    from PySide6.QtCore import QCoreApplication, QTranslator

    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    translator = QTranslator(application)
    translator.load(str(Path("ui/locale") / f"{language}.qm"))

    def say(context: str, english: str) -> str:
        return (translator.translate(context, english) if language != "en" else "") or english

    return say


def walk(city: Program, laptop: Program, stick: Path, say: Callable[[str, str], str]) -> list[str]:
    """The whole way; the sentences that the person was told."""
    told: list[str] = []
    screen = city.screen
    make_survey(city, say)
    key = make_keys(city, say, told)
    try_page(city, key, say, told)
    code, city_code = ask_to_join(laptop, stick, say), ""
    city_code = enrol(city, stick, code, say, told)
    open_package(laptop, stick, city_code, say)
    close_a_case(laptop, say)
    hand_in(laptop, stick, say, told)
    screen.picture("laptop-handed-in")
    merge(city, stick, say, told)
    hand_in_again(laptop, stick, say, told)
    screen.picture("laptop-confirmed")
    return told


def make_survey(city: Program, say: Callable[[str, str], str]) -> None:
    """A new survey, its plan, a frame from a file, and the draw."""
    city.show()
    city.screen.picture("start")
    city.press(say("StartPage", "Make a new survey…"))
    city.path(city.home / "Documents" / "city.survey")
    city.fill(say("NewSurveyDialog", "Your name"), "Wang Fang")
    city.press(say("NewSurveyDialog", "Do not encrypt (for practice only)"))
    city.press(say("NewSurveyDialog", "Make the survey"))
    city.press(say("Pages", "Sampling"))
    city.press(say("Commands", "Make the sampling plan"))
    city.read(say("SamplingPage", "The plan is made; next comes the frame."))
    city.press(say("Commands", "Import a frame…"))
    city.path(write_frame(city.home / "Documents" / "communities.csv"))
    city.read(say("SamplingPage", "The frame is here; the sample can be drawn."))
    city.press(say("Commands", "Draw the sample"))
    city.read(say("SamplingPage", "%1 households were drawn.").split("%1")[1])
    city.press(say("Pages", "Exchange"))


def write_frame(path: Path) -> Path:
    """Invented communities in every district."""
    lines = ["community,district,residence,households"]
    for code in DISTRICTS:
        for number in range(120):
            residence = "urban" if number % 2 else "rural"
            lines.append(f"演示{code}-{number:03d},{code},{residence},900")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def make_keys(city: Program, say: Callable[[str, str], str], told: list[str]) -> str:
    """Keys, and the recovery page saved."""
    told.append(city.read(say("Exchange", KEYS_FIRST)))
    city.screen.picture("city-exchange-empty")
    city.press(say("Commands", "Make the survey's keys…"))
    city.fill(say("NewPassphrase", "Passphrase of the keys"), PASSPHRASE)
    city.fill(say("NewPassphrase", "The same once more"), PASSPHRASE)
    city.press(say("MakeKeysDialog", "Make the keys"))
    key = city.wait(lambda: city.see("text", "AGE-SE"), "the recovery key")
    city.screen.picture("city-recovery-page")
    city.press(say("RecoveryDialog", "Save as PDF…"))
    city.path(city.home / "Documents" / "recovery.pdf")
    city.press(say("RecoveryDialog", "It is locked away"))
    return "".join(key.split())


def try_page(city: Program, key: str, say: Callable[[str, str], str], told: list[str]) -> None:
    """The printed key typed once, in small letters and groups."""
    city.press(say("Commands", "Try the printed recovery page…"))
    city.fill(say("TryRecoveryDialog", "Key on the page"), key.lower()[:36] + " " + key[36:])
    city.press(say("TryRecoveryDialog", "Try it"))
    told.append(city.read(say("KeyActions", PAGE_WORKS)))
    city.screen.picture("city-page-tried")


def ask_to_join(laptop: Program, stick: Path, say: Callable[[str, str], str]) -> str:
    """The laptop's request, and the fingerprint on its screen."""
    laptop.show()
    laptop.press(say("StartPage", "Join a survey with this laptop or office…"))
    laptop.fill(say("JoinDialog", "Name of this computer"), "Nanhu 01")
    laptop.fill(say("JoinDialog", "Choose a passphrase"), PASSPHRASE)
    laptop.fill(say("JoinDialog", "The same once more"), PASSPHRASE)
    laptop.press(say("JoinDialog", "Make the request file…"))
    laptop.path(stick)
    laptop.wait(lambda: list(stick.glob("*.enrol")), "the request on the stick")
    laptop.read(say("JoinDialog", SECOND_VISIT))
    laptop.screen.picture("laptop-waiting")
    labels = laptop.see("labels")
    return next(one for one in labels if len(one) == 24 and one.count("-") == 4)


def enrol(
    city: Program, stick: Path, code: str, say: Callable[[str, str], str], told: list[str]
) -> str:
    """The request by file, its fingerprint by ear, then the field package."""
    city.show()
    city.press(say("Commands", "Enrol laptops…"))
    city.path(next(stick.glob("*.enrol")))
    city.fill(say("EnrolDialog", "Fingerprint as read aloud"), code.lower())
    city.screen.picture("city-enrol")
    own = city.read(say("EnrolDialog", "Read this office's own fingerprint to them: %1")[:8])
    city.press(say("EnrolDialog", "Enrol %1").replace("%1", "1"))
    told.append(city.read("Nanhu 01"))
    city.press(say("Commands", "Make field packages…"))
    city.fill(say("FieldDialog", "Folder"), str(stick))
    city.screen.picture("city-field-packages")
    city.press(say("FieldDialog", "Make %1 field packages").replace("%1", "1"))
    told.append(city.read(stick.name))
    city.wait(lambda: list(stick.glob("*/*.svp")), "the field package")
    city.screen.picture("city-sent")
    return own[-24:]


def open_package(
    laptop: Program, stick: Path, city_code: str, say: Callable[[str, str], str]
) -> None:
    """The second visit: the laptop makes its survey from the package."""
    laptop.show()
    laptop.fill(say("JoinDialog", "Your name"), "Zhang San")
    laptop.fill(say("JoinDialog", "The city office's fingerprint, read aloud to you"), city_code)
    laptop.press(say("JoinDialog", "Open the field package…"))
    laptop.path(next(stick.glob("Nanhu*/*.svp")))
    laptop.press(say("Commands", "Visit the address"))


def close_a_case(laptop: Program, say: Callable[[str, str], str]) -> None:
    """Nobody opens: the visit is recorded, then the case is closed."""
    laptop.press(say("AttemptCard", "Record this visit"))
    laptop.press(say("Commands", "Visit the address"))
    laptop.press(say("AttemptCard", "Close the case without an interview"))
    question = say("Doorstep", "Close the case %1 for good? Its result follows from the visits.")
    laptop.read(question.split("%1")[1][:12])
    laptop.screen.press("Return")
    laptop.wait(lambda: laptop.see("place", say("Commands", "Hand in…")), "today")
    laptop.screen.picture("laptop-today")


def hand_in(laptop: Program, stick: Path, say: Callable[[str, str], str], told: list[str]) -> None:
    """One button, one file, and word when the stick may go."""
    laptop.press(say("Commands", "Hand in…"))
    laptop.fill(say("HandInDialog", "Stick or folder"), str(stick))
    laptop.press(say("HandInDialog", "Write today's file"))
    ending = say(
        "HandInDialog", "Done. “%1” (%2) was read back and is whole. You may take the stick out."
    )
    told.append(laptop.read(ending.split("%2")[1][2:]))


def merge(city: Program, stick: Path, say: Callable[[str, str], str], told: list[str]) -> None:
    """The whole stick is merged; receipts go back onto it."""
    city.show()
    city.press(say("Commands", "Merge a folder…"))
    city.path(stick)
    city.press(say("Commands", "Make receipts…"))
    city.path(stick)
    city.wait(lambda: list(stick.glob("*_receipt_*.svp")), "the receipts")
    told.append(city.read("_receipt_"))
    city.screen.picture("city-merged")


def hand_in_again(
    laptop: Program, stick: Path, say: Callable[[str, str], str], told: list[str]
) -> None:
    """The next day: the receipt comes in with the same button, and nothing is left to send."""
    laptop.show()
    laptop.press(say("HandInDialog", "Write today's file"))
    text = say("HandInDialog", "The office has confirmed everything; there is nothing to hand in.")
    told.append(laptop.read(text))


def main() -> int:
    """Walk; 0 where the person came to the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="zh_CN")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--scale", default="1")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        screen = start_screen(wanted.folder, Path(home))
        try:
            look = (wanted.language, wanted.theme, wanted.scale)
            city, laptop = (Program(screen, name, look) for name in ("city", "laptop"))
            for program in (laptop, city):
                program.show()
            stick = Path(home) / "stick"
            stick.mkdir()
            told = walk(city, laptop, stick, words(wanted.language))
        finally:
            for process in reversed(screen.running):
                process.terminate()
                process.wait()
    for sentence in told:
        print(sentence)
    print(f"{screen.pictures} pictures, {time.monotonic() - began:.0f} s")
    return 0


def start_screen(folder: Path, home: Path) -> Screen:
    """Xvfb and a window manager."""
    reading, writing = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    variables = {
        **os.environ,
        "HOME": str(home),
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "QT_IM_MODULE": "none",
    }
    screen = Screen(number, variables, folder, running=[process])
    quiet = subprocess.DEVNULL
    screen.running.append(subprocess.Popen(["openbox"], env=variables, stdout=quiet, stderr=quiet))
    time.sleep(1)
    return screen


if __name__ == "__main__":
    sys.exit(main())
