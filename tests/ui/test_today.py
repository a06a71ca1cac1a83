"""Today's page of an office file: no addresses, but the questionnaire can be practised."""

from __future__ import annotations

from surveyapp.survey import open_survey
from ui.interview.numbers import plain_date, plain_moment, plain_number, plain_time
from ui.pages.today_page import TodayPage


def test_without_addresses_the_page_offers_practice(plain_survey):
    with open_survey(plain_survey) as survey:
        data = TodayPage.read(survey)
        summary = TodayPage.summarise(survey)
    assert data.cases == ()
    assert {one.form_id for one in data.forms} >= {"jiaxing_public", "water_devices_audit"}
    assert summary.state == "empty"


def test_numbers_dates_and_times_are_read_as_people_type_them():
    assert plain_number("１，２３４。５") == "1234.5"
    assert plain_date("2026年1月3日") == plain_date("20260103") == "2026-01-03"
    assert plain_time("8点5分") == "08:05"
    assert plain_moment("2026/1/3 8:05") == "2026-01-03T08:05"
