"""The sheets ``indicators`` and ``checks`` of a draft, cell by cell, as their tables edit them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from questionnaires.editing import naming
from questionnaires.editing.cells import with_text
from questionnaires.editing.draft import Draft, EditError
from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.xlsform.columns import is_truth

INDICATORS, CHECKS = "indicators", "checks"
MethodRow = IndicatorRow | CheckRow

WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    (INDICATORS, "kind"): ("rate", "score", "mean", "ratio"),
    (INDICATORS, "source"): ("interviews", "sales", "audit"),
    (INDICATORS, "direction"): ("", "at_least", "at_most", "equal", "falling", "rising"),
    (INDICATORS, "unclear"): ("", "excluded", "not_satisfied"),
    (CHECKS, "severity"): ("error", "warning", "note"),
}
"""What a cell may hold where only some words are known."""
_LABEL = "label::"
_STEM = {INDICATORS: "indicator", CHECKS: "check"}


def rows_of(draft: Draft, sheet: str) -> tuple[MethodRow, ...]:
    """The rows of one of the two sheets."""
    return draft.indicators if sheet == INDICATORS else draft.checks


def blank(draft: Draft, sheet: str) -> MethodRow:
    """One more row, with the next key."""
    key = naming.next_name(_STEM[sheet], {row.key for row in rows_of(draft, sheet)})
    return IndicatorRow(key) if sheet == INDICATORS else CheckRow(key)


def cell_of(row: MethodRow, column: str) -> str:
    """One cell as it is written in the sheet."""
    if column.startswith(_LABEL):
        return row.labels.get(column.removeprefix(_LABEL), "")
    value = getattr(row, column, None)
    if column == "primary":
        return "yes" if value else ""
    if column == "target":
        return "" if value is None else f"{value:g}"
    if isinstance(value, Mapping):
        pairs: Mapping[str, float] = value
        return " ".join(f"{name}={points:g}" for name, points in pairs.items())
    return str(value or "")


def change_cell(draft: Draft, sheet: str, row: int, column: str, text: str) -> Draft:
    """The draft with one cell changed; a row behind the last is added.

    Raises:
        EditError: ``key_invalid``, ``key_taken``, ``not_a_number`` or ``unknown_word``.
    """
    rows = rows_of(draft, sheet)
    if row >= len(rows):
        rows = (*rows, blank(draft, sheet))
    old = rows[row]
    if cell_of(old, column) == text:
        return draft
    if column == "key":
        _check_key(text, [one.key for place, one in enumerate(rows) if place != row])
    changed = _with_cell(old, sheet, column, text)
    return set_rows(draft, sheet, (*rows[:row], changed, *rows[row + 1 :]))


def set_rows(draft: Draft, sheet: str, rows: Sequence[MethodRow]) -> Draft:
    """The draft with other rows in a sheet."""
    if sheet == INDICATORS:
        return replace(draft, indicators=tuple(o for o in rows if isinstance(o, IndicatorRow)))
    return replace(draft, checks=tuple(one for one in rows if isinstance(one, CheckRow)))


def delete_rows(draft: Draft, sheet: str, gone: Sequence[int]) -> Draft:
    """The draft without some rows."""
    left = [row for place, row in enumerate(rows_of(draft, sheet)) if place not in gone]
    return set_rows(draft, sheet, left)


def move_row(draft: Draft, sheet: str, row: int, step: int) -> Draft:
    """The draft with a row one up (-1) or down (1), where there is room."""
    rows = list(rows_of(draft, sheet))
    if not 0 <= row < len(rows) or not 0 <= row + step < len(rows):
        return draft
    rows[row], rows[row + step] = rows[row + step], rows[row]
    return set_rows(draft, sheet, rows)


def _check_key(text: str, others: Sequence[str]) -> None:
    if not naming.is_valid(text):
        raise EditError("key_invalid", name=text)
    if text in others:
        raise EditError("key_taken", name=text)


def _with_cell(row: MethodRow, sheet: str, column: str, text: str) -> MethodRow:
    if column.startswith(_LABEL):
        return replace(row, labels=with_text(row.labels, column.removeprefix(_LABEL), text))
    allowed = WORDS.get((sheet, column))
    if allowed is not None and text not in allowed:
        raise EditError("unknown_word", word=text, allowed=" · ".join(filter(None, allowed)))
    if column == "primary":
        return replace(row, primary=is_truth(text))
    if column == "target":
        return replace(row, target=_number(text) if text else None)
    if column == "option_scores":
        return replace(row, option_scores=_scores(text))
    return replace(row, **{column: text})


def _number(text: str) -> float:
    try:
        return float(text.removesuffix("%").strip())
    except ValueError as trouble:
        raise EditError("not_a_number", text=text) from trouble


def _scores(text: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    for pair in text.replace(",", " ").replace(";", " ").split():
        name, _, points = pair.partition("=")
        scores[name] = _number(points)
    return scores
