"""How fast the window is there, and what is not loaded by then."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

HEAVY = ("pandas", "scipy", "statsmodels", "matplotlib", "sqlite_utils", "openpyxl")

PROGRAM = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.main import make_window, parse
wanted = parse(sys.argv[1:])
application = QApplication(sys.argv[:1])
window = make_window(application, wanted)
window.show()
if wanted.file:
    window.files.open_path(wanted.file)
application.processEvents()
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"visible": window.isVisible(), "loaded": loaded}), flush=True)
window.close()
"""


def start(*arguments):
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )


def test_nothing_heavy_is_loaded_when_the_window_is_visible(plain_survey):
    said = json.loads(start(plain_survey).stdout)
    assert said["visible"]
    assert not set(HEAVY) & set(said["loaded"])


@pytest.mark.slow
def test_the_window_is_there_within_a_second(plain_survey):
    """Best of five, beside the floor of the same machine: Python with Qt's widgets."""
    times, floors = [], []
    for _ in range(5):
        times.append(_until_first_line(PROGRAM, plain_survey))
        floors.append(_until_first_line("import PySide6.QtWidgets; print()"))
    print(f"window {min(times):.2f} s, floor {min(floors):.2f} s")
    # Python and Qt alone are the floor; 0.9 s is measured by the benchmarks.
    assert min(times) < 10 * min(floors)


def _until_first_line(program, *arguments) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return time.perf_counter() - began
