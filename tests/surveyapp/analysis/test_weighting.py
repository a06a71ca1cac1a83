from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from surveyapp.analysis.calibrators import complete_calibrators
from surveyapp.analysis.recipes import Recipe, default_recipe
from surveyapp.analysis.weighting import list_runs, read_weighting_run, run_weighting, weigh
from surveyapp.errors import SurveyError
from surveyapp.operators import Operator, Role
from surveyapp.population.harmonise import adult_margins
from surveyapp.store.runs import read_weights


def sample(rows):
    """Cases of one district, 100 adults behind each household drawn."""
    columns = ["status", "adults", "sex_age", "education_group", "psu"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        iid=[f"i{k}" for k in range(len(frame))],
        district="330402",
        stratum="330402|urban",
        probability=0.01,
        occupation_group="service",
        residence="urban",
    )


def interviews(count, sex_age="male|18-29", education="senior_secondary", adults=1):
    return [("interview", adults, sex_age, education, f"p{k % 4}") for k in range(count)]


BARE = Recipe(margins=("sex_age",), trim_above=None, least_in_class=1, least_in_category=1)
ALL_MEN = {"sex_age": {"330402": {"male|18-29": 5000.0}}}


def test_adults_and_silence_are_weighed_as_on_households():
    rows = [
        *interviews(6, adults=1),
        *interviews(2, adults=3),
        ("nonresponse", None, None, None, "p0"),
        ("nonresponse", None, None, None, "p1"),
    ]
    weighed = weigh(sample(rows), BARE, ALL_MEN)
    base, eligible = weighed.steps[0], weighed.steps[1]
    # 10 households of 100, 1.5 adults in each of the answering ones.
    assert base.total == pytest.approx(1500)
    assert eligible.name == "nonresponse"
    weights = weighed.design.weights
    assert weights[7] == pytest.approx(3 * weights[0])
    assert weights[8:].tolist() == [0.0, 0.0]


def test_a_dwelling_without_people_gives_its_weight_to_nobody():
    rows = [*interviews(8), ("ineligible", None, None, None, "p0")] * 2
    weighed = weigh(sample(rows), BARE, ALL_MEN)
    step = next(step for step in weighed.steps if step.name == "eligibility")
    assert step.total == pytest.approx(1600)


def test_unknown_eligibility_is_shared_with_the_ineligible_too():
    rows = [*interviews(8), ("ineligible", None, None, None, "p0"), ("unknown", *[None] * 3, "p1")]
    step = next(s for s in weigh(sample(rows), BARE, ALL_MEN).steps if s.name == "eligibility")
    assert step.total == pytest.approx(1000 * 8 / 9)


def test_final_weights_meet_every_margin_of_every_district(surveyed):
    frame_margins = adult_margins(surveyed, default_recipe(surveyed).margins)
    run = read_weighting_run(surveyed)
    last = run.steps[-1]
    assert {line.margin for line in last.margins} == set(frame_margins)
    for line in last.margins:
        assert line.after == pytest.approx(line.target, rel=1e-6)


def test_kept_weights_sum_to_the_adults_and_only_interviews_have_one(surveyed):
    run = read_weighting_run(surveyed)
    kept = read_weights(surveyed.store, run.run_id)
    adults = adult_margins(surveyed, ["sex"])["sex"]
    assert sum(one.final for one in kept) == pytest.approx(
        sum(sum(table.values()) for table in adults.values()), rel=1e-6
    )
    assert {one.status for one in kept if one.final > 0} == {"interview"}
    assert run.respondents == sum(one.final > 0 for one in kept)


def test_no_weight_passes_the_limit_by_much_after_trimming(surveyed):
    run = read_weighting_run(surveyed)
    raked = next(step for step in run.steps if step.name == "raking")
    assert run.steps[-1].high <= 5 * raked.median * (1 + 1e-6)


def test_a_run_is_read_as_it_was_made(fresh):
    run = run_weighting(fresh)
    assert read_weighting_run(fresh, run.run_id) == run
    assert [one.run_id for one in list_runs(fresh, "weighting")] == [run.run_id]


def test_the_same_recipe_gives_the_same_weights(fresh):
    first, second = run_weighting(fresh), run_weighting(fresh)
    assert read_weights(fresh.store, first.run_id) == read_weights(fresh.store, second.run_id)


def test_a_surveyor_may_not_weigh(fresh):
    fresh.operator = Operator("s", "调查员", Role.SURVEYOR)
    with pytest.raises(SurveyError) as caught:
        run_weighting(fresh)
    assert caught.value.code == "core.not-allowed"


