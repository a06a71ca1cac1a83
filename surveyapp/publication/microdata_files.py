"""Writes interviews for SPSS, Stata, Excel and CSV; each file whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveyapp.errors import SurveyError
from surveyapp.files import make_durable, refusals_said, replace_durably, write_whole
from surveyapp.operators import Action
from surveyapp.publication.exports import harmless
from surveyapp.publication.microdata import Microdata, read_microdata
from surveyapp.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

_LONGEST_NAME = {".dta": 28, ".sav": 64}
"""Stata takes 32, but the names of its label sets end in a number."""
_LONGEST_LABEL = {".dta": 80, ".sav": 255}


def export_interviews(survey: Survey, path: Path, run_id: str = "") -> list[Path]:
    """Write the interviews of a weighting run (the newest); gives the files written.

    ``.sav``, ``.dta`` and ``.csv`` get one file for each repeat beside the first, ``.xlsx`` a
    sheet for each, and one with the meaning of the codes.
    """
    survey.require(Action.EXPORT)
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        expected = ", ".join(_WRITERS)
        raise SurveyError("core.bad-value", value=path.suffix, setting="file", expected=expected)
    tables = tuple(read_microdata(survey, run_id))
    written = writer(path, tables)
    detail = {"name": path.name, "interviews": len(tables[0].frame)}
    survey.note("export-interviews", detail)
    return written


def _beside(path: Path, table: Microdata, first: str) -> Path:
    return path if table.name == first else path.with_name(f"{path.stem}-{table.name}{path.suffix}")


def _write_each(
    write: Callable[[Path, Microdata], None], path: Path, tables: tuple[Microdata, ...]
) -> list[Path]:
    """Each table whole in a file of its own: all are written before the first gets its name."""
    targets = [_beside(path, table, tables[0].name) for table in tables]
    parts = [target.with_name(f"{target.stem}.part{target.suffix}") for target in targets]
    try:
        with refusals_said(path):
            for part, table in zip(parts, tables, strict=True):
                write(part, table)
                make_durable(part)
            for part, target in zip(parts, targets, strict=True):
                replace_durably(part, target)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return targets


def _write_statistics(part: Path, table: Microdata) -> None:
    """For SPSS or Stata, by the ending of the file."""
    import pyreadstat

    suffix = part.suffix.lower()
    names = short_names(list(table.frame), _LONGEST_NAME[suffix])
    frame: Any = _as_text(table.frame.rename(columns=names))
    write: Any = pyreadstat.write_sav if suffix == ".sav" else pyreadstat.write_dta
    write(
        frame,
        str(part),
        column_labels={names[k]: v[: _LONGEST_LABEL[suffix]] for k, v in table.labels.items()},
        variable_value_labels={names[k]: {**v} for k, v in table.codes.items()},
    )


def _write_csv(part: Path, table: Microdata) -> None:
    frame = _as_text(table.frame)
    texts = frame.select_dtypes(include="object").columns
    frame = frame.assign(**{str(name): frame[name].map(harmless) for name in texts})
    frame.to_csv(part, index=False, encoding="utf-8-sig", lineterminator="\n")


def _write_workbook(path: Path, tables: tuple[Microdata, ...]) -> list[Path]:
    """A sheet for each table, and one that says what columns and codes mean."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            sheet.write_row(0, 0, list(table.frame), bold)
            for number, row in enumerate(_as_text(table.frame).itertuples(index=False), 1):
                sheet.write_row(number, 0, [_cell(value) for value in row])
            sheet.freeze_panes(1, 1)
        meanings = book.add_worksheet("codes")
        meanings.write_row(0, 0, ["table", "column", "meaning", "code", "label"], bold)
        for number, row in enumerate(_meanings(tables), 1):
            meanings.write_row(number, 0, [harmless(value) for value in row])
    write_whole(path, target.getvalue())
    return [path]


def _meanings(tables: tuple[Microdata, ...]) -> Iterator[tuple[object, ...]]:
    for table in tables:
        for column, text in table.labels.items():
            yield table.name, column, text, None, None
            for code, label in table.codes.get(column, {}).items():
                yield table.name, column, None, code, label


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Text columns as text throughout, empty where there is nothing."""
    import pandas as pd

    changed = {
        name: ["" if value is None or value != value else str(value) for value in frame[name]]
        for name in frame
        if not pd.api.types.is_numeric_dtype(frame[name])
    }
    return frame.assign(**{str(k): pd.Series(v, dtype=object) for k, v in changed.items()})


def _cell(value: Any) -> object:
    return None if value != value else harmless(value)


def short_names(names: list[str], longest: int) -> dict[str, str]:
    """Names that fit the program, unlike each other whatever the case of letters."""
    taken: set[str] = set()
    short: dict[str, str] = {}
    for name in names:
        plain = "".join(char if char.isalnum() or char == "_" else "_" for char in name)
        plain = plain if plain[:1].isalpha() else f"v{plain}"
        wanted, number = plain[:longest], 1
        while wanted.casefold() in taken:
            number += 1
            ending = f"_{number}"
            wanted = plain[: longest - len(ending)] + ending
        taken.add(wanted.casefold())
        short[name] = wanted
    return short


_WRITERS: dict[str, Callable[[Path, tuple[Microdata, ...]], list[Path]]] = {
    ".sav": partial(_write_each, _write_statistics),
    ".dta": partial(_write_each, _write_statistics),
    ".csv": partial(_write_each, _write_csv),
    ".xlsx": _write_workbook,
}
