"""What is refused of an installer, the published hashes, and the icons inside."""

from __future__ import annotations

import hashlib
import struct

import icon
import installers
import oldest
import pytest


def test_an_installer_that_is_too_large_is_refused(tmp_path):
    for name, size in (("small.deb", 144_000_000), ("large.deb", 145_000_000)):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(size)
    installers.require_size(tmp_path / "small.deb")
    with pytest.raises(installers.InstallerError, match="145 MB"):
        installers.require_size(tmp_path / "large.deb")


def test_the_hashes_are_those_of_the_installers_only(tmp_path):
    for name in ("b.run", "a.deb", "surveyapp.files", "COMMIT"):
        (tmp_path / name).write_bytes(name.encode())
    lines = installers.write_hashes(tmp_path).read_text("utf-8").splitlines()
    digests = [hashlib.sha256(name.encode()).hexdigest() for name in ("a.deb", "b.run")]
    assert lines == [f"{digests[0]}  a.deb", f"{digests[1]}  b.run"]


def test_wheels_are_taken_for_the_oldest_system_only():
    tags = oldest.tags()
    assert any(tag.startswith("--platform=manylinux_2_28_") for tag in tags)
    assert not any("manylinux_2_29" in tag or "manylinux_2_34" in tag for tag in tags)


@pytest.mark.parametrize("name", icon.NAMES)
def test_every_icon_was_drawn_in_its_size(name: str):
    for size in icon.SIZES:
        head = icon.png(name, size).read_bytes()[:24]
        assert struct.unpack(">II", head[16:]) == (size, size)


@pytest.mark.parametrize("name", icon.NAMES)
def test_the_icon_for_windows_points_at_its_pictures(name: str):
    content = (icon.FOLDER / f"{name}.ico").read_bytes()
    assert struct.unpack_from("<HHH", content) == (0, 1, len(icon.WINDOWS))
    for number in range(len(icon.WINDOWS)):
        length, place = struct.unpack_from("<II", content, 6 + 16 * number + 8)
        assert content[place : place + 8] == b"\x89PNG\r\n\x1a\n"
        assert place + length <= len(content)
