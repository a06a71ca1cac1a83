"""The usual repairs, made on the raw sheets, which are then read again."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches

from questionnaires.findings import CODES, Finding
from questionnaires.xlsform.columns import CHOICES, SURVEY, read_head
from questionnaires.xlsform.kinds import read_type
from questionnaires.xlsform.reading import Reading, import_book
from questionnaires.xlsform.sheets import Book, Row, Sheet

_MOST_ROUNDS = 3
_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def repair(reading: Reading, codes: Collection[str]) -> Reading:
    """The form read again after mending every finding of these codes.

    Raises:
        KeyError: where a code has no repair.
    """
    unknown = [code for code in codes if not CODES[code].repairable]
    if unknown:
        raise KeyError(unknown[0])
    for _ in range(_MOST_ROUNDS):
        wanted = [found for found in reading.findings if found.code in codes]
        if not wanted:
            break
        book = reading.sheets
        # From the end, so that rows put in or taken out do not move those still to come.
        for found in sorted(wanted, key=lambda f: -f.place.row):
            book = _REPAIRS[found.code](book, found)
        if book == reading.sheets:
            break
        reading = import_book(replace(book, findings=reading.sheets.findings))
    return reading


def _sheet(book: Book, found: Finding) -> Sheet | None:
    return next((sheet for sheet in book.sheets if sheet.name == found.place.sheet), None)


def _column(sheet: Sheet, name: str) -> int:
    """The number of a column by its plain name or its head; -1 where there is none."""
    known = CHOICES if sheet.name.strip().lower() != "survey" else SURVEY
    for number, written in enumerate(sheet.header):
        head = read_head(written, known)
        key = f"{head.name}::{head.language}" if head.language else head.name
        if name in (key, written):
            return number
    return -1


def _with_column(sheet: Sheet, name: str) -> Sheet:
    """The sheet with that column, added at the end where it is missing."""
    if _column(sheet, name) >= 0:
        return sheet
    return replace(sheet, header=(*sheet.header, name))


def _put(row: Row, column: int, text: str) -> Row:
    cells = [*row.cells, *([""] * (column + 1 - len(row.cells)))]
    cells[column] = text
    return replace(row, cells=tuple(cells))


def _edit(book: Book, found: Finding, column: str, change: Callable[[str], str]) -> Book:
    """The book with one cell changed."""
    sheet = _sheet(book, found)
    if sheet is None:
        return book
    sheet = _with_column(sheet, column)
    number = _column(sheet, column)
    rows = tuple(
        _put(row, number, change(row.cell(number))) if row.number == found.place.row else row
        for row in sheet.rows
    )
    return book.with_sheet(replace(sheet, rows=rows))


def _straighten_quotes(book: Book, found: Finding) -> Book:
    return _edit(book, found, found.place.column, lambda text: text.translate(_QUOTES))


def _tighten_references(book: Book, found: Finding) -> Book:
    """``${ name }`` as ``${name}``."""
    return _edit(book, found, found.place.column, lambda t: _REFERENCE.sub(r"${\1}", t))


def _unescape(book: Book, found: Finding) -> Book:
    return _edit(book, found, found.place.column, html.unescape)


def _merge_headers(book: Book, found: Finding) -> Book:
    """The later of two columns fills the gaps of the first and goes."""
    sheet = _sheet(book, found)
    if sheet is None:
        return book
    known = CHOICES if sheet.name.strip().lower() != "survey" else SURVEY
    keys = [read_head(written, known) for written in sheet.header]
    wanted = read_head(found.parameter("name"), known)
    same = [i for i, k in enumerate(keys) if (k.name, k.language) == (wanted.name, wanted.language)]
    if len(same) < 2:
        return book
    first, later = same[0], same[1]
    rows = tuple(
        _without(_put(row, first, row.cell(first) or row.cell(later)), later) for row in sheet.rows
    )
    header = tuple(text for number, text in enumerate(sheet.header) if number != later)
    return book.with_sheet(replace(sheet, header=header, rows=rows))


def _without(row: Row, column: int) -> Row:
    return replace(row, cells=tuple(c for number, c in enumerate(row.cells) if number != column))


def _near_type(book: Book, found: Finding) -> Book:
    return _edit(book, found, "type", lambda text: found.parameter("becomes"))


def _valid_name(text: str) -> str:
    name = re.sub(r"[^\w.\-]+", "_", text).strip("_") or "row"
    return name if not name[0].isdigit() else f"_{name}"


def _name_row(book: Book, found: Finding) -> Book:
    name = f"row_{found.place.row}"
    return _edit(book, found, "name", lambda text: text or name)


def _mend_name(book: Book, found: Finding) -> Book:
    """A valid name, in the row and in every expression that uses the old one."""
    old = found.parameter("name")
    return _rename(_edit(book, found, "name", _valid_name), old, _valid_name(old))


def _rename(book: Book, old: str, new: str) -> Book:
    sheet = book.sheet("survey")
    if sheet is None:
        return book
    pattern = re.compile(r"\$\{\s*" + re.escape(old) + r"\s*\}")
    rows = tuple(
        replace(row, cells=tuple(pattern.sub(lambda _: f"${{{new}}}", cell) for cell in row.cells))
        for row in sheet.rows
    )
    return book.with_sheet(replace(sheet, rows=rows))


def _number_name(book: Book, found: Finding) -> Book:
    """Another name for the later one; references go on to mean the first."""
    sheet = _sheet(book, found)
    if sheet is None:
        return book
    column = _column(sheet, "name")
    taken = {row.cell(column) for row in sheet.rows}
    name = found.parameter("name")
    fresh = next(f"{name}_{n}" for n in range(2, 100_000) if f"{name}_{n}" not in taken)
    return _edit(book, found, "name", lambda text: fresh)


def _name_choice(book: Book, found: Finding) -> Book:
    return _edit(book, found, "name", lambda text: text or f"choice_{found.place.row}")


def _join_choice(book: Book, found: Finding) -> Book:
    return _edit(book, found, "name", lambda text: "_".join(text.split()))


def _close_group(book: Book, found: Finding) -> Book:
    """The missing end comes last: what follows stays inside, as it was read."""
    sheet = _sheet(book, found)
    if sheet is None or not sheet.rows:
        return book
    column = _column(sheet, "type")
    begin = next((r.cell(column) for r in sheet.rows if r.number == found.place.row), "")
    kind = read_type(begin)
    end = Row(sheet.rows[-1].number + 1, ())
    word = "group" if kind is None else kind.kind
    rows = (*sheet.rows, _put(end, column, f"end_{word}"))
    return book.with_sheet(replace(sheet, rows=rows))


def _rename_meta(book: Book, found: Finding) -> Book:
    """ODK keeps ``meta`` for itself."""
    return _rename(_edit(book, found, "name", lambda text: f"{text}_"), "meta", "meta_")


def _drop_row(book: Book, found: Finding) -> Book:
    sheet = _sheet(book, found)
    if sheet is None:
        return book
    rows = tuple(row for row in sheet.rows if row.number != found.place.row)
    return book.with_sheet(replace(sheet, rows=rows))


def _match_end(book: Book, found: Finding) -> Book:
    return _edit(book, found, "type", lambda text: f"end_{found.parameter('open')}")


def _find_list(book: Book, found: Finding) -> Book:
    """The list spelt most alike; without one, a list of yes and no to be edited."""
    missing = found.parameter("list")
    names = list(_list_names(book))
    first = missing.split(" ")[0]
    if first != missing:  # a list, and something after it that means nothing
        kept = first if first in names else "_".join(missing.split())
        book = _edit(book, found, "type", lambda text: text.replace(missing, kept))
        return book if kept in names else _add_list(book, kept)
    folded = {name.casefold(): name for name in names}
    near = get_close_matches(missing.casefold(), folded, n=1, cutoff=0.8)
    if missing and near:
        return _edit(book, found, "type", lambda text: text.replace(missing, folded[near[0]]))
    if not missing:
        missing = f"list_{found.place.row}"
        book = _edit(book, found, "type", lambda text: f"{text} {missing}")
    return _add_list(book, missing)


def _list_names(book: Book) -> Iterable[str]:
    sheet = book.sheet("choices")
    if sheet is None:
        return ()
    column = _column(sheet, "list_name")
    return dict.fromkeys(row.cell(column) for row in sheet.rows if row.cell(column))


def _add_list(book: Book, name: str) -> Book:
    sheet = book.sheet("choices") or Sheet("choices", ("list_name", "name", "label"))
    column, code, last = _column(sheet, "list_name"), _column(sheet, "name"), 1
    if sheet.rows:
        last = sheet.rows[-1].number
    labels = [n for n, written in enumerate(sheet.header) if written.lower().startswith("label")]
    rows = [
        _put(_put(Row(last + n, ()), column, name), code, text)
        for n, text in enumerate(("yes", "no"), 1)
    ]
    for label in labels:
        rows = [_put(row, label, row.cell(code)) for row in rows]
    return book.with_sheet(replace(sheet, rows=(*sheet.rows, *rows)))


_LABEL_CALL = re.compile(r"choice-label\(\s*(\$\{[^}]+\})\s*,\s*([^(),]+?)\s*\)")


def _spell_label(book: Book, found: Finding) -> Book:
    """``choice-label(${q}, code)`` as ``jr:choice-name(code, '${q}')``."""
    column = found.place.column
    return _edit(book, found, column, lambda t: _LABEL_CALL.sub(r"jr:choice-name(\2, '\1')", t))


def _keep_back(book: Book, found: Finding) -> Book:
    """Codes such as 98 and 99 stay, and are not read out any more."""
    return _edit(book, found, "not_read_out", lambda text: "yes")


_REPAIRS: dict[str, Callable[[Book, Finding], Book]] = {
    "header.duplicate": _merge_headers,
    "expression.curly_quote": _straighten_quotes,
    "expression.html_entity": _unescape,
    "text.html_entities": _unescape,
    "text.reference_blanks": _tighten_references,
    "survey.type_surveycto": _near_type,
    "survey.name_missing": _name_row,
    "survey.name_invalid": _mend_name,
    "survey.name_duplicate": _number_name,
    "survey.group_unclosed": _close_group,
    "survey.group_named_meta": _rename_meta,
    "survey.end_without_begin": _drop_row,
    "survey.end_mismatched": _match_end,
    "survey.list_missing": _find_list,
    "survey.function_surveycto": _spell_label,
    "choices.name_missing": _name_choice,
    "choices.name_with_blank": _join_choice,
    "choices.name_duplicate": _number_name,
    "choices.special_code": _keep_back,
}
