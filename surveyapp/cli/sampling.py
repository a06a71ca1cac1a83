"""``surveyapp sampling``: plan, frame, draw, assignments."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.common import json_option, show, with_survey
from surveyapp.sampling.assignments import Surveyor, assign_households
from surveyapp.sampling.draw import draw_sample, read_drawn
from surveyapp.sampling.frame import import_frame, summarise_frame, synthetic_frame
from surveyapp.sampling.plan import (
    current_plan,
    expected_precision,
    make_area_plan,
    read_coverage_targets,
)
from surveyapp.store.sampling import read_assignments
from surveyapp.survey import Survey
from surveyapp.words import _


@click.group("sampling", help=_("Plan, frame, draw and assignments."))
def commands() -> None:
    """All commands of the group."""


@commands.command("plan", help=_("Make the two-stage area plan of the template."))
@with_survey
@click.option("--permille", default=1.0, show_default=True, help=_("Share of the residents."))
@click.option("--households", default=15, show_default=True, help=_("Drawn in each community."))
@json_option
def plan(survey: Survey, permille: float, households: int, as_json: bool) -> None:
    """Make the plan and print what it can tell."""
    made = make_area_plan(survey, permille=permille, households_per_community=households)
    show(expected_precision(made), as_json=as_json)


@commands.command("precision", help=_("Print half-width and smallest detectable difference."))
@with_survey
@json_option
def precision(survey: Survey, as_json: bool) -> None:
    """Print the precision to expect by district."""
    show(expected_precision(current_plan(survey)), as_json=as_json)


@commands.command("coverage", help=_("Print the coverage targets."))
@with_survey
@json_option
def coverage(survey: Survey, as_json: bool) -> None:
    """Print wanted interviews by district and category."""
    show(read_coverage_targets(survey), as_json=as_json)


@commands.command("frame", help=_("Read a list of communities, or invent one for practice."))
@with_survey
@click.option("--file", type=click.Path(path_type=Path))
@click.option("--source", default="", help=_("Where the list is from."))
@click.option("--legal-basis", default="", help=_("Why it may be used."))
@click.option("--synthetic-seed", type=int, help=_("Invent communities (demonstrations only)."))
@json_option
def frame(
    survey: Survey,
    file: Path | None,
    source: str,
    legal_basis: str,
    synthetic_seed: int | None,
    as_json: bool,
) -> None:
    """Read or invent the frame."""
    if file:
        import_frame(survey, file, source=source, legal_basis=legal_basis)
    elif synthetic_seed is not None:
        synthetic_frame(survey, synthetic_seed)
    show(summarise_frame(survey), as_json=as_json)


@commands.command("draw", help=_("Draw communities and households."))
@with_survey
@click.option("--seed", type=int, help=_("Recorded; chosen at random where not given."))
@json_option
def draw(survey: Survey, seed: int | None, as_json: bool) -> None:
    """Draw the sample of the current plan, once."""
    drawn = draw_sample(survey, seed)
    if as_json:
        show(drawn, as_json=True)
    else:
        click.echo(_("{count} households drawn.").format(count=len(drawn)))


@commands.command("drawn", help=_("Print the households drawn."))
@with_survey
@json_option
def drawn(survey: Survey, as_json: bool) -> None:
    """Print the drawn households with their probabilities."""
    show(read_drawn(survey), as_json=as_json)


@commands.command("assign", help=_("Give the drawn households to laptops."))
@with_survey
@click.option("--form", default="jiaxing_public", show_default=True)
@click.option(
    "--laptop",
    "laptops",
    multiple=True,
    required=True,
    metavar="DEVICE:NAME:DISTRICT",
    help=_("Device id in hexadecimal, surveyor, district code; once for each laptop."),
)
@json_option
def assign(survey: Survey, form: str, laptops: tuple[str, ...], as_json: bool) -> None:
    """Share households out over laptops."""
    surveyors = [_surveyor(text) for text in laptops]
    made = assign_households(survey, surveyors, form)
    if as_json:
        show(made, as_json=True)
    else:
        click.echo(_("{count} households assigned.").format(count=len(made)))


@commands.command("assignments", help=_("Print the assignments."))
@with_survey
@json_option
def assignments(survey: Survey, as_json: bool) -> None:
    """Print every assignment."""
    show(
        read_assignments(survey.store),
        as_json=as_json,
        columns=("unit_id", "surveyor", "device_id", "state", "iid"),
    )


def _surveyor(text: str) -> Surveyor:
    parts = text.split(":")
    try:
        device, name, district = parts
        return Surveyor(bytes.fromhex(device), name, district)
    except ValueError as trouble:
        raise click.BadParameter(_("Give DEVICE:NAME:DISTRICT.")) from trouble
