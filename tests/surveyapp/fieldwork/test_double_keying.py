"""Paper forms keyed twice: nothing that differs slips through."""

from __future__ import annotations

import pytest

from surveyapp.errors import SurveyError
from surveyapp.fieldwork.double_keying import compare_keyings, settle_keyings

FIRST = {"age": 40, "sex": "male", "bags": 3}
SECOND = {"age": 41, "sex": "male", "cups": 2}


def test_differences_and_agreement():
    compared = compare_keyings(FIRST, SECOND)
    assert [one.path for one in compared.differences] == ["age", "bags", "cups"]
    assert compared.agreement == pytest.approx(0.25)
    assert compare_keyings(FIRST, FIRST).agreement == 1.0


def test_what_is_settled_stands():
    merged = settle_keyings(FIRST, SECOND, {"age": 41, "bags": 3, "cups": None})
    assert merged == {"age": 41, "sex": "male", "bags": 3}


def test_what_is_not_settled_is_named():
    with pytest.raises(SurveyError, match="cups"):
        settle_keyings(FIRST, SECOND, {"age": 41, "bags": 3})
