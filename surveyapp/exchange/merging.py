"""Taking packages in, at the city, a district or a laptop: set union in one transaction.

The same files in another order, twice, or through a relay end in the same state. What is refused
goes to quarantine with its bytes and the reason, and changes nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from surveyapp.errors import SurveyError
from surveyapp.exchange import crypto
from surveyapp.exchange.blob_lines import PACKAGE, Blob
from surveyapp.exchange.custody import Gap, list_gaps, renew_cursors
from surveyapp.exchange.envelope import FIELD, RECEIPT, RELAY, RETURN, WITHDRAWAL, Envelope
from surveyapp.exchange.files import list_packages_in, read_within_limits
from surveyapp.exchange.key_list import office_key
from surveyapp.exchange.keys import own_keys
from surveyapp.exchange.purging import purge_confirmed
from surveyapp.exchange.reading import (
    KnownSender,
    ReadingRules,
    ReadPackage,
    check_envelope,
    read_content,
)
from surveyapp.exchange.receiving import (
    Taken,
    enforce_withdrawals,
    forget_withdrawn,
    take_field,
    take_receipts,
    take_return,
    take_withdrawals,
)
from surveyapp.exchange.writing import package_row
from surveyapp.findings import word
from surveyapp.operators import Action
from surveyapp.progress import Progress
from surveyapp.store.devices import read_device
from surveyapp.store.interviews import count_interviews
from surveyapp.store.packages import (
    IN,
    Quarantined,
    interviews_of_package,
    quarantined_bytes,
    read_package_row,
    read_quarantine,
    release_quarantined,
    whole_or_nothing,
    write_package,
    write_quarantine,
)
from surveyapp.survey import CITY, DISTRICT, LAPTOP, Survey

MERGED, REPEATED, APPLIED, OWN, REFUSED = "merged", "repeated", "applied", "own", "refused"
KEPT = "kept"
"""A district has the package to relay and cannot read it."""
_ACCEPTS = {
    CITY: frozenset({RETURN, RELAY}),
    DISTRICT: frozenset({RETURN, FIELD, RECEIPT, WITHDRAWAL}),
    LAPTOP: frozenset({FIELD, RECEIPT, WITHDRAWAL}),
}
_FROM_CITY = frozenset({FIELD, RECEIPT, WITHDRAWAL})
_SENDER_KIND = {RETURN: LAPTOP, RELAY: DISTRICT}
_TAKE = {
    RETURN: take_return,
    FIELD: take_field,
    RECEIPT: take_receipts,
    WITHDRAWAL: take_withdrawals,
}


@dataclass(frozen=True)
class PackageOutcome:
    """What became of one package. ``state``: merged, repeated, applied, kept, own or refused."""

    name: str
    kind: str
    state: str
    code: str
    parameters: Mapping[str, Any]
    new: frozenset[str]
    known: int
    sha: bytes
    parts: int = 0

    @property
    def reason(self) -> str:
        """Why it was refused, in the language in use; empty where it was not."""
        return word(self.code, self.parameters).sentence if self.code else ""


@dataclass(frozen=True)
class MergeResult:
    """What a merge did, and one sentence about it; packages are those that others made."""

    packages: int
    new: int
    known: int
    refused: int
    conflicts: int
    gaps: tuple[Gap, ...]
    opened_parts: int
    outcomes: tuple[PackageOutcome, ...]

    @property
    def sentence(self) -> str:
        """What happened, in the language in use."""
        counts = {"packages": self.packages, "new": self.new, "known": self.known}
        said = word("exchange.merged", counts).sentence
        reasons = Counter(one.reason for one in self.outcomes if one.state == REFUSED)
        for reason, number in reasons.items():
            reason = reason.rstrip(".。")
            said += word("exchange.merged-refused", {"number": number, "reason": reason}).sentence
        return said + word("exchange.merged-end", {}).sentence


def merge_packages(
    survey: Survey, paths: Iterable[Path], progress: Progress | None = None
) -> MergeResult:
    """Take in files and whole folders; stopped half-way, nothing has changed."""
    if survey.info.role != LAPTOP:
        survey.require(Action.RECEIVE)
    own_keys(survey)
    progress = progress or Progress()
    files = list_packages_in(list(paths))
    outcomes: list[PackageOutcome] = []
    with _as_before(survey), survey.store.transaction():
        for number, path in enumerate(files):
            progress.step(number, len(files), path.name)
            outcomes += _receive_file(survey, path, rules_of(survey))
        # The last chance to stop: what is committed is not called stopped.
        progress.step(len(files), len(files))
        withdrawn = enforce_withdrawals(survey)
        result = _finish(survey, outcomes)
    if withdrawn:
        forget_withdrawn(survey)
    purge_confirmed(survey)
    return result


def release_from_quarantine(survey: Survey, sha: bytes) -> MergeResult:
    """Take in a package of a revoked device after a person has judged it."""
    survey.require(Action.ENROL)
    content = quarantined_bytes(survey.store, sha)
    if content is None:
        known = ", ".join(one.sha.hex()[:8] for one in read_quarantine(survey.store))
        raise SurveyError("core.no-such-thing", kind="package", name=sha.hex()[:8], known=known)
    rules = replace(rules_of(survey), accept_revoked=True)
    with survey.store.transaction():
        outcomes = _receive(survey, content, sha.hex()[:8], rules)
        release_quarantined(survey.store, sha, survey.clock.iso())
        enforce_withdrawals(survey)
        return _finish(survey, outcomes)


@contextmanager
def _as_before(survey: Survey) -> Generator[None]:
    """Settings are kept in memory: what was not written must not be remembered either."""
    try:
        yield
    except BaseException:
        survey.reread_settings()
        raise


def rules_of(survey: Survey) -> ReadingRules:
    """Who we are and whom we know, for reading a package."""

    def find(device_id: bytes) -> KnownSender | None:
        device = read_device(survey.store, device_id)
        return device and KnownSender(device.name, device.sign_public, device.revoked_after)

    pair = own_keys(survey)
    return ReadingRules(survey.info.survey_id, survey.device_id, pair.identities, find)


def _finish(survey: Survey, outcomes: list[PackageOutcome]) -> MergeResult:
    renew_cursors(survey)
    new: set[str] = set()
    for outcome in outcomes:
        new |= outcome.new
    result = MergeResult(
        sum(outcome.state != OWN for outcome in outcomes),
        len(new),
        sum(outcome.known for outcome in outcomes),
        sum(outcome.state == REFUSED for outcome in outcomes),
        count_interviews(survey.store)["conflict"],
        tuple(list_gaps(survey)),
        sum(outcome.parts for outcome in outcomes),
        tuple(outcomes),
    )
    survey.note(
        "merge",
        {
            "packages": [one.sha.hex() for one in outcomes],
            "new": result.new,
            "known": result.known,
            "refused": [one.code for one in outcomes if one.code],
        },
    )
    return result


def _receive_file(survey: Survey, path: Path, rules: ReadingRules) -> list[PackageOutcome]:
    try:
        content = read_within_limits(path)
    except SurveyError as trouble:
        return [_refuse(survey, path.name, b"", trouble)]
    return _receive(survey, content, path.name, rules)


def _receive(
    survey: Survey, content: bytes, name: str, rules: ReadingRules, *, inner: bool = False
) -> list[PackageOutcome]:
    """Everything is checked before anything is written: a refusal leaves no trace but itself."""
    try:
        envelope = check_envelope(content, rules)
        done = _seen(survey, envelope, name)
        if done:
            return [done]
        _require_kind(survey, envelope, inner=inner)
        try:
            read = read_content(envelope, rules)
        except SurveyError as trouble:
            if trouble.code != "exchange.not-for-us" or not _may_keep(survey, envelope):
                raise
            return [_keep_closed(survey, envelope, name)]
        if envelope.header.kind == RELAY:
            return _receive_relay(survey, read, name, rules)
        with _as_before(survey), whole_or_nothing(survey.store):
            return [_take(survey, read, name)]
    except SurveyError as trouble:
        if trouble.code.startswith("core."):
            raise
        return [_refuse(survey, name, content, trouble)]


def _may_keep(survey: Survey, envelope: Envelope) -> bool:
    """A district passes on what a laptop signed, although it was made before we could open it."""
    return survey.info.role == DISTRICT and envelope.header.kind == RETURN


def _keep_closed(survey: Survey, envelope: Envelope, name: str) -> PackageOutcome:
    _record(survey, envelope, name, KEPT, ())
    return PackageOutcome(name, RETURN, KEPT, "", {}, frozenset(), 0, envelope.sha)


def _receive_relay(
    survey: Survey, read: ReadPackage, name: str, rules: ReadingRules
) -> list[PackageOutcome]:
    originals = [blob for blob in read.content.blobs if blob.kind == PACKAGE]
    outcomes: list[PackageOutcome] = []
    for blob in originals:
        outcomes += _receive(survey, blob.content, _inner_name(blob), rules, inner=True)
    if read_package_row(survey.store, read.envelope.sha) is None:
        _record(survey, read.envelope, name, APPLIED, ())
    return outcomes


def _take(survey: Survey, read: ReadPackage, name: str) -> PackageOutcome:
    kind = read.header.kind
    taken: Taken = _TAKE[kind](survey, read)
    state = MERGED if kind == RETURN else APPLIED
    ids = tuple(one.rev_id for one in read.content.revisions)
    _record(survey, read.envelope, name, state, ids)
    return PackageOutcome(
        name,
        kind,
        state,
        "",
        {},
        taken.new,
        len(taken.known),
        read.envelope.sha,
        taken.parts,
    )


def _record(
    survey: Survey, envelope: Envelope, name: str, state: str, rev_ids: tuple[bytes, ...]
) -> None:
    row = package_row(envelope, IN, name, survey.clock.iso(), state)
    if envelope.header.kind != RETURN:
        # A relay's originals are kept themselves; a field package has been applied.
        row = replace(row, ciphertext=None)
    write_package(survey.store, row, rev_ids)


def _seen(survey: Survey, envelope: Envelope, name: str) -> PackageOutcome | None:
    sha, kind = envelope.sha, envelope.header.kind
    if envelope.header.device == survey.device_id:
        return PackageOutcome(name, kind, OWN, "", {}, frozenset(), 0, sha)
    if kind == RELAY or read_package_row(survey.store, sha) is None:
        # A relay covers no revision itself: its originals say what was known.
        return None
    known = interviews_of_package(survey.store, sha)
    return PackageOutcome(name, kind, REPEATED, "", {}, frozenset(), known, sha)


def _require_kind(survey: Survey, envelope: Envelope, *, inner: bool) -> None:
    header = envelope.header
    allowed = _ACCEPTS[survey.info.role]
    if header.kind not in allowed or (inner and header.kind == RELAY):
        raise SurveyError("exchange.not-for-this-role", kind=header.kind)
    device = read_device(survey.store, header.device)
    by_city = header.key == office_key(survey)
    wanted = _SENDER_KIND.get(header.kind)
    if (header.kind in _FROM_CITY and not by_city) or (
        wanted and (device is None or device.kind != wanted)
    ):
        raise SurveyError("exchange.wrong-sender", kind=header.kind)


def _refuse(survey: Survey, name: str, content: bytes, trouble: SurveyError) -> PackageOutcome:
    sha = crypto.digest(content or name.encode())
    ours = survey.info.role == CITY or trouble.code not in (
        "exchange.not-for-us",
        "exchange.not-for-this-role",
    )
    if ours:
        # In a shared folder a laptop meets other people's packages: no reason to keep them.
        entry = Quarantined(
            sha,
            name,
            trouble.code,
            trouble.parameters,
            len(content),
            survey.clock.iso(),
            None,
        )
        write_quarantine(survey.store, entry, content)
    return PackageOutcome(name, "", REFUSED, trouble.code, trouble.parameters, frozenset(), 0, sha)


def _inner_name(blob: Blob) -> str:
    """The name is shown, never used as a path."""
    name = blob.meta.get("name")
    return str(name)[:120] if name else blob.hash.hex()[:8]
