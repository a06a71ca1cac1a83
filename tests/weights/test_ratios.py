"""The total or mean by ratio estimation, separate and combined, against R and by hand."""

import pandas as pd
import pytest

from tests.weights.reference import design, table
from weights import Design, WeightsError

# apipop$enroll summed by stype, na.rm=TRUE
ENROLLED = {"E": 1877350.0, "H": 1013824.0, "M": 920298.0}


def test_the_separate_estimator_agrees_with_r():
    # R survey 4.1-1: d <- svydesign(id=~1, strata=~stype, weights=~pw, data=apistrat, fpc=~fpc);
    # predict(svyratio(~api.stu, ~enroll, d, separate=TRUE), total=list(E=1877350, H=..., M=...))
    row = design("strat").ratio_total("api_stu", "enroll", ENROLLED, by="stype")[0]
    assert row.estimate == pytest.approx(3190021.9455676, rel=1e-9)
    assert row.se == pytest.approx(29756.4386045407, rel=1e-9)
    assert (row.statistic, row.n, row.df) == ("ratio total", 200, 197)


def test_the_combined_estimator_agrees_with_r():
    # predict(svyratio(~api.stu, ~enroll, d), total=3811472)
    row = design("strat").ratio_total("api_stu", "enroll", sum(ENROLLED.values()))[0]
    assert row.estimate == pytest.approx(3190037.73978096, rel=1e-9)
    assert row.se == pytest.approx(29565.9815207516, rel=1e-9)


def test_the_mean_divides_by_the_population():
    # predict(..., total=lapply(list(E=, H=, M=), function(t) t/6194))
    found = design("strat").ratio_total("api_stu", "enroll", ENROLLED, "stype", population=6194)
    assert found[0].estimate == pytest.approx(515.018073226929, rel=1e-9)
    assert found[0].se == pytest.approx(4.80407468591229, rel=1e-9)


def test_the_separate_estimator_by_hand():
    # r = 10/5 and 12/4; 2 * 100 + 3 * 50 = 350; residuals y - r x are (1, -1) and (-2, 2).
    # Var of the ratio of stratum h: n/(n-1) sum e^2 / x^2 = 2*2/25 and 2*8/16
    frame = pd.DataFrame(
        {"h": list("aabb"), "x": [2.0, 3.0, 2.0, 2.0], "y": [5.0, 5.0, 4.0, 8.0], "w": [1.0] * 4}
    )
    row = Design.from_frame(frame, "w", "h").ratio_total("y", "x", {"a": 100, "b": 50}, "h")[0]
    assert row.estimate == pytest.approx(350.0)
    assert row.se**2 == pytest.approx(100**2 * 4 / 25 + 50**2 * 16 / 16)


def test_jackknife_and_linearisation_are_near_each_other():
    start = design("strat_nofpc")
    linear = start.ratio_total("api_stu", "enroll", ENROLLED, "stype")[0]
    jackknife = start.replicate("JKn").ratio_total("api_stu", "enroll", ENROLLED, "stype")[0]
    assert jackknife.estimate == pytest.approx(linear.estimate)
    assert jackknife.se == pytest.approx(linear.se, rel=0.05)


def test_strata_without_a_known_total_are_refused_by_name():
    with pytest.raises(WeightsError) as caught:
        design("strat").ratio_total("api_stu", "enroll", {"E": 1.0, "H": 1.0}, "stype")
    assert caught.value.code == "standardise.categories"
    assert caught.value.parameters["expected"] == ("E", "H", "M")


def test_a_stratum_with_nothing_below_gives_no_figure_but_a_flag():
    frame = table("apistrat").assign(enroll=lambda f: f.enroll.where(f.stype != "E", 0.0))
    start = Design.from_frame(frame, "pw", "stype")
    row = start.ratio_total("api_stu", "enroll", ENROLLED, "stype")[0]
    assert row.estimate is None
    assert row.has_flag("estimate.zero_denominator")
