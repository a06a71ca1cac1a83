"""Workbooks as plain sheets of text: .xlsx, .xls, .csv and .md, with limits for hostile files.

Cells become text as pyxform makes them: whole numbers without a point, TRUE and FALSE, no hard
blanks. Nothing in a file is executed; formulas give the value they had when the file was saved.
"""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook
from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, open_workbook, xldate_as_datetime
from xlrd.biffh import XLRDError
from xlrd.sheet import Cell as XlsCell

from questionnaires.findings import Finding, Place
from questionnaires.xlsform.archive import LIMITS, UnreadableError, inspect_archive

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".md")
_XLS_TROUBLE = (
    *(XLRDError, struct.error, IndexError, KeyError, ValueError, AssertionError, TypeError),
    *(OverflowError, MemoryError),
)
_UNSEEN = {0xA0: " ", 0x200B: None, 0x200E: None, 0x200F: None, 0x2060: None, 0xFEFF: None}
"""Characters that copying brings along and nobody sees."""
_MOST_LINES = 2 * LIMITS.rows
_SHEETS_OF_TEXT = {"survey", "choices", "settings", "indicators", "checks", "external_choices"}


@dataclass(frozen=True)
class Row:
    """One row with its number in the sheet; ``cells`` are as many as the header or fewer."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A sheet's header and the rows below it that are not empty."""

    name: str
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Book:
    """The sheets in their order; ``stem`` is the file's name, which names a form without one."""

    sheets: tuple[Sheet, ...] = ()
    stem: str = ""
    folder: str = ""
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, however it is spelt."""
        return next((s for s in self.sheets if s.name.strip().lower() == name), None)

    def with_sheet(self, sheet: Sheet) -> Book:
        """The book with one sheet in place of its namesake, or at the end."""
        if all(old.name != sheet.name for old in self.sheets):
            return replace(self, sheets=(*self.sheets, sheet))
        return replace(
            self, sheets=tuple(sheet if old.name == sheet.name else old for old in self.sheets)
        )


def read_book(path: Path) -> Book:
    """Read a workbook of any of the four kinds.

    Raises:
        UnreadableError: with a finding, where the file is none or passes the limits.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableError(Finding("workbook.unknown_kind", parameters={"suffix": suffix}))
    if path.stat().st_size > LIMITS.file_bytes:
        raise UnreadableError.too_large("file_bytes", LIMITS.file_bytes)
    notes: list[Finding] = []
    if suffix == ".csv":
        sheets = _read_text_sheets(_csv_rows(_text(path)))
    elif suffix == ".md":
        sheets = _read_text_sheets(_markdown_rows(_text(path)))
    elif _is_archive(path):
        notes = inspect_archive(path)
        sheets = _read_xlsx(path)
    else:
        if path.stat().st_size > LIMITS.xls_bytes:
            raise UnreadableError.too_large("xls_bytes", LIMITS.xls_bytes)
        sheets = _read_xls(path)
    made = [_sheet(name, rows, notes) for name, rows in sheets]
    return Book(tuple(made), path.stem, str(path.parent), tuple(notes))


def _is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04" or path.suffix.lower() != ".xls"


def _text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(Finding("workbook.unreadable", parameters={"reason": "encoding"}))


_Rows = Sequence[Sequence[object]]


def _read_xlsx(path: Path) -> list[tuple[str, _Rows]]:
    try:
        book = CalamineWorkbook.from_path(path)
        return [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError, IndexError) as trouble:
        raise UnreadableError.because(trouble) from trouble


def _read_xls(path: Path) -> list[tuple[str, _Rows]]:
    try:
        book = open_workbook(
            file_contents=path.read_bytes(), ragged_rows=True, logfile=io.StringIO()
        )
        return [
            (
                sheet.name,
                [
                    [_xls_value(cell, book.datemode) for cell in sheet.row(number)]
                    for number in range(sheet.nrows)
                ],
            )
            for sheet in book.sheets()
        ]
    except _XLS_TROUBLE as trouble:
        raise UnreadableError.because(trouble) from trouble


def _xls_value(cell: XlsCell, datemode: int) -> object:
    if cell.ctype == XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == XL_CELL_ERROR:
        return ""
    if cell.ctype == XL_CELL_DATE:
        return xldate_as_datetime(float(cell.value), 1 if datemode else 0)
    return cell.value


def _csv_rows(text: str) -> list[list[str]]:
    """The rows of a CSV file, no more than are read of any; long cells are cut later."""
    usual = csv.field_size_limit(LIMITS.file_bytes)
    try:
        return list(islice(csv.reader(io.StringIO(text)), _MOST_LINES))
    except csv.Error as trouble:
        raise UnreadableError.because(trouble) from trouble
    finally:
        csv.field_size_limit(usual)


def _markdown_rows(text: str) -> list[list[str]]:
    """The rows of a table of pipes; an escaped one is text, lines of dashes are no rows."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped.startswith("|"):
            continue
        cells = stripped.strip("|").replace("\\|", "\0").split("|")
        cells = [cell.strip().replace("\0", "|") for cell in cells]
        if any(cell.strip("-: ") for cell in cells):
            rows.append(cells)
        if len(rows) >= _MOST_LINES:
            break
    return rows


def _read_text_sheets(rows: list[list[str]]) -> list[tuple[str, _Rows]]:
    """Sheets in one table: the first column names the sheet. A table without is the survey."""
    first = next((row[0].strip().lower() for row in rows if row), "")
    if first not in _SHEETS_OF_TEXT:
        return [("survey", rows)]
    sheets: list[tuple[str, list[Sequence[object]]]] = []
    for row in rows:
        name = row[0].strip() if row else ""
        if name:
            sheets.append((name, []))
        if any(cell.strip() for cell in row[1:]):
            sheets[-1][1].append(row[1:])
    return list(sheets)


def cell_text(value: object) -> str:
    """One cell as text."""
    if value.__class__ is str:
        return value.translate(_UNSEEN).strip()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType] -- narrowed by class for speed
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace("\xa0", " ").strip()


def _sheet(name: str, rows: _Rows, notes: list[Finding]) -> Sheet:
    limit = LIMITS.survey_rows if name.strip().lower() == "survey" else LIMITS.rows
    if len(rows) > limit:
        place = Place(sheet=name, row=limit)
        notes.append(Finding("workbook.too_many_rows", place, {"limit": str(limit)}))
    header = _trimmed(cell_text(value) for value in rows[0]) if rows else ()
    kept: list[Row] = []
    for number, values in enumerate(rows[1:limit], 2):
        cells = _trimmed(cell_text(value) for value in values)
        if cells:
            kept.append(Row(number, _cut(cells, name, number, notes)))
    return Sheet(name, header, tuple(kept))


def _trimmed(cells: Iterable[str]) -> tuple[str, ...]:
    row = list(cells)
    while row and not row[-1]:
        row.pop()
    return tuple(row)


def _cut(cells: tuple[str, ...], name: str, number: int, notes: list[Finding]) -> tuple[str, ...]:
    if all(len(cell) <= LIMITS.cell_length for cell in cells):
        return cells
    limit = str(LIMITS.cell_length)
    notes.append(Finding("workbook.cell_too_long", Place(name, number), {"limit": limit}))
    return tuple(cell[: LIMITS.cell_length] for cell in cells)
