"""``surveyapp questionnaires``: read workbooks, check and keep them, publish, write, compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from questionnaires import findings
from questionnaires.library import QUESTION_BANK, open_shipped
from questionnaires.method import IndicatorRow
from questionnaires.specials import absorb_specials, find_specials, spell_specials
from questionnaires.xlsform import (
    Reading,
    convert_strictly,
    read_workbook,
    repair,
    workbook_of,
)
from surveyapp.analysis.indicator_sets import INDICATORS, read_body, store_indicators
from surveyapp.cli import questionnaire_edits
from surveyapp.cli.common import json_option, show, width_of, with_survey
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.questionnaires import (
    compare_versions,
    current_checks,
    keep_checks,
    keep_questionnaire,
    open_questionnaire,
    publish_questionnaire,
    strict_reason,
    write_xform,
)
from surveyapp.files import write_text, write_whole
from surveyapp.findings.questionnaires import word_finding
from surveyapp.store.questionnaires import CURRENT, read_methods, read_questionnaires
from surveyapp.survey import Survey
from surveyapp.words import N_, _, text_of

_SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
_STATES = {"draft": N_("draft"), "published": N_("published")}
_CHANGES = {
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
    "moved": N_("moved"),
}
_EFFECTS = {
    "same": N_("answers stand as they are"),
    "recoded": N_("answers need a decision"),
    "missing_by_design": N_("not asked in one version"),
}
_DETAILS = {
    "added": N_("choices added"),
    "removed": N_("choices removed"),
    "relabelled": N_("choices with another text"),
}
_SHORT = 12
"""Digits of a hash that are printed; as many as tell versions apart are enough to name one."""


@dataclass(frozen=True)
class Told:
    """A finding in words, with the cell it is about."""

    severity: str
    code: str
    sheet: str
    row: int
    column: str
    sentence: str
    remedy: str
    excerpt: str = ""
    """The expression with a mark below the place that is meant."""


@dataclass(frozen=True)
class BankQuestion:
    """A question of the bank."""

    name: str
    kind: str
    label: str


_workbook = click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE"
)
_mend = click.option("--repair", "mend", is_flag=True, help=_("Mend what can be mended safely."))


@click.group("questionnaires", help=_("Read, check, keep, publish and write questionnaires."))
def commands() -> None:
    """All commands of the group."""


@commands.command("list", help=_("Print the versions kept in the survey."))
@with_survey
@json_option
def list_versions(survey: Survey, as_json: bool) -> None:
    """Print every version, the newest first."""
    rows = read_questionnaires(survey.store)
    if not as_json:
        rows = [
            replace(row, hash=row.hash[:_SHORT], state=_(_STATES.get(row.state, row.state)))
            for row in rows
        ]
    show(rows, as_json=as_json, columns=("hash", "form_id", "version", "state", "title"))


@commands.command("check", help=_("Print what is wrong with a workbook; no survey is needed."))
@_workbook
@_mend
@json_option
def check(file: Path, mend: bool, as_json: bool) -> None:
    """Read a workbook and print its findings."""
    reading = _read(file, mend)
    _tell(reading, as_json)
    _refuse_errors(reading)


@commands.command("add", help=_("Keep a workbook's questionnaire with its indicators and checks."))
@with_survey
@_workbook
@_mend
@click.option("--reason", default="", help=_("Why indicators change after the first interview."))
@click.option(
    "--codes", is_flag=True, help=_("Read codes such as 98 and 99 as refused and don’t know.")
)
@json_option
def add(survey: Survey, file: Path, mend: bool, reason: str, codes: bool, as_json: bool) -> None:
    """Keep what a workbook says, where it has no errors."""
    reading = _read(file, mend)
    if codes:
        reading = replace(reading, questionnaire=absorb_specials(reading.questionnaire))
    _tell(reading, as_json)
    _refuse_errors(reading)
    form_id = reading.questionnaire.form_id
    with survey.store.transaction():
        digest = keep_questionnaire(survey, reading.questionnaire)
        if reading.indicators and reading.indicators != _indicators(survey, form_id):
            store_indicators(survey, form_id, reading.indicators, reason)
        if reading.checks:
            keep_checks(survey, form_id, reading.checks)
    if not as_json:
        click.echo(_("“{name}” is kept as {hash}.").format(name=form_id, hash=digest[:_SHORT]))


@commands.command("publish", help=_("Let a version go to the field; it never changes again."))
@with_survey
@click.argument("version", metavar="HASH")
def publish(survey: Survey, version: str) -> None:
    """Publish a version."""
    digest = _find(survey, version)
    publish_questionnaire(survey, digest)
    click.echo(_("{hash} is published.").format(hash=digest[:_SHORT]))


@commands.command("write", help=_("Write a version with its indicators and checks as .xlsx."))
@with_survey
@click.argument("version", metavar="HASH")
@click.argument("target", type=click.Path(path_type=Path), metavar="TARGET.xlsx")
@click.option(
    "--codes", is_flag=True, help=_("Write refused and don’t know as choices, for Kobo and ODK.")
)
def write(survey: Survey, version: str, target: Path, codes: bool) -> None:
    """Write a workbook."""
    questionnaire = open_questionnaire(survey, _find(survey, version))
    if codes:
        questionnaire = spell_specials(questionnaire)
    form_id = questionnaire.form_id
    method = (_indicators(survey, form_id), current_checks(survey, form_id))
    write_whole(target, workbook_of(questionnaire, *method))
    click.echo(_("“{name}” is written.").format(name=target.name))


@commands.command("paper", help=_("Write a version as a paper form: .pdf or .docx."))
@with_survey
@click.argument("version", metavar="HASH")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    help=_("Where to write it: .pdf or .docx."),
)
@click.option("--language", default="", help=_("Language of the form, for example zh or en."))
def paper(survey: Survey, version: str, target: Path, language: str) -> None:
    """Write a form on paper."""
    from surveyapp.publication.paper import write_paper

    write_paper(survey, open_questionnaire(survey, _find(survey, version)), target, language)
    click.echo(_("“{name}” is written.").format(name=target.name))


@commands.command("compare", help=_("Print what differs between two versions."))
@with_survey
@click.argument("old", metavar="OLD-HASH")
@click.argument("new", metavar="NEW-HASH")
@json_option
def compare_two(survey: Survey, old: str, new: str, as_json: bool) -> None:
    """Print the questions that differ and what becomes of their answers."""
    found = compare_versions(survey, _find(survey, old), _find(survey, new))
    if as_json:
        show(found, as_json=True)
        return
    for one in found.differences:
        columns = f" ({', '.join(one.fields)})" if one.fields else ""
        click.echo(f"{one.path}: {_(_CHANGES[one.what])}{columns} – {_(_EFFECTS[one.effect])}")
        for what, names in (one.details or {}).items():
            click.echo(f"    {_(_DETAILS[what])}: {', '.join(names)}")
    if not found.differences:
        click.echo(_("Both versions ask the same."))
        return
    click.echo(_("Interviews begun with the old version: {n}.").format(n=found.interviews))
    for effect, words in _EFFECTS.items():
        click.echo(f"  {_(words)}: {found.count(effect)}")


@commands.command("verdict", help=_("Print what the strict converter of Kobo and ODK says."))
@_workbook
@click.option(
    "--xform", "target", type=click.Path(path_type=Path), help=_("Write the XForm to this file.")
)
def verdict(file: Path, target: Path | None) -> None:
    """Convert a workbook strictly."""
    found = convert_strictly(file)
    for warning in found.warnings:
        click.echo(f"{_('Warning')}: {warning}")
    if not found.valid:
        raise SurveyError("questionnaires.not-strict", message=strict_reason(found))
    click.echo(_("Kobo and ODK accept the workbook."))
    if target:
        write_text(target, found.xml)
        click.echo(_("“{name}” is written.").format(name=target.name))


@commands.command("xform", help=_("Write a version as an XForm (XML) for ODK."))
@with_survey
@click.argument("version", metavar="HASH")
@click.argument("target", type=click.Path(path_type=Path), metavar="TARGET.xml")
def xform(survey: Survey, version: str, target: Path) -> None:
    """Write the XForm of a version."""
    write_xform(open_questionnaire(survey, _find(survey, version)), target)
    click.echo(_("“{name}” is written.").format(name=target.name))


@commands.command("specials", help=_("Print which codes mean refused or don’t know."))
@_workbook
@json_option
def specials(file: Path, as_json: bool) -> None:
    """Show the mapping of codes such as 98 and 99."""
    found = find_specials(read_workbook(file).questionnaire)
    show(found, as_json=as_json)


@commands.command("bank", help=_("Print the questions to copy from, or write their workbook."))
@click.option("--to", "target", type=click.Path(path_type=Path), help=_("Write it to this file."))
@json_option
def bank(target: Path | None, as_json: bool) -> None:
    """Print the question bank."""
    with open_shipped(QUESTION_BANK) as path:
        reading = read_workbook(path)
        if target:
            write_whole(target, path.read_bytes())
            click.echo(_("“{name}” is written.").format(name=target.name))
            return
    questions = [
        BankQuestion(one.name, one.kind, text_of(one.labels))
        for _path, one in reading.questionnaire.questions()
    ]
    show(questions, as_json=as_json)


for _edit in (
    questionnaire_edits.find_text,
    questionnaire_edits.replace_text,
    questionnaire_edits.rename,
):
    commands.add_command(_edit)


def _read(file: Path, mend: bool) -> Reading:
    reading = read_workbook(file)
    return repair(reading, reading.repairs) if mend and reading.repairs else reading


def _tell(reading: Reading, as_json: bool) -> None:
    told = [_worded(one) for one in reading.findings]
    if as_json:
        show(told, as_json=True)
        return
    for one in told:
        place = " ".join(part for part in (one.sheet, str(one.row or ""), one.column) if part)
        said = f"{one.sentence} {one.remedy}".strip()
        click.echo(": ".join(part for part in (_(_SEVERITIES[one.severity]), place, said) if part))
        if one.excerpt:
            click.echo(one.excerpt)
    if not told:
        click.echo(_("Nothing is wrong with the workbook."))


def _worded(found: findings.Finding) -> Told:
    said = word_finding(found.code, found.parameters)
    place = found.place
    return Told(
        said.severity,
        found.code,
        place.sheet,
        place.row,
        place.column,
        said.sentence,
        said.remedy,
        _excerpt(found),
    )


def _excerpt(found: findings.Finding) -> str:
    text, position = found.parameter("expression"), found.parameter("position")
    if not text or "\n" in text or not position.isdigit() or int(position) > len(text):
        return ""
    return f"    {text}\n    {' ' * width_of(text[: int(position)])}^"


def _refuse_errors(reading: Reading) -> None:
    if reading.errors:
        raise SurveyError("questionnaires.has-errors", errors=len(reading.errors))


def _indicators(survey: Survey, form_id: str) -> Sequence[IndicatorRow]:
    for row in read_methods(survey.store, INDICATORS, form_id):
        if row.state == CURRENT:
            return read_body(row.body)
    return ()


def _find(survey: Survey, start: str) -> str:
    """The full hash of the version whose hash begins so."""
    known = [row.hash for row in read_questionnaires(survey.store) if row.hash.startswith(start)]
    if len(known) > 1:
        raise click.BadParameter(_("Several versions begin with {start}.").format(start=start))
    return known[0] if known else start
