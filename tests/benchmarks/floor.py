"""What this machine needs for the bare operations that our figures are compared with."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable


def best_of(times: int, operation: Callable[[], object]) -> float:
    """Seconds that the operation takes at its best."""
    seconds: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        operation()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def python_start() -> float:
    """Seconds to start the interpreter and end it."""
    return best_of(5, lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))


def python_loop() -> float:
    """Seconds for a million turns of an empty loop that adds."""
    return best_of(5, lambda: sum(i & 1 for i in range(1_000_000)))


def array_pass() -> float:
    """Seconds to multiply and add ten million numbers."""
    import numpy as np

    numbers = np.arange(10_000_000, dtype=float)
    return best_of(5, lambda: float(numbers @ numbers))


def durable_write() -> float:
    """Seconds until four kilobytes are on the disk."""
    with tempfile.TemporaryFile(buffering=0) as stream:

        def write() -> None:
            stream.write(b"x" * 4096)
            os.fsync(stream.fileno())

        return best_of(50, write)


def main() -> None:
    """Print every floor in milliseconds."""
    for floor in (python_start, python_loop, array_pass, durable_write):
        print(f"{floor.__name__:<16}{floor() * 1000:10.3f} ms")


if __name__ == "__main__":
    main()
