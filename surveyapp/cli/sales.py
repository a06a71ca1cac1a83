"""``surveyapp sales``: retail files, the energy-saving share, the shelf audit."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.common import json_option, show, terminal_progress, with_survey
from surveyapp.errors import SurveyError
from surveyapp.operators import Action
from surveyapp.sales.audit import device_shares, failing_models, read_audited_models
from surveyapp.sales.catalogue import APPLIANCE, WATER, classes_of
from surveyapp.sales.importing import SCOPES, import_sales
from surveyapp.sales.shares import saving_shares
from surveyapp.sales.synthetic import write_synthetic_sales
from surveyapp.store.sales import read_batches, remove_batch
from surveyapp.survey import Survey
from surveyapp.words import _


@click.group("sales", help=_("Retail files and the shelf audit."))
def commands() -> None:
    """All commands of the group."""


@commands.command("import", help=_("Import a file of sales (.xlsx, .xls or CSV)."))
@with_survey
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scope", type=click.Choice(SCOPES), default="unknown", show_default=True)
@click.option("--column", "columns", multiple=True, metavar="OURS=TITLE")
@json_option
def import_(
    survey: Survey, file: Path, scope: str, columns: tuple[str, ...], as_json: bool
) -> None:
    """Import and say what was found."""
    mapping = dict(_pair(text) for text in columns)
    done = import_sales(survey, file, scope=scope, mapping=mapping, progress=terminal_progress())
    if as_json:
        show(done, as_json=True)
        return
    click.echo(
        _("{kept} of {read} rows imported.").format(
            kept=done.batch.rows_kept, read=done.batch.rows_read
        )
    )
    for finding in done.findings:
        click.echo(f"- {finding.wording.sentence} {finding.wording.remedy}".rstrip())


@commands.command("batches", help=_("Print the files imported."))
@with_survey
@json_option
def batches(survey: Survey, as_json: bool) -> None:
    """Print what was imported."""
    show(
        read_batches(survey.store),
        as_json=as_json,
        columns=("batch_id", "wave", "name", "rows_read", "rows_kept", "scope", "imported_at"),
    )


@commands.command("remove", help=_("Remove an imported file with its sales."))
@with_survey
@click.argument("batch_id")
def remove(survey: Survey, batch_id: str) -> None:
    """Remove one batch."""
    survey.require(Action.RETAIL)
    known = {batch.batch_id: batch for batch in read_batches(survey.store)}
    if batch_id not in known:
        raise SurveyError(
            "core.no-such-thing", kind="batch", name=batch_id, known=", ".join(known) or "-"
        )
    with survey.store.transaction():
        remove_batch(survey.store, batch_id)
        survey.note("remove sales", {"name": known[batch_id].name})


@commands.command("shares", help=_("Print the energy-saving share, in all and by class."))
@with_survey
@click.option("--wave", default="")
@json_option
def shares(survey: Survey, wave: str, as_json: bool) -> None:
    """Print the shares of a wave."""
    found = saving_shares(survey, wave)
    if as_json:
        show(found, as_json=True)
        return
    for one in (found.total, *found.by_class):
        text = "-" if one.share is None else f"{one.share:.1%}"
        click.echo(f"{one.product_class:24} {one.units:10.0f} {text:>8}")


@commands.command("audit", help=_("Print the shelf audit: shares and failing models."))
@with_survey
@click.option("--failing", is_flag=True, help=_("Print the failing models."))
@json_option
def audit(survey: Survey, failing: bool, as_json: bool) -> None:
    """Print what the shelf audit found."""
    models = read_audited_models(survey)
    show(failing_models(models) if failing else device_shares(models), as_json=as_json)


@commands.command("catalogue", help=_("Print the classes and their thresholds."))
@with_survey
@click.option("--family", type=click.Choice([APPLIANCE, WATER]), default=APPLIANCE)
@json_option
def catalogue(survey: Survey, family: str, as_json: bool) -> None:
    """Print a family of classes."""
    show(
        list(classes_of(survey, family).values()),
        as_json=as_json,
        columns=("name", "standard", "grades", "saving_up_to", "status"),
    )


@commands.command("synthetic", help=_("Write an invented workbook (demonstrations only)."))
@with_survey
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--seed", default=2025, show_default=True)
def synthetic(survey: Survey, file: Path, seed: int) -> None:
    """Write invented sales."""
    write_synthetic_sales(survey, file, seed=seed)


def _pair(text: str) -> tuple[str, str]:
    ours, separator, title = text.partition("=")
    if not separator:
        raise click.BadParameter(_("Give OURS=TITLE."))
    return ours, title
