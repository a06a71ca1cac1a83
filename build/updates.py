"""The publisher's side of updates: his key, and an update file of every installer in ``dist/``.

The private key never lies in the project. Its passphrase is asked for, or taken from the variable
``SURVEYAPP_PUBLISHER_PASSPHRASE``.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path

import bundle
import installers

from surveyapp import inventory
from surveyapp.errors import SurveyError
from surveyapp.updates.making import Edition, make_publisher_key, make_update, open_publisher_key
from surveyapp.updates.publishers import fingerprint_of
from surveyapp.words import LANGUAGES

ENDINGS = (".deb", ".run", ".exe")
PASSPHRASE = "SURVEYAPP_PUBLISHER_PASSPHRASE"
SHORTEST = 10


def make_key(path: Path) -> None:
    """Make the key; say what goes into the program and what is told to offices."""
    if path.resolve().is_relative_to(bundle.ROOT):
        raise SystemExit("Keep the private key outside the project.")
    passphrase = _passphrase()
    if len(passphrase) < SHORTEST:
        raise SystemExit(f"Choose a passphrase of at least {SHORTEST} characters.")
    public = make_publisher_key(path, passphrase)
    print("For surveyapp/updates/publishers.txt:", public.hex())
    print("To be told by telephone:", fingerprint_of(public))


def make_updates(path: Path, dist: Path = installers.DIST) -> list[Path]:
    """An update file beside every installer of ``dist/``."""
    found = sorted(file for file in dist.glob("*") if file.suffix in ENDINGS)
    if not found:
        raise SystemExit("There is no installer in dist/; make them with: build/dev.py package")
    commit = (dist / installers.COMMIT).read_text("utf-8").strip()
    seconds = int(bundle.commit_time(commit=commit))
    date = datetime.fromtimestamp(seconds, UTC).date().isoformat()
    changes = {language: inventory.newest_changes(language) for language in LANGUAGES}
    key = open_publisher_key(path, _passphrase())
    edition = Edition(commit, date, changes)
    made = [make_update(file, edition, key, dist) for file in found]
    installers.write_hashes(dist)
    return made


def _passphrase() -> str:
    return os.environ.get(PASSPHRASE) or getpass("Passphrase of the publisher's key: ")


def main() -> int:
    """Run one of the two; expected trouble is a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["key", "make"])
    parser.add_argument("key", type=Path)
    given = parser.parse_args()
    try:
        if given.what == "key":
            make_key(given.key)
        else:
            for file in make_updates(given.key):
                print(file)
    except SurveyError as trouble:
        print(trouble, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
