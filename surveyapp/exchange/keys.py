"""Keys of the survey's offices and devices, and the signed list of everybody's public keys.

The project keys (an age identity that opens what surveyors send, an Ed25519 key that signs for
the city) lie in the survey file wrapped under a passphrase; opened, they stay in memory for as
long as the survey is open. The recovery identity is shown once and kept nowhere.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.crypto import KeyPair
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_document, require_shape
from surveyapp.operators import Action
from surveyapp.revisions import canonical_json
from surveyapp.store.devices import Device, read_device, read_devices, write_device
from surveyapp.store.key_slots import KeyFile, KeySlot, key_by_passphrase, slot_for_passphrase
from surveyapp.store.keys import (
    RECOVERY,
    SEAL,
    SIGN,
    PublicKey,
    read_public_keys,
    read_recipients,
    write_public_key,
)
from surveyapp.store.settings import read_secret, write_secret
from surveyapp.survey import CITY, Survey

_SECRET = "exchange_keys"
_opened: WeakKeyDictionary[Survey, KeyPair] = WeakKeyDictionary()

_MAYBE = type(None)
_LIST_SHAPE: Shape = {
    **{"v": int, "survey": str, "number": int, "at": str, "office": str},
    **{"keys": list, "devices": list, "x": dict},
}
_KEY_SHAPE: Shape = {
    **dict.fromkeys(("kid", "holder", "kind", "public", "valid_from"), str),
    "revoked_at": (str, _MAYBE),
}
_DEVICE_SHAPE: Shape = {
    **dict.fromkeys(("device", "name", "kind", "office", "sign", "seal", "enrolled_at"), str),
    "epoch": int,
    "revoked_after": (int, _MAYBE),
    "revoked_at": (str, _MAYBE),
}


@dataclass(frozen=True)
class ProjectKeys:
    """What was made: public halves, and the recovery identity that is to be printed now."""

    recipient: str
    recovery_recipient: str
    fingerprint: str
    recovery_identity: str


@dataclass(frozen=True)
class KeyList:
    """Everybody's public keys, signed by the city; a list with a lower number never counts."""

    number: int
    at: str
    office: bytes
    """The city's Ed25519 key, which signed the list."""
    keys: tuple[PublicKey, ...]
    devices: tuple[Device, ...]
    body: str
    signature: bytes

    @property
    def fingerprint(self) -> str:
        """The city's fingerprint, to be compared by telephone."""
        city = next((one for one in self.devices if one.sign_public == self.office), None)
        return city.fingerprint if city else ""


def make_project_keys(survey: Survey, passphrase: str | None) -> ProjectKeys:
    """Make the city's keys, once; ``passphrase`` ``None`` leaves them to the file's encryption."""
    survey.require(Action.ENROL)
    if survey.info.role != CITY:
        raise SurveyError("exchange.city-only")
    if read_secret(survey.store, _SECRET) is not None:
        raise SurveyError("exchange.keys-exist")
    pair, recovery = crypto.new_key_pair(), crypto.new_key_pair()
    now = survey.clock.iso()
    public = (
        PublicKey("project-1", CITY, SEAL, pair.recipient, now, None, 1),
        PublicKey("recovery-1", CITY, RECOVERY, recovery.recipient, now, None, 1),
        PublicKey("sign-1", CITY, SIGN, pair.sign_public.hex(), now, None, 1),
    )
    with survey.store.transaction():
        keep_key_pair(survey, pair, passphrase)
        for key in public:
            write_public_key(survey.store, key)
        city = describe_self(survey, pair, CITY)
        write_device(survey.store, city)
        renew_key_list(survey)
        survey.note("keys", {"fingerprint": city.fingerprint})
    return ProjectKeys(pair.recipient, recovery.recipient, city.fingerprint, recovery.identity)


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


def try_recovery(survey: Survey, printed: str) -> None:
    """Decrypt a test message with the printed recovery identity, before the field starts."""
    message = os.urandom(32)
    cipher = crypto.encrypt(message, read_recipients(survey.store))
    try:
        crypto.recipient_of(printed)
        deflated = crypto.decrypt(cipher, [printed.strip()])
    except ValueError as trouble:
        raise SurveyError("exchange.wrong-recovery") from trouble
    if deflated is None or crypto.inflate(deflated, len(cipher)) != message:
        raise SurveyError("exchange.wrong-recovery")
    survey.change_settings({"recovery_tried_at": survey.clock.iso()})


