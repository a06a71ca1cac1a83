"""Making an update file of an installer; for who builds the program, with the publisher's key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from surveyapp import __version__
from surveyapp.errors import SurveyError
from surveyapp.files import write_whole, writing_whole
from surveyapp.revisions import canonical_json
from surveyapp.updates.update_file import FORMAT, MAGIC, PREFIX, SUFFIX

_BLOCK = 1024 * 1024
_SYSTEMS = {".deb": "linux", ".run": "linux", ".exe": "win32"}
_MACHINES = {"amd64": "x86_64", "arm64": "aarch64", "x86_64": "x86_64", "aarch64": "aarch64"}


@dataclass(frozen=True)
class Edition:
    """What is said of an installer: of which commit it is, and what is new, by language."""

    commit: str
    date: str
    changes: Mapping[str, str]
    version: str = __version__


def make_publisher_key(path: Path, passphrase: str) -> bytes:
    """Write a new private key under a passphrase; its public half, for ``publishers.txt``."""
    if path.exists():
        raise SurveyError("core.file-exists", name=path.name)
    key = Ed25519PrivateKey.generate()
    wrapped = BestAvailableEncryption(passphrase.encode())
    write_whole(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, wrapped))
    path.chmod(0o600)
    return key.public_key().public_bytes_raw()


def open_publisher_key(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """The private key in a file."""
    try:
        key = load_pem_private_key(path.read_bytes(), passphrase.encode())
    except (OSError, ValueError, TypeError) as trouble:
        raise SurveyError("updates.key-not-opened", name=path.name) from trouble
    if not isinstance(key, Ed25519PrivateKey):
        raise SurveyError("updates.key-not-opened", name=path.name)
    return key


def make_update(installer: Path, edition: Edition, key: Ed25519PrivateKey, folder: Path) -> Path:
    """Write the update file of an installer into a folder."""
    head = canonical_json(
        {
            "format": FORMAT,
            "version": edition.version,
            "commit": edition.commit,
            "date": edition.date,
            "system": _SYSTEMS[installer.suffix],
            "machine": _machine_of(installer),
            "name": installer.name,
            "size": installer.stat().st_size,
            "sha256": _hash(installer),
            "changes": dict(edition.changes),
            "publisher": key.public_key().public_bytes_raw().hex(),
        }
    ).encode()
    signature = key.sign(PREFIX + head).hex().encode()
    target = folder / f"{installer.name}{SUFFIX}"
    with writing_whole(target) as out, installer.open("rb") as source:
        out.write(b"\n".join((MAGIC + str(FORMAT).encode(), head, signature, b"")))
        while block := source.read(_BLOCK):
            out.write(block)
    return target


def _machine_of(installer: Path) -> str:
    """From the name, as installers are called; Windows installers are for 64-bit PCs."""
    found = re.search("|".join(_MACHINES), installer.name)
    return _MACHINES[found.group()] if found else "x86_64"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
