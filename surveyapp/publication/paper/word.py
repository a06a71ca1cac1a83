"""The paper form as a Word document, to be edited and printed there."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from surveyapp.publication.paper.records import (
    Asked,
    Block,
    CodeRow,
    Matrix,
    Note,
    Option,
    Paper,
    Section,
)
from surveyapp.publication.paper.spaces import boxes_of, headline
from surveyapp.publication.paper.wordparts import (
    add_boxes,
    add_boxes_right,
    add_field,
    add_text,
    keep_with_next,
    set_borders,
    set_fonts,
)
from surveyapp.words import _

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_SMALL, _BODY, _HEAD, _TITLE = 8.5, 10.5, 12.0, 17.0
_NUMBER_MM = 9
_SHORT = 12
_LINE = "_" * 60


def render_word(paper: Paper) -> bytes:
    """The document as bytes."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)
    set_fonts(document, paper.language)
    document.core_properties.title = paper.title
    _footer(page.footer.paragraphs[0], paper)
    _head(document, paper)
    for block in paper.blocks:
        _block(document, block)
    _signatures(document, paper.signatures)
    if paper.coding:
        _coding(document, paper.coding)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _footer(paragraph: Paragraph, paper: Paper) -> None:
    before, _mark, rest = _("Page {page} of {pages}").partition("{page}")
    between, _mark, after = rest.partition("{pages}")
    add_text(paragraph, f"{paper.footer}    {before}", 7.5)
    add_field(paragraph, "PAGE", 7.5)
    add_text(paragraph, between, 7.5)
    add_field(paragraph, "NUMPAGES", 7.5)
    add_text(paragraph, after, 7.5)


