"""A parsed expression with what can be said about it without evaluating it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from questionnaires.expressions import nodes

_QUOTED = re.compile(r"\$\{\s*([^}]+?)\s*\}")


@dataclass(frozen=True)
class Expression:
    """``references`` are the names used, ``functions`` those called, each once, in order."""

    text: str
    tree: nodes.Node = field(repr=False, compare=False)
    references: tuple[str, ...]
    functions: tuple[str, ...]
    uses_self: bool


def describe(text: str, tree: nodes.Node) -> Expression:
    """Gather names, functions and whether the question's own value is read."""
    names: dict[str, None] = {}
    functions: dict[str, None] = {}
    uses_self = False
    for node in nodes.walk(tree):
        match node:
            case nodes.Reference():
                names[node.name] = None
            case nodes.Text():
                # jr:choice-name takes its question in quotes: '${question}'.
                names.update(dict.fromkeys(_QUOTED.findall(node.value)))
            case nodes.Call():
                functions[node.name] = None
            case nodes.Path():
                uses_self = uses_self or _is_self(node)
            case _:
                pass
    return Expression(text, tree, tuple(names), tuple(functions), uses_self)


def _is_self(path: nodes.Path) -> bool:
    return path.base is None and not path.absolute and path.steps[0].axis == "self"
