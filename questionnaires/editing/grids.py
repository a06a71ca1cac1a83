"""Grids: a group whose questions share one list; its rows can be typed like choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from questionnaires.editing import making
from questionnaires.editing.cells import with_text
from questionnaires.editing.making import Place
from questionnaires.editing.tree import Address, children_of, node_at, with_node
from questionnaires.model import Question, Questionnaire


def is_grid(form: Questionnaire, address: Address) -> bool:
    """Whether a group stands there whose questions share their choices."""
    if not address or isinstance(node_at(form, address), Question):
        return False
    return bool(making.grid_list(form, address))


def rows_of(form: Questionnaire, address: Address) -> tuple[Question, ...]:
    """The questions of a grid; other groups inside are no rows."""
    return tuple(one for one in children_of(form, address) if isinstance(one, Question))


def row_address(form: Questionnaire, address: Address, row: int) -> Address:
    """Where a row stands among the nodes of the grid."""
    below = children_of(form, address)
    places = [number for number, one in enumerate(below) if isinstance(one, Question)]
    return (*address, places[row])


def write_rows(
    form: Questionnaire, address: Address, row: int, texts: Sequence[str], language: str
) -> Questionnaire:
    """The form with texts in the rows of a grid from one on; rows that lack are added."""
    for number, text in enumerate(texts, row):
        if number < len(rows_of(form, address)):
            form = _with_text(form, row_address(form, address, number), text, language)
        elif text:
            place = Place(address, len(children_of(form, address)))
            form, _ = making.add_question(form, place, "select_one", {language: text})
    return form


def _with_text(form: Questionnaire, at: Address, text: str, language: str) -> Questionnaire:
    question = node_at(form, at)
    return with_node(form, at, replace(question, labels=with_text(question.labels, language, text)))
