"""The sheet ``survey``: rows into a tree of questions, groups and repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from questionnaires.findings import Finding, Place
from questionnaires.model import Choice, Group, Node, Question, Repeat
from questionnaires.xlsform.archive import LIMITS
from questionnaires.xlsform.columns import MEDIA, SURVEY, Line, Table, is_truth
from questionnaires.xlsform.kinds import Type, nearest_type, read_type
from questionnaires.xlsform.matrices import count_matrix, expand_matrix

MOST_DEPTH = 50
"""How deep groups may nest; the deepest real form seen has six levels."""
ORIGINAL_TYPE = "original_type"
"""The extra column that keeps a type this program has no kind for."""
_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")
_GROUP_COLUMNS = ("type", "name", "label", "hint", "relevant", "appearance")
_DISABLED = ("disabled", "Disabled")


@dataclass
class Open:
    """A group whose end has not come yet."""

    kind: str
    line: Line | None
    name: str = ""
    children: list[Node] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)


class SurveyReader:
    """Reads the rows from top to bottom and keeps what is wrong, with where each node stands."""

    def __init__(self, lists: Mapping[str, tuple[Choice, ...]]) -> None:
        self._lists = lists
        self.findings: list[Finding] = []
        self.spots: dict[str, Place] = {}
        """Path to the row where the node was written."""
        self._open: list[Open] = [Open("", None)]
        self._skipped = 0
        self._expanded = 0

    def read(self, table: Table) -> tuple[Node, ...]:
        """The tree; unclosed groups end with the sheet."""
        for line in table.rows():
            self._read_line(line)
        while len(self._open) > 1:
            left = self._open[-1]
            if left.line is not None:
                self._note("survey.group_unclosed", left.line, "type", name=left.name)
            self._close()
        return tuple(self._open[0].children)

    def _note(self, code: str, line: Line, column: str, **parameters: str) -> None:
        place = Place(line.sheet, line.number, column, self._path(line.get("name")))
        self.findings.append(Finding(code, place, parameters))

    def _path(self, name: str) -> str:
        return "/".join([*(group.name for group in self._open[1:]), name]).rstrip("/")

    def _read_line(self, line: Line) -> None:
        written = line.get("type")
        if not written:
            if line.get("name") or line.texts("label"):
                self._note("survey.type_missing", line, "type", name=line.get("name"))
            return
        if any(is_truth(line.get(column)) for column in _DISABLED):
            self._note("survey.row_disabled", line, "disabled", name=line.get("name"))
            return
        kind = read_type(written)
        if kind is None:
            nearest = nearest_type(written)
            self._note("survey.type_unknown", line, "type", type=written, nearest=nearest)
            self._add_question(line, Type("hidden"), {ORIGINAL_TYPE: written})
        elif kind.edge == "begin":
            self._begin(line, kind)
        elif kind.edge == "end":
            self._end(line, kind)
        elif kind.surveycto:
            self._note("survey.type_surveycto", line, "type", type=written, becomes=kind.kind)
            self._add_question(line, kind, {ORIGINAL_TYPE: written})
        else:
            self._add_question(line, kind, {})

    def _name(self, line: Line) -> str:
        """The name, mended where it is missing or taken, so that every path is one node."""
        name = line.get("name")
        if not name and line.get("type").strip().lower() == "note":
            name = f"generated_note_name_{line.number}"  # as the standard converter calls it
            self._note("survey.note_named", line, "name", name=name)
        elif not name:
            self._note("survey.name_missing", line, "name", type=line.get("type"))
            name = f"row_{line.number}"
        elif not _NAME.match(name):
            self._note("survey.name_invalid", line, "name", name=name)
            name = re.sub(r"[^\w.\-]+", "_", name)
        taken = self._open[-1].taken
        if name in taken:
            self._note("survey.name_duplicate", line, "name", name=name)
        fresh = name
        while fresh in taken:
            taken[name] += 1
            fresh = f"{name}_{taken[name]}"
        taken[fresh] = 1
        return fresh

    def _begin(self, line: Line, kind: Type) -> None:
        if len(self._open) > MOST_DEPTH:
            if not self._skipped:
                self._note("survey.too_deep", line, "type", limit=str(MOST_DEPTH))
            self._skipped += 1
            return
        name = self._name(line)
        if name.lower() == "meta":
            self._note("survey.group_named_meta", line, "name", name=name)
        self._open.append(Open(kind.kind, line, name))
        self.spots[self._path("")] = Place(line.sheet, line.number)

    def _end(self, line: Line, kind: Type) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if len(self._open) == 1:
            self._note("survey.end_without_begin", line, "type", type=line.get("type"))
            return
        if self._open[-1].kind != kind.kind:
            self._note(
                "survey.end_mismatched", line, "type",
                type=line.get("type"), open=self._open[-1].kind, name=self._open[-1].name,
            )  # fmt: skip
        self._close()

    def _close(self) -> None:
        closed = self._open.pop()
        if closed.line is not None:
            self._open[-1].children.append(self._group(closed, closed.line))

    def _group(self, closed: Open, line: Line) -> Node:
        used = {*_GROUP_COLUMNS, "repeat_count"}
        group = Group(
            closed.name,
            tuple(closed.children),
            line.texts("label"),
            line.texts("hint"),
            line.get("relevant"),
            line.get("appearance"),
            line.extra(used if closed.kind == "repeat" else _GROUP_COLUMNS),
        )
        if closed.kind == "repeat":
            fields = {name: getattr(group, name) for name in group.__dataclass_fields__}
            return Repeat(**fields, count=line.get("repeat_count"))
        if closed.kind == "group":
            return group
        self._expanded += count_matrix(closed.kind, group, self._lists)
        if self._expanded > LIMITS.survey_rows:
            limit = str(LIMITS.survey_rows)
            self._note("survey.matrix_too_large", line, "type", name=group.name, limit=limit)
            return replace(group, children=())
        self._note("survey.matrix_expanded", line, "type", type=line.get("type"), name=group.name)
        return expand_matrix(closed.kind, group, self._lists)

    def _add_question(self, line: Line, kind: Type, extra: Mapping[str, str]) -> None:
        name = self._name(line)
        for column, _ in line.filled():
            if column.partition("::")[0].partition(":")[0].lower() in MEDIA:
                self._note("survey.media_ignored", line, column)
        question = Question(
            name=name,
            kind=kind.kind,
            labels=line.texts("label"),
            hints=line.texts("hint"),
            guidance=line.texts("guidance_hint"),
            list_name=kind.list_name,
            relevant=line.get("relevant"),
            required=line.get("required"),
            required_messages=line.texts("required_message"),
            constraint=line.get("constraint"),
            constraint_messages=line.texts("constraint_message"),
            calculation=line.get("calculation"),
            default=line.get("default"),
            read_only=line.get("read_only"),
            choice_filter=line.get("choice_filter"),
            trigger=line.get("trigger"),
            appearance=line.get("appearance"),
            or_other=kind.or_other,
            parameters=read_parameters(line.get("parameters")),
            extra={**line.extra(SURVEY - {"repeat_count"}), **extra},
        )
        self._check_question(line, question)
        self._open[-1].children.append(_with_leave(question, line.get("allow")))
        self.spots[self._path(name)] = Place(line.sheet, line.number)

    def _check_question(self, line: Line, question: Question) -> None:
        silent = question.calculation or question.kind not in _LABELLED
        if not question.labels and not question.hints and not silent:
            self._note("survey.label_missing", line, "label", name=question.name)
        if question.kind == "calculate" and not question.calculation and not question.default:
            self._note("survey.calculation_missing", line, "calculation", name=question.name)
        if question.or_other and question.choice_filter:
            self._note("survey.other_with_filter", line, "choice_filter", name=question.name)
        name = question.list_name
        in_matrix = self._open[-1].kind in ("score", "rank")
        if question.kind not in ("select_one", "select_multiple", "rank") or in_matrix:
            return
        if not name.startswith("${") and "." not in name and name not in self._lists:
            self._note("survey.list_missing", line, "type", list=name, name=question.name)


_LABELLED = frozenset(
    {"text", "integer", "decimal", "range", "date", "time", "datetime", "note", "acknowledge"}
    | {"select_one", "select_multiple", "rank"}
)


def read_parameters(text: str) -> dict[str, str]:
    """``start=1; end=10`` as pairs; blanks, commas and semicolons separate."""
    joined = re.sub(r"\s*=\s*", "=", text)
    pairs = (part.partition("=") for part in re.split(r"[\s,;]+", joined) if "=" in part)
    return {name: value for name, _, value in pairs if name}


def _with_leave(question: Question, allow: str) -> Question:
    """The column ``allow``: which special answers the question takes; empty means both."""
    if not allow.strip():
        return question
    words = set(re.split(r"[\s,;]+", allow.lower()))
    return replace(question, allow_refused="refused" in words, allow_dont_know="dont_know" in words)
