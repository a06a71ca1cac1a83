"""Paper forms keyed twice: where the two keyings differ, and what stands after settling them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveyapp.errors import SurveyError


@dataclass(frozen=True)
class KeyedDifference:
    """A question keyed differently; ``None`` where one of the two left it empty."""

    path: str
    first: Any
    second: Any


@dataclass(frozen=True)
class Keyings:
    """Two keyings of one paper form. ``agreement`` is the share of questions keyed alike."""

    questions: int
    differences: tuple[KeyedDifference, ...]

    @property
    def agreement(self) -> float:
        """1.0 where both are the same."""
        return 1 - len(self.differences) / self.questions if self.questions else 1.0


def compare_keyings(first: Mapping[str, Any], second: Mapping[str, Any]) -> Keyings:
    """Where two keyings differ, in the order of the first and then of the second."""
    paths = list(dict.fromkeys([*first, *second]))
    differences = [
        KeyedDifference(path, first.get(path), second.get(path))
        for path in paths
        if first.get(path) != second.get(path)
    ]
    return Keyings(len(paths), tuple(differences))


def settle_keyings(
    first: Mapping[str, Any], second: Mapping[str, Any], settled: Mapping[str, Any]
) -> dict[str, Any]:
    """The answers after somebody looked at the paper: every difference must be settled.

    ``None`` in ``settled`` means that the paper has no answer.
    """
    compared = compare_keyings(first, second)
    open_paths = [one.path for one in compared.differences if one.path not in settled]
    if open_paths:
        raise SurveyError("fieldwork.keyings-differ", paths=", ".join(open_paths))
    decided = {one.path: settled[one.path] for one in compared.differences}
    merged = {**first, **decided}
    return {path: value for path, value in merged.items() if value is not None}
