"""One run of the checks shows every failure, its time, and the tests' summary last."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import check
import demonstration
import pytest
from environment import ROOT


def test_a_stage_reports_its_code_its_last_line_and_its_time(capsys: pytest.CaptureFixture[str]):
    code = "print('one'); print('3 passed'); print(); raise SystemExit(3)"
    outcome = check.run(check.Stage("tests", ("-c", code)))
    assert (outcome.code, outcome.last_line) == (3, "3 passed")
    assert "FAILED" in str(outcome)
    assert "one" in capsys.readouterr().out


def test_fast_leaves_out_the_slow_tests_only():
    assert "not slow" in check.tests(fast=True).arguments
    assert "not slow" not in check.tests(fast=False).arguments


@pytest.mark.parametrize("command", ["run", "test", "check", "pictures", "translate", "lock"])
def test_every_command_explains_itself(command: str):
    arguments = [sys.executable, str(ROOT / "build" / "dev.py"), command, "--help"]
    shown = subprocess.run(arguments, capture_output=True, encoding="utf-8", check=True).stdout
    assert len(shown.splitlines()) > 3


def test_ci_runs_the_command_of_the_readme():
    command = "python3 build/dev.py test"
    assert command in (ROOT / ".ci" / "run").read_text("utf-8")
    assert command in (ROOT / "README.md").read_text("utf-8")


def test_the_demonstration_is_stale_when_its_source_changes(tmp_path: Path):
    (tmp_path / "weights").mkdir()
    source = tmp_path / "weights" / "raking.py"
    source.write_text("a = 1")
    before = demonstration.digest(("weights",), tmp_path)
    (tmp_path / "weights" / "zh_CN.mo").write_text("compiled, not source")
    assert demonstration.digest(("weights",), tmp_path) == before
    source.write_text("a = 2")
    assert demonstration.digest(("weights",), tmp_path) != before
