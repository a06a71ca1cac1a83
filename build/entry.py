"""Where the frozen program begins: one file, two programs that differ in their name.

``surveyapp-window`` opens the window, ``surveyapp`` is the command line. ``--selfcheck`` is for
both, so that an office can prove its installation from whichever it has at hand.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path


def main() -> int:
    """Run the program that this executable is named after."""
    multiprocessing.freeze_support()
    if sys.argv[1:2] == ["--selfcheck"]:
        from surveyapp.selfcheck.command import run

        return run(sys.argv[2:])
    _require_library()
    if Path(sys.argv[0]).stem.endswith("-window"):  # as it was called: it may be a link
        from ui.main import main as window

        return window()
    from surveyapp.cli.main import main as commands

    commands()
    return 0


def _require_library() -> None:
    """No program rather than one whose SQLite can lose data."""
    from surveyapp.errors import SurveyError
    from surveyapp.store.database import require_library

    try:
        require_library()
    except SurveyError as trouble:
        sys.exit(f"{trouble.sentence} {trouble.remedy}")


if __name__ == "__main__":
    sys.exit(main())
