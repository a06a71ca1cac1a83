"""The command ``surveyapp``: groups loaded when first used, errors in one clear sentence."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

from surveyapp.errors import SurveyError
from surveyapp.words import _, set_language

GROUPS = (
    "survey",
    "population",
    "questionnaires",
    "sampling",
    "fieldwork",
    "exchange",
    "sales",
    "analysis",
    "publication",
    "demo",
    "guide",
    "selfcheck",
    "updates",
    "about",
)
"""Command groups along the road of a number; each is ``commands`` in a module of that name."""


class _LazyGroup(click.Group):
    """A group that imports a module only when one of its commands is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in GROUPS:
            return None
        return import_module(f"surveyapp.cli.{cmd_name}").commands


def _choose_language(_ctx: click.Context, _option: click.Parameter, value: str) -> str:
    set_language(value)
    return value


@click.group(cls=_LazyGroup, help=_("Stratified public surveys of a city, from margins to report."))
@click.option(
    "--language",
    default="",
    is_eager=True,
    expose_value=False,
    callback=_choose_language,
    metavar="zh_CN|en",
    help=_("Language of what is printed."),
)
def commands() -> None:
    """All commands."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; expected trouble prints a sentence and ends with exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        commands.main(arguments, prog_name="surveyapp")
    except SurveyError as trouble:
        click.echo(str(trouble), err=True)
        sys.exit(2)
