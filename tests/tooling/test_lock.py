"""Every locked package has a wheel for each system that is promised."""

from __future__ import annotations

import csv
import re

import lock
import pytest


@pytest.mark.parametrize(
    ("wheel", "taken"),
    [
        ("a-1-py3-none-any.whl", "py3-none-any"),
        ("a-1-cp311-cp311-manylinux_2_28_x86_64.whl", "cp311-cp311-manylinux_2_28_x86_64"),
        ("a-1-cp39-abi3-manylinux2014_x86_64.whl", "cp39-abi3-manylinux2014_x86_64"),
        ("a-1-cp311-cp311-manylinux_2_34_x86_64.whl", lock.NONE),
        ("a-1-cp312-cp312-manylinux_2_28_x86_64.whl", lock.NONE),
        ("a-1-cp311-cp311-win_amd64.whl", lock.NONE),
    ],
)
def test_a_wheel_is_taken_by_its_tags(wheel: str, taken: str):
    assert lock.wheel_for("linux x86_64", [wheel]) == taken


def test_a_package_of_another_system_is_not_needed():
    marker = "sys_platform == 'win32'"
    assert lock.wheel_for("linux x86_64", [], marker) == lock.NOT_NEEDED
    assert lock.wheel_for("windows x86_64", [], marker) == lock.NONE


def rows() -> list[tuple[str, ...]]:
    with lock.RECORD.open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)][1:]


def test_the_record_is_of_this_lock():
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", lock.LOCK.read_text("utf-8"), re.MULTILINE)
    assert {row[:2] for row in rows()} == set(pins)


def test_every_required_system_has_its_wheels():
    lacking = [name for name in lock.without_wheel(rows()) if name.endswith(lock.REQUIRED)]
    assert lacking == []
