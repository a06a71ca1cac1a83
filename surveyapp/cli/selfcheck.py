"""``surveyapp selfcheck``: prove that this installation is whole."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.files import write_text
from surveyapp.selfcheck import run_checks
from surveyapp.words import _


@click.command("selfcheck", help=_("Try every part of the program and print what was found."))
@click.option("--report", type=click.Path(path_type=Path), help=_("Write the report here as well."))
@click.pass_context
def commands(context: click.Context, report: Path | None) -> None:
    """Exit code 0 where every check passed, else 1."""
    found = run_checks()
    if report:
        write_text(report, found.text() + "\n")
    click.echo(found.text())
    context.exit(0 if found.passed else 1)
