"""Quota cells split among offline laptops, so that twenty of them together overshoot little.

Every laptop gets a share of each cell of its district, and the office keeps a reserve back. At each
exchange the office sees what was completed, releases of the reserve to those who run short, and
proposes to move what lies idle. All that laptops may complete together never exceeds the target by
more than was completed beyond a share; a completed interview is never refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from surveyapp.fieldwork.monitoring import categories_of
from surveyapp.operators import Action
from surveyapp.revisions import ClosedLeaf
from surveyapp.store.devices import Device, read_devices
from surveyapp.store.interviews import COMPLETE, InterviewState, read_interviews
from surveyapp.store.quotas import QuotaShare, read_shares, write_shares
from surveyapp.store.revisions import read_head_revisions
from surveyapp.store.sampling import QuotaCell, read_quota_cells, read_unit
from surveyapp.survey import LAPTOP, Survey

Done = Mapping[tuple[str, bytes], int]


@dataclass(frozen=True)
class ShareLine:
    """One laptop in one cell: what it has completed, may complete now, and would be allowed."""

    cell_id: str
    district: str
    definition: Mapping[str, str]
    target: int
    device_id: bytes
    device: str
    done: int
    allowed: int
    proposed: int
    reserve: int
    """What the office would still hold back for this laptop."""


def propose_shares(survey: Survey, reserve: float = 0.1) -> list[QuotaShare]:
    """What each laptop should have now, given what has been completed; nothing is changed.

    ``reserve`` is the part of what is still missing in a cell that the office keeps back; it
    melts as the cell fills. A laptop's share never falls below what it has completed.
    """
    cells = read_quota_cells(survey.store, "quota")
    laptops = read_devices(survey.store, LAPTOP)
    done = count_done(survey, cells)
    standing = {(one.cell_id, one.device_id): one for one in read_shares(survey.store)}
    now = survey.clock.iso()
    shares: list[QuotaShare] = []
    for cell in cells:
        here = [one for one in laptops if one.office == cell.district]
        at_work = [one for one in here if one.revoked_after is None]
        if at_work:
            shares += share_cell(CellState(cell, done, standing, reserve), here, at_work, now)
    return shares


def share_quota(survey: Survey, shares: Iterable[QuotaShare]) -> int:
    """Set shares as proposed or changed by a person; the next field packages carry them."""
    survey.require(Action.ENROL)
    with survey.store.transaction():
        written = write_shares(survey.store, shares)
        survey.note("share-quota", {"shares": written})
    return written


def list_shares(survey: Survey) -> list[QuotaShare]:
    """The shares as they stand."""
    return read_shares(survey.store)


def compare_shares(survey: Survey, shares: Iterable[QuotaShare]) -> list[ShareLine]:
    """Proposed shares beside those that stand, for a person to look at."""
    cells = {one.cell_id: one for one in read_quota_cells(survey.store, "quota")}
    names = {one.device_id: one.name for one in read_devices(survey.store, LAPTOP)}
    done = count_done(survey, list(cells.values()))
    standing = {(one.cell_id, one.device_id): one for one in read_shares(survey.store)}
    lines: list[ShareLine] = []
    for share in shares:
        place = share.cell_id, share.device_id
        cell, before = cells[share.cell_id], standing.get(place)
        line = ShareLine(
            cell.cell_id,
            cell.district,
            cell.definition,
            cell.target,
            share.device_id,
            names.get(share.device_id, share.device_id.hex()[:8]),
            done.get(place, 0),
            before.share + before.released if before else 0,
            share.share + share.released,
            share.reserve,
        )
        lines.append(line)
    return lines


def count_done(survey: Survey, cells: Sequence[QuotaCell]) -> Done:
    """Completed interviews by cell and laptop."""
    complete = {
        state.iid: state for state in read_interviews(survey.store) if state.status == COMPLETE
    }
    offices = {one.device_id: one.office for one in read_devices(survey.store)}
    by_district: dict[str, list[QuotaCell]] = defaultdict(list)
    for cell in cells:
        by_district[cell.district].append(cell)
    done: dict[tuple[str, bytes], int] = defaultdict(int)
    for revision in read_head_revisions(survey.store) if cells else ():
        state = complete.get(revision.header.iid)
        if state is None or revision.closed is None:
            continue
        known = _known_of(revision.closed)
        for cell in by_district.get(_district_of(survey, state, offices), ()):
            if all(known.get(name) == wanted for name, wanted in cell.definition.items()):
                done[cell.cell_id, state.device_id] += 1
    return done


def split_evenly(total: int, parts: int) -> list[int]:
    """Whole numbers that differ by at most one and add up."""
    share, rest = divmod(total, parts)
    return [share + (index < rest) for index in range(parts)]


@dataclass(frozen=True)
class CellState:
    """A cell with what is known of it: completed interviews, and shares as they stand."""

    cell: QuotaCell
    done: Done
    standing: Mapping[tuple[str, bytes], QuotaShare]
    reserve: float

    def done_by(self, device: Device) -> int:
        return self.done.get((self.cell.cell_id, device.device_id), 0)

    def share_of(self, device: Device) -> QuotaShare | None:
        return self.standing.get((self.cell.cell_id, device.device_id))


def share_cell(
    cell: CellState, here: Sequence[Device], at_work: Sequence[Device], now: str
) -> list[QuotaShare]:
    """Level what laptops may still complete, from the reserve first and from idle shares then.

    ``here``: every laptop that worked in the district; ``at_work``: those that are not revoked,
    so that what a lost laptop had left goes back to the others.
    """
    counted = sum(cell.done_by(one) for one in here)
    missing = max(cell.cell.target - counted, 0)
    kept_back = floor(missing * cell.reserve)
    idle = {one.device_id: _idle(cell, one) for one in at_work}
    room = missing - sum(idle.values())
    # What a laptop has may be used up before it hears of a change: never more than half is taken.
    idle = _level(idle, max(room - kept_back, 0), may_take=room < kept_back)
    held = split_evenly(max(missing - sum(idle.values()), 0), len(at_work))
    return [
        _renewed(cell, one, idle[one.device_id], rest, now)
        for one, rest in zip(at_work, held, strict=True)
    ]


def _idle(cell: CellState, device: Device) -> int:
    share = cell.share_of(device)
    return max(share.share + share.released - cell.done_by(device), 0) if share else 0


def _level(idle: Mapping[bytes, int], more: int, *, may_take: bool) -> dict[bytes, int]:
    """Give ``more`` to those who have least; without anything to give, move what lies idle."""
    levelled = dict(idle)
    for _ in range(more):
        levelled[min(levelled, key=lambda one: (levelled[one], one))] += 1
    if not may_take:
        return levelled
    least = {device: (have + 1) // 2 for device, have in idle.items()}
    while True:
        poorest = min(levelled, key=lambda one: (levelled[one], one))
        richest = max(levelled, key=lambda one: (levelled[one] - least[one] > 0, levelled[one]))
        if levelled[richest] - levelled[poorest] < 2 or levelled[richest] <= least[richest]:
            return levelled
        levelled[richest] -= 1
        levelled[poorest] += 1


def _renewed(cell: CellState, device: Device, idle: int, held: int, now: str) -> QuotaShare:
    """What was given first stays the share; what is more has been released."""
    allowed = cell.done_by(device) + idle
    before = cell.share_of(device)
    if before is None:
        return QuotaShare(cell.cell.cell_id, device.device_id, allowed, held, 0, now)
    share = min(before.share, allowed)
    changed = replace(before, share=share, released=allowed - share, reserve=held)
    return before if changed == before else replace(changed, changed_at=now)


def _known_of(leaf: ClosedLeaf) -> dict[str, str]:
    """Answers by the last name of their path, and the categories that are made of them."""
    answers = {path.rpartition("/")[2]: str(value) for path, value in leaf.answers.items()}
    return answers | categories_of(leaf.answers)


def _district_of(survey: Survey, state: InterviewState, offices: Mapping[bytes, str]) -> str:
    """The unit's district; that of the laptop where the interview has no unit of the frame."""
    unit = read_unit(survey.store, state.unit_id) if state.unit_id else None
    return unit.district if unit else offices.get(state.device_id, "")
