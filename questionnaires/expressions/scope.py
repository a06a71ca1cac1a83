"""From where an expression is read: the questionnaire's layout and the place that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.layout import Layout, Place
from questionnaires.model import Questionnaire


@dataclass(frozen=True)
class Scope:
    """``here`` is the path of the place, empty for expressions about a whole interview.

    Inside a predicate ``focus`` says what relative names mean (``node`` or ``row``); ``${name}`` is
    still read from the place that holds the whole expression, ``origin``.
    """

    layout: Layout
    here: str = ""
    zone: tzinfo | None = None
    focus: str = ""
    origin: str = ""

    @classmethod
    def of(cls, questionnaire: Questionnaire, here: str = "") -> Scope:
        """A scope over a new layout; with many expressions make one and use ``at``."""
        return cls(Layout.of(questionnaire), here)

    @classmethod
    def of_columns(cls, kinds: Mapping[str, str]) -> Scope:
        """A scope over a wide table: column name to kind of question."""
        return cls(Layout.of_columns(kinds))

    def at(self, here: str) -> Scope:
        """The same layout from another place."""
        return replace(self, here=here, focus="", origin="")

    def inside(self, here: str, focus: str) -> Scope:
        """The scope of a predicate on a node at ``here``, or on a row."""
        origin = self.origin if self.focus else self.here
        return replace(self, here=here, focus=focus, origin=origin)

    @property
    def place(self) -> Place | None:
        """The place itself, ``None`` for the whole interview."""
        return self.layout.places.get(self.here)

    @property
    def holder(self) -> str:
        """The path of the place that holds the whole expression."""
        return self.origin if self.focus else self.here

    def find(self, name: str, position: int = -1) -> Place:
        """The place ``${name}`` means here; ``ExpressionError`` where there is none."""
        place = self.layout.find(name.removeprefix("last-saved#"), self.holder)
        if place is None:
            raise ExpressionError("unknown_reference", position, name=name)
        return place

    def repeats(self, path: str) -> tuple[str, ...]:
        """The repeats a path lies in."""
        place = self.layout.places.get(path)
        return place.repeats if place is not None else ()
