"""What the exchange page asks of the core; each runs in the survey's thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from surveyapp.exchange.conflicts import Comparison, Duplicate
    from surveyapp.exchange.custody import CustodyReport, CustodyStep
    from surveyapp.exchange.devices import Request
    from surveyapp.exchange.merging import MergeResult
    from surveyapp.exchange.project_keys import ProjectKeys
    from surveyapp.exchange.purging import PurgePlan
    from surveyapp.exchange.returns import Outbox
    from surveyapp.exchange.withdrawal import Withdrawn
    from surveyapp.exchange.writing import PackageWritten
    from surveyapp.progress import Progress
    from surveyapp.store.devices import Device
    from surveyapp.survey import Survey


@dataclass(frozen=True)
class Admission:
    """A request, the district it belongs to, and its fingerprint as it was read aloud."""

    request: Path
    office: str
    fingerprint: str


def make_keys(passphrase: str, survey: Survey, _progress: Progress) -> ProjectKeys:
    """Make the survey's keys."""
    from surveyapp.exchange.project_keys import make_project_keys

    return make_project_keys(survey, passphrase or None)


def open_keys(passphrase: str, survey: Survey, _progress: Progress) -> None:
    """Unlock them."""
    from surveyapp.exchange.keys import open_keys as unlock

    unlock(survey, passphrase)


def try_recovery(printed: str, survey: Survey, _progress: Progress) -> None:
    """Open a test message with the printed page."""
    from surveyapp.exchange.project_keys import try_recovery as attempt

    attempt(survey, printed)


def rotate_keys(passphrase: str, survey: Survey, _progress: Progress) -> str:
    """Change the keys."""
    from surveyapp.exchange.project_keys import rotate_project_keys

    return rotate_project_keys(survey, passphrase or None)


def restore_keys(printed: str, passphrase: str, survey: Survey, _progress: Progress) -> None:
    """Bring the keys back from the printed page."""
    from surveyapp.exchange.project_keys import restore_keys as restore

    restore(survey, printed, passphrase or None)


def read_requests(
    paths: Sequence[Path], _survey: Survey, _progress: Progress
) -> list[tuple[Path, Request]]:
    """What the files ask for; one that is no request refuses them all, by name."""
    from surveyapp.exchange.devices import read_request

    return [(path, read_request(path)) for path in paths]


def enrol(admissions: Sequence[Admission], survey: Survey, progress: Progress) -> list[Device]:
    """Enrol each; the first that cannot be stops it, and those before it stay enrolled."""
    from surveyapp.exchange.devices import enrol_device

    made: list[Device] = []
    for number, one in enumerate(admissions):
        progress.step(number, len(admissions), one.request.name)
        made.append(enrol_device(survey, one.request, one.office, one.fingerprint))
    return made


def revoke(device_id: bytes, after: int, survey: Survey, _progress: Progress) -> Device:
    """Let in nothing of a lost device above a number."""
    from surveyapp.exchange.devices import revoke_device

    return revoke_device(survey, device_id, after)


def give_out_addresses(survey: Survey, _progress: Progress) -> int:
    """Give drawn households that nobody has to laptops of their districts."""
    from surveyapp.sampling.assignments import Surveyor, assign_households
    from surveyapp.store.devices import read_devices

    laptops = [one for one in read_devices(survey.store, "laptop") if one.revoked_after is None]
    surveyors = [Surveyor(one.device_id, one.name, one.office) for one in laptops]
    return len(assign_households(survey, surveyors, "jiaxing_public", so_far=True))


def make_field_packages(
    folder: Path,
    device_ids: Sequence[bytes],
    gives_out: bool,
    survey: Survey,
    progress: Progress,
) -> list[PackageWritten]:
    """One folder with one file for each device."""
    from surveyapp.exchange.field_packages import make_field_packages as make

    if gives_out:
        give_out_addresses(survey, progress)
    return make(survey, folder, device_ids, progress, apart=True)


def make_receipts(folder: Path, survey: Survey, _progress: Progress) -> PackageWritten | None:
    """One file for all laptops."""
    from surveyapp.exchange.receipts import make_receipts as make

    return make(survey, folder)


def merge(paths: Sequence[Path], survey: Survey, progress: Progress) -> MergeResult:
    """Take files and folders in."""
    from surveyapp.exchange.merging import merge_packages

    return merge_packages(survey, paths, progress)


def release(sha: bytes, checked_by: str, survey: Survey, _progress: Progress) -> MergeResult:
    """Let a refused package in; the journal keeps who has looked at it."""
    from surveyapp.exchange.merging import release_from_quarantine

    result = release_from_quarantine(survey, sha)
    survey.note("release", {"sha": sha.hex(), "checked_by": checked_by})
    return result


def relay(folder: Path, survey: Survey, progress: Progress) -> PackageWritten:
    """Pass on what the city has not confirmed."""
    from surveyapp.exchange.relaying import make_relay_package

    return make_relay_package(survey, folder, progress)


def verify(survey: Survey, progress: Progress) -> CustodyReport:
    """Check everything once more."""
    from surveyapp.exchange.custody import verify_custody

    return verify_custody(survey, progress)


