"""What lies in files byte by byte: as anybody reads them, and as somebody with the file key does.

An encrypted page is AES-256-CBC with its IV at the end, before the HMAC (SQLCipher 4). Decrypting
page by page shows what SQL does not: freed pages, gaps within pages, and the write-ahead log.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16
_LOG_HEAD, _FRAME_HEAD = 32, 24


def files_with(folder: Path, marker: str) -> list[str]:
    """Names of the files below a folder that hold a marker, in UTF-8 or UTF-16."""
    wanted = (marker.encode(), marker.encode("utf-16-le"))
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.name for path in found if any(one in path.read_bytes() for one in wanted)]


def images_with(folder: Path, key: bytes, marker: str) -> list[str]:
    """Names of databases, backups and logs whose decrypted image holds a marker."""
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if ".survey" in path.name
        and path.is_file()
        and not path.name.endswith((".key", ".lock", "-shm"))
        and marker.encode() in b"".join(decrypted_pages(path, key))
    ]


def decrypted_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page of a database or of its log."""
    raw = path.read_bytes()
    if path.name.endswith("-wal"):
        step, head = _FRAME_HEAD + PAGE, _FRAME_HEAD
        places = range(_LOG_HEAD + head, len(raw) - PAGE + 1, step)
        for place in places:
            number = int.from_bytes(raw[place - head : place - head + 4], "big")
            yield _decrypt(raw[place : place + PAGE], key, number == 1)
        return
    for place in range(0, len(raw) - PAGE + 1, PAGE):
        yield _decrypt(raw[place : place + PAGE], key, place == 0)


def _decrypt(page: bytes, key: bytes, is_first: bool) -> bytes:
    body = page[SALT if is_first else 0 : PAGE - RESERVED]
    iv = page[PAGE - RESERVED : PAGE - RESERVED + IV]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    return decryptor.update(body) + decryptor.finalize()
