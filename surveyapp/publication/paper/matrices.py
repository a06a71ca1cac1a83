"""Which neighbouring questions share a table: those that choose one from the same short list."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.interview.foresight import Foresight, is_asked
from questionnaires.model import Node, Question, Questionnaire

_MOST_COLUMNS = 7
_FEWEST_ROWS = 3
_LIKE_A_TABLE = ("likert", "list-nolabel", "list_nolabel", "table-list")


def matrix_runs(
    nodes: tuple[Node, ...], prefix: str, form: Questionnaire, foresight: Foresight
) -> Iterator[Node | list[tuple[str, Question]]]:
    """The nodes in order, those that make a table together as a list of path and question."""
    run: list[tuple[str, Question]] = []
    for node in nodes:
        path = prefix + node.name
        if isinstance(node, Question):
            if node.appearance.split() == ["label"]:
                continue
            fits = _fits(path, node, form, foresight)
            if fits and (not run or _alike(run[-1][1], node)):
                run.append((path, node))
                continue
            yield from _ended(run)
            run = [(path, node)] if fits else []
            if not fits:
                yield node
        else:
            yield from _ended(run)
            run = []
            yield node
    yield from _ended(run)


def _ended(run: list[tuple[str, Question]]) -> Iterator[Node | list[tuple[str, Question]]]:
    told = any(mark in run[0][1].appearance for mark in _LIKE_A_TABLE) if run else False
    if len(run) >= (2 if told else _FEWEST_ROWS):
        yield run
    else:
        yield from (question for _path, question in run)


def _fits(path: str, question: Question, form: Questionnaire, foresight: Foresight) -> bool:
    choices = form.lists.get(question.list_name, ())
    plain = not (question.or_other or question.choice_filter or question.hints)
    return (
        question.kind == "select_one"
        and is_asked(question)
        and plain
        and 1 < len(choices) <= _MOST_COLUMNS
        and foresight.truth(path) is not False
        and not foresight.jumps(path)
    )


def _alike(one: Question, other: Question) -> bool:
    return one.list_name == other.list_name and one.relevant == other.relevant
