"""Copied questions as data: with the lists they need, so that they can go into another form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from questionnaires.editing import naming
from questionnaires.editing.cells import change_texts, map_nodes, text_fields, texts_of
from questionnaires.editing.choice_lists import read_cells
from questionnaires.editing.making import Place
from questionnaires.editing.referring import rename_references
from questionnaires.editing.tree import Address, insert, node_at, outermost
from questionnaires.model import Choice, Group, Node, Question, Questionnaire, Texts
from questionnaires.xlsform.columns import SURVEY, read_head
from questionnaires.xlsform.kinds import write_type
from questionnaires.xlsform.reading import import_book
from questionnaires.xlsform.sheets import Book, Row, Sheet

_NUMBERING = re.compile(
    r"^\s*(?:[（(]?\d{1,3}[)）.、．]|[一二三四五六七八九十]{1,3}、|Q\d+[.:：]?)\s*"
)
_PIECES = "pieces"


@dataclass(frozen=True)
class Fragment:
    """Nodes with the lists they choose from; ``usual`` is the language the texts began in."""

    nodes: tuple[Node, ...]
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    usual: str = ""

    def to_json(self) -> str:
        """The text that goes onto the clipboard: a small questionnaire."""
        form = Questionnaire(
            _PIECES, _PIECES, default_language=self.usual, body=self.nodes, lists=self.lists
        )
        return form.to_json()

    @classmethod
    def from_json(cls, text: str) -> Fragment:
        """Read what ``to_json`` wrote; ``ValueError`` where it is none."""
        form = Questionnaire.from_json(text)
        return cls(form.body, form.lists, form.default_language)


def copy(form: Questionnaire, addresses: Iterable[Address]) -> Fragment:
    """The nodes there, with their lists."""
    nodes = tuple(node_at(form, address) for address in outermost(addresses))
    names = {one.list_name for one in _questions(nodes) if one.list_name}
    lists = {name: choices for name, choices in form.lists.items() if name in names}
    return Fragment(nodes, lists, form.default_language)


def paste(
    form: Questionnaire, place: Place, fragment: Fragment
) -> tuple[Questionnaire, tuple[Address, ...]]:
    """The form with the nodes put in, and where they are.

    Names that are taken get a number, also where the pasted nodes refer to each other; a list that
    is there already with the same choices is shared, else it gets a number too.
    """
    lists, names = _join_lists(form, fragment)
    form = replace(form, lists=lists)
    nodes = _localised(_relisted(fragment.nodes, names), form, fragment.usual)
    nodes = _renamed(nodes, naming.names_of(form))
    form = insert(form, place.above, place.row, nodes)
    return form, tuple((*place.above, place.row + number) for number in range(len(nodes)))


def _questions(nodes: Iterable[Node]) -> Iterator[Question]:
    for node in nodes:
        if isinstance(node, Question):
            yield node
        else:
            yield from _questions(node.children)


def _join_lists(
    form: Questionnaire, fragment: Fragment
) -> tuple[dict[str, tuple[Choice, ...]], dict[str, str]]:
    """All lists together, and what those of the fragment are called now."""
    joined, names = dict(form.lists), dict[str, str]()
    for name, choices in fragment.lists.items():
        local = tuple(_localised_choice(one, form, fragment.usual) for one in choices)
        if joined.get(name, local) == local:
            names[name] = name
        else:
            names[name] = naming.free_name(name, joined)
        joined[names[name]] = local
    return joined, names


def _relisted(nodes: tuple[Node, ...], names: Mapping[str, str]) -> tuple[Node, ...]:
    def use(_path: str, node: Node) -> Node:
        if not isinstance(node, Question) or names.get(node.list_name, "") in ("", node.list_name):
            return node
        return replace(node, list_name=names[node.list_name])

    return map_nodes(nodes, use)


def _renamed(nodes: tuple[Node, ...], taken: set[str]) -> tuple[Node, ...]:
    """Free names; references among the nodes follow."""
    names: dict[str, str] = {}

    def name(_path: str, node: Node) -> Node:
        fresh = naming.free_name(node.name, taken)
        taken.add(fresh)
        if fresh == node.name:
            return node
        names.setdefault(node.name, fresh)
        return replace(node, name=fresh)

    made = map_nodes(nodes, name)

    def follow(_path: str, node: Node) -> Node:
        def change(text: str) -> str:
            return rename_references(text, names.get) if "${" in text else text

        return change_texts(node, change, change)

    return map_nodes(made, follow) if names else made


def _localised(nodes: tuple[Node, ...], form: Questionnaire, usual: str) -> tuple[Node, ...]:
    def local(_path: str, node: Node) -> Node:
        changes = {name: _local(texts_of(node, name), form, usual) for name in text_fields(node)}
        changes = {name: texts for name, texts in changes.items() if texts != texts_of(node, name)}
        return replace(node, **changes) if changes else node

    return map_nodes(nodes, local)


def _localised_choice(choice: Choice, form: Questionnaire, usual: str) -> Choice:
    labels = _local(choice.labels, form, usual)
    return choice if labels == choice.labels else replace(choice, labels=labels)


def _local(texts: Texts, form: Questionnaire, usual: str) -> Texts:
    """The texts in the languages of the form; where it knows none of them, one as its usual."""
    known = {code: text for code, text in texts.items() if code in form.languages}
    if known or not texts:
        return known
    return {form.default_language: texts.get(usual) or next(iter(texts.values()))}


def to_plain(form: Questionnaire, fragment: Fragment) -> str:
    """The nodes as rows of a sheet ``survey``, for a spreadsheet or a letter."""
    languages = [code for code in form.languages if code] or [""]
    heads = ["type", "name", *(f"label::{code}" if code else "label" for code in languages)]
    lines = [[*heads, "relevant", "required", "constraint"], *_lines(fragment.nodes, languages)]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def _lines(nodes: Iterable[Node], languages: list[str]) -> Iterator[list[str]]:
    for node in nodes:
        labels = [node.labels.get(code, "") for code in languages]
        if isinstance(node, Question):
            kind = write_type(node.kind, node.list_name, node.or_other)
            yield [kind, node.name, *labels, node.relevant, node.required, node.constraint]
            continue
        word = "group" if isinstance(node, Group) else "repeat"
        yield [f"begin_{word}", node.name, *labels, node.relevant, "", ""]
        yield from _lines(node.children, languages)
        yield [f"end_{word}", node.name]


def from_plain(text: str, language: str) -> Fragment | None:
    """Questions from pasted text: rows with heads of a survey sheet, else one question a line."""
    cells = read_cells(text)
    if not cells:
        return None
    heads = {read_head(cell, SURVEY).name for cell in cells[0]}
    if {"type", "name"} <= heads or {"type", "label"} <= heads:
        width = len(cells[0])
        rows = tuple(Row(n, tuple(row[:width])) for n, row in enumerate(cells[1:], 2))
        book = Book((Sheet("survey", tuple(cells[0]), rows),), _PIECES)
        form = import_book(book).questionnaire
        return Fragment(form.body, form.lists, form.default_language)
    labels = [_NUMBERING.sub("", " ".join(filter(None, row))).strip() for row in cells]
    nodes = [
        Question(f"q{number}", "text", labels={language: label})
        for number, label in enumerate(filter(None, labels), 1)
    ]
    return Fragment(tuple(nodes), {}, language) if nodes else None
