"""Weights after post-stratification, raking, calibration, trimming and nonresponse against R."""

import numpy as np
import pytest

from tests.weights.reference import agree, cases, design
from tests.weights.test_reference_estimates import compare
from weights import Design


def whole(name):
    return design(name).using(degrees="design")


def margins_of(case):
    return case["adjust"][0]["margins"]


def same_weights(found, expected, key, rel_tol):
    by_id = dict(zip(found.frame[key].tolist(), found.weights.tolist(), strict=True))
    agree([by_id[k] for k in expected["id"]], expected["weights"], rel_tol)
    agree([found.spread.kish_deff], [expected["kish_deff"]], 1e-8)


S4 = ["sat", "aware", "visits", "spend"]
TOTALS = {"intercept": 6194, "api99": 3914069}
STYPE = {"E": 4421, "H": 755, "M": 1018}


def test_poststratified_domains_agree_with_r():
    case = cases()["poststrat.clus1_domain"]
    found = whole("clus1").poststratify("stype", STYPE).mean("api00", by="comp_imp")
    compare(found, case["expect"], case["rel_tol"])


def test_raking_gives_the_weights_and_estimates_of_r():
    case = cases()["rake.clus1"]
    found = whole("clus1").rake(margins_of(case))
    same_weights(found, case["expect"]["weights"], "snum", case["rel_tol"])
    agree(found.mean("api00").values(), case["expect"]["mean"]["est"], case["rel_tol"])
    agree(found.total("enroll").values(), case["expect"]["total"]["est"], case["rel_tol"])
    # R's rake() sweeps residuals by unweighted margin means; the textbook projection is 1 % off
    agree(found.mean("api00").errors(), case["expect"]["mean"]["se"], 0.02)


@pytest.mark.parametrize("way", ["rake", "calibrate"])
def test_raking_to_four_margins_agrees_with_r_in_everything(way):
    case = cases()["rake.pub_exact"]
    expected = case["expect"]
    found = whole("pub")
    found = (
        found.rake(margins_of(case))
        if way == "rake"
        else found.calibrate(margins_of(case), method="raking")
    )
    same_weights(found, expected["weights"], "id", case["rel_tol"])
    compare(found.mean(S4), expected["mean"], case["rel_tol"])
    compare(found.mean("sat", by="district"), expected["by"], case["rel_tol"])
    agree([row.deff for row in found.mean(S4)], expected["deff"], case["rel_tol"])


@pytest.mark.parametrize("name", ["calibrate.linear", "calibrate.linear_bounded"])
def test_linear_calibration_agrees_with_r(name):
    case = cases()[name]
    bounds = case["adjust"][0].get("bounds")
    found = whole("pub").calibrate(margins_of(case), bounds=bounds and tuple(bounds))
    same_weights(found, case["expect"]["weights"], "id", case["rel_tol"])
    compare(found.mean(S4), case["expect"]["mean"], case["rel_tol"])
    if "total" in case["expect"]:
        compare(found.total(["sat", "spend"]), case["expect"]["total"], case["rel_tol"])
    if "g" in case["expect"]:
        record = found.records[0]
        agree([record.factor_low, record.factor_high], case["expect"]["g"], case["rel_tol"])


def test_calibration_to_a_category_and_a_number_agrees_with_r():
    case = cases()["calibrate.continuous"]
    found = whole("clus1").calibrate({"stype": STYPE}, {"api99": 3914069})
    same_weights(found, case["expect"]["weights"], "snum", case["rel_tol"])
    compare(found.mean("api00"), case["expect"]["mean"], case["rel_tol"])
    compare(found.total("enroll"), case["expect"]["total"], case["rel_tol"])


def test_calibration_then_trimming_of_factors_agrees_with_r():
    case = cases()["calibrate.trim"]
    found = whole("clus1").calibrate({"stype": STYPE}, {"api99": 3914069}, method="raking")
    found = found.trim_factors(*case["adjust"][0]["trim"])
    same_weights(found, case["expect"]["weights"], "snum", case["rel_tol"])
    compare(found.mean("api00"), case["expect"]["mean"], case["rel_tol"])


def test_strict_trimming_agrees_with_r():
    case = cases()["trim.strict"]
    found = whole("pub").calibrate(margins_of(case), method="raking").trim(100, 700)
    same_weights(found, case["expect"]["weights"], "id", case["rel_tol"])
    compare(found.mean(S4), case["expect"]["mean"], case["rel_tol"])


def test_weighting_classes_agree_with_r():
    case = cases()["nonresponse.classes"]
    found = design("puball").adjust_nonresponse("resp", by=("district", "age"))
    weighted = found.frame.assign(w=found.weights)
    answered = weighted[weighted.resp == 1].reset_index(drop=True)
    # R then looks at respondents alone, with the adjustment taken as known
    alone = Design.from_frame(answered, "w", "stratum", "psu", lonely="adjust")
    expected = case["expect"]
    by_id = dict(zip(answered.id, answered.w, strict=True))
    agree([by_id[k] for k in expected["id"]], expected["weights"], case["rel_tol"])
    agree([alone.weights.sum()], [expected["sum"]], case["rel_tol"])
    compare(alone.using(degrees="design").mean(["sat", "aware"]), expected["mean"], 1e-9)


def test_propensities_agree_with_r():
    expected = cases()["nonresponse.svyglm"]["expect"]
    start = design("puball")
    frame = start.frame.astype({"age": "category", "urb": "category", "educ": "category"})
    start = Design.from_frame(frame, "bw", "stratum", "psu")
    found = start.adjust_nonresponse("resp", by=("age", "urb", "educ"), method="propensity")
    answered = found.weights > 0
    fitted = dict(zip(expected["fitted_id"], expected["fitted"], strict=True))
    ours = start.weights[answered] / found.weights[answered]
    agree(ours, [fitted[k] for k in frame.id[answered]], 1e-7)
    assert np.array_equal(answered, frame.resp.to_numpy() == 1)
