"""What commands about packages share: the office's keys, what was written, what a merge gave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from surveyapp.cli.common import show
from surveyapp.errors import SurveyError
from surveyapp.exchange import keys
from surveyapp.exchange.merging import MergeResult
from surveyapp.exchange.writing import PackageWritten
from surveyapp.survey import Survey
from surveyapp.words import _

COLUMNS = ("path", "kind", "number", "first", "last", "revisions", "size")


def keys_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The passphrase of the office's keys, asked for only where they are wrapped."""
    return click.option(
        "--keys-passphrase",
        envvar="SURVEYAPP_KEYS_PASSPHRASE",
        default=None,
        help=_("Passphrase of the office's keys, if they have one."),
    )(command)


def open_keys(survey: Survey, passphrase: str | None) -> None:
    """Open the office's keys where they have a passphrase."""
    if passphrase is not None:
        keys.open_keys(survey, passphrase)


def show_packages(written: PackageWritten | None, as_json: bool) -> None:
    """Packages that were written, or a sentence that there was nothing."""
    if written is None:
        raise SurveyError("exchange.nothing-to-send")
    show([written, *written.further], as_json=as_json, columns=COLUMNS)


def show_result(result: MergeResult, as_json: bool) -> None:
    """What became of each file, the sentence of the whole, and what is still missing."""
    if as_json:
        show(result, as_json=True)
        return
    for outcome in result.outcomes:
        if outcome.code:
            click.echo(f"{outcome.name}: {outcome.reason}")
    click.echo(result.sentence)
    for gap in result.gaps:
        click.echo(gap.sentence)
