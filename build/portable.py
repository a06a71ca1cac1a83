"""Makes the copies of a frozen program that need no rights: an archive, and a file that unpacks it.

Both hold the same: the program, and ``menu.sh``, which puts it into the menu of whoever runs it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
from pathlib import Path

import debian
import freeze

from surveyapp import __version__

NAME = debian.NAME
TOP = f"{NAME}-{__version__}"
MENU = "menu.sh"


def build(frozen: Path, target: Path, seconds: int) -> list[Path]:
    """Make archive and self-unpacking file of a frozen program in a folder."""
    folder = target / "portable" / TOP
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(frozen, folder, symlinks=True)
    lay_menu(folder)
    freeze.settle(folder, seconds)
    archive = target / f"{TOP}-linux-{platform.machine()}.tar.xz"
    pack(folder, archive, seconds)
    shutil.rmtree(folder.parent)
    return [archive, write_run(archive, archive.with_name(archive.name[:-7] + ".run"), seconds)]


def lay_menu(folder: Path) -> None:
    """The script for the menu, and what it puts there."""
    shutil.copyfile(debian.LINUX / MENU, folder / MENU)
    share = folder / "share"
    share.mkdir()
    for kind in ("desktop", "xml"):
        shutil.copyfile(debian.LINUX / f"{NAME}.{kind}", share / f"{NAME}.{kind}")
    debian.lay_icons(share / "icons")


def pack(folder: Path, archive: Path, seconds: int) -> None:
    """Pack a folder so that the same content gives the same bytes."""
    command = ["tar", "--create", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"]
    command += [f"--mtime=@{seconds}", "--format=posix"]
    command += ["--pax-option=delete=atime,delete=ctime", "-C", str(folder.parent), folder.name]
    with archive.open("wb") as stream, subprocess.Popen(command, stdout=subprocess.PIPE) as tar:
        # Two threads whatever the machine has: the number decides where the packed blocks end.
        subprocess.run(["xz", "-6", "-T2"], stdin=tar.stdout, stdout=stream, check=True)
    if tar.returncode:
        raise debian.DebianError(f"{folder.name} could not be packed.")
    os.utime(archive, (seconds, seconds))


def write_run(archive: Path, target: Path, seconds: int) -> Path:
    """Write the file that checks itself, unpacks the archive in it and fills the menu."""
    content = archive.read_bytes()
    script = (debian.LINUX / "run.sh").read_text("utf-8")
    script = script.replace("@LINES@", str(script.count("\n") + 1))
    script = script.replace("@HASH@", hashlib.sha256(content).hexdigest())
    target.write_bytes(script.encode() + content)
    target.chmod(0o755)
    os.utime(target, (seconds, seconds))
    return target
