"""What the designer asks of the survey's thread: read, keep, publish, write; touches no widget."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaires.editing.draft import Draft
from surveyapp.files import write_text, write_whole
from ui.designer.versions import Version

if TYPE_CHECKING:
    from questionnaires.method import IndicatorRow
    from questionnaires.xlsform import Reading, Verdict
    from surveyapp.progress import Progress
    from surveyapp.survey import StatutoryHeader, Survey, SurveyInfo


@dataclass(frozen=True)
class DeskForm:
    """A form as the page offers it: its draft or newest version, and all versions."""

    slot: str
    draft: Draft
    is_kept: bool
    """Whether there are changes that no version holds."""
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True)
class Desk:
    """Everything on the page."""

    forms: tuple[DeskForm, ...]
    info: SurveyInfo


def read_desk(survey: Survey) -> Desk:
    """The forms with their drafts and versions; the one that carries the indicators first."""
    from surveyapp.fieldwork.design_drafts import read_designs
    from surveyapp.store.drafts import read_drafts
    from surveyapp.store.interviews import read_interviews
    from surveyapp.store.questionnaires import read_questionnaires

    finished = Counter(one.questionnaire for one in read_interviews(survey.store))
    under_way = Counter(one.questionnaire for one in read_drafts(survey.store))
    versions: dict[str, list[Version]] = {}
    for row in read_questionnaires(survey.store):
        version = Version(row, finished[row.hash], under_way[row.hash])
        versions.setdefault(row.form_id, []).append(version)
    designs = read_designs(survey)
    forms: list[DeskForm] = []
    for slot in dict.fromkeys((*designs, *versions)):
        known = tuple(versions.get(slot, ()))
        if slot in designs:
            forms.append(DeskForm(slot, designs[slot], True, known))
        elif known:
            forms.append(DeskForm(slot, draft_of(survey, known[0].row.hash), False, known))
    forms.sort(key=lambda one: not one.draft.indicators)
    return Desk(tuple(forms), survey.info)


def draft_of(survey: Survey, digest: str) -> Draft:
    """A version as the beginning of a draft, with the method in force."""
    from surveyapp.fieldwork.questionnaires import current_checks, open_questionnaire

    form = open_questionnaire(survey, digest)
    return Draft(
        form,
        tuple(indicators_of(survey, form.form_id)),
        tuple(current_checks(survey, form.form_id)),
        digest,
    )


def indicators_of(survey: Survey, form_id: str) -> Sequence[IndicatorRow]:
    """The indicator set in force, where it is this form's."""
    from surveyapp.analysis.indicator_sets import current_indicators

    found = current_indicators(survey)
    return found.indicators if found.form_id == form_id else ()


def take_version(digest: str, survey: Survey, _progress: Progress) -> Draft:
    """A version to go on from."""
    return draft_of(survey, digest)


def keep(slot: str, draft: Draft | None, survey: Survey, _progress: Progress) -> None:
    """Keep the draft in the survey's file."""
    from surveyapp.fieldwork.design_drafts import keep_design

    keep_design(survey, slot, draft)


def forget(slot: str, survey: Survey, _progress: Progress) -> None:
    """Drop the draft: the newest version is shown again."""
    from surveyapp.fieldwork.design_drafts import keep_design

    keep_design(survey, slot, None)


def publish(slot: str, draft: Draft, reason: str, survey: Survey, _progress: Progress) -> str:
    """Make the draft a published version; changed indicators need a reason once asking began."""
    from surveyapp.analysis.indicator_sets import store_indicators
    from surveyapp.fieldwork.design_drafts import publish_design

    form_id = draft.form.form_id
    with survey.store.transaction():
        if draft.indicators and tuple(indicators_of(survey, form_id)) != draft.indicators:
            store_indicators(survey, form_id, draft.indicators, reason)
        return publish_design(survey, slot, draft)


def import_workbook(path: Path, survey: Survey, _progress: Progress) -> Reading:
    """Read a workbook and mend nothing: what is wrong stands in the problems afterwards."""
    from questionnaires.xlsform import read_workbook

    del survey
    reading = read_workbook(path)
    # The window asks for it at once: worked out here, it does not stop there.
    _ = reading.questionnaire.content_hash
    return reading


def export_workbook(path: Path, draft: Draft, survey: Survey, _progress: Progress) -> Path:
    """Write the draft as it is."""
    from questionnaires.xlsform import workbook_of

    del survey
    path = path.with_suffix(".xlsx")
    write_whole(path, workbook_of(draft.form, draft.indicators, draft.checks))
    return path


def judge_strictly(draft: Draft, _progress: Progress) -> Verdict:
    """What the converter of Kobo and ODK says of the draft."""
    from questionnaires.xlsform import convert_strictly, write_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_workbook(draft.form, path)
        return convert_strictly(path)


def export_xform(path: Path, draft: Draft, progress: Progress) -> Path | Verdict:
    """Write the draft as XForm; the verdict where it cannot be."""
    verdict = judge_strictly(draft, progress)
    if not verdict.valid:
        return verdict
    path = path.with_suffix(".xml")
    write_text(path, verdict.xml)
    return path


def write_on_paper(
    path: Path, draft: Draft, language: str, survey: Survey, _progress: Progress
) -> Path:
    """Write the draft as PDF or Word."""
    from surveyapp.publication.paper import write_paper

    write_paper(survey, draft.form, path, language)
    return path


def fill_header(header: StatutoryHeader, survey: Survey, _progress: Progress) -> SurveyInfo:
    """Keep the statutory header."""
    from surveyapp.fieldwork.design_drafts import change_header

    change_header(survey, header)
    return survey.info


def read_into(draft: Draft, reading: Reading) -> Draft:
    """The draft with the form of a workbook; method sheets it lacks stay."""
    return replace(
        draft,
        form=reading.questionnaire,
        indicators=reading.indicators or draft.indicators,
        checks=reading.checks or draft.checks,
    )
