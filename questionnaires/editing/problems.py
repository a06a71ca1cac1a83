"""Everything that is wrong with a draft, found again quickly after each edit.

What was found in a node is kept as long as the node is the same object and no name, kind or code
changed anywhere; so one more letter in a label costs the check of one node.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from questionnaires.editing.cells import SOFT, expressions_of, is_plain, text_fields, texts_of
from questionnaires.editing.draft import Draft
from questionnaires.editing.languages import count_missing
from questionnaires.editing.making import uses_of_lists
from questionnaires.expressions import Layout
from questionnaires.expressions.checks import check, check_spelling
from questionnaires.expressions.dependencies import find_cycles
from questionnaires.findings import Finding, Place
from questionnaires.interview.screens import is_shown
from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import SELECT_KINDS, Choice, Node, Question, Questionnaire
from questionnaires.xlsform.choices import special_of
from questionnaires.xlsform.faults import CHOICE_LABEL, NOT_IN_ODK, used_functions
from questionnaires.xlsform.rows import ORIGINAL_TYPE

SURVEY, CHOICES, INDICATORS, CHECKS = "survey", "choices", "indicators", "checks"
_PIPE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_ENTITY = re.compile(r"&(?:gt|lt|amp|quot|apos|nbsp|#\d+);")
_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class Problem:
    """A finding with the cell to go to: ``field`` of the node at ``path``, or of a choice."""

    finding: Finding
    path: str = ""
    field: str = ""
    list_name: str = ""
    row: int = -1
    language: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it stands against publishing."""
        return self.finding.is_error


class Inspector:
    """Looks through one draft after another; a fresh one finds the same, only slower."""

    def __init__(self) -> None:
        self._shape: object = None
        self._nodes: dict[str, tuple[Node, tuple[Problem, ...]]] = {}
        self._lists: dict[str, tuple[object, tuple[Problem, ...]]] = {}
        self._logic: object = None
        self._cycles: tuple[Problem, ...] = ()

    def inspect(self, draft: Draft) -> tuple[Problem, ...]:
        """Every problem, errors first, then from top to bottom."""
        form = draft.form
        nodes = dict(form.walk())
        shape = _shape(form, nodes)
        if shape != self._shape:
            self._shape, self._nodes = shape, {}
        layout = Layout.of(form)
        found = [*_of_whole(form, nodes)]
        for path, node in nodes.items():
            found.extend(self._of_node(path, node, layout))
        found += self._of_cycles(form, nodes)
        for name, choices in form.lists.items():
            found.extend(self._of_list(name, choices))
        found += [*_of_unused(form), *_of_languages(form), *_of_method(draft, layout)]
        self._nodes = {path: kept for path, kept in self._nodes.items() if path in nodes}
        return tuple(sorted(found, key=lambda one: _ORDER[one.finding.severity]))

    def _of_node(self, path: str, node: Node, layout: Layout) -> tuple[Problem, ...]:
        kept = self._nodes.get(path)
        if kept is None or kept[0] is not node:
            kept = self._nodes[path] = (node, tuple(_of_node(path, node, layout)))
        return kept[1]

    def _of_list(self, name: str, choices: tuple[Choice, ...]) -> tuple[Problem, ...]:
        kept = self._lists.get(name)
        if kept is None or kept[0] is not choices:
            kept = self._lists[name] = (choices, tuple(_of_list(name, choices)))
        return kept[1]

    def _of_cycles(self, form: Questionnaire, nodes: Mapping[str, Node]) -> tuple[Problem, ...]:
        logic = [(path, _logic(node)) for path, node in nodes.items()]
        if logic != self._logic:
            self._logic = logic
            self._cycles = tuple(
                Problem(_finding("survey.cycle", one[0], paths=" → ".join(one)), one[0], "relevant")
                for one in find_cycles(form)
            )
        return self._cycles


def find_problems(draft: Draft) -> tuple[Problem, ...]:
    """Every problem of a draft, errors first."""
    return Inspector().inspect(draft)


def _finding(
    code: str, path: str, sheet: str = SURVEY, column: str = "", **parameters: str
) -> Finding:
    return Finding(code, Place(sheet, 0, column, path), parameters)


