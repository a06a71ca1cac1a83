"""The virtual environment ``.venv``: made once from the lock, every file checked by its hash.

A stamp (the lock and the interpreter) says that it is current; then nothing is installed and no
network is needed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import host

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
LOCK = ROOT / "build" / "requirements.lock"


class SetupError(Exception):
    """The environment could not be made."""


def python(folder: Path = FOLDER) -> Path:
    """The environment's interpreter."""
    inside = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    return folder / inside


def variables() -> dict[str, str]:
    """The process environment for what runs in it: UTF-8, unbuffered, nothing from outside."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    return {**kept, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "PYTHONNOUSERSITE": "1"}


def stamp(lock: Path = LOCK) -> str:
    """What the environment is made of: the lock's hash and the interpreter."""
    content = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{content} {sys.version.split()[0]} {sys.base_prefix}"


def ensure(folder: Path = FOLDER, lock: Path = LOCK) -> None:
    """Make the environment, or bring it in line with the lock, unless it is current."""
    mark = folder / "surveyapp.stamp"
    if python(folder).exists() and mark.exists() and mark.read_text("utf-8") == stamp(lock):
        return
    mark.unlink(missing_ok=True)
    if not _fits(folder):
        _create(folder)
    _install(folder, lock)
    mark.write_text(stamp(lock), "utf-8")


def run(*arguments: str | Path, **extra: str) -> int:
    """Run the environment's interpreter in the project's folder; its exit code."""
    command = [str(python()), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=variables() | extra, check=False).returncode


def _fits(folder: Path) -> bool:
    config = folder / "pyvenv.cfg"
    if not (config.exists() and python(folder).exists()):
        return False
    lines = dict(line.split(" = ", 1) for line in config.read_text("utf-8").splitlines() if line)
    return lines.get("version") == sys.version.split()[0]


def _create(folder: Path) -> None:
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        host.provide([f"python{version}-venv"])
    print(f"Making {folder.name} with Python {sys.version.split()[0]}", flush=True)
    base = getattr(sys, "_base_executable", sys.executable)
    command = [base, "-m", "venv", "--clear", str(folder)]
    if subprocess.run(command, check=False).returncode:
        raise SetupError(f"Python's venv module could not make {folder}.")


def _install(folder: Path, lock: Path) -> None:
    count = sum("==" in line for line in lock.read_text("utf-8").splitlines())
    print(f"Installing up to {count} locked packages, about a minute", flush=True)
    command = [str(python(folder)), "-m", "pip", "install", "-qq", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off"]
    # Wheels only: nothing is compiled, and no package's own script runs on this machine.
    command += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", str(lock)]
    if subprocess.run(command, env=variables(), check=False).returncode:
        raise SetupError(
            "The locked packages could not be installed; what was installed stays for the next"
            " try. If the network was away, run the same command again."
        )
