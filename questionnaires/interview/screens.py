"""Which screens an interview has now: one question each, a group, a grid, or "one more?"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from questionnaires.interview.cells import Cell
from questionnaires.model import SELECT_KINDS, SILENT_KINDS, Question, Repeat

QUESTION, GROUP, GRID, MORE = "question", "group", "grid", "more"


@dataclass(frozen=True)
class Screen:
    """``questions`` are the paths asked on it; ``section`` is the top-level group, or empty.

    Its path is that of the group it shows, or of its first question.
    ``more`` stands after the last instance of a repeat that has no count: another one, or go on.
    """

    path: str
    kind: str
    questions: tuple[str, ...] = ()
    section: str = ""


def is_shown(question: Question) -> bool:
    """Whether the question ever stands on a screen."""
    if question.kind in SILENT_KINDS:
        return False
    return not question.calculation or bool(question.labels or question.hints)


def is_asked(question: Question) -> bool:
    """Whether it takes an answer from a person."""
    return is_shown(question) and question.kind != "note"


def build_screens(root: Cell) -> tuple[Screen, ...]:
    """The screens now relevant, in order."""
    return tuple(_below(root, ""))


def _below(cell: Cell, section: str) -> Iterator[Screen]:
    for run in _runs(child for child in cell.children if child.relevant):
        name = section if cell.parent is not None else _section(run[0])
        if len(run) > 1:
            yield Screen(run[0].path, GRID, tuple(one.path for one in run), name)
        else:
            yield from _screens(run[0], name)


def _runs(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Cells one by one, but items of one scale that follow each other together: rows of a grid."""
    for _, run in groupby(cells, _scale):
        found = list(run)
        if found[0].item.question is not None and _scale(found[0]):
            yield found
        else:
            yield from ([one] for one in found)


def _scale(cell: Cell) -> str:
    """The list that a question with the appearance ``likert`` is answered from; else empty."""
    question = cell.item.question
    if question is None or question.kind != "select_one" or not is_shown(question):
        return ""
    own_choices = question.choice_filter or question.parameters
    is_item = "likert" in question.appearance.split() and not own_choices
    return question.list_name if is_item else ""


def _section(cell: Cell) -> str:
    return "" if cell.item.question else cell.item.path


def _screens(cell: Cell, section: str) -> Iterator[Screen]:
    question = cell.item.question
    if question is not None:
        if is_shown(question):
            yield Screen(cell.path, QUESTION, (cell.path,), section)
    elif cell.is_repeat:
        for instance in cell.children:
            yield from _screens(instance, section)
        if cell.item.count is None:
            yield Screen(cell.path, MORE, (), section)
    elif _is_together(cell):
        yield from _together(cell, section)
    else:
        yield from _below(cell, section)


def _is_together(cell: Cell) -> bool:
    node = cell.item.node
    appearance = "" if node is None else node.appearance
    return any(word in appearance.split() for word in ("field-list", "table-list", "kobomatrix"))


def _together(cell: Cell, section: str) -> Iterator[Screen]:
    """One screen for the group; repeats inside it follow on screens of their own."""
    shown = [found for found in _leaves(cell) if found.item.question]
    if shown:
        paths = tuple(found.path for found in shown)
        yield Screen(cell.path, GRID if _is_grid(cell, shown) else GROUP, paths, section)
    for repeat in _repeats(cell):
        yield from _screens(repeat, section)


def _leaves(cell: Cell) -> Iterator[Cell]:
    for child in cell.children:
        question = child.item.question
        if not child.relevant or child.is_repeat:
            continue
        if question is None:
            yield from _leaves(child)
        elif is_shown(question):
            yield child


def _repeats(cell: Cell) -> Iterator[Cell]:
    for child in cell.children:
        if child.relevant and child.is_repeat:
            yield child
        elif child.relevant:
            yield from _repeats(child)


def _is_grid(cell: Cell, shown: Iterable[Cell]) -> bool:
    """A grid says so, or all its questions choose from one list below a row of labels."""
    node = cell.item.node
    words = "" if node is None else node.appearance
    if "table-list" in words or "kobomatrix" in words:
        return True
    questions = [found.item.question for found in shown if found.item.question]
    asked = [question for question in questions if question.kind != "note"]
    one_list = {question.list_name for question in asked}
    selects = all(question.kind in SELECT_KINDS for question in asked)
    return bool(asked) and selects and len(one_list) == 1 and _is_labelled(asked)


def _is_labelled(questions: list[Question]) -> bool:
    return any(
        word in question.appearance.split()
        for question in questions
        for word in ("label", "list-nolabel")
    )


def is_countable(node: object) -> bool:
    """Whether the surveyor decides how often a repeat is asked."""
    return isinstance(node, Repeat) and not node.count
