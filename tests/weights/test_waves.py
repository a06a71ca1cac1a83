"""Change between waves: panels, independent samples and partial overlap."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.weights.reference import cases, table
from weights import Design, WeightsError, generator
from weights.waves import change


def wave(number, name="waves_panel", strata="stype", psu="snum"):
    frame = table(name)
    part = frame[frame.wave == number].reset_index(drop=True)
    return Design.from_frame(part, "pw", strata, psu)


def test_a_panel_gives_the_standard_error_of_the_stacked_file():
    expected = cases()["contrast.wave_panel_stacked"]["expect"]
    found = change(wave(1), wave(2), "y", link="snum")
    assert found.difference.estimate == pytest.approx(expected["est"][0], rel=1e-9)
    assert found.difference.se == pytest.approx(expected["se"][0], rel=1e-9)
    assert found.common_psus == 200


def test_independent_samples_add_their_variances():
    expected = cases()["contrast.wave_independent"]["expect"]
    waves = [wave(k, "waves_indep", "stratum", "psu") for k in (1, 2)]
    found = change(*waves, "y", link=None).difference
    assert found.se == pytest.approx(expected["se"][0], rel=1e-9)
    assert found.df == expected["df"]


def test_a_partial_overlap_lies_between_panel_and_independence():
    frame = table("waves_panel")
    later = frame[(frame.wave == 2)].reset_index(drop=True)
    renamed = later.assign(
        snum=np.where(np.arange(len(later)) % 2 == 0, later.snum, later.snum + 1_000_000)
    )
    overlapping = Design.from_frame(renamed, "pw", "stype", "snum")
    full = change(wave(1), wave(2), "y", link="snum").difference.se
    none = change(wave(1), wave(2), "y", link=None).difference.se
    part = change(wave(1), overlapping, "y", link="snum")
    assert full < part.difference.se < none
    assert part.common_psus == 100


def aligned(linear=False):
    """Both waves with one jackknife of the schools they have in common."""
    waves = [wave(k) for k in (1, 2)]
    if linear:
        return waves
    made = [start.replicate("JKn") for start in waves]
    order = pd.Series(np.arange(200), index=waves[0].frame.snum).loc[waves[1].frame.snum]
    first = made[0].replicates
    second = replace(first, units=first.units[order.to_numpy()])
    return made[0], waves[1].with_replicates(second)


def test_aligned_replicates_give_the_covariance_of_a_panel():
    by_replicates = change(*aligned(), "y", link="snum")
    linear = change(*aligned(linear=True), "y", link="snum")
    assert by_replicates.common_psus == 200
    assert by_replicates.covariance == pytest.approx(linear.covariance, rel=0.02)
    assert by_replicates.difference.se == pytest.approx(linear.difference.se, rel=0.02)
    assert "aligned replicates" in by_replicates.difference.variance_method


def test_replicates_of_independent_samples_add_their_variances():
    found = change(*aligned(), "y", link=None)
    assert found.covariance == 0.0
    expected = found.first.se**2 + found.second.se**2
    assert found.difference.se**2 == pytest.approx(expected)


def test_replicates_that_do_not_match_are_refused():
    first, _ = aligned()
    other = wave(2).replicate("bootstrap", 50, generator(1))
    with pytest.raises(WeightsError) as caught:
        change(first, other, "y", link="snum")
    assert caught.value.code == "replicates.shape"


def test_a_wave_without_a_standard_error_gives_a_change_without_one():
    frame = table("waves_indep")
    alone = frame[frame.wave == 1].assign(one="s", u=np.arange((frame.wave == 1).sum()) // 9999)
    first = Design.from_frame(alone.reset_index(drop=True), "pw", "one", "u", lonely="average")
    found = change(first, wave(2, "waves_indep", "stratum", "psu"), "y", link=None).difference
    assert first.mean("y")[0].se is None
    assert (found.se, found.cv, found.low) == (None, None, None)
    assert found.estimate is not None
