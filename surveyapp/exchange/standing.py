"""How far every laptop and office is: what has arrived, is confirmed, and is still to be sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from surveyapp.exchange.custody import Gap, list_gaps
from surveyapp.store.devices import Device, read_devices
from surveyapp.store.packages import read_cursors
from surveyapp.store.receipts import read_confirmation
from surveyapp.store.sampling import read_assignments
from surveyapp.survey import Survey
from surveyapp.versions import is_older


@dataclass(frozen=True)
class DeviceStanding:
    """A laptop or office, how far its interviews have come, and what it was given."""

    device: Device
    received: int
    confirmed: int
    gap: Gap | None
    addresses: int
    not_sent: int
    """Addresses that no field package has carried yet."""
    is_behind: bool
    """Whether it works with an older version of the program than this one."""


def list_standing(survey: Survey) -> list[DeviceStanding]:
    """The standing of every device the survey knows, this one among them."""
    gaps = {gap.device_id: gap for gap in list_gaps(survey)}
    received: Counter[bytes] = Counter()
    confirmed: Counter[bytes] = Counter()
    for cursor in read_cursors(survey.store):
        received[cursor.device_id] += cursor.contiguous
        known = read_confirmation(survey.store, cursor.device_id, cursor.epoch)
        confirmed[cursor.device_id] += known.up_to if known else 0
    assignments = read_assignments(survey.store)
    given = Counter(one.device_id for one in assignments)
    waiting = Counter(one.device_id for one in assignments if one.issued_in is None)
    return [
        DeviceStanding(
            one,
            received[one.device_id],
            confirmed[one.device_id],
            gaps.get(one.device_id),
            given[one.device_id],
            waiting[one.device_id],
            is_older(one.app_version),
        )
        for one in read_devices(survey.store)
    ]
