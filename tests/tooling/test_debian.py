"""The Debian package: what it asks of the system, its menu entry, file types and contents."""

from __future__ import annotations

import configparser
import hashlib
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import debian
import elf
import icon
import pytest
import sbom

TYPES = "{http://www.freedesktop.org/standards/shared-mime-info}"


def library(name: str, *needs: str, versions: tuple[str, ...] = ()) -> elf.Library:
    return elf.Library(Path(name), name, needs, versions)


@pytest.fixture
def frozen(tmp_path) -> Path:
    """The smallest folder that passes for a frozen program."""
    made = tmp_path / "frozen"
    fonts = made / "_internal" / "surveyapp" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "OFL.txt").write_text("licence", "utf-8")
    (made / "surveyapp").write_text("#!/bin/sh\necho started\n", "utf-8")
    (made / "surveyapp-window").symlink_to("surveyapp")
    sbom.write_about(made, "win32", 1_700_000_000)  # without the libraries of this system
    return made


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str
    parser.read(debian.LINUX / "surveyapp.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_it_asks_for_what_its_libraries_need():
    inside = [
        library("libQt6Gui.so.6", "libEGL.so.1", "libc.so.6", versions=("GLIBC_2.28", "Qt_6")),
        library("libown.so.1", "libQt6Gui.so.6", "libm.so.6", versions=("GLIBC_2.3.4",)),
    ]
    assert debian.depends(inside) == ["libc6 (>= 2.28)", "libegl1"]


def test_a_library_that_nobody_brings_is_refused():
    with pytest.raises(debian.DebianError, match="libodd"):
        debian.depends([library("a.so", "libodd.so.3")])


def test_a_printer_is_useful_and_not_needed():
    assert debian.depends([library("libcupsprintersupport.so", "libcups.so.2")]) == ["libc6"]


def test_the_menu_entry_is_complete(entry):
    assert entry["Type"] == "Application"
    assert entry["Name[zh_CN]"] == "公众调查"
    assert entry["Exec"] == "surveyapp-window %f"
    assert entry["Categories"].endswith(";")
    assert entry["Icon"] == "surveyapp"
    for plain in [key for key in entry if f"{key}[zh_CN]" in entry]:
        assert entry[plain].isascii()
        assert not entry[f"{plain}[zh_CN]"].isascii()


def test_both_kinds_of_file_open_with_it(entry):
    types = ElementTree.parse(debian.LINUX / "surveyapp.xml").getroot()
    globs = {
        kind.get("type"): kind.find(f"{TYPES}glob").get("pattern")
        for kind in types.iter(f"{TYPES}mime-type")
    }
    assert globs == {
        "application/x-surveyapp": "*.survey",
        "application/x-surveyapp-package": "*.svp",
    }
    assert entry["MimeType"] == "".join(f"{name};" for name in globs)
    icons = {kind.get("name") for kind in types.iter(f"{TYPES}icon")}
    assert icons == set(debian.FILE_TYPES.values())


def test_every_icon_is_there_in_every_size(tmp_path):
    debian.lay_icons(tmp_path)
    for size in icon.SIZES:
        folder = tmp_path / f"hicolor/{size}x{size}"
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png"))
        assert names == [
            "apps/surveyapp.png",
            "mimetypes/application-x-surveyapp-package.png",
            "mimetypes/application-x-surveyapp.png",
        ]
    assert len(list((tmp_path / "hicolor/scalable").rglob("*.svg"))) == 3


@pytest.fixture
def package(frozen, tmp_path) -> Path:
    (tmp_path / "out").mkdir()
    return debian.build(frozen, tmp_path / "out", 1_700_000_000)


def listing(package: Path) -> list[list[str]]:
    said = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True)
    return [line.split(maxsplit=5) for line in said.stdout.splitlines()]


def test_the_package_holds_program_menu_and_papers(package):
    rows = {row[5]: row for row in listing(package)}
    assert rows["./opt/surveyapp/surveyapp"][0] == "-rwxr-xr-x"
    assert "./usr/bin/surveyapp-window -> /opt/surveyapp/surveyapp-window" in rows
    for wanted in (
        "./usr/share/applications/surveyapp.desktop",
        "./usr/share/mime/packages/surveyapp.xml",
        "./usr/share/doc/surveyapp/copyright",
        "./usr/share/doc/surveyapp/changelog.gz",
    ):
        assert rows[wanted][0] == "-rw-r--r--"
    assert {row[1] for row in rows.values()} == {"root/root"}


def test_nothing_of_it_runs_at_installation_and_nothing_is_in_a_home(package):
    fields = subprocess.run(["dpkg-deb", "-I", package], capture_output=True, text=True, check=True)
    assert "postinst" not in fields.stdout
    assert "postrm" not in fields.stdout
    assert not [row for row in listing(package) if row[5].startswith(("./home", "./root", "./var"))]


def test_the_same_folder_gives_the_same_package(package, frozen, tmp_path):
    first = hashlib.sha256(package.read_bytes()).hexdigest()
    (tmp_path / "again").mkdir()
    again = debian.build(frozen, tmp_path / "again", 1_700_000_000)
    assert hashlib.sha256(again.read_bytes()).hexdigest() == first
