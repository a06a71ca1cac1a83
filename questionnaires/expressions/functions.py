"""The table of functions: how many arguments each takes, what it gives, and what computes it.

Functions without ``apply`` need the interview or lie on the syntax itself; ``forms`` compiles them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from questionnaires.expressions import calendars, geography, numeric, textual
from questionnaires.expressions.values import Value, as_boolean, as_number, as_text

MANY = 1000
_MOST_APART = 6
_BOOLEAN, _NUMBER, _TEXT, _ANY = "boolean", "number", "text", "any"


@dataclass(frozen=True)
class Function:
    """``wants`` names what ``apply`` takes first: nothing, the zone, or zone and language.

    With ``spreads``, node-sets among the arguments are replaced by their values.
    """

    name: str
    least: int
    most: int
    gives: str = _ANY
    apply: Callable[..., Value] | None = None
    wants: str = ""
    spreads: bool = False


_P = math.pi
_PURE = (
    Function("true", 0, 0, _BOOLEAN, lambda: True),
    Function("false", 0, 0, _BOOLEAN, lambda: False),
    Function("boolean", 1, 1, _BOOLEAN, as_boolean),
    Function("boolean-from-string", 1, 1, _BOOLEAN, textual.boolean_from_string),
    Function("not", 1, 1, _BOOLEAN, lambda value: not as_boolean(value)),
    Function("number", 1, 1, _NUMBER, as_number),
    Function("int", 1, 1, _NUMBER, numeric.truncate),
    Function("round", 1, 2, _NUMBER, numeric.rounded),
    Function("floor", 1, 1, _NUMBER, numeric.floor),
    Function("ceiling", 1, 1, _NUMBER, numeric.ceiling),
    Function("abs", 1, 1, _NUMBER, numeric.guarded(math.fabs)),
    Function("sqrt", 1, 1, _NUMBER, numeric.guarded(math.sqrt)),
    Function("exp", 1, 1, _NUMBER, numeric.guarded(math.exp)),
    Function("exp10", 1, 1, _NUMBER, numeric.guarded(lambda number: 10.0**number)),
    Function("log", 1, 1, _NUMBER, numeric.guarded(numeric.logarithm)),
    Function("log10", 1, 1, _NUMBER, numeric.guarded(numeric.logarithm10)),
    Function("sin", 1, 1, _NUMBER, numeric.guarded(math.sin)),
    Function("cos", 1, 1, _NUMBER, numeric.guarded(math.cos)),
    Function("tan", 1, 1, _NUMBER, numeric.guarded(math.tan)),
    Function("asin", 1, 1, _NUMBER, numeric.guarded(math.asin)),
    Function("acos", 1, 1, _NUMBER, numeric.guarded(math.acos)),
    Function("atan", 1, 1, _NUMBER, numeric.guarded(math.atan)),
    Function("atan2", 2, 2, _NUMBER, numeric.guarded(math.atan2)),
    Function("pi", 0, 0, _NUMBER, lambda: _P),
    Function("pow", 2, 2, _NUMBER, numeric.power),
    Function("string", 1, 1, _TEXT, as_text),
    Function("substr", 2, 3, _TEXT, textual.substring_by_ends),
    Function("substring", 2, 3, _TEXT, textual.substring),
    Function("substring-before", 2, 2, _TEXT, textual.before),
    Function("substring-after", 2, 2, _TEXT, textual.after),
    Function("string-length", 0, 1, _NUMBER, lambda text: len(as_text(text))),
    Function("normalize-space", 0, 1, _TEXT, textual.normalize_space),
    Function("translate", 3, 3, _TEXT, textual.translate),
    Function("contains", 2, 2, _BOOLEAN, lambda text, part: as_text(part) in as_text(text)),
    Function("starts-with", 2, 2, _BOOLEAN, lambda t, part: as_text(t).startswith(as_text(part))),
    Function("ends-with", 2, 2, _BOOLEAN, lambda t, part: as_text(t).endswith(as_text(part))),
    Function("regex", 2, 2, _BOOLEAN, textual.matches),
    Function("selected", 2, 2, _BOOLEAN, textual.selected),
    Function("is-selected", 2, 2, _BOOLEAN, textual.selected),
    Function("count-selected", 1, 1, _NUMBER, textual.count_selected),
    Function("selected-at", 2, 2, _TEXT, textual.selected_at),
    Function("item-at", 3, 3, _TEXT, textual.item_at),
    Function("item-index", 3, 3, _NUMBER, textual.item_index),
    Function("count-items", 2, 2, _NUMBER, textual.count_items),
    Function("de-duplicate", 2, MANY, _TEXT, textual.de_duplicate, spreads=True),
    Function("format-number", 1, 1, _TEXT, textual.format_number),
    Function("linebreak", 0, 0, _TEXT, lambda: "\n"),
    Function("empty", 1, 1, _BOOLEAN, textual.empty),
    Function("digest", 2, 3, _TEXT, textual.digest),
    Function("base64-decode", 1, 1, _TEXT, textual.base64_decode),
    Function("rank-value", 2, 2, _ANY, lambda item, codes: _rank(item, codes)),
    Function("date", 1, 1, _ANY, calendars.to_date, "zone"),
    Function("date-time", 1, 1, _ANY, calendars.to_date_time, "zone"),
    Function("decimal-date-time", 1, 1, _ANY, calendars.decimal_date_time, "zone"),
    Function("decimal-time", 1, 1, _ANY, calendars.decimal_time, "zone"),
    Function("format-date", 2, 2, _TEXT, calendars.format_date, "language"),
    Function("format-date-time", 2, 2, _TEXT, calendars.format_date, "language"),
    Function("concat", 0, MANY, _TEXT, textual.concat, spreads=True),
    Function("join", 1, MANY, _TEXT, textual.join, spreads=True),
    Function("sum", 1, 1, _NUMBER, numeric.total, spreads=True),
    Function("min", 1, MANY, _NUMBER, numeric.smallest, spreads=True),
    Function("max", 1, MANY, _NUMBER, numeric.largest, spreads=True),
    Function("checklist", 2, MANY, _BOOLEAN, numeric.checklist, spreads=True),
    Function("weighted-checklist", 2, MANY, _BOOLEAN, numeric.weighted_checklist, spreads=True),
    Function("area", 1, MANY, _NUMBER, geography.area, spreads=True),
    Function("enclosed-area", 1, MANY, _NUMBER, geography.area, spreads=True),
    Function("distance", 1, MANY, _NUMBER, geography.distance, spreads=True),
)


def _rank(item: Value, codes: Value) -> Value:
    """The 1-based place of an item in a ranking, empty where it is not ranked."""
    ranked = textual.codes_of(codes)
    wanted = as_text(item)
    return ranked.index(wanted) + 1 if wanted in ranked else ""


_FORMS = (
    Function("if", 3, 3),
    Function("coalesce", 2, MANY),
    Function("once", 1, 1),
    Function("depend", 1, MANY),
    Function("count", 1, 1, _NUMBER),
    Function("count-non-empty", 1, 1, _NUMBER),
    Function("position", 0, 1, _NUMBER),
    Function("index", 0, 1, _NUMBER),
    Function("last", 0, 0, _NUMBER),
    Function("current", 0, 0),
    Function("instance", 1, 1),
    Function("randomize", 1, 2),
    Function("indexed-repeat", 3, 11),
    Function("rank-index", 2, 2, _NUMBER),
    Function("sum-if", 2, 2, _NUMBER),
    Function("min-if", 2, 2, _NUMBER),
    Function("max-if", 2, 2, _NUMBER),
    Function("count-if", 2, 2, _NUMBER),
    Function("join-if", 3, 3, _TEXT),
    Function("pulldata", 3, 4, _TEXT),
    Function("jr:choice-name", 2, 2, _TEXT),
    Function("choice-label", 2, 2, _TEXT),
    Function("today", 0, 0),
    Function("now", 0, 0),
    Function("random", 0, 0, _NUMBER),
    Function("uuid", 0, 1, _TEXT),
    Function("version", 0, 0, _TEXT),
    Function("property", 1, 1, _TEXT),
    Function("username", 0, 0, _TEXT),
    Function("device-info", 0, 0, _TEXT),
    Function("duration", 0, 0, _ANY),
    Function("collect-is-phone-app", 0, 0, _BOOLEAN),
    Function("relevant", 1, 1, _BOOLEAN),
    Function("status", 1, 1, _TEXT),
)

FUNCTIONS = {function.name: function for function in (*_PURE, *_FORMS)}


@lru_cache(maxsize=1024)
def nearest(name: str) -> str:
    """The known function written most alike, empty where none is near."""
    lowered = name.lower().replace("_", "-")
    if lowered in FUNCTIONS:
        return lowered
    alike = [known for known in FUNCTIONS if abs(len(known) - len(lowered)) <= _MOST_APART]
    return next(iter(get_close_matches(lowered, alike, n=1, cutoff=0.6)), "")
