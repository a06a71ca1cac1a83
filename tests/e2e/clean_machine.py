"""A clean minimal Debian in a folder, thrown away afterwards: what an installer meets at an office.

Each command has mounts of its own, so nothing stays mounted. The screen and the session bus are
this machine's; everything else that a program finds there is the clean Debian's.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

MIRROR = "http://deb.debian.org/debian"
USER = "clerk"
NUMBER = 1000
_MOUNTS = (
    "mount -t proc proc $0/proc && mount --rbind /dev $0/dev && mkdir -p $0/tmp/.X11-unix && "
    "mount --bind /tmp/.X11-unix $0/tmp/.X11-unix && mkdir -p $0$1 && mount --bind $1 $0$1 && "
    'root=$0 && shift && exec chroot "$@"'
)


class MachineError(Exception):
    """The clean machine cannot be made, or something on it failed."""


def ensure_base(suite: str, cache: Path) -> Path:
    """The untouched minimal Debian of a suite; made once."""
    base, mark = cache / f"clean-{suite}", cache / f"clean-{suite}.complete"
    if not mark.exists():
        shutil.rmtree(base, ignore_errors=True)
        base.parent.mkdir(parents=True, exist_ok=True)
        command = ["debootstrap", "--variant=minbase", suite, str(base), MIRROR]
        subprocess.run(command, check=True, capture_output=True)
        mark.touch()
    return base


class Machine:
    """One copy of it, with an ordinary user."""

    def __init__(self, base: Path, folder: Path, shared: Path) -> None:
        self.root = folder / "machine"
        self._shared = shared
        subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(self.root)], check=True)
        shutil.copyfile("/etc/resolv.conf", self.root / "etc/resolv.conf")
        self.run("useradd", "--create-home", "--uid", str(NUMBER), "--shell", "/bin/sh", USER)

    @property
    def home(self) -> Path:
        """The user's folder, as seen from outside."""
        return self.root / "home" / USER

    def command(self, *words: str, user: bool = False, variables: Sequence[str] = ()) -> list[str]:
        """The command line that runs something there, as root or as the user."""
        as_user = [f"--userspec={NUMBER}:{NUMBER}"] if user else []
        home = f"/home/{USER}" if user else "/root"
        clean = ["env", "-i", f"HOME={home}", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
        clean += ["PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", *variables]
        inside = ["unshare", "--mount", "sh", "-c", _MOUNTS, str(self.root), str(self._shared)]
        return [*inside, *as_user, str(self.root), *clean, *words]

    def run(self, *words: str, user: bool = False) -> str:
        """Run something there to its end; what it said.

        Raises:
            MachineError: where it failed.
        """
        done = subprocess.run(
            self.command(*words, user=user), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise MachineError(f"{' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def bring(self, file: Path, where: str = "root") -> str:
        """Copy a file there; its path inside. What goes into the home is the user's."""
        target = self.root / where / file.name
        shutil.copyfile(file, target)
        if where.startswith("home"):
            shutil.chown(target, NUMBER, NUMBER)
        return f"/{where}/{file.name}"
