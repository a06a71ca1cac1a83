"""Unequal probabilities and two phases against R."""

import numpy as np
import pandas as pd
import pytest

from tests.weights.reference import agree, cases, design, table
from tests.weights.test_reference_estimates import compare
from weights import Design, WeightsError, draw_sampford, generator, inclusion_probabilities
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
    found = first.second_phase("resp", "age", "simple").mean(["sat", "aware"])
    compare(found, case["expect"], case["rel_tol"])


def _pairs_of_stage(stage, clusters):
    """1 - π_i π_j/π_ij of every pair of rows, from the clusters they lie in."""
    first, size = stage.stratum[clusters], stage.sampled[stage.stratum[clusters]]
    same = first[:, None] == first[None, :]
    spare = 1.0 - stage.fraction[clusters]
    form = np.where(same, -(spare / np.maximum(size - 1, 1))[:, None], 0.0)
    return np.where(clusters[:, None] == clusters[None, :], spare[:, None], form)


def _by_all_pairs(start, chosen, strata, y):
    """The variance of a total as the double sum over all pairs of second-phase rows."""
    taken = np.flatnonzero(chosen)
    codes, _ = pd.factorize(strata)
    stages, clusters = start.layout.stages, start.layout.cluster_of_rows()
    forms = []
    for stage in reversed(stages):
        forms.append(_pairs_of_stage(stage, clusters)[np.ix_(taken, taken)])
        clusters = clusters if stage.parent is None else stage.parent[clusters]
    available, used = np.bincount(codes), np.bincount(codes[taken])
    share = (used / available)[codes[taken]]
    same = codes[taken][:, None] == codes[taken][None, :]
    spare = np.broadcast_to(1.0 - share, same.shape)
    form = np.where(same, -spare / (used[codes[taken]] - 1)[None, :], 0.0)
    np.fill_diagonal(form, 1.0 - share)
    forms.append(form)
    inside = 1.0 - np.prod([1.0 - form for form in forms], axis=0)
    values = start.weights[taken] / share * y[taken]
    return float(values @ inside @ values)


FIRST_PHASES = {
    "strata": lambda frame: Design.from_frame(frame, strata="urb", fpc="Nu"),
    "strata and clusters": lambda frame: Design.from_frame(frame, None, "stratum", "psu", "Npsu"),
    "two stages": lambda frame: Design.from_frame(
        frame, strata="stratum", clusters=("psu", "id"), fpc=("Npsu", "M")
    ),
}


@pytest.mark.parametrize("name", FIRST_PHASES)
def test_two_phases_agree_with_the_sum_over_all_pairs(name):
    frame = table("pubsurvey")
    frame = frame.assign(Nu=frame.groupby("urb").id.transform("size") * 37)
    start = FIRST_PHASES[name](frame)
    found = start.second_phase("resp", "age").total("visits")[0]
    y = np.nan_to_num(frame.visits.to_numpy())
    expected = _by_all_pairs(start, frame.resp.to_numpy() == 1, frame.age, y)
    assert found.se**2 == pytest.approx(expected, rel=1e-9)


def test_a_second_phase_needs_two_rows_of_every_stratum():
    frame = table("pubsurvey").assign(one=1.0)
    frame["alone"] = np.where(np.arange(len(frame)) < 2, 1, 0)
    frame["taken"] = (np.arange(len(frame)) != 1).astype(float)
    with pytest.raises(WeightsError) as caught:
        Design.from_frame(frame, "one").second_phase("taken", "alone")
    assert caught.value.code == "twophase.too_few"
    assert caught.value.parameters["strata"] == ("1",)


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
