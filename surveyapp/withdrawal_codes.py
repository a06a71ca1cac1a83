"""Codes by which a respondent can withdraw later. Only their hash is kept and travels."""

from __future__ import annotations

import hashlib
import secrets

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-two signs that nobody confuses: without 0, 1, I and O."""
_LENGTH = 10


def new_code() -> str:
    """A code to tell the respondent, such as ``K7PQM-2XWDA``; it is written nowhere."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{drawn[:5]}-{drawn[5:]}"


def hash_code(code: str) -> bytes:
    """What is kept of a code; blanks, hyphens and small letters make no difference."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(b"svy-withdraw-1\0" + signs.encode()).digest()
