"""Survey statistics: designs, weights and estimates. Arrays and frames in, records out.

A design carries strata, clusters and weights; its verbs return estimates that print as one table;
weighting steps return a new design and leave a readable record:

    >>> import pandas as pd, weights
    >>> frame = pd.DataFrame({
    ...     "district": list("AAAABBBB"), "community": [1, 1, 2, 2, 3, 3, 4, 4],
    ...     "w": [50.0] * 8, "sex": list("mfmfmfmf"), "satisfied": [1, 1, 0, 1, 1, 0, 1, 1]})
    >>> design = weights.Design.from_frame(
    ...     frame, weights="w", strata="district", clusters="community")
    >>> raked = design.rake({"sex": {"m": 210, "f": 190}})
    >>> rate = raked.proportion("satisfied")
    >>> round(rate[0].estimate, 4), rate[0].df
    (0.75, 2.0)

Beyond the design's own verbs: `change` between waves, `fit_model` and `term_test`, `table_test`,
`one_sample`, `paired`, `two_groups`, `rank_test`, `contrast` and `smooth` functions of estimates,
`standardise`, and `grade` for reliability. What is refused and remarked on: `weights.errors`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from weights.allocation import Allocation, Stratum, allocate, allocate_for_precision
from weights.conventions import Conventions
from weights.design import Design
from weights.errors import FLAGS, REFUSALS, Flag, WeightsError
from weights.moments import contrast, smooth
from weights.planning import (
    Conditions,
    Size,
    detectable_difference,
    half_width,
    power_against_target,
    power_of_difference,
    size_for_difference,
    size_for_mean,
    size_for_proportion,
    size_for_ratio,
    upper_bound_none_seen,
)
from weights.records import MarginLine, Spread, StepRecord
from weights.replicates import Replicates
from weights.results import Estimate, Estimates
from weights.selection import (
    Draw,
    KishTable,
    assign_kish_tables,
    draw_brewer,
    draw_person,
    draw_pps_systematic,
    draw_sampford,
    draw_simple,
    draw_stratified,
    draw_systematic,
    generator,
    inclusion_probabilities,
    last_birthday,
)
from weights.targets import TargetTest, adjust_p, against_target, difference, simultaneous

if TYPE_CHECKING:
    from weights.comparisons import one_sample, paired, rank_test, table_test, two_groups
    from weights.independence import TestResult
    from weights.regression import Model, fit_model, term_test
    from weights.reliability import Reliability, grade
    from weights.standardisation import standardise
    from weights.waves import Change, change

# Loaded when first asked for: importing a design costs little more than pandas.
_LATER = {
    "one_sample": "weights.comparisons",
    "paired": "weights.comparisons",
    "rank_test": "weights.comparisons",
    "table_test": "weights.comparisons",
    "two_groups": "weights.comparisons",
    "TestResult": "weights.independence",
    "Model": "weights.regression",
    "fit_model": "weights.regression",
    "term_test": "weights.regression",
    "Reliability": "weights.reliability",
    "grade": "weights.reliability",
    "standardise": "weights.standardisation",
    "Change": "weights.waves",
    "change": "weights.waves",
}

__all__ = [
    "FLAGS",
    "REFUSALS",
    "Allocation",
    "Change",
    "Conditions",
    "Conventions",
    "Design",
    "Draw",
    "Estimate",
    "Estimates",
    "Flag",
    "KishTable",
    "MarginLine",
    "Model",
    "Reliability",
    "Replicates",
    "Size",
    "Spread",
    "StepRecord",
    "Stratum",
    "TargetTest",
    "TestResult",
    "WeightsError",
    "adjust_p",
    "against_target",
    "allocate",
    "allocate_for_precision",
    "assign_kish_tables",
    "change",
    "contrast",
    "detectable_difference",
    "difference",
    "draw_brewer",
    "draw_person",
    "draw_pps_systematic",
    "draw_sampford",
    "draw_simple",
    "draw_stratified",
    "draw_systematic",
    "fit_model",
    "generator",
    "grade",
    "half_width",
    "inclusion_probabilities",
    "last_birthday",
    "one_sample",
    "paired",
    "power_against_target",
    "power_of_difference",
    "rank_test",
    "simultaneous",
    "size_for_difference",
    "size_for_mean",
    "size_for_proportion",
    "size_for_ratio",
    "smooth",
    "standardise",
    "table_test",
    "term_test",
    "two_groups",
    "upper_bound_none_seen",
]


def __getattr__(name: str) -> object:
    """A verb of a module that is loaded only now."""
    if name not in _LATER:
        raise AttributeError(name)
    found = getattr(import_module(_LATER[name]), name)
    globals()[name] = found
    return found
