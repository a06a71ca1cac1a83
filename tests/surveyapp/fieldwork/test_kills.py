"""A laptop that dies in mid-interview loses nothing it acknowledged."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from surveyapp.fieldwork.drafts import NewInterview, list_drafts, resume_interview, start_interview
from surveyapp.store.drafts import read_draft_answers
from surveyapp.store.revisions import find_damage, read_revisions
from surveyapp.survey import open_survey
from tests.surveyapp.fieldwork.short_survey import FORM, make_laptop

ROOT = Path(__file__).resolve().parents[3]
IID = "1" * 32
KILLS = int(os.environ.get("SURVEYAPP_KILLS", "5"))


def answer_for_ever(path):
    """The child: answers, and says which answer was acknowledged."""
    with open_survey(Path(path)) as survey:
        opened = start_interview(survey, NewInterview(FORM.content_hash, IID))
        opened.answer("consent", "yes")
        opened.answer("age", 40)
        for number in range(100_000):
            assert opened.answer("main/bags", number).accepted
            print(number, flush=True)


def finish_for_ever(path):
    """The child: finishes one practice-free interview after another, without assignments."""
    with open_survey(Path(path)) as survey:
        for _ in range(100_000):
            opened = start_interview(survey, NewInterview(FORM.content_hash))
            for question, value in (("consent", "yes"), ("age", 40), ("main/air", "a")):
                opened.answer(question, value)
            opened.answer("main/bags", 3)
            print(opened.iid, flush=True)
            done = opened.finish()
            print(done.revision.rev_id.hex(), flush=True)


def run_and_kill(what, path, seconds):
    code = f"from tests.surveyapp.fieldwork import test_kills as t; t.{what}({str(path)!r})"
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    first = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    rest, _ = child.communicate()
    lines = (first + rest).split("\n")
    return lines[:-1]  # what stands before the last line break was acknowledged whole


@pytest.mark.parametrize("kill", range(KILLS))
def test_no_acknowledged_answer_is_lost(tmp_path, kill):
    path = tmp_path / "laptop.survey"
    make_laptop(path).close()
    acknowledged = run_and_kill("answer_for_ever", path, random.Random(kill).uniform(0.02, 0.4))
    with open_survey(path) as survey:
        kept = read_draft_answers(survey.store, IID)["main/bags"]
        assert kept - int(acknowledged[-1]) in (0, 1)
        assert survey.store.value("PRAGMA integrity_check") == "ok"
        assert resume_interview(survey, IID).interview.value("main/bags") == kept


@pytest.mark.parametrize("kill", range(KILLS))
def test_an_interview_is_finished_or_still_a_draft(tmp_path, kill):
    path = tmp_path / "laptop.survey"
    make_laptop(path).close()
    lines = run_and_kill("finish_for_ever", path, random.Random(kill).uniform(0.05, 0.5))
    with open_survey(path) as survey:
        drafts = {draft.iid for draft in list_drafts(survey)}
        for iid, rev_id in zip(lines[::2], lines[1::2], strict=False):
            (revision,) = read_revisions(survey.store, iid)
            assert revision.rev_id.hex() == rev_id
            assert iid not in drafts
        if len(lines) % 2:
            revisions = read_revisions(survey.store, lines[-1])
            assert (lines[-1] in drafts) != bool(revisions)
        assert find_damage(survey.store) == ()
