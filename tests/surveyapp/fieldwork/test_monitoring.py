"""Progress, rates, coverage, quality checks, decisions; the shipped forms and their publication."""

from __future__ import annotations

import json

import pytest

from questionnaires.library import open_shipped
from questionnaires.method import CheckRow
from questionnaires.xlsform import read_workbook
from surveyapp.errors import SurveyError
from surveyapp.fieldwork.cases import VisitEntry, close_case, record_visit
from surveyapp.fieldwork.monitoring import (
    categories_of,
    coverage_progress,
    read_progress,
    read_unconfirmed,
    response_rates,
)
from surveyapp.fieldwork.quality import decide_flag, list_flags, run_checks, summarise_checks
from surveyapp.fieldwork.questionnaires import (
    add_shipped,
    current_checks,
    keep_checks,
    keep_questionnaire,
    publish_questionnaire,
)
from surveyapp.fieldwork.respondent_selection import Adult, select_by_birthday, select_by_kish
from surveyapp.fieldwork.whole_interviews import WholeInterview, save_whole_interviews
from surveyapp.operators import Operator, Role
from surveyapp.revisions import LeafVisit
from surveyapp.store.questionnaires import read_methods, read_questionnaires
from surveyapp.store.sampling import PlanRow, QuotaCell, write_plan, write_quota_cells
from surveyapp.survey import StatutoryHeader, SurveyInfo, create_survey
from tests.surveyapp.fieldwork.short_survey import FORM

PUBLIC = "jiaxing_public"


def public_form():
    with open_shipped("jiaxing_public_2025.xlsx") as path:
        return read_workbook(path).questionnaire


@pytest.fixture
def office(tmp_path):
    info = SurveyInfo({"zh": "演示"}, "2025", synthetic=True)
    with create_survey(
        tmp_path / "office.survey", info, Operator("d", "李工", Role.DESIGNER)
    ) as survey:
        add_shipped(survey)
        yield survey


def act_as(survey, role):
    survey.operator = Operator("x", "某人", role)


def interviews(seconds, **answers):
    usual = {
        "age": 40,
        "section_profile/sex": "female",
        "section_profile/education": "primary",
        "section_profile/occupation": "clerk",
        "section_satisfaction/sat_air": "satisfied",
    }
    digest = public_form().content_hash
    for number, length in enumerate(seconds):
        yield WholeInterview(
            f"{number:032x}",
            f"330402-C001-H{number:05d}",
            PUBLIC,
            digest,
            "1.10",
            closed=usual | answers,
            visits=[LeafVisit(1, "2026-11-01T08:00:00Z", "face_to_face", "1.10", "张三")],
            selection={"adults": 2},
            paradata={"seconds": length},
        )


def save(survey, seconds, **answers):
    act_as(survey, Role.SURVEYOR)
    save_whole_interviews(survey, interviews(seconds, **answers))
    act_as(survey, Role.DESIGNER)


def test_the_shipped_forms_bring_indicators_and_checks(office):
    assert {row.form_id for row in read_questionnaires(office.store)} == {
        PUBLIC,
        "water_devices_audit",
    }
    assert len(current_checks(office, PUBLIC)) == 10
    kinds = [(row.kind, row.form_id) for row in read_methods(office.store)]
    assert sorted(kinds) == [
        ("checks", PUBLIC),
        ("checks", "water_devices_audit"),
        ("indicators", PUBLIC),
    ]


def test_adding_the_shipped_forms_twice_changes_nothing(office):
    before = read_methods(office.store), read_questionnaires(office.store)
    add_shipped(office)
    assert (read_methods(office.store), read_questionnaires(office.store)) == before


def test_a_statutory_form_is_published_only_with_its_whole_header(office, tmp_path):
    digest = public_form().content_hash
    with pytest.raises(SurveyError) as trouble:
        publish_questionnaire(office, digest)
    assert trouble.value.code == "fieldwork.header-incomplete"
    header = StatutoryHeader("JX-1", "演示机关", "演示〔2025〕1号", "2026-12-31")
    info = SurveyInfo({"zh": "演示"}, "2025", header=header)
    with create_survey(tmp_path / "b.survey", info, Operator("d", "李", Role.DESIGNER)) as other:
        digest = keep_questionnaire(other, FORM)
        publish_questionnaire(other, digest)
        assert read_questionnaires(other.store)[0].state == "published"


def test_the_first_interview_freezes_the_method(office):
    assert {row.frozen_at for row in read_methods(office.store)} == {None}
    save(office, [600])
    frozen = {row.form_id for row in read_methods(office.store) if row.frozen_at}
    assert frozen == {PUBLIC}


def test_replaced_checks_name_what_they_replace(office):
    old = next(row for row in read_methods(office.store, "checks", PUBLIC))
    new = keep_checks(office, PUBLIC, [CheckRow("old", {"zh": "老"}, "${age} > 99")])
    assert new.replaces == old.hash
    assert [check.key for check in current_checks(office, PUBLIC)] == ["old"]


