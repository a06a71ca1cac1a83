"""Backups are whole, encrypted like the survey, verified, kept three; restoring is a new epoch."""

from __future__ import annotations

import pytest

from surveyapp.clock import Clock
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.backups import (
    backup_if_due,
    check_revisions,
    make_backup,
    restore_backup,
)
from surveyapp.operators import Operator, Role
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import ClosedLeaf
from surveyapp.store.backup import list_backups
from surveyapp.store.interviews import read_interviews
from surveyapp.survey import LAPTOP, SurveyInfo, create_survey

INFO = SurveyInfo({"zh": "演示"}, "2025", role=LAPTOP, synthetic=True)
SURVEYOR = Operator("op", "张三", Role.SURVEYOR)


class Ticking:
    now = 1_790_000_000.0

    def __call__(self):
        self.now += 1
        return self.now


def record(survey, iid):
    closed = ClosedLeaf({"age": 40, "mark": "MARKER-7Q"})
    new = NewRevision(iid * 32, "final", "form", "q", "unit", "paper", "1.10", closed)
    return record_revision(survey, new)


@pytest.mark.parametrize("passphrase", [None, "诗与远方 12"])
def test_a_backup_brings_back_what_it_holds_in_a_new_epoch(tmp_path, passphrase):
    path = tmp_path / "a.survey"
    with create_survey(path, INFO, SURVEYOR, passphrase=passphrase, clock=Clock(Ticking())) as one:
        record(one, "a")
        made = make_backup(one)
        assert made.revisions == 1
        assert (b"MARKER-7Q" in made.path.read_bytes()) == (passphrase is None)
        record(one, "b")
    with restore_backup(path, passphrase=passphrase) as back:
        assert [state.iid for state in read_interviews(back.store)] == ["a" * 32]
        again = record(back, "c")
        assert (again.header.epoch, again.header.seq) == (2, 1)
    with restore_backup(path, passphrase=passphrase) as twice:
        assert twice.setting("epoch") == 3


def test_three_backups_are_kept(tmp_path):
    with create_survey(tmp_path / "a.survey", INFO, SURVEYOR, clock=Clock(Ticking())) as survey:
        made = [make_backup(survey).path for _ in range(5)]
        assert list_backups(survey.path) == made[:1:-1]
        assert not list(tmp_path.glob("*.part"))


def test_a_backup_of_damaged_revisions_does_not_count(tmp_path):
    with create_survey(tmp_path / "a.survey", INFO, SURVEYOR, clock=Clock(Ticking())) as survey:
        record(survey, "a")
        survey.store.execute("UPDATE revision SET closed = x'7b7d'")
        assert [one.parts for one in check_revisions(survey)] == [("closed",)]
        with pytest.raises(SurveyError, match=r"备份|backup"):
            make_backup(survey)
        assert list_backups(survey.path) == []


def test_without_a_backup_nothing_is_restored(tmp_path):
    with create_survey(tmp_path / "a.survey", INFO, SURVEYOR):
        pass
    with pytest.raises(SurveyError, match=r"a\.survey"):
        restore_backup(tmp_path / "a.survey")


def test_a_backup_is_due_after_some_interviews(tmp_path):
    with create_survey(tmp_path / "a.survey", INFO, SURVEYOR, clock=Clock(Ticking())) as survey:
        record(survey, "a")
        assert backup_if_due(survey, after=2) is None
        record(survey, "b")
        assert backup_if_due(survey, after=2).revisions == 2
        assert backup_if_due(survey, after=2) is None
