"""An interview at a door: durable, resumed exactly, finished into a sealed, hashed revision."""

from __future__ import annotations

import random

import pytest
from pyrage import x25519

from questionnaires.interview import Special
from questionnaires.interview.respondent import Respondent
from questionnaires.library import open_shipped, shipped
from questionnaires.xlsform import read_workbook
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.cases import VisitEntry, close_case, count_left, list_cases, record_visit
from surveyapp.fieldwork.drafts import NewInterview, list_drafts, resume_interview, start_interview
from surveyapp.fieldwork.interviewing import OpenInterview
from surveyapp.sealing import open_leaves
from surveyapp.store.drafts import interview_of_code, read_draft_answers, read_events
from surveyapp.store.interviews import read_interview, read_interviews
from surveyapp.store.keys import SEAL
from surveyapp.store.questionnaires import add_questionnaire
from surveyapp.store.revisions import find_damage, read_revisions
from surveyapp.store.visits import read_visits
from surveyapp.withdrawal_codes import hash_code
from tests.surveyapp.fieldwork.short_survey import FORM

IID = "1" * 32


def start(survey, **parts):
    return start_interview(survey, NewInterview(FORM.content_hash, IID, **parts))


def fill(opened: OpenInterview, age=40):
    opened.answer("consent", "yes")
    opened.answer("age", age)
    if age >= 18:
        opened.answer("main/air", "c")
        opened.answer("main/bags", 7)
        opened.add("main/cars")
        opened.answer("main/cars[1]/brand", "红旗")


def test_every_answer_is_in_the_file_when_the_call_returns(laptop):
    opened = start(laptop)
    opened.answer("consent", "yes")
    opened.answer("age", 40)
    opened.dont_know("main/bags")
    saved = read_draft_answers(laptop.store, IID)
    assert saved["age"] == 40
    assert saved["main/bags"] == {"special": "dont_know"}
    assert saved["legal_basis"] == "statutory"


def test_a_draft_goes_on_exactly_where_it_stopped(laptop):
    opened = start(laptop, language="en")
    fill(opened)
    opened.go_to("main/air")
    opened.write_note("main/air", "犹豫")
    order = [choice.name for choice in opened.interview.choices("main/air")]
    before = opened.interview.draft()
    opened.pause()
    again = resume_interview(laptop, IID)
    assert again.interview.draft() == before
    assert [choice.name for choice in again.interview.choices("main/air")] == order
    assert again.notes == {"main/air": "犹豫"}
    assert again.interview.current == opened.interview.current
    assert [(one.name, one.place) for one in list_drafts(laptop)] == [
        (opened.draft.unit_id, before.place)
    ]


def test_a_finished_interview_is_one_revision_and_no_draft(laptop):
    opened = start(laptop)
    fill(opened)
    done = opened.finish()
    assert (done.disposition, done.findings) == ("1.10", ())
    (kept,) = read_revisions(laptop.store, IID)
    assert kept.rev_id == done.revision.rev_id
    assert kept.closed.answers["main/twice"] == 14
    assert kept.free.answers == {"main/cars[1]/brand": "红旗"}
    assert "main/cars[1]/brand" not in kept.closed.answers
    assert [visit.result for visit in kept.closed.visits] == ["1.10"]
    assert list_drafts(laptop) == []
    assert find_damage(laptop.store) == ()
    assert interview_of_code(laptop.store, hash_code(done.code.lower())) == IID
    state = read_interview(laptop.store, IID)
    assert (state.status, state.unit_id, state.surveyor) == ("complete", kept.header.unit, "op-1")


def test_with_an_answer_missing_it_stays_open(laptop):
    opened = start(laptop)
    opened.answer("consent", "yes")
    done = opened.finish()
    assert done.revision is None
    assert done.findings[0].place.path == "age"
    assert len(list_drafts(laptop)) == 1


@pytest.mark.parametrize(
    ("consent", "age", "disposition"), [("no", None, "2.11"), ("yes", 17, "4.70")]
)
def test_a_stop_keeps_the_disposition_and_no_answer(laptop, consent, age, disposition):
    opened = start(laptop)
    opened.answer("consent", consent)
    if age:
        opened.answer("age", age)
    done = opened.finish()
    assert (done.disposition, done.code) == (disposition, "")
    (kept,) = read_revisions(laptop.store, IID)
    assert kept.closed.answers == {}
    assert kept.free.answers == {}
    assert kept.free.paradata == {}


