"""The frozen program's packages are cut from the lock, for each system its own."""

from __future__ import annotations

import dependencies
import pytest


def test_what_the_project_names_is_frozen():
    frozen = set(dependencies.frozen("linux"))
    assert {"pyside6-essentials", "sqlcipher3", "pandas", "jeepney", "shiboken6"} <= frozen
    assert not {"pytest", "ruff", "basedpyright", "dask", "pyside6-addons"} & frozen


def test_windows_has_no_need_of_dbus():
    assert "jeepney" not in dependencies.frozen("win32")
    assert "tzdata" in dependencies.frozen("win32")


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_every_line_of_the_cut_has_its_hash(system: str):
    names = dependencies.needed_to_freeze(system)
    entries = dependencies.cut(names, system).split("\n")
    pinned = [line.split("==")[0] for line in entries if "==" in line]
    assert pinned == names
    assert dependencies.cut(names, system).count("--hash=sha256:") >= len(names)
    assert ";" not in "".join(line for line in entries if "==" in line)


def test_only_qt_essentials_are_in_the_lock():
    qt = {name for name in dependencies.pins() if name.startswith("pyside6")}
    assert qt == {"pyside6-essentials"}
