"""Looking at an .xlsx before it is read: sizes, entities and far cells that would fill the memory.

The sizes in a zip's directory can lie, so every sheet is unpacked once against the limits, in
pieces that are thrown away. A sheet is laid out up to its farthest cell, so that one is looked for.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from questionnaires.findings import Finding, Place


@dataclass(frozen=True)
class Limits:
    """Far above any real form: the largest seen has 50,000 choices."""

    file_bytes: int = 50_000_000
    xls_bytes: int = 8_000_000
    unpacked_bytes: int = 200_000_000
    parts: int = 2_000
    rows: int = 120_000
    survey_rows: int = 20_000
    last_row: int = 1_048_576
    columns: int = 2_000
    cells: int = 1_500_000
    cell_length: int = 32_767


LIMITS = Limits()
_Reader = Callable[[int], bytes]
_PIECE = 1 << 18
_OVERLAP = 96
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})(\d{1,30})["']""")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >]")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class UnreadableError(Exception):
    """A file that is not read at all; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding

    @classmethod
    def too_large(cls, what: str, limit: int) -> UnreadableError:
        return cls(Finding("workbook.too_large", parameters={"what": what, "limit": str(limit)}))

    @classmethod
    def because(cls, trouble: BaseException) -> UnreadableError:
        reason = f"{type(trouble).__name__}: {trouble}"[:200]
        return cls(Finding("workbook.unreadable", parameters={"reason": reason}))


def inspect_archive(path: Path) -> list[Finding]:
    """Notes about a workbook that may be read.

    Raises:
        UnreadableError: where it may not.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > LIMITS.parts:
                raise UnreadableError.too_large("parts", LIMITS.parts)
            if sum(part.file_size for part in parts) > LIMITS.unpacked_bytes:
                raise UnreadableError.too_large("unpacked_bytes", LIMITS.unpacked_bytes)
            return _inspect_parts(archive, parts)
    except _BROKEN as trouble:
        raise UnreadableError.because(trouble) from trouble


def _inspect_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> list[Finding]:
    notes: list[Finding] = []
    left = LIMITS.unpacked_bytes
    for part in parts:
        # Every part counts, whatever its name: relations can point anywhere.
        scan = _Scan(left)
        with archive.open(part) as stream:
            scan.read(stream.read)
        left = scan.left
        if scan.has_entities:
            raise UnreadableError(Finding("workbook.entities", Place(sheet=part.filename)))
        if scan.has_formulas and "worksheets" in part.filename:
            notes.append(Finding("workbook.formulas", Place(sheet=part.filename)))
    return notes


class _Scan:
    """One pass over the bytes of a part."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.row = self.column = 0
        self.has_entities = self.has_formulas = False

    def read(self, read: _Reader) -> None:
        tail = b""
        while piece := read(_PIECE):
            self.left -= len(piece)
            if self.left < 0:
                raise UnreadableError.too_large("unpacked_bytes", LIMITS.unpacked_bytes)
            self._look(tail + piece)
            tail = piece[-_OVERLAP:]

    def _look(self, data: bytes) -> None:
        # UTF-16 would hide everything that is looked for here.
        hidden = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<\0?\0" in data[:8]
        self.has_entities = self.has_entities or hidden or _ENTITIES.search(data) is not None
        self.has_formulas = self.has_formulas or _FORMULA.search(data) is not None
        cells = _CELL.findall(data)
        if cells:
            self.row = max(self.row, max(int(digits) for _letters, digits in cells))
            self.column = max(self.column, *map(_column, {letters for letters, _digits in cells}))
        far = self.row > LIMITS.last_row or self.column > LIMITS.columns
        if far or self.row * self.column > LIMITS.cells:
            raise UnreadableError.too_large("cells", LIMITS.cells)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
