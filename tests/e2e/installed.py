"""The Debian package as an office meets it: installed, used, upgraded and purged on clean Debian.

``python -m tests.e2e.installed PACKAGE.deb --pictures FOLDER [--suite bookworm]``; needs root,
debootstrap, Xvfb, openbox, xdotool, imagemagick. The clean Debian has nothing but what the package
asks for until the program has run; only then does a desktop's file opener come, for the double
click. The window is driven by keys and mouse of the X server and read as a screen reader does.
"""

from __future__ import annotations

import argparse
import hashlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from questionnaires.model import Choice, Question, Questionnaire
from tests.e2e.chinese_input_desktop import Desktop, DesktopError, Method, wait_for
from tests.e2e.chinese_input_reader import Reader
from tests.e2e.chinese_input_survey import make_begun_laptop
from tests.e2e.clean_machine import NUMBER, USER, Machine, MachineError, ensure_base

ROOT = Path(__file__).resolve().parents[2]
HOME = f"/home/{USER}"
MENU = "usr/share/applications/surveyapp.desktop"
NO_METHOD = Method("none", {}, {}, ("sleep", "infinity"), ("true",))
OPENER = ("libglib2.0-bin", "shared-mime-info", "desktop-file-utils")
LEFT_BY_OLDER = "opt/surveyapp/_internal/only-in-the-older-version"
MOST_SECONDS = 30
FORM = Questionnaire(
    "installed",
    "安装验证（演示数据）",
    languages=("zh",),
    default_language="zh",
    lists={"yes": (Choice("1", {"zh": "满意"}), Choice("2", {"zh": "不满意"}))},
    body=(
        Question("rare", "text", {"zh": "第一题：姓名中的生僻字 𠮷、𡈽、𬭎、㙍、䶮 能否显示？"}),
        Question("people", "integer", {"zh": "第二题：家里有几口人？"}),
        Question("pleased", "select_one", {"zh": "第三题：您满意吗？"}, list_name="yes"),
    ),
)


