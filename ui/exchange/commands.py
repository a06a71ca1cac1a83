"""What can be done on the exchange page: names, where the buttons stand, and who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QIcon

from surveyapp.operators import Action
from ui import icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP

MAIN, DEVICES, PACKAGES, DECISIONS, MISSING, QUOTAS = (
    "main",
    "devices",
    "packages",
    "decisions",
    "missing",
    "quotas",
)
CITY_ONLY, DISTRICT_ONLY, BOTH = ("city",), ("district",), ("city", "district")


@dataclass(frozen=True)
class Entry:
    """One command before it is bound to the page."""

    key: str
    source: str
    icon: Callable[[], QIcon]
    needs: Action
    roles: tuple[str, ...]
    where: str = MAIN
    """The list that it stands above; ``main``: at the head of the page."""
    place: str = "more"


ENTRIES = (
    Entry(
        "field",
        QT_TRANSLATE_NOOP("Commands", "Make field packages…"),
        icons.send_out,
        Action.ENROL,
        CITY_ONLY,
        place="row",
    ),
    Entry(
        "receipts",
        QT_TRANSLATE_NOOP("Commands", "Make receipts…"),
        icons.document,
        Action.RECEIVE,
        CITY_ONLY,
        place="row",
    ),
    Entry(
        "relay",
        QT_TRANSLATE_NOOP("Commands", "Pass on to the city…"),
        icons.send_out,
        Action.RECEIVE,
        DISTRICT_ONLY,
        place="row",
    ),
    Entry(
        "merge-folder",
        QT_TRANSLATE_NOOP("Commands", "Merge a folder…"),
        icons.open_file,
        Action.RECEIVE,
        BOTH,
        place="row",
    ),
    Entry(
        "merge",
        QT_TRANSLATE_NOOP("Commands", "Merge packages…"),
        icons.bring_in,
        Action.RECEIVE,
        BOTH,
        place="primary",
    ),
    Entry(
        "keys",
        QT_TRANSLATE_NOOP("Commands", "Make the survey's keys…"),
        icons.key,
        Action.ENROL,
        CITY_ONLY,
    ),
    Entry(
        "open-keys",
        QT_TRANSLATE_NOOP("Commands", "Unlock the keys…"),
        icons.key,
        Action.RECEIVE,
        BOTH,
    ),
    Entry(
        "try-recovery",
        QT_TRANSLATE_NOOP("Commands", "Try the printed recovery page…"),
        icons.success,
        Action.ENROL,
        CITY_ONLY,
    ),
    Entry(
        "rotate",
        QT_TRANSLATE_NOOP("Commands", "Change the keys…"),
        icons.refresh,
        Action.ENROL,
        CITY_ONLY,
    ),
    Entry(
        "restore",
        QT_TRANSLATE_NOOP("Commands", "The passphrase of the keys is lost…"),
        icons.key,
        Action.ENROL,
        CITY_ONLY,
    ),
    Entry(
        "withdraw",
        QT_TRANSLATE_NOOP("Commands", "Withdraw an interview…"),
        icons.close,
        Action.RECEIVE,
        BOTH,
    ),
    Entry(
        "carry-withdrawals",
        QT_TRANSLATE_NOOP("Commands", "Tell everybody of withdrawals…"),
        icons.send_out,
        Action.RECEIVE,
        CITY_ONLY,
    ),
    Entry(
        "enrol",
        QT_TRANSLATE_NOOP("Commands", "Enrol laptops…"),
        icons.add,
        Action.ENROL,
        CITY_ONLY,
        DEVICES,
    ),
    Entry(
        "revoke",
        QT_TRANSLATE_NOOP("Commands", "A laptop is lost…"),
        icons.caution,
        Action.ENROL,
        CITY_ONLY,
        DEVICES,
    ),
    Entry(
        "trace",
        QT_TRANSLATE_NOOP("Commands", "Follow an interview back…"),
        icons.search,
        Action.READ,
        BOTH,
        PACKAGES,
    ),
    Entry(
        "verify",
        QT_TRANSLATE_NOOP("Commands", "Check that everything still proves itself"),
        icons.quality,
        Action.READ,
        BOTH,
        PACKAGES,
    ),
    Entry(
        "settle",
        QT_TRANSLATE_NOOP("Commands", "Compare and settle…"),
        icons.success,
        Action.RECEIVE,
        CITY_ONLY,
        DECISIONS,
    ),
    Entry(
        "release",
        QT_TRANSLATE_NOOP("Commands", "Let the chosen file in…"),
        icons.bring_in,
        Action.ENROL,
        CITY_ONLY,
        MISSING,
    ),
    Entry(
        "shares",
        QT_TRANSLATE_NOOP("Commands", "Use the proposed shares"),
        icons.success,
        Action.ENROL,
        CITY_ONLY,
        QUOTAS,
    ),
)


def commands_of(
    runs: Mapping[str, Callable[[], None]], possible: Mapping[str, Callable[[], bool]]
) -> tuple[Command, ...]:
    """The commands, bound to what they do and to whether they can be done now."""
    return tuple(
        Command(
            one.key,
            one.source,
            runs[one.key],
            one.icon,
            place=one.place if one.where == MAIN else "palette",
            needs=one.needs,
            is_possible=possible.get(one.key, _always),
        )
        for one in ENTRIES
    )


def entry(key: str) -> Entry:
    """One entry by its key."""
    return next(one for one in ENTRIES if one.key == key)


def keys_of(where: str) -> tuple[str, ...]:
    """The keys of the commands above one list."""
    return tuple(one.key for one in ENTRIES if one.where == where)


def _always() -> bool:
    return True
