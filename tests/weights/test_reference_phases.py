"""Unequal probabilities and two phases against R."""

import numpy as np
import pytest

from tests.weights.reference import agree, cases, design, table
from tests.weights.test_reference_estimates import compare
from weights import Design, draw_sampford, generator, inclusion_probabilities
from weights.pps import sampford_joint


def joint():
    return table("election_jointprob").to_numpy(dtype=float)


def test_brewers_approximation_agrees_with_r():
    case = cases()["pps.ratio_ppsb"]
    found = Design.pps(table("election_pps"), "p", "brewer").ratio("Bush", "votes")
    compare(found, case["expect"], case["rel_tol"])


def test_overtons_approximation_agrees_with_r():
    case = cases()["pps.ratio_ppso"]
    found = Design.pps(table("election_pps"), "p", "overton").ratio("Bush", "votes")
    compare(found, case["expect"], case["rel_tol"])


def test_yates_grundy_agrees_with_r():
    case = cases()["pps.total_ppsyg"]
    start = Design.pps(table("election_pps"), "p", "yates-grundy", joint=joint())
    compare(start.total(["Bush", "Kerry", "Nader"]), case["expect"], case["rel_tol"])


@pytest.mark.parametrize("method", ["horvitz-thompson", "hartley-rao"])
def test_the_other_forms_are_near(method):
    frame = table("election_pps")
    found = Design.pps(frame, "p", method, joint=joint()).total("Bush")[0]
    near = Design.pps(frame, "p", "yates-grundy", joint=joint()).total("Bush")[0]
    assert found.se == pytest.approx(near.se, rel=0.25)


def test_two_phases_agree_with_r():
    case = cases()["twophase.simple"]
    first = Design.from_frame(table("pubsurvey").assign(one=1.0), "one")
    found = first.second_phase("resp", "age").mean(["sat", "aware"])
    compare(found, case["expect"], case["rel_tol"])


def test_inclusion_probabilities_agree_with_r():
    case = cases()["selection.inclusion_probabilities"]
    frame = table("apipop").dropna(subset="enroll")
    chances = inclusion_probabilities(frame.enroll.to_numpy() ** 2, 120)
    expected = case["expect"]
    assert len(frame) == expected["n_units"]
    assert chances.sum() == pytest.approx(expected["sum"])
    by_id = dict(zip(frame.snum, chances, strict=True))
    agree([by_id[k] for k in expected["snum"]], expected["prob"], case["rel_tol"])
    assert (chances > 0.05).sum() == len(expected["snum"])


def test_sampfords_joint_probabilities_add_up_and_are_those_of_the_draws():
    chances = inclusion_probabilities([1, 2, 3, 4, 5, 6], 3)
    matrix = sampford_joint(chances)
    np.testing.assert_allclose(matrix.sum(axis=1), 3 * chances, rtol=1e-10)
    rng = generator(7)
    seen = np.zeros((6, 6))
    for _ in range(4000):
        drawn = draw_sampford([1, 2, 3, 4, 5, 6], 3, rng).indices
        seen[np.ix_(drawn, drawn)] += 1 / 4000
    np.testing.assert_allclose(seen, matrix, atol=0.035)


def test_the_design_of_two_stages_still_stands():
    assert design("mu").mean("y1")[0].se > 0
