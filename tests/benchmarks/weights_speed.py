"""How long the statistical core takes, beside R survey and svy, on the same generated data.

    python -m tests.benchmarks.weights_speed 65000 [--svy PYTHON] [--rscript Rscript]

The data are synthetic (演示数据): 672 strata in 7 districts, up to 27,679 communities, ten yes/no
outcomes. Columns are categorical, reading files is outside the clock, and the second of two calls
counts. Peers are measured in processes of their own in the same run; without them only our own
times are printed.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

OUTCOMES = [f"y{k}" for k in range(10)]
MARGINS = ("district", "age", "educ", "occ")
PEERS = Path(__file__).parent / "weights_peers"


def generate(rows: int, seed: int = 20251123) -> pd.DataFrame:
    """People in communities in strata, with unequal weights and clustered outcomes."""
    rng = np.random.Generator(np.random.PCG64(seed))
    strata = 672
    communities = max(min(27_679, rows // 2), 2 * strata)
    stratum_of = np.sort(
        np.concatenate(
            [np.repeat(np.arange(strata), 2), rng.integers(0, strata, communities - 2 * strata)]
        )
    )
    community = np.sort(
        np.concatenate([np.arange(communities), rng.integers(0, communities, rows - communities)])
    )
    stratum = stratum_of[community]
    frame = pd.DataFrame(
        {
            "stratum": pd.Categorical(stratum),
            "psu": pd.Categorical(community),
            "district": pd.Categorical(stratum % 7),
            "age": pd.Categorical(rng.integers(0, 4, rows)),
            "educ": pd.Categorical(rng.integers(0, 4, rows)),
            "occ": pd.Categorical(rng.integers(0, 6, rows)),
            "w": rng.uniform(50.0, 150.0, rows) * (1.0 + stratum % 5),
        }
    )
    effect = rng.normal(0.0, 0.05, (communities, 10))
    for k, name in enumerate(OUTCOMES):
        share = np.clip(0.5 + 0.04 * k + effect[community, k], 0.01, 0.99)
        frame[name] = (rng.random(rows) < share).astype(float)
    return frame


def margins_of(frame: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Margins a little away from the weighted sample, all with the same total."""
    total = float(frame.w.sum())
    result: dict[str, dict[str, float]] = {}
    for name in MARGINS:
        sums = frame.w.groupby(frame[name], observed=True).sum()
        tilted = sums * np.linspace(0.9, 1.1, sums.size)
        result[name] = {str(k): float(v) for k, v in (tilted * total / tilted.sum()).items()}
    return result


def second_call(task: Callable[[], object]) -> float:
    """Seconds of the second call, once everything is loaded."""
    task()
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def own_times(frame: pd.DataFrame, replicates: int) -> dict[str, float]:
    """Our times for every task."""
    from weights import Design, generator

    margins = margins_of(frame)

    def design() -> Design:
        return Design.from_frame(frame, "w", "stratum", "psu")

    def bootstrap(raked: bool) -> object:
        made = design().replicate("bootstrap", replicates, generator(1))
        return (made.rake(margins) if raked else made).mean(OUTCOMES)

    ready = design()
    return {
        "means": second_call(lambda: design().mean(OUTCOMES)),
        "means by district": second_call(lambda: ready.mean(OUTCOMES, by="district")),
        "raking": second_call(lambda: ready.rake(margins)),
        "bootstrap": second_call(lambda: bootstrap(False)),
        "bootstrap, each raked": second_call(lambda: bootstrap(True)),
    }


def peer_times(command: list[str], script: str, folder: str, count: str) -> dict[str, float]:
    """A peer's times, measured in its own process."""
    done = subprocess.run(  # the peers' paths come from the command line of whoever measures
        [*command, str(PEERS / script), folder, count], capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        print(done.stderr[-2000:], file=sys.stderr)
        return {}
    return json.loads(lines[-1])


def main() -> None:
    """Measure and print a table with ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("--replicates", type=int, default=500)
    parser.add_argument("--svy")
    parser.add_argument("--rscript")
    ask = parser.parse_args()
    frame = generate(ask.rows)
    with tempfile.TemporaryDirectory() as folder:
        frame.to_csv(Path(folder) / "data.csv", index=False)
        (Path(folder) / "margins.json").write_text(json.dumps(margins_of(frame)))
        times = {"weights": own_times(frame, ask.replicates)}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        if ask.svy:
            times["svy"] = peer_times([ask.svy], "svy_times.py", folder, str(ask.replicates))
        if ask.rscript:
            times["R survey"] = peer_times(
                [ask.rscript], "survey_times.R", folder, str(ask.replicates)
            )
    print(f"{ask.rows} rows, peak of our process {peak:.2f} GB")
    for task, ours in times["weights"].items():
        others = [
            f"{name} {found[task]:.3f} s (ratio {ours / found[task]:.3f})"
            for name, found in times.items()
            if name != "weights" and task in found
        ]
        print(f"{task:24} {ours:8.3f} s  {'  '.join(others)}")


if __name__ == "__main__":
    main()
