"""Quota cells split among offline laptops, so that twenty of them together overshoot little.

Every laptop gets a share of each cell of its district; a part is held back as reserve and goes,
after each merge, to where interviews are still missing. A completed interview is never refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import floor

from surveyapp.operators import Action
from surveyapp.revisions import ClosedLeaf
from surveyapp.store.devices import Device, read_devices
from surveyapp.store.interviews import COMPLETE, read_interviews
from surveyapp.store.quotas import QuotaShare, read_shares, write_shares
from surveyapp.store.revisions import read_head_revisions
from surveyapp.store.sampling import QuotaCell, read_quota_cells, read_unit
from surveyapp.survey import LAPTOP, Survey

Done = Mapping[tuple[str, bytes], int]


def propose_shares(survey: Survey, reserve: float = 0.1) -> list[QuotaShare]:
    """What each laptop should have now, given what has been completed; nothing is changed.

    A laptop's share never falls below what it has completed. ``reserve`` is the part of what is
    still missing in a cell that the office keeps back.
    """
    cells = read_quota_cells(survey.store, "quota")
    laptops = [one for one in read_devices(survey.store, LAPTOP) if one.revoked_after is None]
    done = count_done(survey, cells)
    now = survey.clock.iso()
    shares: list[QuotaShare] = []
    for cell in cells:
        here = [one for one in laptops if one.office == cell.district]
        if here:
            shares += _split(cell, here, done, reserve, now)
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


def count_done(survey: Survey, cells: Sequence[QuotaCell]) -> Done:
    """Completed interviews by cell and laptop."""
    complete = {
        state.iid: state for state in read_interviews(survey.store) if state.status == COMPLETE
    }
    districts: dict[str, str] = {}
    done: dict[tuple[str, bytes], int] = defaultdict(int)
    for revision in read_head_revisions(survey.store):
        state = complete.get(revision.header.iid)
        if state is None or revision.closed is None:
            continue
        district = districts.setdefault(state.unit_id, _district_of(survey, state.unit_id))
        for cell in cells:
            if cell.district == district and _is_in(cell, revision.closed):
                done[cell.cell_id, state.device_id] += 1
    return done


def split_evenly(total: int, parts: int) -> list[int]:
    """Whole numbers that differ by at most one and add up."""
    share, rest = divmod(total, parts)
    return [share + (index < rest) for index in range(parts)]


def _split(
    cell: QuotaCell, laptops: Sequence[Device], done: Done, reserve: float, now: str
) -> list[QuotaShare]:
    finished = [done.get((cell.cell_id, one.device_id), 0) for one in laptops]
    missing = max(cell.target - sum(finished), 0)
    kept_back = floor(missing * reserve)
    given = split_evenly(missing - kept_back, len(laptops))
    held = split_evenly(kept_back, len(laptops))
    return [
        QuotaShare(cell.cell_id, one.device_id, have + more, rest, 0, now)
        for one, have, more, rest in zip(laptops, finished, given, held, strict=True)
    ]


def _is_in(cell: QuotaCell, leaf: ClosedLeaf) -> bool:
    """Whether an interview's answers (by last name of the path) are those of the cell."""
    answers = {path.rsplit("/", 1)[-1]: value for path, value in leaf.answers.items()}
    return all(
        name in answers and str(answers[name]) == wanted for name, wanted in cell.definition.items()
    )


def _district_of(survey: Survey, unit_id: str) -> str:
    unit = read_unit(survey.store, unit_id)
    return unit.district if unit else ""
