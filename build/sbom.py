"""The list of everything inside an installer (CycloneDX 1.5), with the licence text of each part.

Python packages come from their own records, native libraries of the building system from
Debian's, the interpreter and the font from here. The same parts give the same file: no random
number, and the date is that of the commit.
"""

from __future__ import annotations

import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import font
from bundle import EXCLUDED_MODULES
from dependencies import frozen

from surveyapp import inventory
from surveyapp.inventory import Component

LICENCES = Path(__file__).resolve().parent / "licences"
KNOWN = {
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyrage": "MIT",
    "pyxform": "BSD-2-Clause",
    "sqlcipher3": "Zlib AND BSD-3-Clause",
}
"""Where a package names its licence in its text only, or by a sentence."""
BLESSING = (
    "The author disclaims copyright to this source code. In place of a legal notice, here is a"
    " blessing:\n\n    May you do good and not evil.\n    May you find forgiveness for yourself and"
    " forgive others.\n    May you share freely, never taking more than you give.\n"
)


def parts(bundle: Path, system: str) -> list[Component]:
    """Everything inside a frozen program."""
    names = [name for name in frozen(system) if name not in EXCLUDED_MODULES]
    names.append("pyinstaller")  # what starts the program is PyInstaller's, compiled
    found = [_with_known(one) for one in inventory.installed(names)]
    found += [interpreter(), chinese_font(bundle)]
    if system.startswith("linux"):
        found += [sqlite(), *native_libraries(bundle)]
    if system == "win32":
        found += [sqlite(), microsoft_runtime()]
    return sorted(found, key=lambda one: one.name)


def interpreter() -> Component:
    """CPython itself."""
    version = platform.python_version()
    base = Path(__import__("sysconfig").get_path("stdlib"))
    texts = [base / "LICENSE.txt", base.parent / "LICENSE.txt", base.parent.parent / "LICENSE.txt"]
    text = next((file.read_text("utf-8") for file in texts if file.is_file()), "")
    return Component("python", version, "PSF-2.0", f"pkg:generic/python@{version}", text)


def chinese_font(bundle: Path) -> Component:
    """The font made from Noto Sans CJK."""
    text = (bundle / "_internal" / "surveyapp" / "fonts" / "OFL.txt").read_text("utf-8")
    version = font.VERSION
    address = f"pkg:deb/debian/{font.PACKAGE}@{version}"
    return Component("survey-sans-sc", version, "OFL-1.1", address, text)


def sqlite() -> Component:
    """The SQLite of Python's own module, which sqlite-utils imports; surveys have SQLCipher's."""
    version = sqlite3.sqlite_version
    return Component("sqlite", version, "blessing", f"pkg:generic/sqlite@{version}", BLESSING)


def microsoft_runtime() -> Component:
    """Microsoft's libraries for C and C++, which Python and the wheels bring for Windows."""
    text = (
        "VCRUNTIME140.dll, MSVCP140.dll and their companions are redistributed as the licence of\n"
        "Visual C++ allows (Distributable Code), unchanged, with Python and its packages.\n"
    )
    name = "LicenseRef-Microsoft-Visual-Cpp-Runtime"
    return Component("microsoft-visual-cpp-runtime", "14", name, "", text)


def native_libraries(bundle: Path) -> list[Component]:
    """Shared libraries that were taken from the building system, as Debian records them."""
    found: dict[str, Component] = {}
    for file in sorted((bundle / "_internal").glob("*.so*")):
        package = _owner(file.name)
        if package and package not in found and not file.name.startswith("libsqlite3"):
            found[package] = _debian(package)
    return list(found.values())


def write_about(bundle: Path, system: str, seconds: int) -> list[Component]:
    """Write list and licence texts into a frozen program."""
    folder = bundle / "_internal" / "about"
    (folder / "licences").mkdir(parents=True, exist_ok=True)
    components = parts(bundle, system)
    text = inventory.text_of_document(components, datetime.fromtimestamp(seconds, UTC))
    (folder / "sbom.cdx.json").write_text(text, "utf-8")
    for one in components:
        if one.text:
            (folder / "licences" / f"{one.name}.txt").write_text(one.text, "utf-8")
    return components


def _with_known(one: Component) -> Component:
    licence, text = KNOWN.get(one.name, one.licence), one.text
    if not text and "LGPL-3.0" in licence:
        # Qt's wheels name their licence and do not carry it; ours are used under the LGPL.
        texts = (LICENCES / "LGPL-3.0.txt", LICENCES / "GPL-3.0.txt")
        text = "\n\n".join(file.read_text("utf-8") for file in texts)
        licence = "LGPL-3.0-only"
    return Component(one.name, one.version, licence, one.address, text)


def _owner(library: str) -> str:
    command = ["dpkg-query", "--search", f"*/{library}"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return found.split(":", 1)[0].strip() if found else ""


def _debian(package: str) -> Component:
    command = ["dpkg-query", "-W", "-f", "${Version}", package]
    version = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    file = Path("/usr/share/doc") / package / "copyright"
    text = file.read_text("utf-8", errors="replace") if file.is_file() else ""
    names = sorted(set(re.findall(r"^License: *(\S.*)$", text, re.MULTILINE)))
    address = f"pkg:deb/debian/{package}@{version}"
    return Component(package, version, "; ".join(names) or "see text", address, text)