_ANYBODY = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow user="*"/><allow send_destination="*"/><allow own="*"/>
<allow eavesdrop="true"/></policy></busconfig>
"""


class Stage(Desktop):
    """A screen for the clean machine, whose session bus its ordinary user may use."""

    bus_policy = _ANYBODY

    def launch(self, machine: Machine, *words: str) -> subprocess.Popen[bytes]:
        """Start something on the clean machine as its user."""
        names = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS")
        given = [f"{name}={self.variables[name]}" for name in names]
        given.append("QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1")
        return self.start(*machine.command(*words, user=True, variables=given))


class Trial:
    """One clean machine with a screen, and what was found on it."""

    def __init__(self, machine: Machine, stage: Stage, pictures: Path) -> None:
        self.machine = machine
        self.stage = stage
        self.pictures = pictures
        self.failures = 0
        self.reader: Reader | None = None

    def check(self, name: str, passed: object, words: object = "") -> None:
        """Note one finding."""
        self.failures += not passed
        print(f"{'ok  ' if passed else 'FAIL'} {name} {words}".rstrip(), flush=True)

    def open_window(self, process: int) -> Reader:
        """Read the window of a process from now on."""
        self.reader = Reader(self.stage.bus, process)
        return self.reader

    def click(self, words: str, role: str = "push button") -> None:
        """Click on something by its name."""
        assert self.reader is not None
        self.stage.click(*self.reader.find(role, words).middle)
        time.sleep(0.6)

    def type(self, text: str, *keys: str) -> None:
        """Type letters, then press keys."""
        self.stage.run("xdotool", "type", "--delay", "40", text)
        if keys:
            self.stage.press(*keys)
        time.sleep(0.6)

    def keep_picture(self, name: str) -> None:
        """Keep what the screen shows now."""
        time.sleep(1)
        self.stage.picture(self.pictures / f"{name}.png")

    def quit(self, process: subprocess.Popen[bytes] | None = None) -> None:
        """Close the window by its frame, as a person does."""
        self.stage.press("alt+F4")
        if process:
            process.wait(20)
        else:
            time.sleep(3)
        if self.reader:
            self.reader.close()

    def menu_command(self, *files: str) -> list[str]:
        """What the menu entry starts, with files in the place it names."""
        lines = (self.machine.root / MENU).read_text("utf-8").splitlines()
        line = next(one for one in lines if one.startswith("Exec="))
        words = shlex.split(line.removeprefix("Exec="))
        return [one for one in words if one != "%f"] + list(files)


def make_older(package: Path, folder: Path) -> Path:
    """The same package under an older version, with a file that the newer one no longer has."""
    unpacked = folder / "older"
    subprocess.run(["dpkg-deb", "-R", str(package), str(unpacked)], check=True)
    card = unpacked / "DEBIAN" / "control"
    lines = card.read_text("utf-8").splitlines()
    older = ["Version: 0.0.1" if one.startswith("Version:") else one for one in lines]
    card.write_text("\n".join(older) + "\n", "utf-8")
    (unpacked / LEFT_BY_OLDER).write_text("older", "utf-8")
    made = folder / "older.deb"
    pack = ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "-b", str(unpacked), str(made)]
    subprocess.run(pack, check=True, capture_output=True)
    shutil.rmtree(unpacked)
    return made


def install(trial: Trial, package: Path, what: str) -> None:
    """Install by apt; timed without what is fetched."""
    inside = trial.machine.bring(package)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
    trial.machine.run("apt-get", "update", "-q")
    trial.machine.run(*command, "--download-only", inside)
    begun = time.monotonic()
    trial.machine.run(*command, inside)
    seconds = time.monotonic() - begun
    trial.check(f"{what} in less than {MOST_SECONDS} s", seconds < MOST_SECONDS, f"{seconds:.1f} s")
    (trial.machine.root / "root" / package.name).unlink()


def prove_itself(trial: Trial, name: str) -> None:
    """The self-check as the user; fails loudly where a library or file lacks."""
    try:
        said = trial.machine.run("surveyapp", "--selfcheck", user=True)
    except MachineError as trouble:
        said = str(trouble)
    (trial.pictures / f"{name}.txt").write_text(said, "utf-8")
    trial.check("self-check of the installed program", "✗" not in said and "✓" in said)


def make_new_survey(trial: Trial) -> None:
    """Start from the menu's command and make an encrypted survey by keys and mouse."""
    menu = (trial.machine.root / MENU).read_text("utf-8")
    trial.check("menu entry with a Chinese name", "Name[zh_CN]=公众调查" in menu)
    process = trial.stage.launch(trial.machine, *trial.menu_command())
    reader = trial.open_window(process.pid)
    trial.click("新建调查")
    trial.keep_picture("1-start-page-and-file-dialog")
    trial.type(f"{HOME}/jiaxing-2026.survey", "Return")
    for field, text in (
        ("您的姓名", "Li Gong"),
        ("口令", "survey-2026"),
        ("再次输入口令", "survey-2026"),
    ):
        found = next(one for one in reader.things() if one.name == field and one.role in _FIELDS)
        trial.stage.click(*found.middle)
        trial.type(text)
    trial.keep_picture("2-new-survey")
    trial.stage.press("Return")
    wait_for(lambda: (trial.machine.home / "jiaxing-2026.survey.key").exists(), "the new survey")
    reader.find("label", "指标")
    trial.keep_picture("3-new-survey-made")
    content = (trial.machine.home / "jiaxing-2026.survey").read_bytes()
    trial.check("a new survey, encrypted", content and content[:6] != b"SQLite")
    trial.quit(process)


def answer_interview(trial: Trial) -> None:
    """Open the laptop's file, resume its interview, finish it, and make the return package."""
    process = trial.stage.launch(trial.machine, *trial.menu_command(f"{HOME}/laptop.survey"))
    reader = trial.open_window(process.pid)
    trial.click("继续")
    reader.find("label", "第一题")
    trial.keep_picture("4-interview-rare-characters")
    for text in ("can be read", "4"):
        trial.type(text, "Return")
    reader.find("label", "第三题")
    trial.type("1", "Return")
    trial.keep_picture("5-interview-end")
    trial.type("", "Return")
    reader.find("label", "撤回码")
    trial.keep_picture("6-interview-finished")
    trial.type("", "Return")
    trial.click("交回数据")
    trial.click("选择")
    trial.type(HOME, "Return")
    trial.click("生成今日文件")
    wait_for(lambda: list(trial.machine.home.glob("*return*.svp")), "the return package")
    trial.keep_picture("7-return-package")
    trial.check("interview and return package", True)
    trial.stage.press("Escape")
    time.sleep(1)
    trial.quit(process)


