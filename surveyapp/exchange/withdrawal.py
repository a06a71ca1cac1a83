"""A respondent takes an interview back: its leaves are destroyed here and wherever it travels.

Ids, headers, hashes and signatures stay, so every chain still verifies.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.exchange.envelope import WITHDRAWAL
from surveyapp.exchange.payload import Content
from surveyapp.exchange.receiving import forget_withdrawn, withdraw_here
from surveyapp.exchange.writing import PackageDraft, PackageWritten, send_package
from surveyapp.operators import Action
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import WITHDRAW, heads_of
from surveyapp.store import receipts
from surveyapp.store.devices import read_devices
from surveyapp.store.interviews import read_interview
from surveyapp.store.packages import packages_of_interview
from surveyapp.store.revisions import read_revision, read_revisions
from surveyapp.survey import CITY, DISTRICT, LAPTOP, Survey
from surveyapp.withdrawal_codes import hash_code


@dataclass(frozen=True)
class Withdrawn:
    """What a withdrawal destroyed in this file; other offices follow at the next exchange."""

    iid: str
    revisions: int
    packages: int


def find_by_code(survey: Survey, code: str) -> str:
    """The interview of a withdrawal code, as the respondent was told it."""
    iid = receipts.interview_of_withdrawal_code(survey.store, hash_code(code))
    if iid is None:
        raise SurveyError("exchange.no-such-code")
    return iid


def withdraw(survey: Survey, code: str) -> Withdrawn:
    """Destroy the leaves of an interview and every ciphertext that held them."""
    survey.require(Action.INTERVIEW if survey.info.role == LAPTOP else Action.RECEIVE)
    iid = find_by_code(survey, code)
    state = read_interview(survey.store, iid)
    if state is None:
        raise SurveyError("exchange.no-such-code")
    heads = heads_of(read_revisions(survey.store, iid))
    header = heads[-1].header
    new = NewRevision(
        iid,
        WITHDRAW,
        header.form,
        header.questionnaire,
        header.unit,
        header.mode,
        header.disposition,
        parents=tuple(head.rev_id for head in heads),
        visits=header.visits,
        wave=header.wave,
    )
    with survey.store.transaction():
        revision = record_revision(survey, new)
        asked = receipts.Withdrawal(iid, b"", survey.clock.iso(), revision.rev_id)
        packages = packages_of_interview(survey.store, iid)
        leaves = withdraw_here(survey, asked)
        survey.note("withdraw", {"iid": iid})
    forget_withdrawn(survey)
    return Withdrawn(iid, leaves, len(packages))


def make_withdrawal_package(survey: Survey, folder: Path) -> PackageWritten | None:
    """Tell every district and laptop of all withdrawals; ``None`` where there are none."""
    survey.require(Action.RECEIVE)
    if survey.info.role != CITY:
        raise SurveyError("exchange.city-only")
    found = [
        read_revision(survey.store, one.rev_id)
        for one in receipts.read_withdrawals(survey.store)
        if one.rev_id
    ]
    own = [one for one in found if one and one.header.device == survey.device_id]
    if not own:
        return None
    ordered = tuple(sorted(own, key=lambda one: one.header.seq))
    to = (*read_devices(survey.store, DISTRICT), *read_devices(survey.store, LAPTOP))
    epoch = int(survey.setting("epoch", 1))
    draft = PackageDraft(WITHDRAWAL, to, Content(ordered), epoch, offices=False)
    return send_package(survey, folder, draft)
