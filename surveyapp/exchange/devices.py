"""Enrolling devices: request by file, fingerprint read aloud, and the signed key list as answer."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.crypto import KeyPair
from surveyapp.exchange.documents import Shape, bytes_of_hex, parse_document
from surveyapp.exchange.key_list import renew_key_list
from surveyapp.exchange.keys import own_keys
from surveyapp.files import write_whole
from surveyapp.operators import Action
from surveyapp.revisions import canonical_json
from surveyapp.store.devices import Device, read_device, read_devices, write_device
from surveyapp.store.key_slots import KeyFile, KeySlot, key_by_passphrase, slot_for_passphrase
from surveyapp.store.receipts import read_confirmation
from surveyapp.survey import DISTRICT, LAPTOP, Survey

REQUEST_SUFFIX, SECRET_SUFFIX = ".enrol", ".device"
_REQUEST_SHAPE: Shape = {
    "v": int,
    **dict.fromkeys(("name", "kind", "device", "sign", "seal", "at", "signature"), str),
    "x": dict,
}
_LARGEST = 64 * 1024


@dataclass(frozen=True)
class DeviceFiles:
    """What a future laptop made: the request goes to the office, the secret stays."""

    request: Path
    secret: Path
    fingerprint: str


@dataclass(frozen=True)
class Request:
    """A device that asks to be enrolled."""

    name: str
    kind: str
    device_id: bytes
    sign_public: bytes
    recipient: str
    fingerprint: str


@dataclass(frozen=True)
class DeviceSecret:
    """A device's id and keys before it has a survey."""

    name: str
    kind: str
    device_id: bytes
    pair: KeyPair


def request_enrolment(
    folder: Path, name: str, passphrase: str | None, *, kind: str = LAPTOP
) -> DeviceFiles:
    """Make a device's keys, and the request that an office needs to enrol it."""
    secret = DeviceSecret(name, kind, os.urandom(16), crypto.new_key_pair())
    stem = f"{kind}-{secret.device_id.hex()[:8]}"
    request = folder / f"{stem}{REQUEST_SUFFIX}"
    kept = folder / f"{stem}{SECRET_SUFFIX}"
    plain: dict[str, Any] = {
        "v": 1,
        "name": name,
        "kind": kind,
        "device": secret.device_id.hex(),
        "sign": secret.pair.sign_public.hex(),
        "seal": secret.pair.recipient,
        "at": "",
        "x": {},
    }
    signed = canonical_json(plain).encode()
    plain["signature"] = crypto.sign(secret.pair.seed, crypto.REQUEST, signed).hex()
    write_whole(kept, _wrap_secret(secret, passphrase))
    write_whole(request, canonical_json(plain).encode())
    print_of_keys = crypto.fingerprint(secret.pair.sign_public, secret.pair.recipient)
    return DeviceFiles(request, kept, print_of_keys)


def read_request(path: Path) -> Request:
    """Read a request and check that its maker holds the keys."""
    try:
        plain = parse_document(_read_small(path), _REQUEST_SHAPE)
        sign = bytes_of_hex(plain["sign"], 32)
        device_id = bytes_of_hex(plain["device"], 16)
        signature = bytes_of_hex(plain.pop("signature"), 64)
    except ValueError as trouble:
        raise SurveyError("exchange.bad-request", name=path.name) from trouble
    signed = canonical_json(plain).encode()
    kinds = (LAPTOP, DISTRICT)
    if (
        not crypto.signature_holds(sign, crypto.REQUEST, signed, signature)
        or plain["kind"] not in kinds
    ):
        raise SurveyError("exchange.bad-request", name=path.name)
    prints = crypto.fingerprint(sign, plain["seal"])
    return Request(plain["name"], plain["kind"], device_id, sign, plain["seal"], prints)


def enrol_device(
    survey: Survey, request: Path, office: str, fingerprint: str | None = None
) -> Device:
    """Take a device into the signed list; ``fingerprint`` as it was read aloud, if it was."""
    asked = read_request(request)
    if fingerprint is not None and _letters(fingerprint) != _letters(asked.fingerprint):
        raise SurveyError("exchange.other-fingerprint", name=request.name)
    return _enrol(survey, asked, office, compared=fingerprint is not None)