def test_checks_flag_and_decisions_stand(office):
    save(office, [600] * 25 + [100], **{"section_profile/occupation": "student", "age": 66})
    found = {row.key: row for row in run_checks(office)}
    assert found["student_over_60"].flagged == 26
    assert found["speeding"].flagged == 1
    assert found["retired_under_40"].flagged == 0
    assert found["student_over_60"].label == current_checks(office, PUBLIC)[3].labels["zh"]
    decide_flag(office, "speeding", f"{25:032x}", "excluded", "与录音不符")
    run_checks(office)
    summary = {row.key: row for row in summarise_checks(office)}
    assert (summary["speeding"].flagged, summary["speeding"].undecided) == (1, 0)
    assert len(list_flags(office, undecided=True)) == 26


def test_decisions_are_known_words_about_known_flags(office):
    with pytest.raises(SurveyError):
        decide_flag(office, "speeding", "x", "perhaps")
    with pytest.raises(SurveyError):
        decide_flag(office, "speeding", "x", "accepted")


def test_equal_answers_through_a_scale_are_flagged(office):
    items = ["air", "water", "drinking", "greenery", "waste", "noise", "government", "overall"]
    save(office, [600], **{f"section_satisfaction/sat_{item}": "satisfied" for item in items})
    run_checks(office)
    assert {flag.check_key for flag in list_flags(office)} >= {"equal_scales", "straight_lining"}


def test_checks_of_a_repeat_name_their_instances(office):
    with open_shipped("water_devices_audit.xlsx") as path:
        form = read_workbook(path).questionnaire
    closed = {
        "section_outlet/models_on_sale": 2,
        "models[1]/has_label": "yes",
        "models[1]/label_seen": "yes",
        "models[1]/water_grade": "2",
        "models[2]/has_label": "yes",
        "models[2]/label_seen": "no",
        "models[2]/water_grade": "2",
    }
    act_as(office, Role.SURVEYOR)
    whole = WholeInterview("e" * 32, "o1", form.form_id, form.content_hash, "1.10", closed=closed)
    save_whole_interviews(office, [whole])
    run_checks(office)
    flags = {flag.check_key: flag.detail for flag in list_flags(office)}
    assert flags["grade_not_seen"] == {"places": ["models[2]"]}


def test_coverage_counts_interviews_in_their_categories(office):
    write_plan(office.store, PlanRow("p", "2025", "area", {}, "current", "2026-01-01"))
    cell = QuotaCell("c", "p", "coverage", "330402", {"sex_age": "female|40-49"}, 3)
    write_quota_cells(office.store, "p", [cell])
    save(office, [600, 600])
    (row,) = coverage_progress(office)
    assert (row.target, row.reached, row.left) == (3, 2, 1)


def test_categories_are_those_that_are_raked_to():
    answers = {"age": 25, "a/sex": "male", "a/education": "primary", "a/occupation": "retired"}
    assert categories_of(answers) == {
        "sex": "male",
        "age_band": "18-29",
        "sex_age": "male|18-29",
        "education": "junior_or_less",
        "occupation": "not_employed",
    }
    assert categories_of({"a/education": {"special": "refused"}}) == {}


def test_progress_and_rates_of_a_laptop(laptop):
    for number, result in (("1", "2.112"), ("2", "4.61")):
        record_visit(laptop, number * 32, VisitEntry(result))
        close_case(laptop, number * 32)
    district, everybody = read_progress(laptop)
    assert (district.name, district.assigned, district.finished) == ("330402", 3, 2)
    assert everybody.by == "all"
    city = response_rates(laptop)[-1]
    assert city.is_response_rate
    assert city.rates.ref3 == 1.0
    assert city.rates.counts["UH"] == 1
    waiting = read_unconfirmed(laptop)
    assert (waiting.made, waiting.confirmed, waiting.days) == (2, 0, 0)


def test_days_without_a_confirmation_are_counted(laptop):
    record_visit(laptop, "1" * 32, VisitEntry("2.24"))
    close_case(laptop, "1" * 32)
    laptop.clock._now.now += 5 * 86400
    assert read_unconfirmed(laptop).days == 5


def test_kish_counts_men_first_from_the_oldest():
    adults = [Adult("female", 70), Adult("male", 30), Adult("male", 60)]
    chosen = {select_by_kish(adults, table).index for table in ("A", "B1", "B2", "C", "D", "F")}
    assert chosen == {0, 1, 2}
    assert select_by_kish(adults, "A").index == 2
    assert select_by_kish(adults, "A").to_leaf() == {"adults": 3, "method": "kish", "kish": "A"}


def test_the_last_birthday_goes_over_new_year():
    adults = [Adult("male", 40, "", (3, 1)), Adult("female", 41, "", (12, 30))]
    assert select_by_birthday(adults, (1, 15)).index == 1
    with pytest.raises(SurveyError):
        select_by_birthday([Adult("male", 40)], (1, 15))


@pytest.mark.parametrize("adults", [[], [Adult("male", 17)]])
def test_only_adults_are_selected(adults):
    with pytest.raises(SurveyError):
        select_by_kish(adults, "A")


def test_the_stored_body_of_a_method_is_plain_json(office):
    for row in read_methods(office.store):
        assert isinstance(json.loads(row.body), list)
