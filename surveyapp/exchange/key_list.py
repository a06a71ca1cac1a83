"""The list of everybody's public keys, signed by the city; a lower number never counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_document, require_shape
from surveyapp.exchange.keys import own_keys
from surveyapp.revisions import canonical_json
from surveyapp.store.devices import Device, read_device, read_devices, write_device
from surveyapp.store.keys import PublicKey, read_public_keys, write_public_key
from surveyapp.survey import Survey

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
