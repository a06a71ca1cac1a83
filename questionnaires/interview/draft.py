"""A draft: everything an interview needs to go on another day, as plain text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from questionnaires.interview.answers import from_plain, to_plain
from questionnaires.interview.cells import Cell
from questionnaires.interview.settling import State


@dataclass(frozen=True)
class Draft:
    """``answers`` holds those not asked now as well; ``counts`` the instances of each repeat."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    orders: Mapping[str, list[str]] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    revealed: tuple[str, ...] = ()
    place: str = ""
    place_kind: str = ""
    at_end: bool = False
    seed: str = ""
    language: str = ""

    def to_json(self) -> str:
        """The text to keep."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> Draft:
        """Read what ``to_json`` wrote; ``ValueError`` where it is no draft."""
        try:
            plain: dict[str, Any] = json.loads(text)
            revealed = tuple(str(path) for path in plain.pop("revealed", ()))
            return cls(**plain, revealed=revealed)
        except (TypeError, AttributeError) as trouble:
            raise ValueError("not a draft") from trouble


def plain_answers(state: State) -> dict[str, Any]:
    """Every answer there is, those of surplus instances among them, as JSON values."""
    return {
        path: to_plain(cell.value)
        for path, cell in _all_cells(state.tree.root)
        if cell.value is not None
    }


def _all_cells(cell: Cell, prefix: str = "") -> list[tuple[str, Cell]]:
    found: list[tuple[str, Cell]] = []
    for child in cell.children:
        path = f"{prefix}{child.item.name}"
        if not child.is_repeat:
            found.append((path, child))
            found += _all_cells(child, f"{path}/")
            continue
        for number, instance in enumerate((*child.children, *child.spare), 1):
            found += _all_cells(instance, f"{path}[{number}]/")
    return found


def counts_of(state: State) -> dict[str, int]:
    """How many instances each repeat has now."""
    return {path: len(cell.children) for path, cell in state.tree.by_path.items() if cell.is_repeat}


def load_answers(state: State, answers: Mapping[str, Any], counts: Mapping[str, int]) -> list[str]:
    """Put answers into their cells, with the instances they need; what fits nowhere comes back."""
    unknown: list[str] = []
    for path, plain in answers.items():
        cell = _cell_at(state, path)
        if cell is None or cell.item.question is None:
            unknown.append(path)
        else:
            cell.value = from_plain(plain)
    for path, count in sorted(counts.items()):
        repeat = _cell_at(state, path)
        if repeat is not None and repeat.is_repeat:
            state.resize(repeat, count)
    return unknown


def _cell_at(state: State, path: str) -> Cell | None:
    """The cell of a path; instances on the way come into being."""
    cell = state.tree.by_path.get(path)
    if cell is not None:
        return cell
    walked = ""
    for step in path.split("/"):
        name, _, number = step.rstrip("]").partition("[")
        walked = f"{walked}/{name}" if walked else name
        if not number:
            continue
        repeat = state.tree.by_path.get(walked)
        wanted = int(number) if number.isdigit() else 0
        if repeat is None or not repeat.is_repeat or not 0 < wanted <= state.most_instances:
            return None
        state.resize(repeat, max(wanted, len(repeat.children)))
        walked = f"{walked}[{wanted}]"
    return state.tree.by_path.get(path)


class Renumbering:
    """What taking out one instance does to paths: its own go, later ones move up."""

    def __init__(self, repeat: str, index: int) -> None:
        self._prefix = f"{repeat}["
        self._index = index

    def of_mapping(self, mapping: Mapping[str, Any]) -> dict[str, Any]:
        """The mapping with its paths renumbered."""
        renamed = ((self._of_path(path), value) for path, value in mapping.items())
        return {path: value for path, value in renamed if path is not None}

    def _of_path(self, path: str) -> str | None:
        if not path.startswith(self._prefix):
            return path
        number, _, rest = path[len(self._prefix) :].partition("]")
        if int(number) == self._index:
            return None
        moved = int(number) - (int(number) > self._index)
        return f"{self._prefix}{moved}]{rest}"
