"""Tests of independence, comparisons and models against R."""

import numpy as np
import pytest

from tests.weights.reference import agree, cases, design
from weights import Design, WeightsError
from weights.comparisons import one_sample, paired, rank_test, table_test, two_groups
from weights.regression import fit_model

TABLES = {
    "chisq.clus1_F": ("clus1", "sch_wide", "stype", "F"),
    "chisq.pub_Chisq": ("pub", "sat", "district", "Chisq"),
    "chisq.clus1_adjWald": ("clus1", "sch_wide", "stype", "adjWald"),
    "chisq.pub_saddlepoint": ("pub", "sat", "district", "saddlepoint"),
}


def compare(found, expected, rel_tol):
    agree([found.statistic, found.p_value], [expected["statistic"], expected["p_value"]], rel_tol)
    agree(found.degrees, expected["parameter"], rel_tol)


@pytest.mark.parametrize("name", TABLES)
def test_independence_agrees_with_r(name):
    case = cases()[name]
    designed, row, column, statistic = TABLES[name]
    found = table_test(design(designed).using(degrees="design"), row, column, statistic)
    compare(found, case["expect"], case["rel_tol"])


def test_independence_with_a_jackknife_agrees_with_r():
    case = cases()["chisq.jkn"]
    found = table_test(design("pub").replicate("JKn"), "sat", "sex", "F")
    compare(found, case["expect"], case["rel_tol"])


def test_two_groups_agree_with_r():
    case = cases()["ttest.prop_two_sample"]
    found = two_groups(design("pub"), "sat", "sex")
    compare(found, case["expect"], case["rel_tol"])
    agree(
        [found.estimate, found.low, found.high],
        [case["expect"]["est"], *case["expect"]["ci"]],
        case["rel_tol"],
    )


def test_ranks_agree_with_r():
    case = cases()["ranktest.wilcoxon"]
    found = rank_test(design("pub"), "score", "sex")
    compare(found, case["expect"], case["rel_tol"])
    agree([found.estimate], case["expect"]["est"], case["rel_tol"])


@pytest.mark.parametrize("score", ["vanderwaerden", "median"])
def test_other_rank_scores_see_no_difference_either(score):
    assert rank_test(design("pub"), "score", "sex", score).p_value > 0.05


def test_a_pair_is_the_mean_of_the_differences():
    found = paired(design("pub"), "sat", "sat_prev")
    expected = cases()["contrast.pp_change"]["expect"]
    agree([found.estimate], expected["est"], 1e-9)
    agree([found.low, found.high], expected["ci_t"], 1e-9)


def test_one_mean_against_a_value_uses_the_degrees_of_the_design():
    found = one_sample(design("pub"), "sat", 0.8)
    row = design("pub").mean("sat")[0]
    assert found.degrees == (35.0,)
    assert found.statistic == pytest.approx((row.estimate - 0.8) / row.se)


def test_more_than_two_groups_are_refused():
    with pytest.raises(WeightsError) as caught:
        two_groups(design("pub"), "sat", "district")
    assert caught.value.code == "comparison.groups"


def labelled(name, *columns):
    found = design(name)
    return Design.from_frame(
        found.frame.astype(dict.fromkeys(columns, "category")), "bw", "stratum", "psu"
    )


MODELS = {
    "glm.linear": lambda: fit_model(design("strat"), "api00", ["ell", "meals", "mobility"]),
    "glm.poisson": lambda: fit_model(
        labelled("pub", "age", "sex"), "visits", ["age", "sex"], "poisson"
    ),
    "glm.domain": lambda: fit_model(design("clus1"), "api00", ["meals"], where="stype == 'E'"),
    "nonresponse.svyglm": lambda: fit_model(
        labelled("puball", "age", "urb", "educ"), "resp", ["age", "urb", "educ"], "logistic"
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_models_agree_with_r(name):
    case = cases()[name]
    expected, tol = case["expect"], case["rel_tol"]
    found = MODELS[name]()
    assert [row.variable for row in found.coefficients] == expected["names"]
    agree(found.coefficients.values(), expected["est"], tol)
    agree(found.coefficients.errors(), expected["se"], tol)
    # R stops its iterations at 1e-8, which shows in covariances near zero
    agree(found.coefficients.covariance(), expected["vcov"], max(tol, 2e-5))
    agree([found.df_residual], [expected["df_residual"]], tol)
    agree(found.p_values, expected["p_value"], 100 * tol)
    agree([[row.low, row.high] for row in found.coefficients], expected["ci"], 10 * tol)


def test_a_model_by_replicates_is_near_the_linearised_one():
    linear = fit_model(design("clus1_nofpc"), "api00", ["meals"]).coefficients.errors()
    jackknife = fit_model(design("clus1_nofpc").replicate("JK1"), "api00", ["meals"])
    np.testing.assert_allclose(jackknife.coefficients.errors(), linear, rtol=0.2)


def test_a_model_with_a_repeated_column_is_refused():
    twice = design("pub").assign(again=lambda f: f.age * 2.0)
    with pytest.raises(WeightsError) as caught:
        fit_model(twice, "sat", ["age", "again"])
    assert caught.value.code == "model.singular"
