"""Reading a workbook: a questionnaire and the list of everything that is wrong with it.

Nothing stops at the first problem. What this program does not use is kept: columns in ``extra``,
sheets and the long names of languages in ``settings``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from questionnaires.findings import CODES, Finding, Place
from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import Questionnaire
from questionnaires.xlsform.archive import UnreadableError
from questionnaires.xlsform.attachments import read_attachments
from questionnaires.xlsform.choices import read_choices
from questionnaires.xlsform.columns import (
    CHOICES,
    SURVEY,
    Table,
    is_truth,
    language_code,
    language_settings,
)
from questionnaires.xlsform.faults import FaultFinder
from questionnaires.xlsform.method_sheets import read_checks, read_indicators
from questionnaires.xlsform.rows import SurveyReader
from questionnaires.xlsform.sheets import Book, Sheet, read_book

OWN_SHEETS = ("survey", "choices", "settings", "indicators", "checks", "external_choices")
EXPRESSION_COLUMNS = frozenset(
    {"relevant", "constraint", "calculation", "choice_filter", "repeat_count", "required"}
    | {"read_only", "soft_constraint"}
)
_OWN_SETTINGS = ("form_title", "form_id", "version", "default_language")
_ENTITY = re.compile(r"&(?:gt|lt|amp|quot|apos|nbsp|#\d+);")
_LOOSE_REFERENCE = re.compile(r"\$\{(?:\s+[^}]*|[^}]*\s+)\}")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_MOST_KEPT = 400_000


@dataclass(frozen=True)
class Reading:
    """What a workbook says. ``sheets`` are the raw ones, which ``repair`` works on."""

    questionnaire: Questionnaire
    findings: tuple[Finding, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    sheets: Book = field(default_factory=Book)

    @property
    def repairs(self) -> tuple[str, ...]:
        """The codes of findings that ``repair`` can mend."""
        return tuple(
            dict.fromkeys(found.code for found in self.findings if CODES[found.code].repairable)
        )

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What has to be mended before the questionnaire can be used."""
        return tuple(found for found in self.findings if found.is_error)


def read_workbook(path: Path | str) -> Reading:
    """Read a form from .xlsx, .xls, .csv or .md; an unreadable file is an empty form and a finding.

    Raises:
        OSError: where the file is not there or may not be opened.
    """
    path = Path(path)
    try:
        book = read_book(path)
    except UnreadableError as unreadable:
        return Reading(Questionnaire(path.stem, path.stem), (unreadable.finding,))
    return import_book(book)


def import_book(book: Book) -> Reading:
    """A form from raw sheets."""
    survey = book.sheet("survey")
    if survey is None and len(book.sheets) == 1:
        survey = book.sheets[0]
    if survey is None or not survey.rows:
        missing = Finding("workbook.no_survey_sheet", Place(sheet="survey"))
        return Reading(Questionnaire(book.stem, book.stem), (*book.findings, missing), sheets=book)
    tables = {name: Table(sheet, known) for name, sheet, known in _known_sheets(book, survey)}
    findings = [*book.findings, *_check_heads(tables.values()), *_check_texts(tables["survey"])]
    settings = _settings(book)
    lists = read_choices(
        (tables[name] for name in ("choices", "external_choices") if name in tables),
        is_truth(settings.get("allow_choice_duplicates", "")),
    )
    reader = SurveyReader(lists.lists)
    body = reader.read(tables["survey"])
    findings += lists.findings + reader.findings
    languages = _languages(tables)
    kept = _kept_sheets(book, survey, findings)
    questionnaire = Questionnaire(
        form_id=settings.get("form_id") or book.stem,
        title=settings.get("form_title") or settings.get("form_id") or book.stem,
        version=settings.get("version", ""),
        languages=tuple(languages),
        default_language=_default_language(settings, languages),
        body=body,
        lists=lists.lists,
        settings={
            **{key: text for key, text in settings.items() if key not in _OWN_SETTINGS},
            **language_settings(languages),
            **kept,
        },
    )
    questionnaire = read_attachments(questionnaire, book.folder, findings)
    findings += FaultFinder(questionnaire, reader.spots).find()
    indicators = read_indicators(book.sheet("indicators"), questionnaire, findings)
    checks = read_checks(book.sheet("checks"), questionnaire, findings)
    return Reading(questionnaire, tuple(findings), indicators, checks, book)


