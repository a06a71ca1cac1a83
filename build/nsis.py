"""Makes the Setup for Windows of a frozen program, by NSIS; what it does is in windows/setup.nsi.

NSIS is the same compiler on Windows, where it makes what is given out, and on Linux, where a Setup
is made to be tried under wine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import bundle
import icon

from surveyapp import __version__

NAME = "surveyapp"
SCRIPT = bundle.ROOT / "build" / "windows" / "setup.nsi"
USUAL = ("ProgramFiles(x86)", "ProgramFiles")
"""Where Windows says that its programs are."""
PROGRAMS = (f"{NAME}.exe", f"{NAME}-window.exe")
MOST_MB = 125


class SetupError(Exception):
    """There is no NSIS, or the Setup is not as it must be."""


def build(frozen: Path, target: Path, seconds: int) -> Path:
    """Make the Setup of a frozen program in a folder; its file."""
    lacking = [name for name in PROGRAMS if not (frozen / name).is_file()]
    if lacking:
        raise SetupError(f"The frozen program has no {' and no '.join(lacking)}.")
    made = target / f"{NAME}-{__version__}-windows-x86_64-setup.exe"
    compile_script(defines(frozen, made), seconds)
    size = made.stat().st_size / 1e6
    if size >= MOST_MB:
        raise SetupError(f"{made.name} has {size:.0f} MB; at most {MOST_MB} were promised.")
    return made


def defines(frozen: Path, made: Path, version: str = __version__) -> dict[str, str]:
    """What the script is told."""
    files = (path.stat().st_size for path in frozen.rglob("*") if path.is_file())
    # wine for 64 bits runs no other; NSIS for Windows itself brings only the kind for 32 bits,
    # which every Windows runs.
    kind = "x86-unicode" if sys.platform == "win32" else "amd64-unicode"
    return {
        "TARGET": kind,
        "VERSION": version,
        "SOURCE": str(frozen),
        "OUTPUT": str(made),
        "ICONS": str(icon.FOLDER),
        "KILOBYTES": str(sum(files) // 1024),
    }


def compile_script(given: dict[str, str], seconds: int) -> None:
    """Run NSIS on the script; a warning is an error."""
    mark = "/" if sys.platform == "win32" else "-"
    command = [str(compiler()), f"{mark}V2", f"{mark}WX", f"{mark}INPUTCHARSET", "UTF8"]
    command += [f"{mark}D{name}={text}" for name, text in given.items()]
    fixed = os.environ | {"SOURCE_DATE_EPOCH": str(seconds)}
    done = subprocess.run(
        [*command, str(SCRIPT)], env=fixed, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        raise SetupError(f"NSIS refused:\n{done.stdout}{done.stderr}")


def compiler() -> Path:
    """NSIS, from the search path or where its own Setup puts it."""
    found = shutil.which("makensis")
    usual = [
        Path(os.environ[name]) / "NSIS" / "makensis.exe" for name in USUAL if name in os.environ
    ]
    places = [*([Path(found)] if found else []), *(file for file in usual if file.is_file())]
    if not places:
        raise SetupError("NSIS is needed (nsis.sourceforge.io; on Debian the package nsis).")
    return places[0]
