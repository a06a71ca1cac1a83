"""Column heads: their many spellings, and the languages in them (``label::中文 (zh)``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.model import Question, Questionnaire
from questionnaires.xlsform.sheets import Row, Sheet

SURVEY = frozenset(
    {"type", "name", "label", "hint", "guidance_hint", "required", "required_message"}
    | {"constraint", "constraint_message", "relevant", "calculation", "default", "read_only"}
    | {"choice_filter", "trigger", "appearance", "parameters", "repeat_count", "allow"}
)
CHOICES = frozenset({"list_name", "name", "label", "not_read_out"})
METHOD = frozenset({"key", "label"})
TRANSLATED = {
    "label": "labels",
    "hint": "hints",
    "guidance_hint": "guidance",
    "required_message": "required_messages",
    "constraint_message": "constraint_messages",
}
"""Translated column to field of the record."""
MEDIA = frozenset({"image", "big-image", "audio", "video", "media"})
_ALIASES = {
    "relevance": "relevant",
    "readonly": "read_only",
    "caption": "label",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "repeatcount": "repeat_count",
    "jr:count": "repeat_count",
    "count": "repeat_count",
    "command": "type",
    "tag": "name",
    "bind:relevant": "relevant",
    "bind:constraint": "constraint",
    "bind:calculate": "calculation",
    "bind:required": "required",
    "bind:readonly": "read_only",
    "bind:jr:constraintmsg": "constraint_message",
    "bind:jr:requiredmsg": "required_message",
    "control:appearance": "appearance",
    "body:appearance": "appearance",
    "list name": "list_name",
    "listname": "list_name",
    "value": "name",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")
_LANGUAGE_KEY = "language::"


@dataclass(frozen=True)
class Head:
    """A column: its plain name, the language's code, the language as written, the whole head."""

    name: str
    language: str = ""
    language_name: str = ""
    written: str = ""


def language_code(name: str) -> str:
    """``中文 (zh)`` as ``zh``; a name without a code is its own."""
    found = _CODE.search(name)
    return found.group(1) if found else name.strip()


def read_head(written: str, known: frozenset[str]) -> Head:
    """What a head says; heads that are not ours keep their spelling as name."""
    text = " ".join(written.split())
    body, language = _split(text)
    name = _canonical(body, known)
    if name not in known and name not in MEDIA and not name.startswith("soft_constraint"):
        return Head(text, written=text)
    if name in MEDIA or name.startswith("soft_constraint"):
        return Head(text, language_code(language), language, text)
    return Head(name, language_code(language), language, text)


def _split(text: str) -> tuple[str, str]:
    """Name and language; the old single colon separates as well."""
    body, mark, language = text.partition("::")
    if mark and body.lower() in ("bind", "control", "body"):
        return text.replace("::", ":"), ""
    if not mark and not text.lower().startswith(("jr:", "bind:", "body:", "control:")):
        body, mark, language = text.partition(":")
    return body.strip(), language.strip()


def _canonical(body: str, known: frozenset[str]) -> str:
    lowered = body.lower()
    for spelt in (lowered, lowered.replace(" ", "_"), lowered.replace("-", "_")):
        if spelt in known:
            return spelt
        if _ALIASES.get(spelt) in known:
            return _ALIASES[spelt]
    return lowered if lowered in MEDIA or lowered.startswith("soft_constraint") else body


class Table:
    """A sheet with its heads understood."""

    def __init__(self, sheet: Sheet, known: frozenset[str]) -> None:
        self.sheet = sheet
        self.known = known
        self.heads = [read_head(text, known) for text in sheet.header]
        self.keys = [
            (index, (head.name, head.language if head.name in known else ""))
            for index, head in enumerate(self.heads)
            if head.written
        ]
        """Place of the cell and what it is filed under: worked out once for all rows."""

    def rows(self) -> Iterator[Line]:
        """The rows with their cells by head; of two columns of one head the first filled counts."""
        for row in self.sheet.rows:
            yield Line(self, row)

    def languages(self) -> dict[str, str]:
        """Code to name of the languages, in order; ``""`` where a translated column has none."""
        found: dict[str, str] = {}
        for head in self.heads:
            if head.name in TRANSLATED:
                found.setdefault(head.language, head.language_name)
        return found

    def has(self, name: str) -> bool:
        return any(head.name == name for head in self.heads)


class Line:
    """One row with its cells by column."""

    def __init__(self, table: Table, row: Row) -> None:
        self.number = row.number
        self.sheet = table.sheet.name
        texts = self._texts = dict[tuple[str, str], str]()
        cells = row.cells
        width = len(cells)
        for index, key in table.keys:
            if index < width and cells[index] and key not in texts:
                texts[key] = cells[index]

    def get(self, name: str) -> str:
        """The cell of a column; of a translated one, the one without language."""
        return self._texts.get((name, ""), "")

    def texts(self, name: str) -> Mapping[str, str]:
        """The cells of a translated column by language code."""
        return {code: text for (head, code), text in self._texts.items() if head == name}

    def extra(self, used: Iterable[str]) -> dict[str, str]:
        """Every cell of a column that is not used, so that nothing is lost on the way back."""
        skip = used if isinstance(used, frozenset) else frozenset(used)
        return {
            f"{name}::{code}" if code else name: text
            for (name, code), text in self._texts.items()
            if name not in skip
        }

    def filled(self) -> Iterator[tuple[str, str]]:
        """Column and text of every cell."""
        for (name, code), text in self._texts.items():
            yield (f"{name}::{code}" if code else name), text


def language_names(questionnaire: Questionnaire) -> dict[str, str]:
    """Code to the name a workbook heads its columns with."""
    named = {
        key.removeprefix(_LANGUAGE_KEY): name
        for key, name in questionnaire.settings.items()
        if key.startswith(_LANGUAGE_KEY)
    }
    return {code: named.get(code, code) for code in questionnaire.languages}


def language_settings(languages: Mapping[str, str]) -> dict[str, str]:
    """How the names are kept where they say more than the code."""
    return {
        f"{_LANGUAGE_KEY}{code}": name for code, name in languages.items() if name and name != code
    }


def is_own_setting(key: str) -> bool:
    """Settings the importer keeps for itself: they have no column in the sheet."""
    return key.startswith((_LANGUAGE_KEY, "sheet::"))


def is_truth(text: str) -> bool:
    """Whether a cell says yes."""
    return text.strip().lower() in ("yes", "true", "1", "y", "是", "true()")


def texts_of(question: Question, column: str) -> Mapping[str, str]:
    """The texts of a translated column of a question."""
    found: Any = getattr(question, TRANSLATED[column])
    return found
