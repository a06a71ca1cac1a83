"""The exchange page's words for kinds, states and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from surveyapp.exchange.standing import DeviceStanding
    from surveyapp.store.packages import Quarantined

translate = QCoreApplication.translate


def device_kind(kind: str) -> str:
    """What a device is."""
    return {
        "laptop": translate("Exchange", "laptop"),
        "district": translate("Exchange", "district office"),
        "city": translate("Exchange", "city office"),
    }.get(kind, kind)


def device_name(name: str) -> str:
    """A device's name as people know it; the city's file is called so by the program itself."""
    return translate("Exchange", "City office") if name == "city" else name


def device_state(line: DeviceStanding) -> str:
    """Whether a device is at work."""
    if line.device.revoked_at:
        text = translate("Exchange", "lost; nothing after number %1 is let in")
        return text.replace("%1", str(line.device.revoked_after))
    if line.device.is_self:
        return translate("Exchange", "this computer")
    return translate("Exchange", "at work")


def package_kind(kind: str) -> str:
    """What a package carries."""
    return {
        "field": translate("Exchange", "field package"),
        "return": translate("Exchange", "return package"),
        "relay": translate("Exchange", "passed on by a district"),
        "receipt": translate("Exchange", "receipts"),
        "withdrawal": translate("Exchange", "withdrawals"),
    }.get(kind, kind)


def direction(way: str) -> str:
    """Which way a package went."""
    return {"in": translate("Exchange", "in"), "out": translate("Exchange", "out")}.get(way, way)


def package_state(state: str) -> str:
    """What became of a package."""
    return {
        "written": translate("Exchange", "written and read back"),
        "merged": translate("Exchange", "merged"),
        "repeated": translate("Exchange", "known already"),
        "applied": translate("Exchange", "taken over"),
        "kept": translate("Exchange", "kept to be passed on"),
        "own": translate("Exchange", "written here"),
        "refused": translate("Exchange", "refused"),
        "withdrawn": translate("Exchange", "withdrawn"),
    }.get(state, state)


def reason(row: Quarantined) -> str:
    """Why a file was refused."""
    from surveyapp.findings import word

    return word(row.code, row.parameters).sentence


def remedy(row: Quarantined) -> str:
    """What to do about it."""
    from surveyapp.findings import word

    return word(row.code, row.parameters).remedy


def missing(line: DeviceStanding) -> str:
    """Which numbers have not arrived, without the device's name."""
    if line.gap is None:
        return ""
    return ranges(line.gap.missing)


def ranges(pairs: Sequence[tuple[int, int]]) -> str:
    """“3, 41–52”."""
    from surveyapp.exchange.custody import describe_ranges

    return describe_ranges(pairs)


def size(count: int) -> str:
    """Bytes as people read them."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:,.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
