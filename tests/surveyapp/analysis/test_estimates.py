import numpy as np
import pytest
from invented import FORM, interview

from surveyapp.analysis.coverage import coverage_table, uncovered
from surveyapp.analysis.estimates import read_estimates, read_estimates_run, run_estimates
from surveyapp.analysis.sensitivity import sensitivity_table
from surveyapp.analysis.verdicts import read_verdicts
from surveyapp.analysis.weighting import read_weighting_run, run_weighting
from surveyapp.analysis.wide_tables import read_wide_tables
from surveyapp.errors import SurveyError
from surveyapp.population.districts import CITY_CODE, DISTRICTS
from surveyapp.population.harmonise import HarmoniseRules, harmonise_survey
from surveyapp.store.runs import read_weights


def test_the_satisfaction_rate_is_the_weighted_share_of_those_with_a_view(surveyed):
    (row,) = read_estimates(
        surveyed, indicator="satisfaction", domain_variable="city", reading="excluded"
    )
    run = read_weighting_run(surveyed)
    final = {one.iid: one.final for one in read_weights(surveyed.store, run.run_id)}
    table = read_wide_tables(surveyed, FORM).interviews
    said = table[table["sat_overall"].notna() & (table["sat_overall"] != "unclear")]
    weights = np.array([final[iid] for iid in said["iid"]])
    content = said["sat_overall"].isin(["satisfied", "fairly_satisfied"]).to_numpy()
    assert row.estimate == pytest.approx(100 * weights[content].sum() / weights.sum())
    assert row.n == len(said)
    assert row.low < row.estimate < row.high


def test_every_person_indicator_has_every_domain(surveyed):
    rows = read_estimates(surveyed, indicator="participation", reading="not_satisfied")
    domains = {}
    for row in rows:
        domains.setdefault(row.domain_variable, []).append(row.domain)
    assert domains["city"] == [CITY_CODE]
    assert set(domains["district"]) == set(DISTRICTS)
    assert {name: len(found) for name, found in domains.items()} == {
        "city": 1,
        "district": 7,
        "sex": 2,
        "age_band": 5,
        "education": 4,
        "occupation": 6,
        "residence": 2,
    }


def test_district_rows_carry_a_wider_interval_for_all_at_once(surveyed):
    rows = read_estimates(surveyed, indicator="satisfaction", domain_variable="district")
    assert all(row.low_joint < row.low and row.high_joint > row.high for row in rows)
    assert rows[0].joint_confidence == pytest.approx(1 - 0.05 / 7)


def test_bounds_embrace_the_other_readings(surveyed):
    city = read_estimates(surveyed, indicator="satisfaction", domain_variable="city")
    found = {row.reading: row.estimate for row in city}
    assert found["bounds_low"] == found["not_satisfied"] < found["excluded"] < found["bounds_high"]


def test_degrees_of_freedom_are_clusters_minus_strata(surveyed):
    (row,) = read_estimates(
        surveyed, indicator="disposables", domain_variable="city", reading="all"
    )
    weights = read_weights(surveyed.store, read_weighting_run(surveyed).run_id)
    clusters = {(one.stratum, one.psu) for one in weights if one.final > 0}
    assert row.df == len(clusters) - len({stratum for stratum, _ in clusters})


def test_figures_are_read_as_they_were_made(fresh):
    run_weighting(fresh)
    run = run_estimates(fresh)
    assert read_estimates_run(fresh, run.run_id) == run


def test_verdicts_are_of_the_five_official_indicators(surveyed):
    found = [one for one in read_verdicts(surveyed) if one.domain_variable == "city"]
    assert [one.indicator for one in found] == [
        "satisfaction",
        "participation",
        "disposables",
        "appliances",
        "water_devices",
    ]
    reasons = {one.indicator: one.reason.code for one in found if one.verdict == "not_assessed"}
    assert reasons == {
        "disposables": "analysis.reason-no-earlier-wave",
        "appliances": "analysis.reason-no-sales",
        "water_devices": "analysis.reason-no-audit",
    }


def test_weights_of_other_interviews_are_not_used(tmp_path, fresh):
    run_weighting(fresh)
    fresh.store.execute("UPDATE interview SET head = ? WHERE iid = ?", (b"\0" * 32, "0" * 31 + "1"))
    with pytest.raises(SurveyError) as caught:
        run_estimates(fresh)
    assert caught.value.code == "analysis.weights-outdated"


def test_weights_to_other_margins_are_not_used(fresh):
    run_weighting(fresh)
    harmonise_survey(fresh, HarmoniseRules(adult_share_of_15_19=0.3))
    with pytest.raises(SurveyError) as caught:
        run_estimates(fresh)
    assert caught.value.code == "analysis.weights-outdated"


def test_coverage_after_raking_is_the_population(surveyed):
    rows = coverage_table(surveyed)
    for row in rows:
        if row.variable == "sex_age":
            assert row.share_weighted == pytest.approx(row.share_population, abs=1e-6)
    city = [row for row in rows if (row.district, row.variable) == (CITY_CODE, "education")]
    assert sum(row.share_unweighted for row in city) == pytest.approx(100)
    assert sum(row.target for row in city) > 0
    assert uncovered(city) == ()


def test_sensitivity_sets_the_old_structure_beside_the_new(surveyed):
    rows = {row.indicator: row for row in sensitivity_table(surveyed)}
    assert set(rows) == {"satisfaction", "participation", "participation_mean", "disposables"}
    assert rows["satisfaction"].difference != 0


def test_a_quota_sample_is_read_under_the_model(tmp_path):

    from invented import make_survey

    with make_survey(tmp_path / "quota.survey", permille=0.12) as survey:
        interview(survey)
        survey.change_settings({"survey": {**survey.setting("survey"), "design": "quota"}})
        run = run_weighting(survey)
        assert [step.name for step in run.steps] == ["base", "raking", "trimming"]
        rows = run_estimates(survey).rows
        person = [row for row in rows if row.source == "interviews"]
        assert all(row.under_model for row in person)
        assert run.cases == run.respondents


def test_nothing_is_estimated_before_weighting(fresh):
    with pytest.raises(SurveyError) as caught:
        run_estimates(fresh)
    assert caught.value.code == "analysis.no-weighting-run"
    with pytest.raises(SurveyError) as caught:
        read_estimates(fresh)
    assert caught.value.code == "analysis.no-estimates"
