"""The key file beside an encrypted survey: the file key, wrapped once for each who may open it.

``name.survey.key`` holds the survey's id and slots. An operator's slot wraps the 32-byte file key
under Argon2id of the passphrase (RFC 9106) with ChaCha20-Poly1305 (RFC 8439); an office's or the
recovery slot wraps it to an age recipient. A forgotten passphrase therefore loses nothing.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.files import write_text

_MEMORY_KIB = 64 * 1024
_PASSES = 3
_LANES = 1
_FORMAT = 1
_LARGEST = 1 << 20


@dataclass(frozen=True)
class KeySlot:
    """One way to the file key. ``kind`` is ``operator`` (passphrase) or ``age`` (recipient)."""

    kind: str
    holder: str
    salt: str
    memory_kib: int
    passes: int
    wrapped: str


@dataclass(frozen=True)
class KeyFile:
    """The slots of one survey, in the order they were added."""

    survey_id: str
    slots: tuple[KeySlot, ...]

    def holders(self, kind: str = "operator") -> tuple[str, ...]:
        """Who has a slot of that kind."""
        return tuple(slot.holder for slot in self.slots if slot.kind == kind)


def path_of_keys(survey: Path) -> Path:
    """Where the key file of a survey file lies."""
    return survey.with_name(survey.name + ".key")


def new_file_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(32)


def slot_for_passphrase(survey_id: str, holder: str, passphrase: str, key: bytes) -> KeySlot:
    """Wrap the file key under a passphrase, bound to the survey and the holder."""
    salt = os.urandom(16)
    wrapped = _cipher(passphrase, salt, _MEMORY_KIB, _PASSES).encrypt(
        bytes(12), key, _bound(survey_id, holder)
    )
    return KeySlot("operator", holder, _text(salt), _MEMORY_KIB, _PASSES, _text(wrapped))


def slot_for_recipient(holder: str, recipient: str, key: bytes) -> KeySlot:
    """Wrap the file key to an age recipient: an office's key or the offline recovery key."""
    import pyrage

    wrapped = pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(recipient)])
    return KeySlot("age", holder, "", 0, 0, _text(wrapped))


def key_by_passphrase(keys: KeyFile, passphrase: str, survey: Path, holder: str = "") -> bytes:
    """The file key, by any operator's slot or that of ``holder``."""
    slots = [slot for slot in keys.slots if slot.kind == "operator"]
    if holder:
        slots = [slot for slot in slots if slot.holder == holder]
        if not slots:
            known = ", ".join(keys.holders())
            raise SurveyError(
                "core.no-such-operator", operator=holder, name=survey.name, known=known
            )
    for slot in slots:
        key = _unwrap(keys.survey_id, slot, passphrase)
        if key is not None:
            return key
    raise SurveyError("core.wrong-passphrase", name=survey.name)


def key_by_identity(keys: KeyFile, identity: str, survey: Path) -> bytes:
    """The file key, by an age secret key (office or recovery)."""
    import pyrage

    try:
        secret = pyrage.x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError as trouble:
        raise SurveyError("core.wrong-passphrase", name=survey.name) from trouble
    for slot in keys.slots:
        if slot.kind != "age":
            continue
        try:
            return pyrage.decrypt(_bytes(slot.wrapped), [secret])
        except pyrage.DecryptError:
            continue
    raise SurveyError("core.wrong-passphrase", name=survey.name)


def read_keys(survey: Path) -> KeyFile:
    """Read the key file beside a survey; ``SurveyError`` where it is missing or damaged."""
    path = path_of_keys(survey)
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        plain = json.loads(path.read_bytes())
        if plain["format"] != _FORMAT:
            raise SurveyError("core.newer-file", name=path.name)
        slots = tuple(KeySlot(**slot) for slot in plain["slots"])
        _check_costs(slots)
        return KeyFile(str(plain["survey"]), slots)
    except FileNotFoundError as trouble:
        raise SurveyError(
            "core.key-file-missing", name=survey.name, key_name=path.name
        ) from trouble
    except (ValueError, KeyError, TypeError, RecursionError, OSError) as trouble:
        raise SurveyError("core.key-file-damaged", key_name=path.name) from trouble


def write_keys(survey: Path, keys: KeyFile) -> None:
    """Replace the key file whole: written beside, made durable, renamed."""
    path = path_of_keys(survey)
    plain = {
        "format": _FORMAT,
        "survey": keys.survey_id,
        "slots": [asdict(slot) for slot in keys.slots],
    }
    write_text(path, json.dumps(plain, indent=1))


def _check_costs(slots: tuple[KeySlot, ...]) -> None:
    """A hostile key file must not make us use all memory or all day."""
    for slot in slots:
        if slot.kind == "operator" and not (
            8 <= slot.memory_kib <= 1 << 20 and 1 <= slot.passes <= 16
        ):
            raise ValueError
        _bytes(slot.wrapped)


def _unwrap(survey_id: str, slot: KeySlot, passphrase: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(passphrase, _bytes(slot.salt), slot.memory_kib, slot.passes)
    try:
        return cipher.decrypt(bytes(12), _bytes(slot.wrapped), _bound(survey_id, slot.holder))
    except InvalidTag:
        return None


def _cipher(passphrase: str, salt: bytes, memory_kib: int, passes: int):  # noqa: ANN202 - loaded late
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # The salt is new for every slot, so the key is, and the nonce may be constant.
    kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=_LANES, memory_cost=memory_kib)
    return ChaCha20Poly1305(kdf.derive(passphrase.encode()))


def _bound(survey_id: str, holder: str) -> bytes:
    return json.dumps([survey_id, holder], ensure_ascii=False).encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
