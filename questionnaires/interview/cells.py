"""The cells of one interview: one per question, group and repeat instance, found by path.

A repeat is a cell whose children are its instances; an instance is a cell with an index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from questionnaires.interview.answers import Value
from questionnaires.interview.plan import Item


@dataclass(slots=True, eq=False)
class Cell:
    """One place in the interview; ``index`` counts the instances of a repeat from 1.

    ``indices`` are the positions in the repeats around the cell, outermost first; ``spare`` holds
    the instances that a smaller count left over.
    """

    item: Item
    parent: Cell | None
    index: int = 0
    path: str = ""
    indices: tuple[int, ...] = ()
    relevant: bool = True
    value: Value | None = None
    children: list[Cell] = field(default_factory=list)
    spare: list[Cell] = field(default_factory=list)

    @property
    def is_instance(self) -> bool:
        return self.index > 0

    @property
    def is_repeat(self) -> bool:
        """A repeat as a whole, holding its instances."""
        return self.item.is_repeat and self.index == 0

    @property
    def answer(self) -> Value | None:
        """The value as far as it counts: answers to questions not asked are kept but not read."""
        return self.value if self.relevant else None

    def walk(self) -> Iterator[Cell]:
        """This cell and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Tree:
    """All cells of an interview."""

    def __init__(self, root: Item) -> None:
        self.root = Cell(item=root, parent=None)
        self.by_path: dict[str, Cell] = {}
        self._by_item: dict[str, list[Cell]] = {}
        _fill(self.root)
        self.index()

    def cells(self, item: Item) -> list[Cell]:
        """Every cell of an item over all instances, in order; instances themselves are not in."""
        return self._by_item.get(item.path, [])

    def add_instance(self, repeat: Cell) -> Cell:
        """One more instance at the end of a repeat; ``index`` has to be called afterwards."""
        instance = Cell(item=repeat.item, parent=repeat, index=len(repeat.children) + 1)
        repeat.children.append(instance)
        _fill(instance)
        return instance

    def index(self) -> None:
        """Number the instances and name every cell anew, after instances came or went."""
        self.by_path.clear()
        self._by_item.clear()
        self._name(self.root, "")

    def _name(self, cell: Cell, prefix: str) -> None:
        for number, child in enumerate(cell.children, 1):
            if cell.is_repeat:
                child.index = number
                child.path = f"{cell.path}[{number}]"
                child.indices = (*cell.indices, number)
            else:
                child.path = prefix + child.item.name
                child.indices = cell.indices
                self._by_item.setdefault(child.item.path, []).append(child)
            self.by_path[child.path] = child
            if child.children:
                self._name(child, f"{child.path}/")


def _fill(cell: Cell) -> None:
    for item in cell.item.children:
        child = Cell(item=item, parent=cell)
        cell.children.append(child)
        if not item.is_repeat:
            _fill(child)
