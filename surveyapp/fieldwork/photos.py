"""Photos and other files that a form asks for: kept in the survey file, sealed at the end.

What is attached is durable before the next question, like any answer. Where and with what a photo
was taken (Exif, XMP, comments) is removed before it is kept: a place is personal data that no
question asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyrage

from surveyapp.errors import SurveyError
from surveyapp.store.attachments import (
    KEPT,
    PLAIN,
    Attachment,
    DraftAttachment,
    add_attachment,
    list_attachments,
    read_attachment,
    read_draft_attachments,
    size_of_drafts,
    write_attachment,
)
from surveyapp.survey import Survey

KINDS = frozenset({"photo", "audio", "video", "file"})
"""Kinds of questions that are answered with a file."""
MEGABYTE = 1 << 20
LARGEST = 10 * MEGABYTE
"""One attachment; the setting ``attachment_limit`` (bytes) can only lower it."""
LARGEST_TOGETHER = 30 * MEGABYTE
"""All attachments of one interview: a return package holds them beside the answers."""
_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "video/mp4": ".mp4",
    "application/pdf": ".pdf",
}
_DROPPED_PNG = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_PNG = b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9


@dataclass(frozen=True)
class AttachedFile:
    """A file as it is handed over: its own name is shown to the surveyor and not sent."""

    name: str
    content: bytes
    media_type: str
    thumbnail: bytes = b""


@dataclass(frozen=True)
class OpenedPart:
    """An attachment in plain bytes; ``name`` is what the answer says."""

    iid: str
    path: str
    name: str
    media_type: str
    content: bytes


def answer_of(digest: bytes, media_type: str) -> str:
    """What stands as the answer: the hash of the content and the kind of file."""
    return digest.hex() + _SUFFIXES.get(media_type, ".bin")


def media_type_of(content: bytes) -> str:
    """The kind of file by its first bytes; names of files can say anything."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(_PNG):
        return "image/png"
    if content[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(content[8:12], _OTHER)
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content[4:8] == b"ftyp":
        return "video/mp4"
    if content.startswith((b"ID3", b"\xff\xfb")):
        return "audio/mpeg"
    return _OTHER


_OTHER = "application/octet-stream"


def limit_of(survey: Survey) -> int:
    """How large one attachment may be in this survey."""
    return min(int(survey.setting("attachment_limit", LARGEST)), LARGEST)


def keep_attachment(survey: Survey, iid: str, path: str, file: AttachedFile) -> DraftAttachment:
    """Keep a file for a question of an interview in progress."""
    content = without_traces(file.content)
    limit = limit_of(survey)
    if not content:
        raise SurveyError("fieldwork.attachment-empty", name=file.name)
    if len(content) > limit:
        raise SurveyError(
            "fieldwork.attachment-too-large",
            name=file.name,
            size=f"{len(content) / MEGABYTE:.1f}",
            limit=f"{limit / MEGABYTE:.0f}",
        )
    if size_of_drafts(survey.store, iid, without=path) + len(content) > LARGEST_TOGETHER:
        raise SurveyError("fieldwork.attachments-full", limit=LARGEST_TOGETHER // MEGABYTE)
    digest = hashlib.sha256(content).digest()
    row = DraftAttachment(
        digest,
        iid,
        path,
        file.name,
        file.media_type,
        len(content),
        content,
        file.thumbnail,
        survey.clock.iso(),
    )
    add_attachment(survey.store, row)
    return row


def seal_attachments(
    survey: Survey, iid: str, answers: Collection[object], recipients: Iterable[str]
) -> int:
    """Seal what an interview's final answers name; the rest goes with the draft."""
    keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    wanted = {str(one) for one in answers}
    kept = [
        one
        for one in read_draft_attachments(survey.store, iid)
        if answer_of(one.hash, one.media_type) in wanted
    ]
    for one in kept:
        content = pyrage.encrypt(one.content, keys) if keys else one.content
        write_attachment(
            survey.store,
            Attachment(
                hashlib.sha256(content).digest(),
                iid,
                one.path,
                one.media_type,
                len(content),
                content,
                KEPT if keys else PLAIN,
                one.added_at,
            ),
        )
    return len(kept)


def open_attachments(survey: Survey, iid: str, identities: Iterable[str]) -> list[OpenedPart]:
    """The attachments of a finished interview in plain bytes, for an office that has its key."""
    keys = [pyrage.x25519.Identity.from_str(one) for one in identities]
    found: list[OpenedPart] = []
    for listed in list_attachments(survey.store, iid):
        one = read_attachment(survey.store, listed.hash)
        if one is None or one.sealed is None:
            continue  # withdrawn: the bytes are gone, the name stands
        try:
            content = one.sealed if one.state == PLAIN else pyrage.decrypt(one.sealed, keys)
        except pyrage.DecryptError as trouble:
            raise SurveyError("fieldwork.cannot-open-attachment", path=one.path) from trouble
        name = answer_of(hashlib.sha256(content).digest(), one.media_type)
        found.append(OpenedPart(one.iid, one.path, name, one.media_type, content))
    return found


def without_traces(content: bytes) -> bytes:
    """A JPEG or PNG without place, device, time and comments; the way up of a JPEG is kept."""
    kind = media_type_of(content)
    try:
        if kind == "image/jpeg":
            return _plain_jpeg(content)
        if kind == "image/png":
            return _plain_png(content)
    except (IndexError, ValueError) as trouble:
        raise SurveyError("fieldwork.attachment-damaged") from trouble
    return content


def _plain_jpeg(content: bytes) -> bytes:
    """Segments before the picture, without APP1 … APP15 and comments (ITU T.81, annex B)."""
    parts, at, way_up = [content[:2]], 2, 1
    while content[at + 1] != _END_OF_IMAGE:
        marker = content[at + 1]
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at] != 0xFF or end > len(content):
            raise ValueError(marker)
        if marker == _START_OF_SCAN:
            end = _end_of_scan(content, end)
        if marker == 0xE1:
            way_up = _orientation_of(content[at + 4 : end]) or way_up
        # Adobe's APP14 says how colours are stored, APP2 holds the colour profile.
        if not (0xE1 <= marker <= 0xEF or marker == 0xFE) or marker in (0xE2, 0xEE):
            parts.append(content[at:end])
        at = end
    if way_up != 1:
        parts.insert(1, _exif_of(way_up))
    # What stands behind the end (a second picture, a film) has places of its own.
    return b"".join([*parts, content[at : at + 2]])


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the coded picture ends: at a marker that is no filling and no restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] != 0xFF and not (
            content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7
        ):
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def _orientation_of(segment: bytes) -> int:
    if not segment.startswith(b"Exif\0\0"):
        return 0
    tiff = segment[6:]
    order = "little" if tiff[:2] == b"II" else "big"
    first = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[first : first + 2], order)
    for number in range(min(count, 64)):
        entry = tiff[first + 2 + 12 * number : first + 14 + 12 * number]
        if int.from_bytes(entry[:2], order) == _ORIENTATION:
            value = int.from_bytes(entry[8:10], order)
            return value if 1 <= value <= 8 else 0
    return 0


def _exif_of(way_up: int) -> bytes:
    """An Exif segment that says the way up and nothing else."""
    entry = _ORIENTATION.to_bytes(2, "big") + b"\0\x03\0\0\0\x01" + way_up.to_bytes(2, "big")
    body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0\0\0"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _plain_png(content: bytes) -> bytes:
    parts, at = [_PNG], len(_PNG)
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        end = at + 12 + length
        if end > len(content):
            raise ValueError(length)
        if content[at + 4 : at + 8] not in _DROPPED_PNG:
            parts.append(content[at:end])
        at = end
    return b"".join(parts)
