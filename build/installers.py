"""Makes what a district office gets: ``dist/`` with the installers and their hashes.

On Linux a Debian package, an archive and a file that unpacks itself; they come from the oldest
Debian that can be had, or from this machine where that is asked for. On another system the frozen
program alone, from which its own tools make what is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bundle
import debian
import elf
import freeze
import nsis
import oldest
import portable
import wine

DIST = freeze.DIST
HASHES = "SHA256SUMS"
COMMIT = "COMMIT"
"""Says of which commit the installers beside it were made."""
KINDS = (".deb", ".tar.xz", ".run", ".exe", ".svu")
"""What people get, by how its name ends."""
MOST_MB = 145


class InstallerError(Exception):
    """An installer is not as it must be."""


TROUBLES = (
    *(InstallerError, oldest.OldestError, debian.DebianError),
    *(nsis.SetupError, wine.WineError),
)


def package(target: Path = DIST, here: bool = False, commit: str = "HEAD") -> list[Path]:
    """Freeze a commit and make the installers of this system; their files."""
    commit = bundle.commit_name(commit=commit)
    if not bundle.is_as_committed(commit):
        # Menu entry, scripts and these very lines come from the work tree.
        raise InstallerError(
            f"build/ is not as commit {commit[:7]} has it; commit or check it out."
        )
    seconds = int(bundle.commit_time(commit=commit))
    frozen = freeze.freeze(target) if here else oldest.freeze(target, commit=commit)
    if not here:
        require_old_glibc(frozen)
    made = [debian.build(frozen, target, seconds), *portable.build(frozen, target, seconds)]
    for file in made:
        require_size(file)
    write_hashes(target)
    (target / COMMIT).write_text(commit + "\n", "utf-8")
    return made


def package_windows(target: Path = DIST) -> Path:
    """Freeze for Windows and make the Setup: on Windows as it is given out, elsewhere under wine.

    What wine froze is for a trial. It runs, and nothing of wine is in it; that it behaves on a
    real Windows was not shown by it.
    """
    if sys.platform == "win32":
        frozen = freeze.freeze(target)
    elif wine.possible():
        frozen = wine.freeze(target / "windows")
    else:
        raise InstallerError(f"Needed are {', '.join(wine.TOOLS)} (Debian: wine, mingw-w64).")
    made = nsis.build(frozen, frozen.parent, int(bundle.commit_time()))
    write_hashes(frozen.parent)
    return made


def require_old_glibc(frozen: Path) -> tuple[int, ...]:
    """The newest glibc that the program needs; ``InstallerError`` beyond what UOS 20 has."""
    libraries = list(elf.libraries(frozen))
    found = elf.highest(version for one in libraries for version in one.versions)
    if found > (2, oldest.NEWEST_GLIBC):
        guilty = [one.path.name for one in libraries if elf.highest(one.versions) == found]
        raise InstallerError(f"glibc {found} is needed by {', '.join(guilty)}.")
    return found


def require_size(file: Path) -> None:
    """``InstallerError`` if an installer is larger than was promised."""
    size = file.stat().st_size / 1e6
    if size >= MOST_MB:
        raise InstallerError(f"{file.name} has {size:.0f} MB; at most {MOST_MB} were promised.")


def write_hashes(folder: Path = DIST) -> Path:
    """Write the hashes of every installer in a folder, as ``sha256sum --check`` reads them."""
    lines: list[str] = []
    for file in sorted(folder.iterdir()):
        if file.name.endswith(KINDS):
            with file.open("rb") as stream:
                lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    target = folder / HASHES
    target.write_text("".join(lines), "utf-8", newline="\n")
    return target


def main() -> int:
    """Make the installers and say what they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=DIST)
    parser.add_argument("--here", action="store_true", help="freeze on this machine's own system")
    parser.add_argument("--windows", action="store_true", help="Setup, frozen under wine")
    given = parser.parse_args()
    if sys.platform == "win32" or given.windows:
        return _say(lambda: [package_windows(given.target.resolve())])
    if not sys.platform.startswith("linux"):
        print(freeze.freeze(given.target.resolve()))
        return 0
    if not given.here and not oldest.possible():
        print("Needs root and debootstrap; --here freezes for systems as new as this one.")
        return 2
    return _say(lambda: package(given.target.resolve(), given.here))


def _say(work: Callable[[], list[Path]]) -> int:
    """What was made, or the sentence of what failed."""
    try:
        made = work()
    except TROUBLES as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as trouble:
        print(f"This failed: {trouble.cmd}", file=sys.stderr)
        return 1
    for file in made:
        print(f"{file.stat().st_size / 1e6:7.1f} MB  {file}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
