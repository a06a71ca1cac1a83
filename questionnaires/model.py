"""A questionnaire as immutable records: questions, groups, repeats and choices, in order.

Whatever a workbook said that the program does not use itself is kept in ``extra`` columns, so that
reading and writing a form loses nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from types import MappingProxyType
from typing import Any

Texts = Mapping[str, str]
"""Language code (``zh``, ``en``; ``""`` where the form names none) to text."""

SELECT_KINDS = frozenset({"select_one", "select_multiple", "rank"})
FREE_KINDS = frozenset(
    {"text", "barcode", "geopoint", "geotrace", "geoshape", "photo", "audio", "video", "file"}
    | {"email", "phonenumber", "background-audio", "start-geopoint"}
)
"""Kinds whose answers may identify a person: they lie in the second leaf of a revision."""
SILENT_KINDS = frozenset(
    {"calculate", "hidden", "start", "end", "today", "deviceid", "username"}
    | {"email", "phonenumber", "simserial", "subscriberid", "audit", "background-audio"}
    | {"start-geopoint", "xml-external", "csv-external"}
)
"""Kinds that are never shown on a screen."""


@dataclass(frozen=True)
class Choice:
    """One answer category; ``not_read_out`` is given only after the respondent says so."""

    name: str
    labels: Texts = field(default_factory=dict)
    not_read_out: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One row that asks, shows or calculates something. Expressions are kept as written."""

    name: str
    kind: str
    labels: Texts = field(default_factory=dict)
    hints: Texts = field(default_factory=dict)
    guidance: Texts = field(default_factory=dict)
    list_name: str = ""
    relevant: str = ""
    required: str = ""
    required_messages: Texts = field(default_factory=dict)
    constraint: str = ""
    constraint_messages: Texts = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    read_only: str = ""
    choice_filter: str = ""
    trigger: str = ""
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    or_other: bool = False
    allow_refused: bool = True
    allow_dont_know: bool = True
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Questions that belong together; with ``field-list`` in the appearance, on one screen."""

    name: str
    children: tuple[Question | Group | Repeat, ...] = ()
    labels: Texts = field(default_factory=dict)
    hints: Texts = field(default_factory=dict)
    relevant: str = ""
    appearance: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Repeat:
    """A group asked several times; ``count`` is an expression, empty where the surveyor decides."""

    name: str
    children: tuple[Question | Group | Repeat, ...] = ()
    labels: Texts = field(default_factory=dict)
    hints: Texts = field(default_factory=dict)
    relevant: str = ""
    appearance: str = ""
    count: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


Node = Question | Group | Repeat


@dataclass(frozen=True)
class Questionnaire:
    """A whole form. ``lists`` holds the choices by list name; ``settings`` the settings sheet."""

    form_id: str
    title: str
    version: str = ""
    languages: tuple[str, ...] = ("",)
    default_language: str = ""
    body: tuple[Node, ...] = ()
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    attachments: Mapping[str, str] = field(default_factory=dict)
    """File name to text of the CSV files that ``pulldata`` and external lists read."""

    def walk(self) -> Iterator[tuple[str, Node]]:
        """Every node with its path (``group/question``), parents first, in order."""
        yield from _walk(self.body, "")

    def questions(self) -> Iterator[tuple[str, Question]]:
        """Every question with its path, in order."""
        for path, node in self.walk():
            if isinstance(node, Question):
                yield path, node

    def question(self, name: str) -> Question:
        """The question of that name or path; ``KeyError`` where there is none."""
        for path, node in self.questions():
            if name in (path, node.name):
                return node
        raise KeyError(name)

    def to_json(self) -> str:
        """The canonical text that is stored, hashed and carried in field packages."""
        return json.dumps(
            _plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )

    @classmethod
    def from_json(cls, text: str) -> Questionnaire:
        """Read what ``to_json`` wrote; ``ValueError`` where it is not a questionnaire."""
        try:
            return _questionnaire(json.loads(text))
        except (KeyError, TypeError, AttributeError) as trouble:
            raise ValueError("not a questionnaire") from trouble

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the canonical text: the name of this version; worked out once."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def _walk(nodes: tuple[Node, ...], prefix: str) -> Iterator[tuple[str, Node]]:
    for node in nodes:
        path = f"{prefix}{node.name}"
        yield path, node
        if not isinstance(node, Question):
            yield from _walk(node.children, f"{path}/")


def _plain(value: Any) -> Any:
    """Records as JSON values without defaults, so that new fields keep old hashes."""
    if isinstance(value, Questionnaire | Question | Group | Repeat | Choice):
        plain = {
            f.name: _plain(getattr(value, f.name))
            for f in fields(value)
            if getattr(value, f.name) not in ("", (), {}, False)
        }
        # These two default to true, so it is their absence that has to be written.
        for flag in ("allow_refused", "allow_dont_know"):
            if plain.pop(flag, None) is None and isinstance(value, Question):
                plain[flag] = False
        return {"is": type(value).__name__.lower(), **plain}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _texts(value: Any) -> Mapping[str, str]:
    return MappingProxyType({str(key): str(item) for key, item in value.items()})


_TEXT_FIELDS = frozenset(
    {"labels", "hints", "guidance", "required_messages", "constraint_messages"}
    | {"parameters", "extra", "settings", "attachments"}
)
_RECORDS = {"question": Question, "group": Group, "repeat": Repeat, "choice": Choice}


def _record(plain: Any) -> Any:
    kind = _RECORDS[plain["is"]]
    given = {key: value for key, value in plain.items() if key != "is"}
    for key in given.keys() & _TEXT_FIELDS:
        given[key] = _texts(given[key])
    if "children" in given:
        given["children"] = tuple(_record(child) for child in given["children"])
    return kind(**given)


def _questionnaire(plain: Any) -> Questionnaire:
    if plain["is"] != "questionnaire":
        raise KeyError("is")
    given = {key: value for key, value in plain.items() if key != "is"}
    for key in given.keys() & _TEXT_FIELDS:
        given[key] = _texts(given[key])
    given["languages"] = tuple(given.get("languages", ()))
    given["body"] = tuple(_record(node) for node in given.get("body", ()))
    given["lists"] = MappingProxyType(
        {
            name: tuple(_record(choice) for choice in choices)
            for name, choices in given.get("lists", {}).items()
        }
    )
    return Questionnaire(**given)