def _known_sheets(book: Book, survey: Sheet) -> Iterator[tuple[str, Sheet, frozenset[str]]]:
    yield "survey", survey, SURVEY
    for name in ("choices", "external_choices"):
        sheet = book.sheet(name)
        if sheet is not None:
            yield name, sheet, CHOICES


def _settings(book: Book) -> dict[str, str]:
    sheet = book.sheet("settings")
    if sheet is None or not sheet.rows:
        return {}
    known = frozenset(_OWN_SETTINGS)
    return dict(next(Table(sheet, known).rows()).filled())


def _languages(tables: Mapping[str, Table]) -> dict[str, str]:
    """Code to name: those of labels in their order, then those only other columns have."""
    found: dict[str, str] = {}
    for table in tables.values():
        for head in table.heads:
            if head.name == "label":
                found.setdefault(head.language, head.language_name)
    others = {code: name for table in tables.values() for code, name in table.languages().items()}
    found.update((code, others[code]) for code in sorted(others.keys() - found.keys()))
    # Where every label names its language, a bare ``hint`` column makes no language.
    labelled = {
        head.language for table in tables.values() for head in table.heads if head.name == "label"
    }
    if "" in found and "" not in labelled and labelled:
        del found[""]
    return found or {"": ""}


def _default_language(settings: Mapping[str, str], languages: Mapping[str, str]) -> str:
    wanted = language_code(settings.get("default_language", ""))
    return wanted if wanted in languages else next(iter(languages))


def _kept_sheets(book: Book, survey: Sheet, findings: list[Finding]) -> dict[str, str]:
    """Sheets nobody here reads, as text under ``sheet::NAME``."""
    kept: dict[str, str] = {}
    for sheet in book.sheets:
        if sheet is survey or sheet.name.strip().lower() in OWN_SHEETS or not sheet.header:
            continue
        rows = [list(sheet.header), *(list(row.cells) for row in sheet.rows)]
        text = json.dumps(rows, ensure_ascii=False)
        place = Place(sheet=sheet.name)
        if len(text) > _MOST_KEPT:
            findings.append(Finding("workbook.sheet_dropped", place, {"limit": str(_MOST_KEPT)}))
            continue
        kept[f"sheet::{sheet.name}"] = text
        findings.append(Finding("workbook.sheet_kept", place))
    return kept


def _check_heads(tables: Iterable[Table]) -> Iterator[Finding]:
    for table in tables:
        seen: set[tuple[str, str]] = set()
        for head in table.heads:
            if not head.written:
                continue
            place = Place(table.sheet.name, 1, head.written)
            key = (head.name, head.language)
            if key in seen:
                yield Finding("header.duplicate", place, {"name": head.written})
            elif head.name not in table.known and table.known is SURVEY:
                yield Finding("header.kept", place, {"name": head.written})
            seen.add(key)


def _check_texts(table: Table) -> Iterator[Finding]:
    for line in table.rows():
        for column, text in line.filled():
            # In an expression, only its quoted texts: the rest is checked with its meaning.
            if _LOOSE_REFERENCE.search(text):
                place = Place(line.sheet, line.number, column)
                yield Finding("text.reference_blanks", place, {"text": text[:200]})
            said = _QUOTED.findall(text) if column in EXPRESSION_COLUMNS else [text]
            if any(map(_ENTITY.search, said)):
                place = Place(line.sheet, line.number, column)
                yield Finding("text.html_entities", place, {"text": text[:200]})
