"""The editable catalogue: which classes there are and up to which grade each counts as saving."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from importlib import resources

from surveyapp.operators import Action
from surveyapp.store.sales import CatalogueClass, read_classes, write_classes
from surveyapp.survey import Survey

APPLIANCE, WATER = "appliance", "water"
_FILES: Mapping[str, str] = {APPLIANCE: "appliance_classes.csv", WATER: "water_classes.csv"}


def shipped_classes(family: str) -> tuple[CatalogueClass, ...]:
    """The classes shipped with the program, each with its source."""
    file = resources.files("surveyapp") / "sales" / "data" / _FILES[family]
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    return tuple(_class(family, row) for row in rows)


def add_shipped_classes(survey: Survey) -> int:
    """Put the shipped catalogue into the survey, where it can be edited."""
    survey.require(Action.DESIGN)
    count = 0
    with survey.store.transaction():
        for family in _FILES:
            count += write_classes(survey.store, shipped_classes(family))
        survey.note("catalogue", {"classes": count})
    return count


def classes_of(survey: Survey, family: str) -> dict[str, CatalogueClass]:
    """The survey's classes by name; the shipped ones where it has none of its own."""
    found = read_classes(survey.store, family) or shipped_classes(family)
    return {one.name: one for one in found}


def _class(family: str, row: dict[str, str]) -> CatalogueClass:
    return CatalogueClass(
        family,
        row["class"],
        {"zh": row["zh"], "en": row["en"]},
        tuple(alias for alias in row["aliases"].split(";") if alias),
        row["standard"],
        int(row["grades"] or 0),
        int(row["threshold_grade"] or 0),
        row["threshold_status"],
        row["source"],
    )
