"""Draws the icons of the program and of its two kinds of file from their drawings.

What it draws is committed, so that every system packs the same pictures; run it after a change:
``python build/icon.py``.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent / "icons"
NAMES = ("surveyapp", "survey", "package")
"""The program, a survey (``.survey``), a package (``.svp``)."""
DRAWINGS = {"surveyapp": FOLDER.parent.parent / "ui" / "surveyapp.svg"}
"""Where a drawing does not lie with the others: the window shows its own."""
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
WINDOWS = (16, 24, 32, 48, 64, 256)


def drawing(name: str) -> Path:
    """What an icon is drawn from."""
    return DRAWINGS.get(name, FOLDER / f"{name}.svg")


def draw(name: str, size: int) -> bytes:
    """One icon in one size, as PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing(name))).render(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(kept.data())


def windows_icon(pictures: Sequence[tuple[int, bytes]]) -> bytes:
    """An .ico of pictures in PNG, as Windows reads it since Vista."""
    place = 6 + 16 * len(pictures)
    entries, content = b"", b""
    for size, picture in pictures:
        edge = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), place)
        content += picture
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + content


def png(name: str, size: int, folder: Path = FOLDER) -> Path:
    """Where a drawn icon lies."""
    return folder / str(size) / f"{name}.png"


def draw_all(folder: Path = FOLDER) -> None:
    """Draw every icon in every size, and the ones for Windows."""
    for name in NAMES:
        for size in SIZES:
            target = png(name, size, folder)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(draw(name, size))
        pictures = [(size, draw(name, size)) for size in WINDOWS]
        (folder / f"{name}.ico").write_bytes(windows_icon(pictures))


if __name__ == "__main__":
    application = QGuiApplication(["icon", "-platform", "offscreen"])
    draw_all()
