"""What the machine itself must have: the libraries Qt loads and a font with Chinese characters.

On Linux, Qt's wheels bring Qt but not what every desktop has. What is missing is installed with
apt where this runs as root; elsewhere the one command to type is printed. Windows and macOS have
everything.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

# Shared library -> Debian package, found in a minimal Debian 12.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
XCB = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT_PACKAGE = "fonts-wqy-microhei"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_NAMES = (
    "wqy",
    "notosanscjk",
    "notoserifcjk",
    "sourcehan",
    "droidsansfallback",
    "uming",
    "ukai",
    "msyh",
    "simsun",
    "simhei",
    "harmonyos_sans_sc",
)


class HostError(Exception):
    """Something is missing on this machine that cannot be installed from here."""


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be shown."""
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def prepare() -> None:
    """Provide what Qt needs here, or say which command does; ``HostError`` if Qt cannot start."""
    if not sys.platform.startswith("linux"):
        return
    needed = missing(OFFSCREEN) + (missing(XCB) if has_screen() else [])
    useful = [] if has_screen() else missing(XCB)
    if not has_chinese_font():
        useful.append(FONT_PACKAGE)
    if needed or useful:
        provide(needed, useful)


def missing(libraries: Mapping[str, str]) -> list[str]:
    """The packages of those libraries that the loader does not find."""
    return [package for library, package in libraries.items() if not _loads(library)]


def provide(needed: list[str], useful: Iterable[str] = ()) -> None:
    """Install Debian packages as root, else print how; ``HostError`` if one is needed."""
    packages = [*needed, *useful]
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        message = f"This system has no apt. Install what these Debian packages hold: {names}"
    elif _is_root():
        print(f"Installing what Qt needs from this system: {names}", flush=True)
        if _install(packages):
            return
        message = f"apt-get could not install: {names}"
    else:
        install = f"apt-get update && apt-get install -y --no-install-recommends {names}"
        message = f"Missing on this system. Type:\n\n    sudo sh -c '{install}'\n"
    if needed:
        raise HostError(message)
    print(message, flush=True)


def has_chinese_font(folders: Iterable[str] = FONT_FOLDERS) -> bool:
    """Whether some installed font has simplified Chinese characters."""
    if shutil.which("fc-list"):
        command = ["fc-list", ":lang=zh-cn", "family"]
        listed = subprocess.run(command, capture_output=True, check=False).stdout
        if listed.strip():
            return True
    places = (Path(folder).expanduser() for folder in folders)
    names = (path.name.lower() for place in places for path in place.rglob("*.[ot]t[cf]"))
    return any(name.replace("-", "").startswith(FONT_NAMES) for name in names)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _is_root() -> bool:
    geteuid = getattr(os, "geteuid", None)  # not on Windows
    return geteuid is not None and geteuid() == 0


def _install(packages: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    # A source that cannot be reached need not be the one that is asked: the install decides.
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    done = subprocess.run(install, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr, flush=True)
    return done.returncode == 0
