from dataclasses import replace

import pytest
from invented import FORM, make_survey

from surveyapp.analysis.indicator_sets import (
    current_indicators,
    read_body,
    read_indicator_changes,
    store_indicators,
    write_body,
)
from surveyapp.errors import SurveyError


def changed(survey, **fields):
    rows = current_indicators(survey).indicators
    return [replace(rows[0], **fields), *rows[1:]]


def test_the_shipped_set_holds_the_five_official_indicators(surveyed):
    found = current_indicators(surveyed)
    keys = [one.key for one in found.primaries]
    assert keys == ["satisfaction", "participation", "disposables", "appliances", "water_devices"]
    assert found.form_id == FORM
    assert not found.changed_after_start


def test_a_set_survives_its_text(surveyed):
    rows = current_indicators(surveyed).indicators
    assert read_body(write_body(rows)) == rows


def test_before_the_first_interview_a_change_needs_no_reason(tmp_path):
    with make_survey(tmp_path / "new.survey", permille=0.05) as survey:
        before = current_indicators(survey)
        after = store_indicators(survey, FORM, changed(survey, target=85.0))
        assert after.indicator("satisfaction").target == 85.0
        assert after.hash != before.hash
        assert read_indicator_changes(survey) == ()


def test_after_the_first_interview_a_change_needs_a_reason(fresh):
    before = current_indicators(fresh)
    with pytest.raises(SurveyError) as caught:
        store_indicators(fresh, FORM, changed(fresh, target=85.0))
    assert caught.value.code == "analysis.change-needs-reason"
    assert current_indicators(fresh) == before


def test_a_later_change_is_listed_for_the_report(fresh):
    found = store_indicators(fresh, FORM, changed(fresh, target=85.0), "新的规划")
    assert found.changed_after_start
    assert found.frozen_at
    (change,) = read_indicator_changes(fresh)
    assert (change.key, change.changed, change.reason) == ("satisfaction", ("target",), "新的规划")


def test_another_label_is_no_change_of_the_definition(fresh):
    store_indicators(fresh, FORM, changed(fresh, labels={"zh": "满意度"}))
    assert read_indicator_changes(fresh) == ()


def test_an_unknown_indicator_is_named(surveyed):
    with pytest.raises(SurveyError) as caught:
        current_indicators(surveyed).indicator("happiness")
    assert "happiness" in caught.value.sentence