def test_a_break_off_is_partial_only_with_half_of_the_answers(laptop):
    opened = start(laptop)
    opened.answer("consent", "yes")
    opened.answer("age", 30)
    opened.answer("main/air", "a")
    assert opened.break_off().disposition == "1.20"


def test_practice_leaves_nothing_behind(laptop):
    opened = start_interview(laptop, NewInterview(FORM.content_hash, practice=True))
    fill(opened)
    done = opened.finish()
    assert done.revision is None
    assert read_interviews(laptop.store) == []
    assert list_drafts(laptop) == []
    assert read_visits(laptop.store) == []


def test_what_is_sealed_is_not_readable_here_and_is_at_the_office(laptop, tmp_path):
    office = x25519.Identity.generate()
    laptop.store.execute(
        "INSERT INTO key VALUES ('k', 'office', ?, ?, '2026-01-01', NULL, 1, NULL)",
        (SEAL, str(office.to_public())),
    )
    opened = start(laptop)
    fill(opened)
    opened.answer("main/remark", "标记MARKER-9Z")
    done = opened.finish()
    (kept,) = read_revisions(laptop.store, IID)
    assert kept.closed_text is None
    found = [p.name for p in tmp_path.iterdir() if b"MARKER-9Z" in p.read_bytes()]
    assert found == []
    read = open_leaves(kept, [str(office)])
    assert read.free.answers["main/remark"] == "标记MARKER-9Z"
    assert read.rev_id == done.revision.rev_id


def test_events_tell_the_course_and_no_text(laptop):
    opened = start(laptop)
    fill(opened)
    opened.answer("main/bags", 8)
    opened.back()
    opened.pause()
    opened = resume_interview(laptop, IID)
    events = read_events(laptop.store, IID)
    assert "红旗" not in "".join(event.detail for event in events)
    paradata = opened.finish().revision.free.paradata
    assert (paradata["changes"], paradata["backs"], paradata["pauses"]) == (1, 1, 1)
    assert paradata["sittings"] == 2
    assert paradata["by_question"]["main/bags"] > 0


def test_a_case_is_interviewed_once(laptop):
    opened = start(laptop)
    with pytest.raises(SurveyError, match="330402"):
        start(laptop)
    fill(opened)
    opened.finish()
    with pytest.raises(SurveyError, match="330402"):
        start(laptop)


def test_a_case_closed_from_its_visits(laptop):
    other = "2" * 32
    record_visit(laptop, other, VisitEntry("2.24"))
    record_visit(laptop, other, VisitEntry("2.112", note="不愿意"))
    revision = close_case(laptop, other)
    assert revision.header.disposition == "2.112"
    assert "不愿意" not in revision.closed_text + revision.free_text
    left = count_left(list_cases(laptop))
    assert (left.assigned, left.done, left.not_visited) == (3, 1, 2)
    assert read_interview(laptop.store, other).status == "closed"


def test_visits_are_needed_and_appointments_have_a_time(laptop):
    with pytest.raises(SurveyError):
        close_case(laptop, IID)
    with pytest.raises(SurveyError):
        record_visit(laptop, IID, VisitEntry("5.10"))
    made = record_visit(laptop, IID, VisitEntry("5.10", appointment="2026-11-24T18:00"))
    assert made.number == 1
    assert count_left(list_cases(laptop)).appointments == 1


def test_a_refused_answer_is_not_a_value(laptop):
    opened = start(laptop)
    opened.answer("consent", "yes")
    opened.answer("age", 50)
    opened.refuse("main/bags")
    assert resume_interview(laptop, IID).interview.value("main/bags") is Special.REFUSED


@pytest.mark.parametrize("name", shipped())
def test_random_respondents_finish_the_shipped_forms(laptop, name):
    with open_shipped(name) as path:
        form = read_workbook(path).questionnaire
    digest = add_questionnaire(laptop.store, form, laptop.clock.iso())
    for seed in range(3):
        opened = start_interview(laptop, NewInterview(digest, unit_id="walk-in"))
        Respondent(random.Random(seed), refusal=0.1, dont_know=0.1).complete(opened.interview)
        record = opened.interview.record()
        done = opened.finish()
        assert done.findings == ()
        if done.disposition == "1.10":
            assert done.revision.closed.answers == record.closed
            assert done.revision.free.answers == record.free
