"""What the program needs at run time: the closure of pyproject's dependencies, cut from the lock.

Installers carry this and nothing else; checks, tests and type checkers stay on the developer's
machine. Runs in ``.venv``, whose metadata say which package asks for which.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "build" / "requirements.lock"
FREEZING = ("pyinstaller", "fonttools", "packaging", "babel")
"""What makes the frozen program, beside what is frozen."""
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; ([^\\]+))?")


def facts(system: str) -> dict[str, str]:
    """What environment markers ask about, for a system that need not be this one."""
    windows = system == "win32"
    return {
        "sys_platform": system,
        "platform_system": {"win32": "Windows", "darwin": "Darwin"}.get(system, "Linux"),
        "os_name": "nt" if windows else "posix",
        "python_version": "3.11",
        "python_full_version": "3.11.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "platform_machine": "AMD64" if windows else "x86_64",
        "extra": "",
    }


def declared(pyproject: Path = ROOT / "pyproject.toml") -> list[str]:
    """The dependencies that the project names itself."""
    return list(tomllib.loads(pyproject.read_text("utf-8"))["project"]["dependencies"])


def closure(roots: Iterable[str], system: str = sys.platform) -> list[str]:
    """The names of everything these requirements lead to on a system, sorted."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        wanted = Requirement(waiting.pop())
        name = canonicalize_name(wanted.name)
        if name in found or not _applies(wanted, system):
            continue
        found.add(name)
        waiting.extend(_asked_by(name))
    return sorted(found)


def pins(lock: Path = LOCK) -> dict[str, list[tuple[str, str, str]]]:
    """Of each package in the lock: version, marker and the whole entry, hashes included."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for entry in re.split(r"\n(?=\S)", lock.read_text("utf-8")):
        match = _PIN.match(entry)
        if match:
            name, version, marker = match.groups()
            found.setdefault(canonicalize_name(name), []).append(
                (version, (marker or "").strip(), entry.rstrip())
            )
    return found


def cut(names: Iterable[str], system: str = sys.platform, lock: Path = LOCK) -> str:
    """The part of the lock for these packages on a system, ready for ``pip install -r``."""
    known = pins(lock)
    lines: list[str] = []
    for name in names:
        for _version, marker, entry in known[name]:
            if not marker or Marker(marker).evaluate(facts(system)):
                lines.append(_without_marker(entry))
    return "\n".join(lines) + "\n"


def frozen(system: str = sys.platform) -> list[str]:
    """The packages inside the frozen program on a system."""
    return closure(declared(), system)


def needed_to_freeze(system: str = sys.platform) -> list[str]:
    """The packages that a machine needs to make the frozen program."""
    return closure([*declared(), *FREEZING], system)


def _applies(wanted: Requirement, system: str) -> bool:
    return wanted.marker is None or wanted.marker.evaluate(facts(system))


def _asked_by(name: str) -> Iterator[str]:
    try:
        yield from requires(name) or ()
    except PackageNotFoundError:
        # Only for another system, and all such packages in the lock ask for nothing.
        return


def _without_marker(entry: str) -> str:
    # pip evaluates markers for the machine it runs on, which may make this for another.
    return re.sub(r" ; [^\\]+(?=\\)", " ", entry, count=1)


if __name__ == "__main__":
    platform = sys.argv[1] if len(sys.argv) > 1 else sys.platform
    print(cut(needed_to_freeze(platform), platform), end="")
