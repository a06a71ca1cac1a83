"""Every code that can be refused is refused by a small case, and every flag is raised by one."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import weights
from weights import FLAGS, REFUSALS, Conventions, Design, Estimates, Replicates, WeightsError
from weights.calibration import Calibration
from weights.independence import saddlepoint
from weights.margins import read_margins
from weights.raking import Raking

LEVELS = {"a": 40.0, "b": 40.0}
EVERY = np.ones(8, dtype=bool)


def rng():
    return weights.generator(7)


def frame(**columns) -> pd.DataFrame:
    """Eight rows: two strata of two clusters of two rows."""
    base = {
        "stratum": list("SSSSTTTT"),
        "cluster": [1, 1, 2, 2, 3, 3, 4, 4],
        "w": [10.0] * 8,
        "group": list("abababab"),
        "yes": [1.0, 0, 1, 1, 0, 1, 1, 0],
        "y": [3.0, 1, 4, 1, 5, 9, 2, 6],
        "p": [0.5, 0.4, 0.3, 0.6, 0.2, 0.5, 0.4, 0.3],
        "text": list("xyzuvwrs"),
        "gap": [1.0, np.nan, 2, 3, 4, 5, 6, 7],
        "size": [4.0] * 8,
    }
    return pd.DataFrame({**base, **columns})


def plan(strata="stratum", clusters="cluster", lonely="fail", fpc=(), **columns) -> Design:
    return Design.from_frame(
        frame(**columns), weights="w", strata=strata, clusters=clusters, fpc=fpc, lonely=lonely
    )


def rows(**columns) -> Design:
    """Eight rows drawn one by one."""
    return Design.from_frame(frame(**columns), weights="w")


def two_phase(chosen, strata=(), base: Design | None = None) -> Design:
    return (base or rows()).assign(chosen=chosen).second_phase("chosen", strata=strata)


def given(units: int) -> Replicates:
    return Replicates("given", np.arange(units), np.ones((units, 3)), 1.0, np.ones(3))


def joint(first: float, size: int = 8) -> np.ndarray:
    found = np.full((size, size), 0.1)
    found[0, 1] = found[1, 0] = first
    return found


def without_covariance() -> np.ndarray:
    found = rows().mean("y")
    return Estimates(found.rows).covariance()


REFUSED: dict[str, Callable[[], object]] = {
    "column.unknown": lambda: plan().mean("nowhere"),
    "column.missing_values": lambda: plan(strata="text", text=[None, *"yzuvwrs"]),
    "column.not_numeric": lambda: plan().mean("text"),
    "column.length": lambda: plan().mean("y", where=[True, False]),
    "filter.not_boolean": lambda: plan().mean("y", where="y + 1"),
    "level.unknown": lambda: plan().proportion("group", level="c"),
    "option.unknown": lambda: plan().using(interval="guess"),
    "design.empty": lambda: Design.from_frame(frame().iloc[:0], weights="w"),
    "design.no_weights": lambda: Design.from_frame(frame(), strata="stratum"),
    "design.bad_weights": lambda: rows(w=[-1.0, *[1.0] * 7]),
    "design.too_many_fpc": lambda: plan(fpc=("size", "size", "size")),
    "fpc.mixed": lambda: plan(fpc="size", size=[0.5] * 4 + [4.0] * 4),
    "fpc.varies": lambda: plan(fpc="size", size=[4.0, 4.0, 5.0, 5.0, *[4.0] * 4]),
    "fpc.too_small": lambda: plan(fpc="size", size=[1.5] * 4 + [4.0] * 4),
    "lonely_psu": lambda: plan(cluster=[1, 1, 1, 1, 3, 3, 4, 4]).mean("y"),
    "probability.range": lambda: Design.pps(frame(p=[1.5, *[0.5] * 7]), "p"),
    "joint.shape": lambda: Design.pps(frame(), "p", "horvitz-thompson", joint=joint(0.1, 3)),
    "joint.not_positive": lambda: Design.pps(frame(), "p", "horvitz-thompson", joint=joint(0.0)),
    "twophase.too_few": lambda: two_phase([True, False, *[False] * 2, *[True] * 4], "stratum"),
    "margins.none": lambda: plan().calibrate(),
    "margins.contradict": lambda: plan().rake({"group": LEVELS, "stratum": {"S": 40.0, "T": 50.0}}),
    "margins.negative": lambda: plan().rake({"group": {"a": -1.0, "b": 81.0}}),
    "margins.empty_category": lambda: plan().rake({"group": {**LEVELS, "c": 5.0}}),
    "margins.category_without_target": lambda: plan().rake({"group": {"a": 80.0}}),
    "margins.missing_values": lambda: plan(group=[None, *"bababab"]).rake({"group": LEVELS}),
    "raking.infeasible": lambda: plan(other=list("abababab")).rake(
        {"group": {"a": 30.0, "b": 50.0}, "other": {"a": 70.0, "b": 10.0}}
    ),
    "raking.not_converged": lambda: Raking(
        read_margins(
            frame(),
            {"group": {"a": 30.0, "b": 50.0}, "stratum": {"S": 20.0, "T": 60.0}},
            None,
            EVERY,
        ),
        tolerance=0.0,
        sweeps=1,
    ).reweigh(np.arange(1.0, 9.0)),
    "calibration.contradict": lambda: plan(twice=[2.0] * 8).calibrate(
        totals={"intercept": 80.0, "twice": 100.0}
    ),
    "calibration.not_converged": lambda: Calibration(
        np.arange(1.0, 9.0)[:, None], None, np.array([90.0]), ("u",), "raking", iterations=1
    ).reweigh(np.ones(8)),
    "calibration.bounds_infeasible": lambda: plan().calibrate(
        totals={"intercept": 100.0}, bounds=(0.9, 1.1)
    ),
    "calibration.bounds_exclude_one": lambda: plan().calibrate(
        totals={"intercept": 100.0}, bounds=(1.1, 1.3)
    ),
    "trimming.bounds": lambda: plan().trim(5.0, 2.0),
    "trimming.infeasible": lambda: plan().trim(20.0, 30.0),
    "trimming.margins_infeasible": lambda: (
        plan().rake({"group": {"a": 60.0, "b": 20.0}}).trim(0.0, 12.0, "margins")
    ),
    "nonresponse.empty_class": lambda: plan(got=[1, 1, 1, 1, 0, 0, 0, 0]).adjust_nonresponse(
        "got", by="stratum"
    ),
    "nonresponse.unknown_outcome": lambda: plan(got=list("yynnyynn")).adjust_nonresponse("got"),
    "nonresponse.separation": lambda: plan(got=[1, 1, 1, 1, 0, 0, 0, 0]).adjust_nonresponse(
        "got", by="stratum", method="propensity"
    ),
    "eligibility.unknown_value": lambda: plan().adjust_eligibility("group", unknown=["z"]),
    "replicates.none": lambda: plan().replicate_statistic(lambda _data, w: w.sum()),
    "replicates.no_generator": lambda: plan().replicate("bootstrap"),
    "replicates.pairs_needed": lambda: rows().replicate("BRR"),
    "replicates.kind_needs_one_stratum": lambda: plan().replicate("JK1"),
    "replicates.shape": lambda: plan().with_replicates(given(3)),
    "replicates.lonely_psu": lambda: plan(cluster=[1, 1, 1, 1, 3, 3, 4, 4]).replicate("JKn"),
    "replicates.not_for_design": lambda: Design.pps(
        frame(), "p", "yates-grundy", joint=joint(0.1)
    ).replicate("JK1"),
    "domain.empty": lambda: plan().mean("y", where="y > 99"),
    "estimates.no_covariance": without_covariance,
    "estimates.different_shape": lambda: weights.contrast(plan().mean("y"), [1.0, -1.0]),
    "quantile.probability": lambda: plan().quantile("y", 1.5),
    "comparison.no_variance": lambda: weights.one_sample(plan(y=[2.0] * 8), "y", 1.0),
    "comparison.groups": lambda: weights.two_groups(plan(), "y", "text"),
    "table.saddlepoint_at_mean": lambda: saddlepoint(2.0, np.array([1.0, 1.0]), 9.0),
    "table.too_small": lambda: weights.table_test(plan(group=["a"] * 8), "group", "stratum"),
    "table.empty_cells": lambda: weights.table_test(plan(w=[0.0, 10] * 4), "group", "stratum"),
    "standardise.categories": lambda: weights.standardise(plan(), "group", ["stratum"], {"a": 1.0}),
    "model.singular": lambda: weights.fit_model(plan(twice=[2.0] * 8), "y", ["twice"]),
    "model.not_converged": lambda: weights.fit_model(
        plan(x=[0.0] * 4 + [1.0] * 4, yes=[0.0] * 4 + [1.0] * 4), "yes", ["x"], family="logistic"
    ),
    "model.response_range": lambda: weights.fit_model(plan(), "y", ["p"], family="logistic"),
    "plan.out_of_range": lambda: Conventions(confidence=1.0),
    "plan.infeasible": lambda: weights.allocate_for_precision(
        [weights.Stratum("s", 10, (5.0,), most=2)], [1.0]
    ),
    "allocation.bounds": lambda: weights.allocate(11, [weights.Stratum("s", 10)]),
    "selection.too_many": lambda: weights.draw_simple(3, 4, rng()),
    "selection.bad_size": lambda: weights.inclusion_probabilities([1.0, -1.0], 1),
    "selection.not_accepted": lambda: weights.draw_sampford(np.full(400, 1.0), 200, rng()),
}


def test_every_code_has_its_case():
    assert REFUSED.keys() == REFUSALS.keys()


@pytest.mark.parametrize("code", REFUSALS)
def test_it_is_refused_with_its_parameters(code):
    with pytest.raises(WeightsError) as caught:
        REFUSED[code]()
    assert caught.value.code == code
    assert set(caught.value.parameters) <= set(REFUSALS[code])


def flags_of(found: Estimates) -> set[str]:
    return {flag.code for row in found for flag in row.flags}


def grades_of(found: Estimates) -> set[str]:
    return {flag.code for result in weights.grade(found) for flag in result.flags}


def many(p: float, n: int = 400, **columns) -> Design:
    """Rows drawn one by one, a share `p` of them yes."""
    data = pd.DataFrame({"w": 10.0, "yes": (np.arange(n) < p * n).astype(float), **columns})
    return Design.from_frame(data, weights="w")


def heavy() -> Design:
    """A hundred rows of which one carries most of the weight."""
    return many(0.5, 100, w=[1000.0, *[1.0] * 99])


def failing(_data, w) -> float:
    return float("nan") if w[0] == 0 else float(w.sum())


FLAGGED: dict[str, Callable[[], set[str]]] = {
    "estimate.no_rows": lambda: flags_of(plan(y=[np.nan] * 4 + [1.0] * 4).mean("y", by="stratum")),
    "estimate.zero_denominator": lambda: flags_of(plan(p=[0.0] * 8).ratio("y", "p")),
    "interval.no_degrees": lambda: flags_of(
        plan(strata=(), cluster=[1] * 8, lonely="certainty").mean("y")
    ),
    "interval.too_few_degrees": lambda: flags_of(
        plan(strata=(), cluster=[1] * 4 + [2] * 4, yes=[1.0] * 8).proportion("yes")
    ),
    "interval.no_variance": lambda: flags_of(
        plan(y=[1.0] * 8, fpc="size", size=[2.0] * 8).proportion("yes", interval="wilson")
    ),
    "interval.at_boundary": lambda: flags_of(many(1.0).proportion("yes", interval="korn-graubard")),
    "interval.replaced_at_boundary": lambda: flags_of(
        many(1.0).proportion("yes", interval="logit")
    ),
    "se.zero": lambda: flags_of(plan(y=[2.0] * 8).mean("y")),
    "cv.zero_estimate": lambda: flags_of(plan(y=[-1.0, 1.0] * 4).mean("y")),
    "deff.no_variance": lambda: flags_of(plan(y=[2.0] * 8).mean("y")),
    "deff.weights_not_expanded": lambda: flags_of(many(0.5, w=0.01).mean("yes")),
    "quantile.interval_open": lambda: flags_of(plan().quantile("y", 0.99)),
    "reliability.small_n": lambda: grades_of(many(0.5, 10).proportion("yes")),
    "reliability.small_effective_n": lambda: grades_of(heavy().proportion("yes")),
    "reliability.wide_interval": lambda: grades_of(many(0.5, 35).proportion("yes")),
    "reliability.wide_relative_interval": lambda: grades_of(many(0.05, 80).proportion("yes")),
    "reliability.few_degrees": lambda: grades_of(plan().proportion("yes")),
    "reliability.zero_or_one": lambda: grades_of(many(1.0).proportion("yes")),
    "reliability.high_cv": lambda: grades_of(many(0.5, 20).mean("yes")),
    "reliability.suppressed_cv": lambda: grades_of(many(0.1, 20).mean("yes")),
    "reliability.replicate_failed": lambda: flags_of(
        rows().replicate("JK1").replicate_statistic(failing)
    ),
}


def test_every_flag_has_its_case():
    assert FLAGGED.keys() == FLAGS.keys()


@pytest.mark.parametrize("code", FLAGS)
def test_it_is_flagged(code):
    assert code in FLAGGED[code]()
