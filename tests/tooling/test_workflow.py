"""The workflow for whoever hosts the repository calls only what the project has."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import dev
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CALL = re.compile(r"build/dev\.py (?P<arguments>.+)")


@pytest.fixture(scope="module")
def jobs() -> dict[str, dict[str, Any]]:
    (file,) = FILES
    return yaml.safe_load(file.read_text("utf-8"))["jobs"]


def calls(jobs: dict[str, dict[str, Any]]) -> list[str]:
    commands = [step.get("run", "") for job in jobs.values() for step in job["steps"]]
    return [found["arguments"] for command in commands for found in CALL.finditer(command)]


def test_it_tests_and_freezes_on_the_three_systems(jobs):
    systems = {name.split("-")[0] for name in jobs["test"]["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "windows", "macos"}
    assert calls({"test": jobs["test"]}) == ["test", "freeze"]


def test_every_call_is_a_command_of_the_project(jobs):
    asked = [dev.read_arguments(call.split()).command for call in calls(jobs)]
    assert dev.package in asked


def test_an_unknown_command_would_be_found(capsys):
    with pytest.raises(SystemExit):
        dev.read_arguments(["frobnicate"])
    assert "frobnicate" in capsys.readouterr().err


def test_the_interpreter_is_the_one_the_project_asks_for(jobs):
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = {
        step["with"]["python-version"]
        for job in jobs.values()
        for step in job["steps"]
        if "setup-python" in step.get("uses", "")
    }
    assert versions == {
        asked["requires-python"].removeprefix(">=").split(",")[0].removeprefix("==")
    }


def test_nothing_is_written_back_to_the_repository():
    (file,) = FILES
    assert yaml.safe_load(file.read_text("utf-8"))["permissions"] == {"contents": "read"}
