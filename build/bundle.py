"""What goes into the frozen program and what stays out; the spec only passes this on.

Three rules. Data files go where the source has them. What belongs to the system of the target
(graphics, fonts configuration, the C++ library, X) is never copied from the building machine.
Tests, samples and parts of Qt that nobody opens stay out.
"""

from __future__ import annotations

import fnmatch
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # what makes installers asks the program for its version and parts
PACKAGES = ("surveyapp", "ui", "questionnaires", "weights")
NOT_DATA = (".py", ".pyi", ".po", ".ts", ".pyc")
"""Of the packages' files: code, and catalogues in their source form."""

EXCLUDED_MODULES = (
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "pip", "setuptools"),
    *("pkg_resources", "wheel", "distutils", "pydoc_data", "babel", "packaging.metadata"),
    *("pytest", "_pytest", "hypothesis", "IPython", "ipykernel", "notebook", "sphinx", "dask"),
    *("distributed", "numba", "sympy", "pyarrow", "polars", "duckdb", "pygments", "tornado"),
    *("pandas.tests", "pandas.conftest", "numpy.tests", "scipy.conftest", "statsmodels.conftest"),
    *("matplotlib.tests", "mpl_toolkits.tests", "fontTools.ufoLib", "lxml.isoschematron"),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets"),
    *("PySide6.QtQuickControls2", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtSql"),
    *("PySide6.QtTest", "PySide6.QtUiTools", "PySide6.QtXml", "PySide6.QtConcurrent"),
    *("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtSvgWidgets"),
    *("PySide6.scripts", "PIL.ImageTk", "PIL.ImageQt", "PIL._avif", "PIL.AvifImagePlugin"),
    *("_ssl", "_hashlib", "ssl"),  # no network; hashing and sealing do not use the system's OpenSSL
)

TESTS = ("*.tests", "*.tests.*", "*.testing.tests*")

LEFT_TO_TARGET = (
    *("libc.so*", "libm.so*", "libdl.so*", "libpthread.so*", "librt.so*", "ld-linux*", "libutil*"),
    *("libstdc++.so*", "libgcc_s.so*", "libz.so*", "libexpat.so*", "libuuid.so*"),
    *("libGL.so*", "libGLX*", "libGLdispatch*", "libEGL.so*", "libOpenGL*", "libdrm*", "libgbm*"),
    *("libX11.so*", "libX11-xcb*", "libXau*", "libXdmcp*", "libXext*", "libXrender*", "libXi.*"),
    *("libxcb.so*", "libxkbcommon*", "libfontconfig*", "libfreetype*", "libpng*", "libbrotli*"),
    *("libdbus-1*", "libsystemd*", "libglib-2.0*", "libgthread*", "libgobject*", "libgio*"),
    *("libgmodule*", "libgtk*", "libgdk*", "libatk*", "libpango*", "libcairo*", "libepoxy*"),
    *("libharfbuzz*", "libwayland*", "libselinux*", "libmount*", "libblkid*", "libpcre*"),
    *("libgcrypt*", "libgpg-error*", "liblz4*", "libbsd*", "libmd.*", "libcap*", "libzstd*"),
    *("libkrb5*", "libgssapi*", "libk5crypto*", "libcom_err*", "libkeyutils*", "libresolv*"),
    *("libssl*", "libcrypto*", "libcups*", "libgnutls*", "libatomic*", "libavahi*"),
)
"""Names of system libraries; on Linux the package asks for what it needs of them."""

DROPPED = (
    *(
        "PySide6/*/qml/*",
        "*/plugins/platformthemes/*",
        "*/plugins/wayland*",
        "*/plugins/egldevice*",
    ),
    *("*/plugins/platforms/libqwayland*", "*/plugins/platforms/libqeglfs*"),
    *("*/plugins/platforms/libqlinuxfb*", "*/plugins/platforms/libqminimal*"),
    *("*/plugins/platforms/libqvnc*", "*/plugins/platforms/libqvkkhr*"),
    *("*/plugins/platforms/qdirect2d*", "*/plugins/platforms/qminimal*"),
    *("*/plugins/networkinformation/*", "*/plugins/tls/*", "*/plugins/sqldrivers/*"),
    *("*/plugins/generic/*tuio*", "*/plugins/imageformats/*pdf*", "*opengl32sw.dll"),
    *("*Qt6Qml*", "*Qt6Quick*", "*Qt6Network.*", "*Qt6Network.so*", "*Qt6Wayland*", "*Qt6Pdf*"),
    *("*Qt6VirtualKeyboard*", "*/plugins/platforminputcontexts/*virtualkeyboard*"),
    *("*Qt6EglF*", "*Qt6WlShell*", "*Qt6OpenGLWidgets*", "*Qt6Sql*", "*Qt6Test*"),
    *("*/mpl-data/sample_data/*", "*/mpl-data/fonts/afm/*", "*/mpl-data/fonts/pdfcorefonts/*"),
    *("*/tests/*", "*/testing/data/*", "*/sample_data/*", "*/datasets/*.csv", "*/datasets/*/*.csv"),
    *("*/PIL/_avif*", "*/lxml/isoschematron/*", "*/fpdf/data/*.icc.bak", "*.pyi", "*.pxd"),
    *("*/scipy/special/*.so.debug", "*.dist-info/RECORD", "*.dist-info/direct_url.json"),
    *("*.dist-info/INSTALLER", "*.dist-info/REQUESTED", "*.dist-info/uv_cache.json"),
)
KEPT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qtbase_en.qm", "qt_zh_CN.qm", "qt_en.qm")
MATPLOTLIB_BACKENDS = ["QtAgg", "Agg", "svg", "pdf"]