def test_weights_are_wanted_before_they_are_read(tmp_path, fresh):
    with pytest.raises(SurveyError) as caught:
        read_weighting_run(fresh)
    assert caught.value.code == "analysis.no-weighting-run"


def test_nobody_interviewed_is_said_and_not_weighed():
    with pytest.raises(SurveyError) as caught:
        weigh(sample([("nonresponse", None, None, None, "p0")] * 4), BARE, ALL_MEN)
    assert caught.value.code == "analysis.no-interviews"


def test_a_class_without_an_interview_joins_its_district():
    frame = sample([*interviews(8), ("nonresponse", None, None, None, "q1")] * 2)
    frame.loc[frame["psu"] == "q1", "stratum"] = "330402|rural"
    frame.loc[0, ["psu", "stratum"]] = ["q2", "330402|rural"]
    weighed = weigh(frame, replace(BARE, least_in_class=3), ALL_MEN)
    assert [finding.code for finding in weighed.findings] == ["analysis.class-joined"]
    assert weighed.design.weights.sum() == pytest.approx(5000)


def calibrated(rows, totals, **limits):
    frame = sample(rows)
    recipe = replace(BARE, margins=("education",), **limits)
    answered = (frame["status"] == "interview").to_numpy()
    return complete_calibrators(frame, answered, recipe, {"education": {"330402": totals}})


def test_a_refused_education_takes_that_of_somebody_of_the_same_sex_and_age():
    rows = [
        *interviews(5, "male|18-29", "bachelor_plus"),
        *interviews(5, "male|60+", "junior_or_less"),
        ("interview", 1, "male|60+", None, "p0"),
    ]
    totals = {"bachelor_plus": 10.0, "junior_or_less": 20.0}
    found = calibrated(rows, totals)
    assert found.columns["education"][-1] == "junior_or_less"
    assert [(f.code, f.parameters["count"]) for f in found.findings] == [("analysis.hot-deck", 1)]


def test_the_hot_deck_follows_its_seed():
    rows = [
        *interviews(20, education="bachelor_plus"),
        *interviews(20, education="junior_or_less"),
        *[("interview", 1, "male|18-29", None, "p0")] * 30,
    ]
    totals = {"bachelor_plus": 10.0, "junior_or_less": 20.0}
    first, again, other = (
        calibrated(rows, totals, hot_deck_seed=seed).columns["education"].tolist()
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_a_rare_category_joins_its_neighbour_with_its_people():
    rows = [*interviews(9, education="junior_or_less"), *interviews(1, education="bachelor_plus")]
    totals = {
        "junior_or_less": 60.0,
        "senior_secondary": 20.0,
        "junior_college": 12.0,
        "bachelor_plus": 8.0,
    }
    found = calibrated(rows, totals, least_in_category=1)
    assert sum(found.totals["education"]["330402"].values()) == 100
    assert set(found.columns["education"]) == set(found.totals["education"]["330402"])
    assert "analysis.category-joined" in {finding.code for finding in found.findings}


def test_what_the_statistics_refuse_is_expected_trouble():
    rows = interviews(8)
    contradiction = {**ALL_MEN, "education": {"330402": {"senior_secondary": 4000.0}}}
    with pytest.raises(SurveyError) as caught:
        weigh(sample(rows), replace(BARE, margins=("sex_age", "education")), contradiction)
    assert caught.value.code == "weights.margins.contradict"
    assert "4000" in caught.value.sentence


def test_a_recipe_survives_its_text_and_its_hash_tells_changes():
    recipe = Recipe(trim_above=None, margins=("sex_age", "education"))
    assert Recipe.from_json(recipe.to_json()) == recipe
    assert recipe.content_hash != replace(recipe, hot_deck_seed=3).content_hash


def test_weights_do_not_depend_on_the_order_of_cases():
    rng = np.random.default_rng(3)
    rows = [*interviews(30), *interviews(30, "male|60+")]
    frame = sample(rows)
    totals = {"sex_age": {"330402": {"male|18-29": 900.0, "male|60+": 2100.0}}}
    mixed = frame.sample(frac=1, random_state=int(rng.integers(99)))
    straight = dict(zip(frame["iid"], weigh(frame, BARE, totals).design.weights, strict=True))
    shuffled = dict(zip(mixed["iid"], weigh(mixed, BARE, totals).design.weights, strict=True))
    assert shuffled == pytest.approx(straight)
