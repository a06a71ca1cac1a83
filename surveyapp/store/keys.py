"""Public keys of the offices as rows, and what finished interviews are sealed to."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.store.database import Database

SEAL, RECOVERY, SIGN = "seal", "recovery", "sign"
"""Kinds of keys: interviews are sealed to the first two, documents signed with the third."""


@dataclass(frozen=True)
class PublicKey:
    """A key that everybody may know; ``public`` is an age recipient or hexadecimal Ed25519."""

    kid: str
    holder: str
    kind: str
    public: str
    valid_from: str
    revoked_at: str | None
    list_number: int


def write_public_key(store: Database, key: PublicKey) -> None:
    """Add a key or replace the one with its id."""
    store.execute(
        "INSERT OR REPLACE INTO key VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
        (
            key.kid,
            key.holder,
            key.kind,
            key.public,
            key.valid_from,
            key.revoked_at,
            key.list_number,
        ),
    )


def read_public_keys(store: Database) -> list[PublicKey]:
    """Every key, in the order of their ids."""
    rows = store.rows("SELECT * FROM key ORDER BY kid")
    return [PublicKey(*tuple(row)[:7]) for row in rows]


def read_recipients(store: Database) -> tuple[str, ...]:
    """What finished interviews and packages are encrypted to; empty before there are keys."""
    rows = store.rows(
        "SELECT public FROM key WHERE kind IN (?, ?) AND revoked_at IS NULL ORDER BY kid",
        (SEAL, RECOVERY),
    )
    return tuple(row[0] for row in rows)