def data_files(root: Path = ROOT) -> list[tuple[str, str]]:
    """The program's own data: (file, folder inside the bundle), sorted."""
    found: list[tuple[str, str]] = []
    for path in sorted(_own_files(root)):
        found.append((str(root / path), path.parent.as_posix()))
    return found


def is_left_to_target(name: str) -> bool:
    """Whether a shared library belongs to the system of the target."""
    base = PurePath(name).name
    return any(fnmatch.fnmatch(base, pattern) for pattern in LEFT_TO_TARGET)


def is_dropped(name: str) -> bool:
    """Whether a file of a package is of no use to anybody in the frozen program."""
    path = "/" + name.replace("\\", "/")
    if "/translations/" in path and "/PySide6/" in path:
        return PurePath(path).name not in KEPT_TRANSLATIONS
    return any(fnmatch.fnmatch(path, "*" + pattern.lstrip("*")) for pattern in DROPPED)


def is_test(module: str) -> bool:
    """Whether a module only tests its package."""
    return any(fnmatch.fnmatch(module, pattern) for pattern in TESTS)


def keep(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of PyInstaller's table (name, source, kind): what goes in, sorted by name."""
    kept = [
        entry
        for entry in entries
        if not is_dropped(entry[0]) and not (_is_library(entry) and is_left_to_target(entry[0]))
    ]
    names = {PurePath(name).name for name, _source, kind in kept if kind != "SYMLINK"}
    # A link to something that stays out would lead nowhere.
    return sorted(
        entry for entry in kept if entry[2] != "SYMLINK" or PurePath(entry[1]).name in names
    )


def modules_of(packages: Iterable[str] = PACKAGES, root: Path = ROOT) -> list[str]:
    """Every module of ours: many are loaded by name when first needed."""
    found: set[str] = set()
    for package in packages:
        for file in (root / package).rglob("*.py"):
            parts = file.relative_to(root).with_suffix("").parts
            found.add(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return sorted(name for name in found if not name.endswith("__main__"))


def _is_library(entry: tuple[str, str, str]) -> bool:
    # A wheel brings its own copies, under names with a hash or in its own folder: those stay.
    name, _source, kind = entry
    return kind in ("BINARY", "EXTENSION") and "/" not in name.replace("\\", "/")


def _own_files(root: Path) -> Iterator[PurePath]:
    for package in PACKAGES:
        for file in (root / package).rglob("*"):
            relative = file.relative_to(root)
            if file.is_file() and file.suffix not in NOT_DATA and "__pycache__" not in file.parts:
                yield relative
    guide = root / "docs" / "guide"
    yield from (file.relative_to(root) for file in guide.rglob("*") if file.is_file())


def commit_time(root: Path = ROOT, commit: str = "HEAD") -> str:
    """The time of a commit in seconds: every date in an installer is this one."""
    kept = root / ".commit-time"  # beside a copy of the source without its history
    if kept.exists():
        return kept.read_text("utf-8").strip()
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct", commit]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def commit_name(root: Path = ROOT, commit: str = "HEAD") -> str:
    """The full name of a commit."""
    command = ["git", "-C", str(root), "rev-parse", "--verify", f"{commit}^{{commit}}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def is_as_committed(commit: str, folder: str = "build", root: Path = ROOT) -> bool:
    """Whether a folder of the work tree holds what a commit holds."""
    command = ["git", "-C", str(root), "diff", "--quiet", commit, "--", folder]
    return subprocess.run(command, check=False).returncode == 0
