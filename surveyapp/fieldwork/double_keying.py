"""Paper forms keyed twice: where the two keyings differ, and what stands after settling them.

The second keying begins from nothing, so that nobody only nods at the first. What differs is looked
up on the paper, question by question, before the interview is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.interview import Interview
from questionnaires.model import SILENT_KINDS
from surveyapp.errors import SurveyError
from surveyapp.store.drafts import DraftRow, fold_log, forget_draft
from surveyapp.store.keyings import Keying, read_keying, read_keyings, write_keying
from surveyapp.survey import Survey

PAPER = "paper"


@dataclass(frozen=True)
class KeyedDifference:
    """A question keyed differently; ``None`` where one of the two left it empty."""

    path: str
    first: Any
    second: Any


@dataclass(frozen=True)
class Keyings:
    """Two keyings of one paper form. ``agreement`` is the share of questions keyed alike."""

    questions: int
    differences: tuple[KeyedDifference, ...]

    @property
    def agreement(self) -> float:
        """1.0 where both are the same."""
        return 1 - len(self.differences) / self.questions if self.questions else 1.0


def compare_keyings(first: Mapping[str, Any], second: Mapping[str, Any]) -> Keyings:
    """Where two keyings differ, in the order of the first and then of the second."""
    paths = list(dict.fromkeys([*first, *second]))
    differences = [
        KeyedDifference(path, first.get(path), second.get(path))
        for path in paths
        if first.get(path) != second.get(path)
    ]
    return Keyings(len(paths), tuple(differences))


def needs_two_keyings(survey: Survey, draft: DraftRow) -> bool:
    """Paper forms are keyed twice, unless the survey's setting ``double_keying`` says once."""
    wanted = bool(survey.setting("double_keying", True))
    return wanted and draft.mode == PAPER and not draft.practice


def keyed_answers(interview: Interview) -> dict[str, Any]:
    """What was keyed, by path: answers of a person, and nothing the form works out itself."""
    record = interview.record()
    return {
        path: value
        for path, value in {**record.closed, **record.free}.items()
        if interview.question(path).kind not in SILENT_KINDS
        and not interview.question(path).calculation
    }


def keep_first(
    survey: Survey, draft: DraftRow, interview: Interview, selection: Mapping[str, Any]
) -> None:
    """Keep a form that was keyed once; it is keyed again from nothing."""
    keying = Keying(
        draft.iid,
        draft.unit_id,
        draft.questionnaire,
        survey.operator.name,
        keyed_answers(interview),
        interview.draft().counts,
        selection,
        survey.clock.iso(),
    )
    with survey.store.transaction():
        write_keying(survey.store, keying)
        forget_draft(survey.store, draft.iid)
        survey.note("keyed once", {"iid": draft.iid})
    fold_log(survey.store)


def compare_with_first(
    survey: Survey, iid: str, interview: Interview
) -> tuple[KeyedDifference, ...] | None:
    """Where this keying differs from the first; ``None`` where this is the first."""
    first = read_keying(survey.store, iid)
    if first is None:
        return None
    return compare_keyings(first.answers, keyed_answers(interview)).differences


def list_keyed_once(survey: Survey) -> list[Keying]:
    """Forms that wait for their second keying."""
    return read_keyings(survey.store)


def settle_keyings(
    first: Mapping[str, Any], second: Mapping[str, Any], settled: Mapping[str, Any]
) -> dict[str, Any]:
    """The answers after somebody looked at the paper: every difference must be settled.

    ``None`` in ``settled`` means that the paper has no answer.
    """
    compared = compare_keyings(first, second)
    open_paths = [one.path for one in compared.differences if one.path not in settled]
    if open_paths:
        raise SurveyError("fieldwork.keyings-differ", paths=", ".join(open_paths))
    decided = {one.path: settled[one.path] for one in compared.differences}
    merged = {**first, **decided}
    return {path: value for path, value in merged.items() if value is not None}
