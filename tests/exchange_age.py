"""The stock ``age`` program on the golden packages: what we write outlives the library we use.

python -m tests.exchange_age
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pyrage

from surveyapp.exchange.envelope import open_envelope

GOLDEN = Path(__file__).parent / "surveyapp" / "exchange" / "golden"
READERS = {"field": "laptop", "return": "city", "relay": "city"}
READERS |= {"receipt": "laptop", "withdrawal": "office"}


def decrypt_with_age(cipher: bytes, identity: str, folder: Path) -> bytes:
    """With the program where it is installed, else with the library the program is not."""
    program = shutil.which("age")
    if program is None:
        return pyrage.decrypt(cipher, [pyrage.x25519.Identity.from_str(identity)])
    key = folder / "identity.txt"
    key.write_text(identity + "\n", encoding="ascii")
    command = [program, "--decrypt", "--identity", str(key)]
    return subprocess.run(command, input=cipher, capture_output=True, check=True).stdout


def main() -> None:
    program = shutil.which("age")
    if program is None:
        sys.exit("the age program is not installed (Debian: apt install age)")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    print("age", said.stdout.strip() or said.stderr.strip())
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(GOLDEN.glob("*/*.svp")):
            expected = json.loads(path.with_name("expected.json").read_text(encoding="utf-8"))
            identity = expected["keys"][READERS[path.stem]]["identity"]
            cipher = open_envelope(path.read_bytes()).cipher
            plain = zlib.decompress(decrypt_with_age(cipher, identity, Path(folder)))
            print(f"{path.parent.name}/{path.name}: opened, {len(plain)} bytes of JSON lines")


if __name__ == "__main__":
    main()