def _shape(form: Questionnaire, nodes: Mapping[str, Node]) -> object:
    """What the meaning of expressions elsewhere depends on."""
    places = [
        (path, getattr(n, "kind", ""), getattr(n, "list_name", "")) for path, n in nodes.items()
    ]
    codes = [(name, [one.name for one in choices]) for name, choices in form.lists.items()]
    return places, codes, tuple(form.attachments)


def _logic(node: Node) -> tuple[str, str]:
    return node.relevant, node.calculation if isinstance(node, Question) else ""


def _of_whole(form: Questionnaire, nodes: Mapping[str, Node]) -> Iterator[Problem]:
    if not any(isinstance(node, Question) and is_shown(node) for node in nodes.values()):
        yield Problem(_finding("survey.nothing_asked", ""))
    for _, children, prefix in _levels(form):
        counts = Counter(node.name for node in children)
        for name, count in counts.items():
            if count > 1:
                path = prefix + name
                yield Problem(_finding("survey.name_duplicate", path, name=name), path, "name")


def _levels(form: Questionnaire) -> Iterator[tuple[str, tuple[Node, ...], str]]:
    yield "", form.body, ""
    for path, node in form.walk():
        if not isinstance(node, Question):
            yield path, node.children, f"{path}/"


def _of_node(path: str, node: Node, layout: Layout) -> Iterator[Problem]:
    for column, text in expressions_of(node).items():
        field = f"extra::{SOFT}" if column == SOFT else column
        for found in check(text, layout, path, column):
            yield Problem(found, path, field)
        yield from _of_functions(path, field, text)
    for field in text_fields(node):
        for language, text in texts_of(node, field).items():
            yield from _of_text(path, field, language, text, layout)
    if isinstance(node, Question):
        yield from _of_question(path, node, layout)


def _of_functions(path: str, field: str, text: str) -> Iterator[Problem]:
    for name in dict.fromkeys(used_functions(text)):
        if name == CHOICE_LABEL:
            details = {"name": name, "becomes": "jr:choice-name"}
            yield Problem(_finding("survey.function_surveycto", path, **details), path, field)
        elif name in NOT_IN_ODK:
            yield Problem(_finding("survey.function_not_in_odk", path, name=name), path, field)


def _of_text(path: str, field: str, language: str, text: str, layout: Layout) -> Iterator[Problem]:
    for name in dict.fromkeys(_PIPE.findall(text)) if "${" in text else ():
        if layout.find(name.removeprefix("last-saved#"), path) is None:
            found = _finding("survey.reference_unknown", path, column=field, name=name)
            yield Problem(found, path, field, language=language)
    if "&" in text and _ENTITY.search(text):
        found = _finding("text.html_entities", path, column=field, text=text[:200])
        yield Problem(found, path, field, language=language)


def _of_question(path: str, question: Question, layout: Layout) -> Iterator[Problem]:
    name, list_name = question.name, question.list_name
    asks = is_shown(question) and not question.calculation
    if asks and not any(question.labels.values()) and not any(question.hints.values()):
        yield Problem(_finding("survey.label_missing", path, name=name), path, "labels")
    if question.kind == "calculate" and not question.calculation and not question.default:
        yield Problem(_finding("survey.calculation_missing", path, name=name), path, "calculation")
    if question.or_other and question.choice_filter:
        found = _finding("survey.other_with_filter", path, name=name)
        yield Problem(found, path, "choice_filter")
    if ORIGINAL_TYPE in question.extra:
        written = question.extra[ORIGINAL_TYPE]
        found = _finding("survey.type_unknown", path, type=written, nearest="")
        yield Problem(found, path, "kind")
    if question.kind in SELECT_KINDS and not list_name.startswith("${"):
        if layout.rows(list_name) is None and "." in list_name:
            yield Problem(_finding("survey.file_missing", path, file=list_name), path, "list_name")
        elif not layout.rows(list_name):
            found = _finding("survey.list_missing", path, list=list_name, name=name)
            yield Problem(found, path, "list_name")
    if question.kind == "select_one" and is_plain(question, "default", question.default):
        yield from _of_default(path, question, layout)


