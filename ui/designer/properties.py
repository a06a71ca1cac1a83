"""Which properties a question has, by its type, in the order they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.model import SELECT_KINDS, SILENT_KINDS, Group, Node, Question, Repeat

TEXT, LINE, EXPRESSION, CHECK, COMBO, TRUTH = (
    "text",
    "line",
    "expression",
    "check",
    "combo",
    "truth",
)


@dataclass(frozen=True)
class Property:
    """``key`` is the field of the node (``parameters::start``, ``extra::soft_constraint`` too)."""

    key: str
    sort: str
    section: str
    lines: int = 1
    many: bool = False
    """Whether it can be set for several questions at once."""


WORDS, CHOICES, LOGIC, HINTS = "words", "choices", "logic", "hints"
ANSWER, LOOK, OTHER = "answer", "look", "other"
SECTIONS = (WORDS, CHOICES, LOGIC, HINTS, ANSWER, LOOK, OTHER)
"""What nearly every question needs comes first, and stands open."""
OPEN_SECTIONS = frozenset({WORDS, CHOICES, LOGIC})

PROPERTIES = (
    Property("labels", TEXT, WORDS, 2),
    Property("hints", TEXT, HINTS),
    Property("guidance", TEXT, HINTS),
    Property("or_other", CHECK, CHOICES),
    Property("parameters::randomize", CHECK, CHOICES),
    Property("choice_filter", EXPRESSION, CHOICES),
    Property("calculation", EXPRESSION, LOGIC),
    Property("relevant", EXPRESSION, LOGIC),
    Property("count", EXPRESSION, LOGIC),
    Property("required", TRUTH, LOGIC, many=True),
    Property("required_messages", TEXT, ANSWER),
    Property("allow_refused", CHECK, ANSWER, many=True),
    Property("allow_dont_know", CHECK, ANSWER, many=True),
    Property("parameters::start", LINE, ANSWER),
    Property("parameters::end", LINE, ANSWER),
    Property("parameters::step", LINE, ANSWER),
    Property("constraint", EXPRESSION, ANSWER),
    Property("constraint_messages", TEXT, ANSWER),
    Property("extra::soft_constraint", EXPRESSION, ANSWER),
    Property("extra::soft_constraint_message", TEXT, ANSWER),
    Property("default", EXPRESSION, ANSWER),
    Property("read_only", TRUTH, ANSWER, many=True),
    Property("trigger", LINE, ANSWER),
    Property("appearance", COMBO, LOOK, many=True),
    Property("parameters::seed", LINE, LOOK),
)
_OF_GROUP = frozenset({"labels", "hints", "relevant", "appearance"})
_CHOICES = frozenset({"or_other", "parameters::randomize", "choice_filter", "parameters::seed"})
_RANGE = frozenset({"parameters::start", "parameters::end", "parameters::step"})
_OF_SILENT = frozenset({"labels", "calculation", "relevant", "default", "trigger"})
_OF_NOTE = frozenset({"labels", "hints", "guidance", "relevant", "appearance"})
MANAGED = frozenset(one.key for one in PROPERTIES if "::" in one.key)

APPEARANCES = {
    "text": ("", "multiline", "numbers", "short"),
    "select_one": ("", "minimal", "likert", "columns", "horizontal", "label", "list-nolabel"),
    "select_multiple": ("", "minimal", "columns"),
    "integer": ("", "thousands-sep", "counter"),
    "range": ("", "vertical", "rating", "picker"),
    "date": ("", "no-calendar", "month-year", "year"),
}
GROUP_LOOKS = ("", "field-list", "table-list")


def properties_of(node: Node) -> frozenset[str]:
    """The keys of the properties this node has."""
    if isinstance(node, Group):
        return _OF_GROUP
    if isinstance(node, Repeat):
        return _OF_GROUP | {"count"}
    if node.kind in SILENT_KINDS:
        return _OF_SILENT
    if node.kind == "note":
        return _OF_NOTE
    return frozenset(one.key for one in PROPERTIES if _suits(node, one.key))


def _suits(question: Question, key: str) -> bool:
    if key in _CHOICES:
        selects = question.kind in SELECT_KINDS
        return selects and not (key == "or_other" and question.kind == "rank")
    if key in _RANGE:
        return question.kind == "range"
    if key in ("calculation", "trigger"):
        return is_filled(question, key)
    return key != "count"


def is_filled(node: Node, key: str) -> bool:
    """Whether somebody set it: a section with such a property opens by itself."""
    from questionnaires.editing.cells import value_of

    value = value_of(node, key)
    if key in ("allow_refused", "allow_dont_know"):
        return value is False
    return bool(value)


def other_columns(node: Node) -> dict[str, str]:
    """The columns of the workbook that no field above shows."""
    return {
        key: text
        for key, text in node.extra.items()
        if f"extra::{key.partition('::')[0]}" not in MANAGED
    }
