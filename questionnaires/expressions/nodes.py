"""The parts of a parsed expression. Chains are flat, so that long ones do not nest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """``${name}``."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: ``child`` with a name or ``*``, ``self``, ``parent``, ``attribute``."""

    axis: str
    name: str
    predicates: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root (``absolute``), from a base, or from the place itself."""

    base: Node | None
    absolute: bool
    steps: tuple[Step, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A node-set with predicates, as ``${models}[grade > 1]``."""

    base: Node
    predicates: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Junction:
    """``and`` or ``or`` over two or more operands."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``=``, ``!=``, ``<``, ``<=``, ``>`` or ``>=``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Chain:
    """``first`` followed by (operator, operand): sums, or products, from left to right."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """``- operand``."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Union:
    """``a | b``: node-sets together."""

    operands: tuple[Node, ...]


Node = (
    Number | Text | Reference | Path | Filter | Call
    | Junction | Comparison | Chain | Negation | Union
)  # fmt: skip


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, predicates included, in the order they are written."""
    match node:
        case Path():
            inside = tuple(p for step in node.steps for p in step.predicates)
            return inside if node.base is None else (node.base, *inside)
        case Filter():
            return (node.base, *node.predicates)
        case Call():
            return node.arguments
        case Junction() | Union():
            return node.operands
        case Comparison():
            return (node.left, node.right)
        case Chain():
            return (node.first, *(operand for _, operand in node.rest))
        case Negation():
            return (node.operand,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything inside it."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(parts(found)))
