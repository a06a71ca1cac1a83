"""What a Linux library asks of the system: other libraries, and the versions of their symbols.

Reads the dynamic section itself, because binutils need not be on the machine that asks, and a
search for words like ``GLIBC_2.34`` in the whole file would find texts as well.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LOAD, _DYNAMIC = 1, 2
_NEEDED, _STRINGS, _SONAME = 1, 5, 14
_VERNEED, _VERNEED_COUNT = 0x6FFFFFFE, 0x6FFFFFFF


@dataclass(frozen=True)
class Library:
    """One ELF file, as the loader sees it."""

    path: Path
    soname: str
    needs: tuple[str, ...]
    """Libraries that are loaded with it."""
    versions: tuple[str, ...]
    """Versions of symbols it asks for, such as ``GLIBC_2.28``."""


def libraries(folder: Path) -> Iterator[Library]:
    """Every library and program in a folder, by name; links are not followed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found = read(path)
            if found:
                yield found


def read(path: Path) -> Library | None:
    """One file; ``None`` if it is not a dynamic ELF file of 64 bits."""
    with path.open("rb") as stream:
        if stream.read(6) != b"\x7fELF\x02\x01":
            return None
    return _Reader(path.read_bytes()).library(path)


def highest(versions: Iterable[str], family: str = "GLIBC") -> tuple[int, ...]:
    """The highest version of a family (``GLIBC``, ``GLIBCXX``, ``CXXABI``); empty if none."""
    pattern = re.compile(rf"{family}_(\d+(?:\.\d+)*)$")
    found = (pattern.match(version) for version in versions)
    return max((_numbers(match.group(1)) for match in found if match), default=())


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


class _Reader:
    """The bytes of one file, and what its headers say."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._segments = list(self._headers())
        self._entries = list(self._dynamic())

    def library(self, path: Path) -> Library | None:
        if not self._entries:
            return None
        needs = tuple(self._text(value) for tag, value in self._entries if tag == _NEEDED)
        soname = next((self._text(value) for tag, value in self._entries if tag == _SONAME), "")
        return Library(path, soname or path.name, needs, tuple(sorted(set(self._versions()))))

    def _headers(self) -> Iterator[tuple[int, int, int, int]]:
        (start,) = struct.unpack_from("<Q", self._content, 32)
        size, count = struct.unpack_from("<HH", self._content, 54)
        for place in range(count):
            kind, _flags, offset, address, _physical, length = struct.unpack_from(
                "<IIQQQQ", self._content, start + place * size
            )
            yield kind, offset, address, length

    def _dynamic(self) -> Iterator[tuple[int, int]]:
        for kind, offset, _address, length in self._segments:
            if kind == _DYNAMIC:
                for place in range(offset, offset + length, 16):
                    tag, value = struct.unpack_from("<QQ", self._content, place)
                    if tag == 0:
                        return
                    yield tag, value

    def _value(self, wanted: int) -> int:
        return next((value for tag, value in self._entries if tag == wanted), 0)

    def _offset(self, address: int) -> int:
        for kind, offset, begin, length in self._segments:
            if kind == _LOAD and begin <= address < begin + length:
                return address - begin + offset
        raise ValueError(f"Address {address:#x} is in no segment.")

    def _text(self, place: int) -> str:
        begin = self._offset(self._value(_STRINGS)) + place
        return self._content[begin : self._content.index(b"\0", begin)].decode()

    def _versions(self) -> Iterator[str]:
        count = self._value(_VERNEED_COUNT)
        place = self._offset(self._value(_VERNEED)) if count else 0
        for _number in range(count):
            _version, entries, _file, first, following = struct.unpack_from(
                "<HHIII", self._content, place
            )
            entry = place + first
            for _inner in range(entries):
                _hash, _flags, _other, name, step = struct.unpack_from(
                    "<IHHII", self._content, entry
                )
                yield self._text(name)
                entry += step
            place += following
