"""System calls of this process answered by Python: how writes are recorded and made to fail.

SQLite and Python reach the kernel through pointers that the loader fills in. Those pointers are
found in the library's own relocation tables (ELF, 64 bit) and replaced while a test runs; no
compiler, no preloading and no special rights are needed. Linux only.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import struct
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WRITE, SYNC, CUT, MAKE, REMOVE, RENAME = "write", "sync", "cut", "make", "remove", "rename"


@dataclass(frozen=True)
class Call:
    """One call that is about to reach the kernel."""

    kind: str
    path: str
    offset: int = 0
    """Where it writes, or the length that remains of a file that is cut."""
    data: bytes = b""
    target: str = ""
    """What a file is renamed to."""


Answer = Callable[[Call], int]
"""Given a call, the error number it fails with, or 0 to let it through."""

_C = ctypes.CDLL(None, use_errno=True)
_INT, _SIZE, _PTR, _TEXT = ctypes.c_int, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_char_p
_OFFSET = ctypes.c_int64
_SHAPES: dict[str, tuple[Any, ...]] = {
    "write": (ctypes.c_ssize_t, _INT, _PTR, _SIZE),
    "pwrite64": (ctypes.c_ssize_t, _INT, _PTR, _SIZE, _OFFSET),
    "fsync": (_INT, _INT),
    "fdatasync": (_INT, _INT),
    "sendfile64": (ctypes.c_ssize_t, _INT, _INT, _PTR, _SIZE),
    "ftruncate64": (_INT, _INT, _OFFSET),
    "open64": (_INT, _TEXT, _INT, _INT),
    "unlink": (_INT, _TEXT),
    "rename": (_INT, _TEXT, _TEXT),
}
_NEEDED = ("write", "fsync", "rename")


@contextmanager
def answered(folder: Path, answer: Answer) -> Generator[None]:
    """Ask ``answer`` about every call that changes something under a folder."""
    desk = _Desk(str(folder.resolve()), answer)
    hooks = {name: desk.hook(name) for name in _SHAPES}
    before: list[tuple[int, int]] = []
    try:
        for library in _libraries():
            for name, place in _pointers(library, hooks.keys()):
                before.append((place, _swap(place, _address(hooks[name]))))
        yield
    finally:
        for place, pointer in before:
            _swap(place, pointer)


class _Desk:
    """Turns calls into records, asks, and passes them on."""

    def __init__(self, folder: str, answer: Answer) -> None:
        self._folder = folder
        self._answer = answer

    def hook(self, name: str) -> Any:
        shape = ctypes.CFUNCTYPE(*_SHAPES[name], use_errno=True)
        real = getattr(_C, name)
        real.restype, real.argtypes = _SHAPES[name][0], list(_SHAPES[name][1:])
        describe = getattr(self, f"_describe_{name}")

        def stand_in(*arguments: Any) -> int:
            call = describe(*arguments)
            if call is not None and call.path.startswith(self._folder):
                error = self._answer(call)
                if error:
                    ctypes.set_errno(error)
                    return -1
            return real(*arguments)

        return shape(stand_in)

    def _describe_write(self, handle: int, buffer: int, size: int) -> Call | None:
        path = _path_of(handle)
        if not path.startswith(self._folder):
            return None
        return Call(WRITE, path, os.lseek(handle, 0, os.SEEK_CUR), ctypes.string_at(buffer, size))

    def _describe_pwrite64(self, handle: int, buffer: int, size: int, offset: int) -> Call:
        return Call(WRITE, _path_of(handle), offset, ctypes.string_at(buffer, size))

    def _describe_sendfile64(self, handle: int, source: int, offset: int, size: int) -> Call:
        place = ctypes.c_int64.from_address(offset).value if offset else os.lseek(source, 0, 1)
        data = os.pread(source, min(size, 1 << 26), place)
        return Call(WRITE, _path_of(handle), os.lseek(handle, 0, os.SEEK_CUR), data)

    def _describe_fsync(self, handle: int) -> Call:
        return Call(SYNC, _path_of(handle))

    _describe_fdatasync = _describe_fsync

    def _describe_ftruncate64(self, handle: int, size: int) -> Call:
        return Call(CUT, _path_of(handle), size)

    def _describe_open64(self, path: bytes, flags: int, _mode: int) -> Call | None:
        name = str(Path(os.fsdecode(path)).absolute())
        if flags & os.O_CREAT and not Path(name).exists():
            return Call(MAKE, name)
        return Call(CUT, name) if flags & os.O_TRUNC else None

    def _describe_unlink(self, path: bytes) -> Call | None:
        name = os.fsdecode(path)
        return Call(REMOVE, name) if Path(name).exists() else None

    def _describe_rename(self, path: bytes, target: bytes) -> Call:
        return Call(RENAME, os.fsdecode(path), target=os.fsdecode(target))


def _path_of(handle: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{handle}").readlink())
    except OSError:
        return ""


def _libraries() -> Iterator[Path]:
    """Where SQLite is compiled in, and Python itself."""
    import sqlcipher3._sqlite3

    yield Path(sqlcipher3._sqlite3.__file__).resolve()
    mapped = {Path(line.split()[5]) for line in _maps() if len(line.split()) > 5}
    shared = [path for path in mapped if path.name.startswith("libpython")]
    yield shared[0] if shared else Path(sys.executable).resolve()


def _maps() -> list[str]:
    return Path("/proc/self/maps").read_text().splitlines()


def _pointers(library: Path, names: Iterable[str]) -> list[tuple[str, int]]:
    """Name and address of every pointer of a loaded library to one of these functions."""
    raw = library.read_bytes()
    loads, tables = _read_tables(raw)
    base = _base_of(library) if struct.unpack_from("<H", raw, 16)[0] == _SHARED else 0
    wanted = {name.encode() for name in names}
    found: list[tuple[str, int]] = []
    for start, size in ((tables[7], tables[8]), (tables[23], tables[2])):
        first = _in_file(loads, start)
        for place, info, _addend in struct.iter_unpack("<QQq", raw[first : first + size]):
            name = _symbol(raw, loads, tables, info >> 32) if info >> 32 else b""
            if name in wanted:
                found.append((name.decode(), base + place))
    if not {name for name, _ in found} >= set(_NEEDED[:2]):
        message = f"no pointers to the system found in {library}"
        raise RuntimeError(message)
    return found


_SHARED = 3


def _read_tables(raw: bytes) -> tuple[list[tuple[int, int, int]], dict[int, int]]:
    """Loaded parts (address, place in the file, size) and the dynamic section by tag."""
    if raw[:5] != b"\x7fELF\x02":
        raise RuntimeError("not a 64-bit ELF file")
    start, size, count = (
        struct.unpack_from("<Q", raw, 32)[0],
        *struct.unpack_from("<HH", raw, 54),
    )
    loads: list[tuple[int, int, int]] = []
    tables: dict[int, int] = {}
    for number in range(count):
        kind, _flags, place, address, _, length = struct.unpack_from(
            "<IIQQQQ", raw, start + number * size
        )
        if kind == 1:
            loads.append((address, place, length))
        elif kind == 2:
            tables = dict(struct.iter_unpack("<qQ", raw[place : place + length]))
    return loads, tables


def _in_file(loads: list[tuple[int, int, int]], address: int) -> int:
    for start, place, size in loads:
        if start <= address < start + size:
            return address - start + place
    message = f"{address:#x} is not in the file"
    raise RuntimeError(message)


def _symbol(
    raw: bytes, loads: list[tuple[int, int, int]], tables: dict[int, int], number: int
) -> bytes:
    place = _in_file(loads, tables[6]) + 24 * number
    text = _in_file(loads, tables[5]) + struct.unpack_from("<I", raw, place)[0]
    return raw[text : raw.index(b"\0", text)]


def _base_of(library: Path) -> int:
    for line in _maps():
        if line.endswith(f" {library}"):
            return int(line.split("-")[0], 16)
    message = f"{library} is not loaded"
    raise RuntimeError(message)


def _swap(place: int, pointer: int) -> int:
    """Put a pointer into its place; the one that was there."""
    page = place // mmap.PAGESIZE * mmap.PAGESIZE
    _C.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    if _C.mprotect(page, 2 * mmap.PAGESIZE, mmap.PROT_READ | mmap.PROT_WRITE):
        raise OSError(ctypes.get_errno(), "mprotect")
    slot = ctypes.c_uint64.from_address(place)
    before, slot.value = slot.value, pointer
    return before


def _address(hook: Any) -> int:
    return ctypes.cast(hook, ctypes.c_void_p).value or 0
