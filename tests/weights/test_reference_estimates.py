"""Means, totals, ratios, domains and proportions against R survey 4.5."""

import numpy as np
import pytest

from tests.weights.reference import agree, cases, design
from weights import Estimates, generator
from weights.moments import contrast, smooth

PARTS = {
    "est": lambda found: found.values(),
    "se": lambda found: found.errors(),
    "df": lambda found: [found[0].df],
    "ci_t": lambda found: [[row.low, row.high] for row in found],
    "cv": lambda found: [row.cv for row in found],
    "deff": lambda found: [row.deff for row in found],
    "vcov": lambda found: found.covariance(),
}


def whole(name, **choices):
    """The interval with the degrees of freedom of the whole design, as R prints it."""
    return design(name).using(degrees="design", **choices)


def compare(found, expected, rel_tol):
    for part, value in PARTS.items():
        if part in expected:
            agree(value(found), expected[part], rel_tol)


CALLS = {
    "mean.srs": lambda: whole("srs").mean(["api00", "enroll"]),
    "total.srs_nofpc": lambda: whole("srs_nofpc").total("high"),
    "mean.strat_nofpc": lambda: whole("strat_nofpc").mean(["api00", "enroll"]),
    "total.clus1": lambda: whole("clus1").total("high"),
    "mean.clus2": lambda: whole("clus2").mean(["api00", "enroll"], where="enroll.notna()"),
    "total.clus2_wr": lambda: whole("clus2_wr").total("high"),
    "total.clus1_deff": lambda: whole("clus1").total("api_stu"),
    "total.factor": lambda: whole("strat").total("comp_imp"),
    "mean.ci90": lambda: whole("nhd", confidence=0.9).mean("HI_CHOL"),
    "mean.mu284_ultimate": lambda: whole("mu", ultimate=True).mean("y1"),
    "mean.fpc_wr": lambda: whole("fpcs_wr").mean("x"),
    "mean.pubf": lambda: whole("pubf").mean(["sat", "aware", "rare", "visits", "spend"]),
    "pps.total_ppsw": lambda: whole("ppsw").total(["Bush", "Kerry", "Nader"]),
    "ratio.two": lambda: whole("strat").ratio(["api00", "api_stu"], "enroll"),
    "ratio.pub_visits": lambda: whole("pub").ratio("visits", "visits_prev"),
    "lonely.fpc_remove": lambda: whole("lonelyfpc", lonely="remove").mean("x"),
    "lonely.domain_average": lambda: whole("pub", lonely="average", domain_lonely=True).mean(
        "sat", where="psu in (1101, 2101, 2102, 3101, 3102)"
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_estimates_agree_with_r(name):
    case = cases()[name]
    compare(CALLS[name](), case["expect"], case["rel_tol"])


@pytest.mark.parametrize("lonely", ["certainty", "average"])
def test_lonely_psus_agree_with_r(lonely):
    case = cases()[f"lonely.{lonely}"]
    found = whole("publone", lonely=lonely)
    compare(found.mean(["sat", "spend"]), case["expect"]["mean"], case["rel_tol"])
    compare(found.total("sat"), case["expect"]["total"], case["rel_tol"])


def test_degrees_of_a_domain_count_only_psus_and_strata_that_contain_it():
    assert design("nhd").degrees_of("race == 4") == cases()["df.subset"]["expect"]["df"]


DOMAINS = {
    "domain.by_two": lambda: whole("clus1").mean("api99", by=("stype", "sch_wide")),
    "domain.by_cov": lambda: whole("clus1").mean("api00", by="stype"),
    "domain.nhanes_race": lambda: whole("nhd").mean("HI_CHOL", by=("race", "RIAGENDR")),
}


@pytest.mark.parametrize("name", DOMAINS)
def test_domains_agree_with_r(name):
    case = cases()[name]
    found = DOMAINS[name]()
    labels = [", ".join(f"{key}={value}" for key, value in row.domain) for row in found]
    order = [labels.index(group) for group in case["expect"]["groups"]]
    compare(found.take(order), case["expect"], case["rel_tol"])


PROPORTIONS = [name for name in cases() if name.startswith("ciprop.") and name.count(".") == 3]


@pytest.mark.parametrize("name", PROPORTIONS)
def test_proportion_intervals_agree_with_r(name):
    case = cases()[name]
    _, designed, variable, method = name.split(".")
    method = {"mean": "wald"}.get(method, method)
    row = design(designed).proportion(variable, interval=method)[0]
    expected = case["expect"]
    agree([row.estimate, row.se], [expected["est"], expected["se"]], 1e-9)
    assert row.df == case["call"]["df"]
    if method == "likelihood":
        # R finds these ends with uniroot(), to 1.2e-4 on the log odds; ours are exact
        odds = np.log(np.array([[row.low, row.high], expected["ci"]]))
        odds -= np.log(1 - np.array([[row.low, row.high], expected["ci"]]))
        assert np.abs(odds[0] - odds[1]).max() < 1.2e-4
    else:
        agree([row.low, row.high], expected["ci"], case["rel_tol"])


@pytest.mark.parametrize(
    "name",
    ["ciprop.level80.wilson", "ciprop.level90.beta", "ciprop.level99.logit", "ciprop.level99.mean"],
)
def test_proportion_intervals_at_other_levels_agree_with_r(name):
    case = cases()[name]
    call, expected = case["call"], case["expect"]
    method = {"mean": "wald"}.get(call["method"], call["method"])
    row = design("pub").using(confidence=call["level"]).proportion("sat", interval=method)[0]
    agree([row.low, row.high], expected["ci"], case["rel_tol"])


def test_districts_against_a_target_agree_with_r():
    from weights import against_target

    case = cases()["ciprop.target80"]
    tests = against_target(whole("pub").proportion("sat", by="district"), 0.8)
    for part in ("t", "p_below", "p_two_sided"):
        agree([getattr(test, part) for test in tests], case["expect"][part], case["rel_tol"])


@pytest.mark.parametrize("method", ["beta", "wilson", "logit", "wald", "korn-graubard"])
def test_nobody_in_a_domain_gets_a_one_sided_interval_and_says_so(method):
    row = design("pub").proportion("rare", where="district == 3", interval=method)[0]
    assert row.estimate == 0
    assert row.low == 0
    assert 0 < row.high < 0.1
    assert row.interval_method == "korn-graubard"
    assert any(flag.code.startswith("interval.") for flag in row.flags)


def test_everybody_with_few_degrees_gets_no_interval_but_a_reason():
    row = design("pub").proportion("aware", where="district == 6 and urb == 2")[0]
    assert row.estimate == 1
    assert row.low is None
    assert row.has_flag("interval.too_few_degrees")


QUANTILES = {
    "quantile.shahvaish": lambda: ("strat", "shahvaish", "wald"),
    "quantile.hf3": lambda: ("strat", "hf3", "wald"),
    "quantile.hf6": lambda: ("strat", "hf6", "wald"),
    "quantile.hf9": lambda: ("strat", "hf9", "wald"),
    "quantile.interval_asin": lambda: ("clus1", "math", "asin"),
}


@pytest.mark.parametrize("name", QUANTILES)
def test_quantiles_agree_with_r(name):
    case = cases()[name]
    designed, rule, interval = QUANTILES[name]()
    for variable, expected in case["expect"].items():
        found = whole(designed).quantile(variable, expected["p"], rule=rule, interval=interval)
        agree(found.values(), expected["est"], case["rel_tol"])
        agree([row.low for row in found], expected["lower"], case["rel_tol"])
        agree([row.high for row in found], expected["upper"], case["rel_tol"])
        agree(found.errors(), expected["se"], case["rel_tol"])


def test_medians_of_districts_agree_with_r():
    case = cases()["domain.pub_quantile"]
    found = design("pub").quantile("spend", by="district")
    agree(found.values(), case["expect"]["est"], case["rel_tol"])
    agree(found.errors(), case["expect"]["se"], case["rel_tol"])


def test_variances_agree_with_r():
    case = cases()["var.strat"]
    found = design("strat").variance(["api00", "api99"])
    for part, values in (("est", found.values()), ("se", found.errors())):
        agree(values, np.array(case["expect"][part])[[0, 0, 1], [0, 1, 1]], case["rel_tol"])


def test_a_log_ratio_of_means_agrees_with_r():
    case = cases()["contrast.log_ratio"]
    means = design("strat").mean(["api00", "api99"])
    found = smooth(means, lambda m: float(np.log(m[0] / m[1])))
    agree([found.estimate, found.se], [case["expect"]["est"][0], case["expect"]["se"][0]], 1e-9)


@pytest.mark.parametrize("name", ["wave_panel_stacked", "wave_independent"])
def test_change_between_stacked_waves_agrees_with_r(name):
    case = cases()[f"contrast.{name}"]
    waves = whole({"wave_panel_stacked": "wavep", "wave_independent": "wavei"}[name])
    found = contrast(waves.mean("y", by="wave"), [-1, 1])
    compare(Estimates((found,)), case["expect"], case["rel_tol"])


def test_change_within_the_same_people_agrees_with_r():
    case = cases()["contrast.pp_change"]
    found = contrast(whole("pub").mean(["sat", "sat_prev"]), [1, -1])
    compare(Estimates((found,)), case["expect"], case["rel_tol"])


def test_the_old_quantile_rule_agrees_with_r():
    case = cases()["quantile.old_betaWald"]
    expected = case["expect"]
    found = whole("strat").quantile("api00", [0.25, 0.5, 0.75], rule="linear", interval="beta")
    agree(found.values(), expected["est"], case["rel_tol"])
    agree([[row.low, row.high] for row in found], expected["ci"], case["rel_tol"])
    agree(found.errors(), expected["se"], case["rel_tol"])


def test_quantiles_by_replicates_are_near_woodruffs():
    linear = design("pub").quantile("spend")[0]
    boot = design("pub").replicate("bootstrap", 400, generator(2)).quantile("spend")[0]
    assert boot.estimate == linear.estimate
    assert boot.se == pytest.approx(linear.se, rel=0.35)
