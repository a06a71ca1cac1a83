"""The indicator set: what is estimated, against which target; versioned, hashed, frozen in time.

Definition, base and primary variant freeze with the first interview. A later change is possible,
needs a reason, and is listed for the report.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from questionnaires.method import IndicatorRow
from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.store.interviews import read_interviews
from surveyapp.store.journal import read_entries
from surveyapp.store.questionnaires import CURRENT, MethodRow, add_method, read_methods
from surveyapp.survey import Survey

INDICATORS = "indicators"
_CHANGED = "change indicators"
_WORDS = ("labels",)
"""Fields that name an indicator without defining it."""


@dataclass(frozen=True)
class IndicatorSet:
    """The indicators in force, under the hash of their canonical text."""

    hash: str
    form_id: str
    indicators: tuple[IndicatorRow, ...]
    frozen_at: str | None
    changed_after_start: bool

    @property
    def primaries(self) -> tuple[IndicatorRow, ...]:
        """Those that carry the official verdicts."""
        return tuple(one for one in self.indicators if one.primary)

    def indicator(self, key: str) -> IndicatorRow:
        """One indicator by its key."""
        for one in self.indicators:
            if one.key == key:
                return one
        raise SurveyError("analysis.no-such-indicator", indicator=key)

    def of_source(self, source: str) -> tuple[IndicatorRow, ...]:
        """Those measured by ``interviews``, ``sales`` or ``audit``."""
        return tuple(one for one in self.indicators if one.source == source)


@dataclass(frozen=True)
class IndicatorChange:
    """A definition changed after the first interview: what the report has to print."""

    at: str
    operator_id: str
    key: str
    changed: tuple[str, ...]
    reason: str


def current_indicators(survey: Survey) -> IndicatorSet:
    """The set in force; it belongs to the form that carries a method."""
    methods = [row for row in read_methods(survey.store, INDICATORS) if row.state == CURRENT]
    filled = [row for row in methods if json.loads(row.body)]
    if not filled:
        raise SurveyError("analysis.no-indicators")
    rows = tuple(one for row in filled for one in read_body(row.body))
    first = filled[0]
    return IndicatorSet(
        first.hash, first.form_id, rows, first.frozen_at, bool(read_indicator_changes(survey))
    )


def store_indicators(
    survey: Survey, form_id: str, rows: Sequence[IndicatorRow], reason: str = ""
) -> IndicatorSet:
    """Put a set in force. After the first interview it needs a reason, which is kept."""
    survey.require(Action.DESIGN)
    before = next(
        (row for row in read_methods(survey.store, INDICATORS, form_id) if row.state == CURRENT),
        None,
    )
    changes = _differences(read_body(before.body) if before else (), rows) if before else {}
    begun = bool(read_interviews(survey.store, form_id))
    if begun and changes and not reason.strip():
        raise SurveyError("analysis.change-needs-reason", keys=", ".join(changes))
    body = write_body(rows)
    at = survey.clock.iso()
    frozen = before.frozen_at if before else None
    with survey.store.transaction():
        add_method(
            survey.store,
            MethodRow(
                hashlib.sha256(body.encode()).hexdigest(),
                INDICATORS,
                form_id,
                body,
                CURRENT,
                at,
                (frozen or at) if begun else frozen,
                before.hash if before else None,
            ),
        )
        detail = {"form": form_id, "after_start": begun, "reason": reason, "changed": changes}
        survey.note(_CHANGED, detail)
    return current_indicators(survey)


def read_indicator_changes(survey: Survey) -> tuple[IndicatorChange, ...]:
    """Every change of a definition made after the first interview, the oldest first."""
    found = [
        IndicatorChange(
            entry.at, entry.operator_id, key, tuple(changed), str(entry.detail["reason"])
        )
        for entry in read_entries(survey.store, 1_000_000)
        if entry.action == _CHANGED and entry.detail["after_start"]
        for key, changed in entry.detail["changed"].items()
    ]
    return tuple(reversed(found))


def write_body(rows: Sequence[IndicatorRow]) -> str:
    """The canonical text of a set."""
    plain = [_plain(row) for row in rows]
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read_body(text: str) -> tuple[IndicatorRow, ...]:
    """Read a stored set."""
    known = {field.name for field in fields(IndicatorRow)}
    return tuple(
        IndicatorRow(**{name: value for name, value in plain.items() if name in known})
        for plain in json.loads(text)
    )


def _differences(
    before: Sequence[IndicatorRow], after: Sequence[IndicatorRow]
) -> Mapping[str, list[str]]:
    """Fields that define an indicator and were changed, by key; new and dropped ones too."""
    old, new = ({row.key: _definition(row) for row in rows} for rows in (before, after))
    changes: dict[str, list[str]] = {}
    for key in (*old, *(key for key in new if key not in old)):
        one, other = old.get(key, {}), new.get(key, {})
        changed = [name for name in {**one, **other} if one.get(name) != other.get(name)]
        if changed:
            changes[key] = changed
    return changes


def _definition(row: IndicatorRow) -> dict[str, Any]:
    return {name: value for name, value in _plain(row).items() if name not in _WORDS}


def _plain(row: IndicatorRow) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {n: dict(value) if isinstance(value, Mapping) else value for n, value in values.items()}
