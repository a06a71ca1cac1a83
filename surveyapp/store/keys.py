"""Public keys of the offices as rows, and what finished interviews are sealed to."""

from __future__ import annotations

from dataclasses import dataclass

from surveyapp.store.database import Database

SEAL, RECOVERY, SIGN, ESCROW = "seal", "recovery", "sign", "escrow"
"""Kinds of keys: what is sealed is sealed to the first two, documents are signed with the third.
An escrow is no public key but the private one of the same number, encrypted to the recovery key."""


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
    """What finished interviews are sealed to; empty before there are keys.

    Where the recovery key opens the project key (its escrow is in the list), it need not open each
    interview besides: a hundred bytes less for every one of them.
    """
    active = [one for one in read_public_keys(store) if one.revoked_at is None]
    seals = [one for one in active if one.kind == SEAL]
    kept = {one.kid for one in active if one.kind == ESCROW}
    if seals and all(escrow_of(one.kid) in kept for one in seals):
        return tuple(one.public for one in seals)
    return read_package_recipients(store)


def read_package_recipients(store: Database) -> tuple[str, ...]:
    """What packages are encrypted to besides those they are addressed to."""
    rows = store.rows(
        "SELECT public FROM key WHERE kind IN (?, ?) AND revoked_at IS NULL ORDER BY kid",
        (SEAL, RECOVERY),
    )
    return tuple(row[0] for row in rows)


def escrow_of(kid: str) -> str:
    """The id under which a project key's escrow is listed."""
    return f"escrow-of-{kid}"
