"""Every check and test in turn, each with its time; the tests' summary is the last line.

Runs with the interpreter of ``.venv``. All stages run even if one fails, so that one run shows
everything there is to mend.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Stage:
    """One tool, by the name that the table shows."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a stage ended."""

    stage: Stage
    code: int
    seconds: float
    last_line: str

    def __str__(self) -> str:
        return f"{self.stage.name:<14}{'ok' if not self.code else 'FAILED':<8}{self.seconds:6.1f} s"


STATIC = (
    Stage("format", ("-m", "ruff", "format", "--check", ".")),
    Stage("lint", ("-m", "ruff", "check", ".")),
    Stage("types", ("-m", "basedpyright")),
    Stage("translations", ("build/translate.py", "check")),
)


def tests(fast: bool) -> Stage:
    """The test stage: in parallel, by file, so that what a file sets up is set up once."""
    workers = str(min(os.cpu_count() or 1, 8))
    chosen = ("-m", "not slow") if fast else ()
    return Stage("tests", ("-m", "pytest", "-n", workers, "--dist", "loadfile", *chosen))


def run(stage: Stage) -> Outcome:
    """Run one stage, showing what it says as it says it."""
    print(f"── {stage.name} ──", flush=True)
    started = time.perf_counter()
    # One thread a process: the tests are already as many as there are cores.
    variables = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    last = ""
    with subprocess.Popen(
        [sys.executable, *stage.arguments],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
    return Outcome(stage, process.returncode, time.perf_counter() - started, last)


def main(arguments: list[str] | None = None) -> int:
    """Run the stages, then show the table and the tests' summary."""
    parser = argparse.ArgumentParser(prog="check.py", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave out tests marked slow")
    parser.add_argument("--static", action="store_true", help="no tests")
    given = parser.parse_args(arguments)
    stages = STATIC if given.static else (*STATIC, tests(given.fast))
    outcomes = [run(stage) for stage in stages]
    print("── time ──")
    print("\n".join(map(str, outcomes)))
    print(f"{'all':<22}{sum(outcome.seconds for outcome in outcomes):6.1f} s")
    print(outcomes[-1].last_line, flush=True)
    return int(any(outcome.code for outcome in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
