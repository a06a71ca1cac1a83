"""Replicate variances against R survey 4.1-1 (`data/r_cases.R`)."""

import numpy as np
import pytest

from tests.weights.reference import agree, design, r_cases, r_names
from weights.comparisons import table_test, two_groups
from weights.regression import fit_model
from weights.replicates import Replicates

TOL = 1e-9
STYPE = {"E": 4421, "H": 755, "M": 1018}


def compare(found, expected, prefix=""):
    names = ("total", "total_se") if prefix else ("est", "se")
    agree(found.values(), expected[names[0]], TOL)
    agree(found.errors(), expected[names[1]], TOL)


@pytest.mark.parametrize("name", r_names("replicate"))
def test_jackknives(name):
    _, kind, designed, y, mse = name.split(".")
    expected = r_cases()[name]
    found = design(designed).replicate(kind, mse=mse == "TRUE")
    assert found.replicates.count == expected["count"]
    compare(found.mean(y), expected)
    compare(found.total(y), expected, "total")


def jackknifed():
    return design("clus1").replicate("JK1")


ESTIMATES = {
    "by": lambda: jackknifed().mean("api00", by="stype"),
    "ratio": lambda: jackknifed().ratio("api_stu", "enroll"),
    "model": lambda: fit_model(jackknifed(), "api00", ["ell", "meals"]).coefficients,
    "logistic": lambda: fit_model(jackknifed(), "comp", ["ell", "meals"], "logistic").coefficients,
    "calibrate": lambda: jackknifed().calibrate({"stype": STYPE}, {"api99": 3914069}).mean("api00"),
    "poststratify": lambda: jackknifed().poststratify("stype", STYPE).mean("api00"),
}


@pytest.mark.parametrize("kind", ESTIMATES)
def test_other_estimates_by_jackknife(kind):
    expected = r_cases()[f"replicate_{kind}.JK1.clus1"]
    found = ESTIMATES[kind]()
    agree(found.values(), expected["est"], TOL)
    # R's replicates of a logistic regression are iterated to 1e-8 only
    agree(found.errors(), expected["se"], 1e-6 if kind == "logistic" else TOL)


@pytest.mark.parametrize("kind", ["table", "groups"])
def test_tests_by_jackknife(kind):
    expected = r_cases()[f"replicate_{kind}.JK1.clus1"]
    if kind == "table":
        found = table_test(jackknifed(), "sch_wide", "stype")
    else:
        found = two_groups(jackknifed(), "api00", "comp_imp")
    agree([found.statistic, found.p_value], [expected["statistic"], expected["p"]], TOL)
    agree(found.degrees, expected["degrees"], TOL)


def test_quantiles_by_jackknife():
    expected = r_cases()["replicate_quantile.JK1.clus1"]
    found = jackknifed().quantile("api00", [0.25, 0.5])
    agree(found.values(), expected["est"], TOL)
    agree(found.errors(), expected["se"], TOL)


@pytest.mark.parametrize("kind", ["BRR", "Fay"])
def test_half_samples(kind):
    expected = r_cases()[f"replicate_half.{kind}"]
    start = design("nhd2").assign(two=lambda f: (f.race == 2).astype(float))
    found = start.replicate(kind, fay=0.3).total("two")
    agree(found.errors(), expected["se"], TOL)


def test_multistage_bootstrap_weights_made_by_r():
    expected = r_cases()["replicate_given.mu"]
    factors = np.array(expected["factors"])
    count = factors.shape[1]
    scales = np.full(count, expected["rscale"])
    made = Replicates("given", np.arange(15), factors, expected["scale"], scales)
    found = design("mu").with_replicates(made)
    agree(found.total("y1").errors(), expected["se"], TOL)
    agree(found.mean("y1").errors(), expected["mean_se"], TOL)
