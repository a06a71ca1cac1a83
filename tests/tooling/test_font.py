"""The program's own font: what stays of Noto, and under which name."""

from __future__ import annotations

import font
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen


def test_rare_characters_stay_and_hangul_goes():
    codes = {ord(one) for one in "一㙍𠮷𬭎aé，한ㅎ"}
    assert font.kept(codes) == {ord(one) for one in "一㙍𠮷𬭎aé，"}


def test_a_changed_font_has_another_name():
    face = FontBuilder(1000, isTTF=False)
    face.setupGlyphOrder([".notdef"])
    face.setupCharacterMap({})
    empty = T2CharStringPen(500, None).getCharString()
    face.setupCFF("Old", {"FullName": "Old", "FamilyName": "Old"}, {".notdef": empty}, {})
    face.setupNameTable({"familyName": "Noto Sans CJK SC", "styleName": "Regular"})
    font.rename(face.font, "Bold")
    names = {entry.toUnicode() for entry in face.font["name"].names}
    assert not [name for name in names if "Noto" in name]
    assert face.font["name"].getDebugName(1) == "Survey Sans SC"
    assert face.font["name"].getDebugName(4) == "Survey Sans SC Bold"
    assert face.font["CFF "].cff.fontNames == ["SurveySansSC-Bold"]


def test_the_window_asks_for_the_font_by_its_name():
    from ui import fonts

    assert fonts.FAMILY == font.FAMILY
