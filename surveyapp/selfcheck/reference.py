"""A reference set of estimates: a small invented sample and the results it must give to 1e-9.

The sample is shipped, not drawn anew, so that no other generator of random numbers can move it.
The stored results come from this program where it agrees with R's survey package in its tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from weights import Design, Estimate

TOLERANCE = 1e-9
SAMPLE = "reference.csv"
RESULTS = "reference.json"


@dataclass(frozen=True)
class Difference:
    """A figure that is not what it must be."""

    name: str
    expected: float
    found: float


def compute() -> dict[str, float]:
    """Every figure of the reference set, computed here and now."""
    design = _design()
    figures: dict[str, float] = {}
    _note(figures, "mean", design.mean(["score", "pieces"]))
    _note(figures, "mean by district", design.mean("score", by="district"))
    _note(figures, "total", design.total("pieces", where="age == '60+'"))
    _note(figures, "ratio", design.ratio("kilos", "pieces", by="urban"))
    for interval in ("korn-graubard", "wilson", "logit", "beta"):
        _note(figures, interval, design.proportion("satisfied", interval=interval))
    _note(figures, "rate by age", design.proportion("satisfied", by="age"))
    _note(figures, "median", design.quantile("score", 0.5))
    raked = design.rake(_margins())
    _note(figures, "raked", raked.proportion("satisfied", by="district"))
    trimmed = raked.trim(lower=0, upper=90.0, redistribute="proportional")
    _note(figures, "trimmed", trimmed.mean("score"))
    jackknife = raked.replicate("JKn")
    _note(figures, "jackknife", jackknife.mean("score"))
    return figures


def stored() -> dict[str, float]:
    """Every figure as it must be."""
    return json.loads((_folder() / RESULTS).read_text("utf-8"))


def differences(found: Mapping[str, float], expected: Mapping[str, float]) -> list[Difference]:
    """The figures that lie further apart than the tolerance, or are missing on one side."""
    wrong: list[Difference] = []
    for name in sorted({*found, *expected}):
        here, there = found.get(name, float("nan")), expected.get(name, float("nan"))
        if not abs(here - there) <= TOLERANCE * max(1.0, abs(there)):
            wrong.append(Difference(name, there, here))
    return wrong


def _design() -> Design:
    import pandas as pd

    import weights

    with (_folder() / SAMPLE).open("r", encoding="utf-8") as stream:
        frame = pd.read_csv(stream, dtype={"age": str, "district": str, "sex": str})
    design = weights.Design.from_frame(
        frame,
        weights="weight",
        strata=("district", "urban"),
        clusters=("community", "household"),
        fpc=("communities",),
    )
    return design.using(interval="logit", degrees="domain")


def _margins() -> dict[str, dict[str, float]]:
    return {
        "sex": {"female": 5200.0, "male": 5100.0},
        "age": {"18-39": 4100.0, "40-59": 3900.0, "60+": 2300.0},
    }


def _note(figures: dict[str, float], name: str, estimates: Iterable[Estimate]) -> None:
    for place, one in enumerate(estimates):
        for field in ("estimate", "se", "low", "high", "df"):
            value = getattr(one, field)
            if value is not None:
                figures[f"{name} {place + 1} {field}"] = float(value)


def _folder() -> Traversable:
    return resources.files("surveyapp") / "selfcheck" / "data"
