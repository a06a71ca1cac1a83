"""What a library asks of the system is read from its own dynamic section."""

from __future__ import annotations

import sys
from pathlib import Path

import elf
from PySide6 import QtCore


def test_qt_asks_for_no_glibc_newer_than_the_oldest_system():
    folder = Path(QtCore.__file__).parent / "Qt" / "lib"
    found = elf.read(folder / "libQt6Core.so.6")
    assert found is not None
    assert found.soname == "libQt6Core.so.6"
    assert "libc.so.6" in found.needs
    assert (2, 17) < elf.highest(found.versions) <= (2, 28)


def test_a_program_is_read_as_well():
    found = elf.read(Path(sys.executable).resolve())
    assert found is not None
    assert any(one.startswith("GLIBC_") for one in found.versions)


def test_other_files_are_not_read(tmp_path):
    (tmp_path / "text.so").write_text("no library", "utf-8")
    assert elf.read(tmp_path / "text.so") is None
    assert list(elf.libraries(tmp_path)) == []


def test_the_highest_is_found_by_number_not_by_letter():
    versions = ["GLIBC_2.9", "GLIBC_2.28", "GLIBCXX_3.4.30", "GLIBC_PRIVATE"]
    assert elf.highest(versions) == (2, 28)
    assert elf.highest(versions, "GLIBCXX") == (3, 4, 30)
    assert elf.highest([]) == ()
