"""Quality checks over finished interviews: the form's own checks, speed, equal answers.

A check flags; a person decides. A decision stands when the checks run again.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from questionnaires.expressions import (
    AnswerContext,
    ExpressionError,
    Layout,
    Scope,
    compile_condition,
    parse,
)
from questionnaires.interview import Special, expanded
from questionnaires.method import CheckRow
from questionnaires.model import Group, Question, Questionnaire
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.questionnaires import current_checks, open_questionnaire
from surveyapp.operators import Action
from surveyapp.progress import Progress
from surveyapp.revisions import Revision
from surveyapp.store.interviews import read_interviews
from surveyapp.store.quality import QualityFlag, decide, read_flags, replace_flags
from surveyapp.store.revisions import read_head_revisions
from surveyapp.survey import Survey
from surveyapp.words import N_, _, text_of

ACCEPTED, EXCLUDED = "accepted", "excluded"
DECISIONS = (ACCEPTED, EXCLUDED)
SPEEDING, EQUAL_SCALES, DUPLICATE = "speeding", "equal_scales", "duplicate"
BUILT_IN = {
    DUPLICATE: N_("A second interview of the same unit"),
    SPEEDING: N_("Far faster than the others"),
    EQUAL_SCALES: N_("The same answer throughout a block of questions"),
}

Condition = Callable[[AnswerContext], bool]


@dataclass(frozen=True)
class CheckLimits:
    """Where the built-in checks begin to flag."""

    fastest_share: float = 0.4
    """Flag interviews shorter than this share of the form's median duration."""
    least_for_median: int = 20
    equal_from: int = 6
    """Questions of one section with the same choices that must all have the same answer."""


@dataclass(frozen=True)
class CheckSummary:
    """One check after a pass: how many interviews it flagged, how many are undecided."""

    key: str
    label: str
    severity: str
    flagged: int
    undecided: int


def run_checks(
    survey: Survey, limits: CheckLimits | None = None, progress: Progress | None = None
) -> list[CheckSummary]:
    """Check every finished interview that can be read here and write its flags."""
    limits = limits or CheckLimits()
    by_form: dict[str, list[Revision]] = defaultdict(list)
    for revision in read_head_revisions(survey.store, wave=survey.info.wave):
        if revision.closed is not None and revision.header.disposition.startswith("1."):
            by_form[revision.header.form].append(revision)
    flags: list[QualityFlag] = []
    for number, (form_id, revisions) in enumerate(sorted(by_form.items())):
        if progress:
            progress.step(number, len(by_form), form_id)
        flags += _check_form(survey, current_checks(survey, form_id), revisions, limits)
    with survey.store.transaction():
        replace_flags(survey.store, flags)
        survey.note("quality checks", {"flags": len(flags)})
    return summarise_checks(survey)


def summarise_checks(survey: Survey) -> list[CheckSummary]:
    """Every check with its flags as they are now."""
    counted: dict[str, list[QualityFlag]] = defaultdict(list)
    for flag in read_flags(survey.store):
        counted[flag.check_key].append(flag)
    return [
        CheckSummary(
            key,
            label,
            severity,
            len(counted[key]),
            sum(not flag.decision for flag in counted[key]),
        )
        for key, (label, severity) in _labels_of(survey).items()
    ]


def list_flags(survey: Survey, iid: str = "", *, undecided: bool = False) -> list[QualityFlag]:
    """Flags of an interview or all, perhaps only those nobody decided about."""
    flags = read_flags(survey.store, iid)
    return [flag for flag in flags if not (undecided and flag.decision)]


def decide_flag(
    survey: Survey, check_key: str, iid: str, decision: str, reason: str = ""
) -> QualityFlag:
    """Decide that a flagged interview stays (``accepted``) or is left out (``excluded``)."""
    survey.require(Action.RECEIVE)
    if decision not in DECISIONS:
        known = ", ".join(DECISIONS)
        raise SurveyError("fieldwork.unknown-decision", decision=decision, known=known)
    flag = next((one for one in read_flags(survey.store, iid) if one.check_key == check_key), None)
    if flag is None:
        raise SurveyError("fieldwork.no-such-flag", check=check_key, iid=iid)
    decided = replace(
        flag,
        decision=decision,
        decided_by=survey.operator.operator_id,
        decided_at=survey.clock.iso(),
    )
    with survey.store.transaction():
        decide(survey.store, decided)
        detail = {"check": check_key, "iid": iid, "decision": decision, "reason": reason}
        survey.note("decide flag", detail)
    return decided


