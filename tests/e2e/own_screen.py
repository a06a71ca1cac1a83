"""A virtual screen with a window manager and an empty home for one command of ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence

SIZE = "1366x768x24"


def run_on_a_screen(module: str, arguments: Sequence[str]) -> int:
    """Run ``python -m module … --inside`` on a screen of its own; its exit code."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    manager: subprocess.Popen[bytes] | None = None
    try:
        with os.fdopen(reading) as told, tempfile.TemporaryDirectory() as home:
            variables = _variables(told.readline().strip(), home)
            if shutil.which("openbox"):
                quiet = subprocess.DEVNULL
                manager = subprocess.Popen(["openbox"], env=variables, stdout=quiet, stderr=quiet)
            command = [sys.executable, "-m", module, *arguments, "--inside"]
            return subprocess.run(command, env=variables, check=False).returncode
    finally:
        for process in (manager, screen):
            if process is not None:
                process.terminate()
                process.wait()


def _variables(number: str, home: str) -> dict[str, str]:
    folders = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home)
    return {
        **os.environ, **folders, "HOME": home, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb",
        "QT_IM_MODULE": "none",
    }  # fmt: skip
