"""What python-docx has no words for: Chinese fonts, page numbers, borders, boxes for digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_LATIN, _SONG, _HEI = "Times New Roman", "宋体", "黑体"
_BOX = "□"
_GREY = 0x50
_INNER_MM, _BOX_SIZE = 174, 14


def set_fonts(document: Document, language: str) -> None:
    """Song for texts and Hei for heads, as Chinese forms are set; one distance for all lines."""
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = styles[name]
        style.font.name = _LATIN
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        _set(fonts, "w:eastAsia", _SONG if name == "Normal" else _HEI)
        # A theme's font would win over the one that is named.
        for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(_tag(f"w:{part}"), None)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 10)
    words = _element("w:lang")
    _set(words, "w:val", "en-US")
    _set(words, "w:eastAsia", "zh-CN" if language.startswith("zh") else "en-US")
    styles["Normal"].element.get_or_add_rPr().append(words)


def add_text(
    paragraph: Paragraph, text: str, size: float, *, bold: bool = False, grey: bool = False
) -> None:
    """A run of text; line ends stay."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run: Any = paragraph.add_run(text)
    run.font.size = Pt(size)
    if bold:
        run.bold = True
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HEI)
    if grey:
        run.font.color.rgb = RGBColor(_GREY, _GREY, _GREY)


def add_boxes(paragraph: Paragraph, count: int, size: float) -> None:
    """Boxes for digits side by side."""
    add_text(paragraph, _BOX * count, size)


def add_boxes_right(paragraph: Paragraph, count: int, decimals: int = 0) -> None:
    """Boxes at the right edge of the page."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_INNER_MM), WD_TAB_ALIGNMENT.RIGHT)
    add_text(paragraph, "\t", _BOX_SIZE)
    add_boxes(paragraph, count, _BOX_SIZE)
    if decimals:
        add_text(paragraph, ".", _BOX_SIZE)
        add_boxes(paragraph, decimals, _BOX_SIZE)


def add_field(paragraph: Paragraph, code: str, size: float) -> None:
    """A field that Word works out, such as ``PAGE``."""
    from docx.shared import Pt

    for kind in ("begin", "", "end"):
        run: Any = paragraph.add_run()
        run.font.size = Pt(size)
        part = _element("w:fldChar" if kind else "w:instrText")
        if kind:
            _set(part, "w:fldCharType", kind)
        else:
            part.text = code
        run._element.append(part)


def keep_with_next(paragraph: Paragraph) -> None:
    """Never the last line of a page."""
    paragraph.paragraph_format.keep_with_next = True


def set_borders(table: Table) -> None:
    """Thin lines around every cell; no row is torn apart between pages."""
    shown: Any = table
    shown.style = "Table Grid"
    for row in shown.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def _element(name: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)


def _set(element: Any, name: str, value: str) -> None:
    element.set(_tag(name), value)
