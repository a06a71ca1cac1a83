"""Makes the program's own Chinese font from Noto Sans CJK: simplified faces, rare characters kept.

The collection carries five languages; of the simplified face everything that is Chinese stays,
CJK Extension B among it (rare characters occur in names), and Hangul, kana variants and vertical
forms go. The licence (SIL OFL 1.1) wants another name for a changed font, and its text beside it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "font"
PACKAGE = "fonts-noto-cjk"
VERSION = "1:20220127+repack1-1"
SHA256 = "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502"
FACES = {"NotoSansCJK-Regular.ttc": "Regular", "NotoSansCJK-Bold.ttc": "Bold"}
FAMILY = "Survey Sans SC"
_FACE = "Noto Sans CJK SC"
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0x3200, 0x321F), (0x3260, 0x327F), (0xA960, 0xD7FF))
_EPOCH = 3_800_000_000  # fonts count from 1904; one fixed moment, so that builds are the same


class FontError(Exception):
    """The font could not be had or is not the one that was chosen."""


def ensure(folder: Path = CACHE, package: Path | None = None) -> Path:
    """The folder with the two faces and their licence; made once."""
    mark = folder / "made-from"
    wanted = f"{SHA256} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        unpacked = unpack(package or fetch(Path(scratch)), Path(scratch))
        for collection, style in FACES.items():
            source = unpacked / "usr/share/fonts/opentype/noto" / collection
            make_face(source, folder / file_name(style), style)
        (folder / "OFL.txt").write_text(licence(unpacked), "utf-8")
    mark.write_text(wanted, "utf-8")
    return folder


def file_name(style: str) -> str:
    """The name of a face's file."""
    return f"{FAMILY.replace(' ', '')}-{style}.otf"


def fetch(folder: Path) -> Path:
    """Debian's package by apt, checked against the hash that was chosen."""
    # apt would rather write as its own user, who may not enter the folder.
    command = ["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=", f"{PACKAGE}={VERSION}"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / f"{PACKAGE}_{quote(VERSION, safe='+')}_all.deb".replace("%3A", "%3a")


def unpack(package: Path, folder: Path) -> Path:
    """Unpack the package; ``FontError`` if it is another one."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != SHA256:
        raise FontError(f"{package.name} is not the font package that was chosen.")
    target = folder / "unpacked"
    subprocess.run(["dpkg-deb", "-x", str(package), str(target)], check=True)
    return target


def kept(codes: set[int]) -> set[int]:
    """The characters that stay: all but Hangul."""
    return {code for code in codes if not any(low <= code <= high for low, high in _HANGUL)}


def make_face(source: Path, target: Path, style: str) -> None:
    """Write one simplified face of a collection under the program's own name."""
    face = _simplified(source)
    options = Options(
        layout_features=["kern", "palt", "ccmp", "liga", "mark", "mkmk", "tnum"],
        layout_scripts=["DFLT", "latn", "hani"],
        name_IDs=["*"],
        notdef_outline=True,
        hinting=True,
        desubroutinize=False,
        recalc_timestamp=False,
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=kept(set(face.getBestCmap() or ())))
    cutter.subset(face)
    rename(face, style)
    head: Any = face["head"]
    head.created = head.modified = _EPOCH
    face.save(target)


def rename(face: TTFont, style: str) -> None:
    """Give a face the program's family name wherever it names itself."""
    names = face["name"]
    names.names = [entry for entry in names.names if entry.nameID in (0, 5, 7, 13, 14)]
    whole = f"{FAMILY} {style}"
    short = file_name(style).removesuffix(".otf")
    for number, text in ((1, FAMILY), (2, style), (3, f"{whole} 1"), (4, whole), (6, short)):
        names.setName(text, number, 3, 1, 0x409)
    top = face["CFF "].cff
    top.fontNames = [short]
    top.topDictIndex[0].FullName = whole
    top.topDictIndex[0].FamilyName = FAMILY


def licence(unpacked: Path) -> str:
    """The licence as the package gives it, and what was changed."""
    file = unpacked / "usr/share/doc" / PACKAGE / "copyright"
    if file.exists():
        text = file.read_text("utf-8")
    else:
        text = gzip.decompress(file.with_name("copyright.gz").read_bytes()).decode()
    change = (
        f"{FAMILY} is made from {_FACE} ({PACKAGE} {VERSION}): the simplified Chinese faces\n"
        "without Hangul, vertical forms and language variants, and renamed. It is under the\n"
        "same licence as its origin, the SIL Open Font License 1.1:\n\n"
    )
    return change + text


def _simplified(source: Path) -> TTFont:
    for face in TTCollection(source).fonts:
        if face["name"].getDebugName(1) == _FACE:
            return face
    raise FontError(f"{source.name} has no {_FACE}.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, help="the Debian package, if it is here already")
    print(ensure(package=parser.parse_args().package))
