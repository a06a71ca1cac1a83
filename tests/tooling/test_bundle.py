"""What the spec packs is what the tree has: data files, modules, nothing that the target owns."""

from __future__ import annotations

import ast
from pathlib import Path

import bundle
import debian
import pytest
from PySide6.QtCore import QLibraryInfo

from ui import warm_up


@pytest.mark.parametrize(
    "needed",
    [
        "questionnaires/library/jiaxing_public_2025.xlsx",
        "surveyapp/selfcheck/data/reference.csv",
        "surveyapp/selfcheck/data/reference.json",
        "surveyapp/locale/zh_CN/LC_MESSAGES/core.mo",
        "ui/locale/zh_CN.qm",
        "ui/surveyapp.svg",
        "docs/guide/zh_CN/surveyor.md",
        "docs/guide/en/surveyor.md",
    ],
)
def test_what_the_program_reads_is_inside(needed: str):
    source, folder = next(
        (one for one in bundle.data_files() if one[0].endswith(f"/{needed}")), ("", "")
    )
    assert Path(source).is_file(), needed
    assert folder == str(Path(needed).parent)


def test_no_source_and_no_rubbish_is_inside():
    names = [source for source, _folder in bundle.data_files()]
    assert not [name for name in names if name.endswith((*bundle.NOT_DATA, "~"))]
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_every_module_of_ours_is_named():
    named = set(bundle.modules_of())
    assert {"ui.pages.estimates_page", "surveyapp.cli.main", "surveyapp.findings.exchange"} <= named
    assert not [name for name in named if bundle.is_test(name)]


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


BY_OTHERS = {"openpyxl", "scipy.stats", "matplotlib.backends.backend_agg"}
"""Imported by pyxform and statsmodels; packed as one of matplotlib's backends."""


def is_reached(module: str, imported: set[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for name in imported)


@pytest.fixture(scope="module")
def imported() -> set[str]:
    files = [file for name in bundle.PACKAGES for file in (bundle.ROOT / name).rglob("*.py")]
    return set().union(*map(imports_of, files))


def test_nothing_that_is_imported_is_left_out(imported):
    optional = {"dask", "dask.distributed", "distributed", "IPython"}  # the [cluster] extra
    assert not {name for name in imported if name in bundle.EXCLUDED_MODULES} - optional


def test_what_is_warmed_up_by_name_is_imported_somewhere(imported):
    """PyInstaller follows imports, not names in a list."""
    lacking = [name for name in warm_up.HEAVY if not is_reached(name, imported)]
    assert set(lacking) <= BY_OTHERS


def test_system_libraries_stay_outside():
    names = [name for group in debian.OWNED_BY_TARGET.values() for name in group]
    assert [name for name in names if not bundle.is_left_to_target(name)] == []
    assert not bundle.is_left_to_target("libxcb-cursor.so.0")  # a bare desktop lacks it
    assert not bundle.is_left_to_target("libQt6Core.so.6")


def test_a_library_of_a_wheel_stays_inside_and_dead_links_do_not():
    entries = [
        ("libz.so.1", "/usr/lib/libz.so.1", "BINARY"),
        ("pillow.libs/libz.so.1", "/x/pillow.libs/libz.so.1", "BINARY"),
        ("libffi.so.7", "/usr/lib/libffi.so.7", "BINARY"),
        ("libz-link.so", "libz.so.9", "SYMLINK"),
        ("libffi.so", "libffi.so.7", "SYMLINK"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/x/libqgtk3.so", "BINARY"),
    ]
    assert [name for name, _source, _kind in bundle.keep(entries)] == [
        "libffi.so",
        "libffi.so.7",
        "pillow.libs/libz.so.1",
    ]


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", False),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", False),
        ("PySide6\\opengl32sw.dll", True),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", False),
        ("PySide6/Qt/translations/qtbase_fi.qm", True),
        ("matplotlib/mpl-data/sample_data/a.csv", True),
        ("matplotlib/mpl-data/matplotlibrc", False),
    ],
)
def test_what_nobody_opens_is_dropped(name: str, dropped: bool):
    assert bundle.is_dropped(name) is dropped


def test_qt_has_the_translations_that_are_kept():
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert {"qtbase_zh_CN.qm", "qtbase_en.qm"} <= {file.name for file in folder.glob("*.qm")}
    assert all((folder / name).is_file() for name in bundle.KEPT_TRANSLATIONS)
