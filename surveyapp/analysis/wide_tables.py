"""One table per level of a questionnaire: interviews, and one for each repeat.

Built in one pass over the head revisions' closed leaves and cached by content hash, so that pages
and steps which read the same interviews share one table. Free text never comes in here.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from questionnaires.model import FREE_KINDS, Choice, Question, Questionnaire, Repeat
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.quality import EXCLUDED as LEFT_OUT
from surveyapp.findings import Finding
from surveyapp.population.harmonise import (
    AGE_BANDS,
    EDUCATION,
    EDUCATION_GROUPS,
    OCCUPATION,
    OCCUPATION_GROUPS,
    age_band,
)
from surveyapp.revisions import Revision
from surveyapp.store.interviews import InterviewState, read_interviews
from surveyapp.store.quality import read_flags
from surveyapp.store.questionnaires import read_questionnaire
from surveyapp.store.revisions import read_head_revisions
from surveyapp.store.sampling import read_assignments
from surveyapp.survey import Survey

if TYPE_CHECKING:
    import pandas as pd

STATUS_SUFFIX = "__status"
CASE_COLUMNS = (
    "iid",
    "unit_id",
    "wave",
    "mode",
    "surveyor",
    "disposition",
    "status",
    "visits",
    "finished_at",
    "adults",
)
"""What every interview has besides its answers."""

_NOT_TABLED = FREE_KINDS | {"note"}
_NUMBERS = frozenset({"integer", "decimal", "range"})
_POSITION = re.compile(r"\[(\d+)\]")
_KEPT = 4

_cache: OrderedDict[str, WideTables] = OrderedDict()


@dataclass(frozen=True, eq=False)
class WideTables:
    """The tables of one form and wave. ``kinds`` gives the kind of question of every column."""

    form_id: str
    questionnaire: Questionnaire
    interviews: pd.DataFrame
    repeats: Mapping[str, pd.DataFrame]
    kinds: Mapping[str, str]
    hash: str
    findings: tuple[Finding, ...]


def read_wide_tables(survey: Survey, form_id: str = "", wave: str = "") -> WideTables:
    """The tables of a form (the one most interviews were made with) in a wave (the survey's).

    Interviews that a person excluded (a failed check, a duplicate) are not in them.
    """
    wave = wave or survey.info.wave
    states = read_interviews(survey.store, form_id, wave)
    if not states:
        raise SurveyError("analysis.no-interviews")
    form_id = form_id or _commonest([state.form_id for state in states])
    left_out = {flag.iid for flag in read_flags(survey.store) if flag.decision == LEFT_OUT}
    states = [one for one in states if one.form_id == form_id and one.iid not in left_out]
    if not states:
        raise SurveyError("analysis.no-interviews")
    digest = _content_hash(states)
    if digest in _cache:
        _cache.move_to_end(digest)
        return _cache[digest]
    questionnaire = _questionnaire(survey, states)
    revisions = read_head_revisions(survey.store, form_id, wave)
    tables = build_tables(questionnaire, states, revisions, digest)
    _cache[digest] = tables
    while len(_cache) > _KEPT:
        _cache.popitem(last=False)
    return tables


def build_tables(
    questionnaire: Questionnaire,
    states: Sequence[InterviewState],
    revisions: Sequence[Revision],
    digest: str = "",
) -> WideTables:
    """Tables of interviews that are at hand; other versions of the form are read by name."""
    import pandas as pd

    heads = {revision.header.iid: revision for revision in revisions}
    builder = _Builder(questionnaire)
    unread = 0
    for state in states:
        head = heads.get(state.iid)
        closed = head.closed if head else None
        unread += closed is None and not (head and head.withdrawn)
        selection = {} if closed is None else closed.selection
        case = [getattr(state, name) for name in CASE_COLUMNS[:-1]]
        builder.add([*case, selection.get("adults")], {} if closed is None else closed.answers)
    findings = (Finding("analysis.unreadable", "", {"count": unread}),) if unread else ()
    interviews = derive_categories(pd.DataFrame(builder.interview_columns(), copy=False))
    repeats = {name: pd.DataFrame(builder.repeat_columns(name)) for name in builder.repeats}
    return WideTables(
        questionnaire.form_id, questionnaire, interviews, repeats, builder.kinds, digest, findings
    )


class _Level:
    """The rows of one table while they are gathered."""

    def __init__(self, questions: Mapping[str, Question], keys: Sequence[str]) -> None:
        self.questions = questions
        self.keys: dict[str, list[Any]] = {key: [] for key in keys}
        self.values: dict[str, list[Any]] = {name: [] for name in questions}
        self.statuses: dict[str, list[str]] = {name: [] for name in questions}

    def add(self, keys: Sequence[Any], answers: Mapping[str, Any], *, whole: bool) -> None:
        for column, value in zip(self.keys.values(), keys, strict=True):
            column.append(value)
        for name in self.questions:
            value = answers.get(name)
            if isinstance(value, dict):
                self.values[name].append(None)
                self.statuses[name].append(value["special"])
            elif value is None or value == "" or value == []:
                self.values[name].append(None)
                # An interview is complete when all that was relevant is answered.
                self.statuses[name].append("not_asked" if whole else "missing")
            else:
                joined = " ".join(map(str, value)) if isinstance(value, list) else value
                self.values[name].append(joined)
                self.statuses[name].append("answered")


class _Builder:
    """Gathers answers by level, then types the columns from the questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._lists = questionnaire.lists
        levels = _questions_by_level(questionnaire)
        self.kinds = {
            name: question.kind for found in levels.values() for name, question in found.items()
        }
        self._top = _Level(levels.pop(""), CASE_COLUMNS)
        self.repeats = {
            name: _Level(found, ("iid", "path", "position")) for name, found in levels.items()
        }

    def add(self, case: Sequence[Any], answers: Mapping[str, Any]) -> None:
        whole = case[CASE_COLUMNS.index("status")] == "complete"
        own: dict[str, Any] = {}
        rows: dict[tuple[str, str, int], dict[str, Any]] = {}
        for path, value in answers.items():
            name = path.rsplit("/", 1)[-1]
            if "[" not in path:
                own[name] = value
                continue
            place = path.rsplit("]", 1)[0]
            repeat = _POSITION.sub("", place + "]").rsplit("/", 1)[-1]
            position = int(place.rsplit("[", 1)[1])
            rows.setdefault((repeat, place + "]", position), {})[name] = value
        self._top.add(case, own, whole=whole)
        for (repeat, place, position), found in sorted(rows.items()):
            if repeat in self.repeats:
                self.repeats[repeat].add((case[0], place, position), found, whole=whole)

    def interview_columns(self) -> dict[str, Any]:
        return self._columns(self._top)

    def repeat_columns(self, name: str) -> dict[str, Any]:
        return self._columns(self.repeats[name])

    def _columns(self, level: _Level) -> dict[str, Any]:
        import pandas as pd

        columns: dict[str, Any] = dict(level.keys)
        if "adults" in columns:
            columns["adults"] = _numbers(columns["adults"])
        for name, question in level.questions.items():
            columns[name] = self._typed(question, level.values[name])
            columns[name + STATUS_SUFFIX] = pd.Categorical(level.statuses[name])
        return columns

    def _typed(self, question: Question, values: list[Any]) -> Any:
        import pandas as pd

        if question.kind in _NUMBERS:
            return _numbers(values)
        if question.kind == "select_one":
            known = [choice.name for choice in _choices(self._lists, question)]
            # Versions of a form may differ; a category that only an older one had is kept.
            further = sorted({str(v) for v in values if v is not None} - set(known))
            return pd.Categorical(values, categories=[*known, *further])
        return pd.Series(values, dtype=object)


def _numbers(values: Sequence[Any]) -> Any:
    import numpy as np

    return np.array([np.nan if value is None else float(value) for value in values])


def _choices(lists: Mapping[str, tuple[Choice, ...]], question: Question) -> tuple[Choice, ...]:
    return lists.get(question.list_name, ())


def _questions_by_level(questionnaire: Questionnaire) -> dict[str, dict[str, Question]]:
    """Questions with a coded answer by the repeat they lie in; ``""`` is the interview itself."""
    levels: dict[str, dict[str, Question]] = {"": {}}
    repeats = {path for path, node in questionnaire.walk() if isinstance(node, Repeat)}
    for path, question in questionnaire.questions():
        if question.kind in _NOT_TABLED:
            continue
        around = [one for one in repeats if path.startswith(f"{one}/")]
        level = max(around, key=len).rsplit("/", 1)[-1] if around else ""
        levels.setdefault(level, {})[question.name] = question
    return levels


def derive_categories(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the categories that people are weighted and reported by, from age, sex and answers."""
    import pandas as pd

    derived: dict[str, Any] = {}
    if "age" in frame:
        bands = [age_band(int(age)) or None if age == age else None for age in frame["age"]]
        derived["age_band"] = pd.Categorical(bands, categories=list(AGE_BANDS))
        if "sex" in frame:
            pairs = zip(frame["sex"], bands, strict=True)
            cells = [f"{sex}|{band}" if sex == sex and band else None for sex, band in pairs]
            categories = [f"{sex}|{band}" for sex in ("male", "female") for band in AGE_BANDS]
            derived["sex_age"] = pd.Categorical(cells, categories=categories)
    for name, groups, order in (
        ("education", EDUCATION_GROUPS, EDUCATION),
        ("occupation", OCCUPATION_GROUPS, OCCUPATION),
    ):
        if name in frame:
            values = [groups.get(str(value)) for value in frame[name]]
            derived[f"{name}_group"] = pd.Categorical(values, categories=list(order))
    return frame.assign(**derived)


def _commonest(names: Sequence[str]) -> str:
    return max(sorted(set(names)), key=names.count)


def _content_hash(states: Sequence[InterviewState]) -> str:
    digest = hashlib.sha256()
    for state in states:
        digest.update(state.iid.encode() + state.head + state.status.encode())
    return digest.hexdigest()


def _questionnaire(survey: Survey, states: Sequence[InterviewState]) -> Questionnaire:
    digest = _commonest([state.questionnaire for state in states])
    found = read_questionnaire(survey.store, digest)
    if found is None:
        raise SurveyError("analysis.no-questionnaire", hash=digest[:12])
    return found


def add_case_columns(survey: Survey, tables: WideTables) -> pd.DataFrame:
    """The interviews with district, PSU and stratum of their assignment beside the answers."""
    frame = tables.interviews
    bodies = {one.iid: one.body for one in read_assignments(survey.store)}
    psus = [str(bodies.get(iid, {}).get("psu", "")) for iid in frame["iid"]]
    strata = [str(bodies.get(iid, {}).get("stratum", "")) for iid in frame["iid"]]
    drawn = [stratum.split("|")[0] for stratum in strata]
    answered = frame["district"].astype(object) if "district" in frame else [None] * len(frame)
    districts = [
        code or (said if said == said else None) for code, said in zip(drawn, answered, strict=True)
    ]
    return frame.assign(psu=psus, stratum=strata, district_answered=answered, district=districts)
