"""What the machine lacks is found, and said in one command where it cannot be installed."""

from __future__ import annotations

import sys
from pathlib import Path

import host
import pytest

HERE = {"linux": "libc.so.6", "win32": "kernel32.dll", "darwin": "libSystem.dylib"}


def test_only_libraries_that_do_not_load_are_missing():
    libraries = {HERE[sys.platform]: "libc6", "libsurely-not-there.so.9": "libsurely9"}
    assert host.missing(libraries) == ["libsurely9"]


def test_a_needed_package_without_apt_stops_with_its_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(host.HostError, match="libsurely9"):
        host.provide(["libsurely9"])


def test_a_useful_package_without_apt_is_only_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PATH", "")
    host.provide([], ["fonts-wqy-microhei"])
    assert "fonts-wqy-microhei" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variables", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "w"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_a_screen_is_known_by_its_variables(variables: dict[str, str], platform: str, shown: bool):
    assert host.has_screen(variables, platform) == shown


@pytest.mark.parametrize(
    ("file", "found"),
    [("NotoSansCJK-Regular.ttc", True), ("wqy-microhei.ttc", True), ("DejaVuSans.ttf", False)],
)
def test_a_chinese_font_is_found_without_fontconfig(
    file: str, found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", "")
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / file).touch()
    assert host.has_chinese_font([str(tmp_path)]) == found
