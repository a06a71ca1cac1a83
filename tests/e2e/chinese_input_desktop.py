"""A desktop for one trial: a virtual screen, a window manager, a session bus, an input method.

Nothing here is a stand-in: the input methods are the distribution's own programs, keys come from
the X server, and the program under test is a process of its own, from source or frozen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 1366, 768
PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
    "import": "imagemagick",
}
_FCITX5_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""
_OPENBOX = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
<applications><application class="*"><maximized>yes</maximized></application></applications>
</openbox_config>
"""
_FCITX5_CONFIG = "[Behavior]\nActiveByDefault=True\nShareInputState=All\n"
_FCITX4_PROFILE = "[Profile]\nIMName=pinyin\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n"
_FCITX4_CONFIG = "[Program]\nShareStateAmongWindow=All\nDefaultInputMethodState=Active\n"


@dataclass(frozen=True)
class Method:
    """One input method: what must be installed, what a desktop sets for it, how it starts."""

    name: str
    programs: dict[str, str]
    variables: dict[str, str]
    command: tuple[str, ...]
    version: tuple[str, ...]
    files: dict[str, str] = field(default_factory=dict[str, str])
    before: tuple[tuple[str, ...], ...] = ()
    """Commands before it starts."""
    after: tuple[tuple[str, ...], ...] = ()
    """Commands once the program has the focus."""


METHODS = {
    "ibus": Method(
        "ibus",
        {"ibus-daemon": "ibus ibus-libpinyin", "gsettings": "dconf-gsettings-backend"},
        {"QT_IM_MODULE": "ibus", "GTK_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"},
        ("ibus-daemon", "--xim", "--replace"),
        ("ibus", "version"),
        before=(
            (
                *("gsettings", "set", "org.freedesktop.ibus.general", "preload-engines"),
                "['libpinyin']",
            ),
        ),
        after=(("ibus", "engine", "libpinyin"),),
    ),
    "fcitx5": Method(
        "fcitx5",
        {"fcitx5": "fcitx5 fcitx5-chinese-addons"},
        {"QT_IM_MODULE": "fcitx", "GTK_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"},
        ("fcitx5", "--replace"),
        ("fcitx5", "--version"),
        files={"fcitx5/profile": _FCITX5_PROFILE, "fcitx5/config": _FCITX5_CONFIG},
    ),
    "fcitx4": Method(
        "fcitx4",
        {"fcitx": "fcitx fcitx-pinyin fcitx-module-dbus fcitx-module-x11 fcitx-ui-classic"},
        {"QT_IM_MODULE": "fcitx", "GTK_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"},
        ("fcitx", "-D", "-r"),
        ("fcitx", "--version"),
        files={"fcitx/profile": _FCITX4_PROFILE, "fcitx/config": _FCITX4_CONFIG},
    ),
}


class DesktopError(Exception):
    """The desktop cannot be had on this machine, or something on it did not happen."""


def lacking(method: Method) -> list[str]:
    """The Debian packages whose programs are not there."""
    wanted = {**PROGRAMS, **method.programs}
    return [package for program, package in wanted.items() if shutil.which(program) is None]


def version_of(method: Method) -> str:
    """What the input method says of itself."""
    said = subprocess.run(method.version, capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).strip().splitlines()[0]


class Desktop:
    """Starts everything, and ends every process it started."""

    bus_policy = ""
    """Who may use the session bus beside this user, as its configuration says it."""

    def __init__(self, folder: Path, method: Method, variables: dict[str, str] | None) -> None:
        self.folder = folder
        self.method = method
        self.running: list[subprocess.Popen[bytes]] = []
        chosen = method.variables if variables is None else variables
        self.variables = {**_plain_environment(folder), **chosen}

    def __enter__(self) -> Desktop:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_args: object) -> None:
        self.close()

    @property
    def bus(self) -> str:
        """The address of the session bus."""
        return self.variables["DBUS_SESSION_BUS_ADDRESS"]

    def close(self) -> None:
        """End what was started, the last first."""
        for process in reversed(self.running):
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()

    def start(self, *command: str, folder: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; what it says goes into a file."""
        place = self.folder / f"{len(self.running):02d}-{Path(command[0]).name}.log"
        with place.open("wb") as log:
            process = subprocess.Popen(
                command,
                env=self.variables,
                cwd=folder or self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.running.append(process)
        return process

    def run(self, *command: str) -> str:
        """Run a program to its end; its words."""
        done = subprocess.run(
            command, env=self.variables, capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout.strip()

    def switch_on(self) -> None:
        """Switch the input method to Chinese, where that is done by a command."""
        for command in self.method.after:
            self.run(*command)

    def press(self, *keys: str) -> None:
        """Press keys one after another, by their X names, as quickly as a person does."""
        self.run("xdotool", "key", "--delay", "60", *keys)

    def type(self, letters: str) -> None:
        """Press the keys of some letters."""
        self.press(*(_KEY_NAMES.get(one, one) for one in letters))

    def click(self, x: int, y: int) -> None:
        """Click with the left button."""
        self.run("xdotool", "mousemove", "--sync", str(x), str(y))
        time.sleep(0.1)
        self.run("xdotool", "click", "1")

    def picture(self, path: Path) -> None:
        """Keep what the screen shows."""
        self.run("import", "-window", "root", str(path))

    def _start(self) -> None:
        self._start_screen()
        self._start_bus()
        for name, text in {"openbox/rc.xml": _OPENBOX, **self.method.files}.items():
            place = Path(self.variables["XDG_CONFIG_HOME"]) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        self.start("openbox")
        for command in self.method.before:
            self.run(*command)
        self.start(*self.method.command)
        time.sleep(3)  # it has no sign of being ready that all three share

    def _start_screen(self) -> None:
        reading, writing = os.pipe()
        screen = ("-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp")
        with (self.folder / "screen.log").open("wb") as log:
            process = subprocess.Popen(
                ("Xvfb", "-displayfd", str(writing), *screen),
                pass_fds=[writing],
                stdout=log,
                stderr=log,
            )
        os.close(writing)
        self.running.append(process)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise DesktopError("Xvfb did not start")
        self.variables["DISPLAY"] = f":{number}"

    def _start_bus(self) -> None:
        address = f"unix:path={self.folder / 'bus'}"
        options = ["--session"]
        if self.bus_policy:
            policy = self.folder / "bus.conf"
            policy.write_text(self.bus_policy, encoding="utf-8")
            options = [f"--config-file={policy}"]
        self.start("dbus-daemon", *options, "--nofork", f"--address={address}")
        wait_for(lambda: (self.folder / "bus").exists(), "the session bus")
        self.variables["DBUS_SESSION_BUS_ADDRESS"] = address
        self.variables["AT_SPI_BUS_ADDRESS"] = address  # where the program offers its tree


def wait_for(condition: Callable[[], object], what: str, seconds: float = 20) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise DesktopError(f"did not happen: {what}")
        time.sleep(0.1)


def settings(words: Sequence[str]) -> dict[str, str]:
    """Variables written as NAME=VALUE."""
    return dict(word.partition("=")[::2] for word in words)


def _plain_environment(folder: Path) -> dict[str, str]:
    """A fresh user's environment: own home, no input method named yet."""
    home = folder / "home"
    runtime = folder / "runtime"
    for place in (home / ".config", home / ".local/share", home / ".cache", runtime):
        place.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }


_KEY_NAMES = {" ": "space", ",": "comma", ".": "period", "/": "slash"}
