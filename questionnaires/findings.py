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

CODES: Mapping[str, Code] = MappingProxyType(_ANSWERS)
"""Every code that ``questionnaires`` can report."""


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings that block."""
    return tuple(finding for finding in findings if finding.is_error)
