"""Importing a retail file: read, clean, refuse what would mislead, store in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.findings import Finding
from surveyapp.operators import Action
from surveyapp.population.districts import DISTRICTS, names_of
from surveyapp.progress import Progress
from surveyapp.sales.catalogue import APPLIANCE, classes_of
from surveyapp.sales.cleaning import NO_GRADE, Cleaned, Cleaner
from surveyapp.sales.reading import SalesFile, read_sales_file
from surveyapp.store.sales import (
    Sale,
    SalesBatch,
    read_batches,
    read_serials,
    write_batch,
)
from surveyapp.survey import Survey

SCOPES = ("all", "subsidised", "unknown")

_LOOKS_SUBSIDISED = 0.97
"""From this share of grades 1 and 2 among graded sales on, a file looks like a trade-in file:
those hold almost nothing else, because the subsidy asks for it."""


@dataclass(frozen=True)
class ImportedSales:
    """What an import did, with what the clerk should look at."""

    batch: SalesBatch
    findings: tuple[Finding, ...]
    personal: tuple[str, ...]
    """Columns of buyers' data that were left out."""


def import_sales(
    survey: Survey,
    path: Path,
    *,
    scope: str = "unknown",
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportedSales:
    """Import a file of sales into the current wave, whole or not at all.

    ``scope`` says what the file holds: ``all`` sales of its stores, or only ``subsidised`` ones,
    which never make a denominator. The same file twice is refused.
    """
    survey.require(Action.RETAIL)
    if scope not in SCOPES:
        raise SurveyError(
            "core.bad-value", value=scope, setting="scope", expected=", ".join(SCOPES)
        )
    progress = progress or Progress()
    progress.step(0, 3, path.name)
    file = read_sales_file(path, mapping)
    for earlier in read_batches(survey.store, survey.info.wave):
        if earlier.file_hash == file.file_hash:
            raise SurveyError("sales.imported-already", name=path.name, at=earlier.imported_at)
    progress.step(1, 3, path.name)
    cleaned = _clean(survey, file)
    if not cleaned.sales:
        raise SurveyError("sales.nothing-kept", name=path.name)
    progress.step(2, 3, path.name)
    batch = _batch(survey, file, cleaned, scope)
    with survey.store.transaction():
        write_batch(survey.store, batch, cleaned.sales)
        survey.note("import sales", {"name": batch.name, "rows": batch.rows_kept, "scope": scope})
    progress.step(3, 3, path.name)
    return ImportedSales(batch, tuple(_findings(file, cleaned, scope)), file.personal)


def _clean(survey: Survey, file: SalesFile) -> Cleaned:
    districts = {code: code for code in DISTRICTS}
    for code in DISTRICTS:
        for name in names_of(code).values():
            districts[name] = code
            districts[name.rstrip("市县区")] = code
    serials = read_serials(survey.store, survey.info.wave)
    return Cleaner(classes_of(survey, APPLIANCE), districts, serials).clean(file)


def _batch(survey: Survey, file: SalesFile, cleaned: Cleaned, scope: str) -> SalesBatch:
    return SalesBatch(
        uuid.uuid4().hex,
        survey.info.wave,
        file.name,
        file.file_hash,
        {column: file.header[place] for column, place in file.mapping.items()},
        survey.clock.iso(),
        survey.operator.operator_id,
        len(file.rows),
        len(cleaned.sales),
        scope,
        dict(cleaned.set_aside),
        survey.info.synthetic,
    )


def _findings(file: SalesFile, cleaned: Cleaned, scope: str) -> list[Finding]:
    found: list[Finding] = []
    for reason, count in cleaned.set_aside.items():
        if count:
            found.append(Finding(f"sales.{reason.replace('_', '-')}", file.name, {"count": count}))
    for text, count in list(cleaned.unknown_classes.items())[:20]:
        found.append(Finding("sales.class-named", file.name, {"text": text, "count": count}))
    for text, count in list(cleaned.unknown_grades.items())[:20]:
        found.append(Finding("sales.grade-named", file.name, {"text": text, "count": count}))
    if scope != "subsidised" and share_of_low_grades(cleaned.sales) >= _LOOKS_SUBSIDISED:
        found.append(Finding("sales.looks-subsidised", file.name, {}))
    if file.personal:
        found.append(
            Finding("sales.personal-left-out", file.name, {"columns": "、".join(file.personal)})
        )
    return found


def share_of_low_grades(sales: Sequence[Sale]) -> float:
    """Share of grades 1 and 2 among the sales that have a grade; 0 where none has."""
    graded = [sale for sale in sales if sale.grade != NO_GRADE]
    return sum(sale.grade in ("1", "2") for sale in graded) / len(graded) if graded else 0.0
