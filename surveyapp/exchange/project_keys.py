"""The city's project keys: made once, tried from paper, changed, and brought back if forgotten.

An age identity opens what surveyors send, an Ed25519 key signs for the city. The recovery identity
is shown once and kept nowhere; the project keys lie encrypted to it (their escrow) in the signed
key list, so that every laptop and office carries what only the printed copy can open.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass, replace

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.crypto import KeyPair
from surveyapp.exchange.key_list import read_key_list, renew_key_list
from surveyapp.exchange.keys import (
    describe_self,
    has_keys,
    keep_key_pair,
    open_keys,
    own_keys,
    pair_of,
    plain_pair,
)
from surveyapp.operators import Action
from surveyapp.revisions import canonical_json
from surveyapp.store.devices import write_device
from surveyapp.store.keys import (
    ESCROW,
    RECOVERY,
    SEAL,
    SIGN,
    PublicKey,
    escrow_of,
    read_package_recipients,
    read_public_keys,
    write_public_key,
)
from surveyapp.survey import CITY, Survey


@dataclass(frozen=True)
class ProjectKeys:
    """What was made: public halves, and the recovery identity that is to be printed now."""

    recipient: str
    recovery_recipient: str
    fingerprint: str
    recovery_identity: str


def make_project_keys(survey: Survey, passphrase: str | None) -> ProjectKeys:
    """Make the city's keys, once; ``passphrase`` ``None`` leaves them to the file's encryption."""
    _require_city(survey)
    if has_keys(survey):
        raise SurveyError("exchange.keys-exist")
    pair, recovery = crypto.new_key_pair(), crypto.new_key_pair()
    now = survey.clock.iso()
    public = (
        PublicKey("recovery-1", CITY, RECOVERY, recovery.recipient, now, None, 1),
        PublicKey("sign-1", CITY, SIGN, pair.sign_public.hex(), now, None, 1),
    )
    with survey.store.transaction():
        for key in public:
            write_public_key(survey.store, key)
        fingerprint = _put_in_use(survey, pair, passphrase)
        survey.note("keys", {"fingerprint": fingerprint})
    return ProjectKeys(pair.recipient, recovery.recipient, fingerprint, recovery.identity)


def rotate_project_keys(survey: Survey, passphrase: str | None) -> str:
    """Change the key that interviews are sealed to; gives the city's new fingerprint.

    Laptops learn of it with their next field package. The old key is kept and opens what was
    sealed before, however late it comes. The city signs with the same key as before: by that the
    laptops know that the list is the city's. ``passphrase`` is the one of the keys as they are.
    """
    _require_city(survey)
    open_keys(survey, passphrase)
    pair = own_keys(survey)
    now = survey.clock.iso()
    changed = KeyPair(pair.seed, crypto.new_key_pair().identity, pair.identities)
    with survey.store.transaction():
        for key in _active(survey, SEAL, ESCROW):
            write_public_key(survey.store, replace(key, revoked_at=now))
        fingerprint = _put_in_use(survey, changed, passphrase)
        survey.note("rotate-keys", {"fingerprint": fingerprint})
    return fingerprint


def try_recovery(survey: Survey, printed: str) -> None:
    """Decrypt a test message with the printed recovery identity, before the field starts.

    Where the project keys are in escrow, these are opened with it too.
    """
    message = os.urandom(32)
    cipher = crypto.encrypt(message, read_package_recipients(survey.store))
    try:
        crypto.recipient_of(printed)
        deflated = crypto.decrypt(cipher, [printed.strip()])
    except ValueError as trouble:
        raise SurveyError("exchange.wrong-recovery") from trouble
    if deflated is None or crypto.inflate(deflated, len(cipher)) != message:
        raise SurveyError("exchange.wrong-recovery")
    if _active(survey, ESCROW):
        _open_escrow(survey, printed)
    survey.change_settings({"recovery_tried_at": survey.clock.iso()})


def restore_keys(survey: Survey, printed: str, passphrase: str | None) -> None:
    """Bring the project keys back with the printed copy, under a new passphrase."""
    _require_city(survey)
    pair = _open_escrow(survey, printed)
    if pair.sign_public != read_key_list(survey).office:
        raise SurveyError("exchange.wrong-recovery")
    with survey.store.transaction():
        keep_key_pair(survey, pair, passphrase)
        survey.note("restore-keys", {})


def _require_city(survey: Survey) -> None:
    survey.require(Action.ENROL)
    if survey.info.role != CITY:
        raise SurveyError("exchange.city-only")


def _put_in_use(survey: Survey, pair: KeyPair, passphrase: str | None) -> str:
    """Keep the pair, list its public half and its escrow, and sign the list anew."""
    number = 1 + sum(1 for one in read_public_keys(survey.store) if one.kind == SEAL)
    kid, now = f"project-{number}", survey.clock.iso()
    keep_key_pair(survey, pair, passphrase)
    recovery = [one.public for one in _active(survey, RECOVERY)]
    kept = crypto.encrypt(canonical_json(plain_pair(pair)).encode(), recovery)
    escrow = base64.b64encode(kept).decode()
    write_public_key(survey.store, PublicKey(kid, CITY, SEAL, pair.recipient, now, None, 1))
    write_public_key(survey.store, PublicKey(escrow_of(kid), CITY, ESCROW, escrow, now, None, 1))
    city = describe_self(survey, pair, CITY)
    write_device(survey.store, city)
    renew_key_list(survey)
    return city.fingerprint


def _active(survey: Survey, *kinds: str) -> list[PublicKey]:
    known = read_public_keys(survey.store)
    return [one for one in known if one.kind in kinds and one.revoked_at is None]


def _open_escrow(survey: Survey, printed: str) -> KeyPair:
    """The project keys in use, opened with the printed recovery identity."""
    try:
        crypto.recipient_of(printed)
        (escrow,) = _active(survey, ESCROW)
        cipher = base64.b64decode(escrow.public, validate=True)
        deflated = crypto.decrypt(cipher, [printed.strip()])
        if deflated is None:
            raise SurveyError("exchange.wrong-recovery")
        return pair_of(json.loads(crypto.inflate(deflated, len(cipher))))
    except (ValueError, KeyError, TypeError) as trouble:
        raise SurveyError("exchange.wrong-recovery") from trouble