def trace(start: str, survey: Survey, _progress: Progress) -> tuple[str, tuple[CustodyStep, ...]]:
    """The chain of the interview whose number or unit begins so."""
    from surveyapp.errors import SurveyError
    from surveyapp.exchange.custody import trace_interview
    from surveyapp.store.interviews import read_interviews

    known = read_interviews(survey.store)
    found = [one for one in known if one.unit_id == start or one.iid.startswith(start)]
    if not start or not found:
        raise SurveyError("exchange.no-such-interview", name=start)
    return found[0].iid, trace_interview(survey, found[0].iid)


def withdraw(code: str, survey: Survey, _progress: Progress) -> Withdrawn:
    """Destroy the answers of an interview."""
    from surveyapp.exchange.withdrawal import withdraw as take_back

    return take_back(survey, code)


def carry_withdrawals(folder: Path, survey: Survey, _progress: Progress) -> PackageWritten | None:
    """One file that tells every office and laptop of all withdrawals."""
    from surveyapp.exchange.withdrawal import make_withdrawal_package

    return make_withdrawal_package(survey, folder)


def use_proposed_shares(survey: Survey, _progress: Progress) -> int:
    """Set the shares as proposed; how many changed."""
    from surveyapp.exchange.quotas import list_shares, propose_shares, share_quota

    standing = set(list_shares(survey))
    return share_quota(survey, [one for one in propose_shares(survey) if one not in standing])


def settle(
    iid: str,
    base: bytes,
    answers: Mapping[str, Any],
    reason: str,
    survey: Survey,
    _progress: Progress,
) -> Any:
    """Settle a conflict."""
    from surveyapp.exchange.conflicts import settle_conflict

    return settle_conflict(survey, iid, answers, base=base, reason=reason)


def settle_duplicate(
    duplicate: Duplicate, kept: Collection[str], reason: str, survey: Survey, _progress: Progress
) -> int:
    """Say which interviews of a unit count."""
    from surveyapp.exchange.conflicts import settle_duplicate as settle_it

    return settle_it(survey, duplicate, kept, reason)


@dataclass(frozen=True)
class Standing:
    """How far a laptop is with handing in, and when confirmed answers leave it."""

    outbox: Outbox
    purge: PurgePlan
    city_code: str


def read_standing(survey: Survey, _progress: Progress) -> Standing:
    """Read it."""
    from surveyapp.errors import SurveyError
    from surveyapp.exchange.key_list import read_key_list
    from surveyapp.exchange.purging import plan_purge
    from surveyapp.exchange.returns import outbox

    try:
        code = read_key_list(survey).fingerprint
    except SurveyError:
        code = ""  # a file for practice, which has no keys
    return Standing(outbox(survey), plan_purge(survey), code)


@dataclass(frozen=True)
class HandedIn:
    """What came in from the folder, and what was written into it."""

    came: MergeResult | None
    written: PackageWritten | None
    standing: Standing


def hand_in(folder: Path, survey: Survey, progress: Progress) -> HandedIn:
    """Take in what the office put into the folder, then write what is not confirmed."""
    from surveyapp.errors import SurveyError
    from surveyapp.exchange.merging import merge_packages
    from surveyapp.exchange.returns import make_return_package

    came = merge_packages(survey, [folder], progress)
    try:
        written = make_return_package(survey, folder, progress)
    except SurveyError as trouble:
        if trouble.code != "exchange.nothing-to-send":
            raise
        written = None
    return HandedIn(came, written, read_standing(survey, progress))


@dataclass(frozen=True)
class Compared:
    """Versions side by side with the questionnaire's words."""

    comparison: Comparison
    labels: Mapping[str, str]
    """The words of each question, by path without the positions of repeats."""
    choices: Mapping[str, Mapping[str, str]]
    """The words of its answers."""


def compare(iid: str, survey: Survey, _progress: Progress) -> Compared:
    """The versions of one interview."""
    from surveyapp.exchange.conflicts import compare_heads

    return _with_words(survey, compare_heads(survey, iid))


def compare_interviews(iids: Sequence[str], survey: Survey, _progress: Progress) -> Compared:
    """The interviews of one unit."""
    from surveyapp.exchange.conflicts import compare_interviews as compare_them

    return _with_words(survey, compare_them(survey, iids))


def plain_path(path: str) -> tuple[str, str]:
    """The path without the positions of repeats, and the positions."""
    names: list[str] = []
    turns: list[str] = []
    for part in path.split("/"):
        name, bracket, rest = part.partition("[")
        names.append(name)
        if bracket:
            turns.append(rest.rstrip("]"))
    return "/".join(names), ", ".join(turns)


def _with_words(survey: Survey, comparison: Comparison) -> Compared:
    from surveyapp.store.questionnaires import read_questionnaire
    from surveyapp.words import text_of

    form = read_questionnaire(survey.store, comparison.questionnaire)
    if form is None:
        return Compared(comparison, {}, {})
    labels = {path: text_of(one.labels) for path, one in form.questions()}
    order = {path: place for place, path in enumerate(labels)}
    rows = sorted(comparison.rows, key=lambda row: order.get(plain_path(row.path)[0], len(order)))
    comparison = replace(comparison, rows=tuple(rows))
    choices = {
        path: {choice.name: text_of(choice.labels) for choice in form.lists[one.list_name]}
        for path, one in form.questions()
        if one.list_name in form.lists
    }
    return Compared(comparison, labels, choices)
