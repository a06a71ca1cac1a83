"""Findings: what is wrong, where, and the figures in it; never a sentence.

``surveyapp`` words every code in both languages. ``CODES`` lists them all, so that a test there can
show that none is left without words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Place:
    """Where a finding lies: a cell of a workbook (``row`` counts from 1) or a path of a form."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    path: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing to tell a person; equal findings are the same finding."""

    code: str
    place: Place = field(default_factory=Place)
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """``error`` (blocks), ``warning`` (can be overridden or mended) or ``note``."""
        return CODES[self.code].severity

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def parameter(self, name: str) -> str:
        """One parameter; empty where the finding does not carry it."""
        return self.parameters.get(name, "")


@dataclass(frozen=True)
class Code:
    """How grave a finding of this code is, which parameters it carries, if ``repair`` mends it."""

    severity: str
    parameters: tuple[str, ...] = ()
    repairable: bool = False


def _code(severity: str, *parameters: str) -> Code:
    return Code(severity, parameters)


def _mendable(severity: str, *parameters: str) -> Code:
    return Code(severity, parameters, repairable=True)


_ANSWERS = {
    # ``message`` is the questionnaire's own wording in the interview's language, where it has one.
    "answer.required": _code("error", "message"),
    "answer.constraint": _code("error", "message", "expression"),
    "answer.soft_check": _code("warning", "message", "expression"),
    "answer.not_a_number": _code("error", "value"),
    "answer.not_an_integer": _code("error", "value"),
    "answer.not_a_date": _code("error", "value"),
    "answer.not_a_time": _code("error", "value"),
    "answer.not_a_datetime": _code("error", "value"),
    "answer.not_a_place": _code("error", "value"),
    "answer.not_a_choice": _code("error", "value"),
    "answer.not_one_value": _code("error", "value"),
    "answer.not_a_ranking": _code("error", "value"),
    "answer.out_of_range": _code("error", "value", "start", "end"),
    "answer.read_only": _code("error"),
    "answer.not_asked": _code("error"),
    "answer.unknown_question": _code("error"),
    "answer.refusal_not_allowed": _code("error"),
    "answer.dont_know_not_allowed": _code("error"),
    "answer.repeat_is_counted": _code("error"),
    "answer.expression_failed": _code("error", "column", "expression", "reason"),
    "answer.unsettled": _code("error"),
}

_WORKBOOKS = {
    "workbook.unknown_kind": _code("error", "suffix"),
    "workbook.unreadable": _code("error", "reason"),
    "workbook.too_large": _code("error", "what", "limit"),
    "workbook.entities": _code("error"),
    "workbook.no_survey_sheet": _code("error"),
    "workbook.too_many_rows": _code("error", "limit"),
    "workbook.cell_too_long": _code("error", "limit"),
    "workbook.formulas": _code("note"),
    "workbook.sheet_kept": _code("note"),
    "workbook.sheet_dropped": _code("warning", "limit"),
    "header.duplicate": _mendable("warning", "name"),
    "header.kept": _code("note", "name"),
    "text.reference_blanks": _mendable("warning", "text"),
    "text.html_entities": _mendable("warning", "text"),
}
_SURVEYS = {
    "survey.type_missing": _code("error", "name"),
    "survey.type_unknown": _code("error", "type", "nearest"),
    "survey.type_surveycto": _mendable("error", "type", "becomes"),
    "survey.row_disabled": _code("note", "name"),
    "survey.name_missing": _mendable("error", "type"),
    "survey.note_named": _code("note", "name"),
    "survey.name_invalid": _mendable("error", "name"),
    "survey.name_duplicate": _mendable("error", "name"),
    "survey.other_with_filter": _code("warning", "name"),
    "survey.too_deep": _code("error", "limit"),
    "survey.group_unclosed": _mendable("error", "name"),
    "survey.group_named_meta": _mendable("error", "name"),
    "survey.end_without_begin": _mendable("error", "type"),
    "survey.end_mismatched": _mendable("error", "type", "open", "name"),
    "survey.matrix_too_large": _code("error", "name", "limit"),
    "survey.too_many_faults": _code("error", "limit"),
    "survey.matrix_expanded": _code("note", "type", "name"),
    "survey.media_ignored": _code("note"),
    "survey.label_missing": _code("warning", "name"),
    "survey.calculation_missing": _code("error", "name"),
    "survey.list_missing": _mendable("error", "list", "name"),
    "survey.file_missing": _code("warning", "file"),
    "survey.reference_unknown": _code("error", "name"),
    "survey.function_surveycto": _mendable("note", "name", "becomes"),
    "survey.function_not_in_odk": _code("note", "name"),
    "survey.reference_ambiguous": _code("warning", "name", "paths"),
    "survey.select_from_answers": _code("warning", "name"),
    "survey.file_named_like_list": _code("warning", "file", "list"),
    "survey.cycle": _code("warning", "paths"),
    "survey.nothing_asked": _code("error"),
    "text.translation_missing": _code("warning", "language", "count"),
    "choices.list_name_missing": _code("error", "name"),
    "choices.name_missing": _mendable("error", "list"),
    "choices.name_with_blank": _mendable("warning", "list", "name"),
    "choices.name_duplicate": _mendable("error", "list", "name"),
    "choices.label_missing": _code("warning", "list", "name"),
    "choices.list_unused": _code("note", "list"),
    "choices.special_code": _mendable("note", "list", "name", "label", "means"),
}


