import numpy as np
import pandas as pd
import pytest

from questionnaires.method import IndicatorRow
from surveyapp.analysis.readings import read_figures
from surveyapp.errors import SurveyError

KINDS = {"view": "select_one", "pieces": "integer"}
FRAME = pd.DataFrame(
    {
        "view": ["good", "bad", "unclear", None, "good"],
        "pieces": [1.0, 2.0, np.nan, 4.0, 9.0],
    }
)
INTERVIEWED = np.array([True, True, True, True, False])
SATISFIED = IndicatorRow(
    "satisfied",
    base="${view} != ''",
    expression="${view} = 'good'",
    unclear="excluded",
    unclear_when="${view} = 'unclear'",
)


def readings(indicator):
    found = read_figures(FRAME, KINDS, [indicator], INTERVIEWED)
    return {one.reading: one.values.tolist() for one in found}


def same(first, second):
    np.testing.assert_array_equal(np.array(first), np.array(second))


nan = float("nan")


def test_unclear_answers_have_four_readings():
    found = readings(SATISFIED)
    same(found["excluded"], [1, 0, nan, nan, nan])
    same(found["not_satisfied"], [1, 0, 0, nan, nan])
    same(found["bounds_low"], [1, 0, 0, nan, nan])
    same(found["bounds_high"], [1, 0, 1, nan, nan])


def test_the_indicator_says_which_reading_is_primary():
    found = read_figures(FRAME, KINDS, [SATISFIED], INTERVIEWED)
    assert [one.reading for one in found if one.is_primary] == ["excluded"]


def test_a_score_maps_answers_to_points_and_has_none_for_unclear():
    score = IndicatorRow(
        "score",
        kind="score",
        base="${view} != ''",
        expression="${view}",
        option_scores={"good": 100.0, "bad": 0.0},
        unclear="excluded",
        unclear_when="${view} = 'unclear'",
    )
    found = readings(score)
    assert list(found) == ["excluded"]
    same(found["excluded"], [100, 0, nan, nan, nan])


def test_a_mean_counts_only_those_interviewed_and_in_the_base():
    found = readings(IndicatorRow("m", kind="mean", base="${pieces} < 3", expression="${pieces}"))
    same(found["all"], [1, 2, nan, nan, nan])


def test_a_ratio_carries_its_denominator():
    ratio = IndicatorRow("r", kind="ratio", expression="${pieces}", denominator="${pieces} * 2")
    (found,) = read_figures(FRAME, KINDS, [ratio], INTERVIEWED)
    same(found.below, [2, 4, nan, 8, 18])


def test_an_expression_about_an_unknown_question_is_refused_by_name():
    wrong = IndicatorRow("wrong", expression="${nobody} = 1")
    with pytest.raises(SurveyError) as caught:
        read_figures(FRAME, KINDS, [wrong], INTERVIEWED)
    assert caught.value.code == "analysis.bad-indicator"
    assert "wrong" in caught.value.sentence
