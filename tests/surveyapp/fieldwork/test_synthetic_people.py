"""The synthetic people have the real margins, and their answers the values called true."""

import numpy as np
import pandas as pd
import pytest

from surveyapp.fieldwork.synthetic.model import MODEL_MARGINS, RespondentModel
from surveyapp.fieldwork.synthetic.parameters import WAVE_2024, WAVE_2025
from surveyapp.fieldwork.synthetic.population import SEX_AGE, fit_cells
from surveyapp.population.harmonise import EDUCATION, HarmoniseRules, harmonise_margins
from surveyapp.population.reading import shipped_margins

HAIYAN = "330424"


@pytest.fixture(scope="module")
def margins():
    made = {name: {HAIYAN: {}} for name in MODEL_MARGINS}
    for margin in harmonise_margins(shipped_margins(), HarmoniseRules(), "s"):
        if margin.variable in made and margin.district == HAIYAN:
            made[margin.variable][HAIYAN][margin.category] = margin.value
    return made


@pytest.fixture(scope="module")
def model(margins):
    return RespondentModel.fit(margins, WAVE_2025)


@pytest.fixture(scope="module")
def people(model):
    count = 60_000
    units = pd.DataFrame({"district": HAIYAN, "residence": "urban", "psu": np.arange(count) // 3})
    return model.draw_households(units, np.random.default_rng(5))


def true(model, indicator):
    return next(v.value for v in model.true_values() if v.indicator == indicator)


def test_the_joint_table_has_the_margins(margins):
    cells = fit_cells({name: margins[name][HAIYAN] for name in MODEL_MARGINS[1:4]}).shares
    total = margins["total"][HAIYAN]["total"]
    wanted = [margins["sex_age"][HAIYAN][name] / total for name in SEX_AGE]
    assert cells.sum(axis=(1, 2)) == pytest.approx(wanted)
    wanted = [margins["education"][HAIYAN][name] / total for name in EDUCATION]
    assert cells.sum(axis=(0, 2)) == pytest.approx(wanted)


def test_the_true_satisfaction_is_the_one_wanted(model):
    assert true(model, "satisfaction") == pytest.approx(80.3, abs=1e-6)


def test_a_large_sample_shows_the_true_values(model, people):
    views = people["sat_overall"][~people["sat_overall"].isin(["unclear", "!refused"])]
    rate = 100 * views.isin(["satisfied", "fairly_satisfied"]).mean()
    assert rate == pytest.approx(true(model, "satisfaction"), abs=0.8)
    fields = people[[name for name in people if name.startswith("part_")]]
    joined = ~fields.isin(["none", "unsure"])
    assert 100 * joined.any(axis=1).mean() == pytest.approx(true(model, "participation"), abs=0.8)
    assert 25 * joined.sum(axis=1).mean() == pytest.approx(
        true(model, "participation_mean"), abs=0.6
    )
    pieces = people[[name for name in people if name.startswith("disp_")]].sum(axis=1).mean()
    assert pieces == pytest.approx(true(model, "disposables"), rel=0.02)


def test_the_young_answer_less_often(people):
    young = people["age"] < 30
    complete = people["outcome"] == "complete"
    assert complete[young].mean() < complete[~young].mean() - 0.1


def test_nobody_under_18_or_out_of_the_forms_codes(people):
    assert people["age"].min() >= 18
    assert set(people["occupation"]) <= {
        "leader",
        "professional",
        "clerk",
        "service",
        "agriculture",
        "production",
        "retired",
        "student",
        "homemaker",
        "unemployed",
    }


def test_the_earlier_wave_used_more_disposables(margins, model):
    earlier = RespondentModel.fit(margins, WAVE_2024)
    assert true(earlier, "disposables") == pytest.approx(1.09 * true(model, "disposables"))
