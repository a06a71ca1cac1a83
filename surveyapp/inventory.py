"""What this program is made of: its version, its changes, and every part with its licence.

In the frozen program this is read from the list that was written when it was made (``about/``,
CycloneDX); from the source, from what is installed.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from surveyapp import __version__
from surveyapp.paths import program_folder

_TEXTS = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors|copyright)[^/]*$", re.IGNORECASE)
_SPDX = re.compile(r"^[A-Za-z0-9.+-]+$")
_CHANGES = Path(__file__).resolve().parent / "changes"
_MOST = 60
"""A licence field longer than this is the text of the licence, not its name."""


@dataclass(frozen=True)
class Component:
    """One part of the program: a package, a library, a font."""

    name: str
    version: str
    licence: str
    address: str = ""
    """Its package URL (purl), by which vulnerability lists name it."""
    text: str = ""
    """The licence as its authors wrote it."""


def about_folder() -> Path | None:
    """Where the frozen program keeps its list of parts; ``None`` from the source."""
    folder = program_folder() / "about"
    return folder if (folder / "sbom.cdx.json").is_file() else None


def components() -> tuple[Component, ...]:
    """Every part of this program, by name."""
    folder = about_folder()
    if folder is None:
        return tuple(installed(_needed()))
    return listed(folder)


def listed(about: Path) -> tuple[Component, ...]:
    """Every part in the list that a frozen program keeps in a folder."""
    document = json.loads((about / "sbom.cdx.json").read_text("utf-8"))
    return tuple(_from_list(entry, about) for entry in document["components"])


def changes(language: str) -> str:
    """What changed from version to version, the newest first, as Markdown."""
    return (_CHANGES / f"{language}.md").read_text("utf-8")


def newest_changes(language: str) -> str:
    """What is new in this version."""
    return re.split(r"\n(?=### )", changes(language))[0].strip() + "\n"


def bill_of_materials() -> str:
    """The list of parts as CycloneDX: as it was made with the program, or of what is installed."""
    folder = about_folder()
    if folder is not None:
        return (folder / "sbom.cdx.json").read_text("utf-8")
    return text_of_document(components(), datetime.now(UTC))


def text_of_document(listed: Iterable[Component], at: datetime) -> str:
    """Components as a CycloneDX 1.5 document; the same ones give the same identifier."""
    entries = [_entry(one) for one in listed]
    seed = json.dumps([__version__, entries], sort_keys=True)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {
            "timestamp": at.isoformat(timespec="seconds"),
            "component": {"type": "application", "name": "surveyapp", "version": __version__},
        },
        "components": entries,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def installed(names: Iterable[str]) -> Iterator[Component]:
    """The parts of these names as Python's package records describe them."""
    for name in names:
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another system
            continue
        version = found.version
        address = f"pkg:pypi/{name}@{version}"
        yield Component(name, version, licence_of(found), address, text_of(found))


def licence_of(found: Distribution) -> str:
    """The name of a package's licence, from the first field that gives one."""
    fields: Any = found.metadata
    expression = fields.get("License-Expression") or ""
    plain = (fields.get("License") or "").strip()
    classifiers = [
        line.rsplit("::", 1)[-1].strip()
        for line in fields.get_all("Classifier") or ()
        if line.startswith("License ::") and line != "License :: OSI Approved"
    ]
    if expression:
        return str(expression)
    if plain and len(plain) <= _MOST and "\n" not in plain:
        return str(plain)
    return "; ".join(classifiers) or "see text"


def text_of(found: Distribution) -> str:
    """All licence texts that a package carries, one after another."""
    parts: list[str] = []
    for file in sorted(found.files or (), key=str):
        name = file.as_posix()
        if ".dist-info/" in name and _TEXTS.search(name):
            path = Path(str(found.locate_file(file)))
            if path.is_file():
                parts.append(f"--- {path.name}\n\n{path.read_text('utf-8', errors='replace')}")
    if not parts:
        plain = str(found.metadata.get("License") or "")  # type: ignore[attr-defined] # typeshed lacks it
        parts = [plain] if len(plain) > _MOST else []
    return "\n\n".join(parts)


def _entry(one: Component) -> dict[str, Any]:
    key = "id" if _SPDX.match(one.licence) else "name"
    kind = "library" if one.name != "survey-sans-sc" else "data"
    entry: dict[str, Any] = {"type": kind, "name": one.name, "version": one.version}
    entry["licenses"] = [{"license": {key: one.licence}}]
    if one.address:
        entry["purl"] = one.address
    return entry


def _needed() -> list[str]:
    """What the installed project asks for, and what that asks for."""
    pyproject = program_folder() / "pyproject.toml"
    if not pyproject.is_file():
        return []
    import tomllib

    waiting = list(tomllib.loads(pyproject.read_text("utf-8"))["project"]["dependencies"])
    found: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        name = _canonical(wanted)
        if name in found or "extra ==" in wanted:
            continue
        try:
            waiting.extend(distribution(name).requires or ())
        except PackageNotFoundError:
            continue
        found.add(name)
    return sorted(found)


def _canonical(requirement: str) -> str:
    name = re.split(r"[^A-Za-z0-9._-]", requirement.strip(), maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def _from_list(entry: dict[str, Any], folder: Path) -> Component:
    licences = [
        item["license"].get("name") or item["license"].get("id") or ""
        for item in entry.get("licenses", ())
    ]
    text = folder / "licences" / f"{entry['name']}.txt"
    return Component(
        entry["name"],
        entry["version"],
        "; ".join(licences),
        entry.get("purl", ""),
        text.read_text("utf-8") if text.is_file() else "",
    )
