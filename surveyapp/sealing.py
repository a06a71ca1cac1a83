"""Leaves of a revision sealed to the offices (age), so that the laptop no longer reads them.

The plain text is deflated JSON of both leaves. age does not say who sealed: authorship is the
package's signature.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import replace

import pyrage

from surveyapp.errors import SurveyError
from surveyapp.revisions import Revision, canonical_json, verify_revision

_LARGEST = 4 * 1024 * 1024


def seal_leaves(revision: Revision, recipients: Iterable[str]) -> Revision:
    """The revision with its leaves only as ciphertext to the recipients (``age1…``)."""
    plain = canonical_json({"closed": revision.closed_text, "free": revision.free_text})
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    sealed = pyrage.encrypt(zlib.compress(plain.encode(), 6), keys)
    return replace(revision, closed_text=None, free_text=None, sealed=sealed)


def open_leaves(revision: Revision, identities: Iterable[str]) -> Revision:
    """The revision with its leaves readable again, after they were checked against the hashes."""
    if revision.sealed is None:
        return revision
    keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    try:
        leaves = json.loads(_inflate(pyrage.decrypt(revision.sealed, keys)))
        opened = replace(
            revision, closed_text=leaves["closed"], free_text=leaves["free"], sealed=None
        )
        fits = not verify_revision(opened)
    except (pyrage.DecryptError, ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise SurveyError("fieldwork.cannot-unseal", rev=revision.rev_id.hex()[:8]) from trouble
    if not fits:
        raise SurveyError("fieldwork.cannot-unseal", rev=revision.rev_id.hex()[:8])
    return opened


def _inflate(data: bytes) -> bytes:
    decoder = zlib.decompressobj()
    try:
        plain = decoder.decompress(data, _LARGEST)
    except zlib.error as trouble:
        message = "not deflated"
        raise ValueError(message) from trouble
    if not decoder.eof:
        message = "cut short, or larger than a revision may be"
        raise ValueError(message)
    return plain