def _labels_of(survey: Survey) -> dict[str, tuple[str, str]]:
    forms = {state.form_id for state in read_interviews(survey.store)}
    found = {
        check.key: (text_of(check.labels), check.severity)
        for form_id in sorted(forms)
        for check in current_checks(survey, form_id)
    }
    return found | {key: (_(label), "warning") for key, label in BUILT_IN.items()}


def _check_form(
    survey: Survey,
    checks: Sequence[CheckRow],
    revisions: Sequence[Revision],
    limits: CheckLimits,
) -> Iterator[QualityFlag]:
    forms = {
        digest: _FormChecks(expanded(open_questionnaire(survey, digest)), checks, limits)
        for digest in {revision.header.questionnaire for revision in revisions}
    }
    at = survey.clock.iso()
    too_fast = _too_fast(revisions, limits)
    for revision in revisions:
        found = [*forms[revision.header.questionnaire].flags(revision)]
        seconds = _seconds(revision)
        if seconds is not None and seconds < too_fast:
            found.append((SPEEDING, "warning", {"seconds": seconds, "limit": round(too_fast)}))
        for key, severity, detail in found:
            yield QualityFlag(key, revision.header.iid, severity, detail, at)


class _FormChecks:
    """The checks of one version of a form, compiled once for all its interviews."""

    def __init__(
        self, questionnaire: Questionnaire, checks: Sequence[CheckRow], limits: CheckLimits
    ) -> None:
        layout = Layout.of(questionnaire)
        self._scales = _scales(questionnaire, limits.equal_from)
        self._compiled: list[tuple[CheckRow, Condition]] = []
        for check in checks:
            scope = Scope(layout).at(_first_below(questionnaire, check.level))
            self._compiled.append((check, compile_condition(parse(check.expression), scope)))

    def flags(self, revision: Revision) -> Iterator[tuple[str, str, dict[str, Any]]]:
        assert revision.closed is not None  # run_checks leaves the others out
        answers = {path: _answer(value) for path, value in revision.closed.answers.items()}
        if revision.free:
            free = revision.free.answers.items()
            answers |= {path: _answer(value) for path, value in free}
        for check, condition in self._compiled:
            places = [
                here for here in _places(answers, check.level) if _holds(condition, answers, here)
            ]
            if places:
                detail = {"places": places} if check.level else {}
                yield check.key, check.severity, detail
        for section, paths in self._scales.items():
            given = [answers.get(path) for path in paths]
            if None not in given and len(set(map(str, given))) == 1:
                yield EQUAL_SCALES, "warning", {"section": section, "answer": str(given[0])}
                return


def _holds(condition: Condition, answers: Mapping[str, Any], here: str) -> bool:
    try:
        return condition(AnswerContext(answers, here=here))
    except ExpressionError:
        # Answers the expression cannot use are blank answers: nothing suspicious was seen.
        return False


def _places(answers: Mapping[str, Any], level: str) -> list[str]:
    """Where a check looks: once at the interview, or once at each instance of its repeat."""
    if not level:
        return [""]
    instances = {
        path[: path.index("]", path.index(f"{level}[")) + 1]
        for path in answers
        if f"{level}[" in path
    }
    return sorted(instances)


def _first_below(questionnaire: Questionnaire, level: str) -> str:
    """The path of a repeat, from which its expressions see its questions; empty for the form."""
    if not level:
        return ""
    for path, node in questionnaire.walk():
        if node.name == level and not isinstance(node, Question):
            return next(
                inner for inner, _node in questionnaire.walk() if inner.startswith(f"{path}/")
            )
    raise SurveyError("fieldwork.unknown-level", level=level)


def _scales(questionnaire: Questionnaire, least: int) -> dict[str, list[str]]:
    """Blocks of questions with the same list of choices in one group, long enough to tell."""
    blocks: dict[str, list[str]] = {}
    for path, node in questionnaire.walk():
        if not isinstance(node, Group):
            continue
        lists: dict[str, list[str]] = defaultdict(list)
        for child in node.children:
            if isinstance(child, Question) and child.kind == "select_one":
                lists[child.list_name].append(f"{path}/{child.name}")
        blocks |= {f"{path}:{name}": paths for name, paths in lists.items() if len(paths) >= least}
    return blocks


def _answer(value: Any) -> Any:
    if isinstance(value, dict) and "special" in value:
        return Special(value["special"])
    return value


def _seconds(revision: Revision) -> float | None:
    paradata = revision.free.paradata if revision.free else {}
    seconds = paradata.get("seconds")
    return float(seconds) if isinstance(seconds, int | float) and seconds > 0 else None


def _too_fast(revisions: Sequence[Revision], limits: CheckLimits) -> float:
    known = [seconds for one in revisions if (seconds := _seconds(one)) is not None]
    if len(known) < limits.least_for_median:
        return 0.0
    return limits.fastest_share * statistics.median(known)
