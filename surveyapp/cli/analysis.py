"""``surveyapp analysis``: indicators, weights, estimates, verdicts, coverage, waves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from surveyapp.analysis.coverage import coverage_table
from surveyapp.analysis.estimates import read_estimates, run_estimates
from surveyapp.analysis.indicator_sets import current_indicators, read_indicator_changes
from surveyapp.analysis.recipes import CALIBRATORS, Recipe, default_recipe
from surveyapp.analysis.sensitivity import sensitivity_table
from surveyapp.analysis.verdicts import read_verdicts
from surveyapp.analysis.waves import compare_waves, export_wave, import_wave, read_waves
from surveyapp.analysis.weighting import list_runs, read_weighting_run, run_weighting
from surveyapp.cli.common import json_option, show, terminal_progress, with_survey
from surveyapp.survey import Survey
from surveyapp.words import _

_FIGURE = ("indicator", "domain_variable", "domain", "reading", "estimate", "low", "high")

run_option = click.option("--run", "run_id", default="", help=_("A run; else the newest."))


@click.group("analysis", help=_("Weights, estimates, verdicts and waves."))
def commands() -> None:
    """All commands of the group."""


@commands.command("indicators", help=_("Print the indicators with targets and formulas."))
@with_survey
@click.option("--changes", is_flag=True, help=_("Only changes after the first interview."))
@json_option
def indicators(survey: Survey, changes: bool, as_json: bool) -> None:
    """Print the indicator set, or what was changed in it."""
    if changes:
        show(read_indicator_changes(survey), as_json=as_json)
    elif as_json:
        show(current_indicators(survey), as_json=True)
    else:
        columns = ("key", "kind", "source", "target", "direction", "primary", "unit")
        show(current_indicators(survey).indicators, as_json=False, columns=columns)


@commands.command("weigh", help=_("Weigh the interviews and keep the run."))
@with_survey
@click.option("--margin", "margins", multiple=True, type=click.Choice(CALIBRATORS))
@click.option("--trim-above", type=float, help=_("Cut weights above this many medians."))
@click.option("--no-trimming", is_flag=True, help=_("Leave large weights as they are."))
@json_option
def weigh(
    survey: Survey,
    margins: tuple[str, ...],
    trim_above: float | None,
    no_trimming: bool,
    as_json: bool,
) -> None:
    """Weigh by the design's recipe, changed as asked."""
    recipe = _changed(default_recipe(survey), margins, trim_above, no_trimming=no_trimming)
    run = run_weighting(survey, recipe, terminal_progress())
    _show_run(survey, run.run_id, as_json=as_json)


@commands.command("weights", help=_("Print a weighting run step by step."))
@with_survey
@run_option
@json_option
def weights(survey: Survey, run_id: str, as_json: bool) -> None:
    """Print the steps of a run and what was found."""
    _show_run(survey, run_id, as_json=as_json)


@commands.command("estimate", help=_("Estimate every indicator from a weighting run."))
@with_survey
@click.option("--weighting", default="", help=_("A weighting run; else the newest."))
@json_option
def estimate(survey: Survey, weighting: str, as_json: bool) -> None:
    """Estimate, judge and keep; prints the verdicts."""
    run = run_estimates(survey, weighting, terminal_progress())
    if as_json:
        show(run, as_json=True)
    else:
        _show_verdicts(survey, run.run_id)


@commands.command("estimates", help=_("Print the figures of an estimation."))
@with_survey
@run_option
@click.option("--indicator", default="")
@click.option("--domain", "domain_variable", default="", help=_("For example district or sex."))
@click.option("--reading", default="", help=_("For example excluded or not_satisfied."))
@json_option
def estimates(
    survey: Survey,
    run_id: str,
    indicator: str,
    domain_variable: str,
    reading: str,
    as_json: bool,
) -> None:
    """Print figures."""
    rows = read_estimates(
        survey, run_id, indicator=indicator, domain_variable=domain_variable, reading=reading
    )
    show(rows, as_json=as_json, columns=(*_FIGURE, "n", "deff", "verdict"))


