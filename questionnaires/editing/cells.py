"""The cells of a node: which hold texts by language, which expressions, and how to change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from questionnaires.model import Choice, Group, Node, Question, Repeat, Texts

TEXTS = ("labels", "hints", "guidance", "required_messages", "constraint_messages")
"""Fields with a text for each language."""
EXPRESSIONS = (
    "relevant", "required", "constraint", "calculation", "default", "read_only", "choice_filter",
    "count",
)  # fmt: skip
"""Fields that hold an expression."""
SOFT = "soft_constraint"
"""The extra column with a check that a reason overrides."""
COLUMNS = {"count": "repeat_count"}
"""Field to column where they differ."""
_TRUTHS = frozenset({"", "yes", "no", "true", "false", "true()", "false()"})


def texts_of(record: Node | Choice, field: str) -> Texts:
    """The texts of a field; none where the record has no such field."""
    return getattr(record, field, {})


def with_text(texts: Texts, language: str, text: str) -> dict[str, str]:
    """The texts with one changed; an empty one goes."""
    changed = {**texts, language: text}
    return {code: one for code, one in changed.items() if one}


def text_fields(node: Node) -> tuple[str, ...]:
    """The fields with texts that this node has."""
    return tuple(field for field in TEXTS if hasattr(node, field))


def expressions_of(node: Node) -> dict[str, str]:
    """Column to expression, for those cells of a node that hold one."""
    found: dict[str, str] = {}
    for field in EXPRESSIONS:
        text = getattr(node, field, "")
        if text.strip() and not is_plain(node, field, text):
            found[field] = text
    soft = node.extra.get(SOFT, "")
    if soft.strip():
        found[SOFT] = soft
    return found


def is_plain(node: Node, field: str, text: str) -> bool:
    """Whether a cell that may hold an expression holds a plain value."""
    if field in ("required", "read_only"):
        return text.strip().lower() in _TRUTHS
    if field == "default" and isinstance(node, Question):
        from questionnaires.interview.logic import is_dynamic

        return not is_dynamic(text, node.kind)
    return False


def value_of(node: Node, field: str) -> Any:
    """A field of the node; ``extra::NAME`` and ``parameters::NAME`` reach into those."""
    holder, mark, key = field.partition("::")
    if not mark:
        return getattr(node, field, "")
    found: Mapping[str, str] = getattr(node, holder, {})
    return found.get(key, "")


def with_value(node: Node, field: str, value: Any) -> Node:
    """The node with a field changed; an empty entry of ``extra`` or ``parameters`` goes."""
    holder, mark, key = field.partition("::")
    if not mark:
        changes = {field: value}
    else:
        held = {**getattr(node, holder, {}), key: value}
        changes = {holder: {name: text for name, text in held.items() if text}}
    return node if value_of(node, field) == value else replace(node, **changes)


def change_texts(
    node: Node, of_text: Callable[[str], str], of_expression: Callable[[str], str]
) -> Node:
    """The node with every text and every expression put through a function."""
    changes: dict[str, Any] = {}
    for field in text_fields(node):
        changes[field] = {code: of_text(text) for code, text in texts_of(node, field).items()}
    for field in (*EXPRESSIONS, "trigger", "list_name"):
        if hasattr(node, field):
            changes[field] = of_expression(getattr(node, field))
    for holder in ("parameters", "extra"):
        if hasattr(node, holder):
            held: Mapping[str, str] = getattr(node, holder)
            changes[holder] = {key: of_expression(text) for key, text in held.items()}
    different = {name: new for name, new in changes.items() if getattr(node, name) != new}
    return replace(node, **different) if different else node


def map_nodes(
    nodes: tuple[Node, ...], change: Callable[[str, Node], Node], prefix: str = ""
) -> tuple[Node, ...]:
    """The nodes with each put through a function of its path; what stays the same is shared."""
    made: list[Node] = []
    for node in nodes:
        path = prefix + node.name
        changed = change(path, node)
        if isinstance(changed, Group | Repeat):
            below = map_nodes(changed.children, change, f"{path}/")
            if below is not changed.children:
                changed = replace(changed, children=below)
        made.append(changed)
    same = all(one is other for one, other in zip(made, nodes, strict=True))
    return nodes if same else tuple(made)
