"""The paper form as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveyapp.paths import chinese_fonts
from surveyapp.publication.paper.answering import answer_pieces, option_pieces
from surveyapp.publication.paper.pieces import Piece, gap, indented, paragraph
from surveyapp.publication.paper.records import Asked, Block, CodeRow, Matrix, Note, Paper, Section
from surveyapp.publication.paper.sheet import (
    BODY,
    BOX,
    HEAD,
    INNER,
    MARGIN,
    SMALL,
    TITLE,
    WIDTH,
    Font,
    Sheet,
)
from surveyapp.publication.paper.spaces import headline
from surveyapp.words import _

_NUMBER = 9.0
"""Width of the column with the numbers of questions."""
_MOST_BESIDE = 8
_TOP = MARGIN
_HEADER_WIDTH = 72.0


def render_pdf(paper: Paper) -> bytes:
    """The pages as the bytes of a PDF."""
    is_chinese = paper.language.startswith("zh")
    sheet = Sheet(chinese_fonts(), paper.footer, _("Page {page} of {pages}"), is_chinese)
    sheet.set_title(paper.title)
    sheet.set_lang("zh-CN" if paper.language.startswith("zh") else paper.language or "zh-CN")
    sheet.add_page()
    setter = _Setter(sheet, _head(sheet, paper))
    for block in paper.blocks[:-1]:
        setter.put(list(_pieces(sheet, block)), clings=isinstance(block, Section))
    # Signatures never stand alone on a page.
    last = [piece for block in paper.blocks[-1:] for piece in _pieces(sheet, block)]
    setter.put([*last, *_signatures(sheet, paper)])
    if paper.coding:
        setter.start_page()
        setter.put([paragraph(sheet, _("Codes in the data"), Font(HEAD, is_bold=True))])
        head = CodeRow(_("Number"), _("Variable"), _("Codes"))
        for row in (head, *paper.coding):
            setter.put([_coding(sheet, row)])
    return bytes(sheet.output())


@dataclass
class _Setter:
    """Puts pieces one below the other; what belongs together stays on one page where it can."""

    sheet: Sheet
    y: float
    waiting: list[Piece] | None = None

    def put(self, pieces: list[Piece], clings: bool = False) -> None:
        """Set the pieces of one block; a heading waits for what comes below it."""
        pieces = [*(self.waiting or ()), *pieces]
        self.waiting = pieces if clings else None
        if clings:
            return
        if self.y + sum(piece.height for piece in pieces) > self.sheet.end:
            whole = self.sheet.end - _TOP
            if sum(piece.height for piece in pieces) <= whole:
                self.start_page()
        for piece in pieces:
            if self.y + piece.height > self.sheet.end and self.y > _TOP:
                self.start_page()
            piece.draw(self.y)
            self.y += piece.height

    def start_page(self) -> None:
        self.sheet.add_page()
        self.y = _TOP


def _head(sheet: Sheet, paper: Paper) -> float:
    """The statutory header, the title, what the surveyor enters, and how to fill in the form."""
    y = _statutory(sheet, paper)
    y = sheet.centre(y + 3, paper.title, Font(TITLE, is_bold=True)) + 1
    if paper.banner:
        y = sheet.centre(y, paper.banner, Font(SMALL, is_bold=True, grey=90)) + 1
    y = _fields(sheet, paper.fields, y + 2)
    return _guide(sheet, paper.guide, y + 3) + 4


def _statutory(sheet: Sheet, paper: Paper) -> float:
    font, y = Font(9), MARGIN
    colon = "：" if paper.language.startswith("zh") else ": "
    label_wide = max(sheet.wide(f"{label}{colon}", font) for label, _value in paper.header)
    left = WIDTH - MARGIN - _HEADER_WIDTH
    room = _HEADER_WIDTH - label_wide
    for label, value in paper.header:
        sheet.say(left, y, f"{label}{colon}", font)
        if value:
            y = sheet.say_all(left + label_wide, y, room, value, font)
        else:
            sheet.rule(left + label_wide + 1, y + font.line - 0.8, room - 1)
            y += font.line
    return y


def _fields(sheet: Sheet, fields: Sequence[tuple[str, int]], y: float) -> float:
    font, half = Font(9), INNER / 2
    for turn, (label, count) in enumerate(fields):
        x = MARGIN + (turn % 2) * half
        sheet.say(x, y + 0.4, label, font)
        x += sheet.wide(label, font) + 2
        if count:
            sheet.boxes(x, y, count)
        else:
            sheet.rule(x, y + BOX, MARGIN + (turn % 2 + 1) * half - x - 4)
        if turn % 2 or turn == len(fields) - 1:
            y += BOX + 2
    return y


def _guide(sheet: Sheet, guide: Sequence[str], y: float) -> float:
    font, width = Font(SMALL), INNER - 6
    head = Font(SMALL, is_bold=True)
    top = y
    sheet.say(MARGIN + 3, y + 1.5, _("How to fill in this form"), head)
    y += 1.5 + head.line
    for turn, line in enumerate(guide, 1):
        y = sheet.say_all(MARGIN + 3, y, width, f"{turn}. {line}", font)
    y += 1.5
    sheet.set_line_width(0.3)
    sheet.rect(MARGIN, top, INNER, y - top)
    return y


def _pieces(sheet: Sheet, block: Block) -> Iterator[Piece]:
    match block:
        case Section():
            size = HEAD if block.level == 1 else BODY + 0.5
            yield gap(3)
            if block.text:
                yield paragraph(sheet, block.text, Font(size, is_bold=True))
            yield from (_rule_piece(sheet, rule, 0) for rule in block.rules)
            yield gap(1)
        case Note():
            text = block.text if block.computed else f"◆ {block.text}"
            yield from (_rule_piece(sheet, rule, 0) for rule in block.rules)
            yield paragraph(sheet, text, Font(BODY - 0.5))
            yield gap(1.5)
        case Matrix():
            yield from _matrix(sheet, block)
        case Asked():
            yield from _asked(sheet, block)


def _rule_piece(sheet: Sheet, rule: str, left: float) -> Piece:
    return indented(
        sheet, _("[{instruction}]").format(instruction=rule), left, Font(SMALL, grey=50)
    )


def _asked(sheet: Sheet, asked: Asked) -> Iterator[Piece]:
    for rule in asked.rules:
        yield _rule_piece(sheet, rule, _NUMBER)
    yield _question(sheet, asked)
    for limit in asked.limits:
        yield _rule_piece(sheet, limit, _NUMBER)
    for hint in asked.hints:
        yield indented(sheet, hint, _NUMBER, Font(SMALL, grey=60))
    yield from option_pieces(sheet, asked, _NUMBER)
    if not _boxes_beside(asked):
        yield from answer_pieces(sheet, asked, _NUMBER)
    for jump in asked.jumps:
        yield indented(sheet, jump, _NUMBER, Font(BODY - 0.5, is_bold=True))
    yield gap(2.4)


def _question(sheet: Sheet, asked: Asked) -> Piece:
    """The number, the text, and the boxes at the right where one code or number is wanted."""
    font, count = Font(BODY, is_bold=True), _boxes_beside(asked)
    text = headline(asked)
    width = INNER - _NUMBER - count * BOX - (3 if count else 0)
    height = sheet.tall(text, width, font)

    def draw(y: float) -> None:
        sheet.say(MARGIN, y, f"{asked.number}.", font)
        sheet.say_all(MARGIN + _NUMBER, y, width, text, font)
        if count:
            sheet.boxes(MARGIN + INNER - count * BOX, y, count)

    return Piece(max(height, BOX + 0.5 if count else 0), draw)


def _boxes_beside(asked: Asked) -> int:
    """How many boxes stand beside the question: for the code of one answer, or for a number."""
    if asked.space.kind == "digits" and not asked.space.decimals:
        return asked.space.size if asked.space.size <= _MOST_BESIDE else 0
    single = bool(asked.options) and not asked.several and not asked.ranked
    return max(len(one.code) for one in asked.options) if single else 0


def _matrix(sheet: Sheet, matrix: Matrix) -> Iterator[Piece]:
    for rule in matrix.rules:
        yield _rule_piece(sheet, rule, 0)
    mark = _("Circle one code in each row.")
    yield paragraph(sheet, mark, Font(SMALL, grey=50))
    each = min(24.0, (INNER * 0.62) / len(matrix.columns))
    widths = [INNER - each * len(matrix.columns), *[each] * len(matrix.columns)]
    heads = [f"{one.text}{'*' if one.aside else ''}" for one in matrix.columns]
    yield _table_row(sheet, ["", *heads], widths, Font(SMALL))
    for row in matrix.rows:
        cells = [f"{row.number}. {row.text}", *(one.code for one in matrix.columns)]
        yield _table_row(sheet, cells, widths, Font(BODY - 0.5))
    yield gap(3)


def _table_row(sheet: Sheet, cells: list[str], widths: list[float], font: Font) -> Piece:
    inside = [width - 2.4 for width in widths]
    tall = [sheet.tall(text, width, font) for text, width in zip(cells, inside, strict=True)]
    height = max(tall) + 2

    def draw(y: float) -> None:
        sheet.row(MARGIN, y, widths, height)
        x = MARGIN
        for turn, (text, width) in enumerate(zip(cells, widths, strict=True)):
            top = y + (height - tall[turn]) / 2
            for line in sheet.lines(text, width - 2.4, font):
                shift = (width - sheet.wide(line, font)) / 2 if turn else 1.2
                sheet.say(x + shift, top, line, font)
                top += font.line
            x += width

    return Piece(height, draw)


def _signatures(sheet: Sheet, paper: Paper) -> Iterator[Piece]:
    font = Font(9)
    each = INNER / len(paper.signatures)

    def draw(y: float) -> None:
        for turn, label in enumerate(paper.signatures):
            x = MARGIN + turn * each
            sheet.say(x, y + 8, label, font)
            start = x + sheet.wide(label, font) + 1.5
            sheet.rule(start, y + 8 + font.line - 0.8, x + each - 3 - start)

    yield Piece(8 + font.line + 3, draw)


def _coding(sheet: Sheet, row: CodeRow) -> Piece:
    font = Font(SMALL - 0.5)
    columns: tuple[tuple[float, float, str], ...] = (
        (0.0, 12.0, row.number),
        (12.0, 48.0, row.name),
        (62.0, INNER - 62.0, row.codes),
    )
    height = max(sheet.tall(text, width, font) for _x, width, text in columns) + 0.8

    def draw(y: float) -> None:
        for x, width, text in columns:
            sheet.say_all(MARGIN + x, y, width, text, font)
        sheet.rule(MARGIN, y + height - 0.4, INNER, 0.08)

    return Piece(height, draw)
