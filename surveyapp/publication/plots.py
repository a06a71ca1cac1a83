"""The house's pictures: intervals against a target, coverage, and shares.

The same code draws for screen, report and export. Every picture has its rows, so that a table can
always stand beside it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveyapp.analysis.results import CoverageRow, EstimateRow
from surveyapp.population.labels import category_label, variable_label
from surveyapp.publication.style import MARKERS, Palette, new_figure, palette_of
from surveyapp.publication.wording import verdict_word
from surveyapp.words import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class IntervalRow:
    """One line of an interval plot. ``low_joint`` and ``high_joint`` are the second whisker."""

    label: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int
    verdict: str = ""
    low_joint: float | None = None
    high_joint: float | None = None


@dataclass(frozen=True)
class BarRow:
    """One line of a bar picture: a share and what it is compared with, in percent."""

    label: str
    share: float
    compared: float | None = None


def interval_rows(estimates: Sequence[EstimateRow]) -> list[IntervalRow]:
    """Estimates as lines of a plot, in the order given."""
    return [
        IntervalRow(
            category_label(row.domain),
            row.estimate,
            row.low,
            row.high,
            row.n,
            row.verdict,
            row.low_joint,
            row.high_joint,
        )
        for row in estimates
    ]


def draw_intervals(
    rows: Sequence[IntervalRow],
    *,
    unit: str = "",
    target: float | None = None,
    dark: bool = False,
) -> Figure:
    """Dot and whisker for each row, the target as a line, verdict and n written in the row."""
    palette = palette_of(dark=dark)
    figure = new_figure(8.2, 1.0 + 0.36 * max(len(rows), 1), palette)
    axes = figure.add_subplot()
    _dress(axes, palette, [row.label for row in rows])
    for place, row in enumerate(rows):
        _draw_row(axes, place, row, palette)
    if target is not None:
        axes.axvline(target, color=palette.ink, linewidth=1.2, linestyle=(0, (4, 3)), zorder=1)
        axes.annotate(
            _("Target {target:g}").format(target=target),
            (target, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(4, 4),
            textcoords="offset points",
            fontsize=9,
            color=palette.ink,
        )
    axes.set_xlabel(unit, fontsize=9, color=palette.muted)
    _limit(axes, rows, target)
    return figure


def draw_coverage(rows: Sequence[CoverageRow], *, dark: bool = False) -> Figure:
    """Share of the sample beside the share of the population, by category."""
    bars = [
        BarRow(category_label(row.category), row.share_unweighted or 0.0, row.share_population)
        for row in rows
    ]
    return draw_bars(bars, unit=_("Percent of adults"), compared=_("Population"), dark=dark)


def draw_bars(
    rows: Sequence[BarRow], *, unit: str, compared: str = "", dark: bool = False
) -> Figure:
    """Horizontal bars from zero, with a mark where the comparison stands."""
    palette = palette_of(dark=dark)
    figure = new_figure(8.2, 1.0 + 0.34 * max(len(rows), 1), palette)
    axes = figure.add_subplot()
    _dress(axes, palette, [row.label for row in rows])
    places = range(len(rows))
    axes.barh(places, [row.share for row in rows], height=0.55, color=palette.accent, alpha=0.8)
    marked = [(row.compared, place) for place, row in enumerate(rows) if row.compared is not None]
    if marked:
        values, at = zip(*marked, strict=True)
        axes.scatter(values, at, marker="|", s=220, linewidths=2.2, color=palette.ink, zorder=3)
        axes.annotate(
            f"| {compared}",
            (1.0, 1.0),
            xycoords="axes fraction",
            xytext=(0, 4),
            textcoords="offset points",
            ha="right",
            fontsize=9,
            color=palette.ink,
        )
    whole = all(row.share == int(row.share) for row in rows)
    for place, row in enumerate(rows):
        axes.annotate(
            _number(row.share, whole=whole),
            (max(row.share, row.compared or 0.0), place),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=palette.muted,
        )
    axes.set_xlim(left=0)
    axes.margins(x=0.12)
    axes.set_xlabel(unit, fontsize=9, color=palette.muted)
    return figure


def title_of(variable: str) -> str:
    """What a picture by a variable is headed."""
    return variable_label(variable)


def _number(value: float, *, whole: bool) -> str:
    return f"{value:,.0f}" if whole else f"{value:.1f}"


def wrap_label(label: str, width: int = 24) -> str:
    """A label in lines of at most that many columns; Chinese characters take two columns."""
    lines, used = [""], 0
    for piece in re.findall(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+", label):
        columns = sum(2 if character > "\u2e7f" else 1 for character in piece)
        # A closing mark never begins a line.
        if used and used + columns > width and piece not in "，。；：、）”！？":
            lines.append("")
            used = 0
        lines[-1] += piece
        used += columns
    return "\n".join(line.rstrip() for line in lines)


def _dress(axes: Axes, palette: Palette, labels: Sequence[str]) -> None:
    axes.set_facecolor(palette.background)
    wrapped = [wrap_label(label) for label in labels]
    axes.set_yticks(range(len(labels)), wrapped, fontsize=10, color=palette.ink)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.tick_params(axis="both", length=0, colors=palette.ink, labelsize=9)
    axes.grid(axis="x", color=palette.grid, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)


def _draw_row(axes: Axes, place: int, row: IntervalRow, palette: Palette) -> None:
    colour = palette.verdicts[row.verdict]
    words = f"n = {row.n:,}"
    if row.verdict:
        words = f"{verdict_word(row.verdict)} · {words}"
    axes.annotate(
        words,
        (1.01, place),
        xycoords=("axes fraction", "data"),
        va="center",
        fontsize=9,
        color=colour if row.verdict else palette.muted,
        annotation_clip=False,
    )
    if row.estimate is None:
        return
    if row.low_joint is not None and row.high_joint is not None:
        axes.hlines(place, row.low_joint, row.high_joint, color=colour, linewidth=1.0, alpha=0.75)
    if row.low is not None and row.high is not None:
        axes.hlines(place, row.low, row.high, color=colour, linewidth=3.2, alpha=0.55)
    axes.plot([row.estimate], [place], MARKERS[row.verdict], color=colour, markersize=6.5)


def _limit(axes: Axes, rows: Sequence[IntervalRow], target: float | None) -> None:
    """Show what there is with room around it; never a range so small that noise looks large."""
    ends = [
        end
        for row in rows
        for end in (row.low_joint, row.high_joint, row.low, row.high, row.estimate)
        if end is not None and math.isfinite(end)
    ]
    if target is not None:
        ends.append(target)
    if not ends:
        return
    low, high = min(ends), max(ends)
    room = max(0.08 * (high - low), 0.02 * max(abs(high), 1.0))
    axes.set_xlim(low - room, high + room)
