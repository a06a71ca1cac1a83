"""Whether the disk under a file is encrypted by the system, as far as that can be found out.

No special rights are needed: Linux shows the layers of a device under ``/sys``, Windows tells
BitLocker's state as a property of the drive, macOS has ``fdesetup``.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from surveyapp.folders import Mount, disks_under, mount_of, read_mounts

_ENCRYPTING_FILE_SYSTEMS = frozenset(
    ["ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.veracrypt"]
)
_ON, _OFF = frozenset({1, 3, 5, 6}), frozenset({2, 4, 8})
"""BitLockerProtection: on, encrypting, suspended, locked; off, decrypting, waiting."""


@dataclass(frozen=True)
class DiskEncryption:
    """``is_on`` is ``None`` where the system does not tell; ``how`` names what was asked."""

    is_on: bool | None
    how: str


def encryption_under(path: Path) -> DiskEncryption:
    """The encryption of the disk that a file or folder lies on."""
    place = path.resolve()
    if sys.platform == "win32":
        return _of_bitlocker(place)
    if sys.platform == "darwin":
        return _of_filevault()
    return encryption_of_mount(mount_of(place, read_mounts()))


def encryption_of_mount(mount: Mount, system: Path = Path("/sys")) -> DiskEncryption:
    """The encryption of a mounted file system (Linux)."""
    if mount.kind in _ENCRYPTING_FILE_SYSTEMS:
        return DiskEncryption(True, mount.kind)
    disks = disks_under(mount, system)
    if not disks:
        return DiskEncryption(None, mount.kind)
    for disk in disks:
        if _mark(disk, "dm/uuid").startswith("CRYPT-") or _mark(disk, "dm/name").startswith(
            "veracrypt"
        ):
            return DiskEncryption(True, "dm-crypt")
    # A virtual disk may be encrypted by its host, which cannot be seen from here.
    return DiskEncryption(False, disks[-1].name)


def _mark(disk: Path, name: str) -> str:
    mark = disk / name
    return mark.read_text(errors="replace").strip() if mark.is_file() else ""


def _of_filevault() -> DiskEncryption:
    asked = subprocess.run(
        ["/usr/bin/fdesetup", "status"], capture_output=True, text=True, check=False
    )
    said = asked.stdout
    is_on = True if "is On" in said else False if "is Off" in said else None
    return DiskEncryption(is_on, "FileVault")


def _of_bitlocker(place: Path) -> DiskEncryption:
    state = _bitlocker_state(f"{place.drive}\\")
    is_on = True if state in _ON else False if state in _OFF else None
    return DiskEncryption(is_on, "BitLocker")


class _PropertyKey(ctypes.Structure):
    _fields_ = (("format", ctypes.c_byte * 16), ("number", ctypes.c_uint32))


_SHELL_ITEM = bytes.fromhex("d3b09f7e9f910743ab2e9b1860310c93")
"""IID_IShellItem2, {7E9FB0D3-919F-4307-AB2E-9B1860310C93}, as it lies in memory."""
_GET_INT32 = 16
"""Place of ``GetInt32`` among the functions of IShellItem2: after 3 of IUnknown, 5 of IShellItem
and 8 of its own."""


def _bitlocker_state(drive: str) -> int | None:
    """``System.Volume.BitLockerProtection`` of a drive; any user may read it."""
    library: Any = getattr(ctypes, "windll")  # noqa: B009 - exists on Windows only
    key, item, state = _PropertyKey(), ctypes.c_void_p(), ctypes.c_int32()
    interface = (ctypes.c_byte * 16).from_buffer_copy(_SHELL_ITEM)
    library.ole32.CoInitialize(None)
    name = "System.Volume.BitLockerProtection"
    if library.propsys.PSGetPropertyKeyFromName(name, ctypes.byref(key)):
        return None
    if library.shell32.SHCreateItemFromParsingName(
        drive, None, ctypes.byref(interface), ctypes.byref(item)
    ):
        return None
    functions = ctypes.cast(
        ctypes.cast(item, ctypes.POINTER(ctypes.c_void_p))[0] or 0, ctypes.POINTER(ctypes.c_void_p)
    )
    shape = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    failed = shape(functions[_GET_INT32] or 0)(item, ctypes.byref(key), ctypes.byref(state))
    return None if failed else state.value
