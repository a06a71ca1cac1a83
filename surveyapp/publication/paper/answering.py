"""Where answers are written in the PDF: options in columns, boxes, lines."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.publication.paper.pieces import Piece, indented
from surveyapp.publication.paper.records import Asked, Option
from surveyapp.publication.paper.sheet import BODY, BOX, INNER, MARGIN, Font, Sheet
from surveyapp.publication.paper.spaces import Boxes, boxes_of
from surveyapp.words import _

_FONT = Font(BODY)
_MARK = 6.5
"""Width for the code or the box before an option."""
_LINE = 8.0
_COLUMNS = (5, 4, 3, 2)


def option_pieces(sheet: Sheet, asked: Asked, left: float) -> Iterator[Piece]:
    """The options: in columns where they are short and lead nowhere, else one below the other."""
    if not asked.options:
        return
    mark = max(_MARK, max(sheet.wide(one.code, _FONT) for one in asked.options) + 3)
    if asked.several or asked.ranked:
        mark += 5
    columns = _columns(sheet, asked, INNER - left, mark)
    each = (INNER - left) / columns
    for start in range(0, len(asked.options), columns):
        some = asked.options[start : start + columns]
        yield _options(sheet, asked, some, (left, each, mark))


def _columns(sheet: Sheet, asked: Asked, room: float, mark: float) -> int:
    if any(one.jump for one in asked.options):
        return 1
    widest = max(sheet.wide(_shown(one), _FONT) for one in asked.options)
    for count in _COLUMNS:
        if len(asked.options) >= count and widest + mark + 2.5 <= room / count:
            return count
    return 1


def _options(
    sheet: Sheet, asked: Asked, some: tuple[Option, ...], places: tuple[float, float, float]
) -> Piece:
    left, each, mark = places
    width = each - mark - 2
    jump = Font(BODY - 0.5, is_bold=True)
    lead = sheet.wide(some[0].jump, jump) + 4 if some[0].jump else 0
    height = max(sheet.tall(_shown(one), width - lead, _FONT) for one in some) + 0.6

    def draw(y: float) -> None:
        for turn, one in enumerate(some):
            x = MARGIN + left + turn * each
            _draw_mark(sheet, asked, one, x, y)
            sheet.say_all(x + mark, y, width - lead, _shown(one), _FONT)
            if one.jump:
                end = x + mark + min(sheet.wide(_shown(one), _FONT), width - lead)
                sheet.say(end + 4, y, one.jump, jump)

    return Piece(height, draw)


def _draw_mark(sheet: Sheet, asked: Asked, option: Option, x: float, y: float) -> None:
    if asked.several:
        sheet.tick(x, y + 1)
        x += 5
    elif asked.ranked:
        sheet.rule(x, y + _FONT.line - 0.6, 4)
        x += 5
    sheet.say(x, y, option.code, _FONT)


def _shown(option: Option) -> str:
    return f"{option.text}*" if option.aside else option.text


def answer_pieces(sheet: Sheet, asked: Asked, left: float) -> Iterator[Piece]:
    """The place for an answer that is no option."""
    space = asked.space
    if space.kind == "lines":
        for _turn in range(max(space.size, 1)):
            yield Piece(_LINE, lambda y: sheet.rule(MARGIN + left, y + _LINE - 1, INNER - left))
    elif space.kind == "device":
        yield indented(sheet, _("[recorded on the laptop]"), left, _FONT)
    elif space.kind == "tick":
        yield Piece(5, lambda y: sheet.tick(MARGIN + left, y + 1))
    elif space.kind == "scale":
        yield indented(sheet, "     ".join(space.marks), left, _FONT)
    elif space.kind:
        boxes = boxes_of(space)
        yield Piece(BOX + 1.5, lambda y: _draw_boxes(sheet, boxes, MARGIN + left, y + 0.8))


def _draw_boxes(sheet: Sheet, boxes: Boxes, x: float, y: float) -> None:
    for count, word in boxes:
        x = sheet.boxes(x, y, count) + 1.5
        sheet.say(x, y, word, _FONT)
        x += sheet.wide(word, _FONT) + 2.5
