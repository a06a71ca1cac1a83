"""Versions of questionnaires and their method: kept by content hash, published, frozen.

Indicator sets and checks are objects of their own, so that targets never travel to the field. The
first revision of an interview freezes them: a later set may replace a frozen one, and then says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import Questionnaire
from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.revisions import canonical_json
from surveyapp.store.questionnaires import (
    CURRENT,
    MethodRow,
    add_method,
    add_questionnaire,
    mark_published,
    read_methods,
    read_questionnaire,
    read_questionnaire_row,
    read_questionnaires,
)
from surveyapp.survey import Survey

INDICATORS, CHECKS = "indicators", "checks"


def keep_questionnaire(
    survey: Survey, questionnaire: Questionnaire, based_on: str | None = None
) -> str:
    """Keep a version and give its content hash; the same content again changes nothing."""
    survey.require(Action.DESIGN)
    with survey.store.transaction():
        digest = add_questionnaire(
            survey.store, questionnaire, survey.clock.iso(), based_on=based_on
        )
        survey.note("keep questionnaire", {"form": questionnaire.form_id, "hash": digest})
    return digest


def publish_questionnaire(survey: Survey, digest: str) -> None:
    """Let a version go to the field; from now on it never changes.

    A statutory survey needs its whole statutory header (统计法, 2024, art. 17).
    """
    survey.require(Action.DESIGN)
    row = read_questionnaire_row(survey.store, digest)
    if row is None:
        raise _unknown(survey, digest)
    if survey.info.legal_basis == "statutory" and not survey.info.header.is_complete:
        raise SurveyError("fieldwork.header-incomplete", title=row.title)
    with survey.store.transaction():
        mark_published(survey.store, digest, survey.clock.iso())
        survey.note("publish questionnaire", {"form": row.form_id, "hash": digest})


def open_questionnaire(survey: Survey, digest: str) -> Questionnaire:
    """The content of a version."""
    found = read_questionnaire(survey.store, digest)
    if found is None:
        raise _unknown(survey, digest)
    return found


def keep_indicators(survey: Survey, form_id: str, rows: Iterable[IndicatorRow]) -> MethodRow:
    """Make these the indicator set of a form."""
    return _keep(survey, INDICATORS, form_id, list(rows))


def keep_checks(survey: Survey, form_id: str, rows: Iterable[CheckRow]) -> MethodRow:
    """Make these the quality checks of a form."""
    return _keep(survey, CHECKS, form_id, list(rows))


def current_indicators(survey: Survey, form_id: str) -> tuple[IndicatorRow, ...]:
    """The indicator set in force; empty where there is none."""
    return tuple(_indicator(row) for row in _current(survey, INDICATORS, form_id))


def current_checks(survey: Survey, form_id: str) -> tuple[CheckRow, ...]:
    """The quality checks in force; empty where there are none."""
    return tuple(_check(row) for row in _current(survey, CHECKS, form_id))


def indicators_of(method: MethodRow) -> tuple[IndicatorRow, ...]:
    """The indicators of a set, the current one or an earlier."""
    return tuple(_indicator(row) for row in _rows(method.body))


def checks_of(method: MethodRow) -> tuple[CheckRow, ...]:
    """The checks of a method object, the current one or an earlier."""
    return tuple(_check(row) for row in _rows(method.body))


def _keep(
    survey: Survey, kind: str, form_id: str, rows: list[IndicatorRow] | list[CheckRow]
) -> MethodRow:
    survey.require(Action.DESIGN)
    body = canonical_json({"kind": kind, "form": form_id, "rows": [_plain(row) for row in rows]})
    digest = hashlib.sha256(body.encode()).hexdigest()
    before = next((one for one in _methods(survey, kind, form_id) if one.state == CURRENT), None)
    if before and before.hash == digest:
        return before
    known = next((one for one in _methods(survey, kind, form_id) if one.hash == digest), None)
    replaces = before.hash if before else None
    made = MethodRow(digest, kind, form_id, body, CURRENT, survey.clock.iso(), None, replaces)
    made = replace(known, state=CURRENT) if known else made
    frozen = bool(before and before.frozen_at)
    with survey.store.transaction():
        add_method(survey.store, made)
        survey.note(
            f"keep {kind}",
            {"form": form_id, "hash": digest, "replaces": replaces, "after_first": frozen},
        )
    return made


def _methods(survey: Survey, kind: str, form_id: str) -> list[MethodRow]:
    return read_methods(survey.store, kind, form_id)


def _current(survey: Survey, kind: str, form_id: str) -> tuple[Mapping[str, Any], ...]:
    for method in _methods(survey, kind, form_id):
        if method.state == CURRENT:
            return _rows(method.body)
    return ()


@lru_cache(maxsize=32)
def _rows(body: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(json.loads(body)["rows"])


def _plain(row: IndicatorRow | CheckRow) -> dict[str, Any]:
    """Only what differs from the default, so that new columns keep old hashes."""
    plain: dict[str, Any] = {"key": row.key}
    for column in fields(row):
        value = getattr(row, column.name)
        value = dict(value) if isinstance(value, Mapping) else value
        if value != _default(column):
            plain[column.name] = value
    return plain


def _default(column: Field[Any]) -> Any:
    return {} if column.default is MISSING else column.default


def _indicator(plain: Mapping[str, Any]) -> IndicatorRow:
    return IndicatorRow(**_frozen(plain))


def _check(plain: Mapping[str, Any]) -> CheckRow:
    return CheckRow(**_frozen(plain))


def _frozen(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: MappingProxyType(value) if isinstance(value, dict) else value
        for name, value in plain.items()
    }


def _unknown(survey: Survey, digest: str) -> SurveyError:
    known = ", ".join(f"{one.form_id} {one.version}" for one in read_questionnaires(survey.store))
    return SurveyError("core.no-such-thing", kind="questionnaire", name=digest[:8], known=known)
