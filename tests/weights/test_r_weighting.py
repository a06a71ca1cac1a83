"""Calibration, post-stratification and trimming against R survey 4.1-1 (`data/r_cases.R`)."""

import pytest

from tests.weights.reference import agree, design, r_cases, r_names
from weights import Design
from weights.comparisons import table_test, two_groups
from weights.regression import fit_model

# R stops at a relative 1e-13 in these cases, so all figures agree to the usual tolerance
TOL = 1e-9
STYPE = {"E": 4421, "H": 755, "M": 1018}
PLANS = {
    "linear": ({"api99": 3914069}, "linear", None),
    "linear_bounded": ({"api99": 3914069}, "linear", (0.6, 1.9)),
    "raking": ({"api99": 3914069}, "raking", None),
    "raking_bounded": ({}, "raking", (0.5, 1.6)),
    "logit": ({"api99": 3914069}, "logit", (0.4, 2.4)),
    "logit_tight": ({}, "logit", (0.55, 1.5)),
}


def calibrated(designed: str, kind: str) -> Design:
    totals, method, bounds = PLANS[kind]
    return design(designed).calibrate({"stype": STYPE}, totals, method, bounds)


def compare(found, expected, prefix=""):
    names = ("total", "total_se") if prefix else ("est", "se")
    agree(found.values(), expected[names[0]], TOL)
    agree(found.errors(), expected[names[1]], TOL)


@pytest.mark.parametrize("name", [n for n in r_names("calibrate") if "whole" not in n])
def test_calibration(name):
    _, designed, kind = name.split(".")
    expected = r_cases()[name]
    found = calibrated(designed, kind)
    agree(found.weights, expected["weights"], TOL)
    compare(found.mean("api00"), expected)
    agree([found.mean("api00")[0].deff], expected["deff"], TOL)
    compare(found.total("enroll"), expected, "total")


@pytest.mark.parametrize("name", r_names("calibrate_by"))
def test_domains_after_calibration(name):
    _, designed, kind = name.split(".")
    compare(calibrated(designed, kind).mean("api00", by="comp_imp"), r_cases()[name])


@pytest.mark.parametrize("name", r_names("calibrate_ratio"))
def test_ratios_after_calibration(name):
    _, designed, kind = name.split(".")
    compare(calibrated(designed, kind).ratio("api_stu", "enroll"), r_cases()[name])


def test_one_factor_for_a_whole_cluster():
    expected = r_cases()["calibrate.clus1.whole_clusters"]
    totals = {"api99": 3914069}
    found = design("clus1").calibrate({"stype": STYPE}, totals, equal_within="dnum")
    agree(found.weights, expected["weights"], TOL)
    compare(found.mean("api00"), expected)


def test_models_tables_and_groups_credit_the_calibration():
    found = calibrated("clus1", "linear")
    model = fit_model(found, "api00", ["ell", "meals"]).coefficients
    compare(model, r_cases()["calibrate_model.clus1"])
    for name, got in {
        "calibrate_groups.clus1": two_groups(found, "api00", "comp_imp"),
        "calibrate_table.clus1": table_test(
            design("clus1").calibrate(totals={"intercept": 6194, "api99": 3914069}),
            "sch_wide",
            "stype",
        ),
    }.items():
        expected = r_cases()[name]
        agree([got.statistic, got.p_value], [expected["statistic"], expected["p"]], TOL)
        agree(got.degrees, expected["degrees"], TOL)


@pytest.mark.parametrize("y", ["api00", "enroll"])
def test_poststratification(y):
    expected = r_cases()[f"poststratify.clus1.{y}"]
    found = design("clus1").poststratify("stype", STYPE)
    compare(found.mean(y), expected)
    compare(found.total(y), expected, "total")


def test_crossed_poststrata():
    counts = dict(
        zip(
            [(t, s) for s in ("No", "Yes") for t in "EHM"],
            [472, 313, 287, 3949, 442, 731],
            strict=True,
        )
    )
    found = design("srs").poststratify(("stype", "sch_wide"), counts)
    compare(found.mean("api00"), r_cases()["poststratify_crossed.srs"])


def test_trimming_after_calibration():
    expected = r_cases()["trim.clus1"]
    found = calibrated("clus1", "linear").trim(20, 45, once=True)
    agree(found.weights, expected["weights"], TOL)
    compare(found.mean("api00"), expected)
