"""A photo from a file or the clipboard, with its small picture; runs on the pool."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from surveyapp.errors import SurveyError

if TYPE_CHECKING:
    from surveyapp.fieldwork.photos import AttachedFile
    from surveyapp.progress import Progress

SMALLER = 2048
"""Pixels of the longer side, where a photo is to be made smaller."""
_THUMBNAIL = 320
_MOST_BYTES = 64 << 20
"""What is looked at at all: nobody meant to attach a film of a gigabyte."""


@dataclass(frozen=True)
class PictureSource:
    """Where a photo comes from: a file, or a picture that was copied."""

    path: Path | None = None
    image: QImage | None = None
    makes_smaller: bool = False


def read_picture(source: PictureSource, _progress: Progress) -> AttachedFile:
    """The bytes of a photo as they are to be kept, and what kind they are."""
    from surveyapp.fieldwork.photos import AttachedFile, media_type_of

    name, content = _bytes_of(source)
    image = QImage()
    media = media_type_of(content)
    if media.startswith("image/"):
        image = _read_image(content)
        if image.isNull():
            raise SurveyError("fieldwork.attachment-damaged")
        if source.makes_smaller and max(image.width(), image.height()) > SMALLER:
            content = _encode(_scaled(image, SMALLER), b"JPEG", 88)
            media = "image/jpeg"
    small = b"" if image.isNull() else _encode(_scaled(image, _THUMBNAIL), b"JPEG", 80)
    return AttachedFile(name, content, media, small)


def _bytes_of(source: PictureSource) -> tuple[str, bytes]:
    if source.path is None:
        assert source.image is not None
        return "clipboard.png", _encode(source.image, b"PNG", -1)
    try:
        size = source.path.stat().st_size
        if size > _MOST_BYTES:
            raise SurveyError(
                "fieldwork.attachment-too-large",
                name=source.path.name,
                size=f"{size / (1 << 20):.0f}",
                limit=_MOST_BYTES >> 20,
            )
        return source.path.name, source.path.read_bytes()
    except OSError as trouble:
        raise SurveyError("fieldwork.attachment-unreadable", name=source.path.name) from trouble


def _read_image(content: bytes) -> QImage:
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader.read()


def _scaled(image: QImage, longest: int) -> QImage:
    if max(image.width(), image.height()) <= longest:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(longest, longest, keep, smooth)


def _encode(image: QImage, kind: bytes, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    writer.setQuality(quality)
    if not writer.write(image):
        raise SurveyError("fieldwork.attachment-damaged")
    return bytes(buffer.data().data())
