"""Versions of questionnaires and their method: kept by content hash, published, frozen.

Indicator sets and checks are objects of their own, so that targets never travel to the field. The
first revision of an interview freezes them: a later set may replace a frozen one, and then says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from questionnaires.comparison import Difference, compare
from questionnaires.findings import errors
from questionnaires.library import open_shipped, shipped
from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import Questionnaire
from questionnaires.specials import spell_specials
from surveyapp.errors import SurveyError
from surveyapp.files import write_text
from surveyapp.findings.questionnaires import word_finding
from surveyapp.operators import Action
from surveyapp.revisions import canonical_json
from surveyapp.store.questionnaires import (
    CURRENT,
    MethodRow,
    add_method,
    add_questionnaire,
    count_begun,
    mark_published,
    read_methods,
    read_questionnaire,
    read_questionnaire_row,
    read_questionnaires,
)
from surveyapp.survey import Survey

if TYPE_CHECKING:
    from questionnaires.xlsform import Verdict

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
    from questionnaires.xlsform.faults import FaultFinder

    faults = errors(FaultFinder(open_questionnaire(survey, digest), {}).find())
    if faults:
        raise SurveyError("questionnaires.has-errors", errors=len(faults))
    if survey.info.legal_basis == "statutory" and not survey.info.header.is_complete:
        raise SurveyError("fieldwork.header-incomplete", title=row.title)
    with survey.store.transaction():
        mark_published(survey.store, digest, survey.clock.iso())
        survey.note("publish questionnaire", {"form": row.form_id, "hash": digest})


def open_questionnaire(survey: Survey, digest: str) -> Questionnaire:
    """The content of a version, which is exactly what its hash says."""
    found = read_questionnaire(survey.store, digest)
    if found is None:
        raise _unknown(survey, digest)
    if found.content_hash != digest:
        raise SurveyError("questionnaires.altered", title=found.title, hash=digest[:12])
    return found


@dataclass(frozen=True)
class Upgrade:
    """What a new version does to the interviews under way: how many, and question by question."""

    interviews: int
    differences: tuple[Difference, ...]

    def count(self, effect: str) -> int:
        """How many questions it does that to."""
        return sum(one.effect == effect for one in self.differences)


def compare_versions(survey: Survey, old: str, new: str) -> Upgrade:
    """Two versions, and how many interviews were begun with the old one."""
    before, after = open_questionnaire(survey, old), open_questionnaire(survey, new)
    return Upgrade(count_begun(survey.store, old), compare(before, after))


def judge_strictly(questionnaire: Questionnaire) -> Verdict:
    """What pyxform, and so Kobo and ODK, say of a questionnaire; with its XForm where it is valid.

    It takes up to a second, for lists of many thousands longer: never on the interface thread.
    """
    from questionnaires.xlsform import convert_strictly, write_workbook

    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_workbook(spell_specials(questionnaire), path)
        return convert_strictly(path)


def strict_reason(verdict: Verdict) -> str:
    """Why a form was refused: pyxform's own words, or ours where the file was not even opened."""
    if verdict.finding is None:
        return verdict.message
    return word_finding(verdict.finding.code, verdict.finding.parameters).sentence


def write_xform(questionnaire: Questionnaire, target: Path) -> Verdict:
    """Write the XForm for ODK; nothing is written where the strict converter refuses the form."""
    verdict = judge_strictly(questionnaire)
    if not verdict.valid:
        raise SurveyError("questionnaires.not-strict", message=strict_reason(verdict))
    write_text(target, verdict.xml)
    return verdict


def keep_indicators(survey: Survey, form_id: str, rows: Iterable[IndicatorRow]) -> MethodRow:
    """Make these the first indicator set of a form; analysis changes it with a reason."""
    return _keep(survey, INDICATORS, form_id, list(rows))


def keep_checks(survey: Survey, form_id: str, rows: Iterable[CheckRow]) -> MethodRow:
    """Make these the quality checks of a form."""
    return _keep(survey, CHECKS, form_id, list(rows))


def current_checks(survey: Survey, form_id: str) -> tuple[CheckRow, ...]:
    """The quality checks in force; empty where there are none."""
    for method in read_methods(survey.store, CHECKS, form_id):
        if method.state == CURRENT:
            return tuple(CheckRow(**plain) for plain in json.loads(method.body))
    return ()


def add_shipped(survey: Survey) -> tuple[str, ...]:
    """Keep the shipped questionnaires with their indicators and checks; gives their hashes."""
    from questionnaires.xlsform import read_workbook

    hashes: list[str] = []
    with survey.store.transaction():
        for name in shipped():
            with open_shipped(name) as path:
                reading = read_workbook(path)
            form_id = reading.questionnaire.form_id
            hashes.append(keep_questionnaire(survey, reading.questionnaire))
            if reading.indicators:
                keep_indicators(survey, form_id, reading.indicators)
            if reading.checks:
                keep_checks(survey, form_id, reading.checks)
    return tuple(hashes)


def _keep(
    survey: Survey, kind: str, form_id: str, rows: Sequence[IndicatorRow | CheckRow]
) -> MethodRow:
    survey.require(Action.DESIGN)
    body = canonical_json([_plain(row) for row in rows])
    digest = hashlib.sha256(body.encode()).hexdigest()
    known = read_methods(survey.store, kind, form_id)
    before = next((one for one in known if one.state == CURRENT), None)
    if before and before.hash == digest:
        return before
    replaces = before.hash if before else None
    # Who goes back to an earlier set goes back to that very object, frozen as it was.
    made = next(
        (replace(one, state=CURRENT) for one in known if one.hash == digest),
        MethodRow(digest, kind, form_id, body, CURRENT, survey.clock.iso(), None, replaces),
    )
    after_first = bool(before and before.frozen_at)
    with survey.store.transaction():
        add_method(survey.store, made)
        detail = {"form": form_id, "hash": digest, "replaces": replaces}
        survey.note(f"keep {kind}", {**detail, "after_first": after_first})
    return made


def _plain(row: IndicatorRow | CheckRow) -> dict[str, Any]:
    values = {column.name: getattr(row, column.name) for column in fields(row)}
    return {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()
    }


def _unknown(survey: Survey, digest: str) -> SurveyError:
    known = ", ".join(f"{one.form_id} {one.version}" for one in read_questionnaires(survey.store))
    return SurveyError("core.no-such-thing", kind="questionnaire", name=digest[:8], known=known)
