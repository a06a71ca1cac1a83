"""``surveyapp about``: the version, what changed, and every part with its licence."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp import __version__, inventory
from surveyapp.cli.common import json_option, show
from surveyapp.files import write_text
from surveyapp.words import _, language


@click.command("about", help=_("Print the version, its changes and the parts with their licences."))
@click.option("--sbom", type=click.Path(path_type=Path), help=_("Write the parts as CycloneDX."))
@json_option
def commands(sbom: Path | None, as_json: bool) -> None:
    """What this program is made of."""
    if sbom:
        write_text(sbom, inventory.bill_of_materials())
        click.echo(_("“{name}” is written.").format(name=sbom.name))
        return
    listed = inventory.components()
    if as_json:
        show(listed, as_json=True)
        return
    click.echo(f"surveyapp {__version__}\n")
    click.echo(inventory.newest_changes(language()))
    show(listed, as_json=False, columns=("name", "version", "licence"))
