"""Why a question is not asked in an interview under way: the rule in words, and the answers now."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.expressions import ExpressionError, Layout, parse
from questionnaires.expressions.explanation import FormLabels, explain
from questionnaires.interview import Interview, Special
from questionnaires.interview.plan import plan_of
from questionnaires.model import Question

SILENT, NO_INSTANCE, RELEVANT, GROUP = "silent", "no_instance", "relevant", "group"


@dataclass(frozen=True)
class Given:
    """A question a rule reads, with the answer it has now: ``value`` in words, or a status."""

    name: str
    label: str
    value: str = ""
    status: str = ""


@dataclass(frozen=True)
class Reason:
    """``kind`` says whose rule decides; ``label`` is that row's, ``sentence`` its rule in words."""

    path: str
    kind: str
    label: str = ""
    sentence: str = ""
    given: tuple[Given, ...] = ()


def sentence_of(text: str, labels: FormLabels, language: str, role: str, own: str = "") -> str:
    """An expression in words; itself where it cannot be read."""
    try:
        return explain(parse(text), labels, language, role, own)
    except ExpressionError:
        return text


def why_not(interview: Interview, path: str, language: str) -> Reason | None:
    """Why a question is not asked now, worded in ``language``; ``None`` where it is asked."""
    why = interview.why_not_asked(path)
    if why is None:
        return None
    layout = plan_of(interview.original).layout
    labels = FormLabels(layout, interview.language)
    if why.reason in (SILENT, NO_INSTANCE):
        return Reason(why.path, why.reason)
    sentence = sentence_of(why.expression, labels, language, "relevant")
    given = tuple(_given(interview, layout, labels, why.path, why.expression))
    return Reason(why.path, why.reason, interview.label(why.path), sentence, given)


def _given(
    interview: Interview, layout: Layout, labels: FormLabels, near: str, expression: str
) -> list[Given]:
    try:
        names = parse(expression).references
    except ExpressionError:
        return []
    found: list[Given] = []
    for name in names:
        path = _instance(interview, layout, name, near)
        if path:
            value, status = value_in_words(interview, path)
            found.append(Given(name, labels.question(name), value, status))
    return found


def _instance(interview: Interview, layout: Layout, name: str, near: str) -> str:
    """The path of the answer that a rule at ``near`` reads; empty where there is none."""
    place = layout.find(name, near)
    if place is None or not isinstance(place.question, Question):
        return ""
    indices = [int(piece.partition("]")[0]) for piece in near.split("[")[1:]]
    wanted = len(place.repeats)
    key = place.key([*indices, *[1] * wanted][:wanted]) if wanted else place.path
    try:
        interview.question(key)
    except KeyError:
        return ""
    return key


def value_in_words(interview: Interview, path: str) -> tuple[str, str]:
    """The answer as a person says it and its status; choices by their labels."""
    status = interview.status(path).value
    value = interview.value(path)
    if value is None or isinstance(value, Special):
        return "", status
    if isinstance(value, list):
        return "、".join(interview.choice_label(path, str(one)) for one in value), status
    if interview.question(path).list_name:
        return interview.choice_label(path, str(value)), status
    return str(value), status
