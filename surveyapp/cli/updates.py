"""``surveyapp updates``: what an update file holds, and its installer written out."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp import updates
from surveyapp.cli.common import json_option, plain, show, terminal_progress
from surveyapp.errors import SurveyError
from surveyapp.words import _, language

_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group("updates", help=_("New versions that came by stick or mail."))
def commands() -> None:
    """All commands of the group."""


@commands.command("check", help=_("Say what an update file holds and whether it can be trusted."))
@click.argument("file", type=_FILE)
@json_option
def check(file: Path, as_json: bool) -> None:
    """The head, its signature, and whether it fits this computer."""
    update = updates.read_update(file)
    known = updates.is_known(update.publisher)
    if as_json:
        show(plain(update) | {"fingerprint": update.fingerprint, "known": known}, as_json=True)
        return
    click.echo(_("Version {version} of {date}").format(version=update.version, date=update.date))
    click.echo(_("Signed by {fingerprint}").format(fingerprint=update.fingerprint))
    click.echo(_("Known here.") if known else _("Not known here yet."))
    if text := update.changes.get(language()):
        click.echo(text)
    updates.require_fit(update)


@commands.command("unpack", help=_("Write the installer of an update file into a folder."))
@click.argument("file", type=_FILE)
@click.argument("folder", type=_FOLDER)
@click.option("--fingerprint", default="", help=_("The publisher's, as it was told by telephone."))
@click.option("--older", is_flag=True, help=_("Also a version that is not newer than this one."))
def unpack(file: Path, folder: Path, fingerprint: str, older: bool) -> None:
    """Only what is whole, signed and of a known publisher."""
    update = updates.read_update(file)
    updates.require_fit(update, older_too=older)
    if fingerprint:
        updates.confirm(update.publisher, fingerprint)
    if not updates.is_known(update.publisher):
        raise SurveyError(
            "updates.unknown-publisher", name=file.name, fingerprint=update.fingerprint
        )
    target = updates.unpack(update, folder, terminal_progress())
    click.echo(_("“{name}” is written. Close this program and start it.").format(name=target.name))