@commands.command("verdicts", help=_("Print the official indicators against their targets."))
@with_survey
@run_option
@json_option
def verdicts(survey: Survey, run_id: str, as_json: bool) -> None:
    """Print verdicts with their reasons."""
    if as_json:
        show(read_verdicts(survey, run_id), as_json=True)
    else:
        _show_verdicts(survey, run_id)


@commands.command("coverage", help=_("Print achieved against population."))
@with_survey
@run_option
@json_option
def coverage(survey: Survey, run_id: str, as_json: bool) -> None:
    """Print the coverage table."""
    show(coverage_table(survey, run_id), as_json=as_json)


@commands.command("sensitivity", help=_("Print what education and occupation margins move."))
@with_survey
@run_option
@json_option
def sensitivity(survey: Survey, run_id: str, as_json: bool) -> None:
    """Print the figures with and without the further margins."""
    show(sensitivity_table(survey, run_id), as_json=as_json)


@commands.command("runs", help=_("Print weightings, estimations and imported waves."))
@with_survey
@click.option("--kind", default="", type=click.Choice(["", "weighting", "estimates", "wave"]))
@json_option
def runs(survey: Survey, kind: str, as_json: bool) -> None:
    """Print the runs."""
    columns = ("run_id", "kind", "wave", "made_at", "operator_id", "based_on")
    show(list_runs(survey, kind), as_json=as_json, columns=columns)


@commands.group("waves", help=_("Earlier waves and the change since."))
def waves() -> None:
    """Commands about waves."""


@waves.command("import", help=_("Take in the estimates of an earlier wave."))
@with_survey
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def waves_import(survey: Survey, file: Path, as_json: bool) -> None:
    """Import an earlier wave."""
    show(import_wave(survey, file), as_json=as_json, columns=("run_id", "wave", "made_at"))


@waves.command("export", help=_("Write this wave's estimates for a later survey."))
@with_survey
@click.argument("file", type=click.Path(path_type=Path))
@run_option
def waves_export(survey: Survey, file: Path, run_id: str) -> None:
    """Export this wave."""
    click.echo(str(export_wave(survey, file, run_id)))


@waves.command("list", help=_("Print the earlier waves in this survey."))
@with_survey
@json_option
def waves_list(survey: Survey, as_json: bool) -> None:
    """Print the waves."""
    columns = ("wave", "title", "source", "synthetic", "imported_at")
    show(read_waves(survey), as_json=as_json, columns=columns)


@waves.command("compare", help=_("Print the change since an earlier wave."))
@with_survey
@run_option
@click.option("--wave", default="", help=_("The earlier wave; else the latest."))
@json_option
def waves_compare(survey: Survey, run_id: str, wave: str, as_json: bool) -> None:
    """Print differences, or why there are none."""
    columns = ("indicator", "domain_variable", "domain", "earlier", "now", "difference", "low")
    found = compare_waves(survey, run_id, wave)
    show(found, as_json=as_json, columns=(*columns, "high", "comparable"))


def _changed(
    recipe: Recipe, margins: tuple[str, ...], trim_above: float | None, *, no_trimming: bool
) -> Recipe:
    if margins:
        recipe = replace(recipe, name="command line", margins=margins)
    if trim_above is not None:
        recipe = replace(recipe, name="command line", trim_above=trim_above)
    return replace(recipe, name="command line", trim_above=None) if no_trimming else recipe


def _show_run(survey: Survey, run_id: str, *, as_json: bool) -> None:
    run = read_weighting_run(survey, run_id)
    if as_json:
        show(run, as_json=True)
        return
    columns = ("name", "n", "total", "kish_deff", "n_effective", "factor_low", "factor_high")
    show(run.steps, as_json=False, columns=columns)
    for finding in run.findings:
        click.echo(finding.wording.sentence)


def _show_verdicts(survey: Survey, run_id: str) -> None:
    found = read_verdicts(survey, run_id)
    columns = ("indicator", "domain", "estimate", "low", "high", "n", "deff", "target", "verdict")
    show(found, as_json=False, columns=columns)
    for one in found:
        if one.reason is not None and one.domain_variable == "city":
            click.echo(f"{one.indicator}: {one.reason.wording.sentence}")