def open_by_double_click(trial: Trial) -> None:
    """A desktop's opener finds the program for both kinds of file; the package is read in."""
    trial.machine.run("apt-get", "install", "-y", "-q", "--no-install-recommends", *OPENER)
    package = next(trial.machine.home.glob("*return*.svp")).name
    for name, wanted in (("city.survey", "application/x-surveyapp"), (package, _PACKAGE_TYPE)):
        said = trial.machine.run("gio", "info", "-a", "standard::content-type", f"{HOME}/{name}")
        trial.check(f"type of {Path(name).suffix}", said.rstrip().endswith(wanted))
    trial.stage.launch(trial.machine, "gio", "open", f"{HOME}/{package}")
    reader = trial.open_window(_wait_for_window())
    reader.find("label", "请打开数据包")
    trial.keep_picture("8-double-click-on-a-package")
    trial.stage.press("ctrl+o")
    time.sleep(1)
    trial.type(f"{HOME}/city.survey", "Return")
    trial.click("读入")
    reader.find("label", "1 个")
    trial.keep_picture("9-package-read-in")
    trial.quit()
    trial.stage.launch(trial.machine, "gio", "open", f"{HOME}/city.survey")
    reader = trial.open_window(_wait_for_window())
    reader.find("label", "指标")
    trial.keep_picture("10-double-click-on-a-survey")
    trial.check("both kinds of file open by double click", True)
    trial.quit()


def upgrade(trial: Trial, package: Path) -> None:
    """Install the newer version over the older one; nothing of the user changes."""
    before = state_of(trial.machine.home)
    install(trial, package, "upgraded")
    trial.check("upgrade leaves the user's files", state_of(trial.machine.home) == before)
    gone = not (trial.machine.root / LEFT_BY_OLDER).exists()
    trial.check("upgrade takes away what the newer version lacks", gone)


def purge(trial: Trial) -> None:
    """Purge; nothing of the program stays, everything of the user does."""
    before = state_of(trial.machine.home)
    trial.machine.run("apt-get", "purge", "-y", "-q", "surveyapp")
    trial.check(
        "purge leaves the user's files", state_of(trial.machine.home) == before, len(before)
    )
    own = ("var/log", "var/cache", "var/lib/dpkg/info", "home", "proc", "dev", "tmp")
    left = [
        str(path.relative_to(trial.machine.root))
        for path in trial.machine.root.rglob("*surveyapp*")
        if not str(path.relative_to(trial.machine.root)).startswith(own)
    ]
    trial.check("purge takes everything else", not left, " ".join(left))


def state_of(folder: Path) -> dict[str, str]:
    """Every file below a folder by its content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _wait_for_window() -> int:
    found: list[int] = []

    def look() -> bool:
        found[:] = [
            int(path.parent.name)
            for path in Path("/proc").glob("[0-9]*/exe")
            if _is_program(path) and path.parent.stat().st_uid == NUMBER
        ]
        return bool(found)

    wait_for(look, "a window that the opener started")
    return found[0]


def _is_program(link: Path) -> bool:
    try:
        return str(link.readlink()).endswith("/opt/surveyapp/surveyapp")
    except OSError:  # it has just gone
        return False


_PACKAGE_TYPE = "application/x-surveyapp-package"
_FIELDS = ("text", "password text")


def run(trial: Trial, package: Path, folder: Path) -> None:
    """Everything in turn."""
    install(trial, make_older(package, folder), "installed")
    make_begun_laptop(folder / "files", FORM)
    for name in ("city.survey", "laptop.survey"):
        for file in sorted((folder / "files").glob(f"{name}*")):
            trial.machine.bring(file, f"home/{USER}")
    steps: tuple[Callable[[], Any], ...] = (
        lambda: prove_itself(trial, "selfcheck-older"),
        lambda: make_new_survey(trial),
        lambda: upgrade(trial, package),
        lambda: prove_itself(trial, "selfcheck"),
        lambda: answer_interview(trial),
        lambda: open_by_double_click(trial),
        lambda: purge(trial),
    )
    for step in steps:
        step()


def main() -> int:
    """Prove one package; 0 where every check passed."""
    parser = argparse.ArgumentParser(prog="installed", description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--suite", default="bookworm")
    given = parser.parse_args()
    given.pictures.mkdir(parents=True, exist_ok=True)
    base = ensure_base(given.suite, ROOT / ".cache")
    with tempfile.TemporaryDirectory(prefix="installed-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shared = folder / "shared"
        (folder / "files").mkdir()
        shared.mkdir()
        shutil.chown(shared, NUMBER, NUMBER)
        machine = Machine(base, folder, shared)
        with Stage(shared, NO_METHOD, None) as stage:
            trial = Trial(machine, stage, given.pictures)
            try:
                run(trial, given.package.resolve(), folder)
            except (DesktopError, MachineError) as trouble:
                trial.keep_picture("trouble")
                trial.check("", False, trouble)
            return int(trial.failures > 0)


if __name__ == "__main__":
    sys.exit(main())
