"""Replicate variances against R."""

import numpy as np
import pytest

from tests.weights.reference import agree, cases, design, table
from tests.weights.test_reference_estimates import compare
from weights import Design
from weights.replicates import Replicates

S4 = ["sat", "aware", "visits", "spend"]


def whole(found):
    return found.using(degrees="design")


def given(name, key, frame):
    """Replicate factors from a file keyed like the data."""
    factors = table(name).set_index(key).loc[frame[key]].to_numpy(dtype=float)
    count = factors.shape[1]
    return Replicates("given", np.arange(len(frame)), factors, 1 / (count - 1), np.ones(count))


def test_jackknife_of_clusters_agrees_with_r():
    case = cases()["replicate.jk1"]
    found = design("clus1_nofpc").replicate("JK1")
    assert found.replicates.scale == pytest.approx(case["expect"]["scale"])
    compare(whole(found).mean(["api00", "api99"]), case["expect"]["result"], case["rel_tol"])


def test_jackknife_about_the_estimate_agrees_with_r():
    case = cases()["replicate.jk1_mse"]
    found = design("clus1_nofpc").replicate("JK1", mse=True).ratio("api_stu", "enroll")
    compare(found, case["expect"], case["rel_tol"])


def test_stratified_jackknife_with_fpc_agrees_with_r():
    case = cases()["replicate.jkn_fpc"]
    found = whole(design("strat").replicate("JKn")).mean(["api00", "high"])
    compare(found, case["expect"], case["rel_tol"])


def test_every_replicate_is_poststratified_as_in_r():
    case = cases()["replicate.jkn_pub_poststrat"]
    population = case["adjust"][0]["population"]
    found = design("pub").replicate("JKn").poststratify("age", population)
    compare(found.using(degrees="rank").mean(S4), case["expect"]["mean"], case["rel_tol"])


def test_the_order_of_replicating_and_weighting_does_not_matter():
    population = cases()["replicate.jkn_pub_poststrat"]["adjust"][0]["population"]
    first = design("pub").replicate("JKn").poststratify("age", population).mean(S4)
    second = design("pub").poststratify("age", population).replicate("JKn").mean(S4)
    agree(first.errors(), second.errors(), 1e-12)


def test_balanced_half_samples_agree_with_r():
    case = cases()["replicate.brr_nhanes"]
    start = design("nhd2").assign(
        two=lambda f: (f.race == 2).astype(float), three=lambda f: (f.race == 3).astype(float)
    )
    found = start.replicate("BRR")
    assert found.replicates.count == case["expect"]["n_replicates"]
    compare(whole(found).total(["two", "three"]), case["expect"]["total"], case["rel_tol"])


def test_given_half_samples_agree_with_r():
    case = cases()["replicate.brr_scd"]
    expected = case["expect"]
    frame = table("scd").assign(one=1.0)
    factors = np.array(expected["repweights"], dtype=float)
    replicates = Replicates("given", np.arange(6), factors, expected["scale"], np.ones(4))
    found = Design.from_frame(frame, "one", "ESA", "ambulance").with_replicates(replicates)
    compare(found.ratio("alive", "arrests"), expected["ratio"], case["rel_tol"])
    own = Design.from_frame(frame, "one", "ESA", "ambulance").replicate("BRR")
    for one in (found, own):
        compare(one.mean("alive"), expected["mean"], case["rel_tol"])
        compare(one.total("arrests"), expected["total"], case["rel_tol"])


@pytest.mark.parametrize("method", ["beta", "xlogit", "mean"])
def test_bootstrap_intervals_of_a_proportion_agree_with_r(method):
    case = cases()["replicate.bootstrap_ciprop"]
    start = design("pub")
    found = start.with_replicates(given("pubsurvey_boot", "id", start.frame))
    name = {"mean": "wald"}.get(method, method)
    row = found.using(degrees="rank").proportion("sat", interval=name)[0]
    expected = case["expect"][method]
    got = [row.estimate, row.se, row.low, row.high]
    agree(got, [expected["est"], expected["se"], *expected["ci"]], case["rel_tol"])


@pytest.mark.parametrize("way", ["rake", "calibrate"])
def test_raking_each_bootstrap_replicate_agrees_with_r(way):
    case = cases()["replicate.bootstrap_raked"]
    start = design("pub")
    start = start.with_replicates(given("pubsurvey_boot", "id", start.frame))
    margins = case["adjust"][0]["margins"]
    found = start.rake(margins) if way == "rake" else start.calibrate(margins, method="raking")
    compare(found.mean(["sat", "spend"]), case["expect"]["mean"], case["rel_tol"])


def test_domains_of_a_jackknife_agree_with_r():
    case = cases()["replicate.domain_subset"]
    found = design("pub").replicate("JKn").mean("sat", where="district == 4")
    compare(found, case["expect"], case["rel_tol"])
