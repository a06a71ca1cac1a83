"""A laptop forgets what the city has confirmed, after the time the survey keeps it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from surveyapp.exchange.documents import parse_strictly
from surveyapp.store.backup import renew_backups
from surveyapp.store.drafts import fold_log
from surveyapp.store.packages import read_epochs
from surveyapp.store.purge import interviews_to_purge, purge_interviews
from surveyapp.store.receipts import read_confirmation, read_receipts
from surveyapp.survey import LAPTOP, Survey

RETENTION_DAYS = 30
"""Where the survey's setting ``retention_days`` says nothing else."""


@dataclass(frozen=True)
class Purged:
    """How many interviews' answers are no longer on this laptop, and after how many days."""

    interviews: int
    days: int


def purge_confirmed(survey: Survey) -> Purged:
    """Destroy answers that were confirmed long enough ago; nothing else is ever purged.

    Confirmed is what the newest receipt says; long enough counts from the first receipt that said
    so. An office that has lost data confirms less, and what it needs again is not purged.
    """
    days = int(survey.setting("retention_days", RETENTION_DAYS))
    if survey.info.role != LAPTOP:
        return Purged(0, days)
    before = (datetime.fromisoformat(survey.clock.iso()) - timedelta(days=days)).isoformat()
    iids: list[str] = []
    for device_id, epoch in read_epochs(survey.store):
        if device_id == survey.device_id:
            now = read_confirmation(survey.store, device_id, epoch)
            up_to = min(_confirmed_before(survey, epoch, before), now.up_to if now else 0)
            iids += interviews_to_purge(survey.store, device_id, epoch, up_to)
    if iids:
        with survey.store.transaction():
            purge_interviews(survey.store, iids)
            survey.note("purge", {"interviews": len(iids), "days": days})
        fold_log(survey.store)
        renew_backups(survey.store, survey.clock.iso())
    return Purged(len(iids), days)


@dataclass(frozen=True)
class PurgePlan:
    """What a laptop still keeps although it is confirmed, and when the first of it goes."""

    days: int
    waiting: int
    next_at: str
    """Empty where nothing waits."""


def plan_purge(survey: Survey) -> PurgePlan:
    """How many confirmed interviews wait for the end of their time here; changes nothing."""
    days = int(survey.setting("retention_days", RETENTION_DAYS))
    waiting: set[str] = set()
    moments: list[str] = []
    for receipt in read_receipts(survey.store, survey.device_id):
        told = parse_strictly(receipt.body)
        up_to, epoch = int(told["up_to"]), int(told["epoch"])
        kept = interviews_to_purge(survey.store, survey.device_id, epoch, up_to)
        if kept:
            waiting.update(kept)
            moments.append(str(told["at"]))
    first = min((datetime.fromisoformat(one) for one in moments), default=None)
    next_at = (first + timedelta(days=days)).isoformat() if first else ""
    return PurgePlan(days, len(waiting), next_at)


def _confirmed_before(survey: Survey, epoch: int, moment: str) -> int:
    """Up to which number a receipt had confirmed this laptop's epoch at a moment."""
    limit = datetime.fromisoformat(moment)
    told: list[Mapping[str, Any]] = [
        parse_strictly(one.body) for one in read_receipts(survey.store, survey.device_id)
    ]
    return max(
        (
            int(one["up_to"])
            for one in told
            if one["epoch"] == epoch and datetime.fromisoformat(str(one["at"])) <= limit
        ),
        default=0,
    )
