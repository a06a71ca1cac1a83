"""Keeps the Chinese complete: ``update``, ``fill``, ``compile`` and ``check`` the catalogues.

English sentences stand in the source; Chinese stands in ``surveyapp/locale`` (gettext, one
catalogue per room) and ``ui/locale`` (Qt). Runs with the interpreter of ``.venv``.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import catalogues
import linguist

ROOT = Path(__file__).resolve().parent.parent


def update(root: Path = ROOT) -> int:
    """Gather the sentences anew and say how many still lack their Chinese."""
    with _alone(root):
        changed = catalogues.update(root) + linguist.update(root)
    for path in changed:
        print(f"updated {path.relative_to(root).as_posix()}")
    missing = catalogues.gaps(root) + linguist.gaps(root)
    print(f"{len(missing)} sentences lack their Chinese; see: build/translate.py check")
    return 0


def fill(file: Path, replace: bool, root: Path = ROOT) -> int:
    """Enter the translations of a JSON file ``{"English": "中文"}``; name those nobody asks for."""
    texts: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    with _alone(root):
        catalogues.update(root)
        linguist.update(root)
        held = catalogues.fill(root, texts, replace) | linguist.fill(root, texts, replace)
    for text in sorted(set(texts) - held):
        print(f"in no catalogue: {text!r}")
    print(f"{len(held)} of {len(texts)} sentences found in the catalogues")
    return int(held != set(texts))


def compile_all(root: Path = ROOT) -> int:
    """Compile what is stale. Quick when nothing is."""
    for path in catalogues.compile_stale(root) + linguist.compile_stale(root):
        print(f"compiled {path.relative_to(root).as_posix()}")
    return 0


def check(rooms: list[str], root: Path = ROOT) -> int:
    """List every sentence that is missing, fuzzy or stray; 1 if there is any."""
    found = catalogues.gaps(root) + linguist.gaps(root)
    shown = [gap for gap in found if not rooms or gap.catalogue.split()[0] in rooms]
    for gap in shown:
        print(gap)
    print(f"translations: {len(shown)} gaps" if shown else "translations: complete")
    return int(bool(shown))


@contextmanager
def _alone(root: Path) -> Generator[None]:
    """Let one update run at a time: the exclusive lock of a database is the same everywhere."""
    folder = root / ".cache"
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "translate.lock", timeout=120)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def main(arguments: list[str] | None = None) -> int:
    """Run one of the four commands."""
    parser = argparse.ArgumentParser(prog="translate.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="gather the sentences of the source")
    filling = commands.add_parser("fill", help="enter translations from a JSON file")
    filling.add_argument("file", type=Path)
    filling.add_argument("--replace", action="store_true", help="also where there is one already")
    commands.add_parser("compile", help="compile what is stale")
    checking = commands.add_parser("check", help="fail on anything missing, fuzzy or stray")
    checking.add_argument("rooms", nargs="*", help="only these catalogues (ui for the window)")
    given = parser.parse_args(arguments)
    if given.command == "fill":
        return fill(given.file, given.replace)
    if given.command == "check":
        return check(given.rooms)
    return update() if given.command == "update" else compile_all()


if __name__ == "__main__":
    raise SystemExit(main())