def keep_key_pair(survey: Survey, pair: KeyPair, passphrase: str | None) -> None:
    """Keep this file's keys, wrapped under a passphrase if one is given, and open them."""
    plain = {"seed": pair.seed.hex(), "identity": pair.identity}
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


def renew_key_list(survey: Survey) -> KeyList:
    """Sign the list of all public keys anew, under the next number."""
    pair = own_keys(survey)
    number = int(survey.setting("key_list_number", 0)) + 1
    body = canonical_json(
        {
            "v": 1,
            "survey": survey.info.survey_id,
            "number": number,
            "at": survey.clock.iso(),
            "office": pair.sign_public.hex(),
            "keys": [_plain_key(key) for key in read_public_keys(survey.store)],
            "devices": [_plain_device(one) for one in read_devices(survey.store)],
            "x": {},
        }
    )
    signature = crypto.sign(pair.seed, crypto.KEY_LIST, body.encode())
    survey.change_settings(
        {"key_list_number": number, "key_list": {"body": body, "signature": signature.hex()}}
    )
    return read_key_list(survey)


def read_key_list(survey: Survey) -> KeyList:
    """The newest signed list that this file knows."""
    kept = survey.setting("key_list")
    if kept is None:
        raise SurveyError("exchange.no-keys")
    return check_key_list(survey.info.survey_id, kept["body"], bytes.fromhex(kept["signature"]))


def check_key_list(survey_id: str, body: str, signature: bytes) -> KeyList:
    """Read a list and its signature; whether its office is ours, the caller must know."""
    try:
        plain = parse_document(body, _LIST_SHAPE)
        office = bytes_of_hex(plain["office"], 32)
        keys = tuple(_read_key(one, plain["number"]) for one in plain["keys"])
        devices = tuple(_read_device(one) for one in plain["devices"])
    except ValueError as trouble:
        raise SurveyError("exchange.bad-key-list") from trouble
    holds = crypto.signature_holds(office, crypto.KEY_LIST, body.encode(), signature)
    if not holds or plain["survey"] != survey_id:
        raise SurveyError("exchange.bad-key-list")
    return KeyList(plain["number"], plain["at"], office, keys, devices, body, signature)


def apply_key_list(survey: Survey, found: KeyList) -> bool:
    """Take over a newer list of the same office; gives whether it was newer."""
    if found.number <= int(survey.setting("key_list_number", 0)):
        return False
    kept = {"body": found.body, "signature": found.signature.hex()}
    with survey.store.transaction():
        for key in found.keys:
            write_public_key(survey.store, key)
        for device in found.devices:
            known = read_device(survey.store, device.device_id)
            version = known.app_version if known else ""
            is_self = device.device_id == survey.device_id
            write_device(survey.store, replace(device, is_self=is_self, app_version=version))
        survey.change_settings({"key_list_number": found.number, "key_list": kept})
    return True


def office_key(survey: Survey) -> bytes:
    """The city's Ed25519 key as this file knows it."""
    return read_key_list(survey).office


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
    return KeyPair(bytes.fromhex(plain["seed"]), plain["identity"])


def _plain_key(key: PublicKey) -> dict[str, Any]:
    plain = asdict(key)
    del plain["list_number"]
    return plain


def _read_key(plain: Any, number: int) -> PublicKey:
    require_shape(plain, _KEY_SHAPE)
    return PublicKey(**plain, list_number=number)


def _plain_device(device: Device) -> dict[str, Any]:
    return {
        "device": device.device_id.hex(),
        "name": device.name,
        "kind": device.kind,
        "office": device.office,
        "epoch": device.epoch,
        "sign": device.sign_public.hex(),
        "seal": device.seal_recipient,
        "enrolled_at": device.enrolled_at,
        "revoked_after": device.revoked_after,
        "revoked_at": device.revoked_at,
    }


def _read_device(plain: Any) -> Device:
    require_shape(plain, _DEVICE_SHAPE)
    sign = bytes_of_hex(plain["sign"], 32)
    return Device(
        bytes_of_hex(plain["device"], 16),
        plain["name"],
        plain["kind"],
        plain["office"],
        plain["epoch"],
        sign,
        plain["seal"],
        crypto.fingerprint(sign, plain["seal"]),
        False,
        plain["enrolled_at"],
        plain["revoked_after"],
        plain["revoked_at"],
    )
