"""Colours, fonts and figures of plots, the same for screen, report and export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from surveyapp.paths import bundled_fonts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

OWN_FONT = "Survey Sans SC"
FONTS = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
    OWN_FONT,  # the program's own, for rare characters and machines without Chinese
    "DejaVu Sans",
)

MARKERS: Mapping[str, str] = {
    "met": "o",
    "not_met": "s",
    "not_distinguishable": "D",
    "not_assessed": "x",
    "": "o",
}
"""Each verdict has a shape as well as a word and a colour."""


@dataclass(frozen=True)
class Palette:
    """Colours of one theme. The verdicts' are from Okabe and Ito (2008), darkened or lightened."""

    background: str
    ink: str
    muted: str
    grid: str
    accent: str
    verdicts: Mapping[str, str]


LIGHT = Palette(
    "#ffffff",
    "#1f2933",
    "#5b6770",
    "#dfe4e8",
    "#0b6e75",
    {
        "met": "#00694f",
        "not_met": "#b04500",
        "not_distinguishable": "#3d5a80",
        "not_assessed": "#5b6770",
        "": "#0b6e75",
    },
)
DARK = Palette(
    "#1b2126",
    "#e6eaed",
    "#a3adb5",
    "#38424a",
    "#58c4c9",
    {
        "met": "#4fd1a5",
        "not_met": "#f0955a",
        "not_distinguishable": "#9db8de",
        "not_assessed": "#a3adb5",
        "": "#58c4c9",
    },
)


def palette_of(*, dark: bool) -> Palette:
    """The colours of a theme."""
    return DARK if dark else LIGHT


def new_figure(width: float, height: float, palette: Palette) -> Figure:
    """An empty figure in inches that is not tied to any window."""
    import matplotlib
    from matplotlib.figure import Figure

    # The families themselves: of "sans-serif" only the first would be asked for a character.
    matplotlib.rcParams["font.family"] = available_fonts()
    matplotlib.rcParams["axes.unicode_minus"] = False
    # Text stays text in SVG, and two drawings of one figure are the same file.
    matplotlib.rcParams["svg.fonttype"] = "none"
    matplotlib.rcParams["svg.hashsalt"] = "surveyapp"
    return Figure(figsize=(width, height), facecolor=palette.background, layout="constrained")


def available_fonts() -> list[str]:
    """The fonts of the chain that this machine has, so that none is looked for in vain."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    if OWN_FONT not in known:
        for path in bundled_fonts():
            font_manager.fontManager.addfont(path)
            known.add(OWN_FONT)
    return [name for name in FONTS if name in known] or ["DejaVu Sans"]


def svg_of(figure: Figure) -> str:
    """The figure as SVG text without date, ready to stand inside a page."""
    target = BytesIO()
    figure.savefig(target, format="svg", metadata={"Date": None})
    text = target.getvalue().decode("utf-8")
    return text[text.index("<svg") :]


def png_of(figure: Figure, dpi: int = 150) -> bytes:
    """The figure as PNG."""
    target = BytesIO()
    figure.savefig(target, format="png", dpi=dpi)
    return target.getvalue()
