"""What has arrived, what is missing, what was refused, and proof of the whole chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from surveyapp.exchange import crypto
from surveyapp.exchange.envelope import Envelope, PackageHeader, root_of
from surveyapp.findings import Finding, word
from surveyapp.progress import Progress
from surveyapp.revisions import Revision, verify_revision
from surveyapp.store.devices import Device, read_device, read_devices
from surveyapp.store.journal import first_broken_entry
from surveyapp.store.operators import read_operators
from surveyapp.store.packages import (
    OUT,
    Cursor,
    PackageRow,
    Quarantined,
    package_numbers,
    packages_of_interview,
    read_cursors,
    read_epochs,
    read_package_revisions,
    read_package_row,
    read_package_rows,
    read_quarantine,
    write_cursor,
)
from surveyapp.store.revisions import (
    find_damage,
    missing_parents,
    read_device_numbers,
    read_device_revisions,
    read_forks,
    read_revisions,
)
from surveyapp.survey import Survey

Range = tuple[int, int]


@dataclass(frozen=True)
class Gap:
    """What has not arrived of a device's epoch, although later numbers have."""

    device_id: bytes
    name: str
    epoch: int
    missing: tuple[Range, ...]
    packages_missing: tuple[Range, ...]
    highest: int

    @property
    def sentence(self) -> str:
        """“laptop 17: 41–52 not arrived”, in the language in use."""
        said = {"device": self.name, "ranges": describe_ranges(self.missing)}
        return word("exchange.gap", said).sentence


@dataclass(frozen=True)
class CustodyReport:
    """Whether everything in the file still proves itself, and where it does not."""

    revisions: int
    packages: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is broken; a missing piece or a fork is a warning only."""
        return not any(one.wording.severity == "error" for one in self.findings)


@dataclass(frozen=True)
class CustodyStep:
    """One link from an answer to the merge. ``what``: revision, package, or merge."""

    what: str
    at: str
    who: str
    digest: str
    holds: bool


def list_gaps(survey: Survey) -> list[Gap]:
    """Every device's epoch of which something is missing."""
    names = {one.device_id: one.name for one in read_devices(survey.store)}
    gaps: list[Gap] = []
    for device_id, epoch in read_epochs(survey.store):
        if device_id == survey.device_id:
            continue
        numbers = read_device_numbers(survey.store, device_id, epoch)
        missing = ranges_missing(numbers)
        packages = ranges_missing(package_numbers(survey.store, device_id, epoch))
        if missing:
            name = names.get(device_id, device_id.hex()[:8])
            gaps.append(Gap(device_id, name, epoch, missing, packages, numbers[-1]))
    return gaps


def describe_gap(gap: Gap) -> str:
    """The sentence of a gap."""
    return gap.sentence


def describe_ranges(ranges: Iterable[Range]) -> str:
    """“3, 41–52”."""
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in ranges)


def ranges_missing(numbers: Sequence[int]) -> tuple[Range, ...]:
    """The runs between 1 and the highest that are not among ascending numbers."""
    return tuple(
        (earlier + 1, later - 1)
        for earlier, later in pairwise((0, *numbers))
        if later - earlier > 1
    )


def renew_cursors(survey: Survey) -> list[Cursor]:
    """Write down how far every device has arrived without a gap."""
    cursors: list[Cursor] = []
    for device_id, epoch in read_epochs(survey.store):
        numbers = read_device_numbers(survey.store, device_id, epoch)
        missing = ranges_missing(numbers)
        contiguous = missing[0][0] - 1 if missing else numbers[-1]
        head = _head_at(survey, device_id, epoch, contiguous)
        cursors.append(Cursor(device_id, epoch, contiguous, numbers[-1], head))
    before = set(read_cursors(survey.store))
    for cursor in cursors:
        if cursor not in before:
            write_cursor(survey.store, cursor)
    return cursors


def list_packages(survey: Survey, direction: str = "") -> list[PackageRow]:
    """Packages sent and received, without their ciphertext."""
    return read_package_rows(survey.store, direction)


def list_quarantine(survey: Survey) -> list[Quarantined]:
    """What was refused, and why."""
    return read_quarantine(survey.store)