def enrol_directly(survey: Survey, secret: DeviceSecret, office: str) -> Device:
    """Enrol a device whose keys were made here, for a file that the office makes itself."""
    public, recipient = secret.pair.sign_public, secret.pair.recipient
    prints = crypto.fingerprint(public, recipient)
    asked = Request(secret.name, secret.kind, secret.device_id, public, recipient, prints)
    return _enrol(survey, asked, office, compared=True)


def new_secret(name: str, kind: str) -> DeviceSecret:
    """Keys for a device that is made here."""
    return DeviceSecret(name, kind, os.urandom(16), crypto.new_key_pair())


def revoke_device(survey: Survey, device_id: bytes, after: int | None = None) -> Device:
    """Accept nothing of a lost device above a number: the last one confirmed, if none is given.

    What comes later goes to quarantine, for a person to judge.
    """
    survey.require(Action.ENROL)
    device = read_device(survey.store, device_id)
    if device is None:
        known = ", ".join(one.name for one in read_devices(survey.store))
        raise SurveyError("core.no-such-thing", kind="device", name=device_id.hex(), known=known)
    if after is None:
        confirmed = read_confirmation(survey.store, device_id, device.epoch)
        after = confirmed.up_to if confirmed else 0
    revoked = replace(device, revoked_after=after, revoked_at=survey.clock.iso())
    with survey.store.transaction():
        write_device(survey.store, revoked)
        renew_key_list(survey)
        survey.note("revoke", {"device": device_id.hex(), "after": after})
    return revoked


def list_devices(survey: Survey, kind: str = "") -> list[Device]:
    """Devices of a kind, or all."""
    return read_devices(survey.store, kind)


def read_device_secret(path: Path, passphrase: str | None) -> DeviceSecret:
    """Open the file with a device's keys."""
    try:
        plain = json.loads(_read_small(path))
        if "slot" in plain:
            if not passphrase:
                raise SurveyError("exchange.keys-closed")
            slots = KeyFile(plain["device"], (KeySlot(**plain["slot"]),))
            plain = json.loads(key_by_passphrase(slots, passphrase, path))
        pair = KeyPair(bytes.fromhex(plain["seed"]), plain["identity"])
        return DeviceSecret(plain["name"], plain["kind"], bytes.fromhex(plain["device"]), pair)
    except (ValueError, KeyError, TypeError) as trouble:
        raise SurveyError("exchange.bad-device-file", name=path.name) from trouble


def _enrol(survey: Survey, asked: Request, office: str, *, compared: bool) -> Device:
    survey.require(Action.ENROL)
    own_keys(survey)
    device = Device(
        asked.device_id,
        asked.name,
        asked.kind,
        office,
        1,
        asked.sign_public,
        asked.recipient,
        asked.fingerprint,
        False,
        survey.clock.iso(),
    )
    if read_device(survey.store, asked.device_id) is not None:
        raise SurveyError("exchange.already-enrolled", device=asked.name)
    with survey.store.transaction():
        write_device(survey.store, device)
        renew_key_list(survey)
        survey.note("enrol", {"device": asked.device_id.hex(), "compared": compared})
    return device


def _wrap_secret(secret: DeviceSecret, passphrase: str | None) -> bytes:
    plain: dict[str, Any] = {
        "name": secret.name,
        "kind": secret.kind,
        "device": secret.device_id.hex(),
        "seed": secret.pair.seed.hex(),
        "identity": secret.pair.identity,
    }
    if passphrase:
        content = canonical_json(plain).encode()
        slot = slot_for_passphrase(plain["device"], secret.name, passphrase, content)
        plain = {"device": plain["device"], "slot": asdict(slot)}
    return canonical_json(plain).encode()


def _read_small(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as trouble:
        reason = trouble.strerror or "?"
        raise SurveyError("core.cannot-read", name=path.name, reason=reason) from trouble
    if len(content) > _LARGEST:
        message = "too large"
        raise ValueError(message)
    return content.decode()


def _letters(fingerprint: str) -> str:
    return "".join(fingerprint.split()).replace("-", "").upper()
