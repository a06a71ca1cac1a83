"""Quota cells on a laptop: how many are wanted here, how many are left.

What is finished is sealed and cannot be counted again here, so each completed interview adds one
to its cells when it is finished: a number, and nothing that leads back to a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveyapp.fieldwork.monitoring import categories_of
from surveyapp.store.keyings import add_done, read_done
from surveyapp.store.quotas import read_shares
from surveyapp.store.sampling import QuotaCell, read_quota_cells, read_unit
from surveyapp.survey import Survey


@dataclass(frozen=True)
class QuotaLeft:
    """One cell of this laptop. ``left`` never falls below nought: nobody is turned away."""

    cell_id: str
    district: str
    definition: Mapping[str, str]
    target: int
    done: int
    left: int


def quota_left(survey: Survey) -> list[QuotaLeft]:
    """The cells of which this device has a share, in their order."""
    mine = {
        one.cell_id: one.share + one.released
        for one in read_shares(survey.store)
        if one.device_id == survey.device_id
    }
    done = read_done(survey.store)
    return [
        QuotaLeft(
            cell.cell_id,
            cell.district,
            cell.definition,
            mine[cell.cell_id],
            done.get(cell.cell_id, 0),
            max(0, mine[cell.cell_id] - done.get(cell.cell_id, 0)),
        )
        for cell in read_quota_cells(survey.store, "quota")
        if cell.cell_id in mine
    ]


def count_completed(survey: Survey, answers: Mapping[str, Any], unit_id: str) -> None:
    """Count a completed interview in its cells."""
    cells = read_quota_cells(survey.store, "quota")
    if not cells:
        return
    unit = read_unit(survey.store, unit_id) if unit_id else None
    district = unit.district if unit else survey.info.office
    known = {path.rpartition("/")[2]: str(value) for path, value in answers.items()}
    known |= categories_of(answers)
    add_done(
        survey.store,
        [one.cell_id for one in cells if one.district == district and _is_in(one, known)],
    )


def _is_in(cell: QuotaCell, known: Mapping[str, str]) -> bool:
    return all(known.get(name) == wanted for name, wanted in cell.definition.items())