def _method(sheet: str) -> dict[str, Code]:
    """The codes that both sheets of method share."""
    return {
        f"{sheet}.key_missing": _code("error"),
        f"{sheet}.key_duplicate": _code("error", "key"),
        f"{sheet}.unknown_word": _code("error", "word", "allowed"),
        f"{sheet}.expression_missing": _code("error", "key"),
    }


_METHODS = {
    **_method("indicators"),
    **_method("checks"),
    "indicators.denominator_missing": _code("error", "key"),
    "indicators.not_a_number": _code("error", "text"),
    "checks.unknown_level": _code("error", "level"),
}

_EXPRESSION = ("expression", "position")
_EXPRESSIONS = {
    "expression.empty": _code("error", *_EXPRESSION),
    "expression.too_long": _code("error", *_EXPRESSION, "length", "limit"),
    "expression.too_deep": _code("error", *_EXPRESSION, "limit"),
    "expression.unexpected_character": _code("error", *_EXPRESSION, "found"),
    "expression.unexpected_token": _code("error", *_EXPRESSION, "found", "expected"),
    "expression.missing_operand": _code("error", *_EXPRESSION),
    "expression.unclosed_bracket": _code("error", *_EXPRESSION),
    "expression.unclosed_text": _code("error", *_EXPRESSION),
    "expression.unclosed_reference": _code("error", *_EXPRESSION),
    "expression.curly_quote": _mendable("error", *_EXPRESSION, "found"),
    "expression.html_entity": _mendable("error", *_EXPRESSION, "found"),
    "expression.doubled_operator": _code("error", *_EXPRESSION, "found"),
    "expression.unsupported_axis": _code("error", *_EXPRESSION, "found"),
    "expression.unsupported_path": _code("error", *_EXPRESSION),
    "expression.unknown_reference": _code("error", *_EXPRESSION, "name", "nearest"),
    "expression.unknown_function": _code("error", *_EXPRESSION, "name", "nearest"),
    "expression.unknown_list": _code("error", *_EXPRESSION, "name"),
    "expression.wrong_argument_count": _code(
        "error", *_EXPRESSION, "name", "found", "least", "most"
    ),
    "expression.unsupported_function": _code("error", *_EXPRESSION, "name"),
    "expression.not_a_nodeset": _code("error", *_EXPRESSION),
    "expression.not_a_question": _code("error", *_EXPRESSION),
    "expression.not_a_value": _code("error", *_EXPRESSION, "name"),
    "expression.bad_indexed_repeat": _code("error", *_EXPRESSION),
    "expression.unknown_choice": _code("warning", *_EXPRESSION, "name", "code", "list", "nearest"),
    "expression.repeated_without_index": _code("warning", *_EXPRESSION, "name"),
    "expression.counts_this_instance": _code("warning", *_EXPRESSION, "name"),
    "expression.bare_name": _code("warning", *_EXPRESSION, "name"),
}

CODES: Mapping[str, Code] = MappingProxyType(
    _ANSWERS | _WORKBOOKS | _SURVEYS | _METHODS | _EXPRESSIONS
)
"""Every code that ``questionnaires`` can report."""


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings that block."""
    return tuple(finding for finding in findings if finding.is_error)
