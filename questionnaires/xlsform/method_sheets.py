"""The sheets of ours: ``indicators`` and ``checks``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from questionnaires import method
from questionnaires.expressions import Layout
from questionnaires.expressions.checks import check, check_spelling
from questionnaires.findings import Finding, Place
from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import Questionnaire
from questionnaires.xlsform.columns import Line, Table, is_truth
from questionnaires.xlsform.sheets import Sheet

INDICATOR_COLUMNS = (
    "key", "label", "kind", "source", "base", "expression", "denominator", "option_scores",
    "unclear", "unclear_when", "target", "direction", "primary", "primary_of", "unit",
)  # fmt: skip
CHECK_COLUMNS = ("key", "label", "level", "expression", "severity")
_EXPRESSIONS = ("base", "expression", "denominator", "unclear_when")


def read_indicators(
    sheet: Sheet | None, questionnaire: Questionnaire, findings: list[Finding]
) -> tuple[IndicatorRow, ...]:
    """The rows of ``indicators``; every problem is added to the findings."""
    reader = _Reader(questionnaire, findings, "indicators")
    return tuple(
        _indicator(reader, line) for line in _lines(sheet, INDICATOR_COLUMNS) if reader.keyed(line)
    )


def read_checks(
    sheet: Sheet | None, questionnaire: Questionnaire, findings: list[Finding]
) -> tuple[CheckRow, ...]:
    """The rows of ``checks``; every problem is added to the findings."""
    reader = _Reader(questionnaire, findings, "checks")
    return tuple(
        _check(reader, line) for line in _lines(sheet, CHECK_COLUMNS) if reader.keyed(line)
    )


def _lines(sheet: Sheet | None, columns: tuple[str, ...]) -> list[Line]:
    return [] if sheet is None else list(Table(sheet, frozenset(columns)).rows())


class _Reader:
    def __init__(self, questionnaire: Questionnaire, findings: list[Finding], sheet: str) -> None:
        self._questionnaire = questionnaire
        self._layout = Layout.of(questionnaire)
        self._findings = findings
        self._sheet = sheet
        self._keys: set[str] = set()

    def note(self, code: str, line: Line, column: str, **parameters: str) -> None:
        place = Place(line.sheet, line.number, column)
        self._findings.append(Finding(f"{self._sheet}.{code}", place, parameters))

    def keyed(self, line: Line) -> bool:
        """Whether the row has a key of its own."""
        key = line.get("key")
        if not key:
            self.note("key_missing", line, "key")
        elif key in self._keys:
            self.note("key_duplicate", line, "key", key=key)
        fresh = bool(key) and key not in self._keys
        self._keys.add(key)
        return fresh

    def one_of(self, line: Line, column: str, allowed: frozenset[str], usual: str) -> str:
        word = line.get(column).strip().lower() or usual
        if word not in allowed:
            self.note("unknown_word", line, column, word=word, allowed=" ".join(sorted(allowed)))
            return usual
        return word

    def expressions(self, line: Line, columns: tuple[str, ...], source: str, here: str) -> None:
        """Columns of sales and audit tables are not in the form, so those are only parsed."""
        for column in columns:
            text = line.get(column)
            if not text:
                continue
            if source == "interviews":
                found = check(text, self._layout, here, column)
            else:
                found = check_spelling(text, column)
            place = Place(line.sheet, line.number, column)
            self._findings += [replace(one, place=place) for one in found]

    def repeat(self, line: Line, name: str) -> str:
        """The path of the repeat a check looks at; empty for the whole interview."""
        if not name:
            return ""
        place = self._layout.find(name)
        if place is None or place.kind != "repeat":
            self.note("unknown_level", line, "level", level=name)
            return ""
        return place.path


def _indicator(reader: _Reader, line: Line) -> IndicatorRow:
    source = reader.one_of(line, "source", method.INDICATOR_SOURCES, "interviews")
    reader.expressions(line, _EXPRESSIONS, source, "")
    kind = reader.one_of(line, "kind", method.INDICATOR_KINDS, "rate")
    if not line.get("expression"):
        reader.note("expression_missing", line, "expression", key=line.get("key"))
    if kind == "ratio" and not line.get("denominator"):
        reader.note("denominator_missing", line, "denominator", key=line.get("key"))
    return IndicatorRow(
        key=line.get("key"),
        labels=line.texts("label"),
        kind=kind,
        source=source,
        base=line.get("base"),
        expression=line.get("expression"),
        denominator=line.get("denominator"),
        option_scores=_scores(reader, line),
        target=_target(reader, line),
        direction=reader.one_of(line, "direction", method.DIRECTIONS, ""),
        primary=is_truth(line.get("primary")),
        unit=line.get("unit"),
        primary_of=line.get("primary_of"),
        unclear=reader.one_of(line, "unclear", method.UNCLEAR, ""),
        unclear_when=line.get("unclear_when"),
        extra=line.extra(INDICATOR_COLUMNS),
    )


def _target(reader: _Reader, line: Line) -> float | None:
    text = line.get("target").removesuffix("%").strip()
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        reader.note("not_a_number", line, "target", text=text)
        return None


def _scores(reader: _Reader, line: Line) -> Mapping[str, float]:
    scores: dict[str, float] = {}
    for pair in line.get("option_scores").replace(",", " ").replace(";", " ").split():
        name, _, points = pair.partition("=")
        try:
            scores[name] = float(points)
        except ValueError:
            reader.note("not_a_number", line, "option_scores", text=pair)
    return scores


def _check(reader: _Reader, line: Line) -> CheckRow:
    level = line.get("level")
    here = reader.repeat(line, level)
    if not line.get("expression"):
        reader.note("expression_missing", line, "expression", key=line.get("key"))
    reader.expressions(line, ("expression",), "interviews", here)
    return CheckRow(
        key=line.get("key"),
        labels=line.texts("label"),
        expression=line.get("expression"),
        severity=reader.one_of(line, "severity", method.CHECK_SEVERITIES, "warning"),
        level=level,
        extra=line.extra(CHECK_COLUMNS),
    )
