"""``surveyapp publication``: report, plots, exports and evidence."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.common import json_option, show, with_survey
from surveyapp.operators import Action
from surveyapp.publication.evidence import check_evidence, make_evidence
from surveyapp.publication.exports import export_estimates
from surveyapp.publication.microdata_files import export_interviews
from surveyapp.publication.report import make_report
from surveyapp.store.reports import read_reports
from surveyapp.survey import Survey
from surveyapp.words import _


@click.group("publication", help=_("Report, exports and the evidence behind every figure."))
def commands() -> None:
    """All commands of the group."""


@commands.command("report", help=_("Write the report as one HTML page."))
@with_survey
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--run", "run_id", default="", help=_("Estimates run; the newest if not given."))
@click.option("--report-language", default="", metavar="zh_CN|en")
def report(survey: Survey, target: Path, run_id: str, report_language: str) -> None:
    """Write and keep a report."""
    make_report(survey, target, run_id=run_id, language=report_language)
    click.echo(_("“{name}” is ready.").format(name=target.name))


@commands.command("reports", help=_("Print the reports made."))
@with_survey
@json_option
def reports(survey: Survey, as_json: bool) -> None:
    """Print what was published."""
    survey.require(Action.READ)
    columns = ("made_at", "kind", "language", "name", "run_id", "hash")
    show(read_reports(survey.store), as_json=as_json, columns=columns)


@commands.command("export", help=_("Write the estimates as .csv or .xlsx."))
@with_survey
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--run", "run_id", default="", help=_("Estimates run; the newest if not given."))
def export(survey: Survey, target: Path, run_id: str) -> None:
    """Export estimates."""
    count = export_estimates(survey, target, run_id)
    click.echo(_("{count} estimates written.").format(count=count))


@commands.command("interviews", help=_("Write the interviews as .sav, .dta, .xlsx or .csv."))
@with_survey
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--run", "run_id", default="", help=_("Weighting run; the newest if not given."))
def interviews(survey: Survey, target: Path, run_id: str) -> None:
    """Export answers, design and weights for SPSS, Stata, Excel and others."""
    for path in export_interviews(survey, target, run_id):
        click.echo(_("“{name}” is ready.").format(name=path.name))


@commands.command("evidence", help=_("Write the evidence bundle of a run."))
@with_survey
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--run", "run_id", default="", help=_("Estimates run; the newest if not given."))
def evidence(survey: Survey, target: Path, run_id: str) -> None:
    """Write what an auditor needs."""
    make_evidence(survey, target, run_id)
    click.echo(_("“{name}” is ready.").format(name=target.name))


@commands.command("verify", help=_("Recompute the figures of an evidence bundle."))
@click.argument("bundle", type=click.Path(path_type=Path))
@json_option
def verify(bundle: Path, as_json: bool) -> None:
    """Recompute every figure that the bundle's data carry; needs no survey file."""
    found = check_evidence(bundle)
    if as_json:
        show(found, as_json=True)
    else:
        click.echo(_("{count} figures recomputed; all agree.").format(count=len(found.checked)))
