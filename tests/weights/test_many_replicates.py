"""Replicates of many rows are formed a few at a time, with the same result."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

from weights import Design, generator

ROWS, COUNT = 20_000, 420


def test_row_weights_are_never_held_together_and_agree_with_a_loop():
    rng = np.random.default_rng(4)
    frame = pd.DataFrame(
        {
            "w": rng.uniform(1, 3, ROWS),
            "psu": np.arange(ROWS) // 100,
            "x": rng.uniform(1, 2, ROWS),
            "y": rng.normal(5, 1, ROWS),
        }
    )
    known = float((frame.w * frame.x).sum() * 1.05)
    start = Design.from_frame(frame, "w", clusters="psu")
    made = start.replicate("bootstrap", COUNT, generator(3)).calibrate(totals={"x": known})
    tracemalloc.start()
    found = made.total(["y", "x"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < ROWS * COUNT * 8  # what the whole matrix alone would take
    replicates = made.replicates
    estimates = np.empty(COUNT)
    for k in range(COUNT):
        w = frame.w.to_numpy() * replicates.factors[replicates.units, k]
        x, y = frame.x.to_numpy(), frame.y.to_numpy()
        slope = (known - (w * x).sum()) / (w * x * x).sum()
        estimates[k] = (w * (1 + slope * x) * y).sum()
    variance = replicates.scale * (replicates.rscales * (estimates - estimates.mean()) ** 2).sum()
    assert found[0].se == pytest.approx(np.sqrt(variance), rel=1e-9)
    assert found[1].se == pytest.approx(0.0, abs=1e-6 * known)
