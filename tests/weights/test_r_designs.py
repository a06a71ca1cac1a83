"""Lonely PSUs, unequal probabilities and two phases against R survey 4.1-1 (`data/r_cases.R`)."""

import pytest

from tests.weights.reference import agree, design, r_cases, r_names, table
from weights import Design

TOL = 1e-9


@pytest.mark.parametrize("name", r_names("lonely"))
def test_lonely_psus(name):
    _, choice, y = name.split(".")
    found = design("publone").using(lonely=choice).mean(y)
    agree(found.errors(), r_cases()[name]["se"], TOL)


@pytest.mark.parametrize("name", [*r_names("lonely_ratio"), *r_names("lonely_total")])
def test_lonely_psus_in_ratios_and_totals(name):
    kind, choice = name.split(".")
    start = design("publone").using(lonely=choice)
    found = start.ratio("visits", "visits_prev") if "ratio" in kind else start.total("sat")
    agree(found.errors(), r_cases()[name]["se"], TOL)


@pytest.mark.parametrize("name", r_names("pps"))
def test_unequal_probabilities(name):
    expected = r_cases()[name]
    method = name.split(".")[1]
    frame = table("election_pps")
    squares = None
    if method == "hartley-rao-given":
        method, squares = "hartley-rao", float((frame.p**2).sum() / 40)
    pairs = table("election_jointprob").to_numpy(dtype=float)
    found = Design.pps(frame, "p", method, joint=pairs, squares=squares)
    totals = found.total(["Bush", "Kerry", "Nader"])
    agree(totals.values(), expected["est"], TOL)
    agree(totals.errors(), expected["se"], TOL)
    agree(totals.covariance(), expected["vcov"], TOL)
    ratio = found.ratio("Bush", "votes")
    agree([ratio[0].estimate, ratio[0].se], [expected["ratio"], expected["ratio_se"]], TOL)


TWO_PHASES = {
    "simple": lambda frame: Design.from_frame(frame, "one").second_phase("resp", "age", "simple"),
    "full": lambda frame: Design.from_frame(frame, fpc="N1").second_phase("resp", "age"),
    "full_one": lambda frame: Design.from_frame(frame, fpc="N1").second_phase("resp"),
    "full_clusters": lambda frame: Design.from_frame(frame, clusters="psu", fpc="Nc").second_phase(
        "resp", "age"
    ),
}


@pytest.mark.parametrize("name", TWO_PHASES)
def test_two_phases(name):
    expected = r_cases()[f"twophase.{name}"]
    found = TWO_PHASES[name](table("pubsurvey").assign(one=1.0, N1=50000, Nc=900))
    means, total = found.mean(["sat", "aware"]), found.total("visits")
    agree([*means.values(), *total.values()], [*expected["est"], expected["total"]], TOL)
    agree([*means.errors(), *total.errors()], [*expected["se"], expected["total_se"]], TOL)
