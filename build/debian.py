"""Makes the Debian package of a frozen program: Debian 12 and newer, UOS 20, Kylin V10.

Nothing runs at installation: menu, file types and icons are taken up by the system's own triggers,
and what people made is never in a folder that the package owns. What it asks of the system is
worked out from the libraries inside, so that it neither forgets one nor asks for too much.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bundle
import elf
import freeze
import icon

from surveyapp import __version__, inventory

NAME = "surveyapp"
LINUX = bundle.ROOT / "build" / "linux"
HOME = Path("opt") / NAME
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
FILE_TYPES = {"survey": "application-x-surveyapp", "package": "application-x-surveyapp-package"}
"""The icons of the two kinds of file, by their picture."""

OWNED_BY_TARGET = {
    "libc6": (
        *("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1"),
        *("libutil.so.1", "libresolv.so.2", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"),
    ),
    "libegl1": ("libEGL.so.1",),
    "libgl1": ("libGL.so.1",),
    "libx11-6": ("libX11.so.6",),
    "libx11-xcb1": ("libX11-xcb.so.1",),
    "libxcb1": ("libxcb.so.1",),
    "libxkbcommon0": ("libxkbcommon.so.0",),
    "libxkbcommon-x11-0": ("libxkbcommon-x11.so.0",),
    "libdbus-1-3": ("libdbus-1.so.3",),
    "libexpat1": ("libexpat.so.1",),
    "libfontconfig1": ("libfontconfig.so.1",),
    "libfreetype6": ("libfreetype.so.6",),
    "libglib2.0-0t64 | libglib2.0-0": ("libglib-2.0.so.0", "libgthread-2.0.so.0"),
    "libgcc-s1 | libgcc1": ("libgcc_s.so.1",),
    "libstdc++6": ("libstdc++.so.6",),
    "libuuid1": ("libuuid.so.1",),
    "libzstd1": ("libzstd.so.1",),
    "zlib1g": ("libz.so.1",),
}
"""Debian's package of each library that stays outside; the new name comes first after a change."""

RECOMMENDED = ("shared-mime-info", "desktop-file-utils", "hicolor-icon-theme")
USEFUL = {"libcups2t64 | libcups2": ("libcups.so.2",)}
"""What a plugin of Qt asks for that is passed over where it is absent: then there is no printer."""


class DebianError(Exception):
    """The package cannot be made from this frozen program."""


def build(frozen: Path, target: Path, seconds: int) -> Path:
    """Make the package of a frozen program in a folder; its file."""
    folder = target / "deb"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(frozen, folder / HOME, symlinks=True)
    lay_menu(folder / "usr" / "share")
    lay_documents(folder / "usr" / "share" / "doc" / NAME, frozen)
    programs = folder / "usr" / "bin"
    programs.mkdir(parents=True)
    for name in (NAME, f"{NAME}-window"):
        (programs / name).symlink_to(f"/{HOME / name}")
    (folder / "DEBIAN").mkdir()
    (folder / "DEBIAN" / "control").write_text(control(frozen, size_of(folder)), "utf-8")
    freeze.settle(folder, seconds)
    (folder / HOME / NAME).chmod(0o755)
    made = target / f"{NAME}_{__version__}_{architecture()}.deb"
    # Two threads whatever the machine has: the number decides where the packed blocks end.
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=2", "--build"]
    fixed = os.environ | {"SOURCE_DATE_EPOCH": str(seconds)}
    subprocess.run([*command, str(folder), str(made)], env=fixed, check=True, capture_output=True)
    shutil.rmtree(folder)
    return made


def architecture() -> str:
    """Debian's name of this kind of processor."""
    machine = os.uname().machine
    if machine not in ARCHITECTURES:
        raise DebianError(f"There is no package for processors of the kind {machine}.")
    return ARCHITECTURES[machine]


def lay_menu(share: Path) -> None:
    """The menu entry, the two kinds of file, and the icons, below a folder ``share``."""
    for source, where in (("desktop", "applications"), ("xml", "mime/packages")):
        folder = share / where
        folder.mkdir(parents=True)
        shutil.copyfile(LINUX / f"{NAME}.{source}", folder / f"{NAME}.{source}")
    lay_icons(share / "icons")


def lay_icons(folder: Path) -> None:
    """The icons of the program and of its kinds of file, as desktops look for them."""
    names = {NAME: ("apps", NAME)} | {own: ("mimetypes", to) for own, to in FILE_TYPES.items()}
    for own, (kind, to) in names.items():
        for size in icon.SIZES:
            _copy(icon.png(own, size), folder / f"hicolor/{size}x{size}" / kind / f"{to}.png")
        _copy(icon.drawing(own), folder / "hicolor/scalable" / kind / f"{to}.svg")


def lay_documents(folder: Path, frozen: Path) -> None:
    """Who holds the rights in what, and what changed."""
    folder.mkdir(parents=True)
    about = frozen / "_internal" / "about"
    lines = [f"{one.name} {one.version}: {one.licence}" for one in inventory.listed(about)]
    text = f"Parts and their licences; the texts are in /{HOME}/_internal/about/licences.\n\n"
    (folder / "copyright").write_text(text + "\n".join(lines) + "\n", "utf-8")
    changes = inventory.changes("en").encode()
    (folder / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def control(frozen: Path, kilobytes: int) -> str:
    """The package's card."""
    fields: dict[str, Any] = {
        "Package": NAME,
        "Version": __version__,
        "Architecture": architecture(),
        "Maintainer": "surveyapp <surveyapp@localhost>",
        "Installed-Size": kilobytes,
        "Depends": ", ".join(depends(elf.libraries(frozen))),
        "Recommends": ", ".join([*RECOMMENDED, *USEFUL]),
        "Section": "science",
        "Priority": "optional",
        "Description": "public surveys: sample, interview offline, estimate, report\n"
        " 公众调查：设计、抽样、离线访问、数据包交换、加权、估计、报告。\n"
        " A city's public surveys in one desktop program, without a server.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def depends(libraries: Iterable[elf.Library]) -> list[str]:
    """What the libraries inside ask of the system, as Debian names it.

    Raises:
        DebianError: if one is neither inside nor known to belong to the system.
    """
    inside = list(libraries)
    own = {one.path.name for one in inside} | {one.soname for one in inside}
    wanted = {need for one in inside for need in one.needs} - own
    owners = {name: package for package, names in OWNED_BY_TARGET.items() for name in names}
    wanted -= {name for names in USEFUL.values() for name in names}
    strange = sorted(wanted - set(owners))
    if strange:
        raise DebianError(f"Nobody is known to bring {', '.join(strange)}.")
    packages = {owners[name] for name in wanted} - {"libc6"}
    glibc = elf.highest(version for one in inside for version in one.versions)
    newest = f" (>= {'.'.join(map(str, glibc))})" if glibc else ""
    return [f"libc6{newest}", *sorted(packages)]


def size_of(folder: Path) -> int:
    """What a folder takes, in kilobytes."""
    sizes = (path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
    return sum(-(-size // 1024) for size in sizes)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
