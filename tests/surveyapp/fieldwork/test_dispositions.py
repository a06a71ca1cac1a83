"""Final codes and outcome rates against cases worked by hand (AAPOR, 2023)."""

from __future__ import annotations

import pytest

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.dispositions import (
    DISPOSITIONS,
    disposition,
    final_code,
    outcome_rates,
    rates_of_counts,
)
from surveyapp.words import set_language

# 50 complete, 10 partial, 20 refusals, 15 non-contacts, 5 other, 8 + 2 unknown, 10 not eligible.
COUNTS = {"I": 50, "P": 10, "R": 20, "NC": 15, "O": 5, "UH": 8, "UO": 2, "NE": 10}


def test_response_rates_by_hand():
    rates = rates_of_counts(COUNTS)
    assert rates.e == pytest.approx(100 / 110)
    assert rates.rr1 == pytest.approx(50 / 110)
    assert rates.rr2 == pytest.approx(60 / 110)
    assert rates.rr3 == pytest.approx(50 / (100 + 10 * 100 / 110))
    assert rates.rr4 == pytest.approx(60 / (100 + 10 * 100 / 110))
    assert rates.rr5 == pytest.approx(0.50)
    assert rates.rr6 == pytest.approx(0.60)
    assert rates.cases == 120


def test_cooperation_refusal_and_contact_rates_by_hand():
    rates = rates_of_counts(COUNTS, e=0.5)
    assert (rates.coop1, rates.coop2) == pytest.approx((50 / 85, 60 / 85))
    assert (rates.coop3, rates.coop4) == pytest.approx((50 / 80, 60 / 80))
    assert (rates.ref1, rates.ref2, rates.ref3) == pytest.approx((20 / 110, 20 / 105, 0.20))
    assert (rates.con1, rates.con2, rates.con3) == pytest.approx((85 / 110, 85 / 105, 0.85))
    assert rates.e_from == "given"


def test_weights_count_instead_of_cases():
    rates = outcome_rates(["1.10", "2.11"], [3.0, 1.0])
    assert rates.rr1 == pytest.approx(0.75)


def test_without_cases_there_is_no_rate():
    assert outcome_rates([]).rr1 is None


def test_an_impossible_share_is_refused():
    with pytest.raises(SurveyError):
        rates_of_counts(COUNTS, e=1.2)


@pytest.mark.parametrize(
    ("results", "interview", "expected"),
    [
        ([], "", "3.11"),
        (["2.24", "2.24"], "1.10", "1.10"),
        (["2.24", "2.24"], "", "2.24"),
        (["2.24", "2.112", "2.24"], "", "2.112"),
        (["5.10", "2.24"], "", "2.25"),
        (["2.25", "2.24"], "", "2.25"),
        (["2.24", "4.61"], "", "4.61"),
        (["4.61", "2.24"], "", "2.24"),
        (["3.18", "3.17"], "", "3.17"),
        (["2.33", "2.24"], "", "2.33"),
    ],
)
def test_the_final_code_of_a_case(results, interview, expected):
    assert final_code(results, interview) == expected


def test_finer_codes_belong_to_the_code_above_and_others_are_refused():
    assert disposition("2.1121").code == "2.112"
    with pytest.raises(SurveyError):
        disposition("9.99")


def test_every_code_has_its_chinese_wording():
    set_language("zh_CN")
    untranslated = [one.code for one in DISPOSITIONS.values() if one.label == one.wording]
    assert untranslated == []
