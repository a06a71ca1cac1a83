"""Leaves of a revision sealed to the offices (age), so that the laptop no longer reads them.

Inside the age ciphertext lies a zlib stream that names its dictionary: closed leaf, line end, free
leaf (canonical JSON has no line ends of its own). What was sealed before there were dictionaries
names none and is JSON of both leaves; it is read for ever. age does not say who sealed:
authorship is the package's signature.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import replace

import pyrage

from surveyapp.errors import SurveyError
from surveyapp.revisions import Revision, verify_revision
from surveyapp.sealing_dictionaries import DICTIONARIES, NEWEST

_LARGEST = 1024 * 1024
_NAMES_A_DICTIONARY = 0x20
"""The flag FDICT in the second byte of a zlib stream; four bytes of Adler-32 follow (RFC 1950)."""


def seal_leaves(revision: Revision, recipients: Iterable[str]) -> Revision:
    """The revision with its leaves only as ciphertext to the recipients (``age1…``)."""
    plain = f"{revision.closed_text}\n{revision.free_text}".encode()
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    packer = zlib.compressobj(9, zdict=NEWEST)
    sealed = pyrage.encrypt(packer.compress(plain) + packer.flush(), keys)
    return replace(revision, closed_text=None, free_text=None, sealed=sealed)


def open_leaves(revision: Revision, identities: Iterable[str]) -> Revision:
    """The revision with its leaves readable again, after they were checked against the hashes."""
    if revision.sealed is None:
        return revision
    keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    try:
        closed, free = _split(pyrage.decrypt(revision.sealed, keys))
        opened = replace(revision, closed_text=closed, free_text=free, sealed=None)
        fits = not verify_revision(opened)
    except (pyrage.DecryptError, ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise SurveyError("fieldwork.cannot-unseal", rev=revision.rev_id.hex()[:8]) from trouble
    if not fits:
        raise SurveyError("fieldwork.cannot-unseal", rev=revision.rev_id.hex()[:8])
    return opened


def _split(deflated: bytes) -> tuple[str, str]:
    if len(deflated) > 6 and deflated[1] & _NAMES_A_DICTIONARY:
        dictionary = DICTIONARIES[int.from_bytes(deflated[2:6], "big")]
        closed, free = _inflate(deflated, dictionary).decode().split("\n")
        return closed, free
    leaves = json.loads(_inflate(deflated, b""))
    return leaves["closed"], leaves["free"]


def _inflate(data: bytes, dictionary: bytes) -> bytes:
    decoder = zlib.decompressobj(zdict=dictionary)
    try:
        plain = decoder.decompress(data, _LARGEST)
    except zlib.error as trouble:
        message = "not deflated"
        raise ValueError(message) from trouble
    if not decoder.eof:
        message = "cut short, or larger than a revision may be"
        raise ValueError(message)
    return plain
