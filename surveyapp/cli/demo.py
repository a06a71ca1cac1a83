"""``surveyapp demo``: the whole road with invented people, in one command."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.analysis.results import Verdict
from surveyapp.cli.common import json_option, show, terminal_progress
from surveyapp.demonstration.road import Demonstration, Scale, make_demonstration
from surveyapp.publication import wording
from surveyapp.words import _


@click.command("demo", help=_("Make the Jiaxing demonstration in an empty folder."))
@click.option("--folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True)
@click.option("--seed", default=2025, show_default=True)
@click.option("--permille", default=1.0, show_default=True, help=_("Share of the residents."))
@json_option
def commands(folder: Path, seed: int, permille: float, as_json: bool) -> None:
    """Walk the road and print the five indicators."""
    made = make_demonstration(folder, Scale(seed, permille), terminal_progress())
    if as_json:
        show(made, as_json=True)
        return
    for line in _lines(made):
        click.echo(line)


def _lines(made: Demonstration) -> list[str]:
    lines = [
        _("演示数据 / synthetic: every respondent, store and outlet is invented."),
        made.merge,
        _(
            "{slow} interviews were committed answer by answer as in the field, {whole} once per"
            " interview."
        ).format(slow=made.interviews_by_answer, whole=made.interviews_whole),
        *(f"  {one.step:16} {one.seconds:6.1f} s" for one in made.times),
        _("In all {seconds:.0f} s.").format(seconds=made.seconds),
        "",
    ]
    return [*lines, *map(_verdict_line, made.verdicts), "", str(made.survey), str(made.report)]


def _verdict_line(one: Verdict) -> str:
    interval = _("complete count") if one.complete else wording.interval_text(one.low, one.high)
    deff = wording.number_text(one.deff, 2)
    figure = wording.figure_text(one.estimate)
    word = wording.verdict_word(one.verdict)
    return (
        f"  {one.indicator:14} {figure:>8}  [{interval:^17}]  n {one.n:>6}  deff {deff:>5}  {word}"
    )
