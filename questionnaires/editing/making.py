"""New questions, groups, grids and lists, named so that nobody has to think of a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from questionnaires.editing import naming
from questionnaires.editing.tree import Address, children_of, insert, node_at, with_node
from questionnaires.model import (
    SELECT_KINDS,
    Choice,
    Group,
    Node,
    Question,
    Questionnaire,
    Repeat,
)
from questionnaires.xlsform.rows import ORIGINAL_TYPE

GRID_WORDS = ("table-list", "field-list", "kobomatrix")
ONE_SCREEN, GRID = "field-list", "table-list"
_UNLISTED = frozenset({"note", "calculate", "hidden"})


@dataclass(frozen=True)
class Place:
    """Where something is put in: before a row of the nodes below an address."""

    above: Address
    row: int


def place_after(form: Questionnaire, address: Address) -> Place:
    """After a question, or at the end of a group."""
    if not address or not isinstance(node_at(form, address), Question):
        return Place(address, len(children_of(form, address)))
    return Place(address[:-1], address[-1] + 1)


def place_beside(form: Questionnaire, address: Address) -> Place:
    """After the node itself, group or not."""
    if not address:
        return Place((), len(form.body))
    return Place(address[:-1], address[-1] + 1)


def add_question(
    form: Questionnaire, place: Place, kind: str, labels: Mapping[str, str] | None = None
) -> tuple[Questionnaire, Address]:
    """The form with one more question; selects get a list, in a grid that of their siblings."""
    name = naming.next_name("q", naming.names_of(form))
    question = Question(name, kind, labels=dict(labels or {}))
    if kind in SELECT_KINDS:
        form, question = _with_list(form, place, question)
    if kind == "range":
        question = replace(question, parameters={"start": "0", "end": "10", "step": "1"})
    form = insert(form, place.above, place.row, (question,))
    return form, (*place.above, place.row)


def _with_list(
    form: Questionnaire, place: Place, question: Question
) -> tuple[Questionnaire, Question]:
    shared = grid_list(form, place.above)
    if shared:
        return form, replace(question, list_name=shared)
    name = naming.free_name(question.name, form.lists)
    return with_list(form, name, two_choices()), replace(question, list_name=name)


def grid_list(form: Questionnaire, above: Address) -> str:
    """The list that the questions of a grid share; empty where that is no grid."""
    if not above:
        return ""
    group = node_at(form, above)
    if not set(group.appearance.split()) & {GRID, "kobomatrix"}:
        return ""
    lists = [
        node.list_name
        for node in children_of(form, above)
        if isinstance(node, Question) and node.list_name
    ]
    return lists[0] if lists else ""


def two_choices() -> tuple[Choice, ...]:
    """Two choices without words, so that there is something to type into."""
    return (Choice("1"), Choice("2"))


def add_group(
    form: Questionnaire, place: Place, *, repeats: bool = False, appearance: str = ""
) -> tuple[Questionnaire, Address]:
    """The form with an empty group or repeat."""
    taken = naming.names_of(form)
    if repeats:
        made: Node = Repeat(naming.next_name("repeat", taken), appearance=appearance)
    else:
        made = Group(naming.next_name("group", taken), appearance=appearance)
    return insert(form, place.above, place.row, (made,)), (*place.above, place.row)


def add_grid(
    form: Questionnaire, place: Place, choices: Sequence[Choice] = (), rows: int = 2
) -> tuple[Questionnaire, Address]:
    """The form with a grid: rows that share one list of choices."""
    taken = naming.names_of(form)
    name = naming.next_name("grid", taken)
    list_name = naming.free_name(name, form.lists)
    form = with_list(form, list_name, tuple(choices) or two_choices())
    questions: list[Question] = []
    for _ in range(rows):
        fresh = naming.next_name("q", taken)
        taken.add(fresh)
        questions.append(Question(fresh, "select_one", list_name=list_name))
    group = Group(name, tuple(questions), appearance=GRID)
    return insert(form, place.above, place.row, (group,)), (*place.above, place.row)


def with_list(form: Questionnaire, name: str, choices: Sequence[Choice]) -> Questionnaire:
    """The form with a list put in or replaced."""
    return replace(form, lists={**form.lists, name: tuple(choices)})


def change_kind(form: Questionnaire, address: Address, kind: str) -> Questionnaire:
    """The form with a question of another kind; what the new kind has no place for is dropped."""
    question = node_at(form, address)
    assert isinstance(question, Question)
    if question.kind == kind and ORIGINAL_TYPE not in question.extra:
        return form
    extra = {key: text for key, text in question.extra.items() if key != ORIGINAL_TYPE}
    changed = replace(question, kind=kind, extra=extra)
    if kind in SELECT_KINDS and not question.list_name:
        place = Place(address[:-1], address[-1])
        form, changed = _with_list(form, place, changed)
    elif kind not in SELECT_KINDS and question.list_name:
        changed = replace(changed, list_name="", choice_filter="", or_other=False)
    if kind == "rank" and changed.or_other:
        changed = replace(changed, or_other=False)
    if kind == "range" and not {"start", "end"} <= set(question.parameters):
        defaults = {"start": "0", "end": "10", "step": "1"}
        changed = replace(changed, parameters={**defaults, **question.parameters})
    return without_unused(with_node(form, address, changed), question.list_name)


def without_unused(form: Questionnaire, name: str) -> Questionnaire:
    """The form without a list that nothing uses any more and that says nothing yet."""
    choices = form.lists.get(name, ())
    if not name or name in uses_of_lists(form) or any(one.labels for one in choices):
        return form
    return replace(form, lists={key: one for key, one in form.lists.items() if key != name})


def uses_of_lists(form: Questionnaire) -> dict[str, tuple[str, ...]]:
    """List name to the paths of the questions that choose from it."""
    found: dict[str, tuple[str, ...]] = {}
    for path, question in form.questions():
        if question.list_name:
            found[question.list_name] = (*found.get(question.list_name, ()), path)
    return found
