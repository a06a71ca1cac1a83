"""Which interval for a proportion holds what it promises: the simulation behind the default.

    python -m tests.benchmarks.weights_interval_coverage [--samples 400]

Synthetic (演示数据) one-stage cluster samples: shares 0.5 to 0.98, 30 to 2,000 rows, 4 to 60 PSUs,
design effects 1 to 3 (beta-distributed PSU shares). Printed for each method: the mean and the worst
coverage of nominal 95 % intervals over the cells, how often coverage falls under 90 %, the mean
width, and how often there is no interval at all.
"""

import argparse
from collections import defaultdict
from itertools import product

import numpy as np
import pandas as pd

from weights import Design
from weights.conventions import INTERVALS

SHARES = (0.5, 0.8, 0.9, 0.98)
SIZES = (30, 120, 500, 2000)
PSUS = (4, 12, 60)
DEFFS = (1.0, 1.5, 3.0)


def sample(case: tuple[float, int, int, float], rng: np.random.Generator) -> pd.DataFrame:
    """One sample: PSU shares spread so that the design effect is the one asked for."""
    share, n, psus, deff = case
    size = n // psus
    rho = min((deff - 1.0) / max(size - 1, 1), 0.9)
    if rho > 0:
        mass = (1.0 - rho) / rho
        inner = rng.beta(share * mass, (1.0 - share) * mass, psus)
    else:
        inner = np.full(psus, share)
    psu = np.repeat(np.arange(psus), size)
    answers = (rng.random(psu.size) < inner[psu]).astype(float)
    return pd.DataFrame({"psu": psu, "y": answers, "w": 100.0})


def run(case: tuple[float, int, int, float], samples: int, seed: int) -> dict[str, list[float]]:
    """Coverage, width and missing intervals of every method in one cell."""
    rng = np.random.Generator(np.random.PCG64(seed))
    held: dict[str, list[float]] = defaultdict(list)
    for _ in range(samples):
        design = Design.from_frame(sample(case, rng), "w", clusters="psu")
        for method in INTERVALS:
            row = design.proportion("y", interval=method)[0]
            if row.low is None or row.high is None:
                held[method + " none"].append(1.0)
                continue
            held[method + " none"].append(0.0)
            held[method].append(float(row.low <= case[0] <= row.high))
            held[method + " width"].append(row.high - row.low)
    return held


def main() -> None:
    """Run every cell and print one line per method."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=400)
    samples = parser.parse_args().samples
    cells = [c for c in product(SHARES, SIZES, PSUS, DEFFS) if c[1] // c[2] >= 2]
    found = [run(case, samples, seed) for seed, case in enumerate(cells)]
    print(f"{len(cells)} cells, {samples} samples each")
    for method in INTERVALS:
        cover = np.array([np.mean(cell[method]) for cell in found if cell[method]])
        width = np.mean([np.mean(cell[method + " width"]) for cell in found if cell[method]])
        none = np.mean([np.mean(cell[method + " none"]) for cell in found])
        print(
            f"{method:14} mean {cover.mean():.3f}  worst {cover.min():.3f}  "
            f"below 90 %: {(cover < 0.9).mean():.2f} of cells  width {width:.3f}  none {none:.3f}"
        )


if __name__ == "__main__":
    main()
