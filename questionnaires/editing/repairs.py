"""The offered repairs of a draft, each as the draft that it gives."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import replace

from questionnaires.editing import naming
from questionnaires.editing.cells import texts_of, value_of, with_text, with_value
from questionnaires.editing.draft import Draft
from questionnaires.editing.making import two_choices, with_list
from questionnaires.editing.problems import Inspector, Problem
from questionnaires.editing.referring import Cut, cut, rename_code, rename_references
from questionnaires.editing.tree import Address, address_of, children_of, node_at, with_node
from questionnaires.expressions import Layout
from questionnaires.model import Choice, Question

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "‟": '"'})
Repair = Callable[[Draft, Problem], Draft]
_MOST_ROUNDS = 200


def can_repair(problem: Problem) -> bool:
    """Whether there is a repair that needs no decision."""
    code = problem.finding.code
    if code in ("expression.unknown_reference", "expression.unknown_function", _UNKNOWN_CHOICE):
        return bool(problem.finding.parameter("nearest")) and bool(problem.path)
    return code in _REPAIRS


def repair(draft: Draft, problem: Problem) -> Draft:
    """The draft with one problem mended; itself where there is no repair."""
    return _REPAIRS[problem.finding.code](draft, problem) if can_repair(problem) else draft


def repair_all(draft: Draft, problems: Iterable[Problem] = ()) -> Draft:
    """The draft with everything mended that can be, or only the problems of the same codes."""
    codes = {one.finding.code for one in problems}
    inspector = Inspector()
    for _ in range(_MOST_ROUNDS):
        wanted = (
            one
            for one in inspector.inspect(draft)
            if can_repair(one) and (not codes or one.finding.code in codes)
        )
        changed = next((new for one in wanted if (new := repair(draft, one)) != draft), None)
        if changed is None:
            break
        draft = changed
    return draft


def _edit(draft: Draft, problem: Problem, change: Callable[[str], str]) -> Draft:
    """The draft with the problem's cell put through a function."""
    address = address_of(draft.form, problem.path)
    if address is None:
        return draft
    node = node_at(draft.form, address)
    if problem.language or isinstance(value_of(node, problem.field), dict):
        texts = texts_of(node, problem.field)
        new = with_text(texts, problem.language, change(texts.get(problem.language, "")))
        return _put(draft, address, with_value(node, problem.field, new))
    return _put(
        draft, address, with_value(node, problem.field, change(value_of(node, problem.field)))
    )


def _put(draft: Draft, address: Address, node: object) -> Draft:
    return draft.with_form(with_node(draft.form, address, node))  # pyright: ignore[reportArgumentType] - a node of the same form


def _straighten(draft: Draft, problem: Problem) -> Draft:
    return _edit(draft, problem, lambda text: text.translate(_QUOTES))


def _unescape(draft: Draft, problem: Problem) -> Draft:
    return _edit(draft, problem, html.unescape)


def _nearest_name(draft: Draft, problem: Problem) -> Draft:
    old, new = problem.finding.parameter("name"), problem.finding.parameter("nearest")
    return _edit(
        draft, problem, lambda text: rename_references(text, lambda n: new if n == old else None)
    )


def _nearest_function(draft: Draft, problem: Problem) -> Draft:
    found = problem.finding
    old, new = found.parameter("name"), found.parameter("nearest")
    position = int(found.parameter("position"))

    def change(text: str) -> str:
        at = text.find(old, max(position, 0))
        return text if at < 0 else cut(text, [Cut(at, len(old), new)])

    return _edit(draft, problem, change)


def _nearest_choice(draft: Draft, problem: Problem) -> Draft:
    found = problem.finding
    old, new, list_name = (found.parameter(key) for key in ("code", "nearest", "list"))
    layout = Layout.of(draft.form)

    def has_list(name: str) -> bool:
        place = layout.find(name, problem.path) if name != "." else layout.places.get(problem.path)
        return place is not None and place.list_name == list_name

    return _edit(draft, problem, lambda text: rename_code(text, old, new, has_list))


def _label_function(draft: Draft, problem: Problem) -> Draft:
    return _edit(draft, problem, lambda text: text.replace("choice-label", "jr:choice-name"))


def _make_list(draft: Draft, problem: Problem) -> Draft:
    address = address_of(draft.form, problem.path)
    if address is None:
        return draft
    question = node_at(draft.form, address)
    assert isinstance(question, Question)
    name = question.list_name or naming.free_name(question.name, draft.form.lists)
    form = with_list(draft.form, name, draft.form.lists.get(name) or two_choices())
    return draft.with_form(with_node(form, address, replace(question, list_name=name)))


def _number_name(draft: Draft, problem: Problem) -> Draft:
    """Another name for the later one; references go on to mean the first."""
    first = address_of(draft.form, problem.path)
    if first is None:
        return draft
    siblings = children_of(draft.form, first[:-1])
    name = siblings[first[-1]].name
    later = [row for row, node in enumerate(siblings) if node.name == name][1:]
    if not later:
        return draft
    address = (*first[:-1], later[0])
    fresh = naming.free_name(name, naming.names_of(draft.form))
    return _put(draft, address, replace(node_at(draft.form, address), name=fresh))


def _drop_list(draft: Draft, problem: Problem) -> Draft:
    lists = {name: one for name, one in draft.form.lists.items() if name != problem.list_name}
    return draft.with_form(replace(draft.form, lists=lists))


def _with_choice(draft: Draft, problem: Problem, change: Callable[[Choice], Choice]) -> Draft:
    choices = draft.form.lists[problem.list_name]
    row = problem.row
    changed = (*choices[:row], change(choices[row]), *choices[row + 1 :])
    return draft.with_form(with_list(draft.form, problem.list_name, changed))


def _number_choice(draft: Draft, problem: Problem) -> Draft:
    taken = {one.name for one in draft.form.lists[problem.list_name]}
    fresh = naming.next_code(taken)
    return _with_choice(draft, problem, lambda one: replace(one, name=fresh))


def _join_choice(draft: Draft, problem: Problem) -> Draft:
    return _with_choice(draft, problem, lambda one: replace(one, name="_".join(one.name.split())))


def _keep_back(draft: Draft, problem: Problem) -> Draft:
    return _with_choice(draft, problem, lambda one: replace(one, not_read_out=True))


def _filter_other(draft: Draft, problem: Problem) -> Draft:
    address = address_of(draft.form, problem.path)
    if address is None:
        return draft
    return _put(draft, address, with_value(node_at(draft.form, address), "or_other", False))


_UNKNOWN_CHOICE = "expression.unknown_choice"
_REPAIRS: dict[str, Repair] = {
    "expression.curly_quote": _straighten,
    "expression.html_entity": _unescape,
    "text.html_entities": _unescape,
    "expression.unknown_reference": _nearest_name,
    "expression.unknown_function": _nearest_function,
    _UNKNOWN_CHOICE: _nearest_choice,
    "survey.function_surveycto": _label_function,
    "survey.list_missing": _make_list,
    "survey.name_duplicate": _number_name,
    "survey.other_with_filter": _filter_other,
    "choices.list_unused": _drop_list,
    "choices.name_missing": _number_choice,
    "choices.name_duplicate": _number_choice,
    "choices.name_with_blank": _join_choice,
    "choices.special_code": _keep_back,
}
