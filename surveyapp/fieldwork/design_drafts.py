"""Questionnaires being edited: kept in the survey file from moment to moment, published in the end.

A draft is a setting of its own and no version: versions are named by their content and would be
one more with every letter. The journal says when a version was kept, not how it was typed.
"""

from __future__ import annotations

import json
from dataclasses import replace

from questionnaires.editing.draft import Draft
from questionnaires.editing.problems import find_problems
from questionnaires.model import Questionnaire
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.questionnaires import (
    keep_checks,
    keep_indicators,
    keep_questionnaire,
    publish_questionnaire,
)
from surveyapp.operators import Action
from surveyapp.store.questionnaires import read_questionnaires
from surveyapp.store.settings import read_settings, write_settings
from surveyapp.survey import StatutoryHeader, Survey

_PREFIX = "designing:"


def keep_design(survey: Survey, slot: str, draft: Draft | None) -> None:
    """Keep a draft under the form id it was opened with; ``None`` forgets it. Committed at once."""
    survey.require(Action.DESIGN)
    body = None if draft is None else draft.to_json()
    write_settings(survey.store, {f"{_PREFIX}{slot}": body})
    # Nothing that a page shows has changed: no page is to read again with every letter typed.
    survey.store.touched.discard("setting")


def read_designs(survey: Survey) -> dict[str, Draft]:
    """The drafts under way, by the form id they were opened with."""
    found: dict[str, Draft] = {}
    for name, body in read_settings(survey.store).items():
        if name.startswith(_PREFIX) and body:
            try:
                found[name.removeprefix(_PREFIX)] = Draft.from_json(body)
            except (ValueError, json.JSONDecodeError) as trouble:
                slot = name.removeprefix(_PREFIX)
                raise SurveyError("fieldwork.design-unreadable", form=slot) from trouble
    return found


def publish_design(survey: Survey, slot: str, draft: Draft) -> str:
    """Make a draft a version and publish it; gives its hash.

    A version number that an earlier version of the form has is replaced by today's.
    """
    survey.require(Action.DESIGN)
    errors = sum(one.is_error for one in find_problems(draft))
    if errors:
        raise SurveyError("questionnaires.has-errors", errors=errors)
    form = numbered(survey, draft.form)
    with survey.store.transaction():
        digest = keep_questionnaire(survey, form, draft.based_on or None)
        if draft.indicators:
            keep_indicators(survey, form.form_id, draft.indicators)
        if draft.checks:
            keep_checks(survey, form.form_id, draft.checks)
        publish_questionnaire(survey, digest)
        keep_design(survey, slot, None)
    return digest


def numbered(survey: Survey, form: Questionnaire) -> Questionnaire:
    """The form with a version number that no other version of it has."""
    others = {
        row.version
        for row in read_questionnaires(survey.store, form.form_id)
        if row.hash != form.content_hash
    }
    if form.version and form.version not in others:
        return form
    day = survey.clock.iso()[:10].replace("-", "")
    fresh = next(name for n in range(1, 1000) if (name := f"{day}{n:02}") not in others)
    return replace(form, version=fresh)


def change_header(survey: Survey, header: StatutoryHeader) -> None:
    """Fill in the statutory header: 表号, 制定机关, 批准文号, 有效期."""
    survey.require(Action.DESIGN)
    plain = dict(survey.setting("survey"))
    fields = ("form_number", "issued_by", "approval_number", "valid_until")
    plain["header"] = {name: getattr(header, name) for name in fields}
    survey.change_settings({"survey": plain})
