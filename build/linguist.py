"""The window's Chinese: ``ui/locale/zh_CN.ts``, kept by Qt's lupdate and lrelease."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from catalogues import Gap, flaw

PLACES = re.compile(r"%(?:n|L?\d)")


@dataclass(frozen=True)
class Entry:
    """One message of the .ts file, as read."""

    context: str
    source: str
    translation: str
    finished: bool
    element: ElementTree.Element


def catalogue(root: Path) -> Path:
    """The window's Chinese catalogue."""
    return root / "ui" / "locale" / "zh_CN.ts"


def update(root: Path) -> list[Path]:
    """Bring the catalogue in line with the source; the file, if it changed."""
    path = catalogue(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else b""
    _gather(root, path)
    return [path] if path.read_bytes() != before else []


def fill(root: Path, texts: Mapping[str, str], replace: bool = False) -> set[str]:
    """Put translations where they are missing; the sentences that the catalogue holds."""
    path = catalogue(root)
    if not path.exists():
        return set()
    tree = ElementTree.parse(path)
    held: set[str] = set()
    for entry in _entries(tree):
        text = texts.get(entry.source)
        if text is None:
            continue
        held.add(entry.source)
        if replace or not entry.finished:
            _translate(entry.element, text)
    if held:
        tree.write(path, encoding="utf-8", xml_declaration=True)
        _gather(root, path)  # lupdate's own layout, so that a later update changes nothing else
    return held


def gaps(root: Path) -> list[Gap]:
    """What keeps the catalogue from being complete, found on a copy."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "zh_CN.ts"
        if catalogue(root).exists():
            shutil.copy(catalogue(root), copy)
        held = {(entry.context, entry.source) for entry in _read(copy)}
        _gather(root, copy)
        fresh = _read(copy)
    wanted = {(entry.context, entry.source) for entry in fresh}
    found = [Gap(f"ui {c}", text, "no longer in the source") for c, text in sorted(held - wanted)]
    for entry in fresh:
        reason = _flaw(entry)
        if (entry.context, entry.source) not in held:
            reason = "not in the catalogue"
        if reason:
            found.append(Gap(f"ui {entry.context}", entry.source, reason))
    return found


def compile_stale(root: Path) -> list[Path]:
    """Compile the catalogue if it is newer than what was compiled of it."""
    source = catalogue(root)
    compiled = source.with_suffix(".qm")
    if not source.exists():
        return []
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return []
    part = compiled.with_name(f"{compiled.name}.{os.getpid()}.part")
    _run("lrelease", "-silent", str(source), "-qm", str(part))
    part.replace(compiled)
    return [source]


def _gather(root: Path, path: Path) -> None:
    sources = sorted(str(file) for file in (root / "ui").rglob("*.py"))
    options = ("-silent", "-no-obsolete", "-locations", "none", "-target-language", "zh_CN")
    guesses = ("-disable-heuristic", "similartext")
    _run("lupdate", *options, *guesses, *sources, "-ts", str(path))


def _run(tool: str, *arguments: str) -> None:
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("PySide6")
    suffix = ".exe" if sys.platform == "win32" else ""
    subprocess.run([str(Path(spec.origin).parent / (tool + suffix)), *arguments], check=True)


def _read(path: Path) -> list[Entry]:
    return list(_entries(ElementTree.parse(path))) if path.exists() else []


def _entries(tree: ElementTree.ElementTree[ElementTree.Element]) -> Iterator[Entry]:
    for context in tree.iter("context"):
        for message in context.iter("message"):
            element = message.find("translation")
            if element is None:
                element = ElementTree.SubElement(message, "translation")
            text = "".join(element.itertext()).strip()
            finished = "type" not in element.attrib and bool(text)
            source = message.findtext("source", "")
            yield Entry(context.findtext("name", ""), source, text, finished, element)


def _translate(element: ElementTree.Element, text: str) -> None:
    element.attrib.pop("type", None)
    forms = element.findall("numerusform")
    for form in forms:
        form.text = text
    if not forms:
        element.text = text


def _flaw(entry: Entry) -> str:
    reason = flaw(entry.source, entry.translation, fuzzy=not entry.finished)
    if reason or set(PLACES.findall(entry.source)) == set(PLACES.findall(entry.translation)):
        return reason
    return "other %n or %1 than the English sentence"
