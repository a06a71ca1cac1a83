from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from ui.palette import THEMES, contrast
from ui.stylesheet import stylesheet

TEXTS = ("text", "faint_text", "met", "not_met", "unclear", "caution", "accent")
SURFACES = ("window", "surface", "rail", "stripe")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("surface", SURFACES)
def test_all_text_passes_aa(name, text, surface):
    colours = THEMES[name]
    assert contrast(getattr(colours, text), getattr(colours, surface)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_text_on_accent_and_selection_passes_aa(name):
    colours = THEMES[name]
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_hover) >= 4.5
    for text in ("text", "met", "not_met", "unclear"):
        assert contrast(getattr(colours, text), colours.selection) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_fields_and_focus_stand_out(name):
    colours = THEMES[name]
    for surface in ("window", "surface"):
        assert contrast(colours.field_border, getattr(colours, surface)) >= 3
        assert contrast(colours.accent, getattr(colours, surface)) >= 3


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_sizes_grow_with_the_scale():
    sheet = stylesheet(THEMES["light"], 2.0)
    assert "font-size: 26px" in sheet
    assert "$" not in sheet


def test_quotation_marks_are_narrow_in_english_and_wide_in_chinese(window):
    shown = QLabel("“a”", window)
    narrow = _width_of_quote(shown)
    character = shown.fontMetrics().horizontalAdvance("中")
    assert narrow < character * 0.7
    window.session.language.apply("zh_CN")
    assert shown.font().families()[0] != "Segoe UI"
    assert shown.font().featureValue(QFont.Tag("pwid")) == 0
    window.session.language.apply("en")
    assert _width_of_quote(shown) == narrow


def _width_of_quote(shown: QLabel) -> int:
    shown.ensurePolished()
    return shown.fontMetrics().horizontalAdvance("“")
