"""The few cryptographic steps of exchange: age for secrecy, Ed25519 for authorship.

age alone accepts a stranger's file (it does not authenticate its sender), hence the signatures.
Each kind of signed text has its own prefix, so that none can stand for another.
"""

from __future__ import annotations

import base64
import hashlib
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import x25519

from surveyapp.exchange import limits

PACKAGE = {1: b"svy-package-v1\0", 2: b"svy-package-v2\0"}
RECEIPT = b"svy-receipt-v1\0"
KEY_LIST, REQUEST = b"svy-keys-v1\0", b"svy-enrol-v1\0"
_FINGERPRINT = b"svy-fingerprint-v1\0"


@dataclass(frozen=True)
class KeyPair:
    """What a device or an office signs and opens with: an Ed25519 seed, an age identity.

    ``earlier``: identities from before the last change of keys, which open what was sealed then.
    """

    seed: bytes
    identity: str
    earlier: tuple[str, ...] = ()

    @property
    def identities(self) -> tuple[str, ...]:
        """Everything that opens what was sealed to us, the newest first."""
        return self.identity, *self.earlier

    @property
    def sign_public(self) -> bytes:
        """What others verify our signatures with."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    @property
    def recipient(self) -> str:
        """What others encrypt to us with."""
        return recipient_of(self.identity)


def new_key_pair() -> KeyPair:
    """Keys from the system's random source."""
    return KeyPair(os.urandom(32), str(x25519.Identity.generate()))


def recipient_of(identity: str) -> str:
    """The public half of an age identity; ``ValueError`` for what is none."""
    try:
        return str(x25519.Identity.from_str(identity.strip()).to_public())
    except pyrage.IdentityError as trouble:
        message = "not an age identity"
        raise ValueError(message) from trouble


def sign(seed: bytes, prefix: bytes, content: bytes) -> bytes:
    """64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(prefix + content)


def signature_holds(public: bytes, prefix: bytes, content: bytes, signature: bytes) -> bool:
    """Whether the owner of that key signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, prefix + content)
    except (InvalidSignature, ValueError):
        return False
    return True


def encrypt(plain: bytes, recipients: Iterable[str]) -> bytes:
    """Deflate and encrypt with age; each of the recipients can open it."""
    keys = [x25519.Recipient.from_str(one) for one in sorted(set(recipients))]
    return pyrage.encrypt(zlib.compress(plain, 6), keys)


def decrypt(cipher: bytes, identities: Iterable[str]) -> bytes | None:
    """The deflated content, or ``None`` where none of the identities opens it."""
    keys = [x25519.Identity.from_str(one) for one in identities]
    try:
        return pyrage.decrypt(cipher, keys) if keys else None
    except pyrage.DecryptError:
        return None


def inflate(deflated: bytes, cipher_size: int) -> bytes:
    """The content, never more than the limits; ``ValueError`` for bombs and damage."""
    largest = min(limits.PLAIN, max(limits.RATIO * cipher_size, limits.RATIO_FLOOR))
    decoder = zlib.decompressobj()
    try:
        plain = decoder.decompress(deflated, largest + 1)
    except zlib.error as trouble:
        message = "not deflated"
        raise ValueError(message) from trouble
    if len(plain) > largest:
        raise OverflowError
    if not decoder.eof or decoder.unused_data:
        message = "the content does not end where it should"
        raise ValueError(message)
    return plain


def digest(content: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(content).digest()


def fingerprint(sign_public: bytes, recipient: str) -> str:
    """Twenty letters and digits that two people compare by telephone."""
    raw = digest(_FINGERPRINT + sign_public + recipient.encode())
    text = base64.b32encode(raw)[:20].decode()
    return "-".join(text[start : start + 4] for start in range(0, 20, 4))
