"""Makes the installers of ``dist/`` a second time from the same commit and compares every byte.

``python build/reproduce.py`` freezes and packs anew in ``.cache/again``; the file list, the content
of every file and the installers' hashes must be the same. There is no exception on Linux: one
date, one order, one hash seed, and compilers that ran once when the old Debian was made.
"""

from __future__ import annotations

import argparse
import fnmatch
import sys
from dataclasses import dataclass
from pathlib import Path

import freeze
import installers
import oldest

AGAIN = freeze.ROOT / ".cache" / "again"
EXCEPTIONS: tuple[str, ...] = ()
"""Patterns of files that may differ, each with its reason."""


@dataclass(frozen=True)
class Difference:
    """A file that is not the same in both builds."""

    name: str
    why: str


def compare(first: Path, second: Path) -> list[Difference]:
    """What differs between two folders: files on one side only, other content, other rights."""
    here, there = freeze.hashes(first), freeze.hashes(second)
    found = [Difference(name, "only in the first") for name in sorted(set(here) - set(there))]
    found += [Difference(name, "only in the second") for name in sorted(set(there) - set(here))]
    for name in sorted(set(here) & set(there)):
        if here[name] != there[name]:
            found.append(Difference(name, "other content"))
        elif (first / name).lstat().st_mode != (second / name).lstat().st_mode:
            found.append(Difference(name, "other rights"))
    return [one for one in found if not _is_stated(one.name)]


def compare_hashes(first: Path, second: Path) -> list[Difference]:
    """Which installers of two folders have other hashes."""
    here, there = _hashes(first), _hashes(second)
    names = sorted(name for name in there if here.get(name) != there[name])
    return [Difference(name, "another installer") for name in names]


def reproduce(made: Path = installers.DIST, again: Path = AGAIN) -> list[Difference]:
    """Make everything anew from the commit that a folder was made of, and compare."""
    commit = (made / installers.COMMIT).read_text("utf-8").strip()
    installers.package(again, commit=commit)
    return [
        *compare(made / freeze.NAME, again / freeze.NAME),
        *compare_hashes(made, again),
    ]


def _hashes(folder: Path) -> dict[str, str]:
    lines = (folder / installers.HASHES).read_text("utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def _is_stated(name: str) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in EXCEPTIONS)


def main() -> int:
    """Compare, say what differs; 0 where nothing does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--made", type=Path, default=installers.DIST, help="the first build")
    made: Path = parser.parse_args().made.resolve()
    try:
        found = reproduce(made)
    except (installers.InstallerError, oldest.OldestError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    for one in found:
        print(f"{one.why}: {one.name}")
    print(f"{len(freeze.hashes(made / freeze.NAME))} files compared, {len(found)} differences")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
