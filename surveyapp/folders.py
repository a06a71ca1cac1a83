"""What a folder lies on: this computer's own disk, a network, a stick, a synchronised folder.

A file that is written to cannot be kept safe on the last three: locks and write order are not what
SQLite needs (https://www.sqlite.org/howtocorrupt.html, section 2), sticks report writes they have
not made, and a synchronising program copies a file in the middle of a change.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LOCAL, NETWORK, REMOVABLE, SYNCED = "local", "network", "removable", "synced"

_NETWORK_TYPES = frozenset(
    [
        "9p",
        "afpfs",
        "afs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "glusterfs",
        "gfs2",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "prl_fs",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
        "webdav",
    ]
)
_LOCAL_FUSE = frozenset(
    [
        "fuseblk",
        "fuse.fuse-overlayfs",
        "fuse.gocryptfs",
        "fuse.encfs",
        "fuse.cryfs",
        "fuse.veracrypt",
        "fuse.ntfs-3g",
        "fuse.exfat",
        "fuse.ext4",
        "fuse.lxcfs",
        "fuse.mergerfs",
        "fuse.bindfs",
    ]
)
_SYNCED_NAMES = (
    "onedrive", "dropbox", "google drive", "googledrive", "icloud", "com~apple~clouddocs",
    "nextcloud", "owncloud", "seafile", "syncthing", "nutstore", "坚果云", "我的坚果云",
    "baidusyncdisk", "百度网盘同步空间", "wps云盘", "wpsdrive", "阿里云盘", "腾讯微云", "weiyun",
)  # fmt: skip
_WINDOWS_TYPES = {2: REMOVABLE, 4: NETWORK}
_PATH_PARTS_OF_STICKS = ("/usb", "/mmc_host")


@dataclass(frozen=True)
class Mount:
    """One mounted file system, as Linux lists it."""

    point: str
    kind: str
    source: str
    device: str
    """Major and minor number, ``8:1``; ``0:…`` where there is no block device."""


def kind_of_folder(folder: Path) -> str:
    """``local``, ``network``, ``removable`` or ``synced``."""
    place = folder.resolve()
    if is_synced(place):
        return SYNCED
    if sys.platform == "win32":
        return _on_windows(place)
    if sys.platform == "darwin":
        return _on_macos(place)
    return kind_of_mount(mount_of(place, read_mounts()))


def is_synced(folder: Path) -> bool:
    """Whether a folder or one above it bears the name that a synchronising program gives."""
    parts = [part.lower() for part in folder.parts]
    return any(part.startswith(name) for part in parts for name in _SYNCED_NAMES)


def read_mounts(table: Path = Path("/proc/self/mountinfo")) -> list[Mount]:
    """What is mounted (Linux)."""
    found: list[Mount] = []
    for line in table.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(), right.split()
        if len(fields) > 4 and len(kinds) > 1:
            found.append(Mount(_plain(fields[4]), kinds[0], _plain(kinds[1]), fields[2]))
    return found


def mount_of(folder: Path, mounts: list[Mount]) -> Mount:
    """The file system that a folder lies on: the last one mounted at the longest place."""
    best = Mount("/", "", "", "0:0")
    for mount in mounts:
        inside = folder == Path(mount.point) or Path(mount.point) in folder.parents
        if inside and len(mount.point) >= len(best.point):
            best = mount
    return best


def kind_of_mount(mount: Mount, system: Path = Path("/sys")) -> str:
    """What a mounted file system lies on."""
    is_foreign_fuse = mount.kind.startswith("fuse") and mount.kind not in _LOCAL_FUSE
    if mount.kind in _NETWORK_TYPES or is_foreign_fuse:
        return NETWORK
    disks = disks_under(mount, system)
    return REMOVABLE if any(_is_removable(disk) for disk in disks) else LOCAL


def disks_under(mount: Mount, system: Path = Path("/sys")) -> list[Path]:
    """The entries of ``/sys`` for the device of a mount and what it is made of, outermost first."""
    number = mount.device
    if number.startswith("0:"):  # btrfs and others name no device of their own
        name = Path(mount.source).name
        entry = system / "class" / "block" / name
        if not mount.source.startswith("/dev/") or not entry.exists():
            return []
    else:
        entry = system / "dev" / "block" / number
        if not entry.exists():
            return []
    found = [entry.resolve()]
    for disk in found:
        slaves = disk / "slaves"
        if slaves.is_dir():
            found += [one.resolve() for one in sorted(slaves.iterdir())]
    return found


def _is_removable(disk: Path) -> bool:
    if any(part in str(disk) for part in _PATH_PARTS_OF_STICKS[:1]):
        return True
    for entry in (disk, disk.parent):  # a partition has no mark of its own
        mark = entry / "removable"
        if mark.is_file():
            return mark.read_text().strip() == "1"
    return False


def _plain(text: str) -> str:
    """Blanks and the like are written in octal."""
    for code, character in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        text = text.replace(code, character)
    return text


def _on_windows(folder: Path) -> str:
    if folder.drive.startswith("\\\\"):
        return NETWORK
    windows = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    return _WINDOWS_TYPES.get(windows.GetDriveTypeW(f"{folder.drive}\\"), LOCAL)


def _on_macos(folder: Path) -> str:
    listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
    mounts: list[Mount] = []
    for line in listed.splitlines():
        source, _, rest = line.partition(" on ")
        point, _, kinds = rest.rpartition(" (")
        mounts.append(Mount(point, kinds.partition(",")[0].rstrip(")"), source, "0:0"))
    mount = mount_of(folder, mounts)
    if mount.kind in _NETWORK_TYPES:
        return NETWORK
    return REMOVABLE if mount.point.startswith("/Volumes/") else LOCAL
