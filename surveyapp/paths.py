"""Where the program keeps what belongs to the user, the same code frozen or not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from surveyapp.errors import SurveyError

_NAME = "surveyapp"


def log_folder() -> Path:
    """The folder of the program's own log; made if it is not there."""
    return platformdirs.user_log_path(_NAME, appauthor=False, ensure_exists=True)


def requests_folder() -> Path:
    """Where the keys of a computer wait that has asked to join a survey; never on a stick."""
    return platformdirs.user_data_path(_NAME, appauthor=False, ensure_exists=True) / "requests"


def publishers_file() -> Path:
    """Where this computer keeps whose updates were confirmed on it."""
    folder = platformdirs.user_data_path(_NAME, appauthor=False, ensure_exists=True)
    return folder / "publishers.txt"


def documents_folder() -> Path:
    """Where a file dialog begins; the home folder where there is no documents folder."""
    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()


_OWN_FONTS = Path(__file__).resolve().parent / "fonts"
"""Filled when the program is frozen; its fonts have rare characters too."""
_FONT_FILES = (
    "SurveySansSC-Regular.otf",
    "NotoSansSC-Regular.ttf", "NotoSansSC-Regular.otf", "NotoSansCJKsc-Regular.otf",
    "NotoSansCJK-Regular.ttc", "SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf",
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "msyh.ttc", "Deng.ttf", "simhei.ttf", "simsun.ttc",
    "Hiragino Sans GB.ttc", "STHeiti Light.ttc", "Songti.ttc", "uming.ttc",
)  # fmt: skip
"""Chinese fonts by file name, the best first; each has its bold cut under the name beside it."""
_BOLD_FILES = {
    "msyh.ttc": "msyhbd.ttc", "Deng.ttf": "Dengb.ttf", "STHeiti Light.ttc": "STHeiti Medium.ttc",
}  # fmt: skip


def chinese_fonts() -> tuple[Path, Path]:
    """The font files for normal and bold Chinese: those that come with the program, else installed.

    Raises:
        SurveyError: where there is none.
    """
    found = {file.name: file for folder in _font_folders() for file in _font_files(folder)}
    for name in _FONT_FILES:
        if name in found:
            bold = _BOLD_FILES.get(name, name.replace("Regular", "Bold"))
            return found[name], found.get(bold, found[name])
    raise SurveyError("core.no-chinese-font", names=", ".join(_FONT_FILES[:4]))


def _font_folders() -> tuple[Path, ...]:
    """From the least to the most wanted: a later file takes the place of its namesake."""
    home, windows = Path.home(), Path(os.environ.get("WINDIR", "C:/Windows"))
    system = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), windows / "Fonts")
    apple = (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
    own = (home / ".fonts", home / ".local/share/fonts", local)
    return (*system, *apple, *own, _OWN_FONTS)


def _font_files(folder: Path) -> Iterator[Path]:
    wanted = {*_FONT_FILES, *_BOLD_FILES.values()}
    wanted |= {name.replace("Regular", "Bold") for name in _FONT_FILES}
    if folder.is_dir():
        yield from (file for file in sorted(folder.rglob("*.[to]t[fc]")) if file.name in wanted)


def program_folder() -> Path:
    """The folder above the packages: of the source, or inside the frozen program."""
    return Path(__file__).resolve().parent.parent


def bundled_fonts() -> tuple[Path, ...]:
    """The program's own Chinese font, regular and bold; empty where it runs from the source."""
    return tuple(sorted(_OWN_FONTS.glob("SurveySansSC-*.otf"), reverse=True))
