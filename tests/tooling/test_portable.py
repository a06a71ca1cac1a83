"""The copies that need no rights: unpacked by a user, put into the menu, replaced, refused."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import portable
import pytest


@pytest.fixture
def made(tmp_path) -> list[Path]:
    frozen = tmp_path / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    (frozen / "surveyapp").write_text("#!/bin/sh\necho started\n", "utf-8")
    (frozen / "surveyapp-window").symlink_to("surveyapp")
    (tmp_path / "out").mkdir()
    return portable.build(frozen, tmp_path / "out", 1_700_000_000)


def start(home: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    home.mkdir(exist_ok=True)
    given = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.run(
        list(map(str, command)), env=given, cwd=home, capture_output=True, text=True, check=False
    )


def test_the_run_file_installs_for_one_user(made, tmp_path):
    home = tmp_path / "李 工"  # with a blank and Chinese, as homes are called
    done = start(home, "sh", made[1])
    assert done.returncode == 0, done.stderr
    program = home / ".local/opt/surveyapp/surveyapp-window"
    assert start(home, program).stdout == "started\n"
    menu = (home / ".local/share/applications/surveyapp.desktop").read_text("utf-8")
    assert f'Exec="{program}" %f\n' in menu
    assert (home / ".local/share/icons/hicolor/48x48/apps/surveyapp.png").is_file()


def test_installing_again_replaces_the_earlier_copy(made, tmp_path):
    start(tmp_path / "home", "sh", made[1])
    old = tmp_path / "home/.local/opt/surveyapp/only-in-the-older"
    old.touch()
    assert start(tmp_path / "home", "sh", made[1]).returncode == 0
    assert not old.exists()


def test_a_folder_of_somebody_else_is_left_alone(made, tmp_path):
    theirs = tmp_path / "home" / "papers"
    theirs.mkdir(parents=True)
    (theirs / "thesis.txt").touch()
    assert start(tmp_path / "home", "sh", made[1], "papers").returncode == 2
    assert [file.name for file in theirs.iterdir()] == ["thesis.txt"]


def test_a_damaged_copy_is_refused(made, tmp_path):
    content = bytearray(made[1].read_bytes())
    content[-100] ^= 1
    made[1].write_bytes(content)
    done = start(tmp_path / "home", "sh", made[1])
    assert done.returncode == 3
    assert "文件已损坏" in done.stderr
    assert not (tmp_path / "home/.local/opt").exists()


def test_without_xz_it_says_so_and_leaves_everything(made, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "tail", "sha256sum", "cut"):
        (tools / name).symlink_to(Path("/usr/bin") / name)
    home = tmp_path / "home"
    home.mkdir()
    command = [str(tools / "sh"), str(made[1])]
    given = {"PATH": str(tools), "HOME": str(home)}
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "xz-utils" in done.stderr
    assert list(home.iterdir()) == []


def test_the_menu_is_left_as_it_was_found(made, tmp_path):
    home = tmp_path / "home"
    start(home, "sh", made[1])
    start(home, "sh", home / ".local/opt/surveyapp/menu.sh", "--remove")
    assert not [path for path in (home / ".local/share").rglob("*") if "surveyapp" in path.name]


def test_the_archive_holds_the_same(made, tmp_path):
    start(tmp_path / "home", "tar", "-x", "-f", made[0])
    folder = tmp_path / "home" / portable.TOP
    assert (folder / "surveyapp-window").is_symlink()
    assert (folder / "menu.sh").is_file()
    assert (folder / "share/surveyapp.desktop").is_file()
