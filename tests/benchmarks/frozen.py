"""How soon the frozen window is painted, and what memory it holds before and after warming up.

``python -m tests.benchmarks.frozen [PROGRAM] [--times 10]`` (Linux, Xvfb). Painted means that the
screen shows it: single points of it are read through Xlib every few milliseconds. Memory is what
the process holds for itself and its share of what others hold as well (PSS), and all of it (RSS).
"""

from __future__ import annotations

import argparse
import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POINTS = ((60, 300), (700, 300))
"""In the rail and in the middle of the start page, on a screen that the window fills."""
_ALL, _PIXMAP = 0xFFFFFFFF, 2


@dataclass(frozen=True)
class Memory:
    """In megabytes."""

    own: float
    resident: float

    def __str__(self) -> str:
        return f"PSS {self.own:.0f} MB, RSS {self.resident:.0f} MB"


class Screen:
    """A virtual screen whose points can be read."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1024x700x24"]
        self._server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        self._library = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XGetImage", "XDefaultRootWindow", "XGetPixel"):
            getattr(self._library, name).restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._library.XOpenDisplay(self.name.encode()))
        self._root = ctypes.c_void_p(self._library.XDefaultRootWindow(self._display))

    def close(self) -> None:
        self._library.XCloseDisplay(self._display)
        self._server.terminate()
        self._server.wait()

    def is_painted(self) -> bool:
        """Whether something other than the empty screen shows at each point."""
        return all(self._point(x, y) for x, y in POINTS)

    def _point(self, x: int, y: int) -> int:
        image = ctypes.c_void_p(
            self._library.XGetImage(
                self._display, self._root, x, y, 1, 1, ctypes.c_ulong(_ALL), _PIXMAP
            )
        )
        value = self._library.XGetPixel(image, 0, 0) or 0
        self._library.XDestroyImage(image)
        return value & 0xFFFFFF


def memory_of(process: int) -> Memory:
    """What a process holds now."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    sizes = {line.split(":")[0]: line.split()[1] for line in text.splitlines()[1:]}
    return Memory(int(sizes["Pss"]) / 1024, int(sizes["Rss"]) / 1024)


def start(command: list[str], screen: Screen, home: Path) -> tuple[float, subprocess.Popen[bytes]]:
    """Start the window; the seconds until it is painted, and its process."""
    plain = {"HOME": str(home), "DISPLAY": screen.name, "PATH": os.environ["PATH"]}
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=plain | {"LANG": "C.UTF-8"}, cwd=ROOT)
    while not screen.is_painted():
        if time.perf_counter() - begun > 60 or process.poll() is not None:
            raise SystemExit("The window did not appear.")
        time.sleep(0.002)
    return time.perf_counter() - begun, process


def end(process: subprocess.Popen[bytes], screen: Screen) -> None:
    """End the program and wait until the screen is empty."""
    process.terminate()
    process.wait()
    while screen.is_painted():
        time.sleep(0.01)


def measure(command: list[str], times: int) -> None:
    """Print what was found."""
    seconds: list[float] = []
    before: list[Memory] = []
    screen = Screen()
    with tempfile.TemporaryDirectory() as home:
        start_once = start(command, screen, Path(home))  # caches of disk and fonts are warm now
        end(start_once[1], screen)
        for _number in range(times):
            taken, process = start(command, screen, Path(home))
            before.append(memory_of(process.pid))
            seconds.append(taken)
            end(process, screen)
        _taken, process = start(command, screen, Path(home))
        time.sleep(20)
        after = memory_of(process.pid)
        end(process, screen)
    screen.close()
    print(f"first start {start_once[0]:.2f} s; load {os.getloadavg()[0]:.1f}")
    middle = statistics.median(seconds)
    print(f"warm start until painted, {times} times: median {middle:.2f} s,", end=" ")
    print(f"best {min(seconds):.2f}, worst {max(seconds):.2f}")
    print(f"memory before warming up: {max(before, key=lambda one: one.own)}")
    print(f"memory 20 s later, everything warm: {after}")


def main() -> None:
    """Measure the program that was named, or the one in ``dist``."""
    parser = argparse.ArgumentParser(prog="frozen", description=__doc__)
    frozen = ROOT / "dist" / "surveyapp" / "surveyapp-window"
    parser.add_argument("program", nargs="?", type=Path, default=frozen)
    parser.add_argument("--source", action="store_true", help="measure the source instead")
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    command = [sys.executable, "-m", "ui"] if given.source else [str(given.program.absolute())]
    measure(command, given.times)


if __name__ == "__main__":
    main()
