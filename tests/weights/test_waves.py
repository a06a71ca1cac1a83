"""Change between waves: panels, independent samples and partial overlap."""

import numpy as np
import pytest

from tests.weights.reference import cases, table
from weights import Design
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