def _head(document: Document, paper: Paper) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    colon = "：" if paper.language.startswith("zh") else ": "
    for label, value in paper.header:
        line = _paragraph(document, left=102)
        add_text(line, f"{label}{colon}{value or '_' * 20}", 9)
    title = _paragraph(document, before=8, after=4)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_text(title, paper.title, _TITLE, bold=True)
    if paper.banner:
        banner = _paragraph(document, after=4)
        banner.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_text(banner, paper.banner, _SMALL, bold=True)
    fields = document.add_table(rows=-(-len(paper.fields) // 2), cols=2)
    for turn, (label, count) in enumerate(paper.fields):
        cell = fields.cell(turn // 2, turn % 2)
        add_text(cell.paragraphs[0], f"{label} ", 9)
        add_boxes(cell.paragraphs[0], count, 11) if count else add_text(
            cell.paragraphs[0], "_" * 24, 9
        )
    guide = document.add_table(rows=1, cols=1)
    set_borders(guide)
    cell = guide.cell(0, 0)
    cell.width = Mm(174)
    add_text(cell.paragraphs[0], _("How to fill in this form"), _SMALL, bold=True)
    for turn, line in enumerate(paper.guide, 1):
        add_text(cell.add_paragraph(), f"{turn}. {line}", _SMALL)
    _paragraph(document, after=2)


def _paragraph(
    document: Document, *, left: float = 0, before: float = 0, after: float = 0
) -> Paragraph:
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    style = paragraph.paragraph_format
    style.left_indent, style.space_before, style.space_after = Mm(left), Pt(before), Pt(after)
    return paragraph


def _block(document: Document, block: Block) -> None:
    match block:
        case Section():
            head = document.add_heading("", level=min(block.level, 3))
            add_text(head, block.text, _HEAD if block.level == 1 else _BODY, bold=True)
            for rule in block.rules:
                keep_with_next(_rule(document, rule, 0))
        case Note():
            for rule in block.rules:
                keep_with_next(_rule(document, rule, 0))
            text = block.text if block.computed else f"◆ {block.text}"
            add_text(_paragraph(document, after=4), text, _BODY - 0.5)
        case Matrix():
            _matrix(document, block)
        case Asked():
            _asked(document, block)


def _rule(document: Document, rule: str, left: float) -> Paragraph:
    paragraph = _paragraph(document, left=left)
    add_text(paragraph, _("[{instruction}]").format(instruction=rule), _SMALL, grey=True)
    return paragraph


def _asked(document: Document, asked: Asked) -> None:
    for rule in asked.rules:
        keep_with_next(_rule(document, rule, _NUMBER_MM))
    head = _hanging(document, asked.number)
    add_text(head, headline(asked), _BODY, bold=True)
    if asked.options and not asked.several and not asked.ranked:
        add_boxes_right(head, max(len(one.code) for one in asked.options))
    if asked.space.kind == "digits":
        add_boxes_right(head, asked.space.size, asked.space.decimals)
    lines = [head, *(_rule(document, limit, _NUMBER_MM) for limit in asked.limits)]
    for hint in asked.hints:
        lines.append(_paragraph(document, left=_NUMBER_MM))
        add_text(lines[-1], hint, _SMALL, grey=True)
    goes_on = asked.options or asked.jumps or asked.space.kind not in ("", "digits")
    for line in lines if goes_on else lines[:-1]:
        keep_with_next(line)
    _options(document, asked)
    _space(document, asked)
    for jump in asked.jumps:
        add_text(_paragraph(document, left=_NUMBER_MM), jump, _BODY - 0.5, bold=True)


def _hanging(document: Document, number: str) -> Paragraph:
    """A paragraph whose number stands left of its text."""
    from docx.shared import Mm

    paragraph = _paragraph(document, left=_NUMBER_MM, before=6)
    paragraph.paragraph_format.first_line_indent = -Mm(_NUMBER_MM)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_NUMBER_MM))
    add_text(paragraph, f"{number}.\t", _BODY, bold=True)
    return paragraph


def _options(document: Document, asked: Asked) -> None:
    if not asked.options:
        return
    wide = max(len(one.text) for one in asked.options) > _SHORT
    if wide or any(one.jump for one in asked.options):
        for one in asked.options:
            _option(_paragraph(document, left=_NUMBER_MM), asked, one)
        return
    from docx.shared import Mm

    columns = 3 if len(asked.options) > 2 else 2
    for start in range(0, len(asked.options), columns):
        line = _paragraph(document, left=_NUMBER_MM)
        for turn, one in enumerate(asked.options[start : start + columns]):
            if turn:
                line.paragraph_format.tab_stops.add_tab_stop(Mm(_NUMBER_MM + turn * 165 / columns))
                add_text(line, "\t", _BODY)
            _option(line, asked, one)


def _option(line: Paragraph, asked: Asked, one: Option) -> None:
    if asked.several:
        add_boxes(line, 1, 11)
        add_text(line, " ", _BODY)
    elif asked.ranked:
        add_text(line, "____ ", _BODY)
    add_text(line, f"{one.code} {one.text}{'*' if one.aside else ''}", _BODY)
    if one.jump:
        add_text(line, f"  {one.jump}", _BODY - 0.5, bold=True)


def _space(document: Document, asked: Asked) -> None:
    space = asked.space
    if space.kind in ("", "digits"):
        return
    for _turn in range(space.size if space.kind == "lines" else 1):
        line = _paragraph(document, left=_NUMBER_MM, before=2)
        for count, word in boxes_of(space):
            add_boxes(line, count, 14)
            add_text(line, f" {word} ", _BODY)
        plain = {"lines": _LINE, "device": _("[recorded on the laptop]")}
        plain["scale"] = "     ".join(space.marks)
        if space.kind == "tick":
            add_boxes(line, 1, 12)
        elif space.kind in plain:
            add_text(line, plain[space.kind], _BODY)


def _matrix(document: Document, matrix: Matrix) -> None:
    for rule in matrix.rules:
        keep_with_next(_rule(document, rule, 0))
    mark = _paragraph(document, before=6)
    add_text(mark, _("Circle one code in each row."), _SMALL, grey=True)
    keep_with_next(mark)
    heads = ["", *(f"{one.text}{'*' if one.aside else ''}" for one in matrix.columns)]
    rows = [
        [f"{row.number}. {row.text}", *(one.code for one in matrix.columns)] for row in matrix.rows
    ]
    each = min(24.0, 174 * 0.62 / len(matrix.columns))
    _table(document, heads, rows, [174 - each * len(matrix.columns), *[each] * len(matrix.columns)])


def _table(
    document: Document,
    heads: list[str],
    rows: Sequence[list[str]],
    widths: list[float],
    *,
    size: float = _BODY - 0.5,
    is_centred: bool = True,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    table: Any = document.add_table(rows=1 + len(rows), cols=len(widths))
    table.autofit = False
    set_borders(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    # Rows are walked: reaching a cell by its place counts through the whole table each time.
    for row, cells in zip(table.rows, [heads, *rows], strict=True):
        is_head = cells is heads
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(widths[column])
            line = cell.paragraphs[0]
            add_text(line, text, size - 1 if is_head else size, bold=is_head)
            if column and is_centred:
                line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _signatures(document: Document, labels: Sequence[str]) -> None:
    line = _paragraph(document, before=18, after=6)
    add_text(line, "    ".join(f"{label} {'_' * 16}" for label in labels), 9)


def _coding(document: Document, rows: Sequence[CodeRow]) -> None:
    document.add_page_break()
    head = document.add_heading("", level=1)
    add_text(head, _("Codes in the data"), _HEAD, bold=True)
    cells = [[row.number, row.name, row.codes] for row in rows]
    heads = [_("Number"), _("Variable"), _("Codes")]
    _table(document, heads, cells, [12, 46, 116], size=_SMALL - 0.5, is_centred=False)
