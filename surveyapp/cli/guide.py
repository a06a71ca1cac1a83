"""``surveyapp guide``: the user guide in the terminal."""

from __future__ import annotations

import click

from surveyapp.guide import markdown_of, read_guide
from surveyapp.words import _


@click.command("guide", help=_("Read the user guide; without a name, its table of contents."))
@click.argument("name", default="")
@click.option("--find", "wanted", default="", help=_("List the sections with these words."))
def commands(name: str, wanted: str) -> None:
    """Print a chapter, a section, or what there is."""
    guide = read_guide()
    if name:
        section = guide.section(name)
        whole = guide.chapter(name) if section.chapter == name else (section,)
        click.echo(markdown_of(whole))
        return
    for one in guide.find(wanted) if wanted else guide.sections:
        click.echo(f"{'  ' * one.level}{one.title}  [{one.anchor or one.chapter}]")
