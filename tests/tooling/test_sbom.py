"""The list of parts covers the lock, and every part comes with its licence."""

from __future__ import annotations

import json

import pytest
import sbom
from bundle import EXCLUDED_MODULES
from dependencies import frozen, pins

from surveyapp import inventory


@pytest.fixture
def bundled(tmp_path):
    """A frozen program that has nothing but the font's licence."""
    fonts = tmp_path / "_internal" / "surveyapp" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "OFL.txt").write_text("SIL Open Font License, Version 1.1", "utf-8")
    return tmp_path


@pytest.fixture
def written(bundled):
    sbom.write_about(bundled, "linux", 1_700_000_000)
    return bundled / "_internal" / "about"


def test_it_covers_the_lock(bundled):
    versions = {one.name: one.version for one in sbom.parts(bundled, "linux")}
    names = [name for name in frozen("linux") if name not in EXCLUDED_MODULES]
    locked = {name: {pin[0] for pin in pins()[name]} for name in names}
    assert [name for name, known in locked.items() if versions.get(name) not in known] == []
    assert {"python", "sqlite", "survey-sans-sc", "pyinstaller"} <= set(versions)


def test_every_part_has_a_licence_with_its_text(bundled):
    parts = sbom.parts(bundled, "linux")
    # A distribution's own Python may lack the text; that of the frozen one is looked at there.
    assert [one.name for one in parts if not one.text.strip() and one.name != "python"] == []
    assert [one.name for one in parts if one.licence in ("", "see text", "UNKNOWN")] == []


def test_it_is_cyclonedx_and_names_each_part_by_its_address(written):
    document = json.loads((written / "sbom.cdx.json").read_text("utf-8"))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    assert document["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    assert all(one["purl"].startswith("pkg:") for one in document["components"])
    assert all(one["licenses"] for one in document["components"])


def test_the_same_parts_give_the_same_file(bundled, written):
    first = (written / "sbom.cdx.json").read_bytes()
    sbom.write_about(bundled, "linux", 1_700_000_000)
    assert (written / "sbom.cdx.json").read_bytes() == first


def test_the_program_reads_its_own_list(written):
    listed = {one.name: one for one in inventory.listed(written)}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in listed["pyside6-essentials"].text
    assert listed["numpy"].address.startswith("pkg:pypi/numpy@")
