"""The signs of question types."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from questionnaires.editing.making import GRID_WORDS
from questionnaires.model import Node, Question, Repeat
from ui.icons import icon_named

_KINDS = {
    "select_one": "radio-button-line",
    "select_multiple": "checkbox-line",
    "rank": "list-ordered",
    "integer": "hashtag",
    "decimal": "hashtag",
    "range": "equalizer-line",
    "text": "text",
    "date": "calendar-line",
    "time": "time-line",
    "datetime": "calendar-event-line",
    "note": "information-line",
    "acknowledge": "check-double-line",
    "calculate": "functions",
    "hidden": "eye-off-line",
    "photo": "camera-line",
    "geopoint": "map-pin-line",
    "barcode": "barcode-line",
    "file": "attachment-2",
}


def kind_icon(kind: str) -> QIcon:
    """The sign of a kind of question."""
    return icon_named(_KINDS.get(kind, "settings-3-line"))


def node_icon(node: Node | None) -> QIcon:
    """The sign of what stands in the tree."""
    if node is None:
        return icon_named("questionnaire-line")
    if isinstance(node, Question):
        return kind_icon(node.kind)
    if isinstance(node, Repeat):
        return icon_named("repeat-line")
    is_grid = GRID_WORDS[0] in node.appearance.split()
    return icon_named("grid-line" if is_grid else "folder-line")
