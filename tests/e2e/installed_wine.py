"""Setup under wine: installed, checked, upgraded and taken away without a question.

``python -m tests.e2e.installed_wine SETUP`` needs wine and what ``build/wine.py`` has laid out.
What wine does not prove: that Windows Defender and SmartScreen let an unsigned Setup pass, that
input methods, printers, scaled screens and a real Explorer behave, and how fast it is there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build"))

import wine

ID = "surveyapp"
KINDS = {"survey": "survey", "svp": "package", "svu": "update"}
CLASSES = r"HKCU\Software\Classes"
UNINSTALL = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{ID}"
LONGEST_S = 120


@dataclass(frozen=True)
class Machine:
    """A Windows of wine, and where Setup puts the program in it."""

    prefix: Path
    user: str

    @property
    def home(self) -> Path:
        """The user's folder."""
        return self.prefix / "drive_c" / "users" / self.user

    @property
    def program(self) -> Path:
        """Where the program lies."""
        return self.home / "AppData" / "Local" / "Programs" / ID

    @property
    def shortcuts(self) -> set[str]:
        """What the start menu offers."""
        menu = self.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
        return {path.stem for path in menu.glob("*.lnk")}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a Windows program to its end."""
        return wine.run(self.prefix, *command)

    def reads(self, key: str) -> str:
        """What the registry has under a key; empty where it is not there."""
        done = self.run("reg", "query", key, "/s")
        return done.stdout if done.returncode == 0 else ""


def fresh_machine(prefix: Path) -> Machine:
    """A Windows on which nothing was installed yet."""
    shutil.rmtree(prefix, ignore_errors=True)
    wine.lay_prefix(prefix)
    users = [path.name for path in (prefix / "drive_c" / "users").iterdir()]
    return Machine(prefix, next(name for name in users if name != "Public"))


def prove(machine: Machine, setup: Path) -> Iterator[tuple[str, bool]]:
    """Each thing that is shown, and whether it held."""
    own = machine.program / "mine.survey"
    yield "installs without a question", _install(machine, setup)
    yield "both programs are there", _has_programs(machine)
    yield "nothing of wine is in it", not list(wine.foreign(machine.program / "_internal"))
    yield "the start menu offers it in Chinese", machine.shortcuts == {"公众调查"}
    for ending, kind in KINDS.items():
        yield f"type of .{ending}", _opens(machine, ending, kind)
    yield "its version is in the list of programs", "DisplayVersion" in machine.reads(UNINSTALL)
    yield "self-check of the installed program", _checks_itself(machine)
    own.write_bytes(b"what a person made")
    (machine.program / "_internal" / "of-an-older-version.txt").touch()
    yield "upgrades without a question, in English", _install(machine, setup, "/LANG=1033")
    yield (
        "upgrade takes away what the newer lacks",
        not (machine.program / "_internal" / "of-an-older-version.txt").exists(),
    )
    yield "one entry in the start menu, in the new language", machine.shortcuts == {"Public survey"}
    yield "is taken away without a question", _uninstall(machine)
    yield (
        "what a person made stays",
        [path.name for path in machine.program.iterdir()] == [own.name],
    )
    yield (
        "no kind of file is left to it",
        not any(machine.reads(rf"{CLASSES}\{ID}.{kind}") for kind in KINDS.values()),
    )
    yield "the list of programs is without it", machine.reads(UNINSTALL) == ""


def _install(machine: Machine, setup: Path, language: str = "/LANG=2052") -> bool:
    return machine.run(str(setup), "/S", language).returncode == 0


def _has_programs(machine: Machine) -> bool:
    return all((machine.program / f"{ID}{end}.exe").is_file() for end in ("", "-window"))


def _opens(machine: Machine, ending: str, kind: str) -> bool:
    said = machine.reads(rf"{CLASSES}\.{ending}") + machine.reads(rf"{CLASSES}\{ID}.{kind}")
    return f"{ID}.{kind}" in said and f"{ID}-window.exe" in said and '"%1"' in said


def _checks_itself(machine: Machine) -> bool:
    return machine.run(str(machine.program / f"{ID}.exe"), "--selfcheck").returncode == 0


def _uninstall(machine: Machine) -> bool:
    """It copies itself away and goes on alone: what it must take away is waited for."""
    machine.run(str(machine.program / "Uninstall.exe"), "/S")
    end = time.monotonic() + LONGEST_S
    while (machine.program / "Uninstall.exe").exists() and time.monotonic() < end:
        time.sleep(0.5)
    return not _has_programs(machine) and not (machine.program / "_internal").exists()


def main() -> int:
    """Prove it all; 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("setup", type=Path)
    given = parser.parse_args()
    machine = fresh_machine(wine.CACHE / "proof")
    held = True
    for what, holds in prove(machine, given.setup.resolve()):
        print("ok  " if holds else "FAIL", what, flush=True)
        held = held and holds
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
