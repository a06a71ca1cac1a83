"""``surveyapp survey``: new, information, settings, operators, journal, readable copy."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from surveyapp.cli.common import PASSPHRASE_VARIABLE, json_option, show, with_survey
from surveyapp.errors import SurveyError
from surveyapp.operators import Action, Operator, Role
from surveyapp.store.journal import first_broken_entry, read_entries
from surveyapp.store.operators import add_operator, read_operators
from surveyapp.store.plain_copy import copy_plain
from surveyapp.survey import StatutoryHeader, Survey
from surveyapp.survey_check import check_survey
from surveyapp.templates import Occasion, create_jiaxing
from surveyapp.words import _


@click.group("survey", help=_("Make a survey and look after its file."))
def commands() -> None:
    """All commands of the group."""


@commands.command("new", help=_("Make a survey from the Jiaxing template."))
@click.argument("path", type=click.Path(path_type=Path), metavar="SURVEY")
@click.option("--wave", required=True, help=_("For example 2025."))
@click.option("--operator", required=True, help=_("Your name."))
@click.option("--legal-basis", type=click.Choice(["statutory", "consent"]), default="statutory")
@click.option("--form-number", default="", help=_("表号 on the statutory header."))
@click.option("--issued-by", default="", help=_("制定机关 on the statutory header."))
@click.option("--approval-number", default="", help=_("批准文号 on the statutory header."))
@click.option("--valid-until", default="", help=_("有效期 on the statutory header."))
@click.option("--plain", is_flag=True, help=_("Do not encrypt (practice only)."))
def new(path: Path, wave: str, operator: str, legal_basis: str, plain: bool, **header: str) -> None:
    """Make a survey; asks for a passphrase unless it is to be readable."""
    passphrase = None if plain else os.environ.get(PASSPHRASE_VARIABLE)
    if passphrase is None and not plain:
        passphrase = click.prompt(
            _("Passphrase"), hide_input=True, confirmation_prompt=True, err=True
        )
    survey = create_jiaxing(
        path,
        Operator("designer", operator, Role.DESIGNER),
        Occasion(wave, legal_basis, StatutoryHeader(**header)),
        passphrase=passphrase,
    )
    survey.close()
    click.echo(_("“{name}” is ready.").format(name=path.name))


@commands.command("info", help=_("Print what a survey is."))
@with_survey
@json_option
def info(survey: Survey, as_json: bool) -> None:
    """Print the survey's record."""
    show(survey.info, as_json=as_json)


@commands.command("set", help=_("Change a setting; the value is JSON."))
@with_survey
@click.argument("name")
@click.argument("value")
def set_(survey: Survey, name: str, value: str) -> None:
    """Change one setting."""
    survey.require(Action.DESIGN)
    if name in ("survey", "device_id", "epoch"):
        raise SurveyError("core.bad-value", value=name, setting="set", expected=_("another name"))
    try:
        parsed = json.loads(value)
    except ValueError as trouble:
        raise SurveyError("core.bad-value", value=value, setting=name, expected="JSON") from trouble
    survey.change_settings({name: parsed})


@commands.command("operators", help=_("Print who works with the survey."))
@with_survey
@json_option
def operators(survey: Survey, as_json: bool) -> None:
    """Print operators and roles."""
    show(read_operators(survey.store), as_json=as_json)


@commands.command("add-operator", help=_("Add an operator with a role."))
@with_survey
@click.argument("name")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--office", default="", help=_("District code; empty for the city."))
def add_operator_(survey: Survey, name: str, role: str, office: str) -> None:
    """Add an operator."""
    survey.require(Action.ENROL)
    operator = Operator(os.urandom(8).hex(), name, Role(role), office)
    with survey.store.transaction():
        add_operator(survey.store, operator, survey.clock.iso())
        survey.note("operator", {"name": name, "role": role})


@commands.command("journal", help=_("Print what was done, and check its chain."))
@with_survey
@click.option("--limit", default=50, show_default=True)
@json_option
def journal(survey: Survey, limit: int, as_json: bool) -> None:
    """Print the newest entries."""
    survey.require(Action.READ)
    show(read_entries(survey.store, limit), as_json=as_json)
    broken = first_broken_entry(survey.store)
    if broken is not None:
        raise SurveyError("core.broken-journal", number=broken)


@commands.command("export-plain", help=_("Write a readable copy for other programs."))
@with_survey
@click.argument("target", type=click.Path(path_type=Path))
def export_plain(survey: Survey, target: Path) -> None:
    """Write an unencrypted copy; the journal says so."""
    survey.require(Action.EXPORT)
    copy_plain(survey.store, target)
    survey.note("export plain", {"name": target.name})


@commands.command("check", help=_("Check file, hashes, journal, clock, folder, disk and backups."))
@with_survey
@json_option
def check(survey: Survey, as_json: bool) -> None:
    """Print what was found; exit code 2 where something is damaged."""
    found = check_survey(survey)
    if as_json:
        show(found, as_json=True)
    for one in () if as_json else found:
        click.echo(f"{one.wording.sentence} {one.wording.remedy}".strip())
    if any(one.wording.severity == "error" for one in found):
        sys.exit(2)
