"""svy's times for the tasks of `weights_speed.py`; run by svy's own interpreter."""

import json
import sys
import time
from pathlib import Path

import polars as pl
import svy

OUTCOMES = [f"y{k}" for k in range(10)]
LABELS = ["stratum", "psu", "district", "age", "educ", "occ"]


def second_call(task):
    task()
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def main():
    folder = Path(sys.argv[1])
    replicates = int(sys.argv[2])
    frame = pl.read_csv(folder / "data.csv").with_columns(
        [pl.col(name).cast(pl.String).cast(pl.Categorical) for name in LABELS]
    )
    margins = json.loads((folder / "margins.json").read_text())

    def sample():
        return svy.Sample(frame, svy.Design(stratum="stratum", psu="psu", wgt="w"))

    def bootstrap():
        made = sample().weighting.create_bs_wgts(n_reps=replicates, rstate=1)
        return made.estimation.mean(OUTCOMES, method="replication")

    ready = sample()
    tasks = {
        "means": lambda: sample().estimation.mean(OUTCOMES),
        "means by district": lambda: ready.estimation.mean(OUTCOMES, by="district"),
        "raking": lambda: sample().weighting.rake(controls=margins, tol=1e-8),
        "bootstrap": bootstrap,
    }
    times = {}
    for name, task in tasks.items():
        try:
            times[name] = second_call(task)
        except Exception as trouble:  # noqa: BLE001 - a peer's failure is a result to print
            print(name, repr(trouble)[:500], file=sys.stderr)
    print(json.dumps(times))


main()
