"""Variance and degrees of freedom against the textbook formulas, written out over plain groups.

Sums over rows in pandas, no line shared with the package: with replacement at the first stage
(Hansen, Hurwitz and Madow 1953), domains as a zero outside (Cochran 1977, 5A.14), a single PSU
scaled as Stata's manual defines it ("centered", "scaled").
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weights import Design


def sample(seed: int, sizes: list[int]) -> pd.DataFrame:
    """Strata with these numbers of PSUs, one to four rows in each."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"s{h}", f"c{h}.{c}", float(rng.integers(1, 9)), float(rng.integers(0, 20)), part)
        for h, clusters in enumerate(sizes)
        for c in range(clusters)
        for part in rng.choice(["north", "south", "east"], size=rng.integers(1, 5))
    ]
    return pd.DataFrame(rows, columns=["stratum", "cluster", "w", "y", "part"])


def design(frame: pd.DataFrame, lonely: str = "fail") -> Design:
    return Design.from_frame(frame, "w", "stratum", "cluster", lonely=lonely)


def totals(frame: pd.DataFrame, values: pd.Series) -> pd.Series:
    """The weighted total of each PSU."""
    return (frame.w * values).groupby([frame.stratum, frame.cluster]).sum()


def variance(psus: pd.Series) -> float:
    """n/(n−1) Σ(z − z̄)² over the strata with two PSUs or more."""
    sizes = psus.groupby(level=0).transform("size")
    apart = psus - psus.groupby(level=0).transform("mean")
    return float((sizes / (sizes - 1).where(sizes > 1) * apart**2).sum())


def alone(psus: pd.Series) -> pd.Series:
    return psus[psus.groupby(level=0).transform("size") == 1]


def by_hand(frame: pd.DataFrame, values: pd.Series, lonely: str) -> float:
    psus = totals(frame, values)
    strata = frame.stratum.nunique()
    if lonely == "adjust":
        return variance(psus) + float(((alone(psus) - psus.mean()) ** 2).sum())
    if lonely == "average":
        return variance(psus) * strata / (strata - len(alone(psus)))
    return variance(psus)


@pytest.mark.parametrize("lonely", ["adjust", "average", "certainty", "remove"])
@pytest.mark.parametrize("seed", range(5))
def test_a_total_with_single_psus(lonely, seed):
    frame = sample(seed, [3, 1, 2, 1, 4])
    found = design(frame, lonely).total("y")[0]
    assert found.estimate == pytest.approx(float((frame.w * frame.y).sum()), rel=1e-12)
    assert found.se**2 == pytest.approx(by_hand(frame, frame.y, lonely), rel=1e-10)


@pytest.mark.parametrize("lonely", ["adjust", "average", "certainty", "remove"])
@pytest.mark.parametrize("seed", range(5))
def test_a_mean_with_single_psus(lonely, seed):
    frame = sample(seed, [3, 1, 2, 1, 4])
    mean = float((frame.w * frame.y).sum() / frame.w.sum())
    influence = (frame.y - mean) / frame.w.sum()
    found = design(frame, lonely).mean("y")[0]
    assert found.se**2 == pytest.approx(by_hand(frame, influence, lonely), rel=1e-10)


sizes = st.lists(st.integers(2, 5), min_size=1, max_size=6)


@given(seed=st.integers(0, 2**20), sizes=sizes)
@settings(max_examples=60, deadline=None)
def test_a_domain_keeps_the_psus_it_does_not_reach(seed, sizes):
    frame = sample(seed, sizes)
    for row in design(frame).total("y", by="part"):
        part = row.domain[0][1]
        inside = frame.y.where(frame.part == part, 0.0)
        assert row.se**2 == pytest.approx(variance(totals(frame, inside)), rel=1e-9, abs=1e-9)


@given(seed=st.integers(0, 2**20), sizes=sizes)
@settings(max_examples=60, deadline=None)
def test_degrees_of_a_domain_count_only_what_holds_it(seed, sizes):
    frame = sample(seed, sizes)
    whole = design(frame)
    assert whole.mean("y")[0].df == sum(sizes) - len(sizes)
    for row in whole.mean("y", by="part"):
        held = frame[frame.part == row.domain[0][1]]
        assert row.df == held.cluster.nunique() - held.stratum.nunique()
        assert whole.degrees_of(frame.part == row.domain[0][1]) == row.df


def test_an_average_of_no_strata_is_no_standard_error():
    frame = sample(3, [1, 1, 3])
    found = design(frame, "average").mean("y", where="stratum != 's2'")[0]
    assert (found.se, found.cv, found.low) == (None, None, None)
    assert "interval.no_degrees" in {flag.code for flag in found.flags}
