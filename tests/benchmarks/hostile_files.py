"""What each kind of hostile workbook costs, read in a process of its own.

    python -m tests.benchmarks.hostile_files

Promise: a finding within 5 s and 512 MB, and nothing outside the process touched.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.questionnaires.xlsform.test_limits import CASES, ROOT

READER = ROOT / "tests/questionnaires/xlsform/measured.py"


def main():
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for make in CASES:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, str(READER), str(make(Path(folder)))]
            done = subprocess.run(
                command, capture_output=True, text=True, env=environment, check=True
            )
        told = json.loads(done.stdout)
        codes = ", ".join(sorted(set(told["codes"]))) or "no finding"
        print(
            f"{make.__name__:40} {told['seconds']:5.2f} s {told['peak'] / 1e6:4.0f} MB  "
            f"touched {len(told['touched'])}  {codes}",
            flush=True,
        )


if __name__ == "__main__":
    main()
