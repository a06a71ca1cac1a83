"""``--selfcheck`` of both programs: prints the report, or writes it where there is no terminal."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from surveyapp.files import write_text
from surveyapp.selfcheck.checks import run_checks
from surveyapp.words import LANGUAGES, set_language


def run(arguments: Sequence[str]) -> int:
    """Run every check; 0 where all passed, else 1."""
    parser = argparse.ArgumentParser(prog="surveyapp --selfcheck", description=__doc__)
    parser.add_argument("--report", type=Path, help="write the report to this file as well")
    parser.add_argument("--language", choices=LANGUAGES, default="")
    given = parser.parse_args(arguments)
    if given.language:
        set_language(given.language)
    report = run_checks()
    if given.report:
        write_text(given.report, report.text() + "\n")
    if sys.stdout is not None:  # a program with a window has none on Windows
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        sys.stdout.write(report.text() + "\n")
        sys.stdout.flush()
    return 0 if report.passed else 1
