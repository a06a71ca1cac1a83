"""What must hold for every sample."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from weights import Design, generator

seeds = st.integers(0, 10_000)


def sample(seed, paired=False):
    """A small stratified cluster sample with a category, a number and a yes/no answer."""
    rng = np.random.Generator(np.random.PCG64(seed))
    rows = []
    for stratum in range(int(rng.integers(2, 6))):
        for psu in range(2 if paired else int(rng.integers(2, 6))):
            for _ in range(int(rng.integers(2, 7))):
                rows.append((f"s{stratum}", psu, rng.uniform(1, 20), "abc"[rng.integers(3)]))
    frame = pd.DataFrame(rows, columns=["stratum", "psu", "w", "kind"])
    frame["y"] = rng.normal(50, 10, len(frame))
    frame["yes"] = (rng.random(len(frame)) < 0.7).astype(float)
    frame.loc[:2, "kind"] = ["a", "b", "c"]
    return frame


def build(frame):
    return Design.from_frame(frame, "w", "stratum", "psu")


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_row_order_and_stratum_labels_do_not_matter(seed):
    frame = sample(seed)
    rng = np.random.Generator(np.random.PCG64(seed + 1))
    names = {name: f"x{k}" for k, name in enumerate(sorted(frame.stratum.unique(), reverse=True))}
    other = frame.iloc[rng.permutation(len(frame))].reset_index(drop=True)
    other["stratum"] = other.stratum.map(names)
    first, second = (build(f).mean(["y", "yes"], by="kind") for f in (frame, other))
    np.testing.assert_allclose(first.values(), second.values(), rtol=1e-11)
    np.testing.assert_allclose(first.errors(), second.errors(), rtol=1e-9, atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_a_constant_has_no_variance(seed):
    row = build(sample(seed)).assign(one=3.0).mean("one")[0]
    assert abs(row.estimate - 3.0) < 1e-12
    assert row.se < 1e-12


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_calibrated_totals_are_met_and_have_no_variance(seed):
    frame = sample(seed)
    totals = {"a": 300.0, "b": 200.0, "c": 100.0}
    for design in (build(frame).rake({"kind": totals}), build(frame).poststratify("kind", totals)):
        found = design.total("kind")
        np.testing.assert_allclose(found.values(), [300.0, 200.0, 100.0], rtol=1e-9)
        assert found.errors().max() < 1e-6


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_a_domain_of_everything_is_the_whole(seed):
    design = build(sample(seed))
    whole, domain = design.mean("y")[0], design.mean("y", where="w > 0")[0]
    assert (whole.estimate, whole.se, whole.df) == (domain.estimate, domain.se, domain.df)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_jackknife_and_linearisation_agree_for_a_total(seed):
    design = build(sample(seed))
    linear, jackknife = design.total("y")[0].se, design.replicate("JKn", mse=True).total("y")[0].se
    assert abs(linear - jackknife) < 1e-9 * linear


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_half_samples_are_balanced_and_agree_for_a_total(seed):
    design = build(sample(seed, paired=True))
    halves = design.replicate("BRR")
    factors = halves.replicates.factors
    assert ((factors > 0).sum(axis=1) == factors.shape[1] / 2).all()
    linear = design.total("y")[0].se
    assert abs(halves.total("y")[0].se - linear) < 1e-9 * linear
    fay = design.replicate("Fay", fay=0.3).total("y")[0].se
    assert abs(fay - linear) < 1e-9 * linear


@settings(max_examples=8, deadline=None)
@given(seeds)
def test_bootstraps_are_near_linearisation_for_a_total(seed):
    design = build(sample(seed))
    linear = design.total("y")[0].se
    for kind in ("bootstrap", "canty-davison", "preston"):
        found = design.replicate(kind, 1500, generator(seed)).total("y")[0].se
        assert abs(found / linear - 1.0) < 0.2, kind


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_trimming_keeps_the_total_and_the_margins(seed):
    frame = sample(seed)
    design = build(frame).rake({"kind": {"a": 300.0, "b": 200.0, "c": 100.0}})
    spread = design.spread
    upper = 0.9 * spread.high + 0.1 * spread.median
    plain = design.trim(0.0, upper)
    assert abs(plain.weights.sum() - 600.0) < 1e-6
    assert plain.weights.max() <= upper + 1e-9
