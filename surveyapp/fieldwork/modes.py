"""How the interviews were held: by mode, how many, after how many attempts, and what waits.

Results are compared by mode later; here the office sees in time when one mode takes over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveyapp.revisions import MODES
from surveyapp.store.interviews import CLOSED, COMPLETE, PARTIAL, InterviewState, read_interviews
from surveyapp.store.revisions import read_head_revisions
from surveyapp.store.visits import Visit, read_visits
from surveyapp.survey import Survey


@dataclass(frozen=True)
class ModeRow:
    """One mode. ``call_backs`` are appointments that wait; ``settled`` only paper has.

    ``settled``: questions of paper forms that two keyings answered differently, and that somebody
    looked up on the paper.
    """

    mode: str
    cases: int
    complete: int
    partial: int
    closed: int
    attempts: int
    attempts_per_case: float
    call_backs: int
    settled: int


def mode_progress(survey: Survey) -> list[ModeRow]:
    """A row for each of the four modes."""
    ended = read_interviews(survey.store)
    known = {one.iid for one in ended}
    last = {one.iid: one for one in read_visits(survey.store) if one.iid not in known}
    settled = _settled(survey)
    return [
        _row(
            mode,
            [one for one in ended if one.mode == mode],
            [one for one in last.values() if one.mode == mode],
            settled if mode == "paper" else 0,
        )
        for mode in MODES
    ]


def _row(
    mode: str, ended: Sequence[InterviewState], tried: Sequence[Visit], settled: int
) -> ModeRow:
    """``tried`` holds the last attempt at each case that is still open."""
    attempts = sum(max(1, one.visits) for one in ended) + sum(one.number for one in tried)
    cases = len(ended) + len(tried)
    statuses = [one.status for one in ended]
    return ModeRow(
        mode,
        cases,
        statuses.count(COMPLETE),
        statuses.count(PARTIAL),
        statuses.count(CLOSED),
        attempts,
        attempts / cases if cases else 0.0,
        sum(bool(one.appointment) for one in tried),
        settled,
    )


def _settled(survey: Survey) -> int:
    leaves = (one.free for one in read_head_revisions(survey.store) if one.header.mode == "paper")
    return sum(len(leaf.paradata.get("settled", {})) for leaf in leaves if leaf is not None)
