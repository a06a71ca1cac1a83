"""Where the frozen program begins: what it is called by decides what it is."""

from __future__ import annotations

import os
import subprocess
import sys

import bundle


def start(*words: str, program: str = "entry.py") -> subprocess.CompletedProcess[str]:
    paths = f"{bundle.ROOT}{os.pathsep}{bundle.ROOT / 'build'}"
    script = f"import sys, entry; sys.argv[0] = {program!r}; sys.exit(entry.main())"
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "SURVEYAPP_LANGUAGE": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_by_its_plain_name_it_is_the_command_line():
    said = start("--help", program="/usr/bin/surveyapp")
    assert said.returncode == 0, said.stderr
    assert "publication" in said.stdout


def test_by_the_name_of_its_link_it_is_the_window():
    said = start("--help", program="/usr/bin/surveyapp-window")
    assert said.returncode == 0, said.stderr
    assert "--theme" in said.stdout


def test_an_old_sqlite_is_refused_before_anything_opens():
    script = (
        "import sys, entry\nfrom surveyapp.store import database\n"
        "database.NEEDED_SQLITE = (99, 0, 0)\nsys.exit(entry.main())"
    )
    paths = f"{bundle.ROOT}{os.pathsep}{bundle.ROOT / 'build'}"
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "SURVEYAPP_LANGUAGE": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "SQLite" in done.stderr
    assert "Traceback" not in done.stderr
