"""Ten thousand invented histories through the properties of merging, gaps and receipts.

python -m tests.benchmarks.exchange_histories [HISTORIES]
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

TESTS = "tests/surveyapp/exchange/test_histories.py"


def main(histories: int) -> int:
    started = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTS]
    environment = {**os.environ, "EXCHANGE_HISTORIES": str(histories)}
    done = subprocess.run(command, env=environment, check=False)
    print(f"3 properties × {histories} histories: {time.perf_counter() - started:.0f} s")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
