"""The words at questions and at their boxes, the same for PDF and for Word."""

from __future__ import annotations

from surveyapp.publication.paper.records import Asked, Space
from surveyapp.words import _

Boxes = tuple[tuple[int, str], ...]
"""How many boxes, and the word after them."""


def headline(asked: Asked) -> str:
    """The text with how it is answered."""
    if not asked.mark:
        return asked.text
    mark = _("({mark})").format(mark=asked.mark)
    return f"{asked.text} {mark}"


def boxes_of(space: Space) -> Boxes:
    """The boxes of a space; none where it has no boxes."""
    day: Boxes = ((4, _("year")), (2, _("month")), (2, _("day")))
    clock: Boxes = ((2, _("hour")), (2, _("minute")))
    match space.kind:
        case "digits" if space.decimals:
            return ((space.size, "."), (space.decimals, ""))
        case "digits":
            return ((space.size, ""),)
        case "place":
            return ((9, _("latitude")), (9, _("longitude")))
        case "date":
            return day
        case "time":
            return clock
        case "datetime":
            return (*day, *clock)
        case _:
            return ()
