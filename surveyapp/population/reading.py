"""Reading margins: the shipped census file, and a file of the same columns from outside."""

from __future__ import annotations

import csv
import io
from importlib import resources
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.store.margins import Margin, write_margins
from surveyapp.survey import Survey

_COLUMNS = ("district_code", "variable", "category", "value", "unit", "universe", "year", "source")
_LARGEST = 20 << 20


def shipped_margins() -> tuple[Margin, ...]:
    """The 2020 census margins of Jiaxing and its seven counties, each with its source."""
    file = resources.files("surveyapp") / "population" / "data" / "jiaxing_census_2020.csv"
    return parse_margins(file.read_text(encoding="utf-8-sig"), file.name)


def read_margin_file(path: Path) -> tuple[Margin, ...]:
    """Margins from a CSV file with the shipped one's columns; a bad row is named."""
    try:
        if path.stat().st_size > _LARGEST:
            raise SurveyError("population.file-too-large", name=path.name)
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise SurveyError("population.not-utf8", name=path.name) from trouble
    except OSError as trouble:
        reason = trouble.strerror or "?"
        raise SurveyError("core.cannot-read", name=path.name, reason=reason) from trouble
    return parse_margins(text, path.name)


def parse_margins(text: str, name: str) -> tuple[Margin, ...]:
    """Margins from CSV text, whole or not at all."""
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise SurveyError("population.missing-columns", name=name, columns=", ".join(missing))
    return tuple(_margin(row, name, number) for number, row in enumerate(reader, start=2))


def import_margins(survey: Survey, margins: tuple[Margin, ...]) -> int:
    """Put margins into the survey; gives how many."""
    survey.require(Action.DESIGN)
    with survey.store.transaction():
        count = write_margins(survey.store, margins)
        sources = sorted({margin.source for margin in margins})
        survey.note("import margins", {"rows": count, "sources": sources})
    return count


def _margin(row: dict[str, str], name: str, number: int) -> Margin:
    try:
        value = float(row["value"])
        year = int(row["year"])
    except (TypeError, ValueError) as trouble:
        raise SurveyError("population.not-a-number", name=name, row=number) from trouble
    if not 0 <= value < 1e12:
        raise SurveyError("population.not-a-number", name=name, row=number)
    return Margin(
        row["district_code"],
        row["universe"],
        row["variable"],
        row["category"],
        value,
        row["unit"],
        year,
        row["source"],
    )
