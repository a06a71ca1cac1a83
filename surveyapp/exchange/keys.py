"""This file's own keys: what it signs and opens with, wrapped under a passphrase if one is given.

Opened, they stay in memory for as long as the survey is open.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from weakref import WeakKeyDictionary

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.crypto import KeyPair
from surveyapp.revisions import canonical_json
from surveyapp.store.devices import Device
from surveyapp.store.key_slots import KeyFile, KeySlot, key_by_passphrase, slot_for_passphrase
from surveyapp.store.settings import read_secret, write_secret
from surveyapp.survey import Survey

_SECRET = "exchange_keys"
_opened: WeakKeyDictionary[Survey, KeyPair] = WeakKeyDictionary()


def open_keys(survey: Survey, passphrase: str | None) -> None:
    """Open this file's keys until the survey is closed."""
    _opened[survey] = _read_key_pair(survey, passphrase)


def keys_are_open(survey: Survey) -> bool:
    """Whether this file can sign and decrypt without being asked for a passphrase."""
    try:
        own_keys(survey)
    except SurveyError:
        return False
    return True


def own_keys(survey: Survey) -> KeyPair:
    """This file's keys; ``SurveyError`` where there are none or they are not open."""
    if survey not in _opened:
        _opened[survey] = _read_key_pair(survey, None)
    return _opened[survey]


def has_keys(survey: Survey) -> bool:
    """Whether this file has keys, open or not."""
    return read_secret(survey.store, _SECRET) is not None


def keep_key_pair(survey: Survey, pair: KeyPair, passphrase: str | None) -> None:
    """Keep this file's keys, wrapped under a passphrase if one is given, and open them."""
    plain = plain_pair(pair)
    if passphrase:
        content = canonical_json(plain).encode()
        slot = slot_for_passphrase(survey.info.survey_id, _SECRET, passphrase, content)
        plain = {"slot": asdict(slot)}
    write_secret(survey.store, _SECRET, canonical_json(plain).encode())
    _opened[survey] = pair


def describe_self(survey: Survey, pair: KeyPair, name: str) -> Device:
    """This file as a device of the survey."""
    return Device(
        survey.device_id,
        name,
        survey.info.role,
        survey.info.office,
        int(survey.setting("epoch", 1)),
        pair.sign_public,
        pair.recipient,
        crypto.fingerprint(pair.sign_public, pair.recipient),
        True,
        survey.clock.iso(),
    )


def plain_pair(pair: KeyPair) -> dict[str, Any]:
    """A key pair as JSON values; only ever written encrypted or into the survey file."""
    plain = {"seed": pair.seed.hex(), "identity": pair.identity}
    return {**plain, "earlier": list(pair.earlier)} if pair.earlier else plain


def pair_of(plain: Mapping[str, Any]) -> KeyPair:
    """What ``plain_pair`` gave."""
    return KeyPair(bytes.fromhex(plain["seed"]), plain["identity"], tuple(plain.get("earlier", ())))


def _read_key_pair(survey: Survey, passphrase: str | None) -> KeyPair:
    kept = read_secret(survey.store, _SECRET)
    if kept is None:
        raise SurveyError("exchange.no-keys")
    plain: Mapping[str, Any] = json.loads(kept)
    if "slot" in plain:
        if not passphrase:
            raise SurveyError("exchange.keys-closed")
        slots = KeyFile(survey.info.survey_id, (KeySlot(**plain["slot"]),))
        try:
            plain = json.loads(key_by_passphrase(slots, passphrase, survey.path))
        except SurveyError as trouble:
            raise SurveyError("exchange.wrong-passphrase") from trouble
    return pair_of(plain)
