"""What is wrong with the expressions of a form that was read: every fault, with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from questionnaires.expressions import ExpressionError, parse
from questionnaires.expressions import nodes as syntax
from questionnaires.expressions.checks import check
from questionnaires.findings import Finding, Place
from questionnaires.interview.plan import PIPE, Plan
from questionnaires.model import Choice, Question, Questionnaire

CHOICE_LABEL = "choice-label"
NOT_IN_ODK = frozenset(
    {"duration", "count-if", "sum-if", "min-if", "max-if", "join-if", "rank-index", "rank-value"}
    | {"item-at", "item-index", "index", "de-duplicate", "empty", "count-items", "username"}
    | {"device-info", "collect-is-phone-app", "linebreak", "format-number", "relevant", "status"}
    | {"is-selected"}
)
"""Functions of SurveyCTO, and our ``status``, that run here but not in Kobo or ODK."""

_MOST_LISTED = 3_000
"""Faults of expressions that are listed; who has more begins with these."""


class FaultFinder:
    """Looks at every expression of a questionnaire; ``spots`` are the rows its paths come from."""

    def __init__(self, questionnaire: Questionnaire, spots: Mapping[str, Place]) -> None:
        self._questionnaire = questionnaire
        self._plan = Plan(questionnaire)
        self._spots = spots

    def find(self) -> Iterator[Finding]:
        """All faults in the order of the rows' columns, circles last."""
        for count, found in enumerate(self._of_expressions()):
            if count == _MOST_LISTED:
                limit = {"limit": str(_MOST_LISTED)}
                yield Finding("survey.too_many_faults", Place("survey"), limit)
                break
            yield found
        yield from self._loose_names()
        yield from self._refused_elsewhere()
        for path, name in self._plan.unknown_pipes():
            yield Finding("survey.reference_unknown", self._place(path, "label"), {"name": name})
        yield from self._choice_pipes()
        if cycle := self._plan.cycle:
            place = self._place(cycle[0], "")
            yield Finding("survey.cycle", place, {"paths": " → ".join(cycle)})

    def _of_expressions(self) -> Iterator[Finding]:
        for path, logic in self._plan.logics():
            place = self._place(path, logic.column)
            for found in check(logic.text, self._plan.layout, path, logic.column):
                yield replace(found, place=place)
            yield from _foreign_functions(logic.text, place)

    def _place(self, path: str, column: str) -> Place:
        """The cell; rows that were written out from others lie where those do."""
        known = path
        while known and known not in self._spots:
            known = known.rpartition("/")[0]
        spot = self._spots.get(known, Place())
        return Place(spot.sheet, spot.row, column, path)

    def _loose_names(self) -> Iterator[Finding]:
        """References outside expressions: triggers, parameters, lists taken from answers."""
        for path, question in self._questionnaire.questions():
            for column, text in _referring(question):
                for name in PIPE.findall(text):
                    if self._plan.layout.find(name) is None:
                        details = {"expression": text[:200], "position": "0", "name": name}
                        place = self._place(path, column)
                        yield Finding("expression.unknown_reference", place, details)

    def _refused_elsewhere(self) -> Iterator[Finding]:
        """What works here and is refused by Kobo and ODK."""
        for path, logic in self._plan.logics():
            for name in dict.fromkeys(PIPE.findall(logic.text)):
                places = self._plan.layout.names.get(name, ())
                if len(places) > 1:
                    paths = ", ".join(place.path for place in places)
                    place = self._place(path, logic.column)
                    details = {"name": name, "paths": paths}
                    yield Finding("survey.reference_ambiguous", place, details)
        for path, question in self._questionnaire.questions():
            source = question.list_name
            place = self._place(path, "type")
            if source.startswith("${") and question.kind != "select_one":
                yield Finding("survey.select_from_answers", place, {"name": question.name})
            stem, dot, _ending = source.rpartition(".")
            if dot and stem in self._questionnaire.lists:
                details = {"file": source, "list": stem}
                yield Finding("survey.file_named_like_list", place, details)

    def _choice_pipes(self) -> Iterator[Finding]:
        for list_name, choices in self._questionnaire.lists.items():
            for name in dict.fromkeys(name for one in choices for name in _piped(one)):
                if self._plan.layout.find(name) is None:
                    place = Place("choices", column="label", path=list_name)
                    yield Finding("survey.reference_unknown", place, {"name": name})


def _referring(question: Question) -> Iterator[tuple[str, str]]:
    yield "trigger", question.trigger
    yield "type", question.list_name
    yield "parameters", " ".join(question.parameters.values())


def _piped(choice: Choice) -> list[str]:
    return [name for text in choice.labels.values() if "${" in text for name in PIPE.findall(text)]


def _foreign_functions(text: str, place: Place) -> Iterator[Finding]:
    for name in used_functions(text):
        if name == CHOICE_LABEL:
            details = {"name": name, "becomes": "jr:choice-name"}
            yield Finding("survey.function_surveycto", place, details)
        elif name in NOT_IN_ODK:
            yield Finding("survey.function_not_in_odk", place, {"name": name})


def used_functions(text: str) -> tuple[str, ...]:
    """The functions an expression calls; none where it cannot be read."""
    try:
        tree = parse(text).tree
    except ExpressionError:
        return ()
    return tuple(node.name for node in syntax.walk(tree) if isinstance(node, syntax.Call))
