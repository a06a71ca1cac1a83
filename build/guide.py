"""Takes the pictures of the user guide from the demonstration; runs in the environment.

Each is a page of the real window, at 1366x768, in both languages, reduced to a palette: what the
guide shows is flat, and the installers stay small.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import demonstration
import environment
from PIL import Image

FOLDER = environment.ROOT / "docs" / "guide" / "pictures"
SIZE = "1366x768"
COLOURS = 96
LAPTOP = "laptops/330424/laptop.survey"


def main() -> int:
    """Photograph office and laptop, and keep one picture a page and language."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        photograph(demonstration.survey(), scratch / "office")
        photograph(demonstration.FOLDER / LAPTOP, scratch / "laptop")
        kept = [keep(path) for path in sorted(scratch.rglob("*.png")) if is_first(path)]
    print(f"{len(kept)} pictures, {sum(path.stat().st_size for path in kept) // 1024} KiB")
    return 0


def photograph(survey: Path, folder: Path) -> None:
    """Every page of a survey in the light theme."""
    command = [sys.executable, "-m", "ui.pictures", "--survey", str(survey)]
    command += ["--folder", str(folder), "--themes", "light", "--sizes", SIZE]
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, cwd=environment.ROOT, env=variables, check=True)


def is_first(path: Path) -> bool:
    """Whether the picture shows a page as it opens, not one of its further tabs."""
    return not path.stem[-1].isdigit()


def keep(path: Path) -> Path:
    """Store ``zh_CN-light-1366x768-03-sampling.png`` as ``zh_CN/sampling.png``."""
    language, _theme, _size, _number, page = path.stem.split("-")
    target = FOLDER / language / f"{page}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(target, optimize=True)
    return target


if __name__ == "__main__":
    raise SystemExit(main())
