"""Kobo's matrices, scores and rankings, written out as groups that every reader knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from questionnaires.model import Choice, Group, Question, Texts

_LIST_COLUMNS = {
    "kobomatrix": ("kobo--matrix_list", "kobo--matrix-list"),
    "score": ("kobo--score-choices", "kobo--score_choices"),
    "rank": ("kobo--rank-items", "kobo--rank_items"),
}


def count_matrix(kind: str, group: Group, lists: Mapping[str, tuple[Choice, ...]]) -> int:
    """How many questions a matrix becomes."""
    if kind != "kobomatrix":
        return len(group.children)
    name = next(
        (group.extra[column] for column in _LIST_COLUMNS[kind] if column in group.extra), ""
    )
    return len(lists.get(name, ())) * len(group.children)


def expand_matrix(kind: str, group: Group, lists: Mapping[str, tuple[Choice, ...]]) -> Group:
    """A matrix as a group per row; score rows and rank levels as selects from the named list."""
    columns = _LIST_COLUMNS[kind]
    list_name = next((group.extra[column] for column in columns if column in group.extra), "")
    extra = {name: text for name, text in group.extra.items() if name not in columns}
    if kind != "kobomatrix":
        children = tuple(
            replace(child, list_name=list_name)
            if isinstance(child, Question) and not child.list_name
            else child
            for child in group.children
        )
        words = f"{group.appearance} field-list".strip()
        return replace(group, children=children, appearance=words, extra=extra)
    rows = tuple(_matrix_row(group, choice) for choice in lists.get(list_name, ()))
    words = f"{group.appearance} field-list kobomatrix".strip()
    return replace(group, children=rows, appearance=words, extra=extra)


def _matrix_row(group: Group, row: Choice) -> Group:
    """One row: its columns as questions named ``matrix_row_column``, as Kobo names them."""
    questions = tuple(
        replace(
            child,
            name=f"{group.name}_{row.name}_{child.name}",
            labels=_joined(row.labels, child.labels),
        )
        for child in group.children
        if isinstance(child, Question)
    )
    return Group(f"{group.name}_{row.name}", questions, labels=row.labels)


def _joined(row: Texts, column: Texts) -> Texts:
    return {
        language: " – ".join(filter(None, (row.get(language, ""), column.get(language, ""))))
        for language in {**row, **column}
    }
