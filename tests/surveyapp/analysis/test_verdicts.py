import pytest

from questionnaires.method import IndicatorRow
from surveyapp.analysis.results import EstimateRow, WaveDifference
from surveyapp.analysis.verdicts import gather_verdicts, judge
from surveyapp.findings import Finding

AT_LEAST = IndicatorRow("satisfaction", target=80.0, direction="at_least", primary=True)
AT_MOST = IndicatorRow("x", target=10.0, direction="at_most")
EQUAL = IndicatorRow("water_devices", target=100.0, direction="equal")
FALLING = IndicatorRow("disposables", kind="mean", direction="falling", primary=True)


def row(estimate=82.0, low=80.5, high=83.5, **changes):
    given = {"domain_variable": "city", "domain": "330400", "reading": "all", **changes}
    return EstimateRow(
        "r",
        0,
        given.pop("indicator", "satisfaction"),
        given.pop("domain_variable"),
        given.pop("domain"),
        given.pop("reading"),
        estimate,
        0.7,
        low,
        high,
        500,
        **given,
    )


def change(low, high, *, comparable=True):
    return WaveDifference(
        "disposables", "city", "330400", "2024", 20.0, 19.0, -1.0, 0.4, low, high, 60, comparable
    )


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (80.0, 84.0, "met"),
        (80.1, 84.0, "met"),
        (79.9, 84.0, "not_distinguishable"),
        (76.0, 80.0, "not_distinguishable"),
        (76.0, 79.9, "not_met"),
    ],
)
def test_the_interval_decides_against_a_lower_limit(low, high, verdict):
    assert judge(row(80.0, low, high), AT_LEAST)[0] == verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(8.0, 9.9, "met"), (9.0, 10.5, "not_distinguishable"), (10.1, 12.0, "not_met")],
)
def test_the_interval_decides_against_an_upper_limit(low, high, verdict):
    assert judge(row(9.5, low, high), AT_MOST)[0] == verdict


def test_a_district_is_judged_by_its_simultaneous_interval():
    narrow = row(domain_variable="district", domain="330402", low_joint=79.0, high_joint=85.0)
    assert judge(narrow, AT_LEAST)[0] == "not_distinguishable"


def test_other_domains_have_no_verdict():
    assert judge(row(domain_variable="sex", domain="male"), AT_LEAST) == ("", None)


def test_an_indicator_without_a_target_has_no_verdict():
    assert judge(row(), IndicatorRow("awareness")) == ("", None)


@pytest.mark.parametrize(("estimate", "verdict"), [(50.0, "met"), (49.99, "not_met")])
def test_a_complete_count_is_compared_directly(estimate, verdict):
    half = IndicatorRow("appliances", target=50.0, direction="at_least")
    assert judge(row(estimate, None, None, complete=True), half)[0] == verdict


def test_what_cannot_be_assessed_says_why():
    reason = Finding("analysis.reason-no-sales")
    assert judge(row(None, None, None, reason=reason), AT_LEAST) == ("not_assessed", reason)


def test_a_figure_without_an_interval_is_not_assessed():
    verdict, reason = judge(row(82.0, None, None), AT_LEAST)
    assert (verdict, reason.code) == ("not_assessed", "analysis.reason-no-interval")


def test_one_failing_model_is_enough():
    assert judge(row(99.9, 99.0, 100.0), EQUAL)[0] == "not_met"


def test_no_failing_model_in_a_sample_proves_nothing_and_names_the_bound():
    verdict, reason = judge(row(100.0, 95.0, 100.0, upper_bound=7.24), EQUAL)
    assert verdict == "not_distinguishable"
    assert "7.2" in reason.wording.sentence


def test_no_failing_model_in_a_complete_count_is_met():
    assert judge(row(100.0, None, None, complete=True), EQUAL)[0] == "met"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(-2.0, -0.1, "met"), (-2.0, 0.1, "not_distinguishable"), (0.1, 2.0, "not_met")],
)
def test_a_falling_target_is_judged_by_the_change(low, high, verdict):
    assert judge(row(19.0, 18.0, 20.0), FALLING, change(low, high))[0] == verdict


def test_without_an_earlier_wave_a_fall_is_not_assessed():
    verdict, reason = judge(row(), FALLING)
    assert (verdict, reason.code) == ("not_assessed", "analysis.reason-no-earlier-wave")


def test_waves_that_differ_in_mode_give_no_verdict():
    verdict, reason = judge(row(), FALLING, change(-2.0, -1.0, comparable=False))
    assert (verdict, reason.code) == ("not_assessed", "analysis.reason-not-comparable")


def test_readings_that_disagree_stand_beside_the_verdict():
    rows = [
        row(reading="excluded", verdict="met"),
        row(reading="not_satisfied", verdict="not_met", primary_reading=False),
    ]
    (found,) = gather_verdicts(rows, [AT_LEAST])
    assert found.verdict == "met"
    assert found.depends_on_reading
    assert found.by_reading == {"excluded": "met", "not_satisfied": "not_met"}
