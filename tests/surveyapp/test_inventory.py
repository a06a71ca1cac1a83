"""What the program says it is made of, and what changed."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from surveyapp import __version__, inventory
from surveyapp.cli.about import commands
from surveyapp.words import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_newest_changes_are_of_this_version(language):
    newest = inventory.newest_changes(language)
    assert newest.startswith(f"### {__version__}")
    assert newest.count("### ") == 1


def test_both_languages_tell_of_as_many_changes():
    counts = {inventory.changes(language).count("\n* ") for language in LANGUAGES}
    assert len(counts) == 1


def test_from_the_source_the_parts_are_what_is_installed():
    listed = {one.name: one for one in inventory.components()}
    assert {"numpy", "pandas", "scipy", "pyside6-essentials", "click"} <= set(listed)
    assert "pytest" not in listed
    assert "BSD" in listed["numpy"].licence
    assert "Redistribution" in listed["numpy"].text


def test_the_list_of_parts_is_cyclonedx():
    document = json.loads(inventory.bill_of_materials())
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    assert {one["name"] for one in document["components"]} == {
        one.name for one in inventory.components()
    }
    assert document["metadata"]["component"]["version"] == __version__


def test_on_the_command_line_the_parts_are_written_whole(tmp_path):
    done = CliRunner().invoke(commands, ["--sbom", str(tmp_path / "parts.json")])
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "parts.json").read_text("utf-8"))["bomFormat"] == "CycloneDX"
    said = CliRunner().invoke(commands, []).output
    assert said.startswith(f"surveyapp {__version__}")
    assert "numpy" in said
