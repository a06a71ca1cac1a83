"""Finding a word anywhere in a questionnaire, and putting another in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from questionnaires.editing.cells import expressions_of, text_fields, texts_of, value_of, with_value
from questionnaires.editing.choice_lists import change_cell
from questionnaires.editing.draft import Draft
from questionnaires.editing.languages import Said, say
from questionnaires.editing.naming import free_choice, free_name, names_of
from questionnaires.editing.renaming import rename_node
from questionnaires.editing.tree import address_of, node_at, walk, with_node
from questionnaires.expressions import ExpressionError, parse
from questionnaires.model import Node, Question

NAMES, TEXTS, EXPRESSIONS, CHOICES = "names", "texts", "expressions", "choices"
EVERYWHERE = frozenset({NAMES, TEXTS, EXPRESSIONS, CHOICES})
_CODES = "name"


@dataclass(frozen=True)
class Query:
    """What is looked for and where."""

    text: str
    places: frozenset[str] = EVERYWHERE
    match_case: bool = False
    whole_words: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The same for ``re``."""
        body = re.escape(self.text)
        if self.whole_words:
            body = rf"(?<![\w.\-]){body}(?![\w\-])"
        return re.compile(body, 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True)
class Hit:
    """A cell that holds it: ``field`` of the node at ``path``, or of a choice."""

    kind: str
    field: str
    text: str
    path: str = ""
    language: str = ""
    list_name: str = ""
    row: int = -1


def find(draft: Draft, query: Query) -> tuple[Hit, ...]:
    """Every cell that holds it, from top to bottom; nothing for an empty text."""
    if not query.text:
        return ()
    return tuple(hit for hit in _cells(draft, query.places) if query.pattern.search(hit.text))


def _cells(draft: Draft, places: frozenset[str]) -> Iterator[Hit]:
    for _, path, node in walk(draft.form):
        if NAMES in places:
            yield Hit(NAMES, "name", node.name, path)
        if TEXTS in places:
            yield from _text_cells(path, node)
        if EXPRESSIONS in places:
            for field, text in expressions_of(node).items():
                yield Hit(EXPRESSIONS, field, text, path)
    if CHOICES in places:
        yield from _choice_cells(draft)


def _text_cells(path: str, node: Node) -> Iterator[Hit]:
    for field in text_fields(node):
        for language, text in texts_of(node, field).items():
            yield Hit(TEXTS, field, text, path, language)


def _choice_cells(draft: Draft) -> Iterator[Hit]:
    for list_name, choices in draft.form.lists.items():
        for row, choice in enumerate(choices):
            yield Hit(CHOICES, _CODES, choice.name, "", "", list_name, row)
            for language, text in choice.labels.items():
                yield Hit(CHOICES, "labels", text, "", language, list_name, row)


def replace_all(draft: Draft, query: Query, by: str) -> tuple[Draft, int]:
    """The draft with every hit replaced, and how many cells changed.

    Names and codes are renamed wherever they are used; a name that is taken gets a number.
    """
    hits, done = find(draft, query), 0
    # Names last: they change the paths by which the other hits are found; children before parents.
    for hit in (
        *(h for h in hits if h.kind != NAMES),
        *(h for h in reversed(hits) if h.kind == NAMES),
    ):
        changed = replace_one(draft, hit, query, by)
        done += changed is not draft
        draft = changed
    return draft, done


def replace_one(draft: Draft, hit: Hit, query: Query, by: str) -> Draft:
    """The draft with one cell changed."""
    new = query.pattern.sub(lambda _: by, hit.text)
    if new == hit.text:
        return draft
    if hit.kind == CHOICES and hit.field == _CODES:
        taken = {one.name for one in draft.form.lists[hit.list_name]}
        return change_cell(draft, hit.list_name, hit.row, "name", free_choice(new, taken))
    if hit.kind in (TEXTS, CHOICES):
        said = Said(hit.field, hit.path, hit.list_name, hit.row)
        return say(draft, said, hit.language, new)
    address = address_of(draft.form, hit.path)
    if address is None:
        return draft
    if hit.kind == NAMES:
        return rename_node(draft, address, free_name(new, names_of(draft.form)))
    node = node_at(draft.form, address)
    field = hit.field if hit.field != "soft_constraint" else "extra::soft_constraint"
    old: str = value_of(node, field)
    changed = with_value(node, field, query.pattern.sub(lambda _: by, old))
    return draft.with_form(with_node(draft.form, address, changed))


def references_of(text: str) -> tuple[str, ...]:
    """The names an expression uses; none where it cannot be read."""
    if not text.strip():
        return ()
    try:
        return parse(text).references
    except ExpressionError:
        return ()


def users_of(draft: Draft, path: str) -> tuple[str, ...]:
    """The paths of the nodes whose expressions or texts use a node, in order."""
    address = address_of(draft.form, path)
    if address is None:
        return ()
    name = node_at(draft.form, address).name
    needle = re.compile(r"\$\{\s*" + re.escape(name) + r"\s*\}")
    found: dict[str, None] = {}
    for hit in _cells(replace(draft, form=draft.form), frozenset({TEXTS, EXPRESSIONS})):
        if needle.search(hit.text):
            found[hit.path] = None
    return tuple(found)


def is_question(draft: Draft, path: str) -> bool:
    """Whether a question stands at that path."""
    address = address_of(draft.form, path)
    return address is not None and isinstance(node_at(draft.form, address), Question)
