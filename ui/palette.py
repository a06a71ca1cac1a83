"""The colours of the two themes, each designed, and the contrast they are held to.

The verdict colours are those of the plots (bluish green, vermilion, blue: after Okabe and Ito,
2008, darkened or lightened until they pass as text); a shape and a word always stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """One theme. Every ``*text`` passes WCAG AA on the surfaces it stands on."""

    window: str
    """Behind pages."""
    surface: str
    """Tables, fields, menus."""
    rail: str
    stripe: str
    """Every second row of a table; hovered things."""
    border: str
    field_border: str
    """Edge of a field: 3:1 against what surrounds it."""
    text: str
    faint_text: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    met: str
    not_met: str
    unclear: str
    caution: str
    is_dark: bool = False

    def of_verdict(self, kind: str) -> str:
        """The colour of ``met``, ``not_met`` or ``unclear``; faint for anything else."""
        known = {"met": self.met, "not_met": self.not_met, "unclear": self.unclear}
        return known.get(kind, self.faint_text)


LIGHT = Colours(
    window="#f6f8f8",
    surface="#ffffff",
    rail="#ebf0f0",
    stripe="#f2f6f6",
    border="#d3dcdc",
    field_border="#7f8f90",
    text="#182426",
    faint_text="#51626a",
    accent="#0b6b6b",
    accent_hover="#085656",
    on_accent="#ffffff",
    selection="#cfe6e5",
    met="#00694f",
    not_met="#ac4300",
    unclear="#3d5a80",
    caution="#735600",
)

DARK = Colours(
    window="#171d1f",
    surface="#1e2628",
    rail="#12181a",
    stripe="#232d2f",
    border="#364345",
    field_border="#788a8d",
    text="#e4ebeb",
    faint_text="#a3b3b5",
    accent="#4dbdb5",
    accent_hover="#6dd0c9",
    on_accent="#06201f",
    selection="#193e3d",
    met="#4fd1a5",
    not_met="#f0955a",
    unclear="#9db8de",
    caution="#d9b44a",
    is_dark=True,
)

THEMES = {"light": LIGHT, "dark": DARK}


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours (WCAG 2.1, relative luminance)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
