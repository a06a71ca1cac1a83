"""Replicates against formulas: every possible draw, half the squared differences, and counts."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from tests.weights.reference import design, table
from weights import Design, WeightsError, generator
from weights.bootstraps import half_sample_factors, rebuilt_width


def strata(*sizes, weight=3.0):
    """Strata of the given sizes, one row per PSU, values without a pattern."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    y = np.random.Generator(np.random.PCG64(7)).normal(10, 4, labels.size)
    return pd.DataFrame({"h": labels, "y": y, "w": weight})


def half_the_squared_differences(frame):
    """Fay and Train (1995): within strata, the last PSU is followed by the first."""
    values = [group.to_numpy() for _, group in (frame.w * frame.y).groupby(frame.h)]
    return sum(0.5 * ((group - np.roll(group, -1)) ** 2).sum() for group in values)


@pytest.mark.parametrize("sizes", [(9,), (2, 3), (5, 6, 7)])
def test_successive_differences(sizes):
    frame = strata(*sizes)
    found = Design.from_frame(frame, "w", "h").replicate("sdr", 4, mse=True)
    assert found.replicates.count < 500
    enough = Design.from_frame(frame, "w", "h").replicate("sdr", len(frame) + 1, mse=True)
    expected = half_the_squared_differences(frame)
    assert enough.total("y")[0].se ** 2 == pytest.approx(expected, rel=1e-12)


def test_successive_differences_with_fewer_replicates_than_units_are_near():
    frame = strata(60, 80, 60)
    found = Design.from_frame(frame, "w", "h").replicate("sdr", 80, mse=True).total("y")[0]
    expected = half_the_squared_differences(frame)
    assert found.se**2 == pytest.approx(expected, rel=0.35)


def test_successive_differences_know_the_sampling_fraction():
    frame = strata(6, 5).assign(N=20)
    found = Design.from_frame(frame, "w", "h", fpc="N").replicate("sdr", 12, mse=True)
    parts = [half_the_squared_differences(frame[frame.h == k]) for k in (0, 1)]
    expected = parts[0] * (1 - 6 / 20) + parts[1] * (1 - 5 / 20)
    assert found.total("y")[0].se ** 2 == pytest.approx(expected, rel=1e-12)


def test_a_rebuilt_population_by_hand():
    # 2 of 3: one of the two has a copy more; one returns twice with 1/3 of 1/2 of the chances, so
    # its count has variance (2/9 + 2/9)/2 + (1/3)^2 = 1/3 = 1 - f, and nothing is to be widened
    assert rebuilt_width(2, 2 / 3) == pytest.approx(1.0)
    # with replacement: multinomial counts have variance (n-1)/n
    assert rebuilt_width(5, 0.0) == pytest.approx(np.sqrt(5 / 4))
    # 3 of 6: hypergeometric with two copies each, 3 (1/3)(2/3)(3/5) = 2/5
    assert rebuilt_width(3, 0.5) == pytest.approx(np.sqrt(0.5 / 0.4))
    assert rebuilt_width(4, 1.0) == 0.0


@pytest.mark.parametrize("kind", ["bootstrap", "canty-davison"])
@pytest.mark.parametrize("population", [None, 7, 12])
def test_bootstraps_of_many_replicates_give_the_linearised_variance(kind, population):
    frame = strata(5, 3).assign(N=population)
    fpc = () if population is None else "N"
    start = Design.from_frame(frame, "w", "h", fpc=fpc)
    linear = start.total("y")[0].se
    found = start.replicate(kind, 20_000, generator(12)).total("y")[0].se
    # the variance of 20,000 replicates has a standard error of one per cent
    assert found**2 == pytest.approx(linear**2, rel=0.04)


def every_half_sample(layout):
    """All half samples of the first stage, and for each of its clusters those of the second."""
    first, second = layout.stages
    halves = list(combinations(range(first.clusters), first.clusters // 2))
    inside = [np.flatnonzero(second.stratum == k) for k in range(first.clusters)]
    choices = list(product(*[combinations(rows, max(rows.size // 2, 1)) for rows in inside]))
    above = np.zeros((first.clusters, len(halves) * len(choices)))
    below = np.zeros((second.clusters, above.shape[1]))
    for column, (half, chosen) in enumerate(product(halves, choices)):
        above[list(half), column] = 1.0
        below[np.concatenate(chosen), column] = 1.0
    return [above, below]


def test_every_multistage_half_sample_together_is_the_linearised_variance():
    # 10 half samples of the PSUs times 3^5 of the schools in them: all there are (Preston 2009)
    start = design("mu")
    drawn = every_half_sample(start.layout)
    assert drawn[0].shape[1] == 2430
    factors = half_sample_factors(start.layout, drawn)
    np.testing.assert_allclose(factors.mean(axis=1), 1.0, rtol=1e-12)
    values = start.weights * start.frame.y1.to_numpy()
    totals = values @ factors[start.layout.cluster_of_rows()]
    assert totals.mean() == pytest.approx(values.sum())
    assert totals.var() == pytest.approx(start.total("y1")[0].se ** 2, rel=1e-9)


def test_the_multistage_bootstrap_draws_from_those_half_samples():
    start = design("mu")
    found = start.replicate("preston", 8000, generator(3)).total("y1")[0]
    assert found.se == pytest.approx(start.total("y1")[0].se, rel=0.03)


def test_a_stratum_taken_completely_adds_nothing_to_any_replicate_variance():
    frame = strata(1, 4, 4).assign(N=lambda f: np.where(f.h == 0, 1, 9))
    start = Design.from_frame(frame, "w", "h", fpc="N")
    rest = Design.from_frame(frame[frame.h > 0].reset_index(drop=True), "w", "h", fpc="N")
    assert start.replicate("JKn").total("y")[0].se == pytest.approx(rest.total("y")[0].se)
    for kind in ("bootstrap", "canty-davison", "preston", "sdr"):
        factors = start.replicate(kind, 20, generator(1)).replicates.factors
        assert (factors[0] == 1.0).all(), kind


@pytest.mark.parametrize("kind", ["JK1", "JKn", "bootstrap", "sdr"])
def test_pairs_of_rows_have_no_replicates(kind):
    start = Design.pps(table("election_pps"), "p", "overton")
    with pytest.raises(WeightsError) as caught:
        start.replicate(kind, 20, generator(1))
    assert caught.value.code == "replicates.not_for_design"


def test_a_lonely_psu_has_no_replicates_and_is_named():
    with pytest.raises(WeightsError) as caught:
        design("publone").replicate("sdr")
    assert caught.value.code == "replicates.lonely_psu"
    assert caught.value.parameters["strata"] == ("72",)
