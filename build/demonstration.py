"""The demonstration in ``demo/``: made when it is not current, then shown or photographed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import environment
import host

ROOT = environment.ROOT
FOLDER = ROOT / "demo"
EARLIER = ROOT / ".cache" / "earlier-demo"
SUMMARY = "summary.txt"
CORE = ("surveyapp", "questionnaires", "weights")
LEFT_OUT = {".pyc", ".mo", ".qm", ".part"}


def run(again: bool = False) -> int:
    """Make what is not current, then open the window, or without a screen leave pictures."""
    failed = make(again)
    if failed:
        return failed
    if host.has_screen():
        print("Opening the window. Close it to come back here.", flush=True)
        return environment.run("-m", "ui", _from_top(survey()))
    failed = pictures(again)
    if not failed:
        _say_what_is_there()
    return failed


def make(again: bool = False) -> int:
    """Make the demonstration, or print what it said when it was made; the exit code."""
    state = digest(CORE)
    if not again and _is_current(FOLDER / ".stamp", state):
        print((FOLDER / SUMMARY).read_text("utf-8"))
        return 0
    _move_aside()
    started = time.perf_counter()
    try:
        failed, said = _listen("-m", "surveyapp", "demo", "--folder", FOLDER.name)
        if failed:
            print(f"The demonstration could not be made (exit code {failed}).", flush=True)
            return failed
        (FOLDER / SUMMARY).write_text(said, "utf-8")
        (FOLDER / ".stamp").write_text(state, "utf-8")
    finally:
        if not (FOLDER / ".stamp").exists():
            shutil.rmtree(FOLDER, ignore_errors=True)  # half a demonstration shows nothing
    print(f"Demonstration made in {time.perf_counter() - started:.0f} s", flush=True)
    return 0


def pictures(again: bool = False) -> int:
    """Take a picture of every page without a screen, unless they are current; the exit code."""
    folder = FOLDER / "pictures"
    state = digest((*CORE, "ui"))
    if not again and _is_current(folder / ".stamp", state):
        return 0
    shutil.rmtree(folder, ignore_errors=True)
    print("Taking pictures of every page", flush=True)
    arguments = ("--survey", _from_top(survey()), "--folder", _from_top(folder))
    failed = environment.run("-m", "ui.pictures", *arguments, QT_QPA_PLATFORM="offscreen")
    if not failed:
        (folder / ".stamp").write_text(state, "utf-8")
    return failed


def survey() -> Path:
    """The demonstration's survey; of several waves the latest, which its name ends with."""
    found = sorted(FOLDER.glob("*.survey"))
    if not found:
        raise FileNotFoundError(f"no survey file in {FOLDER}")
    return found[-1]


def digest(packages: Iterable[str], root: Path = ROOT) -> str:
    """A hash of everything that packages of ours are made of, and of the lock."""
    total = hashlib.sha256(environment.LOCK.read_bytes())
    for package in packages:
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and path.suffix not in LEFT_OUT:
                total.update(path.relative_to(root).as_posix().encode())
                total.update(path.read_bytes())
    return total.hexdigest()


def _is_current(mark: Path, state: str) -> bool:
    return mark.exists() and mark.read_text("utf-8") == state


def _move_aside() -> None:
    """Keep one earlier demonstration: somebody may have worked in it."""
    if not FOLDER.exists():
        return
    shutil.rmtree(EARLIER, ignore_errors=True)
    EARLIER.parent.mkdir(exist_ok=True)
    FOLDER.rename(EARLIER)
    print(f"The earlier demonstration is now in {_from_top(EARLIER)}", flush=True)


def _from_top(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _listen(*arguments: str | Path) -> tuple[int, str]:
    command = [str(environment.python()), *map(str, arguments)]
    said: list[str] = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment.variables(), stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            said.append(line)
    return process.returncode, "".join(said)


def _say_what_is_there() -> None:
    print("\nThere is no screen here, so no window was opened. In demo/ there are:")
    for pattern in ("*.survey", "*.html", "pictures/*.png"):
        found = sorted(FOLDER.rglob(pattern) if "/" not in pattern else FOLDER.glob(pattern))
        names = [_from_top(path) for path in found]
        more = f" and {len(names) - 4} more" if len(names) > 4 else ""
        print(f"  {', '.join(names[:4])}{more}" if names else f"  no {pattern}")
