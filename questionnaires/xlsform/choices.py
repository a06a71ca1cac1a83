"""The sheet ``choices``: lists by name, with what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from questionnaires.findings import Finding, Place
from questionnaires.model import Choice
from questionnaires.specials import special_of
from questionnaires.xlsform.columns import CHOICES, Line, Table, is_truth


@dataclass
class Lists:
    """The lists and the findings about them."""

    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_choices(tables: Iterable[Table], may_repeat: bool) -> Lists:
    """All lists; ``may_repeat`` is the form's own leave to have one code twice."""
    result = Lists()
    found: dict[str, list[Choice]] = {}
    names: set[tuple[str, str]] = set()
    for table in tables:
        for line in table.rows():
            _read_line(line, found, result.findings, None if may_repeat else names)
    result.lists = {name: tuple(choices) for name, choices in found.items()}
    return result


def _read_line(
    line: Line,
    found: dict[str, list[Choice]],
    findings: list[Finding],
    names: set[tuple[str, str]] | None,
) -> None:
    def note(code: str, column: str, **parameters: str) -> None:
        findings.append(Finding(code, Place(line.sheet, line.number, column), parameters))

    list_name, name = line.get("list_name"), line.get("name")
    if not list_name:
        if name or line.texts("label"):
            note("choices.list_name_missing", "list_name", name=name)
        return
    if not name:
        note("choices.name_missing", "name", list=list_name)
        return
    if " " in name:
        note("choices.name_with_blank", "name", list=list_name, name=name)
    listed = found.setdefault(list_name, [])
    labels = line.texts("label")
    if not labels:
        note("choices.label_missing", "label", list=list_name, name=name)
    if names is not None and (list_name, name) in names:
        note("choices.name_duplicate", "name", list=list_name, name=name)
    if names is not None:
        names.add((list_name, name))
    special = special_of(name, labels.values())
    kept_back = is_truth(line.get("not_read_out"))
    if special and not kept_back:
        label = next(iter(labels.values()), "")
        note("choices.special_code", "name", list=list_name, name=name, label=label, means=special)
    listed.append(Choice(name, labels, kept_back, line.extra(CHOICES)))
