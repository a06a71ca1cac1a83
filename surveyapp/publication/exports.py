"""Exports for other programs: estimates as CSV or Excel, plots as PNG or SVG."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from surveyapp.analysis.estimates import read_estimates
from surveyapp.analysis.results import EstimateRow
from surveyapp.errors import SurveyError
from surveyapp.files import write_whole
from surveyapp.operators import Action
from surveyapp.survey import Survey

COLUMNS = (
    "indicator",
    "domain_variable",
    "domain",
    "reading",
    "variant",
    "estimate",
    "se",
    "low",
    "high",
    "low_joint",
    "high_joint",
    "confidence",
    "df",
    "deff",
    "n",
    "n_effective",
    "n_weighted",
    "unit",
    "target",
    "verdict",
    "variance_method",
    "interval_method",
    "df_method",
    "run_id",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_estimates(survey: Survey, path: Path, run_id: str = "") -> int:
    """Write every estimate of a run to .csv or .xlsx; gives how many rows."""
    survey.require(Action.EXPORT)
    rows = read_estimates(survey, run_id)
    if not rows:
        raise SurveyError("publication.no-estimates")
    if path.suffix.lower() == ".xlsx":
        body = _workbook(rows)
    elif path.suffix.lower() == ".csv":
        body = csv_of(rows).encode("utf-8-sig")
    else:
        raise SurveyError(
            "core.bad-value", value=path.suffix, setting="file", expected=".csv, .xlsx"
        )
    write_whole(path, body)
    survey.note("export", {"name": path.name, "rows": len(rows)})
    return len(rows)


def csv_of(rows: Sequence[EstimateRow]) -> str:
    """Estimates as CSV text in full precision."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([harmless(getattr(row, name)) for name in COLUMNS])
    return target.getvalue()


def harmless(value: object) -> object:
    """A cell that a spreadsheet does not take for a formula; numbers stay as they are."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _workbook(rows: Sequence[EstimateRow]) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("estimates")
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [harmless(getattr(row, name)) for name in COLUMNS])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    return target.getvalue()
