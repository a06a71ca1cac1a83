"""The words of the designer: kinds of questions, fields, refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from questionnaires.model import Group, Node, Question, Repeat
from ui.language import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from questionnaires.editing.draft import EditError
    from questionnaires.model import Texts

CONTEXT = "Designer"

KINDS = {
    "select_one": QT_TRANSLATE_NOOP("Designer", "One choice"),
    "select_multiple": QT_TRANSLATE_NOOP("Designer", "Several choices"),
    "integer": QT_TRANSLATE_NOOP("Designer", "Whole number"),
    "text": QT_TRANSLATE_NOOP("Designer", "Text"),
    "decimal": QT_TRANSLATE_NOOP("Designer", "Decimal number"),
    "range": QT_TRANSLATE_NOOP("Designer", "Scale from … to …"),
    "rank": QT_TRANSLATE_NOOP("Designer", "Put in order"),
    "date": QT_TRANSLATE_NOOP("Designer", "Date"),
    "time": QT_TRANSLATE_NOOP("Designer", "Time"),
    "datetime": QT_TRANSLATE_NOOP("Designer", "Date and time"),
    "note": QT_TRANSLATE_NOOP("Designer", "Note (nothing to answer)"),
    "acknowledge": QT_TRANSLATE_NOOP("Designer", "Seen and agreed"),
    "calculate": QT_TRANSLATE_NOOP("Designer", "Calculated value"),
    "hidden": QT_TRANSLATE_NOOP("Designer", "Hidden value"),
    "photo": QT_TRANSLATE_NOOP("Designer", "Photo"),
    "file": QT_TRANSLATE_NOOP("Designer", "File"),
    "audio": QT_TRANSLATE_NOOP("Designer", "Audio"),
    "video": QT_TRANSLATE_NOOP("Designer", "Video"),
    "geopoint": QT_TRANSLATE_NOOP("Designer", "Place on the map"),
    "geotrace": QT_TRANSLATE_NOOP("Designer", "Line on the map"),
    "geoshape": QT_TRANSLATE_NOOP("Designer", "Area on the map"),
    "barcode": QT_TRANSLATE_NOOP("Designer", "Barcode"),
    "start": QT_TRANSLATE_NOOP("Designer", "Time of the beginning"),
    "end": QT_TRANSLATE_NOOP("Designer", "Time of the end"),
    "today": QT_TRANSLATE_NOOP("Designer", "Day of the interview"),
    "deviceid": QT_TRANSLATE_NOOP("Designer", "Device"),
    "username": QT_TRANSLATE_NOOP("Designer", "Surveyor"),
}
"""Kind to name, the usual ones first."""
GROUP = QT_TRANSLATE_NOOP("Designer", "Group")
REPEAT = QT_TRANSLATE_NOOP("Designer", "Repeated group")
FORM = QT_TRANSLATE_NOOP("Designer", "Questionnaire")

_REFUSALS = {
    "inside_itself": QT_TRANSLATE_NOOP("Designer", "A group cannot be moved into itself."),
    "name_invalid": QT_TRANSLATE_NOOP(
        "Designer",
        "“{name}” cannot be a name: begin with a letter, then letters, digits, “_”, “-” or “.”.",
    ),
    "name_taken": QT_TRANSLATE_NOOP("Designer", "The name “{name}” is taken. Choose another one."),
    "choice_empty": QT_TRANSLATE_NOOP("Designer", "A choice needs a code."),
    "choice_taken": QT_TRANSLATE_NOOP(
        "Designer", "The code “{name}” is taken in this list. Choose another one."
    ),
    "language_taken": QT_TRANSLATE_NOOP("Designer", "The language “{name}” is there already."),
    "language_empty": QT_TRANSLATE_NOOP("Designer", "Name the language, for example en."),
    "key_invalid": QT_TRANSLATE_NOOP(
        "Designer", "“{name}” cannot be a key: begin with a letter, then letters, digits or “_”."
    ),
    "key_taken": QT_TRANSLATE_NOOP("Designer", "The key “{name}” is taken. Choose another one."),
    "not_a_number": QT_TRANSLATE_NOOP("Designer", "“{text}” is not a number."),
    "unknown_word": QT_TRANSLATE_NOOP(
        "Designer", "“{word}” is not known here. It can be: {allowed}."
    ),
    "last_language": QT_TRANSLATE_NOOP("Designer", "The only language cannot be removed."),
}

FIELDS = {
    "labels": QT_TRANSLATE_NOOP("Designer", "Question text"),
    "hints": QT_TRANSLATE_NOOP("Designer", "Hint"),
    "guidance": QT_TRANSLATE_NOOP("Designer", "Guidance"),
    "required_messages": QT_TRANSLATE_NOOP("Designer", "Message if unanswered"),
    "constraint_messages": QT_TRANSLATE_NOOP("Designer", "Message if not accepted"),
    "relevant": QT_TRANSLATE_NOOP("Designer", "Ask only if"),
    "required": QT_TRANSLATE_NOOP("Designer", "Answer required"),
    "constraint": QT_TRANSLATE_NOOP("Designer", "Accept only if"),
    "calculation": QT_TRANSLATE_NOOP("Designer", "Calculation"),
    "default": QT_TRANSLATE_NOOP("Designer", "Default"),
    "read_only": QT_TRANSLATE_NOOP("Designer", "Read only"),
    "choice_filter": QT_TRANSLATE_NOOP("Designer", "Offer only choices where"),
    "count": QT_TRANSLATE_NOOP("Designer", "How often"),
    "repeat_count": QT_TRANSLATE_NOOP("Designer", "How often"),
    "name": QT_TRANSLATE_NOOP("Designer", "Variable name"),
    "kind": QT_TRANSLATE_NOOP("Designer", "Type"),
    "list_name": QT_TRANSLATE_NOOP("Designer", "List of choices"),
    "trigger": QT_TRANSLATE_NOOP("Designer", "Calculated anew when"),
    "appearance": QT_TRANSLATE_NOOP("Designer", "Appearance"),
    "soft_constraint": QT_TRANSLATE_NOOP("Designer", "Doubtful unless"),
    "extra::soft_constraint": QT_TRANSLATE_NOOP("Designer", "Doubtful unless"),
    "children": QT_TRANSLATE_NOOP("Designer", "Questions inside"),
    "choices": QT_TRANSLATE_NOOP("Designer", "Choices"),
    "allow_refused": QT_TRANSLATE_NOOP("Designer", "May be refused"),
    "allow_dont_know": QT_TRANSLATE_NOOP("Designer", "May be answered “don't know”"),
    "or_other": QT_TRANSLATE_NOOP("Designer", "Other, please specify"),
    "parameters": QT_TRANSLATE_NOOP("Designer", "Parameters"),
    "extra": QT_TRANSLATE_NOOP("Designer", "Other columns"),
}


def tell(source: str) -> str:
    """A text of the designer in the language in use."""
    return QCoreApplication.translate(CONTEXT, source)


def kind_word(kind: str) -> str:
    """What a kind is called; unknown ones by their own name."""
    return tell(KINDS[kind]) if kind in KINDS else kind


@dataclass(frozen=True)
class KindWord:
    """What a kind is called, told when it is shown: in the title of a step."""

    kind: str

    def __str__(self) -> str:
        return kind_word(self.kind)


@dataclass(frozen=True)
class FieldWord:
    """What a field is called, likewise; ``source`` where it has a name of its own."""

    key: str
    source: str = ""

    def __str__(self) -> str:
        return tell(self.source) if self.source else field_word(self.key)


def node_word(node: Node | None) -> str:
    """What sort of thing stands there."""
    if node is None:
        return tell(FORM)
    if isinstance(node, Question):
        return kind_word(node.kind)
    return tell(REPEAT if isinstance(node, Repeat) else GROUP)


def field_word(field: str) -> str:
    """What a field is called."""
    return tell(FIELDS[field]) if field in FIELDS else field.removeprefix("extra::")


def refusal(error: EditError) -> str:
    """Why an edit cannot be, in words."""
    text = tell(_REFUSALS[error.code])
    for name, value in error.parameters.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def text_of(texts: Texts, language: str, otherwise: str = "") -> str:
    """The text in a language or any, on one line."""
    text = texts.get(language) or next(iter(texts.values()), "")
    return " ".join(text.split()) or otherwise


def is_group(node: Node | None) -> bool:
    """Whether it holds others."""
    return isinstance(node, Group | Repeat)


def language_word(code: str, name: str = "") -> str:
    """A language by its own name."""
    known = {"zh": "中文", "en": "English", "": "–"}
    return name.partition("(")[0].strip() or known.get(code, code)
