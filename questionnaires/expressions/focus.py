"""The context inside a predicate: one candidate node or row, seen from the outer place."""

from __future__ import annotations

from datetime import datetime

from questionnaires.expressions.context import Context, Indices
from questionnaires.expressions.layout import Place, Row
from questionnaires.expressions.values import Answer

_NO_ROW: Row = {}


class Focus:
    """Stands in for the context; ``origin`` is the context of the whole expression.

    One object serves all candidates of a predicate in turn, which keeps filters over long lists
    fast.
    """

    __slots__ = ("count", "fact", "indices", "node", "origin", "position", "read", "row", "size")

    def __init__(self, outer: Context, size: int) -> None:
        self.origin: Context = outer.origin if isinstance(outer, Focus) else outer
        self.read = self.origin.read
        self.count = self.origin.count
        self.fact = self.origin.fact
        self.indices: Indices = outer.indices
        self.node: Place | None = None
        self.row = _NO_ROW
        self.position = 0
        self.size = size

    @property
    def language(self) -> str:
        return self.origin.language

    @property
    def now(self) -> datetime:
        return self.origin.now

    def current(self) -> Answer:
        return None if self.node is None else self.read(self.node, self.indices)

    def status(self, place: Place, indices: Indices) -> str:
        return self.origin.status(place, indices)
