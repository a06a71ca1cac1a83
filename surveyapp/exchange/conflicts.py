"""Rival edits of one interview, side by side; a person settles them and both stay in the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.quality import ACCEPTED, DUPLICATE, EXCLUDED
from surveyapp.operators import Action
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import MERGE, ClosedLeaf, FreeLeaf, Revision, heads_of
from surveyapp.store.devices import read_devices
from surveyapp.store.interviews import (
    WITHDRAWN,
    explain_resolution,
    read_conflicts,
    read_interview,
    read_interviews,
)
from surveyapp.store.operators import read_operators
from surveyapp.store.quality import QualityFlag, read_flags, write_decided
from surveyapp.store.revisions import read_revisions
from surveyapp.survey import Survey

CLOSED, FREE = "closed", "free"


@dataclass(frozen=True)
class ConflictItem:
    """An interview that waits for a person."""

    iid: str
    unit_id: str
    heads: int
    opened_at: str


@dataclass(frozen=True)
class HeadInfo:
    """One of the rival revisions: who made it, where and when.

    ``surveyor`` is empty where this office knows only the device.
    """

    rev_id: bytes
    device: str
    surveyor: str
    at: str
    kind: str
    disposition: str


@dataclass(frozen=True)
class ComparedAnswer:
    """One answer in every head, in the order of the heads; ``None`` where a head has none."""

    path: str
    leaf: str
    values: tuple[Any, ...]
    same: bool


@dataclass(frozen=True)
class Comparison:
    """Rival heads side by side, answer by answer."""

    iid: str
    heads: tuple[HeadInfo, ...]
    rows: tuple[ComparedAnswer, ...]
    questionnaire: str = ""
    """The version whose words name questions and answers."""


@dataclass(frozen=True)
class Duplicate:
    """One unit with more than one interview of a form: two laptops were there."""

    unit_id: str
    form_id: str
    iids: tuple[str, ...]


def list_conflicts(survey: Survey) -> list[ConflictItem]:
    """Open conflicts, the oldest first."""
    items: list[ConflictItem] = []
    for conflict in read_conflicts(survey.store):
        state = read_interview(survey.store, conflict.iid)
        if state:
            items.append(ConflictItem(conflict.iid, state.unit_id, state.heads, conflict.opened_at))
    return items


def compare_heads(survey: Survey, iid: str) -> Comparison:
    """The heads of an interview side by side; those that can be read here."""
    return _side_by_side(survey, iid, _heads(survey, iid))


def _side_by_side(survey: Survey, iid: str, heads: Sequence[Revision]) -> Comparison:
    devices = {one.device_id: one.name for one in read_devices(survey.store)}
    people = {one.operator_id: one.name for one in read_operators(survey.store)}
    infos = tuple(
        HeadInfo(
            one.rev_id,
            devices.get(one.header.device, one.header.device.hex()[:8]),
            people.get(one.header.author, ""),
            one.header.at,
            one.header.kind,
            one.header.disposition,
        )
        for one in heads
    )
    closed = _compare(CLOSED, [one.closed.answers if one.closed else {} for one in heads])
    free = _compare(FREE, [one.free.answers if one.free else {} for one in heads])
    form = heads[-1].header.questionnaire
    return Comparison(iid, infos, (*closed, *free), form)


def settle_conflict(
    survey: Survey,
    iid: str,
    answers: Mapping[str, Any],
    *,
    base: bytes,
    reason: str = "",
) -> Revision:
    """Write a merge revision that names every head: ``base`` with these answers put in.

    ``answers`` are paths of closed or free answers; ``None`` leaves an answer out. Nothing of the
    heads is lost.
    """
    survey.require(Action.RECEIVE)
    heads = _heads(survey, iid)
    chosen = next((head for head in heads if head.rev_id == base), None)
    if len(heads) < 2 or chosen is None:
        raise SurveyError("exchange.no-conflict", iid=iid[:8])
    if any(head.closed is None or head.free is None for head in heads):
        raise SurveyError("exchange.sealed-conflict", iid=iid[:8])
    assert chosen.closed is not None
    assert chosen.free is not None
    closed, free = _put_in(heads, chosen.closed, chosen.free, answers)
    header = chosen.header
    new = NewRevision(
        iid,
        MERGE,
        header.form,
        header.questionnaire,
        header.unit,
        header.mode,
        header.disposition,
        closed,
        free,
        tuple(head.rev_id for head in heads),
        max(head.header.visits for head in heads),
        header.wave,
        header.extra,
    )
    with survey.store.transaction():
        merged = record_revision(survey, new)
        explain_resolution(survey.store, iid, survey.operator.operator_id, reason)
        survey.note("settle", {"iid": iid, "base": base.hex(), "changed": sorted(answers)})
    return merged


def list_duplicates(survey: Survey) -> list[Duplicate]:
    """Units that more than one interview of the same form was made of, and nobody judged yet."""
    judged = {flag.iid for flag in read_flags(survey.store) if flag.check_key == DUPLICATE}
    by_unit: dict[tuple[str, str], list[str]] = defaultdict(list)
    for state in read_interviews(survey.store):
        if state.unit_id and state.status != WITHDRAWN:
            by_unit[state.unit_id, state.form_id].append(state.iid)
    return [
        Duplicate(unit, form, tuple(iids))
        for (unit, form), iids in by_unit.items()
        if len(iids) > 1 and not judged.issuperset(iids)
    ]


def settle_duplicate(
    survey: Survey, duplicate: Duplicate, kept: Collection[str], reason: str = ""
) -> int:
    """Say which interviews of a unit count; the others stay in the log and are left out.

    Gives how many are left out. Where all are kept, they were of different people after all.
    """
    survey.require(Action.RECEIVE)
    if not set(kept) & set(duplicate.iids):
        raise SurveyError("exchange.none-kept", unit=duplicate.unit_id)
    now, who = survey.clock.iso(), survey.operator.operator_id
    detail = {"unit": duplicate.unit_id, "reason": reason}
    flags = [
        QualityFlag(
            DUPLICATE, iid, "error", detail, now, ACCEPTED if iid in kept else EXCLUDED, who, now
        )
        for iid in duplicate.iids
    ]
    with survey.store.transaction():
        write_decided(survey.store, flags)
        survey.note("duplicate", {**detail, "kept": sorted(kept)})
    return sum(flag.decision == EXCLUDED for flag in flags)


def compare_interviews(survey: Survey, iids: Sequence[str]) -> Comparison:
    """Interviews of one unit side by side, as if they were versions of one."""
    heads = [head for iid in iids for head in _heads(survey, iid)[-1:]]
    return _side_by_side(survey, iids[0], heads)


def _heads(survey: Survey, iid: str) -> tuple[Revision, ...]:
    revisions = read_revisions(survey.store, iid)
    if not revisions:
        raise SurveyError("exchange.no-conflict", iid=iid[:8])
    return heads_of(revisions)


def _compare(leaf: str, sides: Sequence[Mapping[str, Any]]) -> list[ComparedAnswer]:
    paths = list(dict.fromkeys(path for side in sides for path in side))
    rows: list[ComparedAnswer] = []
    for path in paths:
        values = tuple(side.get(path) for side in sides)
        rows.append(ComparedAnswer(path, leaf, values, all(one == values[0] for one in values)))
    return rows


def _put_in(
    heads: Sequence[Revision], closed: ClosedLeaf, free: FreeLeaf, answers: Mapping[str, Any]
) -> tuple[ClosedLeaf, FreeLeaf]:
    """Each answer goes to the leaf where a head has it; what no head knows is closed."""
    is_free = {path for head in heads if head.free for path in head.free.answers}
    coded, texts = dict(closed.answers), dict(free.answers)
    for path, value in answers.items():
        leaf = texts if path in is_free else coded
        if value is None:
            leaf.pop(path, None)
        else:
            leaf[path] = value
    # New salts: an unchanged leaf must not be recognisable by its hash.
    return replace(closed, answers=coded, salt=""), replace(free, answers=texts, salt="")
