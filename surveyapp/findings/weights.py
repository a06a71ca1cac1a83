"""Wording of what the package ``weights`` refuses and remarks on (``weights.errors``)."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

_CHOOSE = N_("Choose another setting in the recipe.")
_INTERNAL = N_("Please report this with the log: the program asked for something impossible.")

_REFUSALS: dict[str, Wording] = {
    "column.unknown": Wording("error", N_("The data have no column “{column}”."), _INTERNAL),
    "column.missing_values": Wording(
        "error",
        N_("Column “{column}” has no value in {rows} rows."),
        N_("Complete the values, or leave the column out of the recipe."),
    ),
    "column.not_numeric": Wording(
        "error", N_("Column “{column}” does not hold numbers."), N_("Choose a numeric question.")
    ),
    "column.length": Wording(
        "error", N_("“{column}” has {got} rows where {expected} are needed."), _INTERNAL
    ),
    "filter.not_boolean": Wording(
        "error",
        N_("The filter “{expression}” does not say yes or no for each row."),
        N_("Write a condition, for example a comparison."),
    ),
    "level.unknown": Wording(
        "error",
        N_("“{level}” is no category of “{column}”."),
        N_("Choose one of its categories."),
    ),
    "option.unknown": Wording(
        "error", N_("“{value}” is not possible for “{option}”; possible: {allowed}."), _CHOOSE
    ),
    "design.empty": Wording("error", N_("There are no rows to analyse."), ""),
    "design.no_weights": Wording(
        "error",
        N_("Base weights are missing and cannot be worked out from the sampling fractions."),
        N_("Give selection probabilities with the draw."),
    ),
    "design.bad_weights": Wording(
        "error",
        N_("{rows} base weights are negative or no numbers."),
        N_("Check the selection probabilities of the draw."),
    ),
    "design.too_many_fpc": Wording(
        "error", N_("{fpc} population sizes were given for {stages} stages."), _INTERNAL
    ),
    "fpc.mixed": Wording(
        "error",
        N_("“{column}” mixes population counts and sampling fractions."),
        N_("Give one or the other."),
    ),
    "fpc.varies": Wording(
        "error",
        N_("“{column}” differs within stratum {stratum}."),
        N_("A stratum has one population size."),
    ),
    "fpc.too_small": Wording(
        "error",
        N_("Stratum {stratum}: {sampled} drawn from a population of {population}."),
        N_("Check the population sizes in “{column}”."),
    ),
    "lonely_psu": Wording(
        "error",
        N_("At stage {stage} these strata hold a single cluster: {strata}."),
        N_("Choose in the recipe how single clusters count, or join strata."),
    ),
    "probability.range": Wording(
        "error",
        N_("{rows} probabilities in “{column}” are not above 0 and at most 1."),
        N_("Check the draw."),
    ),
    "joint.shape": Wording(
        "error", N_("{rows} rows of joint probabilities where {expected} are needed."), _INTERNAL
    ),
    "joint.not_positive": Wording(
        "error",
        N_("Units {first} and {second} can never be drawn together."),
        N_("Use a drawing method without impossible pairs."),
    ),
    "twophase.too_few": Wording(
        "error",
        N_("The second phase holds one unit only of these strata: {strata}."),
        N_("Join these strata with others."),
    ),
    "margins.none": Wording(
        "error", N_("There is no margin to weigh to."), N_("Choose at least one in the recipe.")
    ),
    "margins.contradict": Wording(
        "error",
        N_(
            "Margins disagree in {within}: “{first}” sums to {first_total}, “{second}” to"
            " {second_total}."
        ),
        N_("Harmonise the margins, so that those of one universe and year agree."),
    ),
    "margins.negative": Wording(
        "error",
        N_("Category {category} of “{margin}” has a population of {target}."),
        N_("Check the margins."),
    ),
    "margins.empty_category": Wording(
        "error",
        N_("Nobody was interviewed in {category} of “{margin}” in {within}; {target} live there."),
        N_("Join the category to another one, or interview there."),
    ),
    "margins.category_without_target": Wording(
        "error",
        N_("{rows} interviews in {within} are in {category} of “{margin}”, which has no total."),
        N_("Add the total to the margins, or join the category to another one."),
    ),
    "margins.missing_values": Wording(
        "error",
        N_("{rows} interviews have no category of “{margin}”."),
        N_("Complete them, or leave the margin out of the recipe."),
    ),
    "raking.infeasible": Wording(
        "error",
        N_(
            "No weights meet the margins: everyone interviewed in {wanting} is also in {holding}, "
            "and the former should be {gap} people more than the latter."
        ),
        N_("Join these categories with their neighbours, or leave a margin out."),
    ),
    "raking.not_converged": Wording(
        "error",
        N_("Raking did not settle in {sweeps} rounds: {category} of “{margin}” in {within}."),
        N_("Join rare categories, or leave a margin out."),
    ),
    "calibration.contradict": Wording(
        "error",
        N_("The totals contradict each other: with the others met, “{name}” misses by {gap}."),
        N_("Take all totals from one source and year, or leave one out."),
    ),
    "calibration.not_converged": Wording(
        "error",
        N_("Calibration did not settle in {iterations} rounds; “{name}” is the farthest off."),
        N_("Join rare categories, widen the bounds, or leave a margin out."),
    ),
    "calibration.bounds_infeasible": Wording(
        "error",
        N_(
            "No weights between {lower} and {upper} times the old ones meet the margins; at least"
            " {tightest_lower} to {tightest_upper} is needed."
        ),
        N_("Widen the bounds, or join rare categories."),
    ),
    "calibration.bounds_exclude_one": Wording(
        "error",
        N_("Bounds {lower} to {upper} leave no room for a weight that stays as it is."),
        N_("The lower bound must be under 1 and the upper one over it."),
    ),
    "trimming.bounds": Wording(
        "error", N_("Weights cannot be cut at {lower} and {upper}."), _CHOOSE
    ),
    "trimming.infeasible": Wording(
        "error",
        N_("The mean weight {mean_weight} does not lie between {lower} and {upper}."),
        N_("Cut further out."),
    ),
    "trimming.margins_infeasible": Wording(
        "error",
        N_(
            "Cut at {lower} and {upper}, the weights can no longer meet the margins; cuts no"
            " tighter than {tightest_lower} and {tightest_upper} can."
        ),
        N_("Cut further out, or not at all."),
    ),
    "nonresponse.empty_class": Wording(
        "error",
        N_("Weighting class {category}: {rows} cases and not one interview."),
        N_("Use larger classes in the recipe."),
    ),
    "nonresponse.unknown_outcome": Wording(
        "error", N_("“{column}” must say who answered; it also says {values}."), _INTERNAL
    ),
    "nonresponse.separation": Wording(
        "error",
        N_("{columns} tell perfectly who answers, so no propensity can be fitted."),
        N_("Use fewer predictors, or classes."),
    ),
    "eligibility.unknown_value": Wording(
        "error", N_("“{column}” holds no {values}."), N_("Check the dispositions.")
    ),
    "replicates.no_generator": Wording(
        "error", N_("Replicates of kind “{kind}” need a recorded seed."), N_("Give a seed.")
    ),
    "replicates.none": Wording("error", N_("There are no replicate weights."), _CHOOSE),
    "replicates.pairs_needed": Wording(
        "error", N_("These strata do not hold exactly two clusters: {strata}."), _CHOOSE
    ),
    "replicates.kind_needs_one_stratum": Wording(
        "error", N_("Replicates of kind “{kind}” are for a sample without strata."), _CHOOSE
    ),
    "replicates.shape": Wording(
        "error", N_("{rows} rows of replicate weights where {expected} are needed."), _INTERNAL
    ),
    "replicates.lonely_psu": Wording(
        "error", N_("These strata hold a single cluster: {strata}."), N_("Join strata.")
    ),
    "replicates.not_for_design": Wording(
        "error", N_("Replicates of kind “{kind}” do not fit this design."), _CHOOSE
    ),
    "domain.empty": Wording(
        "error", N_("Nobody was interviewed in “{domain}”."), N_("Choose another domain.")
    ),
    "estimates.no_covariance": Wording(
        "error", N_("These figures were kept without their covariances."), N_("Estimate anew.")
    ),
    "estimates.different_shape": Wording(
        "error", N_("{first} figures cannot be compared with {second}."), _INTERNAL
    ),
    "quantile.probability": Wording(
        "error", N_("{p} is no share of the population."), N_("Give a number from 0 to 1.")
    ),
    "comparison.groups": Wording(
        "error",
        N_("“{column}” has {groups} groups; the comparison needs two."),
        N_("Choose two groups."),
    ),
    "table.too_small": Wording(
        "error", N_("“{row}” × “{column}” has a single row or column."), N_("Choose others.")
    ),
    "table.empty_cells": Wording(
        "error", N_("“{row}” × “{column}” has {cells} empty cells."), N_("Join categories.")
    ),
    "standardise.categories": Wording(
        "error", N_("“{column}” has the categories {got}; {expected} are needed."), _INTERNAL
    ),
    "model.singular": Wording(
        "error", N_("The predictors repeat each other: {columns}."), N_("Leave one of them out.")
    ),
    "model.not_converged": Wording(
        "error", N_("The model did not settle in {iterations} rounds."), N_("Use fewer predictors.")
    ),
    "model.response_range": Wording(
        "error", N_("“{column}” holds values the model cannot have."), N_("Choose another model.")
    ),
    "comparison.no_variance": Wording(
        "error", N_("No test by {method}: the variance of the difference is not known."), _CHOOSE
    ),
    "table.saddlepoint_at_mean": Wording(
        "error",
        N_(
            "Statistic {statistic} lies where the saddlepoint approximation has no answer;"
            " choose another one."
        ),
        "",
    ),
    "plan.out_of_range": Wording(
        "error", N_("{value} is not possible for “{name}”."), N_("Give another value.")
    ),
    "plan.infeasible": Wording(
        "error", N_("No sample reaches {value} for “{name}”."), N_("Ask for less precision.")
    ),
    "allocation.bounds": Wording(
        "error",
        N_("{total} interviews do not fit: at least {least}, at most {most}."),
        N_("Change the total or the bounds of the strata."),
    ),
    "selection.too_many": Wording(
        "error", N_("{wanted} units are to be drawn from {available}."), N_("Draw fewer.")
    ),
    "selection.bad_size": Wording(
        "error", N_("{rows} units have no positive size."), N_("Complete the frame.")
    ),
    "selection.not_accepted": Wording(
        "error", N_("No sample was accepted in {attempts} attempts."), N_("Draw by another method.")
    ),
}

_FLAGS: dict[str, Wording] = {
    "estimate.no_rows": Wording("note", N_("Nobody here was asked, so there is no figure.")),
    "estimate.zero_denominator": Wording("note", N_("There is nothing to divide by.")),
    "interval.no_degrees": Wording(
        "note", N_("No interval: too few clusters ({df} degrees of freedom).")
    ),
    "interval.too_few_degrees": Wording(
        "note", N_("No interval: {df} degrees of freedom, at least {least} are needed.")
    ),
    "interval.no_variance": Wording("note", N_("No interval: the variance is not known.")),
    "interval.at_boundary": Wording(
        "note", N_("Everybody or nobody here: the interval is exact and one-sided in effect.")
    ),
    "interval.replaced_at_boundary": Wording(
        "note", N_("Everybody or nobody here: the interval is of kind {used}, not {asked}.")
    ),
    "se.zero": Wording("note", N_("All answers here are the same, so the standard error is zero.")),
    "cv.zero_estimate": Wording("note", N_("The figure is zero, so it has no relative error.")),
    "deff.no_variance": Wording("note", N_("No design effect: the variance is not known.")),
    "deff.weights_not_expanded": Wording(
        "note", N_("No design effect: the weights sum to {weighted} for {n} rows.")
    ),
    "quantile.interval_open": Wording("note", N_("The interval is open on one side ({side}).")),
    "reliability.small_n": Wording(
        "note", N_("Rests on {n} interviews; at least {least} are advisable.")
    ),
    "reliability.small_effective_n": Wording(
        "note", N_("Rests on an effective {n_effective}; at least {least} are advisable.")
    ),
    "reliability.wide_interval": Wording(
        "note", N_("The interval is {width} wide; up to {limit} is advisable.")
    ),
    "reliability.wide_relative_interval": Wording(
        "note", N_("The interval is wide for its figure ({relative_width}; limit {limit}).")
    ),
    "reliability.few_degrees": Wording(
        "note", N_("Rests on {df} degrees of freedom; at least {least} are advisable.")
    ),
    "reliability.zero_or_one": Wording("note", N_("Everybody or nobody here: read with care.")),
    "reliability.high_cv": Wording(
        "note", N_("The relative error is {cv}, above {limit}: read with care.")
    ),
    "reliability.suppressed_cv": Wording(
        "note", N_("The relative error is {cv}, above {limit}: not for publication.")
    ),
    "reliability.replicate_failed": Wording(
        "note", N_("{replicates} of {of} replicates could not be computed.")
    ),
}

WORDING: dict[str, Wording] = {
    f"weights.{code}": wording for code, wording in {**_REFUSALS, **_FLAGS}.items()
}
