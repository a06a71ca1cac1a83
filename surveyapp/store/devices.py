"""Devices of a survey as rows: laptops and offices with their public keys."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.store.database import Database, Row


@dataclass(frozen=True)
class Device:
    """A copy of the survey that signs what it sends. ``kind``: city, district or laptop."""

    device_id: bytes
    name: str
    kind: str
    office: str
    epoch: int
    sign_public: bytes
    seal_recipient: str
    fingerprint: str
    is_self: bool
    enrolled_at: str
    revoked_after: int | None = None
    """The last number that is still accepted; ``None`` while nothing is revoked."""
    revoked_at: str | None = None
    app_version: str = ""


def write_device(store: Database, device: Device) -> None:
    """Add a device or replace what is known of it."""
    values = (
        device.device_id,
        device.name,
        device.kind,
        device.office,
        device.epoch,
        device.sign_public,
        device.seal_recipient,
        device.fingerprint,
        int(device.is_self),
        device.enrolled_at,
        device.revoked_after,
        device.revoked_at,
        device.app_version,
    )
    marks = ", ".join("?" * len(values))
    store.execute(f"INSERT OR REPLACE INTO device VALUES ({marks})", values)


def read_device(store: Database, device_id: bytes) -> Device | None:
    """One device."""
    row = store.row("SELECT * FROM device WHERE device_id = ?", (device_id,))
    return _device(row) if row else None


def read_devices(store: Database, kind: str = "") -> list[Device]:
    """Devices of a kind, or all: offices first, then by name."""
    rows = store.rows(
        "SELECT * FROM device WHERE ? = '' OR kind = ? ORDER BY kind, name, device_id",
        (kind, kind),
    )
    return [_device(row) for row in rows]


def note_version(store: Database, device_id: bytes, app_version: str) -> None:
    """Keep the program's version that a device's latest package named."""
    store.execute("UPDATE device SET app_version = ? WHERE device_id = ?", (app_version, device_id))


def _device(row: Row) -> Device:
    plain = list(row)
    plain[8] = bool(plain[8])
    return Device(*plain)
