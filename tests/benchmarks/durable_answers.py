"""What one durable answer costs in a laptop's file, beside a bare durable write in the same run.

One answer is what the interview writes for a step: an event, the current value and the place. The
modes besides FULL are controls: NORMAL loses acknowledged answers with the power (see
``tests.reliability.power_loss --normal``). Sealing, signing and opening a file are measured too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyrage import x25519

from surveyapp.exchange import crypto
from surveyapp.fieldwork.drafts import NewInterview, start_interview
from surveyapp.store import key_slots
from surveyapp.store.database import Database, create_database, open_database
from surveyapp.store.drafts import Event, Step, write_step
from tests.benchmarks.floor import durable_write
from tests.surveyapp.fieldwork.short_survey import FORM, make_laptop

NOW = "2025-06-02T01:00:00Z"
MODES = ("FULL", "NORMAL", "EXTRA")


def spent(times: int, work: Callable[[int], object]) -> list[float]:
    """Milliseconds of each call, in ascending order."""
    found: list[float] = []
    for number in range(times):
        started = time.perf_counter()
        work(number)
        found.append((time.perf_counter() - started) * 1000)
    return sorted(found)


def say(what: str, found: list[float]) -> None:
    """Median, p99 and the slowest."""
    p99 = found[min(len(found) - 1, int(len(found) * 0.99))]
    middle = statistics.median(found)
    print(f"{what:<44}{middle:9.3f}{p99:9.3f}{found[-1]:9.3f} ms", flush=True)


@contextmanager
def laptop(folder: Path, passphrase: str | None) -> Iterator[tuple[Database, str]]:
    """A laptop's file with one interview begun, as the interview opens it."""
    path = folder / f"{time.monotonic_ns()}.survey"
    with make_laptop(path, passphrase=passphrase) as survey:
        opened = start_interview(survey, NewInterview(FORM.content_hash))
        yield survey.store, opened.iid


def answers(store: Database, iid: str, times: int) -> list[float]:
    """So many answers, each durable before the next."""

    def answer(number: int) -> None:
        event = Event(f"q{number % 60}", "answer", 1_750_000_000_000 + number)
        position = f'{{"page":{number % 60}}}'
        changed = {event.path: str(number % 5)}
        write_step(store, Step(iid, position, "zh", "open", NOW, (event,), changed))

    return spent(times, answer)


def measure_answers(folder: Path, times: int) -> None:
    """One answer: the file as it is used, then the controls."""
    for passphrase, kind in ((None, "not encrypted"), ("演示口令", "SQLCipher")):
        for mode in MODES:
            with laptop(folder, passphrase) as (store, iid):
                store.connection.execute(f"PRAGMA synchronous={mode}")
                say(f"one answer, WAL {mode}, {kind}", answers(store, iid, times))


def measure_opening(folder: Path, times: int) -> None:
    """The passphrase to a key, and the file opened with it."""
    key = key_slots.new_file_key()
    path = folder / "opened.survey"
    create_database(path, key).close()
    slot = key_slots.slot_for_passphrase("survey", "operator", "演示口令", key)
    keys = key_slots.KeyFile("survey", (slot,))
    wanted = spent(times, lambda _: key_slots.key_by_passphrase(keys, "演示口令", path, "operator"))
    say("passphrase to the file's key (Argon2id)", wanted)
    say("opening the file", spent(times, lambda _: open_database(path, key).close()))


def measure_sealing(times: int) -> None:
    """One interview of about a kilobyte sealed, opened, signed and checked."""
    pairs = [x25519.Identity.generate() for _ in range(3)]
    recipients = [str(one.to_public()) for one in pairs]
    plain = os.urandom(480).hex().encode()
    for count in (1, 3):
        done = spent(times, lambda _, count=count: crypto.encrypt(plain, recipients[:count]))
        size = len(crypto.encrypt(plain, recipients[:count]))
        say(f"sealing {len(plain)} bytes to {count} ({size} bytes)", done)
    sealed = crypto.encrypt(plain, recipients)
    say("opening it", spent(times, lambda _: crypto.decrypt(sealed, [str(pairs[0])])))
    owner = crypto.new_key_pair()
    signed = crypto.sign(owner.seed, crypto.RECEIPT, plain)
    say("signing", spent(times, lambda _: crypto.sign(owner.seed, crypto.RECEIPT, plain)))
    public = owner.sign_public
    check = spent(times, lambda _: crypto.signature_holds(public, crypto.RECEIPT, plain, signed))
    say("checking a signature", check)


def main() -> None:
    """Measure, with the floor first and last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=5000)
    parser.add_argument("--folder", type=Path, help="on the disk to be measured")
    given = parser.parse_args()
    print(f"{'':<44}{'median':>9}{'p99':>9}{'most':>9}")
    print(f"{'floor: 4 KiB and fsync, best':<44}{durable_write() * 1000:9.3f} ms")
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        measure_answers(Path(name), given.answers)
        measure_opening(Path(name), 5)
    measure_sealing(500)
    print(f"{'floor again':<44}{durable_write() * 1000:9.3f} ms")


if __name__ == "__main__":
    main()
