"""What this package refuses and what it remarks on: codes and parameters, never sentences.

A refusal is a `WeightsError`; a remark on one figure is a `Flag`. Whoever shows them words them:
`REFUSALS` and `FLAGS` list every code with the names of its parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

REFUSALS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # the data and the design
        "column.unknown": ("column",),
        "column.missing_values": ("column", "rows"),
        "column.not_numeric": ("column",),
        "column.length": ("column", "expected", "got"),
        "filter.not_boolean": ("expression",),
        "level.unknown": ("column", "level"),
        "option.unknown": ("option", "value", "allowed"),
        "design.empty": (),
        "design.no_weights": (),
        "design.bad_weights": ("rows",),
        "design.too_many_fpc": ("fpc", "stages"),
        "fpc.mixed": ("column",),
        "fpc.varies": ("column", "stratum"),
        "fpc.too_small": ("column", "stratum", "population", "sampled"),
        "lonely_psu": ("stage", "strata"),
        "probability.range": ("column", "rows"),
        "joint.shape": ("rows", "expected"),
        "joint.not_positive": ("first", "second"),
        "twophase.too_few": ("strata",),
        # margins and calibration
        "margins.none": (),
        "margins.contradict": ("within", "first", "first_total", "second", "second_total", "gap"),
        "margins.negative": ("margin", "category", "target"),
        "margins.empty_category": ("margin", "category", "within", "target"),
        "margins.category_without_target": ("margin", "category", "within", "rows"),
        "margins.missing_values": ("margin", "rows"),
        "raking.infeasible": ("wanting", "holding", "gap"),
        "raking.not_converged": ("sweeps", "margin", "category", "within", "gap"),
        "calibration.contradict": ("name", "total", "gap"),
        "calibration.not_converged": ("iterations", "name", "gap"),
        "calibration.bounds_infeasible": ("lower", "upper", "tightest_lower", "tightest_upper"),
        "calibration.bounds_exclude_one": ("lower", "upper"),
        "trimming.bounds": ("lower", "upper"),
        "trimming.infeasible": ("lower", "upper", "mean_weight"),
        "trimming.margins_infeasible": ("lower", "upper", "tightest_lower", "tightest_upper"),
        "nonresponse.empty_class": ("category", "rows"),
        "nonresponse.unknown_outcome": ("column", "values"),
        "nonresponse.separation": ("columns",),
        "eligibility.unknown_value": ("column", "values"),
        # replicates
        "replicates.none": (),
        "replicates.no_generator": ("kind",),
        "replicates.pairs_needed": ("strata",),
        "replicates.kind_needs_one_stratum": ("kind",),
        "replicates.shape": ("rows", "expected"),
        "replicates.lonely_psu": ("strata",),
        "replicates.not_for_design": ("kind",),
        # estimates and tests
        "domain.empty": ("domain",),
        "estimates.no_covariance": (),
        "estimates.different_shape": ("first", "second"),
        "quantile.probability": ("p",),
        "comparison.no_variance": ("method",),
        "comparison.groups": ("column", "groups"),
        "table.saddlepoint_at_mean": ("statistic",),
        "table.too_small": ("row", "column"),
        "table.empty_cells": ("row", "column", "cells"),
        "standardise.categories": ("column", "expected", "got"),
        "model.singular": ("columns",),
        "model.not_converged": ("iterations",),
        "model.response_range": ("column",),
        # planning and selection
        "plan.out_of_range": ("name", "value"),
        "plan.infeasible": ("name", "value"),
        "allocation.bounds": ("total", "least", "most"),
        "selection.too_many": ("wanted", "available"),
        "selection.bad_size": ("rows",),
        "selection.not_accepted": ("attempts",),
    }
)

FLAGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # why a thing does not exist
        "estimate.no_rows": (),
        "estimate.zero_denominator": (),
        "interval.no_degrees": ("df",),
        "interval.too_few_degrees": ("df", "least"),
        "interval.no_variance": (),
        "interval.at_boundary": ("method",),
        "interval.replaced_at_boundary": ("asked", "used"),
        "se.zero": (),
        "cv.zero_estimate": (),
        "deff.no_variance": (),
        "deff.weights_not_expanded": ("weighted", "n"),
        "quantile.interval_open": ("side",),
        # remarks on reliability
        "reliability.small_n": ("n", "least"),
        "reliability.small_effective_n": ("n_effective", "least"),
        "reliability.wide_interval": ("width", "limit"),
        "reliability.wide_relative_interval": ("relative_width", "limit"),
        "reliability.few_degrees": ("df", "least"),
        "reliability.zero_or_one": (),
        "reliability.high_cv": ("cv", "limit"),
        "reliability.suppressed_cv": ("cv", "limit"),
        "reliability.replicate_failed": ("replicates", "of"),
    }
)


class WeightsError(Exception):
    """Something that cannot be computed, with the cause as a code and its parameters."""

    def __init__(self, code: str, **parameters: object) -> None:
        if code not in REFUSALS:
            raise KeyError(code)
        super().__init__(code, parameters)
        self.code = code
        self.parameters: Mapping[str, object] = MappingProxyType(parameters)

    def __str__(self) -> str:
        return f"{self.code} {dict(self.parameters)}"


@dataclass(frozen=True)
class Flag:
    """A remark on one figure: why a part of it is missing, or why it should be read with care."""

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict[str, object])

    def __post_init__(self) -> None:
        if self.code not in FLAGS:
            raise KeyError(self.code)

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        return f"{self.code}({shown})" if shown else self.code
