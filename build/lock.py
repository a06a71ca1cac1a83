"""Resolves the locked versions anew and checks that every package has the wheels we need.

``build/requirements.lock`` names versions and hashes for every system and no address of an
index. ``build/wheels.csv`` records, for each package and each system that the program is for, the
wheel that would be taken: the proof that nothing has to be compiled and that a Linux of glibc
2.28 is new enough. Needs the network; uv is fetched into ``.cache`` for it.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "build" / "requirements.lock"
RECORD = ROOT / "build" / "wheels.csv"
SCRATCH = ROOT / ".cache" / "lock"
UV = "uv==0.13.9"
PYTHON = (3, 11)
NEWEST_GLIBC = 28


def _linux(machine: str) -> list[str]:
    versions = range(NEWEST_GLIBC, 4, -1)
    old = [f"manylinux2014_{machine}", f"manylinux2010_{machine}", f"manylinux1_{machine}"]
    return [f"manylinux_2_{minor}_{machine}" for minor in versions] + old


def _mac() -> list[str]:
    kinds = [f"macosx_{major}_0_{kind}" for major in (12, 11) for kind in ("arm64", "universal2")]
    return kinds + [f"macosx_10_{minor}_universal2" for minor in range(16, 8, -1)]


PLATFORMS: dict[str, tuple[str, list[str]]] = {
    "linux x86_64": ("linux", _linux("x86_64")),
    "linux aarch64": ("linux", _linux("aarch64")),
    "windows x86_64": ("win32", ["win_amd64"]),
    "macos arm64": ("darwin", _mac()),
}
REQUIRED = ("linux x86_64", "windows x86_64")
NOT_NEEDED = "not needed"
NONE = "no wheel"


def main() -> int:
    """Resolve, record, and fail if a required system lacks a wheel."""
    resolve()
    rows = record()
    with RECORD.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("package", "version", *PLATFORMS))
        writer.writerows(rows)
    failed = list(without_wheel(rows))
    for name in failed:
        print(f"no wheel for {name}")
    print(f"{len(rows)} packages locked, {len(failed)} wheels lacking; see build/wheels.csv")
    return int(bool([name for name in failed if name.endswith(REQUIRED)]))


def resolve() -> None:
    """Write the lock, and beside it, in ``.cache``, the same resolution with all its wheels."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    quiet = ("--quiet", "--disable-pip-version-check")
    target = ("--target", str(SCRATCH / "uv"), "--upgrade")
    _python("-m", "pip", "install", *quiet, *target, UV)
    wanted = ("-q", "--universal", "--python-version", "3.11", "--no-header")
    source = ("pyproject.toml", "--group", "dev")
    plain = ("--generate-hashes", "--no-emit-index-url", "--no-annotate")
    _uv(*wanted, *plain, *source, "--upgrade", "-o", str(LOCK))
    same = ("--format", "pylock.toml", "-c", str(LOCK))
    _uv(*wanted, *same, *source, "-o", str(SCRATCH / "pylock.toml"))


def record() -> list[tuple[str, ...]]:
    """A row for each locked package: name, version, and the wheel for each system."""
    lock = tomllib.loads((SCRATCH / "pylock.toml").read_text("utf-8"))
    rows: list[tuple[str, ...]] = []
    for package in lock["packages"]:
        wheels = [_name_of(wheel) for wheel in package.get("wheels", ())]
        marker = str(package.get("marker", ""))
        chosen = (wheel_for(platform, wheels, marker) for platform in PLATFORMS)
        rows.append((str(package["name"]), str(package["version"]), *chosen))
    return rows


def wheel_for(platform: str, wheels: Iterable[str], marker: str = "") -> str:
    """The wheel that this system takes, by its tags; or why there is none."""
    system, names = PLATFORMS[platform]
    if marker and not Marker(marker).evaluate(_facts(system)):
        return NOT_NEEDED
    tags = {tag: rank for rank, tag in enumerate(_tags(names))}
    best = (len(tags), NONE)
    for wheel in wheels:
        for tag in parse_wheel_filename(wheel)[3]:
            best = min(best, (tags.get(tag, len(tags)), str(tag)))
    return best[1] if best[0] < len(tags) else NONE


def without_wheel(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Package and system of every wheel that is lacking."""
    for package, version, *wheels in rows:
        for platform, wheel in zip(PLATFORMS, wheels, strict=True):
            if wheel == NONE:
                yield f"{package} {version} on {platform}"


def _tags(platforms: list[str]) -> Iterator[Tag]:
    yield from cpython_tags(PYTHON, platforms=platforms)
    yield from compatible_tags(PYTHON, "cp311", platforms)


def _facts(system: str) -> dict[str, str]:
    names = {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}
    version = ".".join(map(str, PYTHON))
    return {
        "sys_platform": system,
        "platform_system": names[system],
        "os_name": "nt" if system == "win32" else "posix",
        "python_version": version,
        "python_full_version": f"{version}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def _name_of(wheel: dict[str, Any]) -> str:
    return str(wheel.get("name") or wheel["url"].rsplit("/", 1)[-1])


def _uv(*arguments: str) -> None:
    _python("-m", "uv", "pip", "compile", *arguments, PYTHONPATH=str(SCRATCH / "uv"))


def _python(*arguments: str, **extra: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=os.environ | extra, check=True)


if __name__ == "__main__":
    raise SystemExit(main())
