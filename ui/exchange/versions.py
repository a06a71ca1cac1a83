"""How versions of an interview are written side by side: questions, answers, who and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from ui import formats
from ui.exchange.jobs import plain_path
from ui.exchange.words import device_name

if TYPE_CHECKING:
    from surveyapp.exchange.conflicts import ComparedAnswer, HeadInfo
    from ui.exchange.jobs import Compared

translate = QCoreApplication.translate
_LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Wording:
    """Turns paths and values into the words that the surveyor saw."""

    compared: Compared

    def question(self, row: ComparedAnswer) -> str:
        """The words of the question; with the number of the turn inside a repeat."""
        plain, turns = plain_path(row.path)
        text = self.compared.labels.get(plain) or plain.rsplit("/", 1)[-1]
        return f"{text} ({turns})" if turns else text

    def answer(self, row: ComparedAnswer, place: int) -> str:
        """The words of an answer in one version."""
        value = row.values[place]
        if value is None:
            return translate("Versions", "(no answer)")
        if isinstance(value, Mapping) and "special" in value:
            return {
                "refused": translate("Versions", "refused"),
                "dont_know": translate("Versions", "don't know"),
            }.get(str(value["special"]), str(value["special"]))
        return self._words(plain_path(row.path)[0], value)

    def _words(self, path: str, value: Any) -> str:
        known = self.compared.choices.get(path, {})
        parts = value if isinstance(value, list) else [value]
        if isinstance(value, str) and value not in known:
            parts = value.split(" ") if all(one in known for one in value.split(" ")) else [value]
        return "、".join(known.get(str(one), str(one)) for one in parts)


def letter(place: int) -> str:
    """A, B, C… for the versions."""
    return _LETTERS[place % len(_LETTERS)]


def head_line(place: int, head: HeadInfo) -> str:
    """“A · 张三 · laptop 3 · 2025-06-02 14:05”."""
    parts = (letter(place), head.surveyor, device_name(head.device), moment(head.at))
    return " · ".join(one for one in parts if one)


def moment(at: str) -> str:
    """When, to the minute."""
    return formats.moment(at)
