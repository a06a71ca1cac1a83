"""The frozen folder: one date, plain rights, no path of the machine, a list with hashes."""

from __future__ import annotations

import hashlib

import freeze
import pytest
import reproduce


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "surveyapp"
    (made / "_internal").mkdir(parents=True)
    (made / "surveyapp").write_bytes(b"program")
    (made / "_internal" / "data.csv").write_text("a,b\n", "utf-8")
    (made / "surveyapp-window").symlink_to("surveyapp")
    return made


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_a_path_of_this_machine_is_found(folder, code: str):
    hidden = b"\0\1" + f"{freeze.ROOT}/x.py".encode(code) + b"\0"
    (folder / "_internal" / "module.so").write_bytes(hidden)
    with pytest.raises(SystemExit, match=r"_internal/module\.so"):
        freeze.refuse_paths(folder)


def test_a_bundle_without_such_paths_passes(folder):
    freeze.refuse_paths(folder)


def test_dates_and_rights_are_settled(folder):
    (folder / "_internal" / "data.csv").chmod(0o600)
    freeze.settle(folder, 1_700_000_000)
    data, program = folder / "_internal" / "data.csv", folder / "surveyapp"
    assert (data.stat().st_mode & 0o777, program.stat().st_mode & 0o777) == (0o644, 0o755)
    assert {path.stat().st_mtime for path in folder.rglob("*")} == {1_700_000_000}


def test_the_list_holds_every_file_and_link(folder, tmp_path):
    freeze.write_list(folder, tmp_path / "files")
    digest = hashlib.sha256(b"program").hexdigest()
    lines = (tmp_path / "files").read_text("utf-8").splitlines()
    assert lines[1:] == [f"{digest}  surveyapp", "-> surveyapp  surveyapp-window"]


def test_two_equal_builds_do_not_differ(folder):
    assert reproduce.compare(folder, folder) == []


def test_each_kind_of_difference_is_named(folder, tmp_path):
    other = tmp_path / "other"
    (other / "_internal").mkdir(parents=True)
    (other / "surveyapp").write_bytes(b"program")
    (other / "surveyapp").chmod(0o755)
    (other / "_internal" / "data.csv").write_text("a;b\n", "utf-8")
    (other / "new").touch()
    assert [(one.name, one.why) for one in reproduce.compare(folder, other)] == [
        ("surveyapp-window", "only in the first"),
        ("new", "only in the second"),
        ("_internal/data.csv", "other content"),
        ("surveyapp", "other rights"),
    ]


def test_other_installers_are_named(tmp_path):
    for name, digest in (("a", "1"), ("b", "2")):
        (tmp_path / name).mkdir()
        text = f"0  same.deb\n{digest}  x.run\n"
        (tmp_path / name / "SHA256SUMS").write_text(text, "utf-8")
    found = reproduce.compare_hashes(tmp_path / "a", tmp_path / "b")
    assert [one.name for one in found] == ["x.run"]
