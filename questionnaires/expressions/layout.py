"""Where everything in a questionnaire stands: places, names, choice lists and attached tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath

from questionnaires.model import Choice, Question, Questionnaire, Repeat

Row = Mapping[str, str]
_MOST_GUESSES = 60
"""A form with more unknown names than this has another trouble than its spelling."""


@dataclass(frozen=True)
class Place:
    """A question, group or repeat. ``repeats`` are the repeats it lies in, itself included."""

    path: str
    kind: str
    repeats: tuple[str, ...] = ()
    list_name: str = ""
    question: Question | None = field(default=None, repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        return self.path.rpartition("/")[0]

    @cached_property
    def _template(self) -> str:
        pieces: list[str] = []
        so_far = ""
        for piece in self.path.split("/"):
            so_far = f"{so_far}/{piece}" if so_far else piece
            pieces.append(piece + "[%d]" if so_far in self.repeats else piece)
        return "/".join(pieces)

    def key(self, indices: Sequence[int]) -> str:
        """The answer's key with 1-based positions: ``models[2]/grade``."""
        return self._template % tuple(indices) if self.repeats else self.path


class Layout:
    """The places of a questionnaire by path and by name, and the rows of its lists and tables."""

    def __init__(self, places: Iterable[Place], questionnaire: Questionnaire | None = None) -> None:
        self.places = {place.path: place for place in places}
        self.questionnaire = questionnaire
        self.names: dict[str, tuple[Place, ...]] = {}
        for place in self.places.values():
            self.names[place.name] = (*self.names.get(place.name, ()), place)
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._indexes: dict[tuple[str, str], dict[str, Row]] = {}
        self._choices: dict[str, dict[str, Choice]] = {}
        self._nearest: dict[str, str] = {}

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Layout:
        """The layout of a questionnaire; make it once and keep it."""
        places: list[Place] = []
        repeats: tuple[str, ...] = ()
        for path, node in questionnaire.walk():
            repeats = tuple(r for r in repeats if path.startswith(r + "/"))
            if isinstance(node, Repeat):
                repeats = (*repeats, path)
            if isinstance(node, Question):
                places.append(Place(path, node.kind, repeats, node.list_name, node))
            else:
                places.append(Place(path, type(node).__name__.lower(), repeats))
        return cls(places, questionnaire)

    @classmethod
    def of_columns(cls, kinds: Mapping[str, str]) -> Layout:
        """A flat layout: column name to kind of question."""
        return cls(Place(name, kind) for name, kind in kinds.items())

    def find(self, name: str, near: str = "") -> Place | None:
        """The place of that name or path; of several, the one closest to ``near``."""
        found = self.places.get(name) or self.names.get(name)
        if found is None or isinstance(found, Place):
            return found
        if len(found) == 1:
            return found[0]
        return max(found, key=lambda place: _shared(place.path, near))

    def nearest(self, name: str) -> str:
        """The name written most alike, empty where none is near, or too many were looked for."""
        if name not in self._nearest:
            if len(self._nearest) >= _MOST_GUESSES:
                return ""
            near = get_close_matches(name, self.names, n=1, cutoff=0.6)
            self._nearest[name] = near[0] if near else ""
        return self._nearest[name]

    def rows(self, source: str) -> tuple[Row, ...] | None:
        """The rows of a choice list or an attached CSV file, ``None`` where there is neither."""
        if source not in self._rows:
            rows = self._read_rows(source)
            if rows is None:
                return None
            self._rows[source] = rows
        return self._rows[source]

    def _read_rows(self, source: str) -> tuple[Row, ...] | None:
        if self.questionnaire is None:
            return None
        if source in self.questionnaire.lists:
            return tuple(choice_row(choice) for choice in self.questionnaire.lists[source])
        for name, text in self.questionnaire.attachments.items():
            if source in (name, PurePosixPath(name).stem):
                return read_table(text)
        return None

    def look_up(self, source: str, column: str, value: str) -> Row | None:
        """The first row of a table whose column has that value."""
        index = self._indexes.get((source, column))
        if index is None:
            index = dict[str, Row]()
            for row in self.rows(source) or ():
                index.setdefault(row.get(column, ""), row)
            self._indexes[source, column] = index
        return index.get(value)

    def choice(self, list_name: str, code: str) -> Choice | None:
        """The choice of that code."""
        if list_name not in self._choices:
            lists = self.questionnaire.lists if self.questionnaire else {}
            self._choices[list_name] = {c.name: c for c in reversed(lists.get(list_name, ()))}
        return self._choices[list_name].get(code)

    def label(self, list_name: str, code: str, language: str) -> str:
        """A choice's label; for a list kept in a file, its column ``label``."""
        choice = self.choice(list_name, code)
        if choice is not None:
            return pick(choice.labels, language)
        row = self.look_up(list_name, "name", code)
        return "" if row is None else row.get("label", "")


def pick(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else the first there is."""
    return texts.get(language) or next(iter(texts.values()), "")


def choice_row(choice: Choice) -> Row:
    """A choice as filters see it: ``name``, ``label`` and the extra columns."""
    return {**choice.extra, "name": choice.name, "label": pick(choice.labels, "")}


def read_table(text: str) -> tuple[Row, ...]:
    """The rows of a CSV file; short rows read as empty, surplus cells are dropped."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    heads = [head.strip() for head in next(reader, [])]
    return tuple(
        {head: cells[i] if i < len(cells) else "" for i, head in enumerate(heads)}
        for cells in reader
        if cells
    )


def _shared(path: str, other: str) -> int:
    """How many leading steps two paths share."""
    count = 0
    for one, two in zip(path.split("/"), other.split("/"), strict=False):
        if one != two:
            break
        count += 1
    return count
