"""Find, replace and rename in a workbook: what the designer does, without a window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from questionnaires.editing.draft import Draft, EditError
from questionnaires.editing.naming import is_valid
from questionnaires.editing.renaming import rename_node
from questionnaires.editing.searching import EVERYWHERE, Query, find, replace_all
from questionnaires.editing.tree import address_of
from questionnaires.xlsform import read_workbook, workbook_of
from surveyapp.cli.common import json_option, show
from surveyapp.errors import SurveyError
from surveyapp.files import write_whole
from surveyapp.words import _


@dataclass(frozen=True)
class Found:
    """A cell that holds the word."""

    where: str
    field: str
    language: str
    text: str


_workbook = click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE"
)
_target = click.argument("target", type=click.Path(path_type=Path), metavar="TARGET.xlsx")
_case = click.option("--case", is_flag=True, help=_("Capitals count."))
_words = click.option("--words", is_flag=True, help=_("Only whole words."))
_places = click.option(
    "--in",
    "places",
    multiple=True,
    type=click.Choice(sorted(EVERYWHERE)),
    help=_("Where to look; everywhere if not said."),
)


@click.command("find", help=_("Print every cell of a workbook that holds a text."))
@_workbook
@click.argument("text")
@_places
@_case
@_words
@json_option
def find_text(
    file: Path, text: str, places: tuple[str, ...], case: bool, words: bool, as_json: bool
) -> None:
    """Look for a text."""
    query = Query(text, frozenset(places) or EVERYWHERE, case, words)
    hits = find(_draft(file), query)
    found = [
        Found(one.path or f"{one.list_name} {one.row + 1}", one.field, one.language, one.text)
        for one in hits
    ]
    show(found, as_json=as_json)


@click.command("replace", help=_("Put a text in the place of another, and write the workbook."))
@_workbook
@click.argument("old")
@click.argument("new")
@_target
@_places
@_case
def replace_text(
    file: Path, old: str, new: str, target: Path, places: tuple[str, ...], case: bool
) -> None:
    """Replace everywhere; names and codes change wherever they are used."""
    query = Query(old, frozenset(places) or EVERYWHERE, case)
    try:
        draft, count = replace_all(_draft(file), query, new)
    except EditError as error:
        raise _refused(error) from error
    _write(draft, target)
    said = _("{count} cells changed; “{name}” is written.")
    click.echo(said.format(count=count, name=target.name))


@click.command("rename", help=_("Give a question or group another name, wherever it is used."))
@_workbook
@click.argument("path")
@click.argument("name")
@_target
def rename(file: Path, path: str, name: str, target: Path) -> None:
    """Rename a node; PATH is its name, or its path where several have it."""
    draft = _draft(file)
    paths = [one for one, _node in draft.form.walk()]
    meant = [one for one in paths if one == path or one.rpartition("/")[2] == path]
    if path in paths:
        meant = [path]
    if len(meant) != 1:
        raise SurveyError("questionnaires.name-not-one", name=path, found=len(meant))
    address = address_of(draft.form, meant[0])
    assert address is not None
    try:
        draft = rename_node(draft, address, name)
    except EditError as error:
        raise _refused(error) from error
    _write(draft, target)
    click.echo(_("“{name}” is written.").format(name=target.name))


def _draft(file: Path) -> Draft:
    reading = read_workbook(file)
    return Draft(reading.questionnaire, tuple(reading.indicators), tuple(reading.checks))


def _write(draft: Draft, target: Path) -> None:
    write_whole(target, workbook_of(draft.form, draft.indicators, draft.checks))


def _refused(error: EditError) -> SurveyError:
    name = error.parameters.get("name", "")
    code = "questionnaires.name-taken" if is_valid(name) else "questionnaires.name-invalid"
    return SurveyError(code, name=name)
