"""Survey statistics: designs, weights and estimates. Arrays and frames in, records out.

A design carries strata, clusters and weights; its verbs return estimates that print as one table;
weighting steps return a new design and leave a readable record. `weights.design` shows a first
analysis; what is refused and remarked on is listed in `weights.errors`.
"""

from weights.allocation import Allocation, Stratum, allocate, allocate_for_precision
from weights.conventions import Conventions
from weights.design import Design
from weights.errors import FLAGS, REFUSALS, Flag, WeightsError
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

__all__ = [
    "FLAGS",
    "REFUSALS",
    "Allocation",
    "Conditions",
    "Conventions",
    "Design",
    "Draw",
    "Estimate",
    "Estimates",
    "Flag",
    "KishTable",
    "MarginLine",
    "Size",
    "Spread",
    "StepRecord",
    "Stratum",
    "TargetTest",
    "WeightsError",
    "adjust_p",
    "against_target",
    "allocate",
    "allocate_for_precision",
    "assign_kish_tables",
    "detectable_difference",
    "difference",
    "draw_brewer",
    "draw_person",
    "draw_pps_systematic",
    "draw_sampford",
    "draw_simple",
    "draw_stratified",
    "draw_systematic",
    "generator",
    "half_width",
    "inclusion_probabilities",
    "last_birthday",
    "power_against_target",
    "power_of_difference",
    "simultaneous",
    "size_for_difference",
    "size_for_mean",
    "size_for_proportion",
    "size_for_ratio",
    "upper_bound_none_seen",
]
