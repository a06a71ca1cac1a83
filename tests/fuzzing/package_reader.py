"""Coverage-guided fuzzing of the package reader, for as long as one likes (needs ``atheris``).

    python -m tests.fuzzing.package_reader CORPUS -max_total_time=3600 -rss_limit_mb=512 -timeout=2

CORPUS is a folder that grows; the golden packages are put into it first. libFuzzer's options come
after it.
Any exception but a refusal, more than 512 MB, or an input that takes over two seconds ends the run
with a file ``crash-…``, ``oom-…`` or ``timeout-…``: it belongs into the tests.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["surveyapp.exchange", "surveyapp.revisions", "json"]):
    from tests.fuzzing.reader_targets import seeds, try_input


def main() -> None:
    corpus = Path(sys.argv[1])
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds():
        corpus.joinpath(hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    atheris.Setup([*sys.argv, "-max_len=40000", "-len_control=0"], try_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
