"""What can be meant by the letters before the cursor: names, functions, codes of choices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questionnaires.expressions import Layout
from questionnaires.expressions.functions import FUNCTIONS
from questionnaires.expressions.layout import Place, pick

_CODE = re.compile(r"\$\{([^}]+)\}\s*(?:=|!=|,)\s*(?P<piece>'[^']*)$")
_NAME = re.compile(r"\$\{?(?P<piece>[^}]*)$")
_WORD = re.compile(r"(?P<piece>[\w\u4e00-\u9fff-]+)$")
_MOST = 60


@dataclass(frozen=True)
class Offer:
    """What is shown, what is put in, and how many letters before the cursor it replaces."""

    shown: str
    text: str
    replaces: int


def offers(before: str, layout: Layout, language: str, *, asked: bool = False) -> list[Offer]:
    """What fits the text before the cursor; ``asked`` offers everything where nothing is typed."""
    found = _CODE.search(before)
    if found:
        return _codes(found.group(1), found.group("piece"), layout, language)
    found = _NAME.search(before)
    if found and "$" in before[found.start() :] and "}" not in found.group("piece"):
        return _names(found.group("piece"), len(found.group()), layout, language)
    found = _WORD.search(before)
    if found:
        piece = found.group("piece")
        least = 1 if asked or not piece.isascii() else 2
        if len(piece) < least:
            return []
        return [*_names(piece, len(piece), layout, language), *_functions(piece)][:_MOST]
    return _names("", 0, layout, language) if asked else []


def _names(piece: str, replaces: int, layout: Layout, language: str) -> list[Offer]:
    wanted = piece.strip().casefold()
    ranked: list[tuple[tuple[int, bool], Offer]] = []
    for place in layout.places.values():
        label = _label(place, language)
        name, words = place.name.casefold(), label.casefold()
        rank = (
            0 if name.startswith(wanted) else 1 if wanted in name else 2 if wanted in words else 9
        )
        if rank < 9 and place.kind != "note":
            shown = f"{place.name}    {label}"
            ranked.append(
                ((rank, place.question is None), Offer(shown, f"${{{place.name}}}", replaces))
            )
    ranked.sort(key=lambda one: one[0])
    return [offer for _, offer in ranked[:_MOST]]


def _functions(piece: str) -> list[Offer]:
    wanted = piece.casefold()
    return [
        Offer(f"{name}(…)", f"{name}(" if one.most else f"{name}()", len(piece))
        for name, one in FUNCTIONS.items()
        if name.startswith(wanted)
    ]


def _codes(name: str, piece: str, layout: Layout, language: str) -> list[Offer]:
    place = layout.find(name.strip())
    if place is None or not place.list_name:
        return []
    wanted = piece.lstrip("'").casefold()
    found: list[Offer] = []
    for row in layout.rows(place.list_name) or ():
        code = row.get("name", "")
        label = layout.label(place.list_name, code, language)
        if wanted in code.casefold() or wanted in label.casefold():
            found.append(Offer(f"{code}    {label}", f"'{code}'", len(piece)))
    return found[:_MOST]


def _label(place: Place, language: str) -> str:
    if place.question is None:
        return ""
    text = " ".join(pick(place.question.labels, language).split())
    return f"{text[:30]}…" if len(text) > 30 else text
