"""Freezes the last commit inside the oldest Debian that can be had, for systems as old as that.

Only what is committed goes in, so what comes out can be made again. Needs Debian, root and, the
first time, the network: a folder with the old Debian, its interpreter and the locked wheels is made
once and kept (``.cache/oldest``). Nothing of it stays mounted: the freeze has its own mounts.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import bundle
import dependencies
import font

ROOT = bundle.ROOT
LINUX = ROOT / "build" / "linux"
CHROOT = ROOT / ".cache" / "oldest"
NEWEST_GLIBC = 28
"""The 2.28 of UOS 20 and Kylin V10: wheels for a newer one are not taken."""
_PLATFORMS = ("manylinux1", "manylinux2010", "manylinux2014")
_INTEL = platform.machine() == "x86_64"
_INSIDE = "mount -t proc proc $0/proc && mount --rbind /dev $0/dev && exec chroot $0 sh /opt/$1"


class OldestError(Exception):
    """The old Debian cannot be made or used here."""


def possible() -> bool:
    """Whether this machine can make one: Debian's tools, root, and Intel's kind of processor."""
    tools = all(map(shutil.which, ("debootstrap", "chroot", "unshare", "dpkg-deb")))
    # Qt's wheels for ARM want a newer glibc than the old Debian has.
    return sys.platform == "linux" and tools and os.geteuid() == 0 and _INTEL


def freeze(target: Path, chroot: Path = CHROOT, commit: str = "HEAD") -> Path:
    """Make the frozen program of a commit in the old Debian; its folder under the target."""
    _run(["sh", str(LINUX / "oldest.sh"), str(chroot)])
    lay_source(chroot / "opt" / "source", commit)
    shutil.copytree(font.ensure(), chroot / "opt" / "source" / ".cache" / "font")
    fetch_wheels(chroot / "opt")
    shutil.copyfile(LINUX / "freeze.sh", chroot / "opt" / "freeze.sh")
    _run(["unshare", "--mount", "sh", "-c", _INSIDE, str(chroot), "freeze.sh"])
    return take(chroot / "opt" / "dist", target)


def lay_source(folder: Path, commit: str = "HEAD", root: Path = ROOT) -> None:
    """Write a commit's files and its time into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = ["git", "-C", str(root), "archive", "--format=tar", commit]
    archive = subprocess.run(command, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    (folder / ".commit-time").write_text(bundle.commit_time(root, commit) + "\n", "utf-8")


def fetch_wheels(folder: Path) -> None:
    """Bring lock and wheels up to date; the network is used where one of them changed."""
    lock = dependencies.cut(dependencies.needed_to_freeze("linux"), "linux")
    kept = folder / "lock"
    if kept.exists() and kept.read_text("utf-8") == lock and (folder / "wheels").exists():
        return
    kept.write_text(lock, "utf-8")
    pip = [sys.executable, "-m", "pip", "download", "-q", "--only-binary", ":all:", "--no-deps"]
    pip += ["--dest", str(folder / "wheels"), *tags()]
    _run([*pip, "--require-hashes", "-r", str(kept)])
    _run([*pip, "pip"])  # installs the others there, and goes into nothing


def tags() -> list[str]:
    """What pip is told of the systems whose wheels it may take."""
    machine = platform.machine()
    names = [*_PLATFORMS, *(f"manylinux_2_{minor}" for minor in range(5, NEWEST_GLIBC + 1))]
    options = [f"--platform={name}_{machine}" for name in names]
    options += [f"--abi={abi}" for abi in ("cp311", "abi3", "none")]
    return [*options, "--python-version=3.11", "--implementation=cp"]


def take(made: Path, target: Path) -> Path:
    """Move what was made elsewhere into a folder; the program's own folder in it."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ("surveyapp", "surveyapp.files"):
        old = target / name
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
        shutil.move(made / name, old)
    return target / "surveyapp"


def _run(command: list[str]) -> None:
    if subprocess.run(command, check=False).returncode:
        raise OldestError(f"This failed: {' '.join(command[:6])} …")
