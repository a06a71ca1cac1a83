"""The core's Chinese: one gettext catalogue per room, gathered from ``_()`` and ``N_()``.

A catalogue is rewritten from the sentences that the source holds now: a translation follows its
sentence from room to room, and one whose sentence is gone goes with it. Dates and line numbers
are left out, so that a catalogue changes only when a sentence does.
"""

from __future__ import annotations

import os
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
ROOMS = (
    "core",
    "questionnaires",
    "weights",
    "population",
    "sampling",
    "fieldwork",
    "exchange",
    "sales",
    "analysis",
    "publication",
    "cli",
)
KEYWORDS = {"_": None, "N_": None}
METHODS = {".py": "python", ".html": "jinja2", ".jinja": "jinja2"}
UNUSED = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Project-Id-Version',
    b'"Report-Msgid-Bugs-To',
    b'"Last-Translator',
    b'"Language-Team',
)
"""Header lines that would change by themselves or say nothing."""


@dataclass(frozen=True)
class Sentence:
    """An English sentence and the file it stands in."""

    text: str
    file: str


@dataclass(frozen=True)
class Gap:
    """A sentence of a catalogue that cannot be shipped as it is, and why."""

    catalogue: str
    sentence: str
    reason: str

    def __str__(self) -> str:
        return f"{self.catalogue}: {self.reason}: {self.sentence!r}"


def folder(root: Path) -> Path:
    """Where the core's Chinese catalogues lie."""
    return root / "surveyapp" / "locale" / "zh_CN" / "LC_MESSAGES"


def room_of(path: Path) -> str:
    """The room that a file, given relative to ``surveyapp``, has its sentences in."""
    first = path.stem if path.parts[0] == "findings" else path.parts[0]
    return first if first in ROOMS else "core"


def sentences(root: Path) -> dict[str, list[Sentence]]:
    """Every sentence that the core's source marks, by room, in the order of the files."""
    found: dict[str, list[Sentence]] = {room: [] for room in ROOMS}
    base = root / "surveyapp"
    for path in sorted(base.rglob("*")):
        if path.suffix in METHODS and path.is_file():
            name = path.relative_to(root).as_posix()
            texts = _marked(path)
            found[room_of(path.relative_to(base))] += [Sentence(text, name) for text in texts]
    return found


def _marked(path: Path) -> Iterator[str]:
    for _line, message, _comments, _context in extract_from_file(
        METHODS[path.suffix], path, keywords=KEYWORDS
    ):
        texts = (message,) if isinstance(message, str) else message
        yield from (text for text in texts if text)


def update(root: Path) -> list[Path]:
    """Bring every catalogue in line with the source; the files that changed."""
    known = _translations(root)
    changed: list[Path] = []
    for room, marked in sentences(root).items():
        path = folder(root) / f"{room}.po"
        if not marked:
            path.unlink(missing_ok=True)
            continue
        old = _read(path)
        fresh = _empty(room)
        for sentence in marked:
            before = old.get(sentence.text)
            text = (str(before.string) if before else "") or known.get(sentence.text, "")
            flags = before.flags if before else ()
            fresh.add(sentence.text, text, [(sentence.file, 0)], flags)
        if _write(path, fresh):
            changed.append(path)
    return changed


def fill(root: Path, texts: Mapping[str, str], replace: bool = False) -> set[str]:
    """Put translations where they are missing; the sentences that some catalogue holds."""
    held: set[str] = set()
    for path in sorted(folder(root).glob("*.po")):
        catalogue = _read(path)
        for message in catalogue:
            text = texts.get(str(message.id)) if message.id else None
            if text is None:
                continue
            held.add(str(message.id))
            if replace or not message.string or message.fuzzy:
                message.string = text
                message.flags.discard("fuzzy")
        _write(path, catalogue)
    return held


def gaps(root: Path) -> list[Gap]:
    """What keeps the catalogues from being complete: missing, fuzzy, stray or wrong sentences."""
    found: list[Gap] = []
    for room, marked in sentences(root).items():
        catalogue = _read(folder(root) / f"{room}.po")
        wanted = {sentence.text for sentence in marked}
        held = {str(message.id): message for message in catalogue if message.id}
        found += [Gap(room, text, "not in the catalogue") for text in sorted(wanted - set(held))]
        found += [Gap(room, text, "no longer in the source") for text in sorted(set(held) - wanted)]
        for text in sorted(wanted & set(held)):
            reason = flaw(text, str(held[text].string), held[text].fuzzy)
            if reason:
                found.append(Gap(room, text, reason))
    return found


def flaw(sentence: str, translation: str, fuzzy: bool = False) -> str:
    """Why a translation cannot be used, empty if it can."""
    if not translation:
        return "not translated"
    if fuzzy:
        return "marked as fuzzy"
    try:
        same = _fields(sentence) == _fields(translation)
    except ValueError:
        return "unbalanced braces"
    return "" if same else "other {names} than the English sentence"


def compile_stale(root: Path) -> list[Path]:
    """Compile the catalogues that are newer than what was compiled of them."""
    sources = [path for path in folder(root).glob("*.po") if _is_stale(path)]
    for path in sources:
        _replace(path.with_suffix(".mo"), compiled_of(path))
    for compiled in folder(root).glob("*.mo"):
        if not compiled.with_suffix(".po").exists():
            compiled.unlink(missing_ok=True)
    return sources


def compiled_of(path: Path) -> bytes:
    """A catalogue as gettext reads it; the same today and tomorrow."""
    catalogue = _read(path)
    # Babel takes the present for a date that the catalogue does not carry.
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def _fields(text: str) -> set[str]:
    return {
        name for _before, name, _spec, _as in string.Formatter().parse(text) if name is not None
    }


def _translations(root: Path) -> dict[str, str]:
    paths = folder(root).glob("*.po")
    messages: Iterable[tuple[object, object]] = (
        (message.id, message.string)
        for path in paths
        for message in _read(path)
        if message.id and message.string and not message.fuzzy
    )
    return {str(text): str(translation) for text, translation in messages}


def _empty(room: str) -> Catalog:
    comment = f"# Chinese for the sentences of “{room}”. Made by build/translate.py."
    return Catalog("zh_CN", room, comment, project="surveyapp", fuzzy=False)


def _read(path: Path) -> Catalog:
    if not path.exists():
        return _empty(path.stem)
    catalogue = _empty(path.stem)
    with path.open("rb") as stream:
        for message in read_po(stream, "zh_CN"):
            if message.id:
                places = [(file, 0) for file, _line in message.locations]
                catalogue.add(message.id, message.string, places, message.flags)
    return catalogue


def _write(path: Path, catalogue: Catalog) -> bool:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, sort_by_file=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    content = b"".join(line for line in lines if not line.startswith(UNUSED))
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, content)
    return True


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)
