"""New names for questions, groups, lists and choices, wherever the old ones are used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from questionnaires.editing import naming
from questionnaires.editing.cells import change_texts, map_nodes
from questionnaires.editing.draft import Draft, EditError
from questionnaires.editing.referring import rename_code, rename_references, rename_steps
from questionnaires.editing.tree import Address, children_of, node_at, path_of, with_node
from questionnaires.expressions import Layout
from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import Choice, Node, Question

Change = Callable[[str], str]


def rename_node(draft: Draft, address: Address, name: str) -> Draft:
    """The draft with a node renamed, in every expression, piped text, indicator and check too.

    Raises:
        EditError: ``name_invalid``, or ``name_taken`` by a sibling.
    """
    old = node_at(draft.form, address).name
    if old == name:
        return draft
    if not naming.is_valid(name):
        raise EditError("name_invalid", name=name)
    if any(node.name == name for node in children_of(draft.form, address[:-1])):
        raise EditError("name_taken", name=name)
    changed = _Renaming(draft, path_of(draft.form, address), old, name).run()
    node = node_at(changed.form, address)
    return changed.with_form(with_node(changed.form, address, replace(node, name=name)))


class _Renaming:
    """Changes what means the node at ``path``; of several nodes of a name, the nearest counts."""

    def __init__(self, draft: Draft, path: str, old: str, new: str) -> None:
        self.draft, self.path, self.old, self.new = draft, path, old, new
        self.layout = Layout.of(draft.form)
        self.is_only = len(self.layout.names.get(old, ())) == 1

    def run(self) -> Draft:
        """The draft with the name changed everywhere but in the node itself."""
        form = self.draft.form
        lists = {
            name: tuple(self._choice(one) for one in choices)
            for name, choices in form.lists.items()
        }
        body = map_nodes(form.body, self._node)
        expression = partial(self._expression, "")
        return replace(
            self.draft,
            form=replace(form, body=body, lists=lists if lists != form.lists else form.lists),
            indicators=tuple(change_indicator(row, expression) for row in self.draft.indicators),
            checks=tuple(self._check(row, expression) for row in self.draft.checks),
        )

    def _node(self, path: str, node: Node) -> Node:
        return change_texts(node, partial(self._text, path), partial(self._expression, path))

    def _choice(self, choice: Choice) -> Choice:
        labels = {code: self._text("", text) for code, text in choice.labels.items()}
        return choice if labels == choice.labels else replace(choice, labels=labels)

    def _check(self, row: CheckRow, expression: Change) -> CheckRow:
        level = self.new if row.level == self.old and self.is_only else row.level
        return replace(row, expression=expression(row.expression), level=level)

    def _means(self, near: str, name: str) -> str | None:
        """The new name for a reference read at ``near``."""
        suffix = "_other"
        if name == f"{self.old}{suffix}" and self.layout.find(name, near) is None:
            name, ending = self.old, suffix
        else:
            ending = ""
        if name != self.old:
            return None
        place = self.layout.find(name, near)
        return None if place is None or place.path != self.path else f"{self.new}{ending}"

    def _text(self, near: str, text: str) -> str:
        return rename_references(text, partial(self._means, near)) if self.old in text else text

    def _expression(self, near: str, text: str) -> str:
        if self.old not in text:
            return text
        text = self._text(near, text)
        return rename_steps(text, self.old, self.new) if self.is_only else text


def rename_list(draft: Draft, old: str, new: str) -> Draft:
    """The draft with a list of choices renamed in every question that uses it.

    Raises:
        EditError: ``name_invalid`` or ``name_taken``.
    """
    if old == new:
        return draft
    if not new or " " in new:
        raise EditError("name_invalid", name=new)
    if new in draft.form.lists:
        raise EditError("name_taken", name=new)
    lists = {new if name == old else name: one for name, one in draft.form.lists.items()}

    def use(_path: str, node: Node) -> Node:
        uses = isinstance(node, Question) and node.list_name == old
        return replace(node, list_name=new) if uses else node

    body = map_nodes(draft.form.body, use)
    return draft.with_form(replace(draft.form, body=body, lists=lists))


def rename_choice(draft: Draft, list_name: str, old: str, new: str) -> Draft:
    """The draft with a choice's code changed in its list and where expressions compare with it."""
    if old == new:
        return draft
    layout = Layout.of(draft.form)
    choices = draft.form.lists.get(list_name, ())
    listed = tuple(replace(one, name=new) if one.name == old else one for one in choices)

    def has_list(near: str, name: str) -> bool:
        place = layout.places.get(near) if name == "." else layout.find(name, near)
        return place is not None and place.list_name == list_name

    def change(path: str, node: Node) -> Node:
        own = isinstance(node, Question) and node.list_name == list_name and node.default == old
        node = replace(node, default=new) if own else node
        return change_texts(node, str, partial(_code, old, new, partial(has_list, path)))

    form = replace(
        draft.form,
        body=map_nodes(draft.form.body, change),
        lists={**draft.form.lists, list_name: listed},
    )
    expression = partial(_code, old, new, partial(has_list, ""))
    return replace(
        draft,
        form=form,
        indicators=tuple(
            _rescored(change_indicator(row, expression), row, old, new, layout, list_name)
            for row in draft.indicators
        ),
        checks=tuple(replace(row, expression=expression(row.expression)) for row in draft.checks),
    )


def _code(old: str, new: str, has_list: Callable[[str], bool], text: str) -> str:
    return rename_code(text, old, new, has_list)


def change_indicator(row: IndicatorRow, change: Change) -> IndicatorRow:
    """An indicator with each of its expressions put through a function."""
    return replace(
        row,
        base=change(row.base),
        expression=change(row.expression),
        denominator=change(row.denominator),
        unclear_when=change(row.unclear_when),
    )


def _rescored(
    row: IndicatorRow, before: IndicatorRow, old: str, new: str, layout: Layout, list_name: str
) -> IndicatorRow:
    """Scores by choice follow the code where the expression reads a question of the list."""
    if old not in row.option_scores:
        return row
    from questionnaires.editing.searching import references_of

    places = [layout.find(name) for name in references_of(before.expression)]
    if not any(place is not None and place.list_name == list_name for place in places):
        return row
    scores = {new if name == old else name: score for name, score in row.option_scores.items()}
    return replace(row, option_scores=scores)
