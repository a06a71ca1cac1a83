"""Who may publish updates: keys that came with the program, and keys confirmed on this computer."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.exchange.documents import bytes_of_hex
from surveyapp.files import write_text
from surveyapp.paths import publishers_file

_PREFIX = b"svy-publisher-v1\0"
_SHIPPED = Path(__file__).resolve().parent / "publishers.txt"


def known_publishers() -> frozenset[bytes]:
    """Public keys of everybody whose updates are taken here."""
    return frozenset(_keys_in(_SHIPPED)) | frozenset(_keys_in(publishers_file()))


def is_known(publisher: bytes) -> bool:
    """Whether updates of this publisher are taken here."""
    return publisher in known_publishers()


def confirm(publisher: bytes, typed: str) -> None:
    """Take updates of a publisher from now on, whose fingerprint was told on another way.

    Raises ``SurveyError`` where what was typed is not the fingerprint; nothing is kept then.
    """
    if _plain(typed) != _plain(fingerprint_of(publisher)):
        raise SurveyError("updates.wrong-fingerprint")
    keys = sorted({*_keys_in(publishers_file()), publisher})
    write_text(publishers_file(), "".join(f"{key.hex()}\n" for key in keys))


def fingerprint_of(publisher: bytes) -> str:
    """Twenty letters and digits that two people compare by telephone."""
    text = base64.b32encode(hashlib.sha256(_PREFIX + publisher).digest())[:20].decode()
    return "-".join(text[start : start + 4] for start in range(0, 20, 4))


def _plain(typed: str) -> str:
    return "".join(one for one in typed.upper() if one.isalnum())


def _keys_in(path: Path) -> list[bytes]:
    """One key a line; what begins with # is a remark. A line that is no key is no publisher."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    found: list[bytes] = []
    for line in lines:
        try:
            found.append(bytes_of_hex(line.strip(), 32))
        except ValueError:
            continue
    return found