def verify_custody(survey: Survey, progress: Progress | None = None) -> CustodyReport:
    """Check the journal, every revision, every chain and every package once more."""
    progress = progress or Progress()
    findings: list[Finding] = []
    broken = first_broken_entry(survey.store)
    if broken is not None:
        findings.append(Finding("exchange.broken-journal", str(broken), {"number": broken}))
    for damage in find_damage(survey.store):
        rev = damage.rev_id.hex()[:8]
        findings.append(Finding("exchange.damaged-revision", rev, {"rev": rev}))
    revisions, chained = _check_chains(survey)
    findings += chained
    rows = read_package_rows(survey.store)
    devices = {one.device_id: one for one in read_devices(survey.store)}
    for number, row in enumerate(rows):
        progress.step(number, len(rows), row.name)
        if not _package_holds(survey, row, devices.get(row.device_id)):
            findings.append(Finding("exchange.damaged-package", row.name, {"name": row.name}))
    findings += [
        Finding("exchange.missing-parent", one.hex()[:8], {"rev": one.hex()[:8]})
        for one in missing_parents(survey.store)
    ]
    return CustodyReport(revisions, len(rows), tuple(findings))


def trace_interview(survey: Survey, iid: str) -> tuple[CustodyStep, ...]:
    """From the answers of one interview through its packages to the merge."""
    names = {one.device_id: one.name for one in read_devices(survey.store)}
    people = {one.operator_id: one.name for one in read_operators(survey.store)}
    steps: list[CustodyStep] = []
    for revision in read_revisions(survey.store, iid):
        header = revision.header
        holds = not verify_revision(revision)
        who = people.get(header.author) or names.get(header.device, header.author)
        steps.append(CustodyStep("revision", header.at, who, revision.rev_id.hex(), holds))
    for sha in packages_of_interview(survey.store, iid):
        row = read_package_row(survey.store, sha)
        if row is None or row.direction == OUT:
            continue
        device = read_device(survey.store, row.device_id)
        who = names.get(row.device_id, row.device_id.hex()[:8])
        made = PackageHeader.from_text(row.header).at
        holds = _package_holds(survey, row, device)
        steps.append(CustodyStep("package", made, who, sha.hex(), holds))
        steps.append(CustodyStep("merge", row.at, survey.info.role, sha.hex(), True))
    return tuple(steps)


def _check_chains(survey: Survey) -> tuple[int, list[Finding]]:
    """Every number names the one before; where two share a number, that is a fork."""
    count = 0
    findings: list[Finding] = []
    for device_id, epoch in read_epochs(survey.store):
        places: dict[int, list[Revision]] = defaultdict(list)
        for revision in read_device_revisions(survey.store, device_id, epoch):
            places[revision.header.seq].append(revision)
            count += 1
        for seq, here in places.items():
            before = {one.rev_id for one in places.get(seq - 1, ())}
            for one in here:
                if before and one.header.previous not in before:
                    rev = one.rev_id.hex()[:8]
                    findings.append(Finding("exchange.broken-link", rev, {"rev": rev}))
    for fork in read_forks(survey.store):
        if fork.settled_at is None:
            place = f"{fork.device_id.hex()[:8]}:{fork.seq}"
            findings.append(Finding("exchange.fork", place, {"number": fork.seq}))
    return count, findings


def _package_holds(survey: Survey, row: PackageRow, device: Device | None) -> bool:
    """Signature, ids and, where it is still here, the ciphertext fit each other."""
    try:
        header = PackageHeader.from_text(row.header)
    except ValueError:
        return False
    full = row if row.direction == OUT else read_package_row(survey.store, row.sha)
    cipher = full.ciphertext if full else None
    envelope = Envelope(header, row.header, row.signature, cipher or b"")
    ids = read_package_revisions(survey.store, row.sha)
    return (
        envelope.sha == row.sha
        and envelope.is_signed
        and device is not None
        and device.sign_public == header.key
        and (row.state == "kept" or root_of(ids) == header.revisions_root)
        and (cipher is None or crypto.digest(cipher) == header.cipher_hash)
    )


def _head_at(survey: Survey, device_id: bytes, epoch: int, seq: int) -> bytes:
    """The revision at a number; where there are two, the one whose id is smaller, everywhere."""
    for revision in read_device_revisions(survey.store, device_id, epoch, seq - 1):
        if revision.header.seq == seq:
            return revision.rev_id
    return bytes(32)
