"""Self-completion closed to the surveyor, paper keyed twice, calls, reserves, contacts, quotas."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.cases import (
    LOCKED,
    OPEN,
    VisitEntry,
    close_case,
    find_case,
    list_cases,
    list_visits,
    record_visit,
)
from surveyapp.fieldwork.contacts import Contact, LeftContact, contact_of
from surveyapp.fieldwork.dispositions import AT_THE_DOOR, BY_TELEPHONE, DISPOSITIONS
from surveyapp.fieldwork.double_keying import list_keyed_once
from surveyapp.fieldwork.drafts import NewInterview, resume_interview, start_interview
from surveyapp.fieldwork.quota_cells import quota_left
from surveyapp.store.contacts import write_contacts
from surveyapp.store.quotas import QuotaShare, write_shares
from surveyapp.store.sampling import (
    Assignment,
    PlanRow,
    QuotaCell,
    write_assignments,
    write_plan,
    write_quota_cells,
)
from tests.surveyapp.fieldwork.short_survey import FORM

CASE = "1" * 32
ANSWERS = {"consent": "yes", "age": 40, "main/air": "c", "main/bags": 3}


def begin(survey, mode="face_to_face", iid=CASE):
    return start_interview(survey, NewInterview(FORM.content_hash, iid, mode=mode))


def fill(opened, **changes):
    for path, value in {**ANSWERS, **changes}.items():
        assert opened.answer(path, value).accepted, path


# Self-completion.


def at(opened, *answers):
    """Answer the first questions in order, going on after each."""
    for path, value in answers:
        opened.go_to(path)
        assert opened.answer(path, value).accepted
        assert opened.next().moved


def test_nobody_goes_back_behind_the_hand_over(laptop):
    opened = begin(laptop, "self")
    at(opened, ("consent", "yes"), ("age", 40))
    opened.hand_over()
    stood = opened.interview.current
    assert opened.back() == stood
    with pytest.raises(SurveyError) as trouble:
        opened.go_to("age")
    assert trouble.value.code == "fieldwork.self-completion-closed"
    assert opened.interview.current == stood


def test_within_their_own_stretch_respondents_go_back(laptop):
    opened = begin(laptop, "self")
    opened.hand_over()
    at(opened, ("consent", "yes"))
    assert opened.back().path == "consent"


def test_after_a_pause_it_is_closed_and_goes_on_at_what_is_open(laptop):
    opened = begin(laptop, "self")
    opened.hand_over()
    at(opened, ("consent", "yes"), ("age", 40))
    opened.go_to("age")
    opened.pause()
    again = resume_interview(laptop, CASE)
    again.hand_over()
    assert again.interview.current.path == "main/air"
    assert again.back().path == "main/air"


def test_a_question_left_open_can_be_reached_and_the_answered_ones_behind_it_are_passed(laptop):
    opened = begin(laptop, "self")
    at(opened, ("consent", "yes"), ("age", 40))
    assert opened.answer("main/bags", 3).accepted
    opened.go_to("main/remark")
    opened.hand_over()
    opened.go_to("main/air")
    opened.answer("main/air", "b")
    opened.next()
    assert opened.interview.current.path != "main/bags"


def test_other_modes_go_back_freely(laptop):
    opened = begin(laptop)
    at(opened, ("consent", "yes"))
    assert opened.back().path == "consent"


# Paper.


def test_a_paper_form_is_kept_only_after_two_keyings_agree(laptop):
    first = begin(laptop, "paper")
    fill(first)
    done = first.finish()
    assert (done.keyed_once, done.revision) == (True, None)
    assert find_case(laptop, CASE).state == "keyed"
    second = begin(laptop, "paper")
    assert second.interview.value("age") is None
    fill(second)
    done = second.finish()
    assert done.disposition == "1.10"
    assert done.revision.header.mode == "paper"
    assert list_keyed_once(laptop) == []


def test_what_two_keyings_differ_in_is_settled_and_recorded(laptop):
    first = begin(laptop, "paper")
    fill(first, **{"main/bags": 3, "main/remark": "好"})
    first.finish()
    second = begin(laptop, "paper")
    fill(second, **{"main/bags": 8})
    held = second.finish()
    assert held.disposition == ""
    assert [(one.path, one.first, one.second) for one in held.differences] == [
        ("main/bags", 3, 8),
        ("main/remark", "好", None),
    ]
    assert second.settle("main/bags", "first", 3).accepted
    again = resume_interview(laptop, CASE)
    assert [one.path for one in again.finish().differences] == ["main/remark"]
    again.settle("main/remark", "second", None)
    done = again.finish()
    assert done.revision.closed.answers["main/bags"] == 3
    assert "main/remark" not in done.revision.free.answers
    settled = done.revision.free.paradata["settled"]
    assert settled == {"main/bags": "first", "main/remark": "second"}


def test_the_setting_for_one_keying_is_followed(laptop):
    laptop.change_settings({"double_keying": False})
    opened = begin(laptop, "paper")
    fill(opened)
    assert opened.finish().disposition == "1.10"


def test_a_walk_in_form_is_keyed_twice_under_one_name(laptop):
    first = start_interview(laptop, NewInterview(FORM.content_hash, mode="paper", name="甲"))
    fill(first)
    first.finish()
    (waiting,) = list_keyed_once(laptop)
    second = begin(laptop, "paper", waiting.iid)
    fill(second)
    assert second.finish().revision.header.iid == first.iid


# Telephone.


def test_calls_are_counted_with_their_time_mode_and_result(laptop):
    for at_time, result in (("2026-11-20T19:00", "3.13"), ("2026-11-21T10:30", "3.12")):
        record_visit(laptop, CASE, VisitEntry(result, "telephone", at_time))
    again = VisitEntry("5.10", "telephone", "2026-11-22T18:00", "2026-11-24T19:30")
    record_visit(laptop, CASE, again)
    calls = list_visits(laptop, CASE)
    assert [(one.number, one.at[:16], one.mode, one.result) for one in calls] == [
        (1, "2026-11-20T19:00", "telephone", "3.13"),
        (2, "2026-11-21T10:30", "telephone", "3.12"),
        (3, "2026-11-22T18:00", "telephone", "5.10"),
    ]
    assert find_case(laptop, CASE).appointment == "2026-11-24T19:30"


def test_a_number_out_of_service_is_not_eligible(laptop):
    record_visit(laptop, CASE, VisitEntry("3.13", "telephone"))
    record_visit(laptop, CASE, VisitEntry("4.30", "telephone"))
    revision = close_case(laptop, CASE)
    assert (revision.header.disposition, revision.header.mode) == ("4.30", "telephone")


def test_every_result_offered_is_a_code():
    assert set(AT_THE_DOOR) | set(BY_TELEPHONE) <= set(DISPOSITIONS)


# Reserves.


def reserve(laptop, number, order, replaces=("NC", "NE")):
    one = Assignment(
        f"re{number}",
        f"330402-C001-R0000{number}",
        laptop.device_id,
        "张三",
        "short",
        f"{number}" * 32,
        "issued",
        "2026-11-23T00:00:00Z",
        None,
        {
            "kish": "A",
            "psu": "330402-C001",
            "purpose": "reserve",
            "order": order,
            "replaces": list(replaces),
        },
    )
    write_assignments(laptop.store, [one])


def states(laptop):
    cases = list_cases(laptop)
    return {case.iid[0]: case.state for case in cases if case.purpose == "reserve"}


def end(laptop, iid, result):
    record_visit(laptop, iid, VisitEntry(result))
    close_case(laptop, iid)


def test_reserves_open_one_for_one_in_their_order(laptop):
    reserve(laptop, 7, order=2)
    reserve(laptop, 8, order=1)
    assert states(laptop) == {"7": LOCKED, "8": LOCKED}
    end(laptop, "1" * 32, "2.111")  # a refusal is not replaced by this plan
    assert states(laptop) == {"7": LOCKED, "8": LOCKED}
    end(laptop, "2" * 32, "2.24")
    assert states(laptop) == {"7": LOCKED, "8": OPEN}
    end(laptop, "3" * 32, "4.60")
    assert states(laptop) == {"7": OPEN, "8": OPEN}


def test_a_closed_reserve_takes_neither_visit_nor_interview(laptop):
    reserve(laptop, 7, order=1)
    for work in (
        lambda: record_visit(laptop, "7" * 32, VisitEntry("2.24")),
        lambda: begin(laptop, iid="7" * 32),
    ):
        with pytest.raises(SurveyError) as trouble:
            work()
        assert trouble.value.code == "fieldwork.reserve-locked"


def test_whom_a_reserve_stands_for_is_recorded(laptop):
    reserve(laptop, 7, order=1)
    end(laptop, "2" * 32, "2.24")
    opened = begin(laptop, iid="7" * 32)
    fill(opened)
    done = opened.finish()
    assert done.revision.closed.selection["replaces"] == "330402-C001-H00002"


# Contacts.


def test_contact_lies_in_the_free_leaf_and_survives_a_break(laptop):
    opened = begin(laptop)
    opened.leave_contact(LeftContact("王女士", "0573-00000000"))
    opened.pause()
    again = resume_interview(laptop, CASE)
    fill(again)
    done = again.finish()
    assert done.revision.free.contact == {"name": "王女士", "telephone": "0573-00000000"}
    assert "王女士" not in done.revision.closed_text


def test_without_consent_no_contact_is_kept(laptop):
    opened = begin(laptop)
    opened.leave_contact(LeftContact("王女士"))
    opened.answer("consent", "no")
    assert opened.finish().revision.free.contact == {}


def test_the_frame_s_contact_of_a_unit_is_found(laptop):
    unit = find_case(laptop, CASE).unit_id
    assert contact_of(laptop, unit).telephone == ""
    write_contacts(laptop.store, [Contact(unit, telephone="0573-1")])
    assert contact_of(laptop, unit).telephone == "0573-1"


# Quota cells.


def test_completed_interviews_are_taken_off_their_quota_cell(laptop):
    write_plan(laptop.store, PlanRow("p1", "2025", "quota", {}, "made", "2026-01-01"))
    cells = [
        QuotaCell("c1", "p1", "quota", "330402", {"age_band": "40-49"}, 9),
        QuotaCell("c2", "p1", "quota", "330402", {"age_band": "30-39"}, 9),
        QuotaCell("c3", "p1", "quota", "330424", {"age_band": "40-49"}, 9),
    ]
    bands = categories(40)
    cells = [replace(cells[0], definition=bands), *cells[1:]]
    write_quota_cells(laptop.store, "p1", cells)
    shares = [QuotaShare(cell.cell_id, laptop.device_id, 2, 1, 0, "") for cell in cells]
    write_shares(laptop.store, shares)
    for iid in ("1" * 32, "2" * 32, "3" * 32):
        opened = begin(laptop, iid=iid)
        fill(opened)
        assert opened.finish().disposition == "1.10"
    left = {one.cell_id: (one.target, one.done, one.left) for one in quota_left(laptop)}
    assert left == {"c1": (2, 3, 0), "c2": (2, 0, 2), "c3": (2, 0, 2)}


def categories(age):
    from surveyapp.fieldwork.monitoring import categories_of

    return categories_of({"age": age})


# Paradata.


def test_no_text_that_was_typed_lies_in_the_events(laptop):
    opened = begin(laptop)
    fill(opened, **{"main/remark": "MARKER-TEXT"})
    opened.answer("main/remark", "MARKER-TEXT and more")
    events = laptop.store.rows("SELECT path, kind, detail FROM answer_event")
    assert "MARKER" not in json.dumps([tuple(row) for row in events])
    done = opened.finish()
    assert "MARKER" not in json.dumps(done.revision.free.paradata)
    assert done.revision.free.paradata["changes"] == 1