def _of_default(path: str, question: Question, layout: Layout) -> Iterator[Problem]:
    rows = layout.rows(question.list_name)
    if question.default and rows and all(row.get("name") != question.default for row in rows):
        details = {"name": question.name, "code": question.default, "list": question.list_name}
        found = _finding(
            "expression.unknown_choice",
            path,
            column="default",
            expression=question.default,
            position="0",
            nearest="",
            **details,
        )
        yield Problem(found, path, "default")


def _of_list(name: str, choices: tuple[Choice, ...]) -> Iterator[Problem]:
    counts = Counter(choice.name for choice in choices)
    for row, choice in enumerate(choices):
        code = choice.name

        def problem(key: str, field: str, row: int = row, **parameters: str) -> Problem:
            found = Finding(key, Place(CHOICES, 0, field), {"list": name, **parameters})
            return Problem(found, "", field, name, row)

        if not code:
            yield problem("choices.name_missing", "name")
        if " " in code:
            yield problem("choices.name_with_blank", "name", name=code)
        if counts[code] > 1 and any(one.name == code for one in choices[:row]):
            yield problem("choices.name_duplicate", "name", name=code)
        if not any(text.strip() for text in choice.labels.values()):
            yield problem("choices.label_missing", "labels", name=code)
        means = "" if choice.not_read_out else special_of(code, choice.labels.values())
        if means:
            label = next(iter(choice.labels.values()), "")
            yield problem("choices.special_code", "name", name=code, label=label, means=means)


def _of_unused(form: Questionnaire) -> Iterator[Problem]:
    used = uses_of_lists(form)
    named = " ".join(text for _, node in form.walk() for text in expressions_of(node).values())
    for name in form.lists:
        if name not in used and f"'{name}'" not in named:
            found = Finding("choices.list_unused", Place(CHOICES), {"list": name})
            yield Problem(found, "", "", name)


def _of_languages(form: Questionnaire) -> Iterator[Problem]:
    if len(form.languages) < 2:
        return
    for language, count in count_missing(form).items():
        if count:
            found = Finding("text.translation_missing", Place(SURVEY), {
                "language": language, "count": str(count),
            })  # fmt: skip
            yield Problem(found, language=language)


def _of_method(draft: Draft, layout: Layout) -> Iterator[Problem]:
    for number, row in enumerate(draft.indicators):
        cell = _Cell(INDICATORS, number, row.key)
        yield from _of_indicator(cell, row, layout)
    for number, one in enumerate(draft.checks):
        yield from _of_check(_Cell(CHECKS, number, one.key), one, layout)


@dataclass(frozen=True)
class _Cell:
    """A row of a sheet of method."""

    sheet: str
    number: int
    key: str

    def lacks(self, code: str, column: str, **parameters: str) -> Problem:
        """A finding of the sheet itself."""
        place = Place(self.sheet, 0, column, self.key)
        found = Finding(f"{self.sheet}.{code}", place, parameters or {"key": self.key})
        return Problem(found, "", column, row=self.number)

    def faults(self, column: str, found: Iterable[Finding]) -> Iterator[Problem]:
        """What is wrong with an expression."""
        place = Place(self.sheet, 0, column, self.key)
        for one in found:
            if one.is_error:
                moved = Finding(one.code, place, one.parameters)
                yield Problem(moved, "", column, row=self.number)


def _of_indicator(cell: _Cell, row: IndicatorRow, layout: Layout) -> Iterator[Problem]:
    if not row.expression.strip():
        yield cell.lacks("expression_missing", "expression")
    if row.kind == "ratio" and not row.denominator.strip():
        yield cell.lacks("denominator_missing", "denominator")
    for column in ("base", "expression", "denominator", "unclear_when"):
        text = getattr(row, column)
        if not text.strip():
            continue
        if row.source == "interviews":
            yield from cell.faults(column, check(text, layout, "", column))
        else:  # columns of sales and audit tables are not in the form
            yield from cell.faults(column, check_spelling(text, column))


def _of_check(cell: _Cell, row: CheckRow, layout: Layout) -> Iterator[Problem]:
    level = layout.find(row.level) if row.level else None
    if row.level and (level is None or level.kind != "repeat"):
        yield cell.lacks("unknown_level", "level", level=row.level)
    if not row.expression.strip():
        yield cell.lacks("expression_missing", "expression")
        return
    near = level.path if level else ""
    yield from cell.faults("expression", check(row.expression, layout, near, "expression"))
