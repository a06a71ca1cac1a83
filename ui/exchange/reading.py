"""What the exchange page shows, read in the survey's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from surveyapp.exchange.conflicts import ConflictItem, Duplicate
    from surveyapp.exchange.quotas import ShareLine
    from surveyapp.exchange.standing import DeviceStanding
    from surveyapp.store.packages import PackageRow, Quarantined
    from surveyapp.survey import Survey


@dataclass(frozen=True)
class KeyState:
    """How the keys are: made, unlocked, and the printed page tried."""

    are_made: bool
    are_open: bool
    tried_at: str
    code: str
    """This office's own fingerprint, to be read aloud."""


@dataclass(frozen=True)
class ExchangeData:
    """Everything on the page."""

    role: str
    keys: KeyState
    devices: tuple[DeviceStanding, ...]
    packages: tuple[PackageRow, ...]
    conflicts: tuple[ConflictItem, ...]
    duplicates: tuple[Duplicate, ...]
    refused: tuple[Quarantined, ...]
    shares: tuple[ShareLine, ...]
    without_laptop: int
    """Drawn addresses that nobody has yet, where a laptop is at work."""

    @property
    def laptops(self) -> tuple[DeviceStanding, ...]:
        """Laptops at work."""
        found = (one for one in self.devices if one.device.kind == "laptop")
        return tuple(one for one in found if one.device.revoked_at is None)

    @property
    def partners(self) -> tuple[DeviceStanding, ...]:
        """Laptops and district offices at work, which field packages are made for."""
        return tuple(
            one
            for one in self.devices
            if one.device.kind != "city" and not one.device.is_self and not one.device.revoked_at
        )

    @property
    def unconfirmed(self) -> int:
        """Laptops that have sent more than they have a receipt for."""
        return sum(one.received > one.confirmed for one in self.devices)

    @property
    def changed_shares(self) -> int:
        """Shares that the proposal would change."""
        return sum(one.allowed != one.proposed for one in self.shares)

    def count(self, direction: str, kind: str) -> int:
        """Packages of a kind that went out or came in."""
        return sum(one.direction == direction and one.kind == kind for one in self.packages)


def read_exchange(survey: Survey) -> ExchangeData:
    """Read it all."""
    from surveyapp.exchange.conflicts import list_conflicts, list_duplicates
    from surveyapp.exchange.custody import list_packages, list_quarantine
    from surveyapp.exchange.quotas import compare_shares, propose_shares
    from surveyapp.exchange.standing import list_standing

    return ExchangeData(
        survey.info.role,
        _read_keys(survey),
        tuple(list_standing(survey)),
        tuple(list_packages(survey)),
        tuple(list_conflicts(survey)),
        tuple(list_duplicates(survey)),
        tuple(one for one in list_quarantine(survey) if one.released_at is None),
        tuple(compare_shares(survey, propose_shares(survey))),
        _count_without_laptop(survey),
    )


def _read_keys(survey: Survey) -> KeyState:
    from surveyapp.exchange.keys import has_keys, keys_are_open
    from surveyapp.store.devices import read_devices

    own = next((one for one in read_devices(survey.store) if one.is_self), None)
    return KeyState(
        has_keys(survey),
        keys_are_open(survey),
        str(survey.setting("recovery_tried_at", "")),
        own.fingerprint if own else "",
    )


def _count_without_laptop(survey: Survey) -> int:
    """Drawn households that nobody has, of districts where a laptop is at work."""
    from surveyapp.errors import SurveyError
    from surveyapp.sampling.draw import read_drawn
    from surveyapp.store.devices import read_devices
    from surveyapp.store.sampling import read_assignments

    try:
        drawn = read_drawn(survey)
    except SurveyError:
        return 0  # no plan or no draw yet: there is nothing to give out
    given = {one.unit_id for one in read_assignments(survey.store)}
    laptops = read_devices(survey.store, "laptop")
    places = {one.office for one in laptops if one.revoked_after is None}
    return sum(one.district in places and one.unit_id not in given for one in drawn)
