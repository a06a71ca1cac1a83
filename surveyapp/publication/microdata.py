"""Interviews as other programs read them: answers with labels, design columns and weights.

One table for each level: the interviews, and one for each repeat, joined by ``iid``. A choice is a
number with a value label, because that is how those programs know categories; ``NAME__status`` says
why there is no answer. Free text, contact data and photos are never in the tables this is made
from, and the number of the household, which an address register could resolve, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from questionnaires.model import Question, Questionnaire
from surveyapp.analysis.cases import INTERVIEW, read_cases
from surveyapp.analysis.weighting import read_weighting_run
from surveyapp.analysis.wide_tables import STATUS_SUFFIX
from surveyapp.store.runs import read_weights
from surveyapp.survey import Survey
from surveyapp.words import _, text_of

if TYPE_CHECKING:
    import pandas as pd

DESIGN_COLUMNS = ("stratum", "psu", "probability", "weight")
"""What an analysis of the interviews needs besides the answers."""

_LEFT_OUT = ("status", "unit_id")
_STATUS = ("answered", "refused", "dont_know", "not_asked", "missing")


@dataclass(frozen=True, eq=False)
class Microdata:
    """One table with what its columns and codes mean."""

    name: str
    frame: pd.DataFrame
    labels: Mapping[str, str]
    codes: Mapping[str, Mapping[int, str]]


def read_microdata(survey: Survey, run_id: str = "") -> Iterator[Microdata]:
    """The interviews with their weights, then each repeat."""
    cases = read_cases(survey)
    run = read_weighting_run(survey, run_id)
    final = {one.iid: one.final for one in read_weights(survey.store, run.run_id)}
    made = cases.frame[cases.frame["status"] == INTERVIEW].reset_index(drop=True)
    made = made.assign(weight=[final.get(iid) for iid in made["iid"]])
    columns = [name for name in made if name not in _LEFT_OUT]
    describe = partial(_described, cases.tables.questionnaire)
    yield describe("interviews", made[columns])
    kept = list(made["iid"])
    for name, frame in cases.tables.repeats.items():
        yield describe(name, frame[frame["iid"].isin(kept)].reset_index(drop=True))


@dataclass(frozen=True, eq=False)
class _Column:
    """A column as other programs get it: values, what it is, and what its codes mean."""

    name: str
    label: str
    values: Any
    codes: Mapping[int, str] = field(default_factory=dict)


def _described(questionnaire: Questionnaire, name: str, frame: Any) -> Microdata:
    import pandas as pd

    questions = {one.name: one for _path, one in questionnaire.questions()}
    columns: list[_Column] = []
    for column in map(str, frame.columns):
        question = questions.get(column)
        label = _label_of(column, questions)
        columns.append(_coded(questionnaire, question, _Column(column, label, frame[column])))
        if question and question.kind == "select_multiple":
            columns += _marks(questionnaire, question, frame[column])
    return Microdata(
        name,
        pd.DataFrame({one.name: one.values for one in columns}),
        {one.name: one.label for one in columns},
        {one.name: one.codes for one in columns if one.codes},
    )


def _coded(questionnaire: Questionnaire, question: Question | None, plain: _Column) -> _Column:
    """Categories as numbers with their labels; anything else as it is."""
    if plain.name.endswith(STATUS_SUFFIX):
        places = {status: place for place, status in enumerate(_STATUS)}
        codes = {place: _status_word(status) for status, place in places.items()}
    elif hasattr(plain.values.dtype, "categories"):
        places = _numbers_of([str(one) for one in plain.values.cat.categories])
        texts = _choice_texts(questionnaire, question)
        codes = {place: texts.get(name, name) for name, place in places.items()}
    else:
        return plain
    values = plain.values.astype(object).map(places).astype(float)
    return _Column(plain.name, plain.label, values, codes)


def _marks(questionnaire: Questionnaire, question: Question, column: Any) -> Iterator[_Column]:
    """A 0/1 column for each choice of a question with several; empty where it has no answer."""
    chosen = column.map(lambda value: set(str(value).split()) if value == value and value else None)
    for name, text in _choice_texts(questionnaire, question).items():
        marks = [None if one is None else float(name in one) for one in chosen]
        values = column.__class__(marks, dtype=float)
        yield _Column(f"{question.name}_{name}", text, values, {0: _("no"), 1: _("yes")})


def _numbers_of(order: list[str]) -> dict[str, int]:
    """A number for each category: its own where all are whole numbers, else its place."""
    if order and all(one.isdecimal() and len(one) <= 6 for one in order):
        return {one: int(one) for one in order}
    return {one: place for place, one in enumerate(order, 1)}


def _choice_texts(questionnaire: Questionnaire, question: Question | None) -> dict[str, str]:
    if question is None:
        return {}
    choices = questionnaire.lists.get(question.list_name, ())
    return {choice.name: text_of(choice.labels) or choice.name for choice in choices}


def _label_of(column: str, questions: Mapping[str, Question]) -> str:
    if column in DESIGN_COLUMNS:
        return _design_word(column)
    plain = column.removesuffix(STATUS_SUFFIX)
    text = text_of(questions[plain].labels) if plain in questions else ""
    if plain != column:
        return _("Why there is no answer: {question}").format(question=text or plain)
    return text or column


def _design_word(column: str) -> str:
    words = {
        "stratum": _("stratum of the sample"),
        "psu": _("primary sampling unit"),
        "probability": _("selection probability of the household"),
        "weight": _("final weight"),
    }
    return words[column]


def _status_word(status: str) -> str:
    words = {
        "answered": _("answered"),
        "refused": _("refused"),
        "dont_know": _("don't know"),
        "not_asked": _("not asked"),
        "missing": _("missing"),
    }
    return words[status]
