"""Makes the frozen program: ``dist/surveyapp/`` and the list of its files with their hashes.

Works outside ``build/``. Two runs from one commit give the same files: one date, one order, one
hash seed. The last step looks for paths of this machine in every file and refuses to go on.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import bundle
import font

ROOT = bundle.ROOT
DIST = ROOT / "dist"
WORK = ROOT / ".cache" / "freeze"
NAME = "surveyapp"


def freeze(target: Path = DIST) -> Path:
    """Make the frozen program in a folder; its own folder inside that."""
    seconds = int(bundle.commit_time())
    frozen = target / NAME
    shutil.rmtree(frozen, ignore_errors=True)
    shutil.rmtree(WORK, ignore_errors=True)
    _run_pyinstaller(target, seconds)
    if sys.platform != "win32":
        (frozen / f"{NAME}-window").symlink_to(NAME)
    add_font(frozen)
    add_about(frozen, seconds)
    settle(frozen, seconds)
    refuse_paths(frozen)
    write_list(frozen, target / f"{NAME}.files")
    return frozen


def add_font(frozen: Path) -> None:
    """Put the Chinese font and its licence inside."""
    source = font.ensure()
    inside = frozen / "_internal" / "surveyapp" / "fonts"
    inside.mkdir()
    for file in [*source.glob("*.otf"), source / "OFL.txt"]:
        shutil.copyfile(file, inside / file.name)


def add_about(frozen: Path, seconds: int) -> None:
    """Put the list of parts, licences and changes inside."""
    from sbom import write_about  # needs the installed packages, which reading this file does not

    write_about(frozen, sys.platform, seconds)


def settle(folder: Path, seconds: int) -> None:
    """Give every file the commit's date and plain rights."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_symlink():
            continue
        is_program = path.is_dir() or (path.parent == folder and path.is_file())
        path.chmod(0o755 if is_program else 0o644)
        os.utime(path, (seconds, seconds))
    os.utime(folder, (seconds, seconds))


def refuse_paths(folder: Path) -> None:
    """Fail if a file inside names a folder of this machine."""
    # The prefix that an interpreter was built for (/usr, /opt/python) is no place of this machine.
    environment = (sys.prefix,) if sys.prefix != sys.base_prefix else ()
    places = machine_paths(folder, environment)
    found = [f"{file.relative_to(folder)}: {path}" for file, path in places]
    if found:
        raise SystemExit("Paths of this machine in the bundle:\n" + "\n".join(found[:40]))


def machine_paths(folder: Path, also: tuple[str, ...] = ()) -> Iterator[tuple[Path, str]]:
    """Files that hold a path of this machine, and which."""
    wanted = {str(ROOT), str(Path.home()), *also} - {"/", "/root", ""}
    needles = [text.encode(code) for text in wanted for code in ("utf-8", "utf-16-le")]
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        for needle in needles:
            if needle in content:
                yield file, needle.decode("utf-8", "replace").replace("\0", "")


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every file by its name inside the folder; links by where they point."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def write_list(folder: Path, target: Path) -> None:
    """Write the list of files, as ``sha256sum --check`` reads it."""
    lines = (f"{digest}  {name}\n" for name, digest in hashes(folder).items())
    target.write_text("".join(lines), "utf-8", newline="\n")


def _run_pyinstaller(target: Path, seconds: int) -> None:
    fixed = {"SOURCE_DATE_EPOCH": str(seconds), "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"}
    # A cache of our own, so that nothing of an earlier build is taken over.
    fixed["PYINSTALLER_CONFIG_DIR"] = str(WORK / "config")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(target), "--workpath", str(WORK / "work")]
    command.append(str(ROOT / "build" / "surveyapp.spec"))
    subprocess.run(command, cwd=ROOT, env=os.environ | fixed, check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=DIST, help="where the folder goes")
    print(freeze(parser.parse_args().target.resolve()))
