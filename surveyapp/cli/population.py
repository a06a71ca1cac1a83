"""``surveyapp population``: margins and their harmonising."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.common import json_option, show, with_survey
from surveyapp.population.harmonise import HarmoniseRules, harmonise_survey
from surveyapp.population.reading import import_margins, read_margin_file, shipped_margins
from surveyapp.store.margins import read_margins, read_steps
from surveyapp.survey import Survey
from surveyapp.words import _


@click.group("population", help=_("Population margins and their sources."))
def commands() -> None:
    """All commands of the group."""


@commands.command("import", help=_("Read margins from a CSV file, or the shipped census."))
@with_survey
@click.option("--file", type=click.Path(path_type=Path), help=_("CSV file; else the 2020 census."))
def import_(survey: Survey, file: Path | None) -> None:
    """Read margins into the survey."""
    margins = read_margin_file(file) if file else shipped_margins()
    click.echo(_("{count} margins read.").format(count=import_margins(survey, margins)))


@commands.command("harmonise", help=_("Turn published margins into adult ones of one total."))
@with_survey
@click.option("--adult-share-of-15-19", "adult_share", default=0.4, show_default=True)
@click.option("--pupils-share-of-15-17", "pupils", default=0.0, show_default=True)
@json_option
def harmonise(survey: Survey, adult_share: float, pupils: float, as_json: bool) -> None:
    """Harmonise and record the step."""
    step = harmonise_survey(survey, HarmoniseRules(adult_share, pupils))
    show(step, as_json=as_json)


@commands.command("show", help=_("Print margins."))
@with_survey
@click.option("--universe", default="", help=_("For example adult18 or residents."))
@click.option("--variable", default="", help=_("For example sex_age or education."))
@json_option
def show_(survey: Survey, universe: str, variable: str, as_json: bool) -> None:
    """Print margins with their sources."""
    margins = read_margins(survey.store, universe, variable)
    show(
        margins,
        as_json=as_json,
        columns=("district", "universe", "variable", "category", "value", "year", "source"),
    )


@commands.command("steps", help=_("Print the recorded harmonising steps."))
@with_survey
@json_option
def steps(survey: Survey, as_json: bool) -> None:
    """Print how adult margins were made."""
    show(read_steps(survey.store), as_json=as_json)
